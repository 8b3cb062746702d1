//! The colours of levels, and the classes of scores with theirs.

use super::Exhibits;
use super::scores::{decimals, tick};
use crate::analyse::{ClassCounts, ScoreRange, class_of, equal_shares};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::{Number, Words, say};

impl Exhibits<'_> {
    /// The colour of a level: its focus area's, or the one for emphasis for the index.
    pub fn level_colour(&self, level: usize) -> Colour {
        let focus = self.framework.focus_area_of(level);
        match self.framework.focus_areas().position(|area| Some(area) == focus) {
            Some(position) => self.look.area_colour(position),
            None => self.look.colours.ink,
        }
    }
}

/// Classes of the scores of a level: as the look says where the method sets the ends, at the same
/// shares of the range; else with about as many States in each.
pub(crate) struct Classes {
    breaks: Vec<f64>,
    pub colours: Vec<Colour>,
    range: ScoreRange,
}

impl Classes {
    pub fn of(exhibits: &Exhibits, level: usize) -> Self {
        let (look, range) = (&exhibits.look.scores, exhibits.range(level));
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

    /// Lower ends of all classes but the lowest.
    pub fn breaks(&self) -> &[f64] {
        &self.breaks
    }

    /// Whether the classes hold about as many States each.
    pub fn by_states(&self) -> bool {
        !self.range.is_fixed
    }

    /// The class of a score, counted from 0 for the lowest.
    pub fn class(&self, score: f64) -> usize {
        class_of(&self.breaks, score)
    }

    /// How many areas stand in each class at a level.
    pub fn counts(&self, exhibits: &Exhibits, level: usize) -> ClassCounts {
        ClassCounts::of(exhibits.scores, level, &self.breaks)
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
        let ends: Vec<Number> = (1..=self.breaks.len()).map(|class| self.from(class)).collect();
        ranges(exhibits.words, &ends)
    }

    /// Where each class starts, in words; the lowest with its end.
    ///
    /// # Errors
    /// Words missing.
    pub fn starts(&self, exhibits: &Exhibits) -> Result<Vec<String>> {
        let mut said = self.ranges(exhibits)?;
        for (class, range) in said.iter_mut().enumerate().skip(1) {
            *range = say!(exhibits.words, "figure.class.from", low = self.from(class))?;
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
}

/// The range of each class in words, the lowest first, from where each but the lowest starts.
///
/// # Errors
/// Words missing.
pub(crate) fn ranges(words: &Words, starts: &[Number]) -> Result<Vec<String>> {
    let last = starts.len();
    let said = |class: usize| match class {
        _ if last == 0 => words.get("figure.class.only").map(str::to_owned),
        0 => say!(words, "figure.class.lowest", high = starts[0]),
        c if c == last => say!(words, "figure.class.highest", low = starts[c - 1]),
        c => say!(words, "figure.class.middle", low = starts[c - 1], high = starts[c]),
    };
    (0..=last).map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::{OBSERVATIONS, Sample, WORLD, areas};
    use crate::framework::Copeland;

    #[test]
    fn classes_are_those_of_the_look_or_hold_as_many_states() {
        let ours = Classes::of(&WORLD.exhibits(), 0);
        assert_eq!(ours.breaks, WORLD.look.scores.breaks[1..5]);
        assert_eq!(ours.colours, WORLD.look.scores.colours);
        let members: Vec<String> = WORLD.panel.areas.iter().step_by(3).cloned().collect();
        let world = Sample::new(areas(), members, &OBSERVATIONS, |f| {
            f.levels[0].aggregation = Copeland.into();
        });
        let classes = Classes::of(&world.exhibits(), 0);
        let mut counts = vec![0; classes.colours.len()];
        world.scores.levels.column(0).flatten().for_each(|s| counts[classes.class(*s)] += 1);
        let (few, many) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
        assert!(classes.by_states() && many - few <= 3, "{counts:?}");
        assert!(classes.from(1).value < 0.0, "Copeland's scores run around 0");
    }
}
