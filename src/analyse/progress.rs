//! Progress from an earlier to a later period, only where the same indicators are seen in both, and without
//! those that rise nearly everywhere.

use std::cmp::Ordering;

use super::audit::{effective_weights, without};
use super::ranges::Ranges;
use super::sexes::ENOUGH_STATES;
use crate::framework::{Framework, ProgressRule};
use crate::harmonise::Panel;
use crate::model::{Grid, ObsStatus};
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
    /// Whether a value at either end is a modelled estimate.
    pub estimated: bool,
}

impl LevelChange {
    /// Whether more than half of what the change rests on is modelled.
    pub fn is_modelled(&self) -> bool {
        self.modelled > 0.5
    }
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
    /// Share of the level's declared indicator weight seen in both periods, of the indicators counted.
    pub coverage: f64,
    /// Share of that weight of which a value at either end is modelled, 0–1.
    pub modelled: f64,
    /// (from, to) over the same indicators; `None` where the coverage is below the rule: not measurable.
    pub scores: Option<(f64, f64)>,
}

/// All measurable changes, by area, then indicator or focus area.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub indicators: Vec<IndicatorChange>,
    /// Every focus area of every State, measurable or not.
    pub levels: Vec<LevelChange>,
    /// Indicators that hardly ever fall, by position: no change of a level counts them.
    pub one_way: Vec<usize>,
    /// Of every focus area, what its gains and its losses are made of, the largest part first.
    pub carriers: Vec<Carried>,
}

/// What the gains, or the losses, of a focus area are made of, over all States where it is measurable.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    pub level: usize,
    /// Indicators with their share of all gains of weighted indicators, 0–1.
    pub gains: Vec<(usize, f64)>,
    pub losses: Vec<(usize, f64)>,
}

/// Where at least this share of the States that moved went the same way, the indicator says nothing about
/// one State against another: it rises nearly everywhere, or never falls.
pub const ONE_WAY: f64 = 0.95;

impl Progress {
    /// Whether an indicator's change enters that of its focus area.
    pub fn is_counted(&self, framework: &Framework, indicator: usize) -> bool {
        framework.indicators[indicator].is_scored() && !self.one_way.contains(&indicator)
    }
}

/// Changes under the framework's rule; `None` where it has none.
pub(super) fn measure(framework: &Framework, panel: &Panel, ranges: &Ranges) -> Option<Progress> {
    let rule = framework.progress.as_ref()?;
    let (areas, width) = (panel.areas.len(), framework.indicators.len());
    let cells = (0..areas).flat_map(|area| (0..width).map(move |i| (area, i)));
    let indicators: Vec<IndicatorChange> =
        cells.filter_map(|(area, i)| change(framework, panel, rule, area, i)).collect();
    let (one_way, counted) = one_way(framework, &indicators, ranges);
    let levels = levels(&counted, panel, rule, &indicators);
    let carriers = framework
        .focus_areas()
        .map(|level| carried(&counted, &indicators, &levels, level))
        .collect();
    Some(Progress { indicators, levels, one_way, carriers })
}

/// The indicators that go one way, and the framework without them: as far as their levels have others.
fn one_way(
    framework: &Framework,
    changes: &[IndicatorChange],
    ranges: &Ranges,
) -> (Vec<usize>, Framework) {
    let mut counted = framework.clone();
    let mut one_way = Vec::new();
    for i in framework.scored() {
        let (mut up, mut down) = (0, 0);
        for change in changes.iter().filter(|c| c.indicator == i) {
            match ranges.indicators[i].direction(change.change()) {
                Ordering::Greater => up += 1,
                Ordering::Less => down += 1,
                Ordering::Equal => {}
            }
        }
        let most = up.max(down) as f64 >= ONE_WAY * (up + down) as f64;
        if up + down < ENOUGH_STATES || !most {
            continue;
        }
        if let Ok(without) = without(&counted, i) {
            counted = without;
            one_way.push(i);
        }
    }
    (one_way, counted)
}

fn levels(
    framework: &Framework,
    panel: &Panel,
    rule: &ProgressRule,
    changes: &[IndicatorChange],
) -> Vec<LevelChange> {
    let (areas, width) = (panel.areas.len(), framework.indicators.len());
    // Both times over the same indicators, so that a change of coverage can't pass for progress.
    let mut from = Grid::filled(areas, width, None);
    let mut to = Grid::filled(areas, width, None);
    let mut estimated = Grid::filled(areas, width, false);
    for c in changes {
        from.set(c.area, c.indicator, Some(c.from_score));
        to.set(c.area, c.indicator, Some(c.to_score));
        estimated.set(c.area, c.indicator, c.estimated);
    }
    let seen = Grid::from_fn(areas, width, |area, i| from.get(area, i).is_some());
    let (known, modelled) = (coverage(framework, &seen), coverage(framework, &estimated));
    let levels_of = |scores| {
        let levels = score::levels(framework, &panel.areas, scores, &seen).ok();
        levels.filter(|_| framework.is_absolute())
    };
    let (before, after) = (levels_of(&from), levels_of(&to));
    let at = |levels: &Option<Levels>, area, level| *levels.as_ref()?.scores.get(area, level);
    let mut levels = Vec::new();
    for area in 0..areas {
        for level in framework.focus_areas() {
            let share = *known.get(area, level);
            let scores = at(&before, area, level).zip(at(&after, area, level));
            let scores = scores.filter(|_| share + ROUNDING >= rule.coverage);
            let modelled = if share > 0.0 { *modelled.get(area, level) / share } else { 0.0 };
            levels.push(LevelChange { area, level, coverage: share, modelled, scores });
        }
    }
    levels
}

