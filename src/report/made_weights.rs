//! Weights that the framework has made from the scores: how, and beside those declared.

use super::aggregates::{filled, names};
use super::content::{Align, Block, Table};
use super::prose::{Prose, share, text};
use crate::explain::told_of_weight;
use crate::fault::Result;
use crate::framework::Weighting;
use crate::score::{Child, LevelWeights, Weights};
use crate::statistics::quartiles;
use crate::words::{Number, said, say};

/// How the weights are made, with the levels for which; then the weights.
pub(super) fn all(prose: &Prose) -> Result<Vec<Block>> {
    let levels = &prose.framework.levels;
    let mut told: Vec<(&Weighting, Vec<usize>)> = Vec::new();
    for (l, level) in levels.iter().enumerate() {
        match told.iter_mut().find(|(known, _)| **known == level.weighting) {
            Some((_, some)) => some.push(l),
            None => told.push((&level.weighting, vec![l])),
        }
    }
    let mut blocks = Vec::new();
    for (weighting, some) in told {
        if matches!(weighting, Weighting::Given(_)) {
            continue;
        }
        let (key, holds) = weighting.in_method();
        let key = key.unwrap_or(weighting.key());
        let said = said![levels = names(prose, &some)?, ..filled(prose, holds)?];
        blocks.push(text!(prose, &format!("method.weights.{key}"), ..said)?);
    }
    if !prose.scores.weights.is_empty() {
        blocks.push(Block::Table(table(prose)?));
    }
    Ok(blocks)
}

fn table(prose: &Prose) -> Result<Table> {
    let columns = vec![
        prose.column("column.level", 38.0, Align::Left)?,
        prose.column("column.what", 44.0, Align::Left)?,
        prose.column("column.declared", 17.0, Align::Right)?,
        prose.column("column.made", 27.0, Align::Right)?,
        prose.column("column.note", 44.0, Align::Left)?,
    ];
    let mut rows = Vec::new();
    for made in &prose.scores.weights {
        rows.extend(of_level(prose, made)?);
    }
    let title = say!(prose, "method.weights.made_title")?;
    Ok(Table::new(title, say!(prose, "method.weights.made_note")?, columns, rows))
}

fn of_level(prose: &Prose, made: &LevelWeights) -> Result<Vec<Vec<String>>> {
    let declared: f64 = made.below.iter().map(|below| below.1).sum();
    let mut rows = Vec::new();
    for (at, (child, own, note)) in made.below.iter().enumerate() {
        let name = match *child {
            Child::Indicator(i) => prose.indicator_short(i),
            Child::Level(l) => prose.level_short(l),
        };
        rows.push(vec![
            prose.level_short(made.level).to_owned(),
            name.to_owned(),
            prose.number(Number::percent(own / declared)),
            share_used(prose, made, at)?,
            match told_of_weight(*note) {
                Some((key, said)) => say!(prose, key, ..said)?,
                None => String::new(),
            },
        ]);
    }
    Ok(rows)
}

/// The share of one part in the weights made: where each State has its own, the median of the
/// States that have a score, and from the lowest to the highest.
fn share_used(prose: &Prose, made: &LevelWeights, at: usize) -> Result<String> {
    let of = |weights: &[f64]| {
        let whole: f64 = weights.iter().sum();
        (whole > 0.0).then(|| weights[at] / whole)
    };
    let grid = match &made.weights {
        Weights::Common(weights) => return prose.or_none(of(weights).map(Number::percent)),
        Weights::PerArea(grid) => grid,
    };
    let shares: Vec<f64> = (0..grid.rows()).filter_map(|area| of(grid.row(area))).collect();
    let ends = shares
        .iter()
        .copied()
        .min_by(f64::total_cmp)
        .zip(shares.iter().copied().max_by(f64::total_cmp));
    let Some(((low, high), [_, median, _])) = ends.zip(quartiles(&shares)) else {
        return say!(prose, "none");
    };
    let said = said![median = share(median), low = share(low), high = share(high)];
    say!(prose, "method.weights.made_range", ..said)
}
