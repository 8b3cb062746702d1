//! What moved a score or a rank between two editions: its change split into steps, whatever their order.
//!
//! The value of a set of steps is the score with these taken from the later edition and the others from
//! the earlier one. A step's part is its mean marginal change over all orders of the steps (the Shapley
//! value; Shorrocks, *Journal of Economic Inequality* 11, 2013): the parts sum to the whole change.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::revisions::Revision;
use crate::model::{Observation, Sex};

/// What can differ between two editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Figures that stood there and stand there otherwise, or no more.
    Revised,
    /// Further figures where there were some, and the later year that counts: with it old figures lapse.
    New,
    /// The framework and the table of areas, with the series that only one of the two reads.
    Method,
    /// A series of an area that had no figure, or has none any more.
    Coverage,
}

impl Step {
    pub const ALL: [Step; 4] = [Step::Revised, Step::New, Step::Method, Step::Coverage];

    pub fn name(self) -> &'static str {
        match self {
            Step::Revised => "revised",
            Step::New => "new",
            Step::Method => "method",
            Step::Coverage => "coverage",
        }
    }
}

/// A set of steps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Steps(u8);

impl Steps {
    pub const COUNT: usize = 1 << Step::ALL.len();

    /// All sets, the empty one first, the whole one last.
    pub fn all() -> impl Iterator<Item = Steps> {
        (0..Steps::COUNT as u8).map(Steps)
    }

    pub fn of(steps: impl IntoIterator<Item = Step>) -> Self {
        steps.into_iter().fold(Steps::default(), Steps::and)
    }

    pub fn and(self, step: Step) -> Self {
        Steps(self.0 | 1 << step as u8)
    }

    pub fn has(self, step: Step) -> bool {
        self.0 & 1 << step as u8 != 0
    }

    /// Those that are in both.
    pub fn within(self, others: Steps) -> Self {
        Steps(self.0 & others.0)
    }

    /// Position among [`Steps::all`].
    pub fn position(self) -> usize {
        self.0.into()
    }
}

/// A change by step, in the order of [`Step::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Split {
    pub parts: [f64; 4],
    /// Over how many of the 24 orders: a value that does not exist on the way leaves out those through it.
    pub orders: usize,
}

/// The parts of the change between the value of no step and that of all; `None` where no order of steps
/// leads from one to the other.
pub fn split(value: impl Fn(Steps) -> Option<f64>) -> Option<Split> {
    let values: Vec<Option<f64>> = Steps::all().map(value).collect();
    let (mut sums, mut orders) = ([0.0; 4], 0);
    for order in orders_of(&Step::ALL) {
        let mut along = [0.0; 4];
        let mut at = Steps::default();
        let taken = order.iter().try_for_each(|step| {
            let next = at.and(*step);
            along[*step as usize] = values[next.position()]? - values[at.position()]?;
            at = next;
            Some(())
        });
        if taken.is_some() {
            orders += 1;
            sums.iter_mut().zip(along).for_each(|(sum, part)| *sum += part);
        }
    }
    (orders > 0).then(|| Split { parts: sums.map(|sum| sum / orders as f64), orders })
}

fn orders_of(steps: &[Step]) -> Vec<Vec<Step>> {
    if steps.is_empty() {
        return vec![Vec::new()];
    }
    let first = |&first: &Step| {
        let rest: Vec<Step> = steps.iter().copied().filter(|step| *step != first).collect();
        orders_of(&rest).into_iter().map(move |order| [&[first][..], &order].concat())
    };
    steps.iter().flat_map(first).collect()
}

/// A level of an area on either side, and what moved it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crossing {
    pub area: String,
    /// The level's code, and its position in the later framework.
    pub code: String,
    #[serde(skip)]
    pub level: usize,
    /// As they are printed: none where a side has none, or one that rests on too little.
    pub score: (Option<f64>, Option<f64>),
    /// In the words of `scores.csv`; none of an area that a side does not have.
    pub status: (Option<&'static str>, Option<&'static str>),
    pub rank: (Option<usize>, Option<usize>),
    /// Of the score, in points; nothing where a side has none.
    pub points: Option<Split>,
    /// Of the rank, in places gained; nothing where a side has none.
    pub places: Option<Split>,
}

impl Crossing {
    /// Points gained, above 0; lost, below.
    pub fn gained(&self) -> Option<f64> {
        Some(self.score.1? - self.score.0?)
    }

