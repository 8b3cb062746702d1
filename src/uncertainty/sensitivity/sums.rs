//! The outputs of a model at the points of one scramble in, the sums that the indices need out.
//!
//! Nothing grows with the number of points: outputs × inputs numbers are kept.

/// What has been summed over some points of one scramble.
#[derive(Debug, Clone)]
pub struct Sums {
    /// Outputs of A and B taken in: two per point.
    count: u64,
    /// Per output, over A and B.
    mean: Vec<f64>,
    /// Per output, Σ(y − mean)² over A and B, updated by Welford's method.
    squares: Vec<f64>,
    /// Input by input, one per output: Σ(y_B − y_ABi)².
    first: Vec<f64>,
    /// Input by input, one per output: Σ(y_A − y_ABi)².
    total: Vec<f64>,
}

impl Sums {
    pub fn new(inputs: usize, outputs: usize) -> Self {
        let (row, table) = (vec![0.0; outputs], vec![0.0; inputs * outputs]);
        Sums { count: 0, mean: row.clone(), squares: row, first: table.clone(), total: table }
    }

    /// Takes in the outputs at a point of A or B.
    pub fn add(&mut self, outputs: &[f64]) {
        self.count += 1;
        let share = 1.0 / self.count as f64;
        for ((mean, squares), y) in self.mean.iter_mut().zip(&mut self.squares).zip(outputs) {
            let step = y - *mean;
            *mean += step * share;
            *squares += step * (y - *mean);
        }
    }

    /// Takes in the outputs at a point of A, at that of B, and at A with one input from B.
    pub fn add_input(&mut self, input: usize, a: &[f64], b: &[f64], mixed: &[f64]) {
        let row = input * a.len()..(input + 1) * a.len();
        let sums = self.first[row.clone()].iter_mut().zip(&mut self.total[row]);
        for ((first, total), ((a, b), mixed)) in sums.zip(a.iter().zip(b).zip(mixed)) {
            *first += (b - mixed) * (b - mixed);
            *total += (a - mixed) * (a - mixed);
        }
    }

    /// Takes in the sums over later points of the same scramble (Chan, Golub and LeVeque 1979).
    pub fn merge(&mut self, later: &Sums) {
        let (own, other) = (self.count as f64, later.count as f64);
        self.count += later.count;
        let share = if self.count == 0 { 0.0 } else { other / self.count as f64 };
        for output in 0..self.mean.len() {
            let step = later.mean[output] - self.mean[output];
            self.mean[output] += step * share;
            self.squares[output] += later.squares[output] + step * step * own * share;
        }
        let tables = self.first.iter_mut().chain(&mut self.total);
        for (sum, later) in tables.zip(later.first.iter().chain(&later.total)) {
            *sum += later;
        }
    }

    pub fn outputs(&self) -> usize {
        self.mean.len()
    }

    /// The mean of an output over A and B.
    pub fn mean(&self, output: usize) -> f64 {
        self.mean[output]
    }

    /// The mean square of an output's distance from its mean over A and B.
    pub fn spread(&self, output: usize) -> f64 {
        self.squares[output] / self.count as f64
    }

    /// Jansen's numerators, Σ(…)²/2N: of the first-order and of the total index.
    pub fn halves(&self, input: usize, output: usize) -> (f64, f64) {
        let at = input * self.outputs() + output;
        // Two outputs are counted per point: `count` is already 2N.
        (self.first[at] / self.count as f64, self.total[at] / self.count as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_in_parts_are_the_sums_in_one() {
        // By hand: A 1 3, B 5 7, mean 4, squares 9 1 1 9; mixed 2 2, so first 9 + 25, total 1 + 1.
        let point = |sums: &mut Sums, a: f64, b: f64, mixed: f64| {
            sums.add(&[a]);
            sums.add(&[b]);
            sums.add_input(0, &[a], &[b], &[mixed]);
        };
        let mut whole = Sums::new(1, 1);
        point(&mut whole, 1.0, 5.0, 2.0);
        point(&mut whole, 3.0, 7.0, 2.0);
        let (mut early, mut late) = (Sums::new(1, 1), Sums::new(1, 1));
        point(&mut early, 1.0, 5.0, 2.0);
        point(&mut late, 3.0, 7.0, 2.0);
        early.merge(&late);
        for sums in [whole, early] {
            assert_eq!((sums.mean(0), sums.spread(0)), (4.0, 5.0));
            assert_eq!(sums.halves(0, 0), (34.0 / 4.0, 2.0 / 4.0));
        }
    }

    #[test]
    fn a_constant_has_no_spread_at_all() {
        let (mut early, mut late) = (Sums::new(1, 1), Sums::new(1, 1));
        (0..7).for_each(|_| early.add(&[0.1]));
        (0..3).for_each(|_| late.add(&[0.1]));
        early.merge(&late);
        assert_eq!((early.mean(0), early.spread(0)), (0.1, 0.0));
    }
}
