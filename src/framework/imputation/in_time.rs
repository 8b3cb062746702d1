//! How the value used in an edition is chosen among the years observed, before any other imputation.

use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct InTime {
    /// The oldest value carried forward, in years before the cut-off. `None`: any age.
    pub max_age: Option<i32>,
    /// Whether the value at the cut-off is read off the line between the two observations around
    /// it, where neither is at it, and how many years these may be apart at most.
    pub linear: Option<Option<i32>>,
}
