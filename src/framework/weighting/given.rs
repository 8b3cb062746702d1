//! Weights as declared.

use serde::Serialize;

use super::method::{Below, Weighing};
use crate::framework::chosen::{Chosen, Keys};
use crate::framework::made::{Made, Refusal, Weights};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Given;

impl Chosen for Given {
    const WORD: &'static str = "given";

    fn read(_: &mut Keys) -> Self {
        Given
    }
}

impl Weighing for Given {
    fn made(&self, below: &Below) -> Result<Made, Refusal> {
        let weights = below.declared.to_vec();
        Ok(Made::plain(Weights::Common(weights), below.columns.len()))
    }

    fn fixed(&self, declared: &[f64]) -> Option<Vec<f64>> {
        Some(declared.to_vec())
    }
}
