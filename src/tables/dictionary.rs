//! What every table holds, column by column: `datasets/TABLES.md`.

use super::attainable::empty as empty_attainable;
use super::audit::declared as of_audit;
use super::bridge::Bridged;
use super::excluded::Excluded;
use super::exhibits::Exhibited;
use super::groups::Group;
use super::imputed::MadeValue;
use super::intervals::Pair;
use super::intervals::RankInterval;
use super::intervals::ScoreInterval;
use super::intervals::TierMember;
use super::observations::Figure;
use super::pace::Paced;
use super::panel::UsedValue;
use super::passed_over::OfAnotherSource;
use super::problems::Unusable;
use super::progress::Changed;
use super::readings::OfTheme;
use super::revisions::Moved;
use super::revisions::RevisedFigure;
use super::scores::Score;
use super::sensitivity::Share;
use super::series::Yearly;
use super::sexes::BothSexes;
use super::table::{Column, Declared, Table};
use super::treated::TreatedValue;
use super::weights::MadeWeight;
use super::world::OfTheWorld;

/// The tables of reading.
pub fn of_reading() -> Vec<Declared> {
    vec![Declared::of::<Unusable>(), Declared::of::<OfAnotherSource>()]
}

/// Those of scoring and of its audit.
pub fn of_scoring() -> Vec<Declared> {
    let mut all = vec![
        Declared::of::<Score>(),
        Declared::of::<UsedValue>(),
        Declared::of::<Group>(),
        Declared::of::<BothSexes>(),
        Declared::of::<Excluded>(),
        Declared::of::<MadeValue>(),
        Declared::of::<TreatedValue>(),
        Declared::of::<MadeWeight>(),
        Declared::of::<Changed>(),
        Declared::of::<Paced>(),
        Declared::of::<OfTheWorld>(),
        Declared::of::<OfTheme>(),
    ];
    all.extend(of_audit());
    all
}

/// Those of a simulation.
pub fn of_simulation() -> Vec<Declared> {
    let attainable: Table = empty_attainable(&["CODE"]);
    let columns = attainable.columns().map(|(column, _)| column.clone()).collect();
    vec![
        Declared::of::<RankInterval>(),
        Declared::of::<ScoreInterval>(),
        Declared::of::<Pair>(),
        Declared::of::<TierMember>(),
        Declared::of::<Share>(),
        Declared { file: attainable.file, about: attainable.about, columns },
    ]
}

/// Those of the report.
pub fn of_report() -> Vec<Declared> {
    vec![Declared::of::<Exhibited>()]
}

/// Those of `ssj read`, `ssj revisions`, `ssj diff` and `ssj score --years`.
pub fn of_other_commands() -> Vec<Declared> {
    vec![
        Declared::of::<Figure>(),
        Declared::of::<RevisedFigure>(),
        Declared::of::<Moved>(),
        Declared::of::<Bridged>(),
        Declared::of::<Yearly>(),
    ]
}

/// The words for what a score and a value are, which every table, figure and command has from here.
const STATUSES: &str = "
## What a status means

| Of a score | |
|---|---|
| `ranked` | the State has a rank |
| `indicative` | a score without a rank; the reason is in `excluded.csv` |
| `too_little` | computed on less than a third of a focus area's weight: kept in `scores.csv` and the tables of \
intervals with this mark, and given nowhere else |
| `no_score` | there is none; the reason is in `excluded.csv` |
| `out_of_scope` | of an area that is not scored at all (`excluded.csv`) |

| Of a value | |
|---|---|
| `published` | as its publisher gives it |
| `estimated` | modelled by its publisher |
| `imputed: …` | made here, and how: from other areas or indicators, or on the line between two years |
| `…; winsorised …`, `…; capped …` and the like | what treatment did to it |
| `missing` | there is none (data behind figures) |

`OBS_STATUS` in `observations.csv` and in data that are read is that of SDMX: `A` is `published`, `E` `estimated`.
";

/// Every table with its columns, as the page that documents them.
pub fn dictionary() -> String {
    let mut page = String::from(
        "# The tables\n\nEvery result is a table. `--format csv,parquet,xlsx` says in which forms the \
         tables go out; all hold the same cells, and the workbooks a sheet that says what each column \
         holds. A missing cell is empty (null in Parquet). Computed numbers have at most twelve \
         digits; figures that were read have all of theirs. From Rust every table is a Polars data \
         frame: `ssj::tables::scores(…).frame()`.\n\nThis page is made from the row types in \
         `src/tables/`.\n",
    );
    page += STATUSES;
    let parts = [
        ("Reading", of_reading()),
        ("Scores and their audit", of_scoring()),
        ("Simulation", of_simulation()),
        ("Report", of_report()),
        ("`ssj read`, `ssj revisions`, `ssj diff` and `ssj score --years`", of_other_commands()),
    ];
    for (part, tables) in parts {
        page += &format!("\n## {part}\n");
        for table in tables {
            page += &format!("\n### {}\n\n{}\n\n", table.file, table.about);
            page += "| Column | Type | Holds |\n|---|---|---|\n";
            for Column { name, kind, about } in &table.columns {
                page += &format!("| `{name}` | {} | {about} |\n", kind.name());
            }
        }
    }
    page += "\n`draws.csv` (with `--draws`) has a column for each uncertain choice and for each area, \
             and a row for each replication.\n";
    page
}
