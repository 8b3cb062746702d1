//! The tree of an index: levels, indicators, and what stands beside them.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregates::Aggregate;
use super::aggregation::Aggregation;
use super::answers::Answer;
use super::facets::{Part, Split};
use super::formula::Formula;
use super::grouping::{Grouping, Scope};
use super::imputation::{Imputation, InTime};
use super::methods::{Direction, Goalposts, Screen};
use super::normalise::{Normalisation, NormaliseMethod};
use super::readings::{Reading, Theme};
use super::transform::Transform;
use super::treatment::Treatment;
use super::uncertainty::{Filling, Uncertainty};
use super::weighting::Weighting;
use crate::model::{self, Names};

/// An inner node of the tree: the index itself, a focus area, or a group within one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    pub code: String,
    /// Position of the parent among [`Framework::levels`]; `None` for the index.
    pub parent: Option<usize>,
    pub name: Names,
    /// For tables and charts; the name where the framework gives none.
    pub short: Names,
    pub description: Option<Names>,
    pub why: Option<Names>,
    pub weight: f64,
    /// Where the weights of what stands directly below come from.
    pub weighting: Weighting,
    /// Share of what stands directly below that must be observed for a score.
    pub coverage: Option<f64>,
    /// No score unless everything directly below has one; otherwise over what is present.
    pub complete: bool,
    pub aggregation: Aggregation,
}

/// A measured concept: where its value comes from and how it becomes a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Indicator {
    pub code: String,
    /// Position of the parent among [`Framework::levels`].
    pub parent: usize,
    pub name: Names,
    pub short: Names,
    pub unit: Names,
    pub formula: Formula,
    /// The series whose women's and men's figures stand side by side, if any.
    pub by_sex: Option<String>,
    pub transform: Option<Transform>,
    /// Values below count as it.
    pub floor: Option<f64>,
    /// The smallest and the largest value there can be, in the native unit.
    pub range: Option<[f64; 2]>,
    /// Its own measurement error where it is a modelled estimate: deviation of its logarithm.
    pub error: Option<f64>,
    /// Which way is better, in the native unit.
    pub direction: Direction,
    pub in_time: InTime,
    /// Tried in turn until one gives a value.
    pub imputation: Vec<Imputation>,
    pub treatment: Treatment,
    pub normalisation: Normalisation,
    /// `None` for an indicator that is shown and not scored.
    pub weight: Option<f64>,
    /// No rank without it.
    pub required: bool,
    /// What its publisher warns of.
    pub caution: Option<Names>,
    /// What it counts, where that is told one by one.
    pub parts: Vec<Part>,
    /// Areas told apart by another figure.
    pub split: Option<Split>,
    pub decimals: usize,
    pub themes: Vec<String>,
}

impl Indicator {
    /// The values that score 0 and 100, where the method of normalisation is goalposts.
    pub fn goalposts(&self) -> Option<&Goalposts> {
        match &self.normalisation.method {
            NormaliseMethod::Goalposts(posts) => Some(posts),
            _ => None,
        }
    }

    /// Whether it has a weight; otherwise it is only shown.
    pub fn is_scored(&self) -> bool {
        self.weight.is_some()
    }

    /// Whether a value has its score whatever the other values are, so that scores of different
    /// years and of women and men compare.
    pub fn is_absolute(&self) -> bool {
        self.normalisation.method.set_beforehand()
    }

    /// Which way is better on the scale of the transform.
    pub fn scored_direction(&self) -> Direction {
        match self.transform {
            Some(Transform::Reciprocal) => self.direction.turned(),
            _ => self.direction,
        }
    }

    pub fn less_is_better(&self) -> bool {
        self.direction == Direction::Less
    }
}

/// A quantity that formulas share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Derived {
    pub code: String,
    pub name: Option<Names>,
    pub formula: Formula,
    pub why: Option<Names>,
}

/// A share of income, printed of groups of areas.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    pub name: Names,
    pub value: Formula,
}

/// Which years are compared for progress, and the share of weight a level needs to have any.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgressRule {
    #[serde(deserialize_with = "model::span")]
    pub from: [i32; 2],
    #[serde(deserialize_with = "model::span")]
    pub to: [i32; 2],
    pub coverage: f64,
    #[serde(default)]
    pub pace: Option<PaceRule>,
}

/// Two spans of years, how many years the values must be apart at least, and the year that their pace is
/// carried on to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaceRule {
    #[serde(deserialize_with = "model::span")]
    pub from: [i32; 2],
    #[serde(deserialize_with = "model::span")]
    pub to: [i32; 2],
    pub apart: i32,
    pub year: i32,
}

/// A measure that the audit sets beside the index.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    pub code: String,
    pub name: Names,
    /// For tables and charts; the name where the framework gives none.
    pub short: Names,
    pub why: Option<Names>,
    /// Where less is better, the audit turns its order round, so that 1 is agreement.
    pub direction: Direction,
    pub by: ComparedBy,
}

/// Where the values of a measure come from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ComparedBy {
    /// A formula over series and derived quantities.
    Formula(Formula),
    /// The index of another framework, over the same areas, data and cut-off.
    Index { file: PathBuf, framework: Box<Framework> },
}

