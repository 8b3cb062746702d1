//! Small linear programmes: maximise c·x where Ax ≤ b and x ≥ 0, with b ≥ 0.

/// Below it a coefficient counts as 0; scores come in scaled to at most 1.
const ZERO: f64 = 1e-11;

/// The x that maximises `objective`·x under `rows`·x ≤ `limits` (each 0 or above) and x ≥ 0, by
/// the simplex method on the condensed tableau with Bland's rule (which can't cycle). `None` where
/// there is no bound.
pub fn maximise(objective: &[f64], rows: &[Vec<f64>], limits: &[f64]) -> Option<Vec<f64>> {
    let (n, m) = (objective.len(), rows.len());
    let mut tableau = Tableau {
        cells: rows.iter().zip(limits).map(|(row, b)| [&row[..], &[*b]].concat()).collect(),
        outside: (0..n).collect(),
        inside: (n..n + m).collect(),
    };
    tableau.cells.push(objective.iter().map(|c| -c).chain([0.0]).collect());
    while let Some(entering) = tableau.entering() {
        let leaving = tableau.leaving(entering)?;
        tableau.pivot(leaving, entering);
    }
    let mut x = vec![0.0; n];
    for (row, &variable) in tableau.inside.iter().enumerate().filter(|(_, v)| **v < n) {
        x[variable] = tableau.cells[row][n];
    }
    Some(x)
}

/// Constraints, then the objective; the last cell of a row is its right-hand side.
struct Tableau {
    cells: Vec<Vec<f64>>,
    /// Variables at 0, by column; those from n on are the slacks of the rows.
    outside: Vec<usize>,
    /// The variable that each row gives the value of.
    inside: Vec<usize>,
}

impl Tableau {
    fn entering(&self) -> Option<usize> {
        let goal = &self.cells[self.inside.len()];
        let improves = (0..self.outside.len()).filter(|&column| goal[column] < -ZERO);
        improves.min_by_key(|&column| self.outside[column])
    }

    fn leaving(&self, column: usize) -> Option<usize> {
        let last = self.outside.len();
        let ratio = |row: usize| self.cells[row][last] / self.cells[row][column];
        let bounds = (0..self.inside.len()).filter(|&row| self.cells[row][column] > ZERO);
        bounds.min_by(|&a, &b| {
            ratio(a).total_cmp(&ratio(b)).then(self.inside[a].cmp(&self.inside[b]))
        })
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let pivot = self.cells[row][column];
        let mut pivot_row = self.cells[row].clone();
        pivot_row.iter_mut().for_each(|x| *x /= pivot);
        pivot_row[column] = 1.0 / pivot;
        for (_, cells) in self.cells.iter_mut().enumerate().filter(|(r, _)| *r != row) {
            let factor = cells[column];
            if factor == 0.0 {
                continue;
            }
            cells[column] = 0.0;
            for (cell, p) in cells.iter_mut().zip(&pivot_row) {
                *cell -= factor * p;
            }
        }
        self.cells[row] = pivot_row;
        std::mem::swap(&mut self.inside[row], &mut self.outside[column]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_of_two_variables_is_solved_by_hand() {
        // 3x + 5y under x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: the corner (2, 6).
        let rows = [vec![1.0, 0.0], vec![0.0, 2.0], vec![3.0, 2.0]];
        let x = maximise(&[3.0, 5.0], &rows, &[4.0, 12.0, 18.0]).unwrap();
        assert!((x[0] - 2.0).abs() < 1e-12 && (x[1] - 6.0).abs() < 1e-12);
    }

    #[test]
    fn without_a_bound_there_is_no_solution_and_at_zero_there_is_one() {
        assert_eq!(maximise(&[1.0], &[vec![-1.0]], &[1.0]), None);
        assert_eq!(maximise(&[1.0, 1.0], &[vec![1.0, 1.0]], &[0.0]), Some(vec![0.0, 0.0]));
    }
}
