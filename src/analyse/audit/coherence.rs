//! Whether what stands directly below a level measures one thing: alpha and principal components.

use super::columns::ScoreColumns;
use super::correlations::{Side, side_of_zero};
use super::findings::{Coherence, CoherenceDoubt, Component, ENOUGH_ALPHA, ENOUGH_AREAS};
use crate::framework::Framework;
use crate::score::{Child, all_below};
use crate::statistics::{mean, principal_components};

/// An eigenvalue this near to 1 is 1 but for rounding.
const ROUNDING: f64 = 1e-9;

/// One per level with at least two children, over the areas in which every child has a score;
/// nothing is computed from fewer than [`ENOUGH_AREAS`] of them.
pub(super) fn coherence(framework: &Framework, columns: &ScoreColumns) -> Vec<Coherence> {
    let of_level = |(level, below): (usize, Vec<(Child, f64)>)| {
        let below: Vec<Child> = below.iter().map(|b| b.0).collect();
        (below.len() > 1).then(|| coherent(level, below, columns))
    };
    all_below(framework).into_iter().enumerate().filter_map(of_level).collect()
}

fn coherent(level: usize, below: Vec<Child>, columns: &ScoreColumns) -> Coherence {
    let scores: Vec<&[Option<f64>]> = below.iter().map(|child| columns.of_child(*child)).collect();
    let whole = complete(&scores);
    let n = whole[0].len();
    if n < ENOUGH_AREAS {
        let doubts = vec![CoherenceDoubt::TooFewAreas];
        return Coherence { level, below, n, alpha: None, components: Vec::new(), doubts };
    }
    let alpha = cronbach_alpha(&whole);
    let components = principal_components(&whole).unwrap_or_default();
    let components: Vec<Component> = components
        .into_iter()
        .map(|c| Component { eigenvalue: c.eigenvalue, share: c.share, loadings: c.loadings })
        .collect();
    let doubts = doubts(alpha, &components, n);
    Coherence { level, below, n, alpha, components, doubts }
}

/// The columns over the rows in which all have a value.
fn complete(columns: &[&[Option<f64>]]) -> Vec<Vec<Option<f64>>> {
    let rows = columns.first().map_or(0, |c| c.len());
    let whole: Vec<usize> = (0..rows).filter(|&r| columns.iter().all(|c| c[r].is_some())).collect();
    columns.iter().map(|c| whole.iter().map(|&r| c[r]).collect()).collect()
}

fn doubts(alpha: Option<f64>, components: &[Component], n: usize) -> Vec<CoherenceDoubt> {
    let large = components.iter().filter(|c| c.eigenvalue > 1.0 + ROUNDING).count();
    // A loading times the root of the eigenvalue is the correlation of child and component.
    let is_opposed = |first: &Component| {
        let root = first.eigenvalue.max(0.0).sqrt();
        first.loadings.iter().any(|l| side_of_zero(l * root, n) == Some(Side::Below))
    };
    let found = [
        (CoherenceDoubt::LowAlpha, alpha.is_some_and(|alpha| alpha < ENOUGH_ALPHA)),
        (CoherenceDoubt::SeveralDimensions, large > 1),
        (CoherenceDoubt::OpposedLoading, components.first().is_some_and(is_opposed)),
    ];
    found.into_iter().filter(|(_, holds)| *holds).map(|(doubt, _)| doubt).collect()
}

/// Cronbach's alpha of columns: k²·(mean of the covariances between columns) / (sum of all variances
/// and covariances), over the areas in which every column has a value. `None` under two columns or
/// two such areas, or where nothing varies.
pub fn cronbach_alpha(columns: &[Vec<Option<f64>>]) -> Option<f64> {
    let k = columns.len();
    let rows = columns.first().filter(|_| k > 1)?.len();
    let whole: Vec<usize> = (0..rows).filter(|&r| columns.iter().all(|c| c[r].is_some())).collect();
    let columns: Vec<Vec<f64>> =
        columns.iter().map(|c| whole.iter().filter_map(|&r| c[r]).collect()).collect();
    let means: Option<Vec<f64>> = columns.iter().map(|c| mean(c)).collect();
    let means = means.filter(|_| whole.len() > 1)?;
    let covariance = |a: usize, b: usize| {
        let products = columns[a].iter().zip(&columns[b]);
        let sum: f64 = products.map(|(x, y)| (x - means[a]) * (y - means[b])).sum();
        sum / (whole.len() - 1) as f64
    };
    let (mut all, mut between) = (0.0, 0.0);
    for a in 0..k {
        for b in 0..k {
            let covariance = covariance(a, b);
            all += covariance;
            between += if a == b { 0.0 } else { covariance };
        }
    }
    (all > 0.0).then(|| (k * k) as f64 * (between / (k * (k - 1)) as f64) / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_by_hand() {
        // 1 2 3 and 1 3 2: variances 1 and 1, covariance ½: 4 · ½ / 3.
        let columns = [
            vec![Some(1.0), Some(2.0), Some(3.0), Some(9.0)],
            vec![Some(1.0), Some(3.0), Some(2.0), None],
        ];
        assert!((cronbach_alpha(&columns).unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(cronbach_alpha(&columns[..1]), None);
    }
}
