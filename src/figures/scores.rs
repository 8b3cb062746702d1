//! Ranges of scores in, how scores are printed and drawn out: decimals, ends in words, axis, classes
//! of colour, and the noise within which a difference is none.

use super::axis::Axis;
use super::colour::Colour;
use super::key::Sample;
use crate::analyse::statistics::quantile;
use crate::analyse::{NOISE, ScoreRange};
use crate::edition::Exhibits;
use crate::fault::Result;
use crate::words::Number;

/// The range of the scores of a level.
pub(crate) fn of_level(exhibits: &Exhibits, level: usize) -> ScoreRange {
    exhibits.findings.ranges.levels[level]
}

/// The range of the scores of an indicator.
pub(crate) fn of_indicator(exhibits: &Exhibits, indicator: usize) -> ScoreRange {
    exhibits.findings.ranges.indicators[indicator]
}

/// Decimals with which scores are printed: one of 0–100, three of 0–1.
pub(crate) fn decimals(range: ScoreRange) -> usize {
    (3.0 - (range.high - range.low).log10().ceil()).clamp(1.0, 6.0) as usize
}

/// A score as it is printed.
pub(crate) fn number(range: ScoreRange, score: f64) -> Number {
    Number::decimal(score, decimals(range))
}

/// A difference of scores as it is printed, with its sign.
pub(crate) fn change(range: ScoreRange, difference: f64) -> Number {
    Number::change(difference, decimals(range))
}

/// A number of an axis or a class: with no decimals where it is whole, else with those of scores.
pub(crate) fn tick(range: ScoreRange, value: f64) -> Number {
    Number::decimal(value, if value.fract() == 0.0 { 0 } else { decimals(range) })
}

/// The range that all have, with ends that their methods set; `None` where they differ.
pub(crate) fn common(ranges: impl IntoIterator<Item = ScoreRange>) -> Option<ScoreRange> {
    let mut ranges = ranges.into_iter();
    let first = ranges.next().filter(|range| range.is_fixed)?;
    ranges.all(|range| range == first).then_some(first)
}

/// The range that levels have in common, as [`common`].
pub(crate) fn common_of_levels(exhibits: &Exhibits, levels: &[usize]) -> Option<ScoreRange> {
    common(levels.iter().map(|&level| of_level(exhibits, level)))
}

/// `0–100`: the ends of a range in words.
///
/// # Errors
/// Words missing.
pub(crate) fn ends(exhibits: &Exhibits, range: ScoreRange) -> Result<String> {
    let said = [("low", tick(range, range.low).into()), ("high", tick(range, range.high).into())];
    let key = if range.low < 0.0 { "from_to" } else { "ends" };
    exhibits.words.say(&format!("figure.scale.{key}"), &said)
}

/// `, 0–100` to follow the word score; nothing where there is no range that all share.
///
/// # Errors
/// Words missing.
pub(crate) fn unit(exhibits: &Exhibits, range: Option<ScoreRange>) -> Result<String> {
    match range {
        Some(range) => {
            exhibits.words.say("figure.scale.unit", &[("ends", ends(exhibits, range)?.into())])
        }
        None => Ok(String::new()),
    }
}

/// `2 points`: the smallest difference that is called one; a share where the ranges differ.
///
/// # Errors
/// Words missing.
pub(crate) fn noise(
    exhibits: &Exhibits,
    ranges: impl IntoIterator<Item = ScoreRange>,
) -> Result<String> {
    let mut widths = ranges.into_iter().map(|range| (range.noise(), range));
    let first = widths.next();
    match first.filter(|(noise, _)| widths.all(|(other, _)| other == *noise)) {
        Some((noise, range)) => {
            let n = tick(range, noise).into();
            exhibits.words.say("figure.scale.points", &[("n", n)])
        }
        None => {
            let share = Number::percent(NOISE / 100.0).into();
            exhibits.words.say("figure.scale.share", &[("share", share)])
        }
    }
}

/// An axis on which all scores of a range stand.
///
/// # Errors
/// The range is none.
pub(crate) fn axis(range: ScoreRange) -> Result<Axis> {
    match range.is_fixed {
        true => Axis::new("score", range.low, range.high),
        false => Axis::around("score", [range.low, range.high]),
    }
}

/// Classes of the scores of a level: as the look says where the method sets the ends, at the same
/// shares of the range; else with about as many States in each.
pub(crate) struct Classes {
    /// Lower ends of all classes but the lowest.
    breaks: Vec<f64>,
    pub colours: Vec<Colour>,
    range: ScoreRange,
}

impl Classes {
    pub fn of(exhibits: &Exhibits, level: usize) -> Self {
        let (look, range) = (&exhibits.look.scores, of_level(exhibits, level));
        let classes = look.colours.len();
        let breaks: Vec<f64> = match range.is_fixed {
            true => {
                let inner = &look.breaks[1..classes];
                inner.iter().map(|b| range.low + b * (range.high - range.low) / 100.0).collect()
            }
            false => {
                let scores: Vec<f64> =
                    exhibits.scores.levels.column(level).flatten().copied().collect();
                equal_shares(&scores, classes, decimals(range))
            }
        };
        let colours = (0..=breaks.len()).map(|class| {
            let steps = breaks.len().max(1);
            look.colours[(class * (classes - 1) + steps / 2) / steps]
        });
        Classes { colours: colours.collect(), breaks, range }
    }

