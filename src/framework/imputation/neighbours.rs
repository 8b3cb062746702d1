//! The areas nearest to one, by the indicators that both have.

use crate::model::{Column, Grid};
use crate::statistics::{deviation, mean};

/// A z-score and 1 where it is present, 0 and 0 where not.
type Masked = [f64; 2];

/// (x − mean) / deviation (n − 1) of each column, by area; a column that does not vary tells no
/// areas apart and is left without values.
fn z_scores(columns: &[&Column]) -> Grid<Masked> {
    let rows = columns.first().map_or(0, |column| column.len());
    let standardise = |column: &&Column| -> Vec<Masked> {
        let present: Vec<f64> = column.iter().flatten().copied().collect();
        let varies = present.iter().any(|x| *x != present[0]);
        let spread = mean(&present).zip(deviation(&present)).filter(|(_, d)| varies && *d > 0.0);
        let z = |x: &Option<f64>| match x.zip(spread) {
            Some((x, (mean, deviation))) => [(x - mean) / deviation, 1.0],
            None => [0.0, 0.0],
        };
        column.iter().map(z).collect()
    };
    let columns: Vec<Vec<Masked>> = columns.iter().map(standardise).collect();
    Grid::from_columns(rows, &columns, |x| *x)
}

/// Euclidean distance on the columns present in both rows, divided by the share of the columns
/// that is; `None` where there is none. Without branches: gaps stand anywhere.
fn distance(a: &[Masked], b: &[Masked]) -> Option<f64> {
    let (mut squares, mut n) = (0.0, 0.0);
    for ([x, has_x], [y, has_y]) in a.iter().zip(b) {
        let both = has_x * has_y;
        squares += both * (x - y) * (x - y);
        n += both;
    }
    (n > 0.0).then(|| squares.sqrt() / (n / a.len() as f64))
}

/// All areas by how near they are to one; found once for each that is asked for in turn.
pub(super) struct Neighbours {
    z_scores: Grid<Masked>,
    of: Option<usize>,
    /// (distance, area), nearest first, ties in order of position.
    order: Vec<(f64, usize)>,
}

impl Neighbours {
    /// By these columns.
    pub fn new(columns: &[&Column]) -> Self {
        let z_scores = z_scores(columns);
        Neighbours { order: Vec::with_capacity(z_scores.rows()), z_scores, of: None }
    }

    /// The `k` areas nearest to `area` among those with a value in `column`, nearest first. `None`
    /// where fewer than `k` areas have a value and an indicator in common with it.
    pub fn nearest(&mut self, column: &Column, area: usize, k: usize) -> Option<Vec<usize>> {
        if self.of != Some(area) {
            self.look_around(area);
        }
        let donors = self.order.iter().map(|d| d.1).filter(|&other| column[other].is_some());
        let near: Vec<usize> = donors.take(k).collect();
        (near.len() == k).then_some(near)
    }

    fn look_around(&mut self, area: usize) {
        let (z, own) = (&self.z_scores, self.z_scores.row(area));
        self.order.clear();
        let others = (0..z.rows()).filter(|&other| other != area);
        self.order.extend(others.filter_map(|o| Some((distance(own, z.row(o))?, o))));
        self.order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        self.of = Some(area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_are_found_by_hand() {
        // The first column is missing for area 0; by the second, area 2 is nearest, then 1.
        let first = vec![None, Some(10.0), Some(20.0), Some(90.0)];
        let second = vec![Some(5.0), Some(4.0), Some(5.5), Some(9.0)];
        let mut neighbours = Neighbours::new(&[&first, &second]);
        assert_eq!(neighbours.nearest(&first, 0, 2), Some(vec![2, 1]));
        assert_eq!(neighbours.nearest(&first, 0, 4), None);
        // Area 2 is nearer to area 3 than area 1 by both columns; area 0 shares one only.
        assert_eq!(neighbours.nearest(&second, 3, 1), Some(vec![2]));
    }

    #[test]
    fn little_in_common_makes_far() {
        // One differs by 1 in one of two columns (1 / ½ = 2), the other by 1 and 1 in both (√2 / 1).
        let (zero, one, missing) = ([0.0, 1.0], [1.0, 1.0], [0.0, 0.0]);
        assert_eq!(distance(&[zero, zero], &[one, missing]), Some(2.0));
        assert_eq!(distance(&[zero, zero], &[one, one]), Some(2f64.sqrt()));
        assert_eq!(distance(&[zero, missing], &[missing, one]), None);
    }

    #[test]
    fn a_constant_column_tells_nothing() {
        // The mean of three times 0.1 is not 0.1: rounding must not pass for variation.
        let constant = vec![Some(0.1); 3];
        let z = z_scores(&[&constant]);
        assert!((0..3).all(|area| *z.get(area, 0) == [0.0, 0.0]));
    }
}
