//! Names, colours, axes and spans that figures of different kinds share.

use super::axis::{Axis, Scale};
use super::canvas::Type;
use super::colour::Colour;
use super::key::Sample;
use super::source;
use crate::edition::Exhibits;
use crate::fault::Result;
use crate::framework::Framework;
use crate::words::Number;

/// The index, then every focus area, by position among the framework's levels.
pub fn index_and_areas(framework: &Framework) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(0).chain(framework.focus_areas())
}

/// What a figure of every indicator is divided into: each focus area with the indicators under it,
/// then the index with those that are in no focus area.
pub fn sections(framework: &Framework) -> Vec<(usize, Vec<usize>)> {
    let under = |level: usize| (level, framework.indicators_under(level).collect());
    let mut sections: Vec<(usize, Vec<usize>)> = framework.focus_areas().map(under).collect();
    let apart = |i: &usize| framework.focus_area_of(framework.indicators[*i].parent).is_none();
    sections.push((0, (0..framework.indicators.len()).filter(apart).collect()));
    sections.retain(|(_, indicators)| !indicators.is_empty());
    sections
}

/// The short name of a level in the language of the exhibits.
pub fn level_name<'a>(exhibits: &'a Exhibits, level: usize) -> &'a str {
    exhibits.framework.levels[level].short.in_language(exhibits.language())
}

/// The short name of an indicator in the language of the exhibits.
pub fn indicator_name<'a>(exhibits: &'a Exhibits, indicator: usize) -> &'a str {
    exhibits.framework.indicators[indicator].short.in_language(exhibits.language())
}

/// The short name of an area of the panel; its code where the reference table has none.
pub fn area_name<'a>(exhibits: &'a Exhibits, area: usize) -> &'a str {
    let code = &exhibits.panel.areas[area];
    exhibits.areas.get(code).map_or(code, |a| a.short_name(exhibits.language()))
}

/// The short name of an area where it fits `limit` millimetres, else its code: a name is never cut.
pub fn fitting_name(exhibits: &Exhibits, area: usize, style: Type, limit: f64) -> String {
    let name = area_name(exhibits, area);
    if style.width(name) <= limit {
        name.to_owned()
    } else {
        style.shorten(&exhibits.panel.areas[area], limit)
    }
}

/// The colour of a level: its focus area's, or the one for emphasis for the index.
pub fn level_colour(exhibits: &Exhibits, level: usize) -> Colour {
    let focus = exhibits.framework.focus_area_of(level);
    match exhibits.framework.focus_areas().position(|area| Some(area) == focus) {
        Some(position) => exhibits.look.area_colour(position),
        None => exhibits.look.colours.ink,
    }
}

/// An axis over the scores of a level, its ends at multiples of 5: dots need no zero.
pub fn score_axis(exhibits: &Exhibits, level: usize) -> Axis {
    let scores = || exhibits.scores.levels.column(level).flatten();
    let lowest = scores().fold(100.0, |low: f64, s| low.min(*s));
    let highest = scores().fold(0.0, |high: f64, s| high.max(*s));
    let (low, high) = ((lowest / 5.0).floor() * 5.0, (highest / 5.0).ceil() * 5.0);
    Axis::new("score", low, high.max(low + 5.0)).unwrap_or_else(|_| Axis::scores())
}

/// The range of each class of scores in words, the lowest first.
///
/// # Errors
/// Words missing.
pub fn score_ranges(exhibits: &Exhibits) -> Result<Vec<String>> {
    let breaks = exhibits.look.scores.breaks.windows(2);
    let number = |value: f64| Number::decimal(value, if value.fract() == 0.0 { 0 } else { 1 });
    let last = exhibits.look.scores.colours.len() - 1;
    breaks
        .enumerate()
        .map(|(class, pair)| {
            let (low, high) = (("low", number(pair[0]).into()), ("high", number(pair[1]).into()));
            match class {
                0 => exhibits.words.say("figure.class.lowest", &[high]),
                c if c == last => exhibits.words.say("figure.class.highest", &[low]),
                _ => exhibits.words.say("figure.class.middle", &[low, high]),
            }
        })
        .collect()
}

/// Entries of a key for the classes of scores, the lowest first.
///
/// # Errors
/// Words missing.
pub fn score_classes(exhibits: &Exhibits) -> Result<Vec<(Sample, String)>> {
    let colours = exhibits.look.scores.colours.iter().map(|colour| Sample::Swatch(*colour));
    Ok(colours.zip(score_ranges(exhibits)?).collect())
}

/// Multiples of 10, 20, 25 or 50 on an axis of scores with their places: the closest that leave
/// their numbers apart.
pub fn ticks(exhibits: &Exhibits, scale: &Scale, style: Type) -> Vec<(f64, f64)> {
    let width = |value: f64| style.width(&exhibits.words.number(Number::decimal(value, 0)));
    let apart = |ticks: &Vec<(f64, f64)>| {
        ticks.windows(2).all(|pair| {
            let needed = (width(pair[0].0) + width(pair[1].0)) / 2.0 + 0.9;
            (pair[1].1 - pair[0].1).abs() >= needed
        })
    };
    let every = |step: f64| -> Vec<(f64, f64)> {
        let multiples = (0..=10).map(|i| f64::from(i) * step);
        multiples.filter_map(|value| Some((value, scale.at(value).ok()?))).collect()
    };
    [10.0, 20.0, 25.0, 50.0].into_iter().map(every).find(apart).unwrap_or_default()
}

/// The span of years of the values behind a level, in words; empty where there is no value.
///
/// # Errors
/// Words missing.
pub fn years_of_level(exhibits: &Exhibits, level: usize) -> Result<String> {
    match source::years(exhibits, exhibits.framework.indicators_under(level)) {
        Some(years) => source::span(exhibits, years),
        None => Ok(String::new()),
    }
}

/// `ranked`, `indicative`, or `no score`: for data, in the words of `scores.csv`.
pub fn status(exhibits: &Exhibits, area: usize, level: usize) -> &'static str {
    match exhibits.scores.levels.get(area, level) {
        None => "no score",
        Some(_) if exhibits.scores.standings[area].is_ranked() => "ranked",
        Some(_) => "indicative",
    }
}

/// A score in the data behind a figure: two decimals, with a point in every language.
pub fn data_score(score: f64) -> String {
    format!("{score:.2}")
}
