//! An edition file, `report/editions/<id>.toml`.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Faults, Place, Result};
use crate::framework::Framework;
use crate::model::{Language, Moment, Names};
use crate::toml_file;

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
    #[serde(deserialize_with = "crate::model::year")]
    pub cut_off: i32,
    #[serde(deserialize_with = "toml_file::some")]
    pub languages: Vec<Language>,
    /// A later edition this one is compared with: set for a reconstruction from today's vintages.
    #[serde(default)]
    pub reconstructed_beside: Option<String>,
    /// Whether doubts of its audit need no answer of the authors: of a trial, or of made-up figures.
    #[serde(default)]
    pub unanswered: bool,
    /// Who answers for it, as citations name them.
    #[serde(default)]
    pub authors: Vec<Author>,
    /// Its digital object identifier, `10.5281/zenodo.1234567`.
    #[serde(default)]
    pub doi: Option<String>,
    /// Where the project is kept.
    #[serde(default)]
    pub repository: Option<String>,
    /// The licence of the report's text, by its SPDX identifier.
    #[serde(default)]
    pub licence: Option<String>,
    /// Set where a report is made of another framework, or of other data, than the project's own: it is not
    /// the edition then.
    #[serde(skip)]
    pub another: Option<Another>,
}

/// What a report is of that is not an edition of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Another {
    /// The framework's file, as it was named; `None`: it is the project's own.
    pub framework: Option<String>,
    /// The files of data, as they were named; none: they are the project's own.
    pub data: Vec<String>,
    /// The title of the edition that it is not.
    pub beside: Names,
}

/// Someone who answers for an edition: a person, or a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    pub name: String,
    #[serde(default)]
    pub affiliation: Option<String>,
    /// Of a person, `https://orcid.org/0000-0002-1825-0097`.
    #[serde(default)]
    pub orcid: Option<String>,
}

impl Edition {
    /// Reads `text`, the content of `file`.
    ///
    /// # Errors
    /// Not TOML, an unknown or missing key, or a date that is not `YYYY-MM-DD`: names the line.
    pub fn read(id: &str, file: &Path, text: &str) -> Result<Self> {
        let mut edition: Edition = toml_file::parse(file, text)?;
        edition.id = id.to_owned();
        edition.check(file)?;
        Ok(edition)
    }

    /// Checks what can't be told from one key alone; `file`: where the edition stands.
    ///
    /// # Errors
    /// A language twice, an ORCID or a date that is none.
    pub fn check(&self, file: &Path) -> Result<()> {
        let mut faults = Vec::new();
        for (i, language) in self.languages.iter().enumerate() {
            if self.languages[..i].contains(language) {
                let message = format!("the language `{}` stands twice", language.code());
                faults.push(Fault::new(message).at(Place::file(file)));
            }
        }
        let is_orcid = |text: &str| text.starts_with("https://orcid.org/") && text.len() == 37;
        for author in &self.authors {
            if let Some(orcid) = author.orcid.as_deref().filter(|orcid| !is_orcid(orcid)) {
                let message = format!("`{orcid}` of {} is no ORCID", author.name);
                let hint = "write it as an address: https://orcid.org/0000-0002-1825-0097";
                faults.push(Fault::new(message).at(Place::file(file)).hint(hint));
            }
        }
        faults.extend(self.day().err().map(|fault| fault.at(Place::file(file))));
        Faults::check(faults, ())
    }

    /// The same with the title and the languages of another framework, called `file`, or of the project's
    /// own over other `data`: of the languages those in which it has a name, where none is asked for.
    pub fn of_another(
        self,
        file: Option<String>,
        data: Vec<String>,
        framework: &Framework,
        asked: &[Language],
    ) -> Self {
        let name = framework.name.clone();
        let has_name = |language: &Language| match language {
            Language::En => true,
            Language::Fr => name.fr.is_some(),
            Language::Es => name.es.is_some(),
        };
        let languages = match asked {
            [] => self.languages.into_iter().filter(has_name).collect(),
            asked => asked.to_vec(),
        };
        Edition {
            another: Some(Another { framework: file, data, beside: self.title }),
            title: name,
            subtitle: Names::default(),
            cut_off: framework.cut_off.unwrap_or(self.cut_off),
            languages,
            reconstructed_beside: None,
            unanswered: true,
            ..self
        }
    }

    /// The last year that counts, where it is this edition and no other framework that says so.
    pub fn last_year(&self) -> Option<i32> {
        self.another.is_none().then_some(self.cut_off)
    }

    /// The authors; where none is named, all of them as one body.
    pub fn named_authors(&self) -> Vec<Author> {
        match &self.authors[..] {
            [] => {
                let name = format!("The authors of {}", self.title.en);
                vec![Author { name, affiliation: None, orcid: None }]
            }
            authors => authors.to_vec(),
        }
    }

    /// The day of publication.
    ///
    /// # Errors
    /// The date is not written `YYYY-MM-DD`, or there is no such day.
    pub fn day(&self) -> std::result::Result<Moment, Fault> {
        let found = &self.date;
        Moment::parse(found).filter(|day| day.date() == *found).ok_or_else(|| {
            Fault::new(format!("the edition's date must be a day, YYYY-MM-DD (found `{found}`)"))
                .hint("for example date = \"2026-12-01\"")
        })
    }
}
