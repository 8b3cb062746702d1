//! What scoring gives.

use super::aggregate::LevelWeights;
use super::impute::Imputed;
use super::standing::{Standing, Status};
use super::treat::Treated;
use super::tree::{Child, below};
use crate::framework::Framework;
use crate::model::Grid;

/// Every score of an edition. Rows are areas in the order given; columns of `indicators` follow
/// the framework's indicators, those of the other grids its levels (the index is column 0).
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Which values were there before anything was imputed, in time or from others.
    pub observed: Grid<bool>,
    /// Values that were made, by area, then indicator.
    pub imputed: Vec<Imputed>,
    /// Values as treated: on the scale of the transform, before normalisation.
    pub prepared: Grid<Option<f64>>,
    /// Values that treatment changed, by indicator, then area.
    pub treated: Vec<Treated>,
    /// On the scale of the indicator's normalisation, 0–100 as a rule; `None` where the value is
    /// missing. Unscored indicators have one too, for showing.
    pub indicators: Grid<Option<f64>>,
    /// Weights that were made from the scores, by level.
    pub weights: Vec<LevelWeights>,
    /// 0–100 as a rule; `None` where too little below is present.
    pub levels: Grid<Option<f64>>,
    /// Share of the declared indicator weight that is observed at or below the level, 0–1.
    pub coverage: Grid<f64>,
    /// Whether each area is ranked, and if not, why.
    pub standings: Vec<Standing>,
    /// Among ranked areas, 1 the highest score, ties take the smallest.
    pub ranks: Grid<Option<usize>>,
    /// Among ranked areas, 1 the lowest quarter of the scores … 4 the highest.
    pub quartiles: Grid<Option<u8>>,
}

impl Scores {
    pub fn status(&self, area: usize, level: usize) -> Status {
        let standing = &self.standings[area];
        match self.levels.get(area, level) {
            _ if standing.rests_on_too_little(level) => Status::TooLittle,
            None => Status::NoScore,
            Some(_) if standing.is_ranked() => Status::Ranked,
            Some(_) => Status::Indicative,
        }
    }

    /// The share of an indicator in the weight of the level it stands in, of what has a score there;
    /// `None` where it has none.
    pub fn share(&self, framework: &Framework, area: usize, indicator: usize) -> Option<f64> {
        let level = framework.indicators[indicator].parent;
        let made = self.weights.iter().find(|weights| weights.level == level);
        let (mut own, mut whole) = (None, 0.0);
        for (at, (child, declared)) in below(framework, level).into_iter().enumerate() {
            let score = match child {
                Child::Indicator(i) => self.indicators.get(area, i),
                Child::Level(l) => self.levels.get(area, l),
            };
            if score.is_some() {
                let weight = made.map_or(declared, |made| made.weights.of(area)[at]);
                whole += weight;
                own = own.or((child == Child::Indicator(indicator)).then_some(weight));
            }
        }
        own.filter(|_| whole > 0.0).map(|own| own / whole)
    }

    /// Whether an area has a score at a level that rests on as much of the weight as a rank asks for: only
    /// such scores enter means, and are called highest or lowest.
    pub fn is_covered(&self, area: usize, level: usize) -> bool {
        let has_score = self.levels.get(area, level).is_some();
        has_score && !self.standings[area].rests_on_little(level)
    }

    /// The score of an area at a level, where it may be printed.
    pub fn shown(&self, area: usize, level: usize) -> Option<f64> {
        let score = *self.levels.get(area, level);
        score.filter(|_| self.status(area, level) != Status::TooLittle)
    }

    /// These scores without those that are not printed.
    pub fn printed(&self) -> Scores {
        let (rows, columns) = (self.levels.rows(), self.levels.columns());
        let printed = |area: usize, level: usize| self.shown(area, level);
        Scores { levels: Grid::from_fn(rows, columns, printed), ..self.clone() }
    }

    /// The value that was made for an area and an indicator, if one was.
    pub fn imputed(&self, area: usize, indicator: usize) -> Option<&Imputed> {
        let cell = |made: &Imputed| (made.area, made.indicator);
        self.imputed.binary_search_by_key(&(area, indicator), cell).ok().map(|at| &self.imputed[at])
    }

    /// What treatment did to the value of an area and an indicator, if it changed it.
    pub fn treated(&self, area: usize, indicator: usize) -> Option<&Treated> {
        let cell = |changed: &Treated| (changed.indicator, changed.area);
        self.treated.binary_search_by_key(&(indicator, area), cell).ok().map(|at| &self.treated[at])
    }
}
