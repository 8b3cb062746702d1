//! The folder of the project on disk: where the method, the figures, the words and editions stand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::edition::Edition;
use crate::fault::{Fault, Faults, Place, Result};
use crate::hashed::Hashed;
use crate::look::Look;
use crate::model::Language;
use crate::text_file;
use crate::words::{self, Words};

/// The folder of editions, in that of the report.
const EDITIONS: &str = "editions";

/// The files of texts that each language has.
const TEXTS: [&str; 5] = ["words", "figures", "indicators", "glossary", "explorer"];

/// The project's root: the folder that holds `datasets/framework.toml` and `report/`.
#[derive(Debug, Clone)]
pub struct Project {
    pub root: PathBuf,
}

impl Project {
    /// `explicit`, or the nearest folder at or above the current one that looks like the project.
    ///
    /// # Errors
    /// There is none: says where was looked.
    pub fn find(explicit: Option<&Path>) -> Result<Self> {
        let start = match explicit {
            Some(folder) => folder.to_owned(),
            None => std::env::current_dir()
                .map_err(|e| Fault::io("find the current folder", Path::new("."), &e))?,
        };
        let mut candidates: Vec<&Path> = start.ancestors().collect();
        if explicit.is_some() {
            candidates.truncate(1);
        }
        match candidates.into_iter().find(|root| root.join("datasets/framework.toml").is_file()) {
            Some(root) => Ok(Project { root: root.to_owned() }),
            None => Err(Fault::new("there is no project here (no datasets/framework.toml)")
                .at(Place::file(&start))
                .nearest_path(&start)
                .hint("run ssj inside the project, or name its folder with --project DIR")
                .into()),
        }
    }

    pub fn framework_file(&self) -> PathBuf {
        self.root.join("datasets/framework.toml")
    }

    pub fn report_folder(&self) -> PathBuf {
        self.root.join("report")
    }

    /// A file's name for outputs: relative to the project where it lies inside, as given elsewhere.
    pub fn name_of(&self, path: &Path) -> String {
        let name = path.strip_prefix(&self.root).unwrap_or(path);
        name.display().to_string()
    }

