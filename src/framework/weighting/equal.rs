//! The same weight for all.

use super::method::{Below, Weighing};
use crate::framework::chosen::bare;
use crate::framework::made::{Made, Refusal, Weights};

bare!(Equal, "equal");

impl Weighing for Equal {
    fn made(&self, below: &Below) -> Result<Made, Refusal> {
        let weights = vec![1.0; below.declared.len()];
        Ok(Made::plain(Weights::Common(weights), below.columns.len()))
    }

    fn fixed(&self, declared: &[f64]) -> Option<Vec<f64>> {
        Some(vec![1.0; declared.len()])
    }
}