    /// Whether the classes hold about as many States each.
    pub fn by_states(&self) -> bool {
        !self.range.is_fixed
    }

    /// The class of a score, counted from 0 for the lowest.
    pub fn class(&self, score: f64) -> usize {
        self.breaks.iter().filter(|b| score >= **b).count()
    }

    pub fn colour(&self, score: f64) -> Colour {
        self.colours[self.class(score)]
    }

    /// The lower end of a class above the lowest, as it is printed.
    pub fn from(&self, class: usize) -> Number {
        let low = class.checked_sub(1).and_then(|inner| self.breaks.get(inner));
        tick(self.range, low.copied().unwrap_or(self.range.low))
    }

    /// The range of each class in words, the lowest first.
    ///
    /// # Errors
    /// Words missing.
    pub fn ranges(&self, exhibits: &Exhibits) -> Result<Vec<String>> {
        let last = self.breaks.len();
        let said = |class: usize| {
            let (low, high) =
                (("low", self.from(class).into()), ("high", self.from(class + 1).into()));
            match class {
                _ if last == 0 => exhibits.words.get("figure.class.only").map(str::to_owned),
                0 => exhibits.words.say("figure.class.lowest", &[high]),
                c if c == last => exhibits.words.say("figure.class.highest", &[low]),
                _ => exhibits.words.say("figure.class.middle", &[low, high]),
            }
        };
        (0..=last).map(said).collect()
    }

    /// Where each class starts, in words; the lowest with its end.
    ///
    /// # Errors
    /// Words missing.
    pub fn starts(&self, exhibits: &Exhibits) -> Result<Vec<String>> {
        let mut said = self.ranges(exhibits)?;
        for (class, range) in said.iter_mut().enumerate().skip(1) {
            let low = [("low", self.from(class).into())];
            *range = exhibits.words.say("figure.class.from", &low)?;
        }
        Ok(said)
    }

    /// A note with what the classes are, where they are not shares of a range that is set.
    ///
    /// # Errors
    /// Words missing.
    pub fn noted(&self, exhibits: &Exhibits, note: String) -> Result<String> {
        match self.by_states() {
            true => Ok(format!("{note} {}", exhibits.words.get("figure.class.by_states")?)),
            false => Ok(note),
        }
    }

    /// Entries of a key, the lowest class first.
    ///
    /// # Errors
    /// Words missing.
    pub fn key(&self, exhibits: &Exhibits) -> Result<Vec<(Sample, String)>> {
        let swatches = self.colours.iter().map(|colour| Sample::Swatch(*colour));
        Ok(swatches.zip(self.ranges(exhibits)?).collect())
    }
}

/// Breaks that leave about as many of `scores` in each class, rounded as they are printed; fewer
/// where they would coincide or leave the lowest class empty.
fn equal_shares(scores: &[f64], classes: usize, decimals: usize) -> Vec<f64> {
    let scale = 10f64.powi(decimals as i32);
    let lowest = scores.iter().copied().fold(f64::INFINITY, f64::min);
    let shares = (1..classes).map(|class| class as f64 / classes as f64);
    let mut breaks: Vec<f64> = shares
        .filter_map(|share| quantile(scores, share))
        .map(|b| (b * scale).round() / scale)
        .filter(|b| *b > lowest)
        .collect();
    breaks.dedup();
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::sample::{OBSERVATIONS, Sample, WORLD, areas};
    use crate::framework::Aggregation;

    #[test]
    fn decimals_follow_the_range() {
        let of = |low, high| decimals(ScoreRange { low, high, is_fixed: true });
        assert_eq!([of(0.0, 100.0), of(0.0, 1.0), of(-2.5, 2.5), of(1.0, 187.0)], [1, 3, 2, 1]);
    }

    #[test]
    fn equal_shares_fall_together_where_scores_do() {
        let scores: Vec<f64> = (0..=10).map(f64::from).collect();
        assert_eq!(equal_shares(&scores, 5, 1), [2.0, 4.0, 6.0, 8.0]);
        assert_eq!(equal_shares(&[1.0, 1.0, 1.0, 1.0, 9.0], 5, 1), [2.6]);
        assert_eq!(equal_shares(&[3.0, 3.0], 5, 1), [0.0; 0]);
        assert_eq!(equal_shares(&[], 5, 1), [0.0; 0]);
    }

    #[test]
    fn classes_are_those_of_the_look_or_hold_as_many_states() {
        let ours = Classes::of(&WORLD.exhibits(), 0);
        assert_eq!(ours.breaks, WORLD.look.scores.breaks[1..5]);
        assert_eq!(ours.colours, WORLD.look.scores.colours);
        let members: Vec<String> = WORLD.panel.areas.iter().step_by(3).cloned().collect();
        let world = Sample::new(areas(), members, &OBSERVATIONS, |f| {
            f.levels[0].aggregation = Aggregation::Copeland;
        });
        let classes = Classes::of(&world.exhibits(), 0);
        let mut counts = vec![0; classes.colours.len()];
        world.scores.levels.column(0).flatten().for_each(|s| counts[classes.class(*s)] += 1);
        let (few, many) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
        assert!(classes.by_states() && many - few <= 3, "{counts:?}");
        assert!(classes.from(1).value < 0.0, "Copeland's scores run around 0");
    }
}
