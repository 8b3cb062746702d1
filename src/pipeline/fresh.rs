//! Which stages of an edition would come out as they lie there, and why the others must run.
//!
//! In: what each stage is made from, and the manifest of what lies there. Out: of each stage whether it
//! is fresh, and why not. No time stamp is asked: whatever a stage reads or has written is hashed.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::kept::Kept;
use super::layout::Layout;
use super::meaning::{Meaning, Part, SETTING, meaning};
use super::options::Options;
use super::plan::Plan;
use crate::explorer;
use crate::fault::Result;
use crate::hashed::Hashed;
use crate::model::Language;
use crate::provenance::{Manifest, State};
use crate::summary::Judged;
use crate::tables;

/// How many files are named before the rest is counted.
const TOLD: usize = 3;
/// What is longer is a hash, which tells no one anything.
const SHORT: usize = 40;

/// What lies there, and of each stage why it must run; nothing where it is fresh.
pub(super) struct Freshness {
    parts: Vec<(Part, Vec<String>)>,
    /// Of the last whole build here.
    earlier: Option<Manifest>,
    /// Files that are as that build wrote them.
    intact: Vec<Hashed>,
    languages: Vec<Language>,
    layout: Layout,
    pub meaning: Meaning,
}

impl Freshness {
    /// Judges every stage of the plan's edition by the manifest `found` in its folder.
    ///
    /// # Errors
    /// A file that is there can't be read.
    pub fn of(plan: &Plan, options: &Options, found: Option<&Manifest>) -> Result<Self> {
        let meaning = meaning(plan, options)?;
        let languages: Vec<Language> = plan.words().iter().map(|words| words.language()).collect();
        let layout = plan.layout.clone();
        let (earlier, none) = match found {
            None => (None, "nothing was built here".to_owned()),
            Some(_) if options.again => (None, "--again was asked for".to_owned()),
            Some(last) => match last.whole_build() {
                Some(whole) => (Some(whole.clone()), String::new()),
                None => {
                    let stage = &last.stage;
                    (None, format!("the last run here was of `{stage}`, not of a whole edition"))
                }
            },
        };
        // What a run that stopped sooner has made otherwise since.
        let since = found.filter(|last| last.whole.is_some());
        let mut judged = Freshness {
            parts: Vec::new(),
            earlier,
            intact: Vec::new(),
            languages,
            layout,
            meaning,
        };
        let broken = judged.look(plan, since)?;
        for part in Part::of(&judged.languages) {
            let why = match &judged.earlier {
                None => vec![none.clone()],
                Some(earlier) => judged.why(part, earlier, &broken, options.strict),
            };
            judged.parts.push((part, why));
        }
        Ok(judged)
    }

    /// Compares every file of the last build with what lies there: those that are not as they were.
    fn look(&mut self, plan: &Plan, since: Option<&Manifest>) -> Result<Vec<(Part, String)>> {
        let earlier = self.earlier.iter();
        let files: Vec<Hashed> =
            earlier.flat_map(|m| m.outputs.iter().chain(&m.kept)).cloned().collect();
        let states = files.par_iter().map(|hashed| hashed.state(&plan.root));
        let states: Vec<State> = states.collect::<Result<_>>()?;
        let mut broken = Vec::new();
        for (hashed, state) in files.into_iter().zip(states) {
            let what = match state {
                State::AsWritten => {
                    self.intact.push(hashed);
                    continue;
                }
                State::Missing => "is gone".to_owned(),
                _ => match written_since(&plan.root, since, &hashed.file)? {
                    Some(by) => format!("was made otherwise by {by}"),
                    None => "was changed after it was written".to_owned(),
                },
            };
            if let Some(part) = self.part_of(&hashed.file) {
                broken.push((part, format!("{} {what}", hashed.file)));
            }
        }
        Ok(broken)
    }

    fn why(
        &self,
        part: Part,
        earlier: &Manifest,
        broken: &[(Part, String)],
        strict: bool,
    ) -> Vec<String> {
        let (was, is) = (&earlier.meaning, &self.meaning);
        let mut why = Vec::new();
        let upstream = self.parts.iter().filter(|(other, _)| part.follows(*other));
        let stale = upstream.filter(|(other, _)| self.is_other(*other, earlier));
        let stale: Vec<String> = stale.map(|(other, _)| other.to_string()).collect();
        if stale.is_empty() {
            let names = was.keys().chain(is.keys().filter(|name| !was.contains_key(*name)));
            let own =
                names.filter(|name| part.is_made_from(name) && was.get(*name) != is.get(*name));
            why.extend(own.map(|name| told(name, was.get(name), is.get(name))));
        } else {
            why.push(format!("what it is made from may differ: {}", stale.join(", ")));
        }
        let mut of_part = broken.iter().filter(|(other, _)| *other == part).map(|(_, what)| what);
        why.extend(of_part.by_ref().take(TOLD).cloned());
        let more = of_part.count();
        if more > 0 {
            why.push(format!("{more} more of its files are gone or changed"));
        }
        if !earlier.outputs.iter().any(|hashed| self.part_of(&hashed.file) == Some(part)) {
            why.push("the last run did not finish it".to_owned());
        }
        if part == Part::Scores && strict && !self.has_no_problems() {
            why.push("--strict asks whether every row can be used".to_owned());
        }
        why
    }

