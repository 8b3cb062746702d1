//! The areas of one file: each code and name matched once, and what hangs on the others settled when
//! all of the file is read: names of several areas, and short codes that may be of another scheme.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::rules::{NO_AREA, OUTSIDE};
use crate::characters::is_refused;
use crate::ingest::area_codes::{AreaCodes, Match, key_of};
use crate::ingest::problem::{Offence, Problem, Rule};
use crate::ingest::reading::{FileCount, Ingested, add};
use crate::model::{Label, Observation};

/// Of the short codes in a column of areas, one in so many may be unknown before all are doubted.
const FEW: usize = 10;

/// Postal codes of the United States that are no State's in ISO 3166-1: one is enough for a doubt, as
/// those of California, Delaware or Georgia beside it are.
const OF_THE_UNITED_STATES: &str =
    " AK CT DC FL HI IA KS MI ND NH NJ NM NV NY OH OK OR RI TX UT VT WA WI WV WY ";

/// What the codes and names of a file were matched to.
pub(super) struct Areas<'a> {
    codes: Option<&'a AreaCodes>,
    provider: Label,
    /// The scheme of codes that the file's form has, whatever the provider is called.
    scheme: &'static str,
    /// Whether the form follows no scheme of codes: a table of one's own.
    is_own: bool,
    /// Each text with what it stands for, and whether that is settled only when all is read.
    met: IndexMap<String, (Match, bool)>,
    /// Texts that are settled when all is read, each with the column that it stands in.
    open: BTreeMap<Label, String>,
}

impl<'a> Areas<'a> {
    pub fn new(
        codes: Option<&'a AreaCodes>,
        provider: &str,
        scheme: &'static str,
        is_own: bool,
    ) -> Self {
        let provider = provider.into();
        Areas { codes, provider, scheme, is_own, met: IndexMap::new(), open: BTreeMap::new() }
    }

    /// The same for another block of the file.
    pub fn part(&self) -> Self {
        Areas::new(self.codes, &self.provider, self.scheme, self.is_own)
    }

    pub fn merge(&mut self, part: Areas) {
        self.met.extend(part.met);
        self.open.extend(part.open);
    }

    /// What a code or a name stands for as far as it tells by itself, and whether that is all.
    pub fn find(&mut self, text: &str) -> &(Match, bool) {
        // Asked of every row: looked up once.
        let at = self.met.get_index_of(text).unwrap_or_else(|| {
            let found = self.matched(text);
            self.met.insert_full(text.to_owned(), found).0
        });
        &self.met[at]
    }

    fn matched(&self, text: &str) -> (Match, bool) {
        let Some(codes) = self.codes else {
            // Without a table of areas every code is one.
            let is_code = !text.is_empty() && !text.contains(is_refused);
            return (if is_code { Match::Area(text.into()) } else { Match::Unknown(None) }, false);
        };
        let found = match codes.find(&self.provider, text) {
            Match::Unknown(_) => codes.find(self.scheme, text),
            known => known,
        };
        let may_be = matches!(found, Match::Area(_) | Match::Ambiguous(_));
        // A code that a scheme of its own form has is what that says.
        let is_code = text.len() <= 3;
        let is_asked = codes.is_asked(&self.provider, text) && (self.is_own || !is_code);
        let is_short = self.is_own && Short::of(text).is_some() && !self.may_be_missing(text);
        (found, may_be && (is_asked || is_short))
    }

    /// Whether `NA` in this file may be what R and others write for a missing area.
    pub fn may_be_missing(&self, text: &str) -> bool {
        text == "NA" && self.is_own
    }

    /// The area that a text stands for; the text itself where that is settled when all is read.
    pub fn known(&mut self, text: &str) -> Option<Label> {
        if self.may_be_missing(text) {
            return None;
        }
        match self.find(text) {
            (_, true) => Some(text.into()),
            (Match::Area(code), _) => Some(*code),
            _ => None,
        }
    }

    /// Keeps a text in mind that is settled when all is read.
    pub fn keep(&mut self, text: Label, column: &str) {
        self.open.entry(text).or_insert_with(|| column.to_owned());
    }

    /// Whether no text is left open.
    pub fn are_known(&self) -> bool {
        self.open.is_empty()
    }

    pub fn is_kept(&self, area: &str) -> bool {
        self.open.contains_key(area)
    }

