//! From a value, transformed and treated, to its score: the formula of the normalisation filled in.

use super::told::Step;
use super::tongue::Tongue;
use crate::framework::{Count, Indicator, Scale, Sentence, Told};
use crate::score::Fitted;
use crate::words::{Say, say};

/// A position in words, with its numbers.
type Position = (String, Vec<(&'static str, f64)>);

/// The last step. A scale holds values multiplied by their direction; they are told as they are.
pub(super) fn normalised(
    tongue: &Tongue,
    indicator: &Indicator,
    fitted: &Fitted,
    value: f64,
) -> Step {
    let short = |x: f64| tongue.short(x);
    let score = fitted.score(value);
    let (position, mut numbers) = match &fitted.scale {
        Scale::Line { zero, one, .. } => line(tongue, value, fitted.sign * zero, fitted.sign * one),
        Scale::ZScore { mean, deviation, to } => {
            z_score(tongue, value, (fitted.sign * mean, *deviation), (to.0, fitted.sign * to.1))
        }
        Scale::Inverse { best } => {
            let best = fitted.sign * best;
            (format!("{} / {}", short(best), short(value)), vec![("best", best)])
        }
        Scale::Steps { thresholds } => {
            let reached = thresholds.partition_point(|t| *t <= fitted.sign * value);
            let of = thresholds.len();
            let numbers = vec![("reached", reached as f64), ("thresholds", of as f64)];
            let (reached, of) = (reached.to_string(), of.to_string());
            (say!(tongue, "thresholds", reached, of), numbers)
        }
        Scale::Ranks { sorted, count } => {
            let below = sorted.partition_point(|other| *other < fitted.sign * value);
            ranks(tongue, below, sorted.len(), *count)
        }
    };
    let how = match fitted.ends {
        Some([low, high]) => {
            numbers.extend([("bottom", low), ("top", high)]);
            let moved = if low == 0.0 { String::new() } else { format!("{} + ", tongue.full(low)) };
            format!("{moved}{position} × {}", short(high - low))
        }
        None => position,
    };
    let how = format!("{} = {how}{}", short(score), note(tongue, indicator, fitted, value));
    Step::new(indicator.normalisation.method.key(), value, score, how, numbers)
}

fn line(tongue: &Tongue, value: f64, zero: f64, one: f64) -> Position {
    let minus = |a: f64| format!("({} − {})", tongue.short(a), tongue.bracketed(zero));
    let numbers = vec![("zero", zero), ("one", one)];
    (format!("{} / {}", minus(value), minus(one)), numbers)
}

fn z_score(tongue: &Tongue, value: f64, (mean, deviation): (f64, f64), to: (f64, f64)) -> Position {
    let how = format!(
        "{} + {} × ({} − {}) / {}",
        tongue.full(to.0),
        tongue.bracketed(to.1),
        tongue.short(value),
        tongue.bracketed(mean),
        tongue.short(deviation)
    );
    let numbers = [("mean", mean), ("deviation", deviation), ("to", to.0), ("times", to.1)];
    (how, numbers.to_vec())
}

fn ranks(tongue: &Tongue, below: usize, of: usize, count: Count) -> Position {
    let numbers = vec![("worse", below as f64), ("of", of as f64)];
    let below = below.to_string();
    let how = match count {
        Count::FromOne => say!(tongue, "worse_from_one", below, of = of.to_string()),
        Count::Below => say!(tongue, "worse", below, of = of.to_string()),
        Count::Share => say!(tongue, "worse_share", below, others = (of - 1).to_string()),
    };
    (how, numbers)
}

/// What must be known of the posts, and whether the value was clipped to them.
fn note(tongue: &Tongue, indicator: &Indicator, fitted: &Fitted, value: f64) -> String {
    let scaled =
        indicator.transform.map_or(String::new(), |_| format!(", {}", tongue.word("transformed")));
    let method = &indicator.normalisation.method;
    let posts = method.origin().map(|Sentence { key, holds }| {
        let said = holds.into_iter().map(|(name, told)| match told {
            Told::Number(x) => (name, Say::from(tongue.full(x))),
            told => (name, Say::from(told.as_code())),
        });
        say!(tongue, key.unwrap_or(method.key()), ..said.collect::<Vec<_>>())
    });
    let posts = posts.map_or(String::new(), |told| format!("; {told}{scaled}"));
    let Scale::Line { zero, one, low, high } = fitted.scale else { return posts };
    let position = (fitted.sign * value - zero) / (one - zero);
    match () {
        () if position < low => format!("{posts}; {}", tongue.word("clipped_low")),
        () if position > high => format!("{posts}; {}", tongue.word("clipped_high")),
        () => posts,
    }
}
