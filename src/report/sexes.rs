//! The chapter on women and men: the same goalposts, side by side.

use std::collections::BTreeSet;

use super::content::{Align, Block, Chapter, Table};
use super::evidence::pairs;
use super::prose::{Prose, text};
use crate::analyse::{ENOUGH_STATES, Finding, Tally};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::statistics::quartiles;
use crate::words::{Number, Say, say};

/// `None` where no indicator has both sexes in enough States.
pub(super) fn chapter(prose: &Prose) -> Result<Option<Chapter>> {
    let all = women_against_men(prose);
    let tallies = in_enough_states(prose, &all);
    if tallies.is_empty() {
        return Ok(None);
    }
    let title = say!(prose, "sexes.title")?;
    let counted: Vec<usize> = tallies.iter().map(|t| t.0).collect();
    let mut blocks = vec![prose.heading("sexes.reading.heading")?];
    blocks.push(text!(prose, "sexes.reading.text", noise = noise(prose)?)?);
    blocks.push(text!(prose, "sexes.reading.none", n = tallies.len())?);
    blocks.push(modelled(prose, &counted)?);
    blocks.push(Block::Table(table(prose, &all)?));
    blocks.extend(prose.figure("sexes")?);
    let opening = super::findings::opening(prose, |of| matches!(of, Finding::Sexes { .. }))?;
    let said = say!(prose, "sexes.summary", n = tallies.len())?;
    Ok(Some(Chapter::of("sexes", title, opening.into_iter().chain([said]).collect(), blocks)))
}

/// The smallest difference of women and men that is called one.
fn noise(prose: &Prose) -> Result<Say> {
    let with_both: BTreeSet<usize> =
        prose.findings.sexes.iter().map(|pair| pair.indicator).collect();
    prose.noise(with_both.into_iter().map(|i| prose.indicator_range(i)))
}

/// How many of the pairs hold a modelled figure, over the indicators named.
fn modelled(prose: &Prose, indicators: &[usize]) -> Result<Block> {
    let (n, estimated) = pairs(prose, indicators);
    if n == estimated {
        return text!(prose, "sexes.all_modelled", n);
    }
    text!(prose, "sexes.modelled", n, estimated)
}

/// Per indicator with both sexes: in how many States women score higher, alike, and lower than men.
pub(super) fn women_against_men(exhibits: &Exhibits) -> Vec<(usize, Tally)> {
    let pairs = &exhibits.findings.sexes;
    let of = |i: usize| {
        let gaps = pairs.iter().filter(|p| p.indicator == i).map(|p| p.women_score - p.men_score);
        let range = exhibits.indicator_range(i);
        (i, Tally::of(gaps.map(|gap| (range, gap))))
    };
    (0..exhibits.framework.indicators.len()).map(of).filter(|(_, t)| t.all() > 0).collect()
}

/// Scored indicators seen in enough States to speak of the world.
pub(super) fn in_enough_states(
    exhibits: &Exhibits,
    tallies: &[(usize, Tally)],
) -> Vec<(usize, Tally)> {
    let scored = |i: usize| exhibits.framework.indicators[i].is_scored();
    let enough = |of: &(usize, Tally)| scored(of.0) && of.1.all() >= ENOUGH_STATES;
    tallies.iter().copied().filter(enough).collect()
}

fn table(prose: &Prose, tallies: &[(usize, Tally)]) -> Result<Table> {
    let columns = vec![
        prose.column("column.indicator", 55.0, Align::Left)?,
        prose.column("column.unit", 38.0, Align::Left)?,
        prose.column("column.states", 13.0, Align::Right)?,
        prose.column("column.women_median", 14.0, Align::Decimal)?,
        prose.column("column.men_median", 14.0, Align::Decimal)?,
        prose.column("column.women_lower", 12.0, Align::Right)?,
        prose.column("column.alike", 12.0, Align::Right)?,
        prose.column("column.women_higher", 12.0, Align::Right)?,
    ];
    let mut rows = Vec::new();
    for &(i, tally) in tallies {
        let pairs = prose.findings.sexes.iter().filter(|p| p.indicator == i);
        let (women, men): (Vec<f64>, Vec<f64>) = pairs.map(|p| (p.women, p.men)).unzip();
        let median = |values: &[f64]| {
            let enough = quartiles(values).filter(|_| values.len() >= ENOUGH_STATES);
            enough.map_or_else(|| prose.or_none(None), |q| Ok(prose.value(i, q[1])))
        };
        rows.push(vec![
            match prose.framework.indicators[i].is_scored() {
                true => prose.indicator(i).to_owned(),
                false => say!(prose, "figure.availability.not_scored", name = prose.indicator(i))?,
            },
            prose.unit(i).to_owned(),
            prose.number(Number::count(tally.all())),
            median(&women)?,
            median(&men)?,
            prose.number(Number::count(tally.down)),
            prose.number(Number::count(tally.none)),
            prose.number(Number::count(tally.up)),
        ]);
    }
    let note = say!(prose, "sexes.table.note", noise = noise(prose)?, enough = ENOUGH_STATES)?;
    prose.table(say!(prose, "sexes.table.title")?, note, columns, rows)
}
