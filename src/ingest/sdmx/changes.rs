//! What rows of a message do to other rows of it: figures deleted, whole or in part, and attributes that
//! stand once for many figures.

use std::collections::BTreeMap;

use super::period::{Period, period};
use super::words::Frequency;

/// A part of a figure that an attribute says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ingest) enum Part {
    Multiplier,
    Decimals,
    Unit,
    Status,
    Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) enum What {
    /// Figures of earlier rows.
    Delete,
    /// Attributes of earlier rows.
    Forget(Vec<Part>),
    /// Attributes of all rows that have none of their own.
    Give(Vec<(Part, String)>),
}

/// What one row does to all those that have its codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Change {
    pub row: u64,
    pub what: What,
}

/// Changes by the ids of components in which they name a code, and by these codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Changes(BTreeMap<Vec<String>, BTreeMap<Vec<String>, Vec<Change>>>);

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes a change of the figures with these codes; an empty code stands for any. One for which a
    /// dimension is switched off (`~`) is of no figure.
    pub fn note(&mut self, codes: Vec<(String, String)>, change: Change) {
        let mut codes: Vec<_> = codes.into_iter().filter(|(_, code)| !code.is_empty()).collect();
        if codes.iter().any(|(_, code)| code == "~") {
            return;
        }
        codes.sort();
        let (ids, codes): (Vec<_>, Vec<_>) = codes
            .into_iter()
            .map(|(id, code)| {
                let code = of_time(&id, &code);
                (id, code)
            })
            .unzip();
        self.0.entry(ids).or_default().entry(codes).or_default().push(change);
    }

    /// Puts those of the next part of the message behind these.
    pub fn add(&mut self, other: Changes) {
        for (ids, all) in other.0 {
            let known = self.0.entry(ids).or_default();
            for (codes, changes) in all {
                known.entry(codes).or_default().extend(changes);
            }
        }
    }

    /// The changes of a figure by its codes, in the order of the message.
    pub fn of<'r>(&self, code: &dyn Fn(&str) -> Option<&'r str>) -> Vec<&Change> {
        let mut found = Vec::new();
        for (ids, all) in &self.0 {
            let codes: Option<Vec<String>> =
                ids.iter().map(|id| Some(of_time(id, code(id)?))).collect();
            found.extend(codes.and_then(|codes| all.get(&codes)).into_iter().flatten());
        }
        found.sort_by_key(|change| change.row);
        found
    }
}

/// A code; of a period its year, however it is written.
fn of_time(id: &str, code: &str) -> String {
    match (id, period(code, Frequency::Annual)) {
        ("TIME_PERIOD", Period::Year(year)) => year.to_owned(),
        _ => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(String, String)> {
        let pair = |part: &str| part.split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned()));
        text.split(' ').filter_map(pair).collect()
    }

    #[test]
    fn an_empty_code_is_any_and_a_dimension_switched_off_is_no_figures() {
        let mut changes = Changes::default();
        let delete = |row| Change { row, what: What::Delete };
        changes.note(codes("AREA=KEN TIME_PERIOD=2020-01-01 SEX="), delete(4));
        changes.note(codes("AREA=KEN TIME_PERIOD=~"), delete(5));
        changes.note(codes(""), delete(3));
        let of = |area: &'static str, year: &'static str| {
            let code = |id: &str| match id {
                "AREA" => Some(area),
                "TIME_PERIOD" => Some(year),
                _ => None,
            };
            changes.of(&code).iter().map(|change| change.row).collect::<Vec<_>>()
        };
        assert_eq!(of("KEN", "2020"), [3, 4]);
        assert_eq!(of("KEN", "2021"), [3]);
    }
}
