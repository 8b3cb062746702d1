//! `PACKAGE.md`: what is in the package, and how a stranger checks it.

use super::item::{Item, Part};
use super::subject::Subject;

/// The page.
pub(super) fn page(subject: &Subject, items: &[Item]) -> String {
    let (id, record) = (&subject.edition.id, subject.record);
    let count = |part: fn(&Part) -> bool| items.iter().filter(|item| part(&item.part)).count();
    let (inputs, outputs) =
        (count(|part| *part == Part::Input), count(|part| *part == Part::Output));
    let forms = count(|part| matches!(part, Part::Form(_)));
    let mut page = format!(
        "# {}\n\nPublished {}. Everything that edition `{id}` was made from, all that it consists of, and \
         the program that made it.\n\n\
         | What | Where | Files |\n|---|---|---|\n\
         | The report, its tables and figures | `report/{id}/`, `figures/{id}/` | {outputs} |\n\
         | The main tables as Parquet and Excel workbooks | `report/{id}/` | {forms} |\n\
         | What it was made from: figures, method, words, templates | `datasets/`, `report/` | {inputs} |\n\
         | What every column holds | `datapackage.json`, `datasets/TABLES.md` | |\n\
         | Who made what from what, under which licence | `ro-crate-metadata.json` | |\n\
         | How to cite it | `CITATION.cff` | |\n\n",
        subject.title(),
        subject.edition.date,
    );
    page += &format!(
        "## To check it\n\n\
         1. That no file was changed on the way: `sha256sum -c SHA256SUMS`.\n\
         2. That the report comes out of the data again: with Rust installed (https://rustup.rs), in this \
         folder, `cargo run --release -- verify {id}`. It builds the edition twice, compares every table, \
         figure and page with the lock `report/editions/{id}.lock` and with what lies here, and gives a \
         verdict. typst {} sets the pages; where it is missing, it is installed.\n\
         3. Where a number comes from: `cargo run --release -- explain BRA protection`, for any area, focus \
         area or indicator, down to the row of the file.\n\n\
         It was made by {} (code {}), {}, {}.\n\n",
        record.typst,
        record.tool,
        record.code,
        record.toolchain,
        seeds(subject)
    );
    page += "## Sources and licences\n\nThe program and its texts are under the Apache Licence 2.0 (`LICENSE`). \
             Figures keep the licence of their provider:\n\n| Provider | Release | Licence |\n|---|---|---|\n";
    for provider in &subject.providers {
        let terms = subject.licence_of(provider);
        page += &format!(
            "| [{}]({}) | {} | [{}]({terms}) |\n",
            provider.name.en, provider.address, provider.vintage, provider.licence
        );
    }
    page += "\n";
    for provider in &subject.providers {
        page += &format!("- {}\n", provider.attribution.en);
    }
    page
}

fn seeds(subject: &Subject) -> String {
    match (subject.record.seed, subject.record.runs) {
        (Some(seed), Some(runs)) => format!("{runs} replications from seed {seed}"),
        _ => "without a simulation".to_owned(),
    }
}
