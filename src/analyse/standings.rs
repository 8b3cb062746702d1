//! Scores in; who is ranked out: how many, with which scores, and where the middle of them lies.

use crate::score::{Scores, Standing};
use crate::statistics::mean;

/// How many areas are ranked, how many have a score of some level without a rank, and how many have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standings {
    pub ranked: usize,
    pub indicative: usize,
    pub without: usize,
}

impl Standings {
    pub fn of(scores: &Scores) -> Self {
        let areas = scores.standings.iter().enumerate();
        let mut found = Standings { ranked: 0, indicative: 0, without: 0 };
        for (area, standing) in areas {
            let is_scored = scores.levels.row(area).iter().any(Option::is_some);
            match (standing.is_ranked(), is_scored) {
                (true, _) => found.ranked += 1,
                (false, true) => found.indicative += 1,
                (false, false) => found.without += 1,
            }
        }
        found
    }
}

/// How many areas are ranked, and how many have a score at a level: with a rank or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelStandings {
    pub ranked: usize,
    pub scored: usize,
    pub indicative: usize,
}

impl LevelStandings {
    pub fn of(scores: &Scores, level: usize) -> Self {
        let ranked = || scores.standings.iter().map(Standing::is_ranked);
        let has_score = || scores.levels.column(level).map(Option::is_some);
        let indicative = ranked().zip(has_score()).filter(|(is_ranked, has)| !is_ranked && *has);
        LevelStandings {
            ranked: ranked().filter(|is_ranked| *is_ranked).count(),
            scored: has_score().filter(|has| *has).count(),
            indicative: indicative.count(),
        }
    }
}

/// Ranked areas with their scores at a level, in the order of the panel.
fn ranked(scores: &Scores, level: usize) -> impl Iterator<Item = (usize, f64)> {
    let all = scores.levels.column(level).enumerate().filter_map(|(a, score)| Some((a, (*score)?)));
    all.filter(|(area, _)| scores.standings[*area].is_ranked())
}

/// The same, the highest first.
pub fn highest_ranked(scores: &Scores, level: usize) -> Vec<(usize, f64)> {
    let mut ranked: Vec<_> = ranked(scores, level).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
}

/// The middle of the ranked areas at a level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Middle {
    /// Ranked areas with a score at the level, and its mean.
    pub ranked: usize,
    pub mean: f64,
    /// From the lowest score of the second quarter to the highest of the third, by the bands that figures and
    /// tables show.
    pub half: (f64, f64),
}

/// `None` under four ranked areas.
pub fn middle(scores: &Scores, level: usize) -> Option<Middle> {
    let of_band = |wanted: u8| {
        let both = scores.levels.column(level).zip(scores.quartiles.column(level));
        both.filter(move |(_, band)| **band == Some(wanted)).filter_map(|(score, _)| *score)
    };
    let own: Vec<f64> = ranked(scores, level).map(|(_, score)| score).collect();
    let half = (of_band(2).min_by(f64::total_cmp)?, of_band(3).max_by(f64::total_cmp)?);
    Some(Middle { ranked: own.len(), mean: mean(&own)?, half })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;
    use crate::model::Grid;
    use crate::score::Reason;

    /// Six areas at one level: five ranked, of which the fourth has no score here, and one without a rank.
    fn scores() -> Scores {
        let mut levels = Grid::filled(6, 1, None);
        let mut quartiles = Grid::filled(6, 1, None);
        let of = [(0, 20.0, 1), (1, 80.0, 4), (2, 50.0, 3), (4, 40.0, 2), (5, 99.0, 0)];
        for (area, score, band) in of {
            levels.set(area, 0, Some(score));
            quartiles.set(area, 0, Some(band).filter(|band| *band > 0));
        }
        let ranked = |area| match area {
            5 => Standing::Indicative(Vec::<Reason>::new()),
            _ => Standing::Ranked,
        };
        Scores {
            levels,
            quartiles,
            standings: (0..6).map(ranked).collect(),
            ..WORLD.scores.clone()
        }
    }

    #[test]
    fn areas_are_ranked_or_scored_or_without() {
        let mut scores = scores();
        let counts = |of: &Scores| {
            let Standings { ranked, indicative, without } = Standings::of(of);
            (ranked, indicative, without)
        };
        assert_eq!(counts(&scores), (5, 1, 0));
        let at_level = LevelStandings { ranked: 5, scored: 5, indicative: 1 };
        assert_eq!(LevelStandings::of(&scores, 0), at_level);
        scores.levels.set(5, 0, None);
        assert_eq!(counts(&scores), (5, 0, 1));
    }

    #[test]
    fn only_ranked_areas_are_highest_and_the_first_of_equals_comes_first() {
        let mut scores = scores();
        scores.levels.set(4, 0, Some(80.0));
        assert_eq!(highest_ranked(&scores, 0), [(1, 80.0), (4, 80.0), (2, 50.0), (0, 20.0)]);
    }

    /// By hand: (20 + 80 + 50 + 40) / 4.
    #[test]
    fn the_middle_is_of_ranked_areas_alone() {
        let found = Middle { ranked: 4, mean: 47.5, half: (40.0, 50.0) };
        assert_eq!(middle(&scores(), 0), Some(found));
        let mut few = scores();
        few.quartiles = Grid::filled(6, 1, None);
        assert_eq!(middle(&few, 0), None);
    }
}
