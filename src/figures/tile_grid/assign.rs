//! Points in, one cell each: the assignment of least total squared distance.

use super::site::Cell;

/// Gives every target (column, row; in cells) a cell of its own on a grid of `columns` × `rows`,
/// so that the sum of squared distances is least. Successive shortest augmenting paths with
/// potentials (Jonker and Volgenant 1987); ties go to the earlier target and the earlier cell.
///
/// The grid must have at least as many cells as there are targets.
pub(super) fn nearest_cells(targets: &[(f64, f64)], columns: usize, rows: usize) -> Vec<Cell> {
    let cost = |target: usize, cell: usize| {
        let (x, y) = targets[target];
        let (dx, dy) = ((cell % columns) as f64 - x, (cell / columns) as f64 - y);
        dx * dx + dy * dy
    };
    assign(targets.len(), columns * rows, cost)
        .into_iter()
        .map(|cell| Cell { row: cell / columns, column: cell % columns })
        .collect()
}

/// The column given to each row, at least total cost; needs `rows <= columns`.
fn assign(rows: usize, columns: usize, cost: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    // Row 0 and column 0 are sentinels: a row enters through column 0, and 0 means "free".
    let mut row_price = vec![0.0; rows + 1];
    let mut column_price = vec![0.0; columns + 1];
    let mut row_of = vec![0; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; columns + 1];
        let mut from = vec![0; columns + 1];
        let mut visited = vec![false; columns + 1];
        while row_of[column] != 0 {
            visited[column] = true;
            let current = row_of[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for c in (1..=columns).filter(|&c| !visited[c]) {
                let reduced = cost(current - 1, c - 1) - row_price[current] - column_price[c];
                if reduced < slack[c] {
                    (slack[c], from[c]) = (reduced, column);
                }
                if slack[c] < step {
                    (step, next) = (slack[c], c);
                }
            }
            for c in 0..=columns {
                if visited[c] {
                    row_price[row_of[c]] += step;
                    column_price[c] -= step;
                } else {
                    slack[c] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[from[column]];
            column = from[column];
        }
    }
    let mut given = vec![0; rows];
    for c in (1..=columns).filter(|&c| row_of[c] != 0) {
        given[row_of[c] - 1] = c - 1;
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_assignment_is_found_by_hand() {
        let costs = [[4.0, 1.0, 3.0, 9.0], [2.0, 0.0, 5.0, 9.0], [3.0, 2.0, 2.0, 9.0]];
        assert_eq!(assign(3, 4, |r, c| costs[r][c]), [1, 0, 2]);
    }

    #[test]
    fn targets_on_one_spot_spread_to_cells_of_their_own() {
        let cells = nearest_cells(&[(1.0, 1.0); 5], 3, 3);
        let distinct: std::collections::BTreeSet<_> = cells.iter().collect();
        assert_eq!(distinct.len(), 5);
        assert!(cells.contains(&Cell { row: 1, column: 1 }));
        assert!(!cells.contains(&Cell { row: 0, column: 0 }));
    }

    #[test]
    fn no_target_needs_no_cell() {
        assert!(nearest_cells(&[], 3, 3).is_empty());
    }
}
