//! Ranges of scores in, how scores are printed out: decimals, ends in words, and the noise within which
//! a difference is none.

use super::Exhibits;
use crate::analyse::{NOISE, ScoreRange};
use crate::fault::Result;
use crate::score::Status;
use crate::words::{Number, said, say};

impl Exhibits<'_> {
    /// The range of the scores of a level.
    pub fn range(&self, level: usize) -> ScoreRange {
        self.findings.ranges.levels[level]
    }

    /// The range of the scores of an indicator.
    pub fn indicator_range(&self, indicator: usize) -> ScoreRange {
        self.findings.ranges.indicators[indicator]
    }

    /// The range that levels have in common, as [`common`].
    pub fn common_range(&self, levels: &[usize]) -> Option<ScoreRange> {
        common(levels.iter().map(|&level| self.range(level)))
    }

    /// The range that the scored indicators at or below a level have in common, as [`common`].
    pub fn common_range_under(&self, level: usize) -> Option<ScoreRange> {
        common(self.framework.scored_under(level).map(|indicator| self.indicator_range(indicator)))
    }

    /// The range that levels have in common, as [`unit`] says it.
    ///
    /// # Errors
    /// Words missing.
    pub fn unit_of(&self, levels: &[usize]) -> Result<String> {
        unit(self, self.common_range(levels))
    }

    /// A score at a level as it is printed.
    pub fn number_at(&self, level: usize, score: f64) -> Number {
        number(self.range(level), score)
    }

    /// The short name of an area, marked where its score at a level is, and that score.
    pub fn with_score(&self, (area, score): (usize, f64), level: usize) -> String {
        let score = self.words.number(self.number_at(level, score));
        format!("{} {score}", self.marked_short(area, level))
    }

    /// What the score of an area at a level stands for: for data, in the words of `scores.csv`.
    pub fn status(&self, area: usize, level: usize) -> &'static str {
        self.scores.status(area, level).name()
    }

    /// What is printed in place of a score that is not there, as a key of the figures' words.
    pub fn no_score(&self, area: usize, level: usize) -> &'static str {
        match self.scores.status(area, level) {
            Status::TooLittle => "figure.too_little",
            _ => "figure.no_score",
        }
    }
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

/// `0–100`: the ends of a range in words.
///
/// # Errors
/// Words missing.
pub(crate) fn ends(exhibits: &Exhibits, range: ScoreRange) -> Result<String> {
    let said = said![low = tick(range, range.low), high = tick(range, range.high)];
    let key = if range.low < 0.0 { "from_to" } else { "ends" };
    say!(exhibits.words, &format!("figure.scale.{key}"), ..said)
}

/// `, 0–100` to follow the word score; nothing where there is no range that all share.
///
/// # Errors
/// Words missing.
pub(crate) fn unit(exhibits: &Exhibits, range: Option<ScoreRange>) -> Result<String> {
    match range {
        Some(range) => {
            say!(exhibits.words, "figure.scale.unit", ends = ends(exhibits, range)?)
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
            say!(exhibits.words, "figure.scale.points", n = tick(range, noise))
        }
        None => {
            say!(exhibits.words, "figure.scale.share", share = Number::percent(NOISE / 100.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_follow_the_range() {
        let of = |low, high| decimals(ScoreRange { low, high, is_fixed: true });
        assert_eq!([of(0.0, 100.0), of(0.0, 1.0), of(-2.5, 2.5), of(1.0, 187.0)], [1, 3, 2, 1]);
    }
}
