//! Formulas: parsed and evaluated.

use crate::model::Sex;
use serde::Serialize;

/// TODO
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Formula {
    pub text: String,
}

impl Formula {
    pub fn series(&self) -> Vec<(String, Sex)> {
        Vec::new()
    }
}
