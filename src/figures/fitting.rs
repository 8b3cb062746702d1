//! What must fit its room: names of areas, axes of scores, ticks with their numbers, and keys of classes.

use crate::analyse::ScoreRange;
use crate::drawing::{Axis, Sample, Scale, Type, decimals};
use crate::exhibits::colours::Classes;
use crate::exhibits::{Exhibits, names, scores};
use crate::fault::Result;
use crate::words::{Number, Words};

/// The name of a level as a head in its colour, dark enough to be read.
pub fn level_style(exhibits: &Exhibits, level: usize) -> Type {
    exhibits.look.coloured(exhibits.level_colour(level)).bold()
}

/// The short name of an area where it fits `limit` millimetres, else its code: a name is never cut.
pub fn fitting_name(exhibits: &Exhibits, area: usize, style: Type, limit: f64) -> String {
    let name = exhibits.short_name(area);
    if style.width(name) <= limit {
        name.to_owned()
    } else {
        style.shorten(&exhibits.panel.areas[area], limit)
    }
}

/// As [`fitting_name`], with the mark of a score at a level that rests much on imputed values.
pub fn fitting_marked(
    exhibits: &Exhibits,
    (area, level): (usize, usize),
    style: Type,
    limit: f64,
) -> String {
    if !exhibits.is_marked(area, level) {
        return fitting_name(exhibits, area, style, limit);
    }
    let name = fitting_name(exhibits, area, style, limit - style.width(names::MARK));
    format!("{name}{}", names::MARK)
}

/// Tenths, fifths, quarters or halves of the range of scores of a level on an axis with their places: the
/// closest that leave their numbers apart. Round numbers where the range has no ends of its own.
pub fn ticks(exhibits: &Exhibits, level: usize, scale: &Scale) -> Vec<(f64, f64)> {
    let (range, style) = (exhibits.range(level), exhibits.look.small());
    let number = |value: f64| exhibits.words.number(scores::tick(range, value));
    let apart = |ticks: &Vec<(f64, f64)>| {
        ticks.windows(2).all(|pair| {
            let width = |tick: &(f64, f64)| style.width(&number(tick.0));
            let needed = (width(&pair[0]) + width(&pair[1])) / 2.0 + 0.9;
            (pair[1].1 - pair[0].1).abs() >= needed
        })
    };
    let every = |parts: u32| -> Vec<(f64, f64)> {
        let width = range.high - range.low;
        let values = (0..=parts).map(|i| range.low + width * f64::from(i) / f64::from(parts));
        values.filter_map(|value| Some((value, scale.at(value).ok()?))).collect()
    };
    let shown = match range.is_fixed {
        true => [10, 5, 4, 2].into_iter().map(every).find(apart),
        false => [8, 6, 4, 3, 2].into_iter().map(|n| scale.ticks(n)).find(apart),
    };
    shown.unwrap_or_default()
}

/// The places of [`ticks`], each with its number.
pub fn numbered_ticks(exhibits: &Exhibits, level: usize, scale: &Scale) -> Vec<(f64, String)> {
    let number = |value: f64| exhibits.words.number(scores::tick(exhibits.range(level), value));
    let ticks = ticks(exhibits, level, scale).into_iter();
    ticks.map(|(value, place)| (place, number(value))).collect()
}

/// The places of ticks, each with its number in as many decimals as the closest need to differ.
pub fn numbered(words: &Words, ticks: &[(f64, f64)]) -> Vec<(f64, String)> {
    let decimals = decimals(ticks);
    let number = |value: f64| words.number(Number::decimal(value, decimals));
    ticks.iter().map(|(value, place)| (*place, number(*value))).collect()
}

/// An axis on which all scores of a range stand.
///
/// # Errors
/// The range is none.
pub fn axis(range: ScoreRange) -> Result<Axis> {
    axis_around(range, [range.low, range.high])
}

/// The whole of a range that has ends of its own; else an axis around the scores that are shown.
///
/// # Errors
/// The range is none, or there is no score.
pub fn axis_around(range: ScoreRange, shown: impl IntoIterator<Item = f64>) -> Result<Axis> {
    match range.is_fixed {
        true => Axis::new("score", range.low, range.high),
        false => Axis::around("score", shown),
    }
}

/// As [`axis`], but without the parts of the range, of so many equal ones, below the lowest score.
///
/// # Errors
/// The range is none.
pub fn axis_above(
    range: ScoreRange,
    parts: f64,
    scores: impl Iterator<Item = f64>,
) -> Result<Axis> {
    if !range.is_fixed {
        return axis(range);
    }
    let part = (range.high - range.low) / parts;
    let lowest = scores.fold(range.high - part, f64::min);
    Axis::new("score", range.low + ((lowest - range.low) / part).floor() * part, range.high)
}

/// Entries of a key of classes, the lowest first.
///
/// # Errors
/// Words missing.
pub fn key_of(classes: &Classes, exhibits: &Exhibits) -> Result<Vec<(Sample, String)>> {
    let swatches = classes.colours.iter().map(|colour| Sample::Swatch(*colour));
    Ok(swatches.zip(classes.ranges(exhibits)?).collect())
}
