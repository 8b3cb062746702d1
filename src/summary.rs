//! What a run did, for people and for machines.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::fault::Fault;
use crate::ingest::Ingested;
use crate::report::{Answer, Reply, Verdicts};
use crate::score::{Scores, Status};

/// The run's summary; `--json` prints it as it is.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Summary {
    pub stage: String,
    pub edition: Option<String>,
    pub cut_off: Option<i32>,
    pub rows: usize,
    pub observations: usize,
    pub exact_duplicates: usize,
    pub problems: usize,
    /// Of these, how many by which rule, and the table in which they stand.
    pub problems_by_rule: BTreeMap<String, usize>,
    pub problems_in: Option<String>,
    pub filtered: BTreeMap<String, usize>,
    pub areas: Option<usize>,
    pub ranked: Option<usize>,
    pub indicative: Option<usize>,
    /// With a score on so little that it is not printed.
    pub too_little: Option<usize>,
    pub without_index: Option<usize>,
    /// Why areas are not ranked: how many by which reason; an area may have several.
    pub not_ranked: BTreeMap<String, usize>,
    /// Areas ranked now and not by the last run of the same framework into this place, with why not
    /// then; and those not ranked any more, with why not now.
    pub ranked_anew: Vec<NewlyRanked>,
    pub ranked_no_more: Vec<NewlyRanked>,
    /// Replications behind the intervals.
    pub runs: Option<u64>,
    /// What moves the ranks most: an uncertain choice, its share of their variance with all others, and
    /// by itself.
    pub moved_by: Vec<(String, f64, f64)>,
    /// The answers of `ssj audit`.
    pub audit: Option<Verdicts>,
    pub figures: Option<usize>,
    pub pages: Option<usize>,
    /// (stage, seconds) in order.
    pub seconds: Vec<(String, f64)>,
    /// Of an edition that is built: what was found of each stage before anything ran.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Judged>,
    pub outputs: Vec<String>,
    /// How many of them are other than what lay there before.
    pub written: usize,
    pub notes: Vec<String>,
    pub warnings: Vec<String>,
    /// What stopped a language, while the others were finished.
    pub unfinished: Vec<Fault>,
}

/// An area whose rank came or went, and why there is, or was, none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewlyRanked {
    pub area: String,
    pub why: String,
}

/// Whether a stage would come out as it lies there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judged {
    pub stage: String,
    pub fresh: bool,
    /// Why it must run; nothing where it is fresh.
    pub why: Vec<String>,
}

/// What `ssj build --plan` prints: the stages in their order.
#[derive(Debug, Clone, Serialize)]
pub struct Planned {
    pub edition: Option<String>,
    pub stages: Vec<Judged>,
}

impl fmt::Display for Judged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.why.as_slice() {
            [] => write!(f, "fresh     {}", self.stage),
            why => write!(f, "stale     {}: {}", self.stage, why.join("; ")),
        }
    }
}

impl fmt::Display for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "edition   {}", self.edition.as_deref().unwrap_or_default())?;
        self.stages.iter().try_for_each(|judged| write!(f, "\n{judged}"))
    }
}

impl Summary {
    pub fn count_rows(&mut self, ingested: &Ingested) {
        for count in &ingested.counts {
            self.rows += count.rows;
            self.observations += count.observations;
            self.exact_duplicates += count.exact_duplicates;
            self.problems += count.problems;
            for (rule, n) in &count.filtered {
                *self.filtered.entry((*rule).to_owned()).or_default() += n;
            }
        }
        self.notes.extend(ingested.notes.iter().cloned());
    }

    pub fn count_areas(&mut self, scores: &Scores) {
        let areas = scores.standings.len();
        let count = |status| (0..areas).filter(|&area| scores.status(area, 0) == status).count();
        self.areas = Some(areas);
        self.ranked = Some(count(Status::Ranked));
        self.indicative = Some(count(Status::Indicative));
        self.too_little = Some(count(Status::TooLittle));
        self.without_index = Some(count(Status::NoScore));
    }
}

impl Summary {
    /// Whether any stage had to run.
    fn has_run(&self) -> bool {
        self.stages.is_empty() || self.stages.iter().any(|judged| !judged.fresh)
    }

    fn tell_rows(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filtered: usize = self.filtered.values().sum();
        writeln!(
            f,
            "rows      {} read = {} observations + {} exact duplicates + {} problems + {} filtered",
            self.rows, self.observations, self.exact_duplicates, self.problems, filtered
        )?;
        for (rule, n) in &self.filtered {
            writeln!(f, "          filtered by {rule}: {n}")?;
        }
        Ok(())
    }

    /// The outputs by folder: a single file by its name, more by their number.
    fn places(&self) -> Vec<String> {
        let mut folders: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
        for file in self.outputs.iter().map(Path::new) {
            folders.entry(file.parent().unwrap_or(Path::new(""))).or_default().push(file);
        }
        let place = |(folder, files): (&Path, Vec<&Path>)| {
            let is_document = |f: &&&Path| {
                f.extension().is_some_and(|ending| ending == "pdf" || ending == "html")
            };
            let mut lines: Vec<String> =
                files.iter().filter(is_document).map(|f| f.display().to_string()).collect();
            lines.push(format!("{} ({} files)", folder.display(), files.len()));
            lines
        };
        folders.into_iter().flat_map(place).collect()
    }
}

