//! Panel values in, scores out, one file per verb: normalise, weigh, aggregate, screen.
//!
//! Pure: no I/O, no provider, no data frame, and no name of our indicators.

mod aggregate;
mod normalise;
mod rank;
mod screen;

use crate::model::Grid;

pub use aggregate::{arithmetic_mean, geometric_mean};
pub use normalise::goalposts;
pub use rank::{descending, quartiles};
pub use screen::{Reason, Standing};

/// Every score of an edition. Rows are areas in the panel's order; columns of `indicators` follow
/// the framework's indicators, those of the other grids its levels (the index is column 0).
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// 0–100; `None` where the value is missing or the indicator is not scored... see `shown`.
    pub indicators: Grid<Option<f64>>,
    /// 0–100; `None` where nothing below is present.
    pub levels: Grid<Option<f64>>,
    /// Share of the declared indicator weight that is present at or below the level, 0–1.
    pub coverage: Grid<f64>,
    /// Whether each area is ranked, and if not, why.
    pub standings: Vec<Standing>,
    /// Among ranked areas, 1 the highest score, ties take the smallest.
    pub ranks: Grid<Option<usize>>,
    /// Among ranked areas, 1 the lowest quarter of the scores … 4 the highest.
    pub quartiles: Grid<Option<u8>>,
}
