//! Winsorisation: outermost points onto the next, `points` at most; then `fallback` on the original column.

use serde::Serialize;

use super::box_cox::BoxCox;
use super::logarithm::Logarithm;
use super::method::{Change, Treating};
use super::when::{KURTOSIS, SKEWNESS, WHEN, When};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};
use crate::framework::said::{Holds, Parameter};
use crate::statistics::skewness;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Winsorise {
    pub when: When,
    pub points: usize,
    pub fallback: Option<Fallback>,
}

/// What is done to the original where the rule still fails.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Fallback {
    Logarithm,
    BoxCox { lambda: Option<f64> },
}

const FALLBACKS: [&str; 3] = ["none", "logarithm", "box_cox"];

impl Fallback {
    fn rescale(&self, values: &mut [f64], room: &mut Vec<f64>) -> Option<Change> {
        let when = When::Always;
        match *self {
            Fallback::Logarithm => Logarithm { when }.draw_in(values, room),
            Fallback::BoxCox { lambda } => BoxCox { when, lambda }.draw_in(values, room),
        }
    }

    fn told(&self) -> Parameter {
        match *self {
            Fallback::Logarithm => Logarithm::told(),
            Fallback::BoxCox { lambda } => BoxCox::told(lambda),
        }
    }

    fn in_r(&self, change: Change) -> (&'static str, String) {
        match *self {
            Fallback::Logarithm => Logarithm::function(),
            Fallback::BoxCox { lambda } => BoxCox::function(lambda, change),
        }
    }
}

impl Chosen for Winsorise {
    const WORD: &'static str = "winsorise";
    const TAKES: &'static [Takes] = &[
        WHEN,
        SKEWNESS,
        KURTOSIS,
        Takes { key: "points", kind: Kind::Whole, doc: "How many points at most (5)." },
        Takes {
            key: "fallback",
            kind: Kind::Words(&FALLBACKS),
            doc: "What is done to the original where the rule still fails (logarithm).",
        },
        Takes {
            key: "lambda",
            kind: Kind::Number,
            doc: "The power of the box_cox; of maximum likelihood where absent.",
        },
    ];

    fn read(keys: &mut Keys) -> Self {
        let when = When::read(keys);
        let points = keys.count("points").unwrap_or(5);
        let lambda = keys.finite("lambda");
        let fallback = match keys.word("fallback", &FALLBACKS) {
            None if when == When::Always => None,
            None | Some("logarithm") => Some(Fallback::Logarithm),
            Some("box_cox") => Some(Fallback::BoxCox { lambda }),
            Some(_) => None,
        };
        if when == When::Always && keys.is_given("fallback") && fallback.is_some() {
            let message = "a fallback is for when the rule still fails: there is none with \
                           `when = \"always\"`";
            keys.wrong("fallback", message.to_owned());
        }
        if keys.is_given("lambda") && !matches!(fallback, Some(Fallback::BoxCox { .. })) {
            keys.wrong("lambda", "`lambda` needs `fallback = \"box_cox\"`".to_owned());
        }
        Winsorise { when, points, fallback }
    }
}

/// While `passes` fails and fewer than `points` points have been set: every point at the maximum
/// onto the largest value below it where the skewness is 0 or above, else every point at the
/// minimum onto the smallest above. Ties are set together, so a step can go past `points`.
pub(super) fn winsorise(values: &mut [f64], points: usize, passes: impl Fn(&[f64]) -> bool) {
    // Points already set are among those at the end that the next step sets.
    let (mut set_high, mut set_low) = (0, 0);
    while !passes(values) && set_high + set_low < points {
        let high = skewness(values).is_none_or(|skewness| skewness >= 0.0);
        let sign = if high { 1.0 } else { -1.0 };
        let top = values.iter().map(|x| sign * x).fold(f64::NEG_INFINITY, f64::max);
        let below = values.iter().map(|x| sign * x).filter(|x| *x < top);
        let Some(next) = below.max_by(f64::total_cmp) else { break };
        let set = if high { &mut set_high } else { &mut set_low };
        *set = 0;
        for x in values.iter_mut().filter(|x| sign * **x == top) {
            *x = sign * next;
            *set += 1;
        }
    }
}

impl Treating for Winsorise {
    fn draw_in(&self, values: &mut [f64], room: &mut Vec<f64>) -> Option<Change> {
        room.clear();
        room.extend_from_slice(values);
        winsorise(values, self.points, |values| self.when.passes(values));
        let by = self.fallback.as_ref().filter(|_| !self.when.passes(values))?;
        values.copy_from_slice(room);
        by.rescale(values, room)
    }

    fn when(&self) -> Option<When> {
        Some(self.when)
    }

    fn changes_the_scale(&self) -> bool {
        self.fallback.is_some()
    }

    fn in_method(&self) -> (Option<&'static str>, Holds) {
        let mut holds = vec![("points", Parameter::Count(self.points))];
        let Some(by) = &self.fallback else { return (None, holds) };
        holds.push(("fallback", by.told()));
        (Some("winsorise_then"), holds)
    }

    /// A fallback that was not needed is not called there either.
    fn in_r(&self, change: Change) -> Vec<(&'static str, String)> {
        let (force, rule) = match self.when {
            When::Always => ("TRUE", When::Rule { skewness: 2.0, kurtosis: 3.5 }),
            rule @ When::Rule { .. } => ("FALSE", rule),
        };
        let (points, rule) = (self.points, rule.in_r());
        let parameters = format!("na.rm = TRUE, winmax = {points}, {rule}, force_win = {force}");
        let fallback = self.fallback.as_ref().map(|by| by.in_r(change));
        [("winsorise", parameters)].into_iter().chain(fallback).collect()
    }
}
