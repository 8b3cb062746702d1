//! Hand-written texts about indicators and terms, read from `report/`.
//!
//! In: `indicators.<language>.toml` and `glossary.<language>.toml`. Out: texts by indicator code, and
//! the terms in the order of the file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::fault::{Fault, Place, Result};
use crate::framework::Framework;
use crate::model::Language;
use crate::{project, toml_file};

/// What no data can say of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorText {
    pub definition: String,
    pub limits: String,
    /// What a high score means.
    pub reading: String,
    /// Why a rank requires the indicator, in a sentence, where it does.
    #[serde(default)]
    pub required: Option<String>,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub term: String,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Glossary {
    entry: Vec<Entry>,
}

/// The hand-written texts of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    pub indicators: BTreeMap<String, IndicatorText>,
    pub glossary: Vec<Entry>,
}

impl Texts {
    /// Reads the two files of `language` in `folder`.
    ///
    /// # Errors
    /// A file is missing, not TOML, or holds another key than its kind has: names file and line.
    pub fn read(folder: &Path, language: Language) -> Result<Self> {
        let file = |stem: &str| folder.join(format!("{stem}.{}.toml", language.code()));
        let glossary: Glossary = parse(&file("glossary"))?;
        Ok(Texts { indicators: parse(&file("indicators"))?, glossary: glossary.entry })
    }

    /// Those that hold for another framework than the project's `own`: of indicators that are computed and
    /// measured as there.
    pub fn of_another(mut self, other: &Framework, own: &Framework) -> Self {
        let of = |framework: &Framework, code: &str| {
            let at = framework.indicator(code)?;
            let indicator = &framework.indicators[at];
            Some((indicator.formula.text().to_owned(), indicator.unit.clone()))
        };
        self.indicators.retain(|code, _| of(other, code).is_some_and(|o| of(own, code) == Some(o)));
        self
    }

    /// Every indicator that the report shows, scored or not, must have its texts.
    ///
    /// # Errors
    /// The codes of those without, with the file to write them into.
    pub fn check(&self, framework: &Framework, folder: &Path, language: Language) -> Result<()> {
        let codes = framework.indicators.iter().map(|indicator| indicator.code.as_str());
        let missing: Vec<&str> =
            codes.filter(|code| !self.indicators.contains_key(*code)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let file = folder.join(format!("indicators.{}.toml", language.code()));
        let names = missing.join(", ");
        let hint = format!(
            "write `[{}]` with `definition`, `limits` and `reading`, and so for each",
            missing[0]
        );
        let message = format!("the report has no words on what these indicators measure: {names}");
        Err(Fault::new(message).at(Place::file(&file)).hint(hint).into())
    }
}

fn parse<T: DeserializeOwned>(file: &Path) -> Result<T> {
    toml_file::parse(file, &project::read(file)?)
}
