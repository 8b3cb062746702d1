//! So that influence on the level is shared as the declared weights are.

use super::method::{Below, Weighing, complete};
use crate::framework::chosen::bare;
use crate::framework::made::{Made, Note, Refusal, Weights, shares};
use crate::statistics::{mean, pearson};

bare!(MatchInfluence, "match_influence");

/// Weights under which each column's share of the correlations with the level is its share of the
/// declared weights, approached by turning each weight up or down by how far it is off. The best
/// found is kept, and the note says how far it is off where the aim can't be reached.
fn match_influence(columns: &[Vec<f64>], below: &Below) -> Result<Made, Refusal> {
    const STEPS: usize = 2000;
    const NEAR: f64 = 1e-10;
    let target = shares(below.declared);
    let masked: Vec<Vec<Option<f64>>> =
        columns.iter().map(|c| c.iter().copied().map(Some).collect()).collect();
    let covariances = covariances(columns).filter(|_| below.is_mean);
    let influence = |weights: &[f64]| -> Result<Vec<f64>, Refusal> {
        if let Some(covariances) = &covariances {
            return Ok(influence_on_mean(covariances, weights));
        }
        let index = (below.level)(&masked, &Weights::Common(weights.to_vec()))?;
        let of = |column: &Vec<f64>| {
            let pairs = column.iter().zip(&index).filter_map(|(x, y)| Some((*x, (*y)?)));
            pearson(&pairs.collect::<Vec<_>>()).unwrap_or(0.0)
        };
        Ok(columns.iter().map(of).collect())
    };
    let mut weights = target.clone();
    let mut best: Option<(f64, Vec<f64>, Vec<f64>)> = None;
    for _ in 0..STEPS {
        let correlations = influence(&weights)?;
        // Where the level follows nothing below it, or runs against it, nothing is reached.
        let has_influence = correlations.iter().sum::<f64>() > 1e-9;
        let reached = if has_influence { shares(&correlations) } else { vec![0.0; target.len()] };
        let off = reached.iter().zip(&target).map(|(r, t)| (r - t).abs()).fold(0.0, f64::max);
        if best.as_ref().is_none_or(|(least, ..)| off < *least) {
            best = Some((off, weights.clone(), correlations));
        }
        if off < NEAR {
            break;
        }
        for ((weight, reached), target) in weights.iter_mut().zip(&reached).zip(&target) {
            *weight *= (target / reached.max(0.05 * target)).sqrt();
        }
        weights = shares(&weights);
    }
    let (off, weights, correlations) = best.unwrap_or((0.0, target, Vec::new()));
    let off = (off >= 1e-6).then_some(off);
    let note = |&correlation: &f64| Note::Influence { correlation, off };
    let notes = correlations.iter().map(note).collect();
    Ok(Made { weights: Weights::Common(weights), notes })
}

/// Sums of products of distances from the means, row by row; `None` where they leave the range of
/// numbers or a column does not vary.
fn covariances(columns: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let centred = |column: &Vec<f64>| -> Option<Vec<f64>> {
        let mean = mean(column)?;
        Some(column.iter().map(|x| x - mean).collect())
    };
    let centred = columns.iter().map(centred).collect::<Option<Vec<_>>>()?;
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let row = |a: &Vec<f64>| centred.iter().map(|b| product(a, b)).collect::<Vec<f64>>();
    let all: Vec<Vec<f64>> = centred.iter().map(row).collect();
    let is_fine = |(i, row): (usize, &Vec<f64>)| {
        row[i].is_normal() && row.iter().all(|x| x.is_finite() && x.abs() < 1e150)
    };
    all.iter().enumerate().all(is_fine).then_some(all)
}

/// Correlations of columns with their weighted mean m, from the covariances c of the columns:
/// r = (c·w) / √(c · w'cw), without making the mean of every area. 0 where the mean does not vary.
fn influence_on_mean(covariances: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let with = |row: &Vec<f64>| row.iter().zip(weights).map(|(c, w)| c * w).sum::<f64>();
    let with_mean: Vec<f64> = covariances.iter().map(with).collect();
    let of_mean: f64 = with_mean.iter().zip(weights).map(|(c, w)| c * w).sum();
    // Columns that cancel each other out leave rounding alone.
    let apart: f64 = weights.iter().enumerate().map(|(i, w)| w * w * covariances[i][i]).sum();
    if of_mean <= 1e-12 * apart {
        return vec![0.0; weights.len()];
    }
    let correlation = |(i, c): (usize, &f64)| {
        let r = c / (covariances[i][i] * of_mean).sqrt();
        if r.is_finite() { r.clamp(-1.0, 1.0) } else { 0.0 }
    };
    with_mean.iter().enumerate().map(correlation).collect()
}

impl Weighing for MatchInfluence {
    fn made(&self, below: &Below) -> Result<Made, Refusal> {
        let (areas, columns) = complete(below.columns)?;
        match_influence(&columns, below)
            .map_err(|refusal| Refusal { area: refusal.area.map(|a| areas[a]), ..refusal })
    }
}
