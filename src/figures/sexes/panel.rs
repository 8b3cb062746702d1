//! Rows and panels of the figure of women and men.

use crate::analyse::{self, ENOUGH_STATES, Medians, ScoreRange, SexPair};
use crate::drawing::printable;
use crate::exhibits::Exhibits;
use crate::fault::Result;

/// A row of every panel: all areas, or one group of them.
pub(super) struct Line<'a> {
    /// Column and value of the reference table; `None` for all.
    pub group: Option<(&'a str, &'a str)>,
    pub name: Option<&'a str>,
    /// Whether a new grouping begins here.
    pub first: bool,
}

/// One indicator: a median for every line that has enough States.
pub(super) struct Panel<'a> {
    pub indicator: usize,
    pub range: ScoreRange,
    pub pairs: Vec<&'a SexPair>,
    pub rows: Vec<Option<Medians>>,
}

impl Panel<'_> {
    /// Pairs in which women score below men by more than the noise.
    pub fn behind(&self) -> usize {
        analyse::women_behind(&self.pairs, self.range)
    }
}

/// All areas, then the groups of every grouping that has more than one.
pub(super) fn lines<'a>(exhibits: &'a Exhibits) -> Vec<Line<'a>> {
    let mut lines = vec![Line { group: None, name: None, first: false }];
    for grouping in exhibits.framework.groupings.iter().filter(|g| g.groups.len() > 1) {
        lines.extend(grouping.groups.iter().enumerate().map(|(k, group)| Line {
            group: Some((&grouping.column, &group.value)),
            name: Some(exhibits.in_language(&group.name)),
            first: k == 0,
        }));
    }
    lines
}

pub(super) fn panels<'a>(exhibits: &'a Exhibits) -> Vec<Panel<'a>> {
    let lines = lines(exhibits);
    let panel = |indicator: usize| {
        let all = exhibits.findings.sexes.iter().filter(|p| p.indicator == indicator);
        let pairs: Vec<&SexPair> = all.collect();
        let rows = lines.iter().map(|line| medians(exhibits, line, &pairs)).collect();
        Panel { indicator, range: exhibits.indicator_range(indicator), pairs, rows }
    };
    // What is shown without a score may be about girls and boys; this figure is about scores.
    exhibits.framework.scored().map(panel).filter(|p| p.pairs.len() >= ENOUGH_STATES).collect()
}

pub(super) fn medians(exhibits: &Exhibits, line: &Line, pairs: &[&SexPair]) -> Option<Medians> {
    let is_in = |area: usize| {
        let known = exhibits.areas.get(&exhibits.panel.areas[area]);
        line.group
            .is_none_or(|(column, value)| known.and_then(|a| a.attribute(column)) == Some(value))
    };
    let inside: Vec<&SexPair> = pairs.iter().copied().filter(|p| is_in(p.area)).collect();
    analyse::medians(&inside)
}

pub(super) fn named<'a>(exhibits: &'a Exhibits, line: &Line<'a>) -> Result<&'a str> {
    match line.name {
        Some(name) => Ok(name),
        None => exhibits.words.get("figure.sexes.all"),
    }
}

pub(super) fn short(exhibits: &Exhibits, panel: &Panel) -> String {
    printable(exhibits.indicator_short(panel.indicator))
}
