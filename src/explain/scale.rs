//! From a value, transformed and treated, to its score: the formula of the normalisation filled in.

use super::number::{bracketed, short};
use super::told::Step;
use crate::framework::{Indicator, NormaliseMethod};
use crate::score::{Count, Fitted, Scale};

/// A position in words, with its numbers.
type Position = (String, Vec<(&'static str, f64)>);

/// The last step. A scale holds values multiplied by their direction; they are told as they are.
pub(super) fn normalised(indicator: &Indicator, fitted: &Fitted, value: f64) -> Step {
    let score = fitted.score(value);
    let (position, mut numbers) = match &fitted.scale {
        Scale::Line { zero, one, .. } => line(value, fitted.sign * zero, fitted.sign * one),
        Scale::ZScore { mean, deviation, to } => {
            z_score(value, (fitted.sign * mean, *deviation), (to.0, fitted.sign * to.1))
        }
        Scale::Inverse { best } => {
            let best = fitted.sign * best;
            (format!("{} / {}", short(best), short(value)), vec![("best", best)])
        }
        Scale::Steps { thresholds } => {
            let reached = thresholds.partition_point(|t| *t <= fitted.sign * value);
            let of = thresholds.len();
            let numbers = vec![("reached", reached as f64), ("thresholds", of as f64)];
            (format!("{reached} / {of}, the thresholds reached,"), numbers)
        }
        Scale::Ranks { sorted, count } => {
            let below = sorted.partition_point(|other| *other < fitted.sign * value);
            ranks(below, sorted.len(), *count)
        }
    };
    let how = match fitted.ends {
        Some([low, high]) => {
            numbers.extend([("bottom", low), ("top", high)]);
            let moved = if low == 0.0 { String::new() } else { format!("{low} + ") };
            format!("{moved}{position} × {}", short(high - low))
        }
        None => position,
    };
    let how = format!("{} = {how}{}", short(score), note(indicator, fitted, value));
    Step::new(indicator.normalisation.method.key(), value, score, how, numbers)
}

fn line(value: f64, zero: f64, one: f64) -> Position {
    let minus = |a: f64| format!("({} − {})", short(a), bracketed(zero));
    let numbers = vec![("zero", zero), ("one", one)];
    (format!("{} / {}", minus(value), minus(one)), numbers)
}

fn z_score(value: f64, (mean, deviation): (f64, f64), to: (f64, f64)) -> Position {
    let how = format!(
        "{} + {} × ({} − {}) / {}",
        to.0,
        bracketed(to.1),
        short(value),
        bracketed(mean),
        short(deviation)
    );
    let numbers = [("mean", mean), ("deviation", deviation), ("to", to.0), ("times", to.1)];
    (how, numbers.to_vec())
}

fn ranks(below: usize, of: usize, count: Count) -> Position {
    let numbers = vec![("worse", below as f64), ("of", of as f64)];
    let how = match count {
        Count::FromOne => format!("{below} + 1, as {below} of {of} values are worse"),
        Count::Below => format!("{below}, as so many of {of} values are worse"),
        Count::Share => {
            format!("{below} / {}, the share of the other values that are worse,", of - 1)
        }
    };
    (how, numbers)
}

/// What must be known of the posts, and whether the value was clipped to them.
fn note(indicator: &Indicator, fitted: &Fitted, value: f64) -> String {
    let scaled = indicator.transform.map_or("", |_| ", transformed");
    let posts = match &indicator.normalisation.method {
        NormaliseMethod::Goalposts(posts) => {
            format!("; goalposts: {} scores 0, {} scores 100{scaled}", posts.worst, posts.best)
        }
        NormaliseMethod::MinMax | NormaliseMethod::DistanceToMax => {
            format!("; the worst and the best value there is{scaled}")
        }
        NormaliseMethod::DistanceToTarget { target, .. } => {
            format!("; from the worst value there is to the target of {target}{scaled}")
        }
        NormaliseMethod::DistanceToReference { area, .. } => {
            format!("; from the worst value there is to that of {area}{scaled}")
        }
        _ => String::new(),
    };
    let Scale::Line { zero, one, low, high } = fitted.scale else { return posts };
    let position = (fitted.sign * value - zero) / (one - zero);
    let clipped = match () {
        () if position < low => "; clipped: the value lies beyond the lower end of the scores",
        () if position > high => "; clipped: the value lies beyond the upper end of the scores",
        () => "",
    };
    format!("{posts}{clipped}")
}
