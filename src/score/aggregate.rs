//! Scores of what stands below a level into the level's own, from the leaves up to the index.

use crate::fault::{Faults, Result};
use crate::framework::{
    Aggregation, Below, Formula, Framework, Given, Lack, Looks, Made, Note, OfOne, Refusal, Weights,
};
use crate::model::{Column, Grid, Sex};

use super::tree::{Child, NoValue, all_below};
use super::{refused, screen};

/// What helps a mean that needs scores above 0 (`LEVEL` stands for its code).
const POSITIVE: &str = "give `LEVEL` a `floor`, normalise onto `scale = [1, 100]`, aggregate by \
                        arithmetic_mean, or leave such areas without it: `on_zero = \"exclude\"`";

/// The weights a level was made with.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelWeights {
    pub level: usize,
    /// What stands below, with its declared weight and what must be known of the one used.
    pub below: Vec<(Child, f64, Note)>,
    pub weights: Weights,
}

/// Scores of all levels, and the weights of those whose weights are made, not given.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    pub scores: Grid<Option<f64>>,
    pub weights: Vec<LevelWeights>,
    /// By level from the index down, then area.
    pub without: Vec<NoValue>,
}

/// Scores of every level (columns in the framework's order) from those of the indicators.
/// `observed`: which values were there before anything was imputed; score coverage is of these.
///
/// # Errors
/// Every cell that a method can't be applied to, with a choice that would work.
pub fn levels(
    framework: &Framework,
    areas: &[String],
    indicators: &Grid<Option<f64>>,
    observed: &Grid<bool>,
) -> Result<Levels> {
    let mut scores = Grid::filled(areas.len(), framework.levels.len(), None);
    let (mut weights, mut without) = (Vec::new(), Vec::new());
    let mut faults = Vec::new();
    let mut failed = vec![false; framework.levels.len()];
    let all_below = all_below(framework);
    // Parents stand before children, so the way back is from the leaves up.
    for (l, level) in framework.levels.iter().enumerate().rev() {
        let below = &all_below[l];
        if below.iter().any(|(child, _)| matches!(child, Child::Level(inner) if failed[*inner])) {
            failed[l] = true;
            continue;
        }
        let mut columns = columns(below, indicators, &scores);
        for area in 0..areas.len() {
            if !screen::has_score(level, area, below, &columns, observed) {
                columns.iter_mut().for_each(|column| column[area] = None);
            }
        }
        match made(framework, l, below, &columns) {
            Ok((scored, made)) => {
                let column = scored.column.into_iter().enumerate();
                column.for_each(|(a, score)| scores.set(a, l, score));
                without.extend(scored.lows.into_iter().rev().map(|(area, low)| NoValue {
                    area,
                    level: l,
                    low: low.map(|(c, score)| (below[c].0, score)),
                }));
                weights.extend(made);
            }
            Err(refusals) => {
                let child = |c: usize| below[c].0.code(framework);
                faults.extend(refused::faults(&level.code, areas, &child, &refusals));
                failed[l] = true;
            }
        }
    }
    weights.reverse();
    without.reverse();
    Faults::check(faults, Levels { scores, weights, without })
}

/// A level's column, and its weights where they are made.
fn made(
    framework: &Framework,
    l: usize,
    below: &[(Child, f64)],
    columns: &[Column],
) -> std::result::Result<(Scored, Option<LevelWeights>), Vec<Refusal>> {
    let level = &framework.levels[l];
    let declared: Vec<f64> = below.iter().map(|b| b.1).collect();
    let of_level = |columns: &[Column], weights: &Weights| {
        column(&level.aggregation, columns, weights).map_err(|mut all| all.swap_remove(0))
    };
    let is_mean = matches!(level.aggregation, Aggregation::ArithmeticMean(_));
    let of = Below { columns, declared: &declared, level: &of_level, is_mean };
    let Made { weights, notes } = level.weighting.made(&of).map_err(|refusal| vec![refusal])?;
    let codes: Vec<&str> = below.iter().map(|(child, _)| child.code(framework)).collect();
    let mut scored = scored(&level.aggregation, &codes, columns, &weights)?;
    let own = scored.weights.take();
    let is_made = level.weighting != Given.into() || own.is_some();
    let made = is_made.then(|| LevelWeights {
        level: l,
        below: below.iter().zip(notes).map(|((c, w), note)| (*c, *w, note)).collect(),
        weights: own.unwrap_or(weights),
    });
    Ok((scored, made))
}

