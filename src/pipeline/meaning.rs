//! What the stages of an edition are made from, each by a hash of what it means: files without the
//! spaces and comments of their form, options, the program.
//!
//! In: a plan. Out: names and hashes, and which of them a stage is made from.

use std::collections::BTreeMap;
use std::fmt;

use rayon::prelude::*;

use super::options::Options;
use super::plan::Plan;
use crate::fault::{Fault, Result};
use crate::hashed::Hashed;
use crate::model::Language;
use crate::provenance::Manifest;
use crate::report::PINNED;

/// Hashes, or short texts as they are, by the name of what they are of.
pub(super) type Meaning = BTreeMap<String, String>;

/// What a PDF depends on beside what it is set from: names of which a text alone is made.
pub(super) const SETTING: [&str; 3] = [TYPST, DAY, PROGRAM];
/// In which tables go out, whatever they say.
pub(super) const FORMAT: &str = "the option --format";
const TYPST: &str = "typst";
const DAY: &str = "the day in the PDF";
const PROGRAM: &str = "the program";
const ONLY: &str = "the option --only";
/// Its figures have no folder of their own.
const FIRST: &str = "the first language";
/// Of a page that leads to its like in the others.
const LANGUAGES: &str = "the languages";
/// Spaces and comments too, which a page gives back.
const TEXT: &str = "the text of the framework";
/// Where everything stands that is written by hand for figures and text.
const HAND_WRITTEN: &str = "report/";

/// A stage of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Reading and scoring.
    Scores,
    Simulation,
    Figures(Language),
    /// The text and its typesetting.
    Report(Language),
    /// The page that can be questioned.
    Explorer(Language),
}

impl Part {
    /// The stages of an edition in these languages, in their order.
    pub fn of(languages: &[Language]) -> Vec<Self> {
        let each =
            languages.iter().flat_map(|&l| [Part::Figures(l), Part::Report(l), Part::Explorer(l)]);
        [Part::Scores, Part::Simulation].into_iter().chain(each).collect()
    }

    /// Whether it is made from what is called so.
    pub fn is_made_from(self, name: &str) -> bool {
        let Some(file) = name.strip_prefix(HAND_WRITTEN) else {
            return match name {
                TYPST | DAY | ONLY => matches!(self, Part::Report(_)),
                FIRST => matches!(self, Part::Report(_) | Part::Figures(_)),
                LANGUAGES | TEXT => matches!(self, Part::Explorer(_)),
                _ => true,
            };
        };
        let (stem, language) = match file.strip_suffix(".toml").and_then(|f| f.rsplit_once('.')) {
            Some((stem, language)) => (stem, Some(language)),
            None => (file, None),
        };
        let is_of = |own: Language| language.is_none_or(|code| code == own.code());
        let is_shared = file == "look.toml" || file.starts_with("editions/");
        match self {
            Part::Scores | Part::Simulation => false,
            Part::Figures(own) => is_shared || (matches!(stem, "words" | "figures") && is_of(own)),
            Part::Explorer(own) => {
                let is_said = matches!(stem, "words" | "figures" | "indicators" | "explorer");
                is_shared || (is_said && is_of(own))
            }
            Part::Report(own) => stem != "explorer" && is_of(own),
        }
    }

    /// What is made before it and goes into it.
    pub fn follows(self, other: Part) -> bool {
        match (self, other) {
            (Part::Simulation, Part::Scores) => true,
            (Part::Scores | Part::Simulation, _) => false,
            (_, Part::Scores | Part::Simulation) => true,
            (Part::Report(one), Part::Figures(other)) => one == other,
            _ => false,
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Scores => write!(f, "scores"),
            Part::Simulation => write!(f, "simulation"),
            Part::Figures(language) => write!(f, "figures {}", language.code()),
            Part::Report(language) => write!(f, "report {}", language.code()),
            Part::Explorer(language) => write!(f, "explorer {}", language.code()),
        }
    }
}

