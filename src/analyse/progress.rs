//! Progress from an earlier to a later period, only where the same indicators are seen in both.

use crate::framework::{Framework, ProgressRule};
use crate::harmonise::Panel;
use crate::model::Grid;
use crate::score::{self, Levels, ROUNDING, coverage, indicator_score};

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
    let (areas, width) = (panel.areas.len(), framework.indicators.len());
    let cells = (0..areas).flat_map(|area| (0..width).map(move |i| (area, i)));
    let indicators: Vec<IndicatorChange> =
        cells.filter_map(|(area, i)| change(framework, panel, rule, area, i)).collect();
    // Both times over the same indicators, so that a change of coverage can't pass for progress.
    let mut from = Grid::filled(areas, width, None);
    let mut to = Grid::filled(areas, width, None);
    for c in &indicators {
        from.set(c.area, c.indicator, Some(c.from_score));
        to.set(c.area, c.indicator, Some(c.to_score));
    }
    let seen = Grid::from_fn(areas, width, |area, i| from.get(area, i).is_some());
    let coverage = coverage(framework, &seen);
    let levels_of = |scores| {
        let levels = score::levels(framework, &panel.areas, scores, &seen).ok();
        levels.filter(|_| framework.is_absolute())
    };
    let (before, after) = (levels_of(&from), levels_of(&to));
    let at = |levels: &Option<Levels>, area, level| *levels.as_ref()?.scores.get(area, level);
    let mut levels = Vec::new();
    for area in 0..areas {
        for level in framework.focus_areas() {
            let share = *coverage.get(area, level);
            let scores = at(&before, area, level).zip(at(&after, area, level));
            let scores = scores.filter(|_| share + ROUNDING >= rule.coverage);
            levels.push(LevelChange { area, level, coverage: share, scores });
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
