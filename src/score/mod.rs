//! Panel values in, scores out, one file per verb: screen, impute, transform, treat, normalise,
//! weigh, aggregate; then who is ranked (standing, rank).
//!
//! Pure: no I/O, no provider, no data frame, and no name of our indicators.

mod aggregate;
mod doubt;
mod impute;
mod input;
mod means;
mod neighbours;
mod normalise;
mod rank;
mod relative;
mod screen;
pub(crate) mod simplex;
mod standing;
mod transform;
mod treat;
mod weigh;

pub(crate) use aggregate::column as aggregate_column;
pub use aggregate::{Child, LevelWeights, Levels, below, levels, of_area};
pub use impute::{From as ImputedFrom, Imputed};
pub use input::Input;
pub use means::{arithmetic_mean, geometric_mean};
pub use normalise::{Fitted, goalposts, indicator_score};
pub use rank::{descending, quartiles};
pub use standing::{ROUNDING, Reason, Standing, coverage};
pub use transform::untransformed;
pub use transform::{bounds as transformed_bounds, rescale as transformed};
pub use treat::{Change, Treated};
pub use weigh::Weights;

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Indicator, Treatment};
use crate::model::Grid;

/// Every score of an edition. Rows are areas in the order given; columns of `indicators` follow
/// the framework's indicators, those of the other grids its levels (the index is column 0).
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Which values were there before anything was imputed, in time or from others.
    pub observed: Grid<bool>,
    /// Values that were made, by area, then indicator.
    pub imputed: Vec<Imputed>,
    /// Values as treated: on the scale of the transform, before normalisation.
    pub prepared: Grid<Option<f64>>,
    /// Values that treatment changed, by indicator, then area.
    pub treated: Vec<Treated>,
    /// On the scale of the indicator's normalisation, 0–100 as a rule; `None` where the value is
    /// missing. Unscored indicators have one too, for showing.
    pub indicators: Grid<Option<f64>>,
    /// Weights that were made from the scores, by level.
    pub weights: Vec<LevelWeights>,
    /// 0–100 as a rule; `None` where too little below is present.
    pub levels: Grid<Option<f64>>,
    /// Share of the declared indicator weight that is observed at or below the level, 0–1.
    pub coverage: Grid<f64>,
    /// Whether each area is ranked, and if not, why.
    pub standings: Vec<Standing>,
    /// Among ranked areas, 1 the highest score, ties take the smallest.
    pub ranks: Grid<Option<usize>>,
    /// Among ranked areas, 1 the lowest quarter of the scores … 4 the highest.
    pub quartiles: Grid<Option<u8>>,
}

impl Scores {
    /// The value that was made for an area and an indicator, if one was.
    pub fn imputed(&self, area: usize, indicator: usize) -> Option<&Imputed> {
        let cell = |made: &Imputed| (made.area, made.indicator);
        self.imputed.binary_search_by_key(&(area, indicator), cell).ok().map(|at| &self.imputed[at])
    }

    /// What treatment did to the value of an area and an indicator, if it changed it.
    pub fn treated(&self, area: usize, indicator: usize) -> Option<&Treated> {
        let cell = |changed: &Treated| (changed.indicator, changed.area);
        self.treated.binary_search_by_key(&(indicator, area), cell).ok().map(|at| &self.treated[at])
    }
}