    /// Ids of all editions, in order.
    pub fn editions(&self) -> Result<Vec<String>> {
        let folder = self.report_folder().join(EDITIONS);
        let entries =
            fs::read_dir(&folder).map_err(|e| Fault::io("list the editions", &folder, &e))?;
        let names = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned());
        let mut ids: Vec<String> =
            names.filter_map(|name| name.strip_suffix(".toml").map(str::to_owned)).collect();
        ids.sort();
        Ok(ids)
    }

    /// The edition `id`, or the latest there is.
    ///
    /// # Errors
    /// No such edition (with the nearest), or a file that can't be read.
    pub fn edition(&self, id: Option<&str>) -> Result<Edition> {
        let ids = self.editions()?;
        let folder = self.report_folder().join(EDITIONS);
        let wanted = match id {
            Some(id) => id.to_owned(),
            None => ids.last().cloned().ok_or_else(|| {
                Fault::new("there is no edition")
                    .at(Place::file(&folder))
                    .hint("add a file ID.toml")
            })?,
        };
        if wanted == EDITIONS {
            let message = format!("an edition can't be called `{wanted}`");
            return Err(Fault::new(message)
                .at(Place::file(&folder))
                .hint("what is made of it would lie among the editions themselves")
                .into());
        }
        if !ids.contains(&wanted) {
            return Err(Fault::new(format!("there is no edition `{wanted}`"))
                .at(Place::file(&folder))
                .nearest(&wanted, ids.iter().map(String::as_str))
                .hint(format!("there are: {}", ids.join(", ")))
                .into());
        }
        let file = self.edition_file(&wanted);
        Edition::read(&wanted, &file, &read(&file)?)
    }

    /// The file of an edition.
    pub fn edition_file(&self, id: &str) -> PathBuf {
        self.report_folder().join(EDITIONS).join(format!("{id}.toml"))
    }

    /// The sentences of the report and of the figures in one language.
    pub fn words(&self, language: Language) -> Result<Words> {
        let file =
            |stem: &str| self.report_folder().join(format!("{stem}.{}.toml", language.code()));
        let (report, figures) = (file("words"), file("figures"));
        let words = Words::read(language, &report, &read(&report)?)?;
        Ok(words.and(Words::read(language, &figures, &read(&figures)?)?))
    }

    /// What is wrong with the hand-written texts of each language beside the English ones, by file; of
    /// the languages that there are files of, and of `others`.
    pub fn translations(&self, others: &[Language]) -> Vec<(String, Result<String>)> {
        let file = |stem: &str, language: Language| {
            self.report_folder().join(format!("{stem}.{}.toml", language.code()))
        };
        let is_there =
            |language: &Language| TEXTS.iter().any(|stem| file(stem, *language).is_file());
        let languages = [Language::Fr, Language::Es].into_iter();
        let languages = languages.filter(|l| others.contains(l) || is_there(l));
        let compared = |stem: &str, language| {
            let (from, to) = (file(stem, Language::En), file(stem, language));
            let found = words::compare((&from, &read(&from)?), (&to, &read(&to)?))?;
            Faults::check(found, "as complete as the English".to_owned())
        };
        let all = languages.flat_map(|language| TEXTS.map(|stem| (stem, language)));
        all.map(|(stem, language)| (self.name_of(&file(stem, language)), compared(stem, language)))
            .collect()
    }

    /// The sentences of the explorer too.
    pub fn explorer_words(&self, language: Language) -> Result<Words> {
        let file = self.report_folder().join(format!("explorer.{}.toml", language.code()));
        Ok(self.words(language)?.and(Words::read(language, &file, &read(&file)?)?))
    }

    /// Everything an edition is set with, by hash: its file, the words, the look, the templates.
    pub fn hand_written(&self, edition: &Edition) -> Result<Vec<Hashed>> {
        let folder = self.report_folder();
        let entries =
            fs::read_dir(&folder).map_err(|e| Fault::io("list the folder", &folder, &e))?;
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.retain(|f| f.extension().is_some_and(|e| e == "typ" || e == "toml"));
        files.push(folder.join(format!("editions/{}.toml", edition.id)));
        let before = self.edition_before(edition)?;
        files.extend(before.map(|before| self.edition_file(&before.id)));
        files.sort();
        let hash = |file: &PathBuf| {
            let bytes = fs::read(file).map_err(|e| Fault::io("read the file", file, &e))?;
            Ok(Hashed::of(&self.name_of(file), &bytes))
        };
        files.iter().map(hash).collect()
    }

    /// The edition before another: of those with an earlier last year the latest. One that can't be read is
    /// none: its own build says why.
    ///
    /// # Errors
    /// The editions can't be listed.
    pub fn edition_before(&self, edition: &Edition) -> Result<Option<Edition>> {
        let others = self.editions()?.into_iter().filter(|id| *id != edition.id);
        let others = others.filter_map(|id| self.edition(Some(&id)).ok());
        let earlier = others.filter(|other| other.cut_off < edition.cut_off);
        Ok(earlier.max_by(|a, b| (a.cut_off, &a.id).cmp(&(b.cut_off, &b.id))))
    }

    pub fn look(&self) -> Result<Look> {
        let file = self.report_folder().join("look.toml");
        Look::read(&file, &read(&file)?)
    }
}

/// The text of a file of the project.
pub fn read(file: &Path) -> Result<String> {
    text_file::text(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_texts_of_the_english_in_their_order() {
        let project = Project { root: PathBuf::from(env!("CARGO_MANIFEST_DIR")) };
        let compared = project.translations(&[]);
        assert_eq!(compared.len(), 2 * TEXTS.len());
        for (file, found) in compared {
            assert!(found.is_ok(), "{file}: {}", found.unwrap_err());
        }
    }
}