    /// Gives what was left open to the area that the file's other names tell, or leaves it out as what
    /// it is; where nothing tells, each observation is a problem.
    pub fn settle(&self, ingested: &mut Ingested, count: &mut FileCount) {
        let open: Vec<&str> =
            self.met.iter().filter(|(_, (_, open))| *open).map(|(text, _)| text.as_str()).collect();
        if open.is_empty() {
            return;
        }
        let doubts = [Short::Number, Short::Pair].map(|kind| (kind, self.doubt(kind)));
        let told: BTreeMap<&str, Match> =
            open.into_iter().map(|text| (text, self.told(text, &doubts))).collect();
        for (text, matched) in &told {
            let Some(rules) = ingested.fallen.remove(*text) else { continue };
            if let Match::Area(code) = matched {
                add(ingested.fallen.entry(*code).or_default(), rules);
            }
        }
        if self.open.is_empty() {
            return;
        }
        let mut problems = Vec::new();
        ingested.retain(|observation| {
            let rule = match told.get(&*observation.ref_area) {
                None => return true,
                Some(Match::Area(code)) => {
                    observation.ref_area = *code;
                    return true;
                }
                Some(Match::Ambiguous(write)) => {
                    problems.push(self.problem(observation, write));
                    count.problems += 1;
                    None
                }
                Some(Match::Outside) => Some(OUTSIDE),
                Some(Match::NoArea | Match::Unknown(_)) => Some(NO_AREA),
            };
            count.observations -= 1;
            if let Some(rule) = rule {
                *count.filtered.entry(rule).or_default() += 1;
            }
            false
        });
        ingested.problems.extend(problems);
        ingested.problems.sort();
    }

    /// What a text that was left open stands for in this file.
    fn told(&self, text: &str, doubts: &[(Short, Option<Label>)]) -> Match {
        let doubt = doubts.iter().find(|(kind, _)| Short::of(text) == Some(*kind));
        if let Some((_, Some(doubt))) = doubt {
            return Match::Ambiguous(*doubt);
        }
        let mut present: BTreeSet<String> =
            self.met.keys().filter(|met| *met != text).map(|met| key_of(met)).collect();
        present.extend(self.met.iter().filter_map(|(met, (matched, _))| match matched {
            Match::Area(code) if met != text => Some(code.to_string()),
            _ => None,
        }));
        let told = self.codes.and_then(|codes| codes.told(text, |key| present.contains(key)));
        told.unwrap_or_else(|| self.met[text].0.clone())
    }

    /// Why the short codes of a table of one's own may not be those of the reference table, where too
    /// many of them aren't: other schemes (numbers of the IMF and FAO, letters of FIPS and of the states
    /// of the United States) give the same codes to others.
    fn doubt(&self, kind: Short) -> Option<Label> {
        let codes = || self.met.iter().filter(|(text, _)| Short::of(text) == Some(kind));
        let mut unknown: Vec<&str> = codes()
            .filter(|(_, (matched, _))| matches!(matched, Match::Unknown(_)))
            .map(|(text, _)| text.as_str())
            .collect();
        unknown.sort_unstable();
        let (n, of) = (unknown.len(), codes().count());
        let is_postal = |code: &&&str| OF_THE_UNITED_STATES.contains(&format!(" {code} "));
        if let Some(postal) = unknown.iter().find(is_postal) {
            return Some(format!("three letters of ISO 3166-1 or a name: `{postal}` in this column is of a state of the United States, so this may be another").into());
        }
        (n * FEW > of).then(|| {
            let some = unknown[..n.min(3)].join(", ");
            let (what, scheme) = match kind {
                Short::Number => ("numbers", "M49"),
                Short::Pair => ("pairs of letters", "ISO 3166-1 alpha-2"),
            };
            let doubt = format!("three letters of ISO 3166-1 or a name: {scheme} lacks {n} of the {of} {what} in this column ({some}), so all may be of another scheme");
            doubt.into()
        })
    }

    fn problem(&self, observation: &Observation, write: &str) -> Problem {
        let text = &observation.ref_area;
        let column = self.open.get(text).map_or("", String::as_str);
        let expected = match Short::of(text) {
            Some(_) => write.to_owned(),
            None => format!("{write}; nothing else in the file tells which is meant"),
        };
        let offence = Offence::new(column, text, expected, Rule::AmbiguousArea);
        Problem::of_row(&observation.origin.file, observation.origin.row(), &[offence])
    }
}

/// Codes so short that several schemes have them for different areas.
#[derive(Clone, Copy, PartialEq)]
enum Short {
    Number,
    Pair,
}

impl Short {
    fn of(text: &str) -> Option<Self> {
        let all = |is: fn(&u8) -> bool| !text.is_empty() && text.as_bytes().iter().all(is);
        if all(u8::is_ascii_digit) {
            Some(Short::Number)
        } else {
            (text.len() == 2 && all(u8::is_ascii_uppercase)).then_some(Short::Pair)
        }
    }
}
