//! A kernel in, what it draws from out: for a program that draws by itself.

use serde::Serialize;

use super::drawn::DrawnColumn;
use super::kernel::Kernel;
use super::noise::NoisyColumn;

/// The laws of all that replications draw, on the scale of each indicator's transform.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told<'a> {
    /// Values that may have been measured otherwise.
    pub noisy: &'a [NoisyColumn],
    /// One for each way to fill gaps, the declared one first.
    pub fills: Vec<ToldFill<'a>>,
}

/// One way to fill gaps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ToldFill<'a> {
    /// Where it differs from the declared one: indicator, area, and the value, if it has one.
    pub cells: Vec<(usize, usize, Option<f64>)>,
    /// What each replication draws.
    pub drawn: &'a [DrawnColumn],
}

impl Kernel<'_> {
    pub fn told(&self) -> Told<'_> {
        let fills = &self.prepared.fills;
        let areas = self.areas();
        let value = |fill: usize, at: usize| {
            Some(fills[fill].values[at]).filter(|_| fills[fill].present[at] > 0.0)
        };
        let fill = |nth: usize| {
            let differs = |at: &usize| value(nth, *at) != value(0, *at);
            let cells = (0..fills[nth].values.len()).filter(differs);
            ToldFill {
                cells: cells.map(|at| (at / areas, at % areas, value(nth, at))).collect(),
                drawn: &fills[nth].drawn,
            }
        };
        Told { noisy: &self.noisy, fills: (0..fills.len()).map(fill).collect() }
    }
}
