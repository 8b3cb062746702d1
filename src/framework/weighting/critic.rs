//! CRITIC: what spreads areas and says what others do not weighs more.

use super::method::{Below, Weighing, complete, min_max};
use crate::framework::chosen::bare;
use crate::framework::made::{Made, Refusal, Weights};
use crate::statistics::{correlation_matrix, deviation, pearson};

bare!(Critic, "critic");

/// CRITIC (Diakoulaki et al. 1995): w ∝ σ·Σ(1 − r) over the other columns, on min–max scores.
fn critic(columns: &[Vec<f64>]) -> Vec<f64> {
    let scaled: Vec<Vec<Option<f64>>> =
        columns.iter().map(|c| min_max(c).into_iter().map(Some).collect()).collect();
    let correlations = correlation_matrix(&scaled, pearson);
    let conflict = |row: &Vec<Option<f64>>| row.iter().map(|r| 1.0 - r.unwrap_or(0.0)).sum::<f64>();
    let spread = |column: &Vec<f64>| deviation(&min_max(column)).unwrap_or(0.0);
    let weights: Vec<f64> =
        columns.iter().zip(&correlations).map(|(c, row)| spread(c) * conflict(row)).collect();
    // One column, or columns that all run alike, leave nothing to tell them apart by.
    if weights.iter().sum::<f64>() > 1e-12 { weights } else { vec![1.0; columns.len()] }
}

impl Weighing for Critic {
    fn made(&self, below: &Below) -> Result<Made, Refusal> {
        let (_, columns) = complete(below.columns)?;
        Ok(Made::plain(Weights::Common(critic(&columns)), columns.len()))
    }
}
