//! Who is ranked: enough of the weight in every focus area, and every required indicator.

use crate::framework::Framework;
use crate::model::Grid;

/// Sums of weights may differ from the declared share by rounding alone.
pub const ROUNDING: f64 = 1e-12;

/// Whether an area is ranked, and if not, why.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    Ranked,
    /// Scores are shown, without a rank, for these reasons; the index may be missing.
    Indicative(Vec<Reason>),
}

/// Why an area is not ranked.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// A required indicator (position) has no value.
    RequiredMissing { indicator: usize },
    /// Too little of a focus area's indicator weight is present.
    LowCoverage { level: usize, coverage: f64 },
    /// A level has no score at all, so neither has the index.
    NoScore { level: usize },
}

impl Standing {
    pub fn is_ranked(&self) -> bool {
        *self == Standing::Ranked
    }

    /// Whether a level's score rests on too little of its weight; the index (level 0) does where a
    /// focus area does.
    pub fn rests_on_little(&self, level: usize) -> bool {
        let Standing::Indicative(reasons) = self else { return false };
        let low = |reason: &Reason| match reason {
            Reason::LowCoverage { level: of, .. } => level == 0 || *of == level,
            _ => false,
        };
        reasons.iter().any(low)
    }
}

/// Share of declared weight present per area and level: of an indicator 1 or 0, of a level the
/// weighted mean of what is below it.
pub fn coverage(framework: &Framework, indicators: &Grid<Option<f64>>) -> Grid<f64> {
    let mut coverage = Grid::filled(indicators.rows(), framework.levels.len(), 0.0);
    for a in 0..indicators.rows() {
        for l in (0..framework.levels.len()).rev() {
            let (mut present, mut declared) = (0.0, 0.0);
            for (i, indicator) in framework.indicators.iter().enumerate() {
                let Some(weight) = indicator.weight.filter(|_| indicator.parent == l) else {
                    continue;
                };
                declared += weight;
                present += if indicators.get(a, i).is_some() { weight } else { 0.0 };
            }
            for (inner, level) in framework.levels.iter().enumerate() {
                if level.parent == Some(l) {
                    declared += level.weight;
                    present += level.weight * coverage.get(a, inner);
                }
            }
            coverage.set(a, l, if declared > 0.0 { present / declared } else { 0.0 });
        }
    }
    coverage
}

/// Who is ranked: every level has a score, every focus area enough of its weight, and no required
/// indicator is missing.
pub(super) fn standings(
    framework: &Framework,
    indicators: &Grid<Option<f64>>,
    levels: &Grid<Option<f64>>,
    coverage: &Grid<f64>,
) -> Vec<Standing> {
    (0..indicators.rows())
        .map(|a| {
            let reasons = reasons(framework, indicators.row(a), levels.row(a), coverage.row(a));
            if reasons.is_empty() { Standing::Ranked } else { Standing::Indicative(reasons) }
        })
        .collect()
}

fn reasons(
    framework: &Framework,
    indicators: &[Option<f64>],
    levels: &[Option<f64>],
    coverage: &[f64],
) -> Vec<Reason> {
    let required = framework.indicators.iter().enumerate().filter(|(_, i)| i.required);
    let mut reasons: Vec<Reason> = required
        .filter(|(i, _)| indicators[*i].is_none())
        .map(|(indicator, _)| Reason::RequiredMissing { indicator })
        .collect();
    let mut judged: Vec<usize> = framework.focus_areas().collect();
    if judged.is_empty() {
        judged.push(0);
    }
    for &level in &judged {
        if levels[level].is_none() {
            reasons.push(Reason::NoScore { level });
        } else if coverage[level] + ROUNDING < framework.ranking_coverage {
            reasons.push(Reason::LowCoverage { level, coverage: coverage[level] });
        }
    }
    if levels[0].is_none() && !reasons.iter().any(|r| matches!(r, Reason::NoScore { .. })) {
        reasons.push(Reason::NoScore { level: 0 });
    }
    reasons
}