/// A whole index. Levels stand parents before children, the index first; indicators in file order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Framework {
    pub code: String,
    pub name: Names,
    /// Reference table and catalogue, if the framework names them; resolved against its own folder.
    pub areas_file: Option<PathBuf>,
    pub sources_file: Option<PathBuf>,
    pub scope: Option<Scope>,
    /// Series that weighs areas in group means.
    pub population: Option<String>,
    /// Last year that counts; an edition may override it. `None`: the latest year there is.
    pub cut_off: Option<i32>,
    /// Oldest value used, in years before the cut-off. `None`: any age.
    pub max_age: Option<i32>,
    pub screen: Screen,
    /// Share of indicator weight every focus area needs for a rank.
    pub ranking_coverage: f64,
    pub progress: Option<ProgressRule>,
    /// The indicator of income inequality, against which the index without it is read.
    pub inequality: Option<String>,
    /// Position among the measures of income per head, at equal values of which relations are told too.
    pub income: Option<usize>,
    /// Shares of income that parts of the people have, and Theil's T inside an area made of them, with what it
    /// takes for granted.
    pub shares: Vec<Share>,
    pub within: Option<(Formula, Names)>,
    /// Numbers of the world and of groups, and the share of the weight that one needs to be printed.
    pub aggregates: Vec<Aggregate>,
    pub aggregate_share: f64,
    /// Measures from outside that the audit sets beside the index.
    pub measures: Vec<Comparison>,
    /// Questions of others, and what each is called where it is one of them.
    pub readings: Vec<Reading>,
    pub themes: Vec<Theme>,
    pub levels: Vec<Level>,
    pub derived: Vec<Derived>,
    pub indicators: Vec<Indicator>,
    pub groupings: Vec<Grouping>,
    /// The grouping whose groups have pages of their own in the report, and stand in no other table of it.
    pub regions: Option<Grouping>,
    /// What the authors answer to doubts of the audit.
    pub answers: Vec<Answer>,
    pub uncertainty: Uncertainty,
}

impl Framework {
    /// Positions of the focus areas: the levels directly under the index.
    pub fn focus_areas(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.levels.len()).filter(|&l| self.levels[l].parent == Some(0))
    }

    /// The index, then every focus area, by position among the framework's levels.
    pub fn index_and_focus_areas(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(0).chain(self.focus_areas())
    }

    /// What a figure of every indicator is divided into: each focus area with the indicators under it,
    /// then the index with those that are in no focus area.
    pub fn sections(&self) -> Vec<(usize, Vec<usize>)> {
        let under = |level: usize| (level, self.indicators_under(level).collect());
        let mut sections: Vec<(usize, Vec<usize>)> = self.focus_areas().map(under).collect();
        let apart = |i: &usize| self.focus_area_of(self.indicators[*i].parent).is_none();
        sections.push((0, (0..self.indicators.len()).filter(apart).collect()));
        sections.retain(|(_, indicators)| !indicators.is_empty());
        sections
    }

    /// The focus area a level belongs to; `None` for the index itself.
    pub fn focus_area_of(&self, level: usize) -> Option<usize> {
        self.up_from(level).find(|&at| self.levels[at].parent == Some(0))
    }

    /// Positions of the indicators at or below a level.
    pub fn indicators_under(&self, level: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.indicators.len()).filter(move |&i| self.is_under(self.indicators[i].parent, level))
    }

    /// Positions of the scored indicators.
    pub fn scored(&self) -> impl Iterator<Item = usize> + '_ {
        self.scored_under(0)
    }

    /// Positions of the scored indicators at or below a level.
    pub fn scored_under(&self, level: usize) -> impl Iterator<Item = usize> + '_ {
        self.indicators_under(level).filter(|&i| self.indicators[i].is_scored())
    }

    /// Whether every score depends on the area's own values alone: no weights made from all areas'
    /// scores, and no aggregation that compares areas. Only such scores compare over time.
    pub fn is_absolute(&self) -> bool {
        self.levels.iter().all(|l| !l.weighting.is_made() && !l.aggregation.compares())
    }

    /// Position of the grouping whose groups are the peers of their areas.
    pub fn peers(&self) -> Option<usize> {
        self.groupings.iter().position(|grouping| grouping.peers.is_some())
    }

    /// The grouping that small multiples and the text follow: the first with more than one group.
    pub fn main_grouping(&self) -> Option<usize> {
        self.groupings.iter().position(|grouping| grouping.groups.len() > 1)
    }

    /// A grouping by position; the regions stand after all others.
    pub fn grouping(&self, position: usize) -> Option<&Grouping> {
        match position == self.groupings.len() {
            true => self.regions.as_ref(),
            false => self.groupings.get(position),
        }
    }

    pub fn indicator(&self, code: &str) -> Option<usize> {
        self.indicators.iter().position(|i| i.code == code)
    }

    pub fn level(&self, code: &str) -> Option<usize> {
        self.levels.iter().position(|l| l.code == code)
    }

    /// Columns of the reference table by which missing values are made.
    pub fn group_columns(&self) -> impl Iterator<Item = &str> {
        let others = self.uncertainty.imputation.iter().flat_map(|choice| &choice.others);
        let others = others.filter_map(|filling| match filling {
            Filling::Made(method) => Some(method),
            Filling::Nothing | Filling::Regression => None,
        });
        let methods = self.indicators.iter().flat_map(|i| &i.imputation).chain(others);
        methods.filter_map(|method| method.column())
    }

    fn is_under(&self, level: usize, ancestor: usize) -> bool {
        self.up_from(level).any(|at| at == ancestor)
    }

    /// A level, its parent, and so on up to the index.
    fn up_from(&self, level: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(level), |&at| self.levels[at].parent)
    }

    /// The frameworks whose indices this one is compared with, and their files.
    pub fn compared(&self) -> impl Iterator<Item = (&Path, &Framework)> {
        self.measures.iter().filter_map(|measure| match &measure.by {
            ComparedBy::Index { file, framework } => Some((file.as_path(), framework.as_ref())),
            ComparedBy::Formula(_) => None,
        })
    }
}
