//! On what changes and differences rest: spans of years, modelled values.

use super::prose::Prose;
use crate::analyse::{Progress, Tally};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::words::{Number, say};

/// How many of the gains and losses rest mostly on modelled values, where any do.
pub(super) fn modelled(prose: &Prose, found: &Progress) -> Result<Option<String>> {
    let modelled = found.levels.iter().filter(|l| l.is_modelled());
    let changes = modelled.filter_map(|l| Some((prose.range(l.level), l.scores?)));
    let tally = Tally::of(changes.map(|(range, (from, to))| (range, to - from)));
    if tally.up + tally.down == 0 {
        return Ok(None);
    }
    say!(prose, "progress.modelled", up = tally.up, down = tally.down).map(Some)
}

/// A span of years, cut at the edition's last one.
pub(super) fn span(prose: &Prose, years: [i32; 2]) -> Result<String> {
    let last = years[1].min(prose.panel.cut_off);
    say!(prose, "span", first = Number::year(years[0]), last = Number::year(last))
}

/// Pairs of women's and men's figures of these indicators, and those of them in which a figure is a
/// modelled estimate.
pub(super) fn pairs(exhibits: &Exhibits, indicators: &[usize]) -> (usize, usize) {
    let of: Vec<bool> = exhibits
        .findings
        .sexes
        .iter()
        .filter(|p| indicators.contains(&p.indicator))
        .map(|p| p.estimated)
        .collect();
    (of.len(), of.iter().filter(|estimated| **estimated).count())
}