/// Scores the values of `input` as the framework says.
///
/// # Errors
/// Every cell a method can't be applied to, with area, indicator, value and a choice that would work.
pub fn score(framework: &Framework, input: &Input) -> Result<Scores> {
    let areas = &input.areas;
    let Filled { values, observed, imputed, left_out } = filled(framework, input)?;
    let values = all_transformed(framework, areas, &values)?;
    let Scaled { prepared, treated, indicators } = scaled(framework, input, &values)?;
    let Levels { scores: levels, weights } = levels(framework, areas, &indicators, &observed)?;
    finite(framework, areas, &levels, |l| &framework.levels[l].code)?;
    let coverage = standing::coverage(framework, &observed);
    let seen = standing::Seen { observed: &observed, levels: &levels, coverage: &coverage };
    let standings = standing::standings(framework, &seen, &left_out);
    let ranked = |level: usize| -> Vec<Option<f64>> {
        let column = levels.column(level).zip(&standings);
        column.map(|(score, standing)| score.filter(|_| standing.is_ranked())).collect()
    };
    let columns: Vec<Vec<Option<f64>>> = (0..framework.levels.len()).map(ranked).collect();
    let ranks = from_columns(areas.len(), columns.iter().map(|c| descending(c)).collect());
    let quartiles = from_columns(areas.len(), columns.iter().map(|c| quartiles(c)).collect());
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
        ranks,
        quartiles,
    })
}

/// The values to score: those of areas not left out, and what was made for the missing ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    pub values: Grid<Option<f64>>,
    /// Which values were there before anything was imputed.
    pub observed: Grid<bool>,
    pub imputed: Vec<Imputed>,
    /// The share observed of each area that was left out for it.
    pub left_out: Vec<Option<f64>>,
}

/// Screens and imputes.
///
/// # Errors
/// Every cell for which no method of its list has anything to make it from.
pub fn filled(framework: &Framework, input: &Input) -> Result<Filled> {
    let (rows, columns) = (input.areas.len(), framework.indicators.len());
    let seen = |a: usize, i: usize| {
        input.values.get(a, i).is_some() && !input.made_in_time.contains(&(a, i))
    };
    let observed = Grid::from_fn(rows, columns, seen);
    let left_out = screen::left_out(framework, &observed);
    let is_out: Vec<bool> = left_out.iter().map(Option::is_some).collect();
    let values = Grid::from_fn(rows, columns, |a, i| input.values.get(a, i).filter(|_| !is_out[a]));
    let observed = Grid::from_fn(rows, columns, |a, i| *observed.get(a, i) && !is_out[a]);
    let (values, imputed) = impute::fill(framework, input, &values, &is_out)?;
    Ok(Filled { values, observed, imputed, left_out })
}

/// The values on the way to their scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Scaled {
    /// On the scale of the indicator's transform.
    pub prepared: Grid<Option<f64>>,
    pub treated: Vec<Treated>,
    pub indicators: Grid<Option<f64>>,
}

/// Treats and normalises values that are on the scale of their transform.
///
/// # Errors
/// Every column without a scale, and every score that is not finite.
pub fn scaled(framework: &Framework, input: &Input, values: &Grid<Option<f64>>) -> Result<Scaled> {
    let (prepared, treated) = treated(framework, values);
    let indicators = normalised(framework, input, &prepared)?;
    finite(framework, &input.areas, &indicators, |i| &framework.indicators[i].code)?;
    Ok(Scaled { prepared, treated, indicators })
}

/// Values onto the scale of their transform, not below their floor.
///
/// # Errors
/// Every value that has no such transform.
pub fn all_transformed(
    framework: &Framework,
    areas: &[String],
    values: &Grid<Option<f64>>,
) -> Result<Grid<Option<f64>>> {
    let mut faults = Vec::new();
    let values = Grid::from_fn(areas.len(), framework.indicators.len(), |a, i| {
        let indicator = &framework.indicators[i];
        let value = (*values.get(a, i))?;
        transform::rescale(indicator, value)
            .map_err(|problem| {
                let cell = format!("{} of {}: {problem}", indicator.code, areas[a]);
                let hint = "set `floor` for the indicator, or leave out `transform`";
                faults.push(Fault::new(cell).hint(hint));
            })
            .ok()
    });
    Faults::check(faults, values)
}

