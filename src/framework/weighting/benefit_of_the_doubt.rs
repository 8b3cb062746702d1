//! Benefit of the doubt: each area's own most favourable weights, as shares.

use serde::Serialize;

use super::method::{Below, Weighing};
use crate::framework::chosen::{Chosen, Keys, Takes};
use crate::framework::doubt;
use crate::framework::made::{Made, Refusal, Weights, shares};
use crate::framework::said::{Holds, Parameter};
use crate::model::{Column, Grid};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnWeights {
    /// On each weight's share of their sum.
    pub bounds: Option<[f64; 2]>,
}

impl Chosen for OwnWeights {
    const WORD: &'static str = "benefit_of_the_doubt";
    const TAKES: &'static [Takes] = &[doubt::BOUNDS];

    fn read(keys: &mut Keys) -> Self {
        OwnWeights { bounds: doubt::bounds(keys) }
    }
}

/// Equal ones where an area's scores are all 0.
fn own_weights(columns: &[Column], bounds: Option<[f64; 2]>) -> Result<Weights, Refusal> {
    let own = doubt::weights(columns, bounds)?;
    let of = |area: usize| -> Vec<f64> {
        let weights = own[area].as_ref().filter(|w| w.iter().sum::<f64>() > 0.0);
        weights.map_or_else(|| vec![1.0; columns.len()], |w| shares(w))
    };
    let rows: Vec<Vec<f64>> = (0..own.len()).map(of).collect();
    Ok(Weights::PerArea(Grid::from_fn(rows.len(), columns.len(), |a, c| rows[a][c])))
}

impl Weighing for OwnWeights {
    fn made(&self, below: &Below) -> Result<Made, Refusal> {
        Ok(Made::plain(own_weights(below.columns, self.bounds)?, below.columns.len()))
    }

    fn per_area(&self) -> bool {
        true
    }

    fn in_method(&self) -> (Option<&'static str>, Holds) {
        match self.bounds {
            None => (Some("doubt"), Vec::new()),
            Some([low, high]) => {
                let bounds = vec![("low", Parameter::Share(low)), ("high", Parameter::Share(high))];
                (Some("doubt_bounds"), bounds)
            }
        }
    }
}
