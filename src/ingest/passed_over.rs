//! Figures that were not taken because another source of the same provider was, as rows of
//! `passed_over.csv`.

use crate::model::{Label, Sex};

/// One figure of a source that was not chosen, and the source that was.
#[derive(Debug, Clone, PartialEq)]
pub struct PassedOver {
    pub file: Label,
    /// Line in the file, from 1.
    pub row: u64,
    pub ref_area: Label,
    pub series: Label,
    pub sex: Sex,
    pub year: i32,
    pub value: f64,
    /// The provider's code or name of the source; empty where the row names none.
    pub source: Label,
    pub chosen: Label,
}
