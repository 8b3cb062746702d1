//! Panel values in, scores out, one file per verb: screen, impute, transform, treat, normalise,
//! weigh, aggregate; then who is ranked (standing, rank).
//!
//! Pure: no I/O, no provider, no data frame, and no name of our indicators.

mod aggregate;
mod floors;
mod impute;
mod input;
mod normalise;
mod pool;
mod rank;
mod refused;
mod scores;
mod screen;
mod standing;
mod transform;
mod treat;
mod tree;

pub use crate::framework::{Change, ImputedFrom, Note, Weights, arithmetic_mean};
pub(crate) use aggregate::column as aggregate_column;
pub use aggregate::{LevelWeights, Levels, levels, of_formula};
pub use floors::{Raised, often_raised};
pub use impute::Imputed;
pub use input::{History, Input};
pub use normalise::{Fitted, fit_column, indicator_score, score_column};
pub use rank::descending;
pub(crate) use rank::is_above;
pub use scores::Scores;
pub use screen::ROUNDING;
pub use standing::{LEAST_PRINTED, Reason, Standing, Status, coverage};
pub use transform::{bounds as transformed_bounds, rescale as transformed};
pub use treat::Treated;
pub use tree::{Child, NoValue, all_below, below};

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Indicator};
use crate::model::{Column, Grid};

/// Scores the values of `input` as the framework says.
///
/// # Errors
/// Every cell a method can't be applied to, with area, indicator, value and a choice that would work.
pub fn score(framework: &Framework, input: &Input) -> Result<Scores> {
    let areas = &input.areas;
    let Filled { columns, observed, imputed, left_out } = filled(framework, input)?;
    let columns = all_transformed(framework, areas, columns)?;
    let Scaled { prepared, treated, indicators } = scaled(framework, input, columns)?;
    let Levels { scores: levels, weights, without } =
        levels(framework, areas, &indicators, &observed)?;
    finite(framework, areas, &levels, |l| &framework.levels[l].code, "score")?;
    let coverage = standing::coverage(framework, &observed);
    let seen = standing::Seen {
        observed: &observed,
        levels: &levels,
        coverage: &coverage,
        without: &without,
    };
    let standings = standing::standings(framework, &seen, &left_out);
    let ranked = levels.to_columns(|a, score| score.filter(|_| standings[a].is_ranked()));
    let ranks: Vec<_> = ranked.iter().map(|column| descending(column)).collect();
    let quartiles: Vec<_> = ranks.iter().map(|ranks| rank::quartiles(ranks)).collect();
    Ok(Scores {
        observed,
        imputed,
        prepared,
        treated,
        indicators,
        weights,
        levels,
        coverage,
        standings,
        ranks: Grid::from_columns(areas.len(), &ranks, |rank| *rank),
        quartiles: Grid::from_columns(areas.len(), &quartiles, |quartile| *quartile),
    })
}

/// The values to score: those of areas not left out, and what was made for the missing ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// By indicator.
    pub columns: Vec<Column>,
    /// Which values were there before anything was imputed.
    pub observed: Grid<bool>,
    pub imputed: Vec<Imputed>,
    /// The share observed of each area that was left out for it.
    pub left_out: Vec<Option<f64>>,
}

/// Screens and imputes.
///
/// # Errors
/// Every value that is not finite, and every cell for which no method of its list has anything to
/// make it from.
pub fn filled(framework: &Framework, input: &Input) -> Result<Filled> {
    let code = |i: usize| &framework.indicators[i].code;
    finite(framework, &input.areas, &input.values, code, "value")?;
    let (rows, width) = (input.areas.len(), framework.indicators.len());
    let seen = |a: usize, i: usize| {
        input.values.get(a, i).is_some() && !input.made_in_time.contains(&(a, i))
    };
    let observed = Grid::from_fn(rows, width, seen);
    let left_out = screen::left_out(framework, &observed);
    // Verb by verb on columns, which lie together in memory.
    let mut columns = input.values.to_columns(|a, x| x.filter(|_| left_out[a].is_none()));
    let observed = Grid::from_fn(rows, width, |a, i| *observed.get(a, i) && left_out[a].is_none());
    let imputed = impute::fill(framework, input, &mut columns, &left_out)?;
    Ok(Filled { columns, observed, imputed, left_out })
}

/// The values on the way to their scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Scaled {
    /// On the scale of the indicator's transform.
    pub prepared: Grid<Option<f64>>,
    pub treated: Vec<Treated>,
    pub indicators: Grid<Option<f64>>,
}

/// Treats and normalises columns that are on the scale of their transform.
///
/// # Errors
/// Every column without a scale, and every score that is not finite.
pub fn scaled(framework: &Framework, input: &Input, mut columns: Vec<Column>) -> Result<Scaled> {
    let areas = &input.areas;
    let table = |columns: &[Column]| Grid::from_columns(areas.len(), columns, |x| *x);
    let treated = treat::all(framework, areas, &mut columns)?;
    let prepared = table(&columns);
    normalise::all(framework, input, &mut columns)?;
    let indicators = table(&columns);
    finite(framework, areas, &indicators, |i| &framework.indicators[i].code, "score")?;
    Ok(Scaled { prepared, treated, indicators })
}

/// Columns onto the scale of their transform, not below their floor.
///
/// # Errors
/// Every value that has no such transform.
pub fn all_transformed(
    framework: &Framework,
    areas: &[String],
    mut columns: Vec<Column>,
) -> Result<Vec<Column>> {
    transform::all(framework, areas, &mut columns)?;
    Ok(columns)
}

/// The scores of an indicator's column, on the scale of its transform: treated, then normalised.
///
/// # Errors
/// A column without a scale.
pub fn scaled_column(
    indicator: &Indicator,
    input: &Input,
    position: usize,
    column: &mut [Option<f64>],
) -> std::result::Result<(), Fault> {
    if indicator.treatment.changes_values() {
        let mut treated: Vec<f64> = column.iter().flatten().copied().collect();
        indicator.treatment.draw_in(&mut treated, &mut Vec::new());
        column.iter_mut().flatten().zip(treated).for_each(|(x, treated)| *x = treated);
    }
    let fitted = fit_column(indicator, input, position, column)?;
    for x in column.iter_mut() {
        *x = x.zip(fitted.as_ref()).map(|(x, fitted)| fitted.score(x));
    }
    Ok(())
}

/// Refuses scores that are no finite numbers (values near the limits of what can be computed).
fn finite<'a>(
    framework: &'a Framework,
    areas: &[String],
    scores: &Grid<Option<f64>>,
    code: impl Fn(usize) -> &'a String,
    what: &str,
) -> Result<()> {
    let mut faults = Vec::new();
    for (row, area) in areas.iter().enumerate() {
        let cells = scores.row(row).iter().enumerate();
        for (c, _) in cells.filter(|(_, score)| score.is_some_and(|x| !x.is_finite())) {
            let message = format!("{} of {area}: the {what} is not a finite number", code(c));
            faults.push(Fault::new(message).hint(format!(
                "look at the values of {} in the data, or choose rank to normalise by",
                framework.code
            )));
        }
    }
    Faults::check(faults, ())
}
