//! Points in, who is near whom out, without asking each about all others.

use std::collections::BTreeMap;

/// Side of a bin, in cells: nothing further apart pushes.
pub(super) const SIDE: f64 = 2.0;

/// Points by the square they fall in.
pub(super) struct Bins {
    of: Vec<(i64, i64)>,
    inside: BTreeMap<(i64, i64), Vec<usize>>,
}

impl Bins {
    pub fn new(points: &[(f64, f64)]) -> Self {
        let bin = |x: f64| (x / SIDE).floor() as i64;
        let of: Vec<(i64, i64)> = points.iter().map(|p| (bin(p.0), bin(p.1))).collect();
        let mut inside: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (point, bin) in of.iter().enumerate() {
            inside.entry(*bin).or_default().push(point);
        }
        Bins { of, inside }
    }

    /// The points no more than so many bins away from that of `point`, in their order; all that are
    /// within `bins` × [`SIDE`] of it are among them.
    pub fn around(&self, point: usize, bins: i64) -> Vec<usize> {
        let (x, y) = self.of[point];
        let columns = (x - bins..=x + bins)
            .flat_map(|column| self.inside.range((column, y - bins)..=(column, y + bins)));
        let mut found: Vec<usize> = columns.flat_map(|(_, points)| points).copied().collect();
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points about a cell apart, in rows of a fixed length.
    fn points(n: usize) -> Vec<(f64, f64)> {
        (0..n).map(|i| ((i % 40) as f64 * 1.01, (i / 40) as f64 * 1.01)).collect()
    }

    #[test]
    fn what_is_near_is_found_and_its_number_does_not_grow_with_the_points() {
        let asked = |n: usize| {
            let points = points(n);
            let bins = Bins::new(&points);
            let near = |a: usize, b: usize| {
                (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1) < SIDE
            };
            let mut asked = 0;
            for point in 0..n {
                let found = bins.around(point, 1);
                assert!((0..n).filter(|&o| near(point, o)).all(|o| found.contains(&o)));
                asked += found.len();
            }
            asked
        };
        // Four times the points: each with every other would be sixteen times the work.
        assert!(asked(1600) < 5 * asked(400));
    }
}
