//! What every table holds, column by column: `datasets/TABLES.md`.

use super::table::{Column, Declared, Table};
use super::{
    attainable, audit, bridge, excluded, groups, imputed, intervals, observations, panel,
    passed_over, problems, progress, revisions, scores, sensitivity, sexes, treated, weights, world,
};

/// The tables of reading.
pub fn of_reading() -> Vec<Declared> {
    vec![Declared::of::<problems::Unusable>(), Declared::of::<passed_over::OfAnotherSource>()]
}

/// Those of scoring and of its audit.
pub fn of_scoring() -> Vec<Declared> {
    let mut all = vec![
        Declared::of::<scores::Score>(),
        Declared::of::<panel::UsedValue>(),
        Declared::of::<groups::Group>(),
        Declared::of::<sexes::BothSexes>(),
        Declared::of::<excluded::Excluded>(),
        Declared::of::<imputed::MadeValue>(),
        Declared::of::<treated::TreatedValue>(),
        Declared::of::<weights::MadeWeight>(),
        Declared::of::<progress::Changed>(),
        Declared::of::<world::OfTheWorld>(),
    ];
    all.extend(audit::declared());
    all
}

/// Those of a simulation.
pub fn of_simulation() -> Vec<Declared> {
    let attainable: Table = attainable::empty(&["CODE"]);
    let columns = attainable.columns().map(|(column, _)| column.clone()).collect();
    vec![
        Declared::of::<intervals::RankInterval>(),
        Declared::of::<intervals::ScoreInterval>(),
        Declared::of::<intervals::Pair>(),
        Declared::of::<intervals::TierMember>(),
        Declared::of::<sensitivity::Share>(),
        Declared { file: attainable.file, about: attainable.about, columns },
    ]
}

/// Those of `ssj read`, `ssj revisions` and `ssj diff`.
pub fn of_other_commands() -> Vec<Declared> {
    vec![
        Declared::of::<observations::Figure>(),
        Declared::of::<revisions::RevisedFigure>(),
        Declared::of::<revisions::Moved>(),
        Declared::of::<bridge::Bridged>(),
    ]
}

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
    let parts = [
        ("Reading", of_reading()),
        ("Scores and their audit", of_scoring()),
        ("Simulation", of_simulation()),
        ("`ssj read`, `ssj revisions` and `ssj diff`", of_other_commands()),
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
