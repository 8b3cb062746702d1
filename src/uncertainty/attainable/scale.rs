//! The index's own scale, on which an area's place under given weights is a matter of a weighted
//! sum; or the reason why there is none.

use serde::{Deserialize, Serialize};

use crate::framework::{Aggregation, Framework};
use crate::model::Grid;
use crate::score::{Child, Scores, Weights, aggregate_column, below};
use crate::uncertainty::tiers::MOST_COMPARED;

/// Why best and worst ranks can't be computed for a framework's index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obstacle {
    /// The weights under the index are made from the scores, so there are none to vary.
    MadeWeights,
    /// Each area has its own weights.
    OwnWeights,
    /// The index's aggregation is no weighted sum on any scale.
    Method,
    /// Each is set against every other.
    TooManyAreas,
    /// A ranked area (row) lacks what stands directly below the index: its score is over what is
    /// present, the weights rescaled, and no weighted sum.
    Missing { area: usize, child: Child },
    /// A ranked area's score can't be put on the scale of the mean.
    OffScale { area: usize, child: Child },
}

impl Obstacle {
    /// The reason as an English sentence; `areas` are the codes of the rows.
    pub fn sentence(self, framework: &Framework, areas: &[String]) -> String {
        let index = framework.levels.first().map_or("", |level| &level.code);
        let why = match self {
            Obstacle::MadeWeights => "its weights are made from the scores, not declared".into(),
            Obstacle::OwnWeights => "each area has weights of its own".into(),
            Obstacle::Method => {
                let by = framework.levels.first().map(|level| level.aggregation.summed());
                by.and_then(Result::err).map_or("", |why| why.english).into()
            }
            Obstacle::TooManyAreas => format!("there are more than {MOST_COMPARED} areas"),
            Obstacle::Missing { area, child } => {
                let (area, child) = (&areas[area], child.code(framework));
                format!("{area} is ranked without {child}, so weights are rescaled for it alone")
            }
            Obstacle::OffScale { area, child } => {
                let (area, child) = (&areas[area], child.code(framework));
                format!("the score of {area} in {child} has no place on the scale of the mean")
            }
        };
        format!("best and worst ranks can't be computed for {index}: {why}")
    }
}

/// The ranked areas and what stands directly below the index.
pub(super) struct Index {
    /// Weights as declared, rescaled to sum to 1.
    pub declared: Vec<f64>,
    /// Row of each ranked area.
    pub areas: Vec<usize>,
    /// Ranked areas × below: more is better, and the index orders areas as Σ weight·value does.
    pub values: Grid<f64>,
    /// Scores that differ by less are level: a billionth of the largest score below the index.
    pub level: f64,
    aggregation: Aggregation,
    columns: Vec<Vec<Option<f64>>>,
}

impl Index {
    pub fn of(framework: &Framework, scores: &Scores) -> Result<Self, Obstacle> {
        let index = &framework.levels[0];
        let (below, weights): (Vec<Child>, Vec<f64>) = below(framework, 0).into_iter().unzip();
        let weights = match index.weighting.fixed(&weights) {
            Some(weights) => weights,
            None if index.weighting.per_area() => return Err(Obstacle::OwnWeights),
            None => return Err(Obstacle::MadeWeights),
        };
        let areas: Vec<usize> =
            (0..scores.standings.len()).filter(|&a| scores.standings[a].is_ranked()).collect();
        if areas.len() > MOST_COMPARED {
            return Err(Obstacle::TooManyAreas);
        }
        let score = |area: usize, child: Child| match child {
            Child::Indicator(i) => *scores.indicators.get(area, i),
            Child::Level(l) => *scores.levels.get(area, l),
        };
        let column = |child: &Child| areas.iter().map(|&a| score(a, *child)).collect();
        let columns: Vec<Vec<Option<f64>>> = below.iter().map(column).collect();
        let values = values(&index.aggregation, &areas, &below, &columns)?;
        let largest = columns.iter().flatten().flatten().fold(0.0, |m: f64, x| m.max(x.abs()));
        let whole: f64 = weights.iter().sum();
        Ok(Index {
            declared: weights.iter().map(|w| w / whole).collect(),
            level: 1e-9 * largest,
            aggregation: index.aggregation.clone(),
            areas,
            values,
            columns,
        })
    }

    /// The index of the ranked areas under other weights, by the engine that made it; `None` where
    /// it can't be computed.
    pub fn scores(&self, weights: &[f64]) -> Option<Vec<f64>> {
        let weights = Weights::Common(weights.to_vec());
        let column = aggregate_column(&self.aggregation, &self.columns, &weights).ok()?;
        column.into_iter().map(|score| score.filter(|score| score.is_finite())).collect()
    }
}

/// Every score on the scale of the mean.
fn values(
    method: &Aggregation,
    areas: &[usize],
    below: &[Child],
    columns: &[Vec<Option<f64>>],
) -> Result<Grid<f64>, Obstacle> {
    let rescale = method.summed().map_err(|_| Obstacle::Method)?;
    let mut values = Grid::filled(areas.len(), below.len(), 0.0);
    for (row, &area) in areas.iter().enumerate() {
        for (c, &child) in below.iter().enumerate() {
            let Some(score) = columns[c][row] else {
                return Err(Obstacle::Missing { area, child });
            };
            let value = rescale(score);
            if !value.is_finite() {
                return Err(Obstacle::OffScale { area, child });
            }
            values.set(row, c, value);
        }
    }
    Ok(values)
}
