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
mod simplex;
mod standing;
mod transform;
mod treat;
mod weigh;

pub use aggregate::{Child, LevelWeights, Levels, below, levels};
pub use impute::{From as ImputedFrom, Imputed};
pub use input::Input;
pub use means::{arithmetic_mean, geometric_mean};
pub use normalise::{goalposts, indicator_score};
pub use rank::{descending, quartiles};
pub use standing::{ROUNDING, Reason, Standing, coverage};
pub use transform::untransformed;
pub use treat::{Change, Treated};
pub use weigh::Weights;

use crate::fault::{Fault, Faults, Result};
use crate::framework::Framework;
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
    let seen = |a: usize, i: usize| {
        input.values.get(a, i).is_some() && !input.made_in_time.contains(&(a, i))
    };
    let observed = Grid::from_fn(areas.len(), framework.indicators.len(), seen);
    let left_out = screen::left_out(framework, &observed);
    let is_out: Vec<bool> = left_out.iter().map(Option::is_some).collect();
    let values = Grid::from_fn(areas.len(), framework.indicators.len(), |a, i| {
        input.values.get(a, i).filter(|_| !is_out[a])
    });
    let observed =
        Grid::from_fn(values.rows(), values.columns(), |a, i| *observed.get(a, i) && !is_out[a]);
    let (values, imputed) = impute::fill(framework, input, &values, &is_out)?;
    let values = transformed(framework, areas, &values)?;
    let (prepared, treated) = treated(framework, &values);
    let indicators = normalised(framework, input, &prepared)?;
    finite(framework, areas, &indicators, |i| &framework.indicators[i].code)?;
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

fn transformed(
    framework: &Framework,
    areas: &[String],
    values: &Grid<Option<f64>>,
) -> Result<Grid<Option<f64>>> {
    let mut faults = Vec::new();
    let transformed = Grid::from_fn(areas.len(), framework.indicators.len(), |a, i| {
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
    Faults::check(faults, transformed)
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
        let mut pool: Vec<f64> = column.iter().flatten().copied().collect();
        if indicator.normalisation.all_years {
            match input.pool(indicator, i, &column) {
                Ok(all) => pool = all,
                Err(problem) => {
                    let cell = format!("{} in an earlier year: {problem}", indicator.code);
                    let hint = "set `floor` for the indicator, or leave out `transform`";
                    faults.push(Fault::new(cell).hint(hint));
                }
            }
        }
        let reference = input.reference(indicator).and_then(|area| column[area]);
        match normalise::scores(indicator, &column, &pool, reference) {
            Ok(scores) => columns.push(scores),
            Err(refusal) => {
                let message = format!("{}: {}", indicator.code, refusal.message);
                faults.push(Fault::new(message).hint(refusal.hint));
            }
        }
    }
    Faults::check(faults, ())?;
    Ok(from_columns(input.areas.len(), columns))
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
