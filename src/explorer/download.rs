//! The text of a framework file in, out where in it a reader's choices go: weights, means, the coverage
//! of a rank, and indicators that are not scored. Everything else, comments included, stays as it is.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::framework::{self, Framework};

/// A framework's text with the places of what a reader may change.
#[derive(Serialize)]
pub(super) struct Download {
    text: String,
    /// By the code of a level or an indicator.
    weight: BTreeMap<String, Edit>,
    aggregate: BTreeMap<String, Edit>,
    /// Indicators, by code.
    unscored: BTreeMap<String, Edit>,
    coverage: Option<Edit>,
}

/// What is written in place of a part of the text: `before`, then the value. Places are those of a
/// script, in units of UTF-16.
#[derive(Serialize, Clone)]
struct Edit {
    from: usize,
    to: usize,
    before: &'static str,
    /// In bytes.
    #[serde(skip)]
    bytes: (usize, usize),
}

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    data: Data,
    ranking: Option<Ranking>,
    #[serde(default)]
    level: Vec<Entry>,
    #[serde(default)]
    indicator: Vec<Entry>,
}

#[derive(Deserialize, Default)]
struct Data {
    cut_off: Option<Spanned<i64>>,
}

#[derive(Deserialize)]
struct Ranking {
    coverage: Option<Spanned<f64>>,
}

#[derive(Deserialize)]
struct Entry {
    code: Spanned<String>,
    weight: Option<Spanned<f64>>,
    aggregate: Option<Spanned<toml::Value>>,
}

impl Download {
    /// `None` where the file is written in a form in which the places can't be found.
    pub fn of(framework: &Framework, (file, text): (&Path, &str), cut_off: i32) -> Option<Self> {
        let text = dated(text, framework, cut_off)?;
        let document: Document = toml::from_str(&text).ok()?;
        let mut found = Download {
            coverage: ranking(&text, document.ranking.as_ref()),
            weight: BTreeMap::new(),
            aggregate: BTreeMap::new(),
            unscored: BTreeMap::new(),
            text: text.clone(),
        };
        for entry in document.level.iter().chain(&document.indicator) {
            let code = entry.code.get_ref().clone();
            found.weight.insert(code.clone(), weight(&text, entry));
            if let Some(aggregate) = &entry.aggregate {
                let span = aggregate.span();
                let edit = Edit::new(&text, (span.start, span.end), "");
                found.aggregate.insert(code, edit);
            }
        }
        for entry in &document.indicator {
            found
                .unscored
                .extend(unscored(&text, entry).map(|edit| (entry.code.get_ref().clone(), edit)));
        }
        found.verified(framework, file)
    }

    /// Whether the framework can do without scoring an indicator.
    pub fn can_leave_out(&self, code: &str) -> bool {
        self.unscored.contains_key(code)
    }

    /// Tries every place: the file must be read as it was meant. Indicators that the framework can't do
    /// without are kept.
    fn verified(mut self, framework: &Framework, file: &Path) -> Option<Self> {
        let read = |edits: Vec<(&Edit, String)>| framework::read(file, &self.edited(edits)).ok();
        const TRIED: f64 = 2.5;
        let weighed: Vec<(&Edit, String)> = framework
            .levels
            .iter()
            .map(|level| &level.code)
            .chain(framework.indicators.iter().filter(|i| i.is_scored()).map(|i| &i.code))
            .map(|code| Some((self.weight.get(code)?, TRIED.to_string())))
            .collect::<Option<_>>()?;
        let coverage = self.coverage.iter().map(|edit| (edit, "0.5".to_owned()));
        let arithmetic = "{ method = \"arithmetic_mean\" }".to_owned();
        let means = self.aggregate.values().map(|edit| (edit, arithmetic.clone()));
        let tried = read(weighed.into_iter().chain(coverage).chain(means).collect())?;
        let is_meant = tried.levels.iter().all(|l| l.weight == TRIED)
            && tried.indicators.iter().all(|i| i.weight.is_none_or(|w| w == TRIED))
            && tried.indicators.len() == framework.indicators.len()
            && tried.levels.len() == self.aggregate.len()
            && tried.levels.iter().all(|l| l.aggregation.key() == "arithmetic_mean")
            && (self.coverage.is_none() || tried.ranking_coverage == 0.5);
        let can_go = |code: &str, edit: &Edit| {
            let left = read(vec![(edit, String::new())]);
            left.is_some_and(|left| {
                let scored = left.indicators.iter().filter(|i| i.is_scored()).map(|i| &i.code);
                let before = framework.indicators.iter().filter(|i| i.is_scored());
                scored.eq(before.map(|i| &i.code).filter(|other| *other != code))
            })
        };
        let kept: Vec<String> = self
            .unscored
            .iter()
            .filter(|(code, edit)| can_go(code, edit))
            .map(|(code, _)| code.clone())
            .collect();
        self.unscored.retain(|code, _| kept.contains(code));
        is_meant.then_some(self)
    }

    fn edited(&self, mut edits: Vec<(&Edit, String)>) -> String {
        edits.sort_by_key(|(edit, _)| edit.bytes);
        let mut text = self.text.clone();
        for (Edit { bytes, before, .. }, value) in edits.into_iter().rev() {
            text.replace_range(bytes.0..bytes.1, &format!("{before}{value}"));
        }
        text
    }
}

impl Edit {
    fn new(text: &str, bytes: (usize, usize), before: &'static str) -> Self {
        let units = |at: usize| text[..at].encode_utf16().count();
        Edit { from: units(bytes.0), to: units(bytes.1), before, bytes }
    }
}

/// The text with the cut-off of the edition, which a framework alone doesn't know.
fn dated(text: &str, framework: &Framework, cut_off: i32) -> Option<String> {
    if framework.cut_off == Some(cut_off) {
        return Some(text.to_owned());
    }
    let document: Document = toml::from_str(text).ok()?;
    let at = document.data.cut_off?.span();
    Some(format!("{}{cut_off}{}", &text[..at.start], &text[at.end..]))
}

fn weight(text: &str, entry: &Entry) -> Edit {
    match &entry.weight {
        Some(weight) => Edit::new(text, (weight.span().start, weight.span().end), ""),
        None => after_code(text, entry, ["\nweight = ", ", weight = "]),
    }
}

/// Behind the code of an entry: on a line of its own, or among the keys of a line.
fn after_code(text: &str, entry: &Entry, before: [&'static str; 2]) -> Edit {
    let at = entry.code.span();
    let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let is_inline = text[line..at.start].contains('{');
    Edit::new(text, (at.end, at.end), before[usize::from(is_inline)])
}

fn unscored(text: &str, entry: &Entry) -> Option<Edit> {
    let Some(weight) = &entry.weight else {
        return Some(after_code(text, entry, ["\nscored = false", ", scored = false"]));
    };
    let before = text[..weight.span().start].trim_end().strip_suffix('=')?.trim_end();
    let key = before.strip_suffix("weight")?;
    Some(Edit::new(text, (key.len(), weight.span().end), "scored = false"))
}

fn ranking(text: &str, table: Option<&Ranking>) -> Option<Edit> {
    match table {
        Some(Ranking { coverage: Some(coverage) }) => {
            Some(Edit::new(text, (coverage.span().start, coverage.span().end), ""))
        }
        Some(Ranking { coverage: None }) => None,
        None => Some(Edit::new(text, (text.len(), text.len()), "\n\n[ranking]\ncoverage = ")),
    }
}
