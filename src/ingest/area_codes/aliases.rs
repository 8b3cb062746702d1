//! The table of aliases in; what each code and name stands for out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::spelling::key_of;
use crate::fault::{Fault, Faults, Place, Result};
use crate::ingest::delimited::whole::rows;
use crate::ingest::header::Header;
use crate::model::Label;

/// What a provider's code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    Area(Label),
    /// A group of countries, or a State that is no more.
    NoArea,
    /// A territory, or a part of a State, that the reference table does not have.
    Outside,
    /// A name that several areas, or an area and a region, go by; with what to write in place of it.
    Ambiguous(Label),
    /// Not known at all, with the nearest code or name that is.
    Unknown(Option<String>),
}

/// What the column `KIND` may say of a row: what stands for an area has none.
const KINDS: [&str; 5] = ["aggregate", "former", "territory", "ask", "word"];

/// A name that several areas, or an area and a group, go by.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// What to write in place of it, for each that it may mean.
    write: Label,
    /// What it means where a code or a name, by its key, stands in the same file.
    beside: Vec<(String, Match)>,
}

impl Asked {
    /// What it means in a file that `has` these codes and names; `None` where they don't tell.
    pub fn told(&self, has: impl Fn(&str) -> bool) -> Option<Match> {
        let mut told = self.beside.iter().filter(|(key, _)| has(key)).map(|(_, meaning)| meaning);
        let first = told.next()?;
        let agree = told.all(|meaning| meaning == first);
        Some(if agree { first.clone() } else { Match::Ambiguous(self.write) })
    }
}

/// Codes and names besides those of the reference table.
#[derive(Debug, Clone, Default)]
pub(super) struct Aliases {
    /// (scheme, key) → meaning; a scheme is a provider, or empty for all.
    meanings: BTreeMap<(String, String), Match>,
    /// By scheme and key, names that several areas go by.
    asked: BTreeMap<(String, String), Asked>,
    /// Words that only names of groups hold.
    words: BTreeSet<String>,
    /// Names of groups by the codes of all.
    groups: BTreeMap<String, String>,
}

impl Aliases {
    pub fn get(&self, scheme: &str, key: &str) -> Option<&Match> {
        self.meanings.get(&(scheme.to_owned(), key.to_owned()))
    }

    pub fn asked(&self, scheme: &str, key: &str) -> Option<&Asked> {
        self.asked.get(&(scheme.to_owned(), key.to_owned()))
    }

    pub fn group(&self, key: &str) -> Option<&str> {
        self.groups.get(key).map(String::as_str)
    }

    /// Whether a folded name holds a word that only names of groups hold.
    pub fn names_a_group(&self, folded: &str) -> bool {
        folded.split(' ').any(|word| self.words.contains(word))
    }

    /// Reads `text`, the content of `file`: columns `SCHEME`, `CODE` (a code or a name), `REF_AREA`
    /// (one of `codes`, or empty), and where they are there `KIND`, `BESIDE` and `NAME`. `ours` gives
    /// the area that the table of areas knows by a key.
    ///
    /// # Errors
    /// Missing columns, an alias of an area that is not there, an unknown kind, an alias that stands
    /// twice or for another area than in the table of areas, evidence about a name that is not asked about: all, with lines.
    pub fn read(
        file: &Path,
        text: &str,
        codes: &[Label],
        ours: &dyn Fn(&str) -> Option<Label>,
    ) -> Result<Self> {
        let mut rows = rows(file, text.as_bytes(), b',')?.into_iter();
        let header = rows.next().map(|(_, header)| header).unwrap_or_default();
        let header = Header::new(header.iter().map(String::as_str), Place::line(file, 1));
        header.columns([&["SCHEME"], &["CODE"], &["REF_AREA"]])?;
        let names = ["SCHEME", "CODE", "REF_AREA", "KIND", "BESIDE", "NAME"];
        let columns = names.map(|name| header.column(name));
        let (mut aliases, mut faults) = (Aliases::default(), Vec::new());
        // Evidence is put to the name that it is about when all names are known.
        let mut evidence = Vec::new();
        let mut lines = BTreeMap::new();
        for (line, cells) in rows {
            let place = Place::line(file, line);
            let cell = |column: Option<usize>| column.and_then(|c| cells.get(c));
            let [scheme, code, area, kind, beside, name] =
                columns.map(|column| cell(column).map_or("", String::as_str));
            let meaning = match meaning(area, kind, name, codes) {
                Ok(meaning) => meaning,
                Err(fault) => {
                    faults.push(fault.at(place));
                    continue;
                }
            };
            let key = (scheme.to_owned(), key_of(code));
            if kind == "word" {
                aliases.words.insert(key.1);
                continue;
            }
            if kind == "aggregate" && scheme.is_empty() && !name.is_empty() {
                aliases.groups.insert(key.1.clone(), name.to_owned());
            }
            if !beside.is_empty() {
                evidence.push((key, key_of(beside), meaning, place));
                continue;
            }
            if kind == "ask" {
                let asked = Asked { write: name.into(), beside: Vec::new() };
                aliases.asked.insert(key.clone(), asked);
            }
            let own = ours(&key.1).filter(|_| scheme.is_empty());
            if let (Match::Area(area), Some(own)) = (&meaning, own)
                && *area != own
            {
                let message = format!("`{code}` is {own} in the table of areas, and not {area}");
                faults.push(Fault::new(message).at(place.clone().column("CODE")));
            }
            if let Some(first) = lines.insert(key.clone(), line) {
                let message = format!(
                    "`{code}` stands twice for the scheme `{scheme}` (first in line {first})"
                );
                faults.push(Fault::new(message).at(place.column("CODE")));
            }
            aliases.meanings.insert(key, meaning);
        }
        for (key, beside, meaning, place) in evidence {
            match aliases.asked.get_mut(&key) {
                Some(asked) => asked.beside.push((beside, meaning)),
                None => faults.push(
                    Fault::new(format!("no row of the kind `ask` is about `{}`", key.1))
                        .at(place.column("BESIDE")),
                ),
            }
        }
        Faults::check(faults, aliases)
    }
}

fn meaning(
    area: &str,
    kind: &str,
    name: &str,
    codes: &[Label],
) -> std::result::Result<Match, Fault> {
    if !kind.is_empty() && !KINDS.contains(&kind) {
        return Err(Fault::new(format!("`{kind}` is no kind of alias"))
            .nearest(kind, KINDS)
            .hint(format!("one of {}, or nothing", KINDS.join(", "))));
    }
    let ours = codes.iter().find(|known| known.as_ref() == area).cloned();
    match (ours, kind) {
        (Some(code), _) => Ok(Match::Area(code)),
        (None, _) if !area.is_empty() => Err(Fault::new(format!("there is no area `{area}`"))
            .nearest(area, codes.iter().map(AsRef::as_ref))),
        (None, "territory") => Ok(Match::Outside),
        (None, "ask") => Ok(Match::Ambiguous(name.into())),
        (None, _) => Ok(Match::NoArea),
    }
}
