//! Panel values in, scores out, one file per verb: normalise, aggregate, screen, rank.
//!
//! Pure: no I/O, no provider, no data frame, and no name of our indicators.

mod aggregate;
mod normalise;
mod rank;
mod screen;

pub use aggregate::{arithmetic_mean, geometric_mean, levels};
pub use normalise::{goalposts, indicator_score};
pub use rank::{descending, quartiles};
pub use screen::{ROUNDING, Reason, Standing, coverage};

use crate::fault::{Fault, Faults, Result};
use crate::framework::Framework;
use crate::model::Grid;

/// Every score of an edition. Rows are areas in the order given; columns of `indicators` follow
/// the framework's indicators, those of the other grids its levels (the index is column 0).
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// 0–100; `None` where the value is missing. Unscored indicators have one too, for showing.
    pub indicators: Grid<Option<f64>>,
    /// 0–100; `None` where too little below is present.
    pub levels: Grid<Option<f64>>,
    /// Share of the declared indicator weight that is present at or below the level, 0–1.
    pub coverage: Grid<f64>,
    /// Whether each area is ranked, and if not, why.
    pub standings: Vec<Standing>,
    /// Among ranked areas, 1 the highest score, ties take the smallest.
    pub ranks: Grid<Option<usize>>,
    /// Among ranked areas, 1 the lowest quarter of the scores … 4 the highest.
    pub quartiles: Grid<Option<u8>>,
}

/// Scores `values` (areas × the framework's indicators, native units; `areas` names the rows).
///
/// # Errors
/// Every cell a method can't be applied to, with area, indicator, value and a choice that would work.
pub fn score(
    framework: &Framework,
    areas: &[String],
    values: &Grid<Option<f64>>,
) -> Result<Scores> {
    let indicators = indicator_scores(framework, areas, values)?;
    let coverage = screen::coverage(framework, &indicators);
    let levels = aggregate::levels(framework, areas, &indicators)?;
    all_finite(framework, areas, &levels)?;
    let standings = screen::standings(framework, &indicators, &levels, &coverage);
    let ranked = |level: usize| -> Vec<Option<f64>> {
        let column = levels.column(level).zip(&standings);
        column.map(|(score, standing)| score.filter(|_| standing.is_ranked())).collect()
    };
    let columns: Vec<Vec<Option<f64>>> = (0..framework.levels.len()).map(ranked).collect();
    let ranks = from_columns(areas.len(), columns.iter().map(|c| descending(c)).collect());
    let quartiles = from_columns(areas.len(), columns.iter().map(|c| quartiles(c)).collect());
    Ok(Scores { indicators, levels, coverage, standings, ranks, quartiles })
}

fn indicator_scores(
    framework: &Framework,
    areas: &[String],
    values: &Grid<Option<f64>>,
) -> Result<Grid<Option<f64>>> {
    let mut faults = Vec::new();
    let scores = Grid::from_fn(areas.len(), framework.indicators.len(), |a, i| {
        let indicator = &framework.indicators[i];
        let value = (*values.get(a, i))?;
        indicator_score(indicator, value)
            .map_err(|problem| {
                let cell = format!("{} of {}: {problem}", indicator.code, areas[a]);
                faults.push(
                    Fault::new(cell)
                        .hint("set `floor` for the indicator, or leave out `transform`"),
                );
            })
            .ok()
    });
    Faults::check(faults, scores)
}

/// The last guard: a score that is no number must not reach a rank.
fn all_finite(framework: &Framework, areas: &[String], levels: &Grid<Option<f64>>) -> Result<()> {
    let mut faults = Vec::new();
    for (a, area) in areas.iter().enumerate() {
        for (level, score) in framework.levels.iter().zip(levels.row(a)) {
            if let Some(score) = score.filter(|score| !score.is_finite()) {
                let message = format!("{} of {area} is no number ({score})", level.code);
                faults
                    .push(Fault::new(message).hint("check weights and goalposts below that level"));
            }
        }
    }
    Faults::check(faults, ())
}

fn from_columns<T: Copy>(rows: usize, columns: Vec<Vec<T>>) -> Grid<T> {
    Grid::from_fn(rows, columns.len(), |row, column| columns[column][row])
}
