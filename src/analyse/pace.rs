//! The pace of each indicator towards its goalpost, as the reports on the Sustainable Development Goals tell
//! it: from two values at least some years apart, carried on in a straight line to a year ahead.
//!
//! A verdict is uncertain where fewer than most of the runs give it in which both values are drawn with the
//! error of a modelled estimate.

use super::ranges::NOISE;
use crate::framework::{Direction, Framework, Indicator, PaceRule};
use crate::harmonise::{Panel, Point};
use crate::model::ObsStatus;
use crate::uncertainty::Stream;

/// Of a difference, what rounding may take.
const ROUNDING: f64 = 1e-9;

/// What a pace comes to, the furthest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The later value is at the goalpost that scores highest, or beyond.
    Reached,
    /// At this pace it is there in the year ahead, or before.
    OnCourse,
    /// Towards it, at half the pace needed or more.
    TooSlow,
    /// Hardly moving, or at less than half the pace needed.
    Stagnating,
    /// Away from it, by more than the noise.
    GoingBack,
    /// Not two values far enough apart.
    TooLittleData,
}

impl Verdict {
    pub const ALL: [Verdict; 6] = [
        Verdict::Reached,
        Verdict::OnCourse,
        Verdict::TooSlow,
        Verdict::Stagnating,
        Verdict::GoingBack,
        Verdict::TooLittleData,
    ];

    /// As tables and words have it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Reached => "reached",
            Verdict::OnCourse => "on_course",
            Verdict::TooSlow => "too_slow",
            Verdict::Stagnating => "stagnating",
            Verdict::GoingBack => "going_back",
            Verdict::TooLittleData => "too_little_data",
        }
    }
}

/// The pace of one indicator in one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    pub area: usize,
    pub indicator: usize,
    pub verdict: Verdict,
    /// Year and value at both ends; `None` with too little data.
    pub ends: Option<[(i32, f64); 2]>,
    /// Change a year, in the native unit, and the change a year that would be needed.
    pub yearly: Option<f64>,
    pub needed: Option<f64>,
    /// Share of the runs with the same verdict, 0–1; 1 where nothing is drawn.
    pub share: f64,
    /// Whether a value at either end is modelled.
    pub modelled: bool,
}

/// From this share of the runs on, a verdict stands without a mark.
const SURE: f64 = 0.6;
const RUNS: u64 = 200;
/// What the random numbers are for: the letters of "pace".
const PURPOSE: u32 = 0x7061_6365;

impl Pace {
    pub fn is_sure(&self) -> bool {
        self.share >= SURE
    }
}

/// Of every area and scored indicator with goalposts, by area; none where the framework asks for no pace.
pub(super) fn paces(framework: &Framework, panel: &Panel) -> Vec<Pace> {
    let Some(rule) = framework.progress.as_ref().and_then(|rule| rule.pace.as_ref()) else {
        return Vec::new();
    };
    let measured: Vec<usize> =
        framework.scored().filter(|&i| framework.indicators[i].goalposts().is_some()).collect();
    let areas = 0..panel.areas.len();
    let cells = areas.flat_map(|area| measured.iter().map(move |&i| (area, i)));
    cells.map(|(area, i)| pace(framework, panel, rule, area, i)).collect()
}

fn pace(framework: &Framework, panel: &Panel, rule: &PaceRule, area: usize, i: usize) -> Pace {
    let none = Pace {
        area,
        indicator: i,
        verdict: Verdict::TooLittleData,
        ends: None,
        yearly: None,
        needed: None,
        share: 1.0,
        modelled: false,
    };
    let indicator = &framework.indicators[i];
    let both = panel
        .latest_within(area, i, rule.from)
        .zip(panel.latest_within(area, i, rule.to))
        .filter(|(early, late)| late.year - early.year >= rule.apart);
    let Some(((early, late), way)) = both.zip(Way::of(indicator, rule.year)) else { return none };
    let ends = [(early.year, early.value), (late.year, late.value)];
    let verdict = way.verdict(ends);
    let years = f64::from(late.year - early.year);
    let ahead = f64::from(rule.year - late.year);
    Pace {
        verdict,
        ends: Some(ends),
        yearly: Some((late.value - early.value) / years),
        needed: (ahead > 0.0).then(|| (way.best - late.value) / ahead),
        share: share(framework, indicator, (&way, verdict), [early, late], (area, i)),
        modelled: [early, late].iter().any(|point| point.status == ObsStatus::Estimated),
        ..none
    }
}

