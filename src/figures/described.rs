//! Names, colours, axes and spans that figures of different kinds share.

use super::axis::Scale;
use super::canvas::Type;
use super::colour::Colour;
use super::scores;
use crate::analyse::ScoreRange;
use crate::edition::Exhibits;
use crate::framework::Framework;

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

/// Tenths, fifths, quarters or halves of the range of scores on an axis with their places: the
/// closest that leave their numbers apart. Round numbers where the range has no ends of its own.
pub fn ticks(
    exhibits: &Exhibits,
    range: ScoreRange,
    scale: &Scale,
    style: Type,
) -> Vec<(f64, f64)> {
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

/// `ranked`, `indicative`, or `no score`: for data, in the words of `scores.csv`.
pub fn status(exhibits: &Exhibits, area: usize, level: usize) -> &'static str {
    match exhibits.scores.levels.get(area, level) {
        None => "no score",
        Some(_) if exhibits.scores.standings[area].is_ranked() => "ranked",
        Some(_) => "indicative",
    }
}

/// A score in the data behind a figure: three decimals, with a point in every language.
pub fn data_score(score: f64) -> String {
    format!("{score:.3}")
}