/// Each indicator's part in the gains and in the losses of a level, by its weight among those seen.
fn carried(
    framework: &Framework,
    changes: &[IndicatorChange],
    levels: &[LevelChange],
    level: usize,
) -> Carried {
    let under: Vec<usize> = framework.scored_under(level).collect();
    let weights = effective_weights(framework).0;
    let (mut up, mut down) = (vec![0.0; under.len()], vec![0.0; under.len()]);
    let measured = levels.iter().filter(|l| l.level == level && l.scores.is_some());
    for of in measured {
        // They stand by area.
        let first = changes.partition_point(|c| c.area < of.area);
        let own = changes[first..].iter().take_while(|c| c.area == of.area);
        let own: Vec<(usize, f64, f64)> = own
            .filter_map(|c| {
                let at = under.iter().position(|i| *i == c.indicator)?;
                Some((at, weights[c.indicator]?, c.change()))
            })
            .collect();
        let all: f64 = own.iter().map(|(_, weight, _)| weight).sum();
        for (at, weight, change) in own {
            let side = if change > 0.0 { &mut up } else { &mut down };
            side[at] += weight / all * change.abs();
        }
    }
    let shares = |parts: Vec<f64>| {
        let all: f64 = parts.iter().sum();
        let mut shares: Vec<(usize, f64)> =
            under.iter().copied().zip(parts).filter(|(_, part)| *part > 0.0).collect();
        shares.iter_mut().for_each(|(_, part)| *part /= all);
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        shares
    };
    Carried { level, gains: shares(up), losses: shares(down) }
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
        estimated: [from, to].iter().any(|point| point.status == ObsStatus::Estimated),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::ScoreRange;
    use crate::framework;

    const TWO: &str = r#"
code = "x"
name = "X"
[progress]
from = [2010, 2012]
to = [2020, 2022]
coverage = 0.5
[[level]]
code = "x"
name = "X"
aggregate = { method = "arithmetic_mean" }
[[level]]
code = "l"
parent = "x"
name = "L"
aggregate = { method = "arithmetic_mean" }
[[indicator]]
code = "a"
parent = "l"
name = "A"
value = "A"
goalposts = { worst = 0, best = 100, why = "." }
[[indicator]]
code = "b"
parent = "l"
name = "B"
value = "B"
goalposts = { worst = 0, best = 100, why = "." }
"#;

    fn moved(area: usize, indicator: usize, by: f64) -> IndicatorChange {
        let (from, to) = (50.0, 50.0 + by);
        IndicatorChange {
            area,
            indicator,
            from_year: 2011,
            from_value: from,
            from_score: from,
            to_year: 2021,
            to_value: to,
            to_score: to,
            estimated: indicator == 1,
        }
    }

    #[test]
    fn what_rises_nearly_everywhere_is_left_out_of_a_change_and_nothing_else() {
        let framework = framework::read(std::path::Path::new("x.toml"), TWO).unwrap();
        let ranges = Ranges {
            indicators: vec![ScoreRange::HUNDRED; 2],
            levels: vec![ScoreRange::HUNDRED; 2],
        };
        let of = |falls: usize, states: usize| {
            let all = (0..states).flat_map(|s| {
                let a = if s < falls { -9.0 } else { 9.0 };
                [moved(s, 0, a), moved(s, 1, if s % 2 == 0 { 5.0 } else { -5.0 })]
            });
            one_way(&framework, &all.collect::<Vec<_>>(), &ranges).0
        };
        assert_eq!(of(1, 20), [0], "19 of 20");
        assert_eq!(of(2, 20), [0usize; 0], "18 of 20");
        assert_eq!(of(0, 19), [0usize; 0], "too few moved");
        assert_eq!(of(40, 40), [0], "what falls everywhere too");
    }

    #[test]
    fn gains_and_losses_are_shared_by_weight_among_what_carries_them() {
        let framework = framework::read(std::path::Path::new("x.toml"), TWO).unwrap();
        let changes = [moved(0, 0, 30.0), moved(0, 1, 10.0), moved(1, 0, -8.0)];
        let level = |area| LevelChange {
            area,
            level: 1,
            coverage: 1.0,
            modelled: 0.5,
            scores: Some((50.0, 60.0)),
        };
        let found = carried(&framework, &changes, &[level(0), level(1)], 1);
        assert_eq!(found.gains, [(0, 0.75), (1, 0.25)]);
        assert_eq!(found.losses, [(0, 1.0)]);
    }
}