    /// Places gained, above 0; lost, below.
    pub fn climbed(&self) -> Option<i64> {
        Some(self.rank.0? as i64 - self.rank.1? as i64)
    }
}

/// Figure by figure what differs, each with the step that it belongs to.
pub struct Differences<'a> {
    before: &'a [Observation],
    pub changes: Vec<(Step, Revision<'a>)>,
}

type Cell<'a> = (&'a str, &'a str, Sex);

fn cell(figure: &Observation) -> Cell<'_> {
    (&figure.series, &figure.ref_area, figure.sex)
}

impl<'a> Differences<'a> {
    /// `revisions` from `before` to `after`; `is_shared`: whether both methods read a series; `ends`: the
    /// last years that count. Figures of later years than these must have been left out.
    pub fn new(
        (before, after): (&'a [Observation], &'a [Observation]),
        revisions: Vec<Revision<'a>>,
        is_shared: impl Fn(&str) -> bool,
        ends: (i32, i32),
    ) -> Self {
        let cells = |figures: &'a [Observation]| figures.iter().map(cell).collect::<BTreeSet<_>>();
        let (had, has) = (cells(before), cells(after));
        let step = |revision: &Revision<'a>| {
            let of = revision.of();
            if !is_shared(&of.series) {
                return Step::Method;
            }
            if !had.contains(&cell(of)) || !has.contains(&cell(of)) {
                return Step::Coverage;
            }
            match (revision.before, revision.after) {
                (Some(_), Some(_)) => Step::Revised,
                // Beyond the end of the later edition, where that is the one that ends first.
                (Some(gone), None) if gone.year <= ends.1 => Step::Revised,
                _ => Step::New,
            }
        };
        let changes = revisions.into_iter().map(|revision| (step(&revision), revision)).collect();
        Differences { before, changes }
    }

    /// The figures with these steps taken, in the order of series, area, sex and year.
    pub fn taken(&self, steps: Steps) -> Vec<Observation> {
        let key = |o: &'a Observation| (cell(o), o.year);
        let mut figures: BTreeMap<(Cell, i32), &Observation> =
            self.before.iter().map(|o| (key(o), o)).collect();
        for (_, revision) in self.changes.iter().filter(|(step, _)| steps.has(*step)) {
            match (revision.before, revision.after) {
                (_, Some(after)) => drop(figures.insert(key(after), after)),
                (Some(gone), None) => drop(figures.remove(&key(gone))),
                (None, None) => {}
            }
        }
        figures.into_values().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_of(values: &[f64; 16]) -> impl Fn(Steps) -> Option<f64> {
        |steps: Steps| Some(values[steps.position()])
    }

    /// Two steps by hand: alone they give 4 and 1, together 7; each has half of the 2 between them.
    #[test]
    fn what_two_steps_do_together_is_shared() {
        let value = |steps: Steps| {
            let (revised, new) = (steps.has(Step::Revised), steps.has(Step::New));
            Some(match (revised, new) {
                (false, false) => 50.0,
                (true, false) => 54.0,
                (false, true) => 51.0,
                (true, true) => 57.0,
            })
        };
        let found = split(value).unwrap();
        assert_eq!((found.parts, found.orders), ([5.0, 2.0, 0.0, 0.0], 24));
    }

    /// Sixteen values of a made-up case and its parts, computed independently.
    #[test]
    fn four_steps_have_the_parts_that_others_computed() {
        let values = [
            50.0, 52.0, 48.5, 50.5, 54.0, 57.25, 52.5, 55.75, 50.5, 52.5, 49.0, 51.0, 54.5, 57.75,
            52.25, 55.5,
        ];
        let found = split(value_of(&values)).unwrap();
        for (part, expected) in found.parts.into_iter().zip([2.625, -1.75, 4.375, 0.25]) {
            assert!((part - expected).abs() < 1e-9, "{:?}", found.parts);
        }
    }

    #[test]
    fn orders_through_a_value_that_does_not_exist_are_left_out_and_the_sum_stays() {
        let value = |steps: Steps| {
            let lost = steps.has(Step::Coverage) && !steps.has(Step::Method);
            (!lost).then(|| steps.position() as f64)
        };
        let found = split(value).unwrap();
        assert_eq!((found.parts.iter().sum::<f64>(), found.orders), (15.0, 12));
        let nowhere = |steps: Steps| [0, 15].contains(&steps.position()).then_some(1.0);
        assert_eq!(split(nowhere), None);
    }
}
