//! Shannon's entropy: what tells areas apart weighs more.

use super::method::{Below, Weighing, complete, min_max};
use crate::framework::chosen::bare;
use crate::framework::made::{Made, Refusal, Weights};

bare!(Entropy, "entropy");

/// Shannon's entropy weights: with p the shares of min–max scores shifted to be above 0 (by one
/// hundredth of their range), e = −Σ p ln p / ln n and w ∝ 1 − e.
fn entropy(columns: &[Vec<f64>]) -> Vec<f64> {
    const SHIFT: f64 = 0.01;
    let weight = |column: &Vec<f64>| {
        let shifted: Vec<f64> = min_max(column).iter().map(|x| x + SHIFT).collect();
        let whole: f64 = shifted.iter().sum();
        let sum: f64 = shifted.iter().map(|x| x / whole * (x / whole).ln()).sum();
        1.0 + sum / (column.len() as f64).ln()
    };
    columns.iter().map(weight).collect()
}

impl Weighing for Entropy {
    fn made(&self, below: &Below) -> Result<Made, Refusal> {
        let (_, columns) = complete(below.columns)?;
        Ok(Made::plain(Weights::Common(entropy(&columns)), columns.len()))
    }
}
