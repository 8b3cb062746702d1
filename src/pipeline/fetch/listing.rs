//! `ssj fetch --list`: which originals there are, of when, and which are due.

use std::fmt;

use serde::Serialize;

use super::ground::Ground;
use super::wanted::{self, wanted};
use crate::fault::Result;
use crate::fetch::now;
use crate::model::Moment;
use crate::pipeline::options::Options;
use crate::provenance::{Locked, Sidecar};

/// Where a provider publishes at any time, it is asked again after so many days.
const ROLLING_DAYS: u64 = 31;

/// Whether a provider may have something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    NeverFetched,
    Due,
    UpToDate,
}

/// One file, or the pages of one code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceLine {
    pub provider: String,
    pub code: String,
    pub series: Vec<String>,
    /// The locked one.
    pub vintage: Option<String>,
    pub retrieved: Option<String>,
    /// When the provider was last asked.
    pub checked: Option<String>,
    /// From when on a new release may be there: a date.
    pub next_release: Option<String>,
    pub state: State,
}

/// The list of sources, in the order of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sources {
    pub sources: Vec<SourceLine>,
}

/// Lists what `names` stand for, everything where none is named. The network is not asked.
///
/// # Errors
/// No project, an unknown name.
pub fn list_sources(names: &[String], options: &Options) -> Result<Sources> {
    let ground = Ground::of(options)?;
    let today = now();
    let line = |wanted: &wanted::Wanted| {
        let locked: Vec<&Locked> = ground.lock.of(&wanted.provider.code, &wanted.code).collect();
        let checked = locked.iter().map(|locked| checked(locked, &ground.store)).min();
        let next = checked.as_ref().and_then(|checked| {
            next_release(Moment::parse(checked)?, &wanted.fetch.release_months)
        });
        let state = match (locked.is_empty(), next) {
            (true, _) => State::NeverFetched,
            (false, Some(next)) if today < next => State::UpToDate,
            (false, _) => State::Due,
        };
        SourceLine {
            provider: wanted.provider.code.clone(),
            code: wanted.code.clone(),
            series: wanted.series.iter().map(|&series| series.to_owned()).collect(),
            vintage: locked.first().map(|locked| locked.vintage.clone()),
            retrieved: locked.iter().map(|locked| locked.retrieved.clone()).max(),
            checked,
            next_release: next.map(Moment::date),
            state,
        }
    };
    Ok(Sources { sources: wanted(&ground.catalogue, names)?.iter().map(line).collect() })
}

/// When the provider was last asked: by the record in the store, else by the lock.
fn checked(locked: &Locked, store: &std::path::Path) -> String {
    let path = locked.path(store).ok();
    let sidecar = path.and_then(|path| Sidecar::of(&path)).filter(|s| s.sha256 == locked.sha256);
    sidecar.map_or_else(|| locked.retrieved.clone(), |sidecar| sidecar.checked)
}

/// From when on something newer than at `checked` may be published: the first day of the next of
/// `months`; the month after where `checked` lies in one of them, since the release may have come
/// later in it. Where no months are known, some time after.
fn next_release(checked: Moment, months: &[u8]) -> Option<Moment> {
    if months.is_empty() {
        return Some(Moment(checked.0 + ROLLING_DAYS * 86_400));
    }
    let releases = |month: u64| months.iter().any(|&m| u64::from(m) == month % 12 + 1);
    let this = checked.month();
    let next = if releases(this) { this + 1 } else { (this..this + 12).find(|&m| releases(m))? };
    Moment::at(next / 12, next % 12 + 1, 1, [0; 3])
}

impl fmt::Display for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["provider", "code", "vintage", "retrieved", "next release", "state", "series"];
        let mut rows = vec![heads.map(str::to_owned)];
        rows.extend(self.sources.iter().map(SourceLine::cells));
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
        let widths: Vec<usize> = (0..heads.len()).filter_map(width).collect();
        let line = |row: &[String; 7]| {
            let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}"));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        f.write_str(&rows.iter().map(line).collect::<Vec<_>>().join("\n"))
    }
}

impl SourceLine {
    fn cells(&self) -> [String; 7] {
        let date = |text: &str| text.split('T').next().unwrap_or_default().to_owned();
        let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        let state = match self.state {
            State::NeverFetched => "never fetched",
            State::Due => "due",
            State::UpToDate => "up to date",
        };
        [
            self.provider.clone(),
            self.code.clone(),
            or_none(self.vintage.clone()),
            or_none(self.retrieved.as_deref().map(date)),
            or_none(self.next_release.clone()),
            state.to_owned(),
            self.series.join(", "),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_release_is_the_next_of_the_months_or_the_one_after_this() {
        let next = |checked, months: &[u8]| {
            next_release(Moment::parse(checked).unwrap(), months).map(Moment::date)
        };
        assert_eq!(next("2026-05-20", &[7, 12]).as_deref(), Some("2026-07-01"));
        // Checked in a month of a release, which may have come after.
        assert_eq!(next("2026-07-02", &[7, 12]).as_deref(), Some("2026-08-01"));
        assert_eq!(next("2026-12-31", &[7, 12]).as_deref(), Some("2027-01-01"));
        assert_eq!(next("2026-08-01", &[7]).as_deref(), Some("2027-07-01"));
        assert_eq!(next("2026-01-01", &[]).as_deref(), Some("2026-02-01"));
    }
}
