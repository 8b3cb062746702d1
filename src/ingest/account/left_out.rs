//! Rows that no one wants: a series, or what a column can hold, in; the rule by which rows are left out.

use super::{Account, NOT_WANTED, OTHER_BREAKDOWN, UNUSED_SERIES};
use crate::ingest::selection::{Selection, Wanted};

impl Account<'_> {
    /// The rule by which rows of a series are left out, whatever else they say; `None` where that
    /// depends on more.
    pub fn leaves_out(&self, code: &str) -> Option<&'static str> {
        if !self.wants(code) {
            return Some(NOT_WANTED);
        }
        // Codes of breakdowns may be put behind that of the series.
        let used = self.expected.series.filter(|_| !matches!(self.selection, Selection::Of(_)))?;
        let stem = format!("{code}.");
        let is_used = used.contains(code)
            || used.range(stem.clone()..).next().is_some_and(|series| series.starts_with(&stem));
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
        (!self.expected.series?.iter().any(is_used)).then_some(UNUSED_SERIES)
    }
}
