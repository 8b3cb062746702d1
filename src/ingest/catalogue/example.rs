//! What must be written into `sources.toml`, as blocks to copy.

use std::collections::BTreeSet;
use std::path::Path;

use crate::model::Catalogue;

/// A series with all that it needs.
pub(super) fn series(code: &str, providers: &BTreeSet<&str>) -> String {
    let known: Vec<&str> = providers.iter().copied().collect();
    let provider = known.first().copied().unwrap_or("own");
    format!(
        "[[series]]\ncode = {code:?}\nname = \"…\"          # what it measures\nunit = \"%\"\n\
         range = [0, 100]    # the smallest and the largest value there can be\n\
         provider = {provider:?}   # the code of a [[provider]]: {}\n",
        known.join(", ")
    )
}

/// A provider with all that it needs.
pub(super) fn provider(code: &str, licences: &BTreeSet<&str>) -> String {
    let licence = match licences.iter().next() {
        Some(_) => {
            let known: Vec<&str> = licences.iter().copied().collect();
            format!("licence = \"…\"   # one of: {}\n", known.join("; "))
        }
        None => String::new(),
    };
    format!(
        "[[provider]]\ncode = {code:?}\nname = \"…\"\nfiles = [\"snapshot/{code}.csv\"]   # beside this file\n{licence}"
    )
}

/// A licence with all that it needs.
pub(super) fn licence(name: &str) -> String {
    format!(
        "[[licence]]\nname = {name:?}\nclass = \"open\"   # or \"restricted\": not to be passed on\nterms = \"…\"\n"
    )
}

/// How a series that is not in the catalogue `file` gets there: all blocks that it needs.
pub fn how_to_catalogue(code: &str, catalogue: &Catalogue, file: &Path) -> String {
    let own: BTreeSet<&str> = ["own"].into();
    let licences = catalogue.licences.iter().map(|licence| licence.name.as_str()).collect();
    format!(
        "to add it, append this to {}, with its rows in the file that `files` names:\n\n{}\n{}",
        file.display(),
        provider("own", &licences),
        series(code, &own),
    )
}
