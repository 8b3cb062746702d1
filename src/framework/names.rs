//! Names in formulas, against what the data or the catalogue have.

use std::collections::BTreeSet;
use std::path::Path;

use super::Framework;
use crate::fault::{Fault, Faults, Place, Result};
use crate::model::Sex;

/// Every name of every formula must be a derived quantity or a series of the catalogue.
///
/// # Errors
/// All unknown names with the line on which they first stand and the nearest known.
pub fn check(framework: &Framework, file: &Path, text: &str, known: &BTreeSet<&str>) -> Result<()> {
    let mut faults = Vec::new();
    for derived in framework.derived.iter().filter(|d| known.contains(d.code.as_str())) {
        let message = format!("the derived quantity `{}` has the name of a series", derived.code);
        faults.push(Fault::new(message).at(Place::file(file)).hint("give it another code"));
    }
    let unknown = framework.own_series().into_iter().filter(|(s, _)| !known.contains(s.as_str()));
    let unknown: BTreeSet<String> = unknown.map(|(series, _): (String, Sex)| series).collect();
    for name in unknown {
        let line =
            text.lines().position(|l| !l.trim_start().starts_with('#') && has_word(l, &name));
        let place = line.map_or(Place::file(file), |l| Place::line(file, l as u64 + 1));
        let derived = framework.derived.iter().map(|d| d.code.as_str());
        faults.push(
            Fault::new(format!("there is no series `{name}`"))
                .at(place)
                .nearest(&name, known.iter().copied().chain(derived)),
        );
    }
    Faults::check(faults, ())
}

fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    line.split(|c| !is_part(c)).any(|w| w == word)
}
