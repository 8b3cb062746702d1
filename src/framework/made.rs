//! Weights of what stands below a level, or why they or the level's scores can't be made.

use std::fmt;

use crate::model::Grid;

/// Weights by column: the same for all areas, or each area's own.
#[derive(Debug, Clone, PartialEq)]
pub enum Weights {
    Common(Vec<f64>),
    PerArea(Grid<f64>),
}

impl Weights {
    /// The weights of one area (row).
    pub fn of(&self, area: usize) -> &[f64] {
        match self {
            Weights::Common(weights) => weights,
            Weights::PerArea(grid) => grid.row(area),
        }
    }
}

/// Why there is no weight or score: a sentence, the column or area it is about, and what would work.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub message: String,
    pub hint: String,
    pub column: Option<usize>,
    pub area: Option<usize>,
}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>, hint: &str) -> Self {
        Refusal { message: message.into(), hint: hint.to_owned(), column: None, area: None }
    }

    pub(crate) fn column(self, column: usize) -> Self {
        Refusal { column: Some(column), ..self }
    }

    pub(crate) fn area(self, area: usize) -> Self {
        Refusal { area: Some(area), ..self }
    }
}

/// Weights made, and for each column what a reader must know of its weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    pub weights: Weights,
    pub notes: Vec<Note>,
}

/// What must be known of a weight that was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Note {
    Nothing,
    /// The loading on the first component is below 0.
    Against {
        loading: f64,
    },
    /// Share of the variance that the first component has.
    Loading {
        share: f64,
    },
    /// The correlation with the level, and how far the influence is off, where that can't be mended.
    Influence {
        correlation: f64,
        off: Option<f64>,
    },
}

/// As `weights.csv` has it.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Nothing => Ok(()),
            Note::Against { loading } => {
                write!(f, "loading {loading:.3}: runs against the others, so its weight is 0")
            }
            Note::Loading { share } => {
                let share = share * 100.0;
                write!(f, "loading on the first component, which has {share:.1}% of the variance")
            }
            Note::Influence { correlation, off: None } => {
                write!(f, "correlation {correlation:.4}; influence matches the declared weight")
            }
            Note::Influence { correlation, off: Some(off) } => {
                let off = off * 100.0;
                write!(
                    f,
                    "correlation {correlation:.4}; the nearest reached: influence is off by up to {off:.1}%"
                )
            }
        }
    }
}

impl Made {
    /// Of which there is nothing to say.
    pub(super) fn plain(weights: Weights, columns: usize) -> Self {
        Made { weights, notes: vec![Note::Nothing; columns] }
    }
}

/// Each value as its share of their sum.
pub(super) fn shares(values: &[f64]) -> Vec<f64> {
    let sum: f64 = values.iter().sum();
    values.iter().map(|x| x / sum).collect()
}
