//! Who is ranked: enough of the weight in every focus area, and every required indicator.

use super::screen::{self, ROUNDING};
use super::tree::{Child, NoValue, all_below, below};
use crate::framework::Framework;
use crate::model::Grid;

/// Whether an area is ranked, and if not, why.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    Ranked,
    /// Scores are shown, without a rank, for these reasons; the index may be missing.
    Indicative(Vec<Reason>),
}

/// Below this share of a focus area's weight no score of it is printed, nor the index that it enters, nor
/// a place or an interval of either; where a rank asks for less, below that.
pub const LEAST_PRINTED: f64 = 1.0 / 3.0;

/// What a score stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Ranked,
    /// Printed with the reason why it has no rank.
    Indicative,
    /// Computed and kept, but on so little that it is not printed.
    TooLittle,
    NoScore,
}

impl Status {
    /// As tables and the data of figures have it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Ranked => "ranked",
            Status::Indicative => "indicative",
            Status::TooLittle => "too_little",
            Status::NoScore => "no_score",
        }
    }
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
    /// Not everything directly below a level has a score, and the level needs all of it.
    Incomplete { level: usize, share: f64 },
    /// What stands below a level is there, and its method has no value for it. `low`: the score that a
    /// mean has none for.
    NoValue { level: usize, low: Option<(Child, f64)> },
    /// Too little of what stands directly below a level was observed for a score.
    LowScoreCoverage { level: usize, share: f64 },
    /// Too few of all scored indicators were observed: the area was left out from the start.
    LeftOut { share: f64 },
}

impl Standing {
    pub fn is_ranked(&self) -> bool {
        *self == Standing::Ranked
    }

    /// Whether a level's score rests on too little of its weight; the index (level 0) does where a
    /// focus area does.
    pub fn rests_on_little(&self, level: usize) -> bool {
        self.has_less(level, f64::INFINITY)
    }

    /// Whether a level's score rests on so little of its weight that it is not printed.
    pub fn rests_on_too_little(&self, level: usize) -> bool {
        self.has_less(level, LEAST_PRINTED)
    }

    fn has_less(&self, level: usize, than: f64) -> bool {
        let Standing::Indicative(reasons) = self else { return false };
        let low = |reason: &Reason| match reason {
            Reason::LowCoverage { level: of, coverage } => {
                (level == 0 || *of == level) && coverage + ROUNDING < than
            }
            _ => false,
        };
        reasons.iter().any(low)
    }
}

/// Share of declared weight present per area and level: of an indicator 1 or 0, of a level the
/// weighted mean of what is below it.
pub fn coverage(framework: &Framework, observed: &Grid<bool>) -> Grid<f64> {
    let mut coverage = Grid::filled(observed.rows(), framework.levels.len(), 0.0);
    let below = all_below(framework);
    for a in 0..observed.rows() {
        let row = observed.row(a);
        for (l, below) in below.iter().enumerate().rev() {
            let (mut present, mut declared) = (0.0, 0.0);
            for (child, weight) in below {
                declared += weight;
                present += match *child {
                    Child::Indicator(i) => weight * f64::from(u8::from(row[i])),
                    Child::Level(inner) => weight * coverage.get(a, inner),
                };
            }
            coverage.set(a, l, if declared > 0.0 { present / declared } else { 0.0 });
        }
    }
    coverage
}

/// What standing goes by.
pub(super) struct Seen<'a> {
    pub observed: &'a Grid<bool>,
    pub levels: &'a Grid<Option<f64>>,
    pub coverage: &'a Grid<f64>,
    pub without: &'a [NoValue],
}

/// Who is ranked: every level judged has a score, none was left without one by its method, every
/// focus area has enough of its weight, and no required indicator is missing. `left_out`: areas not scored at all, with the share they have observed.
pub(super) fn standings(
    framework: &Framework,
    seen: &Seen,
    left_out: &[Option<f64>],
) -> Vec<Standing> {
    let mut judged: Vec<usize> = framework.focus_areas().collect();
    // Indicators that belong to no focus area count where they stand: directly under the index.
    if framework.indicators.iter().any(|i| i.parent == 0 && i.is_scored()) {
        judged.push(0);
    }
    let standing = |(area, left_out): (usize, &Option<f64>)| {
        let reasons = match left_out {
            Some(share) => vec![Reason::LeftOut { share: *share }],
            None => reasons(framework, seen, area, &judged),
        };
        if reasons.is_empty() { Standing::Ranked } else { Standing::Indicative(reasons) }
    };
    left_out.iter().enumerate().map(standing).collect()
}

/// `judged`: the levels that need a score and enough of their weight.
fn reasons(framework: &Framework, seen: &Seen, area: usize, judged: &[usize]) -> Vec<Reason> {
    let (levels, coverage) = (seen.levels.row(area), seen.coverage.row(area));
    let required = framework.indicators.iter().enumerate().filter(|(_, i)| i.required);
    let mut reasons: Vec<Reason> = required
        .filter(|(i, _)| !seen.observed.get(area, *i))
        .map(|(indicator, _)| Reason::RequiredMissing { indicator })
        .collect();
    let without = seen.without.iter().filter(|of| of.area == area);
    let without: Vec<&NoValue> = without.collect();
    reasons.extend(without.iter().map(|of| Reason::NoValue { level: of.level, low: of.low }));
    let is_told = |level: usize| without.iter().any(|of| of.level == level);
    for level in judged.iter().copied().filter(|&level| !is_told(level)) {
        if levels[level].is_none() {
            reasons.push(no_score(framework, seen, area, level));
        } else if coverage[level] + ROUNDING < framework.ranking_coverage {
            reasons.push(Reason::LowCoverage { level, coverage: coverage[level] });
        }
    }
    let is_said = |reason: &Reason| {
        matches!(
            reason,
            Reason::NoScore { .. }
                | Reason::Incomplete { .. }
                | Reason::LowScoreCoverage { .. }
                | Reason::NoValue { .. }
        )
    };
    if levels[0].is_none() && !reasons.iter().any(is_said) {
        reasons.push(no_score(framework, seen, area, 0));
    }
    reasons
}

/// Whether a level without a score lacks coverage, or everything.
fn no_score(framework: &Framework, seen: &Seen, area: usize, level: usize) -> Reason {
    let below = below(framework, level);
    let has_score = |c: usize| match below[c].0 {
        Child::Level(inner) => seen.levels.get(area, inner).is_some(),
        Child::Indicator(_) => false,
    };
    let share = screen::share(area, &below, has_score, seen.observed);
    let is_low = framework.levels[level].coverage.is_some_and(|needed| share + ROUNDING < needed);
    match share > 0.0 {
        true if is_low => Reason::LowScoreCoverage { level, share },
        true => Reason::Incomplete { level, share },
        false => Reason::NoScore { level },
    }
}
