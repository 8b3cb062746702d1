//! Weights as declared.

use super::method::{Below, Weighing};
use crate::framework::chosen::bare;
use crate::framework::made::{Made, Refusal, Weights};

bare!(Given, "given");

impl Weighing for Given {
    fn made(&self, below: &Below) -> Result<Made, Refusal> {
        let weights = below.declared.to_vec();
        Ok(Made::plain(Weights::Common(weights), below.columns.len()))
    }

    fn fixed(&self, declared: &[f64]) -> Option<Vec<f64>> {
        Some(declared.to_vec())
    }
}