    /// Whether a stage may come out otherwise than before; a file that is gone comes again as it was.
    fn is_other(&self, part: Part, earlier: &Manifest) -> bool {
        let (was, is) = (&earlier.meaning, &self.meaning);
        let of = |all: &'_ Meaning| -> Meaning {
            let own = all.iter().filter(|(name, _)| part.is_made_from(name));
            own.map(|(name, value)| (name.clone(), value.clone())).collect()
        };
        of(was) != of(is)
    }

    /// Whether the last build's table of problems lies there without a row.
    fn has_no_problems(&self) -> bool {
        let table = tables::problems(&[]);
        let empty = Hashed::of(&(self.layout.home() + table.file), table.csv().as_bytes());
        self.intact.contains(&empty)
    }

    /// The stage that a file of the edition comes from.
    fn part_of(&self, file: &str) -> Option<Part> {
        let first = *self.languages.first()?;
        if let Some(rest) = file.strip_prefix(&self.layout.figures()) {
            let language = match rest.split_once('/') {
                None => Some(first),
                Some((code, _)) => self.languages.iter().copied().find(|l| l.code() == code),
            };
            return language.map(Part::Figures);
        }
        let rest = file.strip_prefix(&self.layout.home())?;
        let is_page = |l: &Language| rest == explorer::file(*l);
        if let Some(language) = self.languages.iter().copied().find(is_page) {
            return Some(Part::Explorer(language));
        }
        let ends = |l: &Language| rest.ends_with(&format!(".{}.pdf", l.code()));
        if let Some(language) = self.languages.iter().copied().find(ends) {
            return Some(Part::Report(language));
        }
        if let Some(rest) = rest.strip_prefix("exhibits.") {
            let code = rest.split_once('.').map_or(first.code(), |(code, _)| code);
            return self.languages.iter().copied().find(|l| l.code() == code).map(Part::Report);
        }
        // The simulation writes the scores again, with their intervals.
        let stem = rest.rsplit_once('.').map_or(rest, |(stem, _)| stem);
        let simulated = tables::of_simulation();
        let mut simulated =
            simulated.iter().map(|table| table.file).chain(["scores.csv", Kept::FILE]);
        let is_simulated = simulated.any(|file| file.rsplit_once('.').is_some_and(|f| f.0 == stem));
        Some(if is_simulated { Part::Simulation } else { Part::Scores })
    }

    pub fn is_fresh(&self, part: Part) -> bool {
        self.parts.iter().any(|(other, why)| *other == part && why.is_empty())
    }

    /// Whether nothing is to be done.
    pub fn is_all_fresh(&self) -> bool {
        self.parts.iter().all(|(_, why)| why.is_empty())
    }

    /// What a fresh stage has written.
    pub fn files_of(&self, part: Part) -> impl Iterator<Item = &Hashed> {
        self.intact.iter().filter(move |hashed| self.part_of(&hashed.file) == Some(part))
    }

    /// What the PDF called `name` was set from, by hash, and where it lies as it was set; `None` where
    /// it doesn't, or another typst would set it now.
    pub fn pdf(&self, plan: &Plan, name: &str) -> Option<(Hashed, PathBuf)> {
        let earlier = self.earlier.as_ref()?;
        let is_intact = self.intact.iter().any(|hashed| hashed.file == name);
        let is_same =
            SETTING.iter().all(|name| earlier.meaning.get(*name) == self.meaning.get(*name));
        let content = earlier.typeset.iter().find(|set| set.file == name)?;
        (is_intact && is_same).then(|| (content.clone(), plan.root.join(name)))
    }

    pub fn earlier(&self) -> Option<&Manifest> {
        self.earlier.as_ref()
    }

    pub fn told(&self) -> Vec<Judged> {
        let judged = |(part, why): &(Part, Vec<String>)| Judged {
            stage: part.to_string(),
            fresh: why.is_empty(),
            why: why.clone(),
        };
        self.parts.iter().map(judged).collect()
    }
}

/// The run after the last build that wrote a file as it lies there.
fn written_since(root: &Path, since: Option<&Manifest>, file: &str) -> Result<Option<String>> {
    let Some(last) = since else { return Ok(None) };
    let Some(written) = last.files().find(|hashed| hashed.file == file) else { return Ok(None) };
    let is_last = last.outputs.contains(written);
    let by = if is_last { format!("`ssj {}`", last.stage) } else { "a run since".to_owned() };
    Ok((written.state(root)? == State::AsWritten).then_some(by))
}

fn told(name: &str, was: Option<&String>, is: Option<&String>) -> String {
    match (was, is) {
        (None, _) => format!("{name} was not there"),
        (_, None) => format!("{name} is not there any more"),
        (Some(was), Some(is)) if was.len().max(is.len()) <= SHORT => {
            format!("{name}: {was} → {is}")
        }
        _ => format!("{name} is not as it was"),
    }
}
