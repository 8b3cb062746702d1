//! The scores of readings: of each theme over the indicators tagged with it, by the framework's own
//! methods. No theme is ranked.

use std::cmp::Ordering;

use super::ranges::{ScoreRange, ends_of_level};
use crate::framework::{Aggregation, ArithmeticMean, Framework, Given, Level};
use crate::model::Grid;
use crate::score::{self, LEAST_PRINTED, ROUNDING, Scores, all_below, coverage};
use crate::statistics::mean;

/// How many areas stand at either end of a theme.
pub const AT_ENDS: usize = 5;

/// A theme of a reading, with a score for each area that has one.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeScores {
    /// Positions of the reading and of the theme.
    pub reading: usize,
    pub theme: usize,
    /// Positions of the indicators that make the score, and of those tagged and not scored.
    pub scored: Vec<usize>,
    pub shown: Vec<usize>,
    /// By area.
    pub scores: Vec<Option<f64>>,
    /// Share of the declared weight of the theme that is observed, and that was imputed, 0–1.
    pub coverage: Vec<f64>,
    pub imputed: Vec<f64>,
    pub range: ScoreRange,
    /// How the scores of its indicators become its own.
    pub aggregation: Aggregation,
}

/// What a score of a theme stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It rests on as much of the weight as a rank asks for.
    Covered,
    Indicative,
    /// On so little that it is not printed.
    TooLittle,
    NoScore,
}

impl Support {
    pub fn name(self) -> &'static str {
        match self {
            Support::Covered => "covered",
            Support::Indicative => "indicative",
            Support::TooLittle => "too_little",
            Support::NoScore => "no_score",
        }
    }
}

impl ThemeScores {
    pub fn support(&self, framework: &Framework, area: usize) -> Support {
        let share = self.coverage[area] + ROUNDING;
        match self.scores[area] {
            None => Support::NoScore,
            Some(_) if share >= framework.ranking_coverage => Support::Covered,
            Some(_) if share >= LEAST_PRINTED => Support::Indicative,
            Some(_) => Support::TooLittle,
        }
    }

    /// Areas whose score rests on enough, with it: of no others anything is said.
    pub fn covered<'a>(
        &'a self,
        framework: &'a Framework,
    ) -> impl Iterator<Item = (usize, f64)> + 'a {
        let enough = |area: &usize| self.support(framework, *area) == Support::Covered;
        let areas = (0..self.scores.len()).filter(enough);
        areas.filter_map(|area| Some((area, self.scores[area]?)))
    }

    /// The mean of the covered scores of some areas; none of none.
    pub fn mean(&self, framework: &Framework, areas: &[usize]) -> Option<f64> {
        let covered = self.covered(framework).filter(|(area, _)| areas.contains(area));
        mean(&covered.map(|(_, score)| score).collect::<Vec<_>>())
    }

    /// How many areas have a score that stands for one of these.
    pub fn count(&self, framework: &Framework, kinds: &[Support]) -> usize {
        let is_one = |area: &usize| kinds.contains(&self.support(framework, *area));
        (0..self.scores.len()).filter(is_one).count()
    }

    /// The [`AT_ENDS`] covered areas with the highest scores, or with the lowest, the outermost first, and
    /// those that the noise can't tell from the last of these; with the score from which on they stand. Nothing
    /// where fewer than four times as many are covered.
    pub fn at_end(&self, framework: &Framework, is_highest: bool) -> Option<(Vec<usize>, f64)> {
        let turned = |score: f64| if is_highest { score } else { -score };
        let mut found: Vec<(usize, f64)> = self.covered(framework).collect();
        found.sort_by(|a, b| turned(b.1).total_cmp(&turned(a.1)));
        let last = found.get(AT_ENDS - 1).filter(|_| found.len() >= 4 * AT_ENDS)?.1;
        let apart = |score: f64| self.range.direction(turned(last) - turned(score));
        found.retain(|(_, score)| apart(*score) != Ordering::Greater);
        let from = found.last()?.1;
        Some((found.into_iter().map(|(area, _)| area).collect(), from))
    }
}

/// Every theme of every reading, in their order. `imputed`: which values were made; `ranges`: of the
/// scores of the indicators.
pub(super) fn scores(
    framework: &Framework,
    scores: &Scores,
    imputed: &Grid<bool>,
    ranges: &[ScoreRange],
) -> Vec<ThemeScores> {
    let of_reading = |(r, reading)| framework.themes_of(reading).map(move |theme| (r, theme));
    let themes = framework.readings.iter().enumerate().flat_map(of_reading);
    themes.map(|at| of_theme(framework, at, (scores, imputed), ranges)).collect()
}

fn of_theme(
    framework: &Framework,
    (reading, theme): (usize, usize),
    (scores, imputed): (&Scores, &Grid<bool>),
    ranges: &[ScoreRange],
) -> ThemeScores {
    let (scored, shown): (Vec<usize>, Vec<usize>) =
        framework.tagged(theme).partition(|&i| framework.indicators[i].is_scored());
    let alone = alone(framework, theme);
    let aggregation = alone.levels[0].aggregation.clone();
    let areas = vec![String::new(); scores.observed.rows()];
    let found = match scored.is_empty() {
        true => None,
        false => score::levels(&alone, &areas, &scores.indicators, &scores.observed).ok(),
    };
    let found: Vec<Option<f64>> = found.map_or_else(
        || vec![None; areas.len()],
        |levels| levels.scores.column(0).copied().collect(),
    );
    let share = |of: &Grid<bool>| coverage(&alone, of).column(0).copied().collect();
    let ends = ends_of_level(&aggregation, &all_below(&alone)[0], ranges, &[]);
    ThemeScores {
        reading,
        theme,
        scored,
        shown,
        coverage: share(&scores.observed),
        imputed: share(imputed),
        range: ScoreRange::new(ends, found.iter().flatten().copied()),
        scores: found,
        aggregation,
    }
}

