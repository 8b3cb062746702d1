//! The methods a framework can choose from, one type per verb, as the engine takes them.
//!
//! Their formulas and the keys of the file that choose them stand with the verb in `score`.

use serde::Serialize;

use crate::model::Names;

/// The values that score 0 (`worst`) and 100 (`best`), and why these.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Goalposts {
    pub worst: f64,
    pub best: f64,
    pub why: Names,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Direction {
    More,
    Less,
}

impl Direction {
    /// 1 where more is better, −1 where less is.
    pub fn sign(self) -> f64 {
        match self {
            Direction::More => 1.0,
            Direction::Less => -1.0,
        }
    }

    pub fn turned(self) -> Self {
        match self {
            Direction::More => Direction::Less,
            Direction::Less => Direction::More,
        }
    }
}

/// What must be observed for a score, before anything is imputed.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Screen {
    /// Share of the scored indicators an area must have observed to be scored at all.
    pub overall: Option<f64>,
}
