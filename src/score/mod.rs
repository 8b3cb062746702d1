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
pub use impute::{From as ImputedFrom, Imputed, OfAreas};
pub use input::{History, Input};
pub use means::{arithmetic_mean, geometric_mean};
pub use normalise::{goalposts, indicator_score};
pub use rank::{descending, quartiles};
pub use standing::{ROUNDING, Reason, Standing, coverage};
pub use treat::{Change, Treated};
pub use weigh::Weights;

use crate::fault::{Fault, Faults, Result};
use crate::framework::Framework;
use crate::model::Grid;

/// The values or the scores of all areas by one indicator or level.
type Column = Vec<Option<f64>>;

/// Every score of an edition. Rows are areas in the order given; columns of `indicators` follow
/// the framework's indicators, those of the other grids its levels (the index is column 0).
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Which values were there before anything was imputed.
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

/// Scores the values of `input` as the framework says.
///
/// # Errors
/// Every cell a method can't be applied to, with area, indicator, value and a choice that would work.
pub fn score(framework: &Framework, input: &Input) -> Result<Scores> {
    let areas = &input.areas;
    finite(framework, areas, &input.values, |i| &framework.indicators[i].code, "value")?;
    let left_out = screen::left_out(framework, &input.values);
    // Verb by verb on columns, which lie together in memory.
    let mut columns = input.values.to_columns(|a, x| x.filter(|_| left_out[a].is_none()));
    let table = |columns: &[Column]| Grid::from_columns(areas.len(), columns, |x| *x);
    let observed = Grid::from_columns(areas.len(), &columns, Option::is_some);
    let imputed = impute::fill(framework, input, &mut columns, &left_out)?;
    transform::all(framework, areas, &mut columns)?;
    let treated = treat::all(framework, areas, &mut columns)?;
    let prepared = table(&columns);
    normalise::all(framework, input, &mut columns)?;
    let indicators = table(&columns);
    finite(framework, areas, &indicators, |i| &framework.indicators[i].code, "score")?;
    let Levels { scores: levels, weights } = levels(framework, areas, &indicators, &observed)?;
    finite(framework, areas, &levels, |l| &framework.levels[l].code, "score")?;
    let coverage = standing::coverage(framework, &observed);
    let seen = standing::Seen { observed: &observed, levels: &levels, coverage: &coverage };
    let standings = standing::standings(framework, &seen, &left_out);
    let ranked = levels.to_columns(|a, score| score.filter(|_| standings[a].is_ranked()));
    let ranks: Vec<_> = ranked.iter().map(|column| descending(column)).collect();
    let quartiles: Vec<_> = ranks.iter().map(|ranks| rank::quartiles_of(ranks)).collect();
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
