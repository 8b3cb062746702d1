//! How the index and its levels follow measures from outside.

use super::correlations::over_both;
use super::{Agreement, Columns, Measure, REDUNDANT};
use crate::statistics::{pearson, spearman};

/// One per column of values (areas in the panel's order).
pub(super) fn measures(columns: &Columns, values: &[Vec<Option<f64>>]) -> Vec<Measure> {
    let agreement = |level: &Vec<Option<f64>>, value: &[Option<f64>]| {
        let (pearson, n) = over_both(level, value, pearson);
        let spearman = over_both(level, value, spearman).0;
        let is_detour = spearman.is_some_and(|r| r.abs() > REDUNDANT);
        Agreement { n, pearson, spearman, is_detour }
    };
    let measure = |(measure, value): (usize, &Vec<Option<f64>>)| Measure {
        measure,
        with: columns.levels.iter().map(|level| agreement(level, value)).collect(),
    };
    values.iter().enumerate().map(measure).collect()
}
