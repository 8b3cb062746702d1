//! Scores of what stands below a level into the level's own, from the leaves up to the index.

use crate::fault::{Faults, Result};
use crate::framework::{Aggregation, Formula, Framework, Lack, Weighting};
use crate::model::{Column, Grid, Sex};

use super::made::{Made, Note, Refusal, Weights};
use super::means::{
    arithmetic_mean, generalised_mean, geometric_mean, harmonic_mean, minimum,
    ordered_weighted_average, weighted_median,
};
use super::relative::{copeland, mazziotta_pareto};
use super::tree::{Child, NoValue, all_below};
use super::{doubt, refused, screen, weigh};

type Columns = [Column];

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
        let declared: Vec<f64> = below.iter().map(|b| b.1).collect();
        let of_level = |columns: &Columns, weights: &Weights| {
            column(&level.aggregation, columns, weights).map_err(|mut all| all.swap_remove(0))
        };
        let is_mean = level.aggregation == Aggregation::ArithmeticMean;
        let made = weigh::weights(&level.weighting, &columns, &declared, &of_level, is_mean);
        let made = made.map_err(|refusal| vec![refusal]).and_then(|made| {
            let codes: Vec<&str> = below.iter().map(|(child, _)| child.code(framework)).collect();
            let scored = scored(&level.aggregation, &codes, &columns, &made.weights)?;
            Ok((
                scored.column,
                scored.lows,
                Made { weights: scored.weights.unwrap_or(made.weights), ..made },
            ))
        });
        match made {
            Ok((column, lows, made)) => {
                column.into_iter().enumerate().for_each(|(a, score)| scores.set(a, l, score));
                without.extend(lows.into_iter().rev().map(|(area, low)| NoValue {
                    area,
                    level: l,
                    low: low.map(|(c, score)| (below[c].0, score)),
                }));
                let is_made = level.weighting != Weighting::Given
                    || matches!(level.aggregation, Aggregation::BenefitOfTheDoubt { .. });
                if is_made {
                    let below = below.iter().zip(made.notes).map(|((c, w), note)| (*c, *w, note));
                    let below = below.collect();
                    weights.push(LevelWeights { level: l, below, weights: made.weights });
                }
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
    columns: &Columns,
    weights: &Weights,
) -> std::result::Result<Scored, Vec<Refusal>> {
    match method {
        Aggregation::BenefitOfTheDoubt { bounds } => doubted(columns, *bounds),
        Aggregation::Formula(formula) => Ok(calculated(formula, codes, columns)),
        _ => {
            let column = column(method, columns, weights)?;
            let low = |area: usize| Some((area, Some(low(method, columns, area)?)));
            let missing = (0..column.len()).filter(|&area| column[area].is_none());
            let lows = missing.filter_map(low).filter(|_| method.leaves_out()).collect();
            Ok(Scored { column, weights: None, lows })
        }
    }
}

fn doubted(
    columns: &Columns,
    bounds: Option<[f64; 2]>,
) -> std::result::Result<Scored, Vec<Refusal>> {
    let own = doubt::weights(columns, bounds).map_err(|r| vec![weigh::refused(r)])?;
    let score = |(area, weights): (usize, &Option<Vec<f64>>)| {
        let parts = weights.as_ref()?.iter().zip(columns);
        Some(100.0 * parts.map(|(w, column)| w * column[area].unwrap_or(0.0)).sum::<f64>())
    };
    let column = own.iter().enumerate().map(score).collect();
    let own = Grid::from_fn(own.len(), columns.len(), |a, c| own[a].as_ref().map_or(0.0, |w| w[c]));
    Ok(Scored { column, weights: Some(Weights::PerArea(own)), lows: Vec::new() })
}

/// What a formula makes of the scores below it.
fn calculated(formula: &Formula, codes: &[&str], columns: &Columns) -> Scored {
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
fn low(method: &Aggregation, columns: &Columns, area: usize) -> Option<(usize, f64)> {
    let scores = columns.iter().enumerate().filter_map(|(c, column)| Some((c, column[area]?)));
    let alone = |(_, score): &(usize, f64)| of_area(method, &mut [(*score, 1.0)]).is_err();
    scores.into_iter().find(alone)
}

/// One column of scores from those below.
pub(crate) fn column(
    method: &Aggregation,
    columns: &Columns,
    weights: &Weights,
) -> std::result::Result<Column, Vec<Refusal>> {
    match method {
        Aggregation::Copeland => {
            let Weights::Common(weights) = weights else {
                const HINT: &str = "choose other weights, or aggregate by arithmetic_mean";
                let message = "Copeland compares areas under the same weights for all";
                return Err(vec![Refusal::new(message, HINT)]);
            };
            Ok(copeland(columns, weights))
        }
        Aggregation::MazziottaPareto { penalty } => {
            mazziotta_pareto(columns, weights, *penalty).map_err(|refusal| vec![refusal])
        }
        _ => by_area(method, columns, weights),
    }
}

/// Methods that look at one area at a time.
fn by_area(
    method: &Aggregation,
    columns: &Columns,
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
        match of_area(method, &mut present) {
            Ok(score) => scores.push(score),
            Err(low) => {
                let message = format!("{} has no value with a score of {low}", mean(method));
                let child = columns.iter().position(|c| c[area] == Some(low));
                let refusal = Refusal::new(message, POSITIVE).area(area);
                refusals.push(Refusal { column: child, ..refusal });
                scores.push(None);
            }
        }
    }
    if refusals.is_empty() || method.leaves_out() { Ok(scores) } else { Err(refusals) }
}

/// A mean that has no value for low scores, by its name.
pub fn mean(method: &Aggregation) -> &'static str {
    match method {
        Aggregation::GeometricMean { .. } => "a geometric mean",
        Aggregation::HarmonicMean { .. } => "a harmonic mean",
        _ => "a generalised mean of this power",
    }
}

/// One area's score from its (score, weight) pairs present, by a method that looks at one area at a
/// time (a mean, the median, the minimum).
///
/// # Errors
/// The offending score, where the method has no value for it.
pub fn of_area(
    method: &Aggregation,
    present: &mut [(f64, f64)],
) -> std::result::Result<Option<f64>, f64> {
    if let Some(floor) = method.floor() {
        present.iter_mut().for_each(|(score, _)| *score = score.max(floor));
    }
    match method {
        Aggregation::GeometricMean { .. } => geometric_mean(present.iter().copied()),
        Aggregation::HarmonicMean { .. } => harmonic_mean(present),
        Aggregation::GeneralisedMean { power, .. } => generalised_mean(present, *power),
        Aggregation::Median => Ok(weighted_median(present)),
        Aggregation::Minimum => Ok(minimum(present)),
        Aggregation::OrderedWeightedAverage { order } => {
            Ok(ordered_weighted_average(present, order))
        }
        _ => Ok(arithmetic_mean(present.iter().copied())),
    }
}
