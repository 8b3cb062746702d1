//! A level: its score, its rank, and what stands below it with the weights that were used.

use super::case::Case;
use super::methods::made;
use super::told::{Interval, Level, Node, Numbers, Part, Within};
use crate::analyse::RankWithin;
use crate::score::{Child, LevelWeights, Status, below};
use crate::words::{said, say};

impl Case<'_> {
    pub(super) fn level(
        &self,
        area: usize,
        level: usize,
        interval: &dyn Fn(&str) -> Interval,
    ) -> Level {
        let (of, scores) = (&self.framework.levels[level], self.scores);
        let weights = scores.weights.iter().find(|weights| weights.level == level);
        let mut parts: Vec<Part> = below(self.framework, level)
            .into_iter()
            .enumerate()
            .map(|(at, child)| self.part(area, at, child, weights, interval))
            .collect();
        let whole: f64 = parts.iter().map(|part| part.weight).sum();
        for part in &mut parts {
            part.share = if whole > 0.0 { part.weight / whole } else { 0.0 };
            let low = of.aggregation.floor().zip(part.node.score());
            part.counted_as = low.filter(|(floor, score)| score < floor).map(|(floor, _)| floor);
        }
        let score = *scores.levels.get(area, level);
        let (formula, numbers) = match score {
            Some(score) => made(self, (area, level), score, &parts),
            None => (without_score(self, (area, level), &parts), Numbers::default()),
        };
        let status = scores.status(area, level);
        let interval =
            if status == Status::TooLittle { Interval::default() } else { interval(&of.code) };
        Level {
            code: of.code.clone(),
            name: self.tongue.name(&of.name).to_owned(),
            score: scores.shown(area, level),
            computed: score,
            status: status.name(),
            rank: *scores.ranks.get(area, level),
            ranked: self.ranked[level],
            within: self.within(area, level),
            interval,
            coverage: *scores.coverage.get(area, level),
            method: of.aggregation.key(),
            weighting: of.weighting.key(),
            formula,
            numbers,
            parts,
        }
    }

    /// The rank in its own group, of every grouping of several.
    fn within(&self, area: usize, level: usize) -> Vec<Within> {
        let several = self.framework.groupings.iter().zip(&self.within);
        let several = several.filter(|(of, _)| of.groups.len() > 1);
        let own = several.filter_map(|(of, ranks)| {
            let RankWithin { group, rank, of: n } = (*ranks.get(area, level))?;
            let group = self.tongue.name(&of.groups[group].name).to_owned();
            Some(Within { group, rank, of: n })
        });
        own.collect()
    }

    fn part(
        &self,
        area: usize,
        at: usize,
        (child, declared): (Child, f64),
        weights: Option<&LevelWeights>,
        interval: &dyn Fn(&str) -> Interval,
    ) -> Part {
        let node = match child {
            Child::Indicator(i) => Node::Indicator(Box::new(self.indicator(area, i))),
            Child::Level(l) => Node::Level(Box::new(self.level(area, l, interval))),
        };
        let used = weights.map_or(declared, |made| made.weights.of(area)[at]);
        let weight = node.score().map_or(0.0, |_| used);
        let note = weights.map_or(String::new(), |made| self.tongue.of_weight(made.below[at].2));
        Part { declared, weight, share: 0.0, note, counted_as: None, node }
    }
}

/// Why a level has no score: too little below it, or a method that has none for the scores below.
fn without_score(case: &Case, (area, level): (usize, usize), parts: &[Part]) -> String {
    let (of, tongue) = (&case.framework.levels[level], &case.tongue);
    let missing: Vec<&str> =
        parts.iter().filter(|p| p.node.score().is_none()).map(|p| p.node.code()).collect();
    if missing.len() == parts.len() {
        return tongue.word("nothing_below");
    }
    if (of.complete || of.aggregation.needs_all()) && !missing.is_empty() {
        return say!(tongue, "all_needed", missing = missing.join(", "));
    }
    let is_there = |part: &&Part| match &part.node {
        Node::Indicator(_) => {
            let at = case.framework.indicator(part.node.code()).unwrap_or_default();
            *case.scores.observed.get(area, at)
        }
        Node::Level(level) => level.computed.is_some(),
    };
    let there = parts.iter().filter(is_there).count();
    let needed = of.coverage.unwrap_or(0.0);
    if (there as f64) < needed * parts.len() as f64 {
        let said = said![
            there = there.to_string(),
            all = parts.len().to_string(),
            needed = format!("{:.0}", needed * 100.0)
        ];
        return say!(tongue, "few_observed", ..said);
    }
    match of.aggregation.formula() {
        Some(formula) => {
            say!(tongue, "formula_undefined", formula = formula.to_string())
        }
        None => say!(tongue, "method_undefined", method = of.aggregation.key()),
    }
}