fn treated(framework: &Framework, values: &Grid<Option<f64>>) -> (Grid<Option<f64>>, Vec<Treated>) {
    let (mut prepared, mut changed) = (values.clone(), Vec::new());
    for (indicator, of) in framework.indicators.iter().enumerate() {
        let rows: Vec<usize> =
            (0..values.rows()).filter(|&a| values.get(a, indicator).is_some()).collect();
        let present: Vec<f64> = values.column(indicator).flatten().copied().collect();
        let (after, changes) = treat::treat(&present, &of.treatment);
        for (n, &area) in rows.iter().enumerate() {
            prepared.set(area, indicator, Some(after[n]));
            let (from, to) = (present[n], after[n]);
            changed.extend(changes[n].map(|change| Treated { area, indicator, from, to, change }));
        }
    }
    (prepared, changed)
}

fn normalised(
    framework: &Framework,
    input: &Input,
    prepared: &Grid<Option<f64>>,
) -> Result<Grid<Option<f64>>> {
    let (mut faults, mut columns) = (Vec::new(), Vec::new());
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let column: Vec<Option<f64>> = prepared.column(i).copied().collect();
        match fit_column(indicator, input, i, &column) {
            Ok(fitted) => {
                let score = |x: &Option<f64>| Some(fitted.as_ref()?.score((*x)?));
                columns.push(column.iter().map(score).collect());
            }
            Err(fault) => faults.push(fault),
        }
    }
    Faults::check(faults, ())?;
    Ok(from_columns(input.areas.len(), columns))
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
    if indicator.treatment != Treatment::Untreated {
        let present: Vec<f64> = column.iter().flatten().copied().collect();
        let (treated, _) = treat::treat(&present, &indicator.treatment);
        column.iter_mut().flatten().zip(treated).for_each(|(x, treated)| *x = treated);
    }
    let fitted = fit_column(indicator, input, position, column)?;
    for x in column.iter_mut() {
        *x = x.zip(fitted.as_ref()).map(|(x, fitted)| fitted.score(x));
    }
    Ok(())
}

/// An indicator's normalisation fitted on its column, or on all years where it asks for them;
/// `None` without any value.
///
/// # Errors
/// A column that the method has no scale for.
pub fn fit_column(
    indicator: &Indicator,
    input: &Input,
    position: usize,
    column: &[Option<f64>],
) -> std::result::Result<Option<Fitted>, Fault> {
    let pool = if indicator.normalisation.all_years {
        input.pool(indicator, position, column).map_err(|problem| {
            let cell = format!("{} in an earlier year: {problem}", indicator.code);
            Fault::new(cell).hint("set `floor` for the indicator, or leave out `transform`")
        })?
    } else {
        column.iter().flatten().copied().collect()
    };
    let reference = input.reference(indicator).and_then(|area| column[area]);
    normalise::fitted(indicator, &pool, reference).map_err(|refusal| {
        Fault::new(format!("{}: {}", indicator.code, refusal.message)).hint(refusal.hint)
    })
}

/// Refuses scores that are no finite numbers (values near the limits of what can be computed).
fn finite<'a>(
    framework: &'a Framework,
    areas: &[String],
    scores: &Grid<Option<f64>>,
    code: impl Fn(usize) -> &'a String,
) -> Result<()> {
    let cells = (0..scores.rows()).flat_map(|a| (0..scores.columns()).map(move |c| (a, c)));
    let bad = cells.filter(|&(a, c)| scores.get(a, c).is_some_and(|x| !x.is_finite()));
    let faults = bad.map(|(a, c)| {
        let message = format!("{} of {}: the score is not a finite number", code(c), areas[a]);
        Fault::new(message).hint(format!(
            "look at the values of {} in the data, or choose rank to normalise by",
            framework.code
        ))
    });
    Faults::check(faults.collect(), ())
}

fn from_columns<T: Copy>(rows: usize, columns: Vec<Vec<T>>) -> Grid<T> {
    Grid::from_fn(rows, columns.len(), |row, column| columns[column][row])
}
