//! What stands below a level, and why a level may have no value.

use serde::{Deserialize, Serialize};

use crate::framework::Framework;

/// What stands directly below a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Child {
    /// Position among the framework's indicators.
    Indicator(usize),
    /// Position among the framework's levels.
    Level(usize),
}

impl Child {
    pub fn code(self, framework: &Framework) -> &str {
        match self {
            Child::Indicator(i) => &framework.indicators[i].code,
            Child::Level(l) => &framework.levels[l].code,
        }
    }
}

/// An area left without a level's score, though what it needs is there: the method has no value for
/// it. `low`: the score that a mean has none for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoValue {
    pub area: usize,
    pub level: usize,
    pub low: Option<(Child, f64)>,
}

/// Of every level, what [`below`] gives of one.
pub fn all_below(framework: &Framework) -> Vec<Vec<(Child, f64)>> {
    let mut all = vec![Vec::new(); framework.levels.len()];
    for (i, of) in framework.indicators.iter().enumerate() {
        all[of.parent].extend(of.weight.map(|weight| (Child::Indicator(i), weight)));
    }
    for (l, of) in framework.levels.iter().enumerate() {
        if let Some(parent) = of.parent {
            all[parent].push((Child::Level(l), of.weight));
        }
    }
    all
}

/// Everything scored directly below a level, with its declared weight: indicators, then levels.
pub fn below(framework: &Framework, level: usize) -> Vec<(Child, f64)> {
    let indicators = framework.indicators.iter().enumerate().filter(|(_, i)| i.parent == level);
    let indicators = indicators.filter_map(|(i, of)| Some((Child::Indicator(i), of.weight?)));
    let inner = framework.levels.iter().enumerate().filter(|(_, l)| l.parent == Some(level));
    indicators.chain(inner.map(|(l, of)| (Child::Level(l), of.weight))).collect()
}
