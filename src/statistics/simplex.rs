//! Small linear programmes: maximise c·x where Ax ≤ b and x ≥ 0, with b ≥ 0.

/// Below it a coefficient counts as 0; scores come in scaled to at most 1.
const ZERO: f64 = 1e-11;

/// The x that maximises `objective`·x under rows·x ≤ `limits` (each 0 or above) and x ≥ 0, by the
/// simplex method on the condensed tableau with Bland's rule (which can't cycle). `rows` stand one
/// after the other. `None` where there is no bound.
pub fn maximise(objective: &[f64], rows: &[f64], limits: &[f64]) -> Option<Vec<f64>> {
    let (n, m) = (objective.len(), limits.len());
    let mut cells = Vec::with_capacity((n + 1) * (m + 1));
    for (row, limit) in rows.chunks_exact(n.max(1)).zip(limits) {
        cells.extend_from_slice(row);
        cells.push(*limit);
    }
    cells.extend(objective.iter().map(|c| -c).chain([0.0]));
    let mut tableau = Tableau { cells, outside: (0..n).collect(), inside: (n..n + m).collect() };
    while let Some(entering) = tableau.entering() {
        let leaving = tableau.leaving(entering)?;
        tableau.pivot(leaving, entering);
    }
    let mut x = vec![0.0; n];
    for (row, &variable) in tableau.inside.iter().enumerate().filter(|(_, v)| **v < n) {
        // A corner at 0 may come out below it by rounding.
        x[variable] = tableau.row(row)[n].max(0.0);
    }
    Some(x)
}

/// Constraints, then the objective, one after the other; the last cell of a row is its right-hand
/// side.
struct Tableau {
    cells: Vec<f64>,
    /// Variables at 0, by column; those from n on are the slacks of the rows.
    outside: Vec<usize>,
    /// The variable that each row gives the value of.
    inside: Vec<usize>,
}

impl Tableau {
    fn width(&self) -> usize {
        self.outside.len() + 1
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.width()..(row + 1) * self.width()]
    }

    fn entering(&self) -> Option<usize> {
        let goal = self.row(self.inside.len());
        let improves = (0..self.outside.len()).filter(|&column| goal[column] < -ZERO);
        improves.min_by_key(|&column| self.outside[column])
    }

    fn leaving(&self, column: usize) -> Option<usize> {
        let last = self.outside.len();
        let bounds = (0..self.inside.len()).filter_map(|row| {
            let cells = self.row(row);
            (cells[column] > ZERO).then(|| (cells[last] / cells[column], row))
        });
        let first =
            bounds.min_by(|a, b| a.0.total_cmp(&b.0).then(self.inside[a.1].cmp(&self.inside[b.1])));
        first.map(|(_, row)| row)
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let width = self.width();
        let (above, rest) = self.cells.split_at_mut(row * width);
        let (pivot_row, below) = rest.split_at_mut(width);
        let pivot = pivot_row[column];
        pivot_row.iter_mut().for_each(|x| *x /= pivot);
        pivot_row[column] = 1.0 / pivot;
        for cells in above.chunks_exact_mut(width).chain(below.chunks_exact_mut(width)) {
            let factor = cells[column];
            if factor == 0.0 {
                continue;
            }
            cells[column] = 0.0;
            for (cell, p) in cells.iter_mut().zip(&*pivot_row) {
                *cell -= factor * p;
            }
        }
        std::mem::swap(&mut self.inside[row], &mut self.outside[column]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_of_two_variables_is_solved_by_hand() {
        // 3x + 5y under x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: the corner (2, 6).
        let rows = [1.0, 0.0, 0.0, 2.0, 3.0, 2.0];
        let x = maximise(&[3.0, 5.0], &rows, &[4.0, 12.0, 18.0]).unwrap();
        assert!((x[0] - 2.0).abs() < 1e-12 && (x[1] - 6.0).abs() < 1e-12);
    }

    #[test]
    fn without_a_bound_there_is_no_solution_and_at_zero_there_is_one() {
        assert_eq!(maximise(&[1.0], &[-1.0], &[1.0]), None);
        assert_eq!(maximise(&[1.0, 1.0], &[1.0, 1.0], &[0.0]), Some(vec![0.0, 0.0]));
    }
}
