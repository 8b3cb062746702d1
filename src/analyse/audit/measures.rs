//! How the index and its levels follow measures from outside.

use super::columns::Columns;
use super::correlations::over_both;
use super::findings::{Agreement, Measure, REDUNDANT};
use crate::framework::Direction;
use crate::statistics::{pearson, spearman};

/// One per column of values (areas in the panel's order) and its direction: of a measure of which less
/// is better the order is turned round.
pub(super) fn measures<'v>(
    columns: &Columns,
    values: impl Iterator<Item = (Direction, &'v Vec<Option<f64>>)>,
) -> Vec<Measure> {
    let agreement = |level: &Vec<Option<f64>>, value: &[Option<f64>]| {
        let (pearson, n) = over_both(level, value, pearson);
        let spearman = over_both(level, value, spearman).0;
        let is_detour = spearman.is_some_and(|r| r.abs() > REDUNDANT);
        Agreement { n, pearson, spearman, is_detour }
    };
    let measure = |(measure, (direction, values)): (usize, (Direction, &Vec<Option<f64>>))| {
        let turned: Vec<_> = values.iter().map(|v| v.map(|v| direction.sign() * v)).collect();
        let with = columns.levels.iter().map(|level| agreement(level, &turned)).collect();
        Measure { measure, with }
    };
    values.enumerate().map(measure).collect()
}
