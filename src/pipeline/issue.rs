//! An edition with all that it is set with: words, look, inputs; and whether it can be printed.

use std::collections::BTreeSet;

use super::options::Options;
use crate::edition::Edition;
use crate::fault::{Fault, Result};
use crate::figures;
use crate::framework::Framework;
use crate::hashed::Hashed;
use crate::ingest::read_text;
use crate::look::Look;
use crate::method::Method;
use crate::model::{Areas, Language, RefArea};
use crate::project::{Project, read};
use crate::report::Texts;
use crate::words::Words;

/// An edition of the project, with how it looks.
pub(super) struct Issue {
    pub project: Project,
    pub edition: Edition,
    pub look: Look,
    /// The words of each language, in the edition's order.
    pub words: Vec<Words>,
    /// Edition, words, look and templates, by hash.
    pub inputs: Vec<Hashed>,
}

impl Issue {
    /// Reads all that the edition is set with, so that what is missing is said before slow work.
    pub fn open(project: Project, options: &Options) -> Result<Self> {
        let mut edition = project.edition(options.edition.as_deref())?;
        if !options.languages.is_empty() {
            edition.languages.clone_from(&options.languages);
            edition.check(&project.edition_file(&edition.id))?;
        }
        let look = project.look()?;
        let words = edition.languages.iter().map(|&l| project.words(l)).collect::<Result<_>>()?;
        let inputs = project.hand_written(&edition)?;
        Ok(Issue { project, edition, look, words, inputs })
    }

    /// With words that know the areas of the method.
    pub fn of_areas(mut self, areas: Option<&Areas>) -> Self {
        if let Some(areas) = areas {
            self.words = self.words.into_iter().map(|words| words.of_areas(areas)).collect();
        }
        self
    }

    /// As a report of another framework, or of other data: with its name and in its languages.
    pub fn of_another(mut self, method: &Method, options: &Options) -> Result<Self> {
        let file = options.framework.as_ref().map(|file| self.project.name_of(file));
        let data = options.data.iter().map(|path| self.project.name_of(path)).collect();
        self.edition = self.edition.of_another(file, data, &method.framework, &options.languages);
        self.words.retain(|words| self.edition.languages.contains(&words.language()));
        let none = || Fault::new("the framework has no name in a language of the edition");
        if self.words.is_empty() { Err(none().into()) } else { Ok(self) }
    }

    /// Every name that is printed is in letters of the fonts.
    pub fn check_letters(&self, method: &Method) -> Result<()> {
        let (edition, own) = (&self.edition, self.project.edition_file(&self.edition.id));
        let (own_text, text) = (read(&own)?, read(&method.file)?);
        let table = method.framework.areas_file.as_deref();
        let with_text = |file| -> Result<_> { Ok((file, read_text(file)?.text)) };
        let table = table.map(with_text).transpose()?;
        let scope: Option<BTreeSet<&str>> =
            method.in_scope().map(|codes| codes.into_iter().collect());
        let printed =
            |area: &&RefArea| scope.as_ref().is_none_or(|scope| scope.contains(area.code.as_str()));
        let areas = method.areas.iter().flat_map(Areas::iter).filter(printed).collect();
        figures::Printed {
            edition: (edition, &own, &own_text),
            framework: (&method.framework, &method.file, &text),
            areas: table.as_ref().map(|(file, text)| (areas, *file, text.as_str())),
            family: &self.look.sans.family,
        }
        .check()
    }

    /// What the explorer is made with, in each language.
    pub fn explored(&self) -> Result<Vec<(Words, Texts)>> {
        let folder = self.project.report_folder();
        let of = |&language: &Language| {
            Ok((self.project.explorer_words(language)?, Texts::read(&folder, language)?))
        };
        self.edition.languages.iter().map(of).collect()
    }

    /// Every indicator has words on what it measures, in every language.
    pub fn check_texts(&self, framework: &Framework) -> Result<()> {
        let folder = self.project.report_folder();
        // Of another framework, what is not told is left out.
        let own = self.edition.another.is_none();
        for &language in self.edition.languages.iter().filter(|_| own) {
            Texts::read(&folder, language)?.check(framework, &folder, language)?;
        }
        Ok(())
    }
}
