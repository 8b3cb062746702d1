//! Rows that no one wants: a series, or what a column can hold, in; the rule by which rows are left out.

use std::collections::BTreeSet;

use super::rules::{NOT_WANTED, OTHER_BREAKDOWN, UNUSED_SERIES};
use crate::ingest::sdmx::words::code;
use crate::ingest::selection::{Selection, Wanted};

/// What is asked of a file.
#[derive(Clone, Copy)]
pub(in crate::ingest) struct Asked<'a> {
    pub(super) selection: &'a Selection,
    /// The series that the framework reads, where data may hold others.
    pub(super) used: Option<&'a BTreeSet<String>>,
}

impl Asked<'_> {
    /// Whether everything is.
    pub fn is_all(&self) -> bool {
        self.used.is_none() && !matches!(self.selection, Selection::Of(_))
    }

    /// The rule by which rows of a series are left out, whatever else they say; `None` where that
    /// depends on more: no code at all, or one with its label behind it.
    pub fn leaves_out(&self, series: &str) -> Option<&'static str> {
        if series.is_empty() || code(series) != series {
            return None;
        }
        let is_replaced = matches!(self.selection, Selection::Except(all) if all.contains(series));
        if !self.selection.has(series) {
            return Some(NOT_WANTED);
        }
        // Codes of breakdowns may be put behind that of the series.
        let used = self.used.filter(|used| !used.contains(series) && !is_replaced)?;
        let stem = format!("{series}.");
        let is_used = used.range(stem.clone()..).next().is_some_and(|one| one.starts_with(&stem));
        (!is_used).then_some(UNUSED_SERIES)
    }

    /// The same of rows of which only that is known which texts a column can hold.
    pub fn leaves_out_all(
        &self,
        column: &str,
        may_hold: &dyn Fn(&str, &str) -> bool,
    ) -> Option<&'static str> {
        if let Selection::Of(wanted) = self.selection {
            let mut of_series = wanted.iter().filter(|(code, _)| may_hold(column, code)).peekable();
            if of_series.peek().is_none() {
                return Some(NOT_WANTED);
            }
            let fits =
                |one: &Wanted| one.original.only.iter().all(|(name, code)| may_hold(name, code));
            let is_wanted = of_series.any(|(_, list)| list.iter().any(fits));
            return (!is_wanted).then_some(OTHER_BREAKDOWN);
        }
        let is_used = |series: &String| {
            let stems = series.match_indices('.').map(|(end, _)| &series[..end]);
            stems.chain([series.as_str()]).any(|code| may_hold(column, code))
        };
        (!self.used?.iter().any(is_used)).then_some(UNUSED_SERIES)
    }
}