fn columns(
    below: &[(Child, f64)],
    indicators: &Grid<Option<f64>>,
    levels: &Grid<Option<f64>>,
) -> Vec<Column> {
    let mut columns: Vec<Column> =
        below.iter().map(|_| Vec::with_capacity(levels.rows())).collect();
    for area in 0..levels.rows() {
        let (indicators, levels) = (indicators.row(area), levels.row(area));
        for (column, (child, _)) in columns.iter_mut().zip(below) {
            column.push(match *child {
                Child::Indicator(i) => indicators[i],
                Child::Level(l) => levels[l],
            });
        }
    }
    columns
}

/// The column of a level.
struct Scored {
    column: Column,
    /// Where the method makes its own.
    weights: Option<Weights>,
    /// Areas that have no value by the method, with the column and the score it has none for.
    lows: Vec<(usize, Option<(usize, f64)>)>,
}

/// Makes a level's column from those below, which have these codes.
fn scored(
    method: &Aggregation,
    codes: &[&str],
    columns: &[Column],
    weights: &Weights,
) -> std::result::Result<Scored, Vec<Refusal>> {
    match method.looks() {
        Looks::By(formula) => Ok(calculated(formula, codes, columns)),
        Looks::AtAll(all) => {
            let (column, weights) =
                all.scores(columns, weights).map_err(|refusal| vec![refusal])?;
            Ok(Scored { column, weights, lows: Vec::new() })
        }
        Looks::AtOne(one) => {
            let column = by_area(method, one, columns, weights)?;
            let low = |area: usize| Some((area, Some(low(one, columns, area)?)));
            let missing = (0..column.len()).filter(|&area| column[area].is_none());
            let lows = missing.filter_map(low).filter(|_| method.leaves_out()).collect();
            Ok(Scored { column, weights: None, lows })
        }
    }
}

/// What a formula makes of the scores below it.
fn calculated(formula: &Formula, codes: &[&str], columns: &[Column]) -> Scored {
    let rows = columns.first().map_or(0, Vec::len);
    let of = |area: usize| of_formula(formula, codes, |c| columns[c][area]);
    let found: Vec<std::result::Result<f64, Lack>> = (0..rows).map(of).collect();
    let undefined = (0..rows).filter(|&area| found[area] == Err(Lack::Undefined));
    let lows = undefined.map(|area| (area, None)).collect();
    Scored { column: found.into_iter().map(std::result::Result::ok).collect(), weights: None, lows }
}

/// The value of a level's formula, given the score of the n-th of these codes.
pub fn of_formula(
    formula: &Formula,
    codes: &[impl AsRef<str>],
    score: impl Fn(usize) -> Option<f64>,
) -> std::result::Result<f64, Lack> {
    let score_of = |code: &str, _: Sex| score(codes.iter().position(|c| c.as_ref() == code)?);
    formula.evaluate(&score_of).map(|(value, _)| value)
}

/// The first score of an area that a mean has no value for.
fn low(method: &dyn OfOne, columns: &[Column], area: usize) -> Option<(usize, f64)> {
    let scores = columns.iter().enumerate().filter_map(|(c, column)| Some((c, column[area]?)));
    let alone = |(_, score): &(usize, f64)| method.score(&mut [(*score, 1.0)]).is_err();
    scores.into_iter().find(alone)
}

/// One column of scores from those below; none by a formula, which goes by their codes.
pub(crate) fn column(
    method: &Aggregation,
    columns: &[Column],
    weights: &Weights,
) -> std::result::Result<Column, Vec<Refusal>> {
    scored(method, &[], columns, weights).map(|scored| scored.column)
}

/// Methods that look at one area at a time.
fn by_area(
    method: &Aggregation,
    of_one: &dyn OfOne,
    columns: &[Column],
    weights: &Weights,
) -> std::result::Result<Column, Vec<Refusal>> {
    let rows = columns.first().map_or(0, Vec::len);
    let mut scores = Vec::with_capacity(rows);
    let mut refusals = Vec::new();
    let mut present = Vec::with_capacity(columns.len());
    for area in 0..rows {
        let pairs = columns.iter().zip(weights.of(area));
        present.clear();
        present.extend(pairs.filter_map(|(column, weight)| Some((column[area]?, *weight))));
        match of_one.score(&mut present) {
            Ok(score) => scores.push(score),
            Err(low) => {
                let mean = method.about().called.unwrap_or("the mean");
                let message = format!("{mean} has no value with a score of {low}");
                let child = columns.iter().position(|c| c[area] == Some(low));
                let refusal = Refusal::new(message, POSITIVE).area(area);
                refusals.push(Refusal { column: child, ..refusal });
                scores.push(None);
            }
        }
    }
    if refusals.is_empty() || method.leaves_out() { Ok(scores) } else { Err(refusals) }
}
