//! Progress from an earlier to a later period, only where the same indicators are seen in both.

use crate::framework::{Framework, ProgressRule};
use crate::harmonise::Panel;
use crate::score::{arithmetic_mean, indicator_score};

/// One indicator of one area, seen in both periods.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorChange {
    pub area: usize,
    pub indicator: usize,
    pub from_year: i32,
    pub from_value: f64,
    pub from_score: f64,
    pub to_year: i32,
    pub to_value: f64,
    pub to_score: f64,
}

impl IndicatorChange {
    /// Points of score gained; negative where it fell.
    pub fn change(&self) -> f64 {
        self.to_score - self.from_score
    }
}

/// One level of one area over the indicators seen in both periods.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelChange {
    pub area: usize,
    pub level: usize,
    /// Share of the level's declared indicator weight seen in both periods.
    pub coverage: f64,
    /// (from, to) over the same indicators; `None` where the coverage is below the rule: not measurable.
    pub scores: Option<(f64, f64)>,
}

/// All measurable changes, by area, then indicator or focus area.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub indicators: Vec<IndicatorChange>,
    /// Every focus area of every State, measurable or not.
    pub levels: Vec<LevelChange>,
}

/// Changes under the framework's rule; `None` where it has none.
pub(super) fn measure(framework: &Framework, panel: &Panel) -> Option<Progress> {
    let rule = framework.progress.as_ref()?;
    let mut indicators = Vec::new();
    let mut levels = Vec::new();
    for area in 0..panel.areas.len() {
        let first = indicators.len();
        for indicator in 0..framework.indicators.len() {
            indicators.extend(change(framework, panel, rule, area, indicator));
        }
        for level in framework.focus_areas() {
            levels.push(level_change(framework, rule, area, level, &indicators[first..]));
        }
    }
    Some(Progress { indicators, levels })
}

fn change(
    framework: &Framework,
    panel: &Panel,
    rule: &ProgressRule,
    area: usize,
    position: usize,
) -> Option<IndicatorChange> {
    let from = panel.latest_within(area, position, rule.from)?;
    let to = panel.latest_within(area, position, rule.to)?;
    let score = |value| indicator_score(&framework.indicators[position], value).ok();
    Some(IndicatorChange {
        area,
        indicator: position,
        from_year: from.year,
        from_value: from.value,
        from_score: score(from.value)?,
        to_year: to.year,
        to_value: to.value,
        to_score: score(to.value)?,
    })
}

/// Both means over the same indicators, so that a change of coverage can't pass for progress.
fn level_change(
    framework: &Framework,
    rule: &ProgressRule,
    area: usize,
    level: usize,
    changes: &[IndicatorChange],
) -> LevelChange {
    let weight = |i: usize| framework.indicators[i].weight.unwrap_or(0.0);
    let declared: f64 = framework.indicators_under(level).map(weight).sum();
    let under: Vec<usize> = framework.indicators_under(level).collect();
    let seen: Vec<&IndicatorChange> = changes
        .iter()
        .filter(|c| under.contains(&c.indicator) && weight(c.indicator) > 0.0)
        .collect();
    let covered: f64 = seen.iter().map(|c| weight(c.indicator)).sum();
    let coverage = covered / declared;
    let from = arithmetic_mean(seen.iter().map(|c| (c.from_score, weight(c.indicator))));
    let to = arithmetic_mean(seen.iter().map(|c| (c.to_score, weight(c.indicator))));
    let measurable = coverage >= rule.coverage;
    LevelChange { area, level, coverage, scores: from.zip(to).filter(|_| measurable) }
}
