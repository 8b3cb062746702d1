//! What an edition is made from, and how its names, scores and sources are said: figures and report
//! both stand on it.

pub(crate) mod basis;
pub(crate) mod between;
pub(crate) mod choices;
pub(crate) mod colours;
pub(crate) mod ids;
pub(crate) mod names;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod scores;
pub(crate) mod source;

use crate::analyse::{Crossing, Findings};
use crate::edition::Edition;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::look::Look;
use crate::model::{Areas, Catalogue, Language};
use crate::project::Project;
use crate::score::Scores;
use crate::uncertainty::attainable::{Attainable, Obstacle};
use crate::uncertainty::{Sensitivities, Simulation};
use crate::words::Words;

/// How an edition differs from a later one made from the same vintages.
#[derive(Debug, Clone, PartialEq)]
pub struct Reconstruction {
    /// The later edition's id and cut-off.
    pub beside: String,
    pub cut_off: i32,
    /// Values used by both, and how many of those differ.
    pub shared: usize,
    pub differing: usize,
    /// Values only the later edition has; only this one has.
    pub only_later: usize,
    pub only_here: usize,
}

/// What moved since the edition before.
#[derive(Debug, Clone, PartialEq)]
pub struct Since {
    /// Its id and cut-off, and whether it is a reconstruction from today's vintages.
    pub before: String,
    pub cut_off: i32,
    pub is_reconstructed: bool,
    /// Whether nothing is new since but the last year.
    pub is_year_alone: bool,
    /// Of every focus area, over the areas whose score rests on enough in both editions.
    pub crossings: Vec<Crossing>,
}

/// Everything figures and text are made from, for one edition in one language.
pub struct Exhibits<'a> {
    pub project: &'a Project,
    pub edition: &'a Edition,
    pub framework: &'a Framework,
    pub areas: &'a Areas,
    pub catalogue: &'a Catalogue,
    pub panel: &'a Panel,
    pub scores: &'a Scores,
    pub findings: &'a Findings,
    /// How sure ranks and scores are.
    pub simulation: &'a Simulation,
    /// What moves them; `None` where it was not asked.
    pub sensitivities: Option<&'a Sensitivities>,
    /// What each ranked area can reach by other weights, or why that can't be said.
    pub attainable: std::result::Result<&'a [Attainable], Obstacle>,
    pub reconstruction: Option<&'a Reconstruction>,
    pub since: Option<&'a Since>,
    pub words: &'a Words,
    pub look: &'a Look,
}

impl Exhibits<'_> {
    /// Whether an area has a score at a level, or the index, that rests much on imputed values.
    pub fn is_marked(&self, area: usize, level: usize) -> bool {
        self.scores.levels.get(area, level).is_some()
            && self.findings.rests_on_imputed(self.framework, area, level)
    }

    pub fn language(&self) -> Language {
        self.words.language()
    }
}
