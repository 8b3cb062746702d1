//! What a treatment of outliers is: how it draws the values of an indicator in, and what a sentence on it holds.

use super::when::When;
use crate::framework::said::Holds;

/// What was done to one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    WinsorisedHigh,
    WinsorisedLow,
    Logarithm,
    BoxCox { lambda: f64 },
}

/// The values after treatment, and what was done to each (`None`: nothing).
pub type After = (Vec<f64>, Vec<Option<Change>>);

/// What is done to outliers.
pub trait Treating {
    /// Draws in the values present of one indicator, in place and without allocating once `room` has grown; gives
    /// the change of scale, where that is what was done.
    fn draw_in(&self, values: &mut [f64], room: &mut Vec<f64>) -> Option<Change>;

    /// Whether it asks for outliers first; `None` where it does nothing.
    fn when(&self) -> Option<When>;

    /// Whether a treated value may be on another scale than the one the indicator is measured on.
    fn changes_the_scale(&self) -> bool {
        false
    }

    /// The end of the key of its sentence under `method.treat`, where that is not the method's word, and what it
    /// holds.
    fn in_method(&self) -> (Option<&'static str>, Holds);

    /// The functions of R that do the same to a column that it changed so, with their parameters; of the
    /// second, where the first is not enough.
    fn in_r(&self, change: Change) -> Vec<(&'static str, String)>;

    fn changes_values(&self) -> bool {
        self.when().is_some()
    }
}

/// Treats the values present of one indicator.
pub fn treat(values: &[f64], treatment: &dyn Treating) -> After {
    let mut after = values.to_vec();
    let rescaled = treatment.draw_in(&mut after, &mut Vec::new());
    let change = |(from, to): (&f64, &f64)| {
        let moved = if to < from { Change::WinsorisedHigh } else { Change::WinsorisedLow };
        rescaled.or((to != from).then_some(moved))
    };
    let changes = values.iter().zip(&after).map(change).collect();
    (after, changes)
}

/// The lowest and the highest of the values.
pub(super) fn range(values: &[f64]) -> (f64, f64) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    (low, values.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}