/// Share of the runs that give the same verdict, values drawn with the error of their indicator.
fn share(
    framework: &Framework,
    indicator: &Indicator,
    (way, verdict): (&Way, Verdict),
    ends: [&Point; 2],
    (area, i): (usize, usize),
) -> f64 {
    let Some(vary) = &framework.uncertainty.measurement else { return 1.0 };
    let deviation = |point: &Point| match point.status == ObsStatus::Estimated {
        true => indicator.error.unwrap_or(vary.estimated),
        false => 0.0,
    };
    let deviations = ends.map(deviation);
    if deviations.iter().all(|deviation| *deviation == 0.0) {
        return 1.0;
    }
    let number = (area * framework.indicators.len() + i) as u64;
    let mut stream = Stream::new(framework.uncertainty.seed, PURPOSE, number);
    let [low, high] = indicator.range.unwrap_or([f64::NEG_INFINITY, f64::INFINITY]);
    let mut same = 0;
    for _ in 0..RUNS {
        let mut drawn = [(0, 0.0); 2];
        for (to, (point, deviation)) in drawn.iter_mut().zip(ends.into_iter().zip(deviations)) {
            let step = stream.normal() * deviation;
            *to = (point.year, (point.value * step.exp()).clamp(low, high));
        }
        same += u64::from(way.verdict(drawn) == verdict);
    }
    same as f64 / RUNS as f64
}

/// Where an indicator goes, by when, and what is called a change.
struct Way {
    best: f64,
    /// 1 where more is better, −1 where less is.
    sign: f64,
    noise: f64,
    year: i32,
}

impl Way {
    fn of(indicator: &Indicator, year: i32) -> Option<Self> {
        let posts = indicator.goalposts()?;
        let sign = if indicator.direction == Direction::Less { -1.0 } else { 1.0 };
        let noise = NOISE / 100.0 * (posts.best - posts.worst).abs();
        Some(Way { best: posts.best, sign, noise, year })
    }

    fn verdict(&self, [early, late]: [(i32, f64); 2]) -> Verdict {
        let left = self.sign * (self.best - late.1);
        if left <= 0.0 {
            return Verdict::Reached;
        }
        let gone = self.sign * (late.1 - early.1);
        let yearly = gone / f64::from(late.0 - early.0);
        let ahead = f64::from(self.year - late.0);
        if ahead > 0.0 && yearly * ahead >= left {
            return Verdict::OnCourse;
        }
        // A difference of just the noise counts, also where rounding leaves it a hair below.
        if gone <= -self.noise + ROUNDING * self.noise {
            return Verdict::GoingBack;
        }
        match gone > 0.0 && ahead > 0.0 && yearly * ahead >= left / 2.0 {
            true => Verdict::TooSlow,
            false => Verdict::Stagnating,
        }
    }
}

/// How many States have each verdict on an indicator, in the order of [`Verdict::ALL`], and how many of
/// these are uncertain.
pub fn counts<'a>(paces: impl Iterator<Item = &'a Pace>) -> [(usize, usize); 6] {
    let mut counts = [(0, 0); 6];
    for pace in paces {
        let at = &mut counts[pace.verdict as usize];
        at.0 += 1;
        at.1 += usize::from(!pace.is_sure());
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From 0 to 100 by 2030, more being better: a change under 2 is none.
    const MORE: Way = Way { best: 100.0, sign: 1.0, noise: 2.0, year: 2030 };

    #[test]
    fn each_verdict_by_hand() {
        let of = |early: f64, late: f64| MORE.verdict([(2010, early), (2020, late)]);
        assert_eq!(of(90.0, 100.0), Verdict::Reached);
        assert_eq!(of(120.0, 101.0), Verdict::Reached, "beyond, even if falling");
        // 60 in 2020: 40 left in ten years, 40 gone in ten.
        assert_eq!(of(20.0, 60.0), Verdict::OnCourse);
        assert_eq!(of(20.1, 60.0), Verdict::TooSlow);
        assert_eq!(of(40.0, 60.0), Verdict::TooSlow, "just half of the pace needed");
        assert_eq!(of(40.1, 60.0), Verdict::Stagnating);
        assert_eq!(of(61.9, 60.0), Verdict::Stagnating, "within the noise");
        assert_eq!(of(62.0, 60.0), Verdict::GoingBack);
        // Less is better: the same, mirrored.
        let less = Way { best: 0.0, sign: -1.0, ..MORE };
        let of = |early: f64, late: f64| less.verdict([(2010, early), (2020, late)]);
        assert_eq!(of(80.0, 40.0), Verdict::OnCourse);
        assert_eq!(of(38.0, 40.0), Verdict::GoingBack);
        assert_eq!(of(5.0, 0.0), Verdict::Reached);
    }

    #[test]
    fn after_the_year_ahead_nothing_is_on_course() {
        let late = MORE.verdict([(2020, 10.0), (2030, 90.0)]);
        assert_eq!(late, Verdict::Stagnating);
    }
}