impl Summary {
    /// Who is ranked, and who was.
    fn tell_ranked(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(areas), Some(ranked), Some(indicative), Some(without)) =
            (self.areas, self.ranked, self.indicative, self.without_index)
        {
            let little = match self.too_little {
                Some(n) if n > 0 => format!(", {n} on too little to print"),
                _ => String::new(),
            };
            writeln!(
                f,
                "areas     {areas}: {ranked} ranked, {indicative} indicative{little}, {without} without an index"
            )?;
        }
        if !self.not_ranked.is_empty() {
            writeln!(f, "          not ranked: {}", counted(&self.not_ranked))?;
        }
        moved(f, "ranked now and not by the last run", &self.ranked_anew)?;
        moved(f, "ranked by the last run and not now", &self.ranked_no_more)
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.has_run() {
            self.tell_rows(f)?;
        }
        if let Some(place) = &self.problems_in {
            let by_rule = counted(&self.problems_by_rule);
            writeln!(f, "          problems: {by_rule}; each stands in {place}")?;
        }
        self.tell_ranked(f)?;
        if let Some(runs) = self.runs {
            writeln!(f, "runs      {runs}")?;
        }
        let percent = |share: f64| (share.clamp(0.0, 1.0) * 100.0).round();
        // What rounds to nothing moves nothing.
        let moved_by = self.moved_by.iter().filter(|(_, total, _)| *total >= 0.005);
        for (at, (choice, total, first)) in moved_by.enumerate() {
            let head = if at == 0 { "moves" } else { "" };
            writeln!(
                f,
                "{head:<10}{}: {} % of the variance of the ranks, {} % by itself",
                plainly(choice),
                percent(*total),
                percent(*first)
            )?;
        }
        if let Some(audit) = &self.audit {
            tell(f, audit)?;
        }
        if let Some(figures) = self.figures {
            writeln!(f, "figures   {figures}")?;
        }
        if let Some(pages) = self.pages {
            writeln!(f, "pages     {pages}")?;
        }
        if self.has_run() {
            let seconds: Vec<String> =
                self.seconds.iter().map(|(stage, s)| format!("{stage} {s:.1}")).collect();
            writeln!(f, "seconds   {}", seconds.join(", "))?;
        }
        if self.stages.iter().any(|judged| judged.fresh) {
            self.stages.iter().try_for_each(|judged| writeln!(f, "{judged}"))?;
            writeln!(f, "written   {} of {} files", self.written, self.outputs.len())?;
        }
        for note in &self.notes {
            writeln!(f, "note      {note}")?;
        }
        for warning in &self.warnings {
            writeln!(f, "warning   {warning}")?;
        }
        let places = self.places();
        if places.is_empty() {
            return Ok(());
        }
        write!(f, "files     {}", places.join("\n          "))
    }
}

/// `kind 3, other 2`: the most frequent first.
fn counted(counts: &BTreeMap<String, usize>) -> String {
    let mut counts: Vec<(&String, &usize)> = counts.iter().collect();
    counts.sort_by_key(|(kind, n)| (std::cmp::Reverse(**n), *kind));
    counts.iter().map(|(kind, n)| format!("{kind} {n}")).collect::<Vec<_>>().join(", ")
}

/// Areas whose rank came or went: how many, and the first of them with why.
fn moved(f: &mut fmt::Formatter<'_>, what: &str, areas: &[NewlyRanked]) -> fmt::Result {
    const TOLD: usize = 5;
    if areas.is_empty() {
        return Ok(());
    }
    writeln!(f, "          {what}: {}", areas.len())?;
    for NewlyRanked { area, why } in areas.iter().take(TOLD) {
        writeln!(f, "            {area}: {why}")?;
    }
    let more = areas.len().saturating_sub(TOLD);
    if more > 0 { writeln!(f, "            and {more} more: see excluded.csv") } else { Ok(()) }
}

/// The answers of an audit: a line each, marked in the first column, wrapped to the terminal.
fn tell(f: &mut fmt::Formatter<'_>, audit: &Verdicts) -> fmt::Result {
    let width = width();
    let mut lead = "audit";
    for text in &audit.lead {
        wrapped(f, lead, text, width)?;
        lead = "";
    }
    for verdict in &audit.questions {
        let mark = match verdict.answer {
            Answer::NoDoubt => "no doubt",
            Answer::Doubt => "doubt",
            Answer::Unknown => "unknown",
        };
        wrapped(f, mark, &format!("{} {}", verdict.heading, verdict.text), width)?;
    }
    for Reply { doubts, decision, why, .. } in &audit.answers {
        wrapped(f, "answer", &format!("{doubts} {decision}: {why}"), width)?;
    }
    Ok(())
}

/// How many characters a line of the terminal holds, where it says so.
fn width() -> usize {
    const USUAL: usize = 100;
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    said.filter(|columns| *columns >= 40).unwrap_or(USUAL)
}

/// A text in lines of that width, behind its head and a margin of its own.
fn wrapped(f: &mut fmt::Formatter<'_>, head: &str, text: &str, width: usize) -> fmt::Result {
    let (mut head, mut line) = (head, String::new());
    // A no-break space is part of a word.
    for word in text.split_ascii_whitespace() {
        let longer = line.chars().count() + 1 + word.chars().count() > width.saturating_sub(10);
        if longer && !line.is_empty() {
            writeln!(f, "{head:<10}{line}")?;
            (head, line) = ("", String::new());
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line += word;
    }
    writeln!(f, "{head:<10}{line}")
}

/// A choice by its code, with the levels that it is of told as a reader counts them.
fn plainly(choice: &str) -> String {
    let Some((what, depth)) = choice.split_once(" at depth ") else { return choice.to_owned() };
    match depth {
        "0" => format!("{what} of the index"),
        "1" => format!("{what} of the levels directly below the index"),
        depth => format!("{what} of the levels {depth} steps below the index"),
    }
}
