//! What a weight declares, and how far the index follows what bears it.

use std::collections::BTreeMap;

use super::columns::ScoreColumns;
use super::correlations::{Side, over_both, side_of_zero};
use super::findings::{Influence, InfluenceDoubt};
use crate::framework::Framework;
use crate::score::{Child, all_below};
use crate::statistics::pearson;

/// A share below this part of the promised one is silent, above its reciprocal loud.
const HALF: f64 = 0.5;

/// One per level but the index, then one per scored indicator, both in framework order; none of what
/// has no weight in the index, a formula standing between.
///
/// Influence is the Pearson correlation with the index (Becker et al. 2017; the measure by which
/// weights that match influence are found). The share compares a level with the levels under the
/// same parent, an indicator with all indicators; what it is held against is the same share of the
/// declared weights.
pub(super) fn influences(framework: &Framework, columns: &ScoreColumns) -> Vec<Influence> {
    let (indicators, levels) = effective_weights(framework);
    let kind = |child: Child, effective: f64| Kind { framework, columns, child, effective };
    let weighed = |(of, effective): (Child, &Option<f64>)| Some(kind(of, (*effective)?));
    let kinds_of_levels = (1..levels.len()).map(Child::Level).zip(&levels[1..]).filter_map(weighed);
    let kinds_of_indicators =
        (0..indicators.len()).map(Child::Indicator).zip(&indicators).filter_map(weighed);
    let kinds: Vec<Kind> = kinds_of_levels.chain(kinds_of_indicators).collect();
    let found: Vec<(Option<f64>, usize)> = kinds.iter().map(Kind::correlation).collect();
    // A level competes with those under its parent, an indicator with all indicators.
    let mut rivals: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    (0..kinds.len()).for_each(|k| rivals.entry(kinds[k].rivals_under()).or_default().push(k));
    let below = all_below(framework);
    let of = |k: usize| {
        let siblings = &below[kinds[k].parent()];
        influence(&kinds, &found, k, &rivals[&kinds[k].rivals_under()], siblings)
    };
    (0..kinds.len()).map(of).collect()
}

/// One bearer of a weight.
struct Kind<'a> {
    framework: &'a Framework,
    columns: &'a ScoreColumns,
    child: Child,
    effective: f64,
}

impl Kind<'_> {
    fn parent(&self) -> usize {
        match self.child {
            Child::Indicator(i) => self.framework.indicators[i].parent,
            Child::Level(l) => self.framework.levels[l].parent.unwrap_or(0),
        }
    }

    fn correlation(&self) -> (Option<f64>, usize) {
        over_both(self.columns.of_child(self.child), &self.columns.levels[0], pearson)
    }

    /// Share among its siblings by the declared weights.
    fn declared(&self, siblings: &[(Child, f64)]) -> f64 {
        let whole: f64 = siblings.iter().map(|s| s.1).sum();
        let own = siblings.iter().find(|s| s.0 == self.child).map_or(0.0, |s| s.1);
        own / whole
    }

    /// The parent of a level; of an indicator none in particular.
    fn rivals_under(&self) -> Option<usize> {
        matches!(self.child, Child::Level(_)).then(|| self.parent())
    }
}

fn influence(
    kinds: &[Kind],
    found: &[(Option<f64>, usize)],
    k: usize,
    same: &[usize],
    siblings: &[(Child, f64)],
) -> Influence {
    let part = |o: usize| found[o].0.unwrap_or(0.0).max(0.0);
    let whole: f64 = same.iter().map(|&o| part(o)).sum();
    let promised = kinds[k].effective / same.iter().map(|&o| kinds[o].effective).sum::<f64>();
    let (correlation, n) = found[k];
    let share = correlation.filter(|_| whole > 0.0).map(|_| part(k) / whole);
    let doubt = correlation.and_then(|r| match (side_of_zero(r, n), share) {
        (Some(Side::Below), _) => Some(InfluenceDoubt::Reversed),
        (_, Some(share)) if share < HALF * promised => Some(InfluenceDoubt::Silent),
        (_, Some(share)) if share > promised / HALF => Some(InfluenceDoubt::Loud),
        _ => None,
    });
    let (child, effective) = (kinds[k].child, kinds[k].effective);
    Influence {
        child,
        declared: kinds[k].declared(siblings),
        effective,
        promised,
        correlation,
        n,
        share,
        doubt,
    }
}

/// Share of each scored indicator and of each level in the index by the declared weights: its own
/// weight over its siblings' sum, times its parent's. (of indicators, `None` where not scored; of
/// levels, 1 for the index; `None` for all below a level that is made by a formula).
pub fn effective_weights(framework: &Framework) -> (Vec<Option<f64>>, Vec<Option<f64>>) {
    let mut indicators = vec![None; framework.indicators.len()];
    let mut levels = vec![None; framework.levels.len()];
    levels[0] = Some(1.0);
    for (l, below) in all_below(framework).into_iter().enumerate() {
        let is_weighed = framework.levels[l].aggregation.formula().is_none();
        let Some(own) = levels[l].filter(|_| is_weighed) else { continue };
        let whole: f64 = below.iter().map(|(_, weight)| weight).sum();
        for (child, weight) in below {
            let share = Some(weight / whole * own);
            match child {
                Child::Indicator(i) => indicators[i] = share,
                Child::Level(inner) => levels[inner] = share,
            }
        }
    }
    (indicators, levels)
}
