//! How the index and its levels follow measures from outside.

use super::columns::ScoreColumns;
use super::correlations::over_both;
use super::findings::{Agreement, Measure, REDUNDANT};
use crate::framework::{Direction, Framework};
use crate::statistics::{pearson, spearman};

/// One per column of values (areas in the panel's order): of a measure of which less is better the order
/// is turned round, of income per head the logarithm is taken.
pub(super) fn measures(
    framework: &Framework,
    columns: &ScoreColumns,
    values: &[Vec<Option<f64>>],
) -> Vec<Measure> {
    let agreement = |level: &Vec<Option<f64>>, value: &[Option<f64>]| {
        let (pearson, n) = over_both(level, value, pearson);
        let spearman = over_both(level, value, spearman).0;
        let is_detour = spearman.is_some_and(|r| r.abs() > REDUNDANT);
        Agreement { n, pearson, spearman, is_detour }
    };
    let measure = |(measure, values): (usize, &Vec<Option<f64>>)| {
        let declared = framework.measures.get(measure);
        let sign = declared.map_or(Direction::More, |m| m.direction).sign();
        let is_income = framework.income == Some(measure);
        let turned = |value: f64| match is_income {
            true => (value > 0.0).then(|| sign * value.ln()),
            false => Some(sign * value),
        };
        let turned: Vec<_> = values.iter().map(|v| v.and_then(turned)).collect();
        let with = columns.levels.iter().map(|level| agreement(level, &turned)).collect();
        Measure { measure, with }
    };
    values.iter().enumerate().map(measure).collect()
}
