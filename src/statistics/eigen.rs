//! Eigenvalues of symmetric matrices, and the principal components made from them.

use super::correlation::{correlation_matrix, pearson};

/// One principal component of centred and scaled columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Its variance, in variances of one scaled column.
    pub eigenvalue: f64,
    /// Share of the whole variance, 0–1.
    pub share: f64,
    /// Weight of each column in it: of length 1, the sum not negative.
    pub loadings: Vec<f64>,
}

/// Principal components of the correlation matrix of `columns`, the largest first. `None` where a
/// correlation is undefined (a constant column, under three rows where both are present).
pub fn principal_components(columns: &[Vec<Option<f64>>]) -> Option<Vec<Component>> {
    let matrix = correlation_matrix(columns, pearson);
    let matrix: Option<Vec<Vec<f64>>> =
        matrix.into_iter().map(|row| row.into_iter().collect()).collect();
    let (values, vectors) = symmetric_eigen(matrix?);
    let whole: f64 = values.iter().sum();
    let components = values.into_iter().zip(vectors).map(|(eigenvalue, mut loadings)| {
        if loadings.iter().sum::<f64>() < 0.0 {
            loadings.iter_mut().for_each(|x| *x = -*x);
        }
        Component { eigenvalue, share: eigenvalue / whole, loadings }
    });
    Some(components.collect())
}

/// Eigenvalues, the largest first, and their vectors of length 1, by cyclic Jacobi rotations
/// (Golub and Van Loan, *Matrix Computations*, 8.5). `matrix` must be symmetric and finite.
pub fn symmetric_eigen(mut matrix: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    const SWEEPS: usize = 100;
    let n = matrix.len();
    let mut vectors: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    for _ in 0..SWEEPS {
        let off: f64 = (0..n)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| matrix[i][j].powi(2))
            .sum();
        if off < f64::MIN_POSITIVE {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut matrix, &mut vectors, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| matrix[b][b].total_cmp(&matrix[a][a]));
    let values = order.iter().map(|&i| matrix[i][i]).collect();
    (values, order.iter().map(|&i| vectors[i].clone()).collect())
}

/// One rotation that makes the cell (p, q) zero; row i of `vectors` becomes the i-th vector.
fn rotate(matrix: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    if matrix[p][q] == 0.0 {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
    let root = (theta * theta + 1.0).sqrt();
    let tangent = if theta >= 0.0 { 1.0 / (theta + root) } else { 1.0 / (theta - root) };
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    let turned = |x: f64, y: f64| (cosine * x - sine * y, sine * x + cosine * y);
    for row in matrix.iter_mut() {
        (row[p], row[q]) = turned(row[p], row[q]);
    }
    for k in 0..matrix.len() {
        (matrix[p][k], matrix[q][k]) = turned(matrix[p][k], matrix[q][k]);
        (vectors[p][k], vectors[q][k]) = turned(vectors[p][k], vectors[q][k]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_two_by_two_matrix_is_solved_by_hand() {
        // [[2, 1], [1, 2]]: 3 along (1, 1) and 1 along (1, −1).
        let (values, vectors) = symmetric_eigen(vec![vec![2.0, 1.0], vec![1.0, 2.0]]);
        assert!((values[0] - 3.0).abs() < 1e-12 && (values[1] - 1.0).abs() < 1e-12);
        assert!((vectors[0][0] - vectors[0][1]).abs() < 1e-12);
        assert!((vectors[1][0] + vectors[1][1]).abs() < 1e-12);
    }

    #[test]
    fn vectors_rebuild_the_matrix() {
        let matrix = vec![vec![4.0, 1.0, -2.0], vec![1.0, 3.0, 0.5], vec![-2.0, 0.5, 1.0]];
        let (values, vectors) = symmetric_eigen(matrix.clone());
        for i in 0..3 {
            for j in 0..3 {
                let cell: f64 = (0..3).map(|k| values[k] * vectors[k][i] * vectors[k][j]).sum();
                assert!((cell - matrix[i][j]).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn components_of_a_constant_column_do_not_exist() {
        let constant = vec![Some(1.0); 4];
        let other = vec![Some(1.0), Some(2.0), Some(3.0), Some(5.0)];
        assert_eq!(principal_components(&[constant, other]), None);
    }
}
