//! Made-up findings: with no doubt, with every doubt, with nothing found.

use super::*;

pub(super) const FINE: Shape = Shape { skewness: Some(0.4), kurtosis: Some(-0.2) };

/// Findings in which nothing is in doubt.
pub(super) fn clean(framework: &Framework) -> Audit {
    let scored: Vec<usize> =
        (0..framework.indicators.len()).filter(|&i| framework.indicators[i].is_scored()).collect();
    let area = |i: usize| framework.focus_area_of(framework.indicators[i].parent);
    let indicator = |&indicator: &usize| IndicatorAudit {
        indicator,
        n: 180,
        of: 187,
        imputed: 0,
        median_age: Some(1.0),
        older_than_five: 3,
        estimated: 2,
        before: FINE,
        after: FINE,
        scores: FINE,
        treated: 0,
        doubts: Vec::new(),
    };
    let mut pairs = Vec::new();
    for (k, &first) in scored.iter().enumerate() {
        for &second in &scored[k + 1..] {
            let within = area(first).filter(|_| area(first) == area(second));
            pairs.push(Pair { first, second, n: 150, correlation: 0.5, within, doubt: None });
        }
    }
    let levels = framework.levels.len();
    let fit = |&indicator: &usize| Fit {
        indicator,
        with: vec![Some((0.6, 150)); levels],
        doubts: Vec::new(),
    };
    let coherent = |level: usize| {
        let below: Vec<Child> = below(framework, level).iter().map(|b| b.0).collect();
        let loadings = vec![0.4; below.len()];
        let components = vec![Component { eigenvalue: 3.0, share: 0.6, loadings }];
        Coherence { level, below, n: 120, alpha: Some(0.8), components, doubts: Vec::new() }
    };
    let influence = |child: Child| Influence {
        child,
        declared: 0.25,
        effective: 0.04,
        promised: 0.04,
        correlation: Some(0.6),
        n: 150,
        share: Some(0.04),
        doubt: None,
    };
    let left_out = |&indicator: &usize| LeftOut {
        indicator,
        n: 114,
        mean_shift: 1.5,
        largest_shift: 9,
        mover: Some((0, 20, 29)),
        spearman: Some(0.99),
        is_decisive: false,
    };
    let with = Agreement { n: 150, pearson: Some(0.5), spearman: Some(0.5), is_detour: false };
    let measures = 0..framework.measures.len();
    Audit {
        indicators: scored.iter().map(indicator).collect(),
        pairs,
        fits: scored.iter().map(fit).collect(),
        coherence: (0..levels).map(coherent).collect(),
        influences: scored.iter().map(|&i| influence(Child::Indicator(i))).collect(),
        left_out: scored.iter().map(left_out).collect(),
        not_left_out: Vec::new(),
        measures: measures.map(|measure| Measure { measure, with: vec![with; levels] }).collect(),
        ranked: None,
    }
}

/// Findings in which everything is in every doubt that it can be in at once.
pub(super) fn all_in_doubt(framework: &Framework) -> Audit {
    use CoherenceDoubt::{LowAlpha, OpposedLoading, SeveralDimensions};
    use IndicatorDoubt::{Modelled, Old, Outliers, Sparse};
    let mut audit = clean(framework);
    for found in &mut audit.indicators {
        found.doubts = vec![Sparse, Old, Modelled, Outliers];
    }
    for pair in &mut audit.pairs {
        let doubt = if pair.within.is_some() { PairDoubt::Negative } else { PairDoubt::Redundant };
        pair.correlation = if pair.within.is_some() { -0.5 } else { 0.95 };
        pair.doubt = Some(doubt);
    }
    for fit in &mut audit.fits {
        fit.doubts = vec![FitDoubt::AgainstItsArea, FitDoubt::CloserTo(1)];
    }
    for level in &mut audit.coherence {
        level.alpha = Some(0.1);
        level.components[0].loadings[0] = -0.6;
        level.doubts = vec![LowAlpha, SeveralDimensions, OpposedLoading];
    }
    for influence in &mut audit.influences {
        influence.correlation = Some(-0.4);
        influence.doubt = Some(InfluenceDoubt::Reversed);
    }
    audit.left_out.iter_mut().for_each(|found| found.is_decisive = true);
    for with in audit.measures.iter_mut().flat_map(|m| &mut m.with) {
        *with = Agreement { n: 150, pearson: Some(0.97), spearman: Some(0.97), is_detour: true };
    }
    audit
}

pub(super) fn nothing_found() -> Audit {
    Audit {
        indicators: Vec::new(),
        pairs: Vec::new(),
        fits: Vec::new(),
        coherence: Vec::new(),
        influences: Vec::new(),
        left_out: Vec::new(),
        not_left_out: Vec::new(),
        measures: Vec::new(),
        ranked: None,
    }
}
