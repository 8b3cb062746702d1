//! Scores of one level and the breaks between classes in; how many areas stand in each class out.

use super::groups::covered;
use super::standings::LevelStandings;
use crate::score::Scores;
use crate::statistics::{median, quantile};

/// The class of a score, counted from 0 for the lowest; a break belongs to the class above it.
pub fn class_of(breaks: &[f64], score: f64) -> usize {
    breaks.iter().filter(|b| score >= **b).count()
}

/// How the scores of all areas at a level spread over classes.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassCounts {
    /// Areas in each class, the lowest scores first.
    pub classes: Vec<usize>,
    /// Areas with a score and no rank; without a score.
    pub indicative: usize,
    pub missing: usize,
    /// Lowest and highest score of those that rest on enough: of scores on little no end is told.
    pub range: Option<(f64, f64)>,
    /// Of all scores.
    pub median: Option<f64>,
}

impl ClassCounts {
    pub fn of(scores: &Scores, level: usize, breaks: &[f64]) -> Self {
        let column: Vec<Option<f64>> = scores.levels.column(level).copied().collect();
        let known: Vec<f64> = column.iter().flatten().copied().collect();
        let mut classes = vec![0; breaks.len() + 1];
        known.iter().for_each(|score| classes[class_of(breaks, *score)] += 1);
        let ends = covered(scores, level).map(|(_, score)| (score, score));
        ClassCounts {
            classes,
            indicative: LevelStandings::of(scores, level).indicative,
            missing: column.len() - known.len(),
            range: ends.reduce(|(low, high), (score, _)| (low.min(score), high.max(score))),
            median: median(&known),
        }
    }

    pub fn scored(&self) -> usize {
        self.classes.iter().sum()
    }

    /// Areas in the classes below the middle one, and above it; of an even number, in either half.
    pub fn halves(&self) -> (usize, usize) {
        let (lower, upper) = (self.classes.len() / 2, self.classes.len().div_ceil(2));
        (self.classes[..lower].iter().sum(), self.classes[upper..].iter().sum())
    }
}

/// Of levels with their counts, those with the most areas in a class, and how many these are; no level where all
/// have as many.
pub fn most_in_class<L: Copy>(levels: &[(L, &ClassCounts)], class: usize) -> (Vec<L>, usize) {
    let most = levels.iter().map(|(_, of)| of.classes[class]).max().unwrap_or(0);
    let with = levels.iter().filter(|(_, of)| of.classes[class] == most);
    let with: Vec<L> = with.map(|(level, _)| *level).collect();
    (if with.len() == levels.len() { Vec::new() } else { with }, most)
}

/// Breaks that leave about as many of `scores` in each class, rounded as they are printed; fewer
/// where they would coincide or leave the lowest class empty.
pub fn equal_shares(scores: &[f64], classes: usize, decimals: usize) -> Vec<f64> {
    let scale = 10f64.powi(decimals as i32);
    let lowest = scores.iter().copied().fold(f64::INFINITY, f64::min);
    let shares = (1..classes).map(|class| class as f64 / classes as f64);
    let mut breaks: Vec<f64> = shares
        .filter_map(|share| quantile(scores, share))
        .map(|b| (b * scale).round() / scale)
        .filter(|b| *b > lowest)
        .collect();
    breaks.dedup();
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_fall_together_where_scores_do() {
        let scores: Vec<f64> = (0..=10).map(f64::from).collect();
        assert_eq!(equal_shares(&scores, 5, 1), [2.0, 4.0, 6.0, 8.0]);
        assert_eq!(equal_shares(&[1.0, 1.0, 1.0, 1.0, 9.0], 5, 1), [2.6]);
        assert_eq!(equal_shares(&[3.0, 3.0], 5, 1), [0.0; 0]);
        assert_eq!(equal_shares(&[], 5, 1), [0.0; 0]);
    }

    #[test]
    fn a_break_belongs_to_the_class_above_and_the_middle_class_to_neither_half() {
        assert_eq!(
            [0.0, 39.99, 40.0, 55.0, 99.0].map(|s| class_of(&[40.0, 55.0], s)),
            [0, 0, 1, 2, 2]
        );
        let of = |classes: &[usize]| ClassCounts {
            classes: classes.to_vec(),
            indicative: 0,
            missing: 0,
            range: None,
            median: None,
        };
        assert_eq!(of(&[3, 4, 5, 6, 7]).halves(), (7, 13));
        assert_eq!(of(&[3, 4]).halves(), (3, 4));
        assert_eq!((of(&[3]).halves(), of(&[3]).scored()), ((0, 0), 3));
        let (a, b, c) = (of(&[3, 1]), of(&[5, 1]), of(&[5, 1]));
        let levels = [("a", &a), ("b", &b), ("c", &c)];
        assert_eq!(most_in_class(&levels, 0), (vec!["b", "c"], 5));
        assert_eq!(most_in_class(&levels, 1), (Vec::new(), 1), "all as many");
    }
}
