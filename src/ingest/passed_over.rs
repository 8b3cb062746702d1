//! Figures that were not taken because another source of the same provider was, as rows of
//! `passed_over.csv`.

use std::sync::Arc;

use crate::model::Sex;

/// One figure of a source that was not chosen, and the source that was.
#[derive(Debug, Clone, PartialEq)]
pub struct PassedOver {
    pub file: Arc<str>,
    /// Line in the file, from 1.
    pub row: u64,
    pub ref_area: Arc<str>,
    pub series: Arc<str>,
    pub sex: Sex,
    pub year: i32,
    pub value: f64,
    /// The provider's code or name of the source; empty where the row names none.
    pub source: Arc<str>,
    pub chosen: Arc<str>,
}
