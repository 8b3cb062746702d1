//! Crossings of many areas in; which of them moved, by which steps, and how far on the whole out.

use super::bridge::{Crossing, Step};
use super::ranges::ScoreRange;

/// What rounding leaves of nothing, in points.
const STILL: f64 = 1e-9;

/// Whether points gained or lost are any.
pub fn moves(points: f64) -> bool {
    points.abs() > STILL
}

impl Crossing {
    /// The way from no change to the whole, in points, by the steps that move anything.
    pub fn path(&self) -> Vec<(Step, [f64; 2])> {
        let mut at = 0.0;
        let parts = self.points.map_or([0.0; 4], |split| split.parts);
        let taken = Step::ALL.into_iter().zip(parts).filter(|(_, part)| moves(*part));
        let taken = taken.map(|(step, part)| {
            let from = at;
            at += part;
            (step, [from, at])
        });
        taken.collect()
    }
}

/// Those that moved, the furthest first.
pub fn moved<'a>(all: &[&'a Crossing]) -> Vec<&'a Crossing> {
    let size = |c: &Crossing| c.gained().map_or(0.0, f64::abs);
    let mut moved: Vec<&Crossing> =
        all.iter().copied().filter(|c| c.points.is_some() && moves(size(c))).collect();
    moved.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.area.cmp(&b.area)));
    moved
}

/// The steps that moved any.
pub fn steps_of(all: &[&Crossing]) -> Vec<Step> {
    let splits = || all.iter().filter_map(|c| c.points);
    let moved = |step: &Step| splits().any(|split| moves(split.parts[*step as usize]));
    Step::ALL.into_iter().filter(moved).collect()
}

/// How far areas moved on the mean, up or down, over all that have a change, also where it is none.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanMove {
    pub n: usize,
    /// In points.
    pub size: f64,
    /// The same of the part of each step.
    pub parts: Vec<(Step, f64)>,
}

/// Of all crossings that have a change.
pub fn mean_move(all: &[&Crossing]) -> MeanMove {
    let all: Vec<&&Crossing> = all.iter().filter(|c| c.points.is_some()).collect();
    let mean = |size: &dyn Fn(&Crossing) -> f64| {
        all.iter().map(|crossing| size(crossing)).sum::<f64>() / all.len() as f64
    };
    let part = |step: Step| {
        (step, mean(&|c| c.points.map_or(0.0, |split| split.parts[step as usize].abs())))
    };
    MeanMove {
        n: all.len(),
        size: mean(&|c| c.gained().map_or(0.0, f64::abs)),
        parts: Step::ALL.into_iter().map(part).collect(),
    }
}

/// The range whose scores these are by their size: 0–1, or 0–100.
pub fn range_of(all: &[&Crossing]) -> ScoreRange {
    let scores = all.iter().flat_map(|c| [c.score.0, c.score.1]).flatten();
    let high = if scores.map(f64::abs).fold(0.0, f64::max) > 1.0 { 100.0 } else { 1.0 };
    ScoreRange { low: 0.0, high, is_fixed: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::Split;

    fn crossing(area: &str, score: (f64, f64), parts: [f64; 4]) -> Crossing {
        Crossing {
            area: area.to_owned(),
            code: "index".to_owned(),
            level: 0,
            score: (Some(score.0), Some(score.1)),
            status: (None, None),
            rank: (None, None),
            points: Some(Split { parts, orders: 24 }),
            places: None,
        }
    }

    /// By hand: 50 → 53 by +4 and −1, 60 → 59 by −1, and 40, which stands still: means 4/3, 5/3 and 1/3.
    #[test]
    fn means_are_over_all_with_a_change_and_the_way_is_that_of_the_steps() {
        let up = crossing("A", (50.0, 53.0), [4.0, -1.0, 0.0, 0.0]);
        let down = crossing("B", (60.0, 59.0), [-1.0, 0.0, 0.0, 0.0]);
        let still = crossing("C", (40.0, 40.0), [0.0; 4]);
        let unknown = Crossing { points: None, ..crossing("D", (0.0, 90.0), [0.0; 4]) };
        let all = [&down, &still, &up, &unknown];
        assert_eq!(moved(&all), [&up, &down]);
        assert_eq!(steps_of(&all), [Step::Revised, Step::New]);
        let mean = mean_move(&all);
        assert_eq!((mean.n, mean.size), (3, 4.0 / 3.0));
        let parts: Vec<f64> = mean.parts.iter().map(|part| part.1).collect();
        assert_eq!(parts, [5.0 / 3.0, 1.0 / 3.0, 0.0, 0.0]);
        assert_eq!(up.path(), [(Step::Revised, [0.0, 4.0]), (Step::New, [4.0, 3.0])]);
        assert_eq!((range_of(&all).high, range_of(&[]).high), (100.0, 1.0));
    }
}
