//! Points in, one cell each: the assignment of least total squared distance.

use super::site::Cell;

/// More targets than this take the nearest free cell one after the other: the least total takes time
/// with the cube of their number.
const MOST_AT_LEAST_TOTAL: usize = 400;

/// Gives every target (column, row; in cells) a cell of its own on a grid of `columns` × `rows`,
/// so that the sum of squared distances is least; of very many, that each is small. Successive shortest augmenting paths with
/// potentials (Jonker and Volgenant 1987); ties go to the earlier target and the earlier cell.
///
/// The grid must have at least as many cells as there are targets.
pub(super) fn nearest_cells(targets: &[(f64, f64)], columns: usize, rows: usize) -> Vec<Cell> {
    if targets.len() > MOST_AT_LEAST_TOTAL {
        return nearest_free(targets, columns, rows);
    }
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

/// The nearest cell that none before has taken, for each in turn.
fn nearest_free(targets: &[(f64, f64)], columns: usize, rows: usize) -> Vec<Cell> {
    let mut is_taken = vec![false; columns * rows];
    let mut give = |&(x, y): &(f64, f64)| {
        let mut best: Option<(f64, usize)> = None;
        // Squares around the target, until no cell of a wider one can be nearer.
        for reach in 0..columns.max(rows) as i64 {
            if best.is_some_and(|(distance, _)| distance.sqrt() < reach as f64 - 0.5) {
                break;
            }
            for (column, row) in ring((x.round() as i64, y.round() as i64), reach) {
                let (Ok(column), Ok(row)) = (usize::try_from(column), usize::try_from(row)) else {
                    continue;
                };
                let cell = row * columns + column;
                if column >= columns || row >= rows || is_taken[cell] {
                    continue;
                }
                let distance = (column as f64 - x).powi(2) + (row as f64 - y).powi(2);
                let nearer = best.is_none_or(|(d, c)| (distance, cell) < (d, c));
                best = if nearer { Some((distance, cell)) } else { best };
            }
        }
        let (_, cell) = best.expect("a grid with a cell for each target");
        is_taken[cell] = true;
        Cell { row: cell / columns, column: cell % columns }
    };
    targets.iter().map(&mut give).collect()
}

/// The cells on the edge of a square around a middle: the middle alone, its eight neighbours, …
fn ring((column, row): (i64, i64), reach: i64) -> impl Iterator<Item = (i64, i64)> {
    let across = move |down: i64| {
        let step = if down.abs() == reach { 1 } else { (2 * reach).max(1) };
        (-reach..=reach).step_by(step as usize).map(move |over| (column + over, row + down))
    };
    (-reach..=reach).flat_map(across)
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
    fn very_many_targets_get_cells_of_their_own_near_them() {
        let side = 30;
        let targets: Vec<(f64, f64)> =
            (0..side * side).map(|i| ((i % side) as f64 + 0.3, (i / side) as f64 + 0.4)).collect();
        let cells = nearest_cells(&targets, side + 1, side + 1);
        for (k, cell) in cells.iter().enumerate() {
            assert_eq!((cell.column, cell.row), (k % side, k / side));
        }
        // All on one spot: a square around it.
        let cells = nearest_cells(&[(15.0, 15.0); 441], 31, 31);
        let distinct: std::collections::BTreeSet<_> = cells.iter().collect();
        assert_eq!(distinct.len(), 441);
        assert!(cells.iter().all(|c| c.row.abs_diff(15) + c.column.abs_diff(15) <= 16));
    }

    #[test]
    fn no_target_needs_no_cell() {
        assert!(nearest_cells(&[], 3, 3).is_empty());
    }
}