/// The framework with this theme alone: an index of the indicators tagged with it, made as the focus
/// areas are.
fn alone(framework: &Framework, theme: usize) -> Framework {
    let mut alone = framework.clone();
    let tagged: Vec<usize> = framework.tagged(theme).collect();
    for (i, indicator) in alone.indicators.iter_mut().enumerate() {
        indicator.parent = 0;
        indicator.weight = indicator.weight.filter(|_| tagged.contains(&i));
    }
    alone.levels = vec![Level { parent: None, ..like_areas(framework) }];
    alone
}

/// A level as all focus areas are, where one rule makes them and takes any parts; else a weighted
/// arithmetic mean.
fn like_areas(framework: &Framework) -> Level {
    let areas: Vec<&Level> = framework.focus_areas().map(|l| &framework.levels[l]).collect();
    let first = areas.first().copied().unwrap_or(&framework.levels[0]);
    let rule = |of: &Level| (of.aggregation.clone(), of.weighting.clone());
    let takes_any = !first.aggregation.needs_all();
    let (aggregation, weighting) = match takes_any && areas.iter().all(|l| rule(l) == rule(first)) {
        true => rule(first),
        false => (ArithmeticMean.into(), Given.into()),
    };
    Level { aggregation, weighting, complete: false, ..first.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;
    use crate::framework::{Reading, Theme};
    use crate::model::Names;

    /// By hand: 20 areas from 0 to 95 by fives, but the sixth highest 1 point below the fifth.
    #[test]
    fn an_end_goes_on_as_far_as_the_noise_does() {
        let mut scores: Vec<Option<f64>> = (0..20).map(|n| Some(5.0 * f64::from(n))).collect();
        scores[14] = Some(74.0);
        let theme = ThemeScores {
            reading: 0,
            theme: 0,
            scored: Vec::new(),
            shown: Vec::new(),
            coverage: vec![1.0; 20],
            imputed: vec![0.0; 20],
            range: ScoreRange::HUNDRED,
            aggregation: WORLD.framework.levels[0].aggregation.clone(),
            scores,
        };
        let framework = &WORLD.framework;
        assert_eq!(theme.at_end(framework, true), Some((vec![19, 18, 17, 16, 15, 14], 74.0)));
        assert_eq!(theme.at_end(framework, false), Some((vec![0, 1, 2, 3, 4], 20.0)));
    }

    #[test]
    fn a_theme_is_the_weighted_mean_of_what_is_tagged_and_present() {
        let theme = |code: &str, reading: Option<&str>| Theme {
            code: code.into(),
            reading: reading.map(str::to_owned),
            name: Names::english(code),
            short: None,
            description: None,
            lacks: Vec::new(),
        };
        let mut framework = WORLD.framework.clone();
        framework.readings = vec![Reading {
            code: "r".into(),
            name: Names::english("R"),
            source: Names::english("S"),
            description: None,
            lacks: Vec::new(),
        }];
        framework.themes = vec![theme("only_a_tag", None), theme("t", Some("r"))];
        framework.indicators.iter_mut().for_each(|i| i.themes.clear());
        let tagged = ["women_parliament", "birth_registration", "fatal_injuries"];
        let at = tagged.map(|code| framework.indicator(code).unwrap());
        at.iter().for_each(|&i| framework.indicators[i].themes = vec!["t".into()]);
        let nothing = Grid::filled(WORLD.panel.areas.len(), framework.indicators.len(), false);
        let found = scores(&framework, &WORLD.scores, &nothing, &WORLD.findings.ranges.indicators);
        let [found] = &found[..] else { panic!("one theme of a reading") };
        assert_eq!((found.theme, &found.scored[..], &found.shown[..]), (1, &at[..2], &at[2..]));
        for area in 0..WORLD.panel.areas.len() {
            let score = |i: usize| *WORLD.scores.indicators.get(area, i);
            // Weights 1 and 0.5.
            let (expected, share) = match (score(at[0]), score(at[1])) {
                (Some(a), Some(b)) => (Some((a + 0.5 * b) / 1.5), 1.0),
                (Some(a), None) => (Some(a), 2.0 / 3.0),
                (None, Some(b)) => (Some(b), 1.0 / 3.0),
                (None, None) => (None, 0.0),
            };
            let near = |x: f64, y: f64| (x - y).abs() < 1e-9;
            assert!(near(found.coverage[area], share), "{area}");
            match (found.scores[area], expected) {
                (Some(x), Some(y)) => assert!(near(x, y), "{area}"),
                (x, y) => assert_eq!(x, y),
            }
            let support = match share {
                s if s > 0.6 => Support::Covered,
                s if s > 0.3 => Support::Indicative,
                _ => Support::NoScore,
            };
            assert_eq!(found.support(&framework, area), support);
        }
    }
}
