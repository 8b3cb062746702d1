//! The one part of a zip or a workbook that is meant, by what each of them holds.

use std::path::Path;

use crate::fault::{Fault, Place, Result};
use crate::ingest::holds::Holds;

/// Whether a reader takes a part of a file by what it holds.
pub(in crate::ingest) type Wanted = fn(&Holds) -> bool;

/// The one of a file's parts that is wanted by what it holds: of a form that is known before any other,
/// then by its name of a table.
///
/// # Errors
/// None or several can be meant: what the parts are.
pub(in crate::ingest) fn choose(
    path: &Path,
    whole: &str,
    parts: &[(String, Holds)],
    wanted: Wanted,
) -> Result<usize> {
    const TOLD: usize = 12;
    let rank = |(name, holds): &(String, Holds)| {
        let is_csv = [".csv", ".tsv"].iter().any(|end| name.to_lowercase().ends_with(end));
        (!holds.is_known(), !is_csv)
    };
    let fitting = || (0..parts.len()).filter(|at| wanted(&parts[*at].1));
    let best = fitting().map(|at| rank(&parts[at])).min();
    let meant: Vec<usize> = fitting().filter(|at| Some(rank(&parts[*at])) == best).collect();
    let [one] = meant[..] else {
        let found = if meant.is_empty() { "none" } else { "several" };
        let part = |(name, holds): &(String, Holds)| format!("{name} ({})", holds.name());
        let mut told: Vec<String> = parts.iter().take(TOLD).map(part).collect();
        if parts.len() > TOLD {
            told.push(format!("and {} more", parts.len() - TOLD));
        }
        let fault = Fault::new(format!("of the {whole} {found} can be the one with the figures"));
        return Err(fault
            .at(Place::file(path))
            .hint(format!("it holds: {}", told.join(", ")))
            .hint("give the one that is meant in a file of its own")
            .into());
    };
    Ok(one)
}
