//! Progress of every area in; the focus areas that could be measured twice, by how far they moved, out.

use std::cmp::Ordering;

use super::progress::{IndicatorChange, LevelChange, Progress};
use super::ranges::{Ranges, ScoreRange};
use crate::framework::Framework;

/// One focus area of one State, measured twice over the same indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct FocusChange {
    pub area: usize,
    pub level: usize,
    /// Of its scores.
    pub range: ScoreRange,
    /// Share of its declared indicator weight seen in both periods, 0–1.
    pub coverage: f64,
    /// Whether it rests mostly on modelled values.
    pub modelled: bool,
    /// Its scores in either period.
    pub from: f64,
    pub to: f64,
    /// First and last year of the values of either period.
    pub from_years: (i32, i32),
    pub to_years: (i32, i32),
}

impl FocusChange {
    /// Points gained; negative where it fell.
    pub fn points(&self) -> f64 {
        self.to - self.from
    }

    /// Whether it rose, fell, or moved by no more than noise.
    pub fn direction(&self) -> Ordering {
        self.range.direction(self.points())
    }

    /// The change in hundredths of the range, by which changes over different ranges compare.
    fn hundredths(&self) -> f64 {
        self.points() * 100.0 / (self.range.high - self.range.low)
    }
}

/// Every measurable change, the largest rise first.
pub fn focus_changes(
    framework: &Framework,
    ranges: &Ranges,
    progress: &Progress,
) -> Vec<FocusChange> {
    let measured =
        progress.levels.iter().filter_map(|of| measured(framework, ranges, progress, of));
    let mut all: Vec<FocusChange> = measured.collect();
    all.sort_by(|a, b| b.hundredths().total_cmp(&a.hundredths()));
    all
}

/// Of changes with the largest rise first: those that rose and those that fell by more than noise, the largest
/// of either first.
pub fn risen_and_fallen(all: &[FocusChange]) -> [Vec<&FocusChange>; 2] {
    let risen = all.iter().filter(|c| c.direction().is_gt()).collect();
    let fallen = all.iter().rev().filter(|c| c.direction().is_lt()).collect();
    [risen, fallen]
}

fn measured(
    framework: &Framework,
    ranges: &Ranges,
    progress: &Progress,
    found: &LevelChange,
) -> Option<FocusChange> {
    let (from, to) = found.scores?;
    let under: Vec<usize> = framework.indicators_under(found.level).collect();
    let years = |of: fn(&IndicatorChange) -> i32| {
        let counted = progress.indicators.iter().filter(|c| {
            let is_counted = progress.is_counted(framework, c.indicator);
            is_counted && c.area == found.area && under.contains(&c.indicator)
        });
        counted.map(of).map(|y| (y, y)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    };
    Some(FocusChange {
        area: found.area,
        level: found.level,
        range: ranges.levels[found.level],
        coverage: found.coverage,
        modelled: found.is_modelled(),
        from,
        to,
        from_years: years(|c| c.from_year)?,
        to_years: years(|c| c.to_year)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand, over 0–100 with a noise of 2 and over 0–1: +3 of 100, +0.5 of 1, −1 of 100 and −0.2 of 1.
    #[test]
    fn changes_over_other_ranges_compare_by_their_share_of_them() {
        let unit = ScoreRange { low: 0.0, high: 1.0, is_fixed: true };
        let change = |(range, from, to): (ScoreRange, f64, f64)| FocusChange {
            area: 0,
            level: 1,
            range,
            coverage: 1.0,
            modelled: false,
            from,
            to,
            from_years: (2010, 2012),
            to_years: (2020, 2022),
        };
        let hundred = ScoreRange::HUNDRED;
        let mut all =
            [(hundred, 40.0, 43.0), (unit, 0.2, 0.7), (hundred, 9.0, 8.0), (unit, 0.5, 0.3)]
                .map(change);
        all.sort_by(|a, b| b.hundredths().total_cmp(&a.hundredths()));
        let sizes = all.each_ref().map(|c| (c.hundredths() * 10.0).round() / 10.0);
        assert_eq!(sizes, [50.0, 3.0, -1.0, -20.0]);
        let [risen, fallen] = risen_and_fallen(&all);
        assert_eq!(risen, [&all[0], &all[1]]);
        assert_eq!(fallen, [&all[3]], "a point of a hundred is noise");
    }
}
