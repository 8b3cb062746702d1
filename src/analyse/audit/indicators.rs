//! Availability, age and shape of each scored indicator.

use super::findings::{ENOUGH_PRESENT, IndicatorAudit, IndicatorDoubt, MOSTLY, Shape};
use crate::framework::{FAR_OUT, Framework};
use crate::harmonise::{Panel, Used};
use crate::model::ObsStatus;
use crate::score::Scores;
use crate::statistics::{excess_kurtosis, median, skewness};

/// Ages above, in years, are old.
const OLD: i32 = 5;

/// One per scored indicator, framework order. What was observed is counted in the areas that are
/// scored at all (the framework's screen leaves some out); shapes are over every value scored,
/// imputed ones included.
pub(super) fn indicators(
    framework: &Framework,
    panel: &Panel,
    scores: &Scores,
) -> Vec<IndicatorAudit> {
    framework.scored().map(|i| audited(panel, scores, i)).collect()
}

fn audited(panel: &Panel, scores: &Scores, indicator: usize) -> IndicatorAudit {
    let of = panel.areas.len();
    let observed = (0..of).filter(|&a| *scores.observed.get(a, indicator));
    let used: Vec<Used> = observed.filter_map(|a| panel.used(a, indicator)).collect();
    let ages: Vec<f64> = used.iter().map(|u| f64::from(u.age)).collect();
    let treated = scores.treated.iter().filter(|t| t.indicator == indicator);
    let after: Vec<f64> = scores.prepared.column(indicator).flatten().copied().collect();
    let final_scores: Vec<f64> = scores.indicators.column(indicator).flatten().copied().collect();
    let mut audit = IndicatorAudit {
        indicator,
        n: used.len(),
        of,
        imputed: scores.imputed.iter().filter(|i| i.indicator == indicator).count(),
        median_age: median(&ages),
        older_than_five: used.iter().filter(|u| u.age > OLD).count(),
        estimated: used.iter().filter(|u| u.point.status == ObsStatus::Estimated).count(),
        before: shape(&untreated(scores, indicator)),
        after: shape(&after),
        scores: shape(&final_scores),
        treated: treated.count(),
        doubts: Vec::new(),
    };
    audit.doubts = doubts(&audit, &final_scores);
    audit
}

/// The column as it was before treatment, on the scale of the transform.
fn untreated(scores: &Scores, indicator: usize) -> Vec<f64> {
    let mut column: Vec<Option<f64>> = scores.prepared.column(indicator).copied().collect();
    for treated in scores.treated.iter().filter(|t| t.indicator == indicator) {
        column[treated.area] = Some(treated.from);
    }
    column.into_iter().flatten().collect()
}

fn shape(values: &[f64]) -> Shape {
    Shape { skewness: skewness(values), kurtosis: excess_kurtosis(values) }
}

fn doubts(audit: &IndicatorAudit, scores: &[f64]) -> Vec<IndicatorDoubt> {
    let beyond = |shape: &Shape| {
        shape.skewness.is_some_and(|s| s.abs() >= FAR_OUT[0])
            && shape.kurtosis.is_some_and(|k| k >= FAR_OUT[1])
    };
    let most = |count: usize| audit.n > 0 && count as f64 > MOSTLY * audit.n as f64;
    let is_constant = scores.len() > 1 && scores.iter().all(|x| *x == scores[0]);
    let found = [
        (IndicatorDoubt::Sparse, (audit.n as f64) < ENOUGH_PRESENT * audit.of as f64),
        (IndicatorDoubt::Old, most(audit.older_than_five)),
        (IndicatorDoubt::Modelled, most(audit.estimated)),
        (IndicatorDoubt::Outliers, beyond(&audit.scores)),
        (IndicatorDoubt::Constant, is_constant),
    ];
    found.into_iter().filter(|(_, holds)| *holds).map(|(doubt, _)| doubt).collect()
}
