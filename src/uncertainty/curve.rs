//! Values observed with their scores in, the score of any other value out: on the line between.

/// (value, score), found without a search through all of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Curve {
    /// Ascending, each once.
    values: Vec<f64>,
    scores: Vec<f64>,
    /// The range of the values in equal stretches: how many values lie before each.
    before: Vec<usize>,
    stretches_per_unit: f64,
}

impl Curve {
    pub fn new(mut pairs: Vec<(f64, f64)>) -> Self {
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        pairs.dedup_by(|a, b| a.0 == b.0);
        let (values, scores): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let stretches = 2 * values.len();
        let width = values.last().zip(values.first()).map_or(0.0, |(last, first)| last - first);
        let per_unit = stretches as f64 / width;
        let stretches_per_unit = if per_unit.is_finite() { per_unit } else { 0.0 };
        let mut curve = Curve { values, scores, before: Vec::new(), stretches_per_unit };
        let before =
            |stretch: usize| curve.values.partition_point(|value| curve.stretch(*value) < stretch);
        // One more than the last value may fall into, for the end of its stretch.
        curve.before = (0..stretches + 2).map(before).collect();
        curve
    }

    /// Never less for a larger value.
    fn stretch(&self, value: f64) -> usize {
        let first = self.values.first().copied().unwrap_or(0.0);
        (((value - first) * self.stretches_per_unit) as usize).min(2 * self.values.len())
    }

    /// The score of a value: of the end nearest to it, where it lies beyond all.
    pub fn score(&self, value: f64) -> f64 {
        let Some(last) = self.values.len().checked_sub(1) else { return 0.0 };
        if value <= self.values[0] {
            return self.scores[0];
        }
        if value > self.values[last] {
            return self.scores[last];
        }
        let stretch = self.stretch(value);
        let (from, to) = (self.before[stretch], self.before[stretch + 1]);
        let above = from + self.values[from..to].partition_point(|x| *x < value);
        let (low, high) = (self.values[above - 1], self.values[above]);
        let (bottom, top) = (self.scores[above - 1], self.scores[above]);
        bottom + (top - bottom) * ((value - low) / (high - low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_scored_on_the_line_between_its_neighbours() {
        let curve = Curve::new(vec![(4.0, 10.0), (1.0, 0.0), (4.0, 10.0), (5.0, 50.0)]);
        let found = [0.5, 1.0, 2.5, 4.0, 4.25, 5.0, 9.0].map(|x| curve.score(x));
        assert_eq!(found, [0.0, 0.0, 5.0, 10.0, 20.0, 50.0, 50.0]);
        assert_eq!(Curve::new(Vec::new()).score(3.0), 0.0);
        assert_eq!(Curve::new(vec![(2.0, 7.0)]).score(3.0), 7.0);
    }

    #[test]
    fn however_the_values_lie_the_search_finds_what_a_plain_one_does() {
        let far = |i: i32| (f64::from(i) * 1.7).exp() - 3.0;
        for pairs in [
            (0..40).map(|i| (far(i), f64::from(i))).collect::<Vec<_>>(),
            (0..40).map(|i| (f64::from(i) / 7.0, f64::from(i * i))).collect(),
            vec![(-8e307, 0.0), (0.0, 1.0), (8e307, 2.0)],
        ] {
            let curve = Curve::new(pairs.clone());
            for pair in pairs.windows(2) {
                let middle = pair[0].0 / 2.0 + pair[1].0 / 2.0;
                let found = curve.score(middle);
                assert!(pair[0].1 < found && found < pair[1].1, "{middle}");
                assert_eq!(curve.score(pair[1].0), pair[1].1);
            }
        }
    }
}
