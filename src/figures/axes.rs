//! Ticks of an axis with their numbers in, its lines or notches and the numbers beside them out.

use crate::analyse::ScoreRange;
use crate::drawing::{Anchor, Axis, Canvas};
use crate::exhibits::scores;
use crate::look::Look;
use crate::words::Number;

/// Where a tick stands, and its number.
type Tick = (f64, String);

/// Lines of a grid across a plot, each with its number so far before it.
pub fn across(
    canvas: &mut Canvas,
    look: &Look,
    ((left, right), before): ((f64, f64), f64),
    ticks: Vec<Tick>,
) {
    for (y, text) in ticks {
        canvas.line((left, y), (right, y), look.grid());
        canvas.label((left - before, y), &text, look.small(), Anchor::End);
    }
}

/// Notches of an axis from one height to another, each with its number at a third.
pub fn notches(
    canvas: &mut Canvas,
    look: &Look,
    ((from, to), number): ((f64, f64), f64),
    ticks: Vec<Tick>,
) {
    for (x, text) in ticks {
        canvas.line((x, from), (x, to), look.axis());
        canvas.label((x, number), &text, look.small(), Anchor::Middle);
    }
}

/// A number of an axis of scores that keeps to those shown.
pub fn score(axis: &Axis) -> impl Fn(f64) -> Number {
    let range = ScoreRange { low: axis.low(), high: axis.high(), is_fixed: false };
    move |value| scores::tick(range, value)
}
