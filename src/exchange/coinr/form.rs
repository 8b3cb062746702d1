//! What goes out, and in which form.

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::{Input, Scores};

/// The tables, and what goes with values that are scored.
pub const FILES: [&str; 5] = ["iData.csv", "iMeta.csv", "codes.csv", "build.R", "by_ssj.csv"];

/// In which form the values go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    pub years: Years,
    /// As measured: not floored, transformed or imputed, and goalposts likewise.
    pub native: bool,
}

impl Form {
    /// Whether the tables are those that COINr makes the same scores from.
    pub(super) fn is_scored(self) -> bool {
        self.years == Years::Used && !self.native
    }

    /// The files that may be written.
    pub fn files(self) -> &'static [&'static str] {
        if self.is_scored() { &FILES } else { &FILES[..3] }
    }
}

/// What is exported.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub framework: &'a Framework,
    /// Knows names and groups of the areas, if there is one.
    pub reference: Option<&'a Areas>,
    pub panel: &'a Panel,
    pub input: &'a Input,
    pub scores: &'a Scores,
}

/// Which values go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// The value that the edition uses, whatever its year: one row for each area, no `Time`.
    Used,
    /// Every value up to the cut-off: one row for each area and year, with `Time`.
    All,
}
