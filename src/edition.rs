//! An edition file, `report/editions/<id>.toml`, and everything that edition is made from.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::analyse::Findings;
use crate::fault::{Fault, Faults, Place, Result};
use crate::figures::Look;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::{Areas, Catalogue, Language, Names};
use crate::project::Project;
use crate::score::Scores;
use crate::toml_file;
use crate::uncertainty::attainable::{Attainable, Obstacle};
use crate::uncertainty::{Sensitivities, Simulation};
use crate::words::Words;

/// What makes one edition differ from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The file's name without its ending, e.g. `2026-H2`.
    #[serde(skip_deserializing)]
    pub id: String,
    pub title: Names,
    pub subtitle: Names,
    /// Day of publication, `2026-12-01`; also the time stamp in the PDF.
    pub date: String,
    /// Last year that counts.
    pub cut_off: i32,
    pub languages: Vec<Language>,
    /// A later edition this one is compared with: set for a reconstruction from today's vintages.
    #[serde(default)]
    pub reconstructed_beside: Option<String>,
}

impl Edition {
    /// Reads `text`, the content of `file`.
    ///
    /// # Errors
    /// Not TOML, an unknown or missing key, or a date that is not `YYYY-MM-DD`: names the line.
    pub fn read(id: &str, file: &Path, text: &str) -> Result<Self> {
        let mut edition: Edition = toml_file::parse(file, text)?;
        edition.id = id.to_owned();
        let mut faults = Vec::new();
        if edition.languages.is_empty() {
            faults.push(Fault::new("an edition needs a language").at(Place::file(file)));
        }
        for (i, language) in edition.languages.iter().enumerate() {
            if edition.languages[..i].contains(language) {
                let message = format!("the language `{}` stands twice", language.code());
                faults.push(Fault::new(message).at(Place::file(file)));
            }
        }
        if let Err(Faults(wrong)) = crate::report::timestamp(&edition) {
            faults.extend(wrong.into_iter().map(|fault| fault.at(Place::file(file))));
        }
        Faults::check(faults, edition)
    }
}

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
    pub words: &'a Words,
    pub look: &'a Look,
}

impl Exhibits<'_> {
    pub fn language(&self) -> Language {
        self.words.language()
    }
}