/// Of all that an edition is made from.
///
/// # Errors
/// A file of the data can't be read.
pub(super) fn meaning(plan: &Plan, options: &Options) -> Result<Meaning> {
    let mut all = Meaning::new();
    let Manifest { tool, code, toolchain, .. } = Manifest::of("");
    let chosen = plan.chosen(options);
    let formats: Vec<&str> = options.formats().into_iter().map(|form| form.name()).collect();
    let mut add = |name: &str, value: String| drop(all.insert(name.to_owned(), value));
    add(PROGRAM, format!("{tool}, code {code}, {toolchain}"));
    add("the option --originals", chosen.originals);
    add(ONLY, plan.only.as_ref().map_or_else(String::new, |codes| codes.join(",")));
    add(FORMAT, formats.join(","));
    add("the originals that are read", of_json(&(&plan.method.used, &plan.method.absent))?);
    add(TYPST, plan.typst.clone().unwrap_or_else(|| PINNED.to_owned()));
    if let Some(issue) = &plan.issue {
        add("the edition", issue.edition.id.clone());
        add(FIRST, issue.edition.languages.first().map_or("", |first| first.code()).to_owned());
        let codes: Vec<&str> = issue.edition.languages.iter().map(|l| l.code()).collect();
        add(LANGUAGES, codes.join(","));
        add(TEXT, Hashed::of("", plan.method.text.as_bytes()).sha256);
        add(DAY, issue.edition.date.clone());
        add("the last year", issue.edition.cut_off.to_string());
        add("the edition beside", of_json(&plan.later_edition()?)?);
        add("the edition before", of_json(&plan.edition_before()?)?);
    }
    for hashed in plan.method.inputs.iter().chain(plan.inputs()) {
        add(&hashed.file, of_file(plan, hashed));
    }
    let sources = plan.method.sources.par_iter().map(|source| match source.path.is_dir() {
        true => Hashed::of_folder(&source.name, &source.path),
        false => Hashed::of_file(&source.name, &source.path),
    });
    for hashed in sources.collect::<Result<Vec<_>>>()? {
        add(&hashed.file, hashed.sha256);
    }
    Ok(all)
}

/// Of a file of the method or the edition: TOML by its values alone, any other by its bytes.
fn of_file(plan: &Plan, hashed: &Hashed) -> String {
    let of_values = || {
        let root = &plan.issue.as_ref()?.project.root;
        let text = std::fs::read_to_string(root.join(&hashed.file)).ok()?;
        // Of what was read, not of what was written since.
        let same = Hashed::of(&hashed.file, text.as_bytes()) == *hashed;
        of_json(&text.parse::<toml::Table>().ok().filter(|_| same)?).ok()
    };
    let is_toml = hashed.file.ends_with(".toml");
    is_toml.then(of_values).flatten().unwrap_or_else(|| hashed.sha256.clone())
}

fn of_json(value: &impl serde::Serialize) -> Result<String> {
    let json = serde_json::to_vec(value)
        .map_err(|e| Fault::new(format!("cannot tell what an input means ({e})")))?;
    Ok(Hashed::of("", &json).sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_made_from_its_own_language_and_what_all_share() {
        let (en, fr) = (Language::En, Language::Fr);
        let made = |part: Part| {
            [
                "datasets/framework.toml",
                "typst",
                "report/look.toml",
                "report/editions/x.toml",
                "report/words.en.toml",
                "report/figures.fr.toml",
                "report/glossary.fr.toml",
                "report/report.typ",
                "report/explorer.fr.toml",
                "the languages",
            ]
            .map(|name| part.is_made_from(name))
        };
        let made_from = |part: Part| -> String {
            made(part).map(|is| if is { '1' } else { '0' }).iter().collect()
        };
        assert_eq!(made_from(Part::Scores), "1000000000");
        assert_eq!(made_from(Part::Figures(en)), "1011100000");
        assert_eq!(made_from(Part::Figures(fr)), "1011010000");
        assert_eq!(made_from(Part::Report(en)), "1111100100");
        assert_eq!(made_from(Part::Report(fr)), "1111011100");
        assert_eq!(made_from(Part::Explorer(en)), "1011100001");
        assert_eq!(made_from(Part::Explorer(fr)), "1011010011");
    }
}
