//! The rows of one file on their way into observations, problems and counts.

mod area;
mod areas;
mod counts;
mod left_out;
mod rules;
mod take;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use csv::StringRecord;

use super::cells::Row;
use super::reading::{Expected, FileCount, Ingested, Source, add};
use super::sdmx::evidence::{Evidence, Learned};
use super::selection::{Selection, Sieve};
use super::unseen::Unseen;
use super::writing::{Marks, Writing};
use super::{duplicates, series_sex};
use crate::hashed::Hashed;
use crate::model::{Document, Label, Reader};
use areas::Areas;
pub(super) use left_out::Asked;
pub(super) use rules::*;

/// The account of one file, or of one block of it.
pub(super) struct Account<'a> {
    pub expected: &'a Expected<'a>,
    selection: &'a Selection,
    file: Label,
    provider: Label,
    /// The document of each of the provider's sources.
    documents: BTreeMap<Option<Label>, Document>,
    /// How rows of series that no one wants are passed over.
    sieve: Option<Arc<Sieve>>,
    /// The codes and notes met so far: asking for one again waits for no other thread.
    texts: BTreeSet<Label>,
    /// The last series: rows of one mostly stand together.
    series: Option<Label>,
    areas: Areas<'a>,
    /// Whether any row says no sex, neither by itself nor by its series' code alone.
    is_sexless: bool,
    /// Whether exact duplicates go while the file is read: where one source is chosen yet, all count.
    is_thinned: bool,
    pub ingested: Ingested,
    pub count: FileCount,
    /// What an earlier reading of the file has taught, and what this one gathers.
    pub learned: Option<&'a Learned>,
    pub evidence: Evidence,
    pub unseen: Unseen,
    /// How the numbers of the file are written.
    pub writing: Writing,
    /// What they look like by series, where that is asked of a table of one's own.
    pub marks: Option<BTreeMap<Label, Marks>>,
}

impl<'a> Account<'a> {
    pub fn new(source: &'a Source, expected: &'a Expected) -> Self {
        // Tables of one's own follow no scheme of codes.
        let is_own = matches!(source.reader, Reader::SdmxCsv | Reader::Table);
        let (areas, scheme) = (expected.areas, source.reader.name());
        Account {
            expected,
            selection: &source.selection,
            file: source.name.as_str().into(),
            provider: source.provider.as_str().into(),
            documents: BTreeMap::new(),
            sieve: None,
            texts: BTreeSet::new(),
            series: None,
            areas: Areas::new(areas, &source.provider, scheme, is_own),
            is_sexless: false,
            is_thinned: !expected.keeps_doubles && source.reader != Reader::Ilostat,
            ingested: Ingested::default(),
            count: FileCount { file: source.name.clone(), ..FileCount::default() },
            learned: None,
            evidence: Evidence::default(),
            unseen: Unseen::default(),
            writing: Writing::default(),
            marks: None,
        }
    }

    /// The same, of a file of which a reading has taught something.
    pub fn after(self, learned: &'a Learned) -> Self {
        Account { learned: Some(learned), ..self }
    }

    /// The same, of a file whose numbers are written so.
    pub fn written(self, writing: Writing) -> Self {
        Account { writing, ..self }
    }

    /// An empty account of the same file, for another block of it.
    pub fn part(&self) -> Self {
        Account {
            expected: self.expected,
            selection: self.selection,
            file: self.file,
            provider: self.provider,
            documents: BTreeMap::new(),
            sieve: self.sieve.clone(),
            texts: BTreeSet::new(),
            series: None,
            areas: self.areas.part(),
            is_sexless: false,
            is_thinned: false,
            ingested: Ingested::default(),
            count: FileCount { file: self.count.file.clone(), ..FileCount::default() },
            learned: self.learned,
            evidence: self.evidence.part(),
            unseen: Unseen::default(),
            writing: self.writing,
            marks: self.marks.as_ref().map(|_| BTreeMap::new()),
        }
    }

    /// Puts the account of the next block behind this one.
    pub fn merge(&mut self, part: Account) {
        let Account { ingested, count, areas, is_sexless, evidence, unseen, marks, .. } = part;
        for (series, more) in marks.into_iter().flatten() {
            self.marks.get_or_insert_default().entry(series).or_default().add(more);
        }
        self.unseen.add(unseen);
        self.areas.merge(areas);
        self.is_sexless |= is_sexless;
        self.evidence.add(evidence);
        self.count.rows += count.rows;
        self.count.observations += count.observations;
        self.count.exact_duplicates += count.exact_duplicates;
        self.count.problems += count.problems;
        add(&mut self.count.filtered, count.filtered);
        self.ingested.add(ingested);
        if self.is_thinned && self.areas.are_known() && !self.evidence.is_by_row() {
            let doubles = duplicates::thin(&mut self.ingested, |_| true).len();
            self.count.observations -= doubles;
            self.count.exact_duplicates += doubles;
        }
    }

    /// Whether any row of a provider's series is read.
    pub fn wants(&self, series: &str) -> bool {
        self.selection.has(series)
    }

    /// Lets rows that no one wants be passed over before more of them is looked at than their code in
    /// `column` and the cells that a selection names; each counts as so many `rows`.
    pub fn series_in(&mut self, column: usize, rows: usize, header: &StringRecord) {
        self.sieve = Sieve::of(self.selection, column, rows, header).map(Arc::new);
    }

    /// The same by their code alone, of rows with `width` fields.
    pub fn series_alone_in(&mut self, column: usize, width: usize) {
        if !self.asked().is_all() {
            self.sieve = Some(Arc::new(Sieve::by_series(column, width)));
        }
    }

    pub fn sieve(&self) -> Option<Arc<Sieve>> {
        self.sieve.clone()
    }

    /// Remembers a series of the file that may have been read no further, where series keep its codes.
    pub fn names(&mut self, series: &str) {
        if !matches!(self.selection, Selection::Of(_)) {
            self.saw(series);
        }
    }

    /// What is asked of the file.
    pub fn asked(&self) -> Asked<'a> {
        let is_ours = matches!(self.selection, Selection::Of(_));
        Asked { selection: self.selection, used: self.expected.series.filter(|_| !is_ours) }
    }

    /// A row to check cells with.
    pub fn checked(&self) -> Row<'a> {
        Row { expected: self.expected, writing: self.writing, offences: Vec::new() }
    }

    /// One shared copy of a series' code, which is remembered as seen.
    fn shared_series(&mut self, series: &str) -> Label {
        if let Some(last) = self.series.as_ref().filter(|last| ***last == *series) {
            return *last;
        }
        self.saw(series);
        let shared = self.text(series);
        self.series = Some(shared);
        shared
    }

    /// Remembers that a row names a series.
    pub fn saw(&mut self, series: &str) {
        if !series.is_empty() && !self.ingested.series_seen.contains(series) {
            self.ingested.series_seen.insert(series.to_owned());
        }
    }

    /// The document of the file that a source of the provider's stands for.
    fn document(&mut self, source: &str) -> Document {
        let source = self.note(source);
        let (provider, file) = (self.provider, self.file);
        *self.documents.entry(source).or_insert_with(|| Document::new(provider, file, source))
    }

    fn note(&mut self, text: &str) -> Option<Label> {
        (!text.is_empty()).then(|| self.text(text))
    }

    /// One shared copy of a text.
    pub fn text(&mut self, text: &str) -> Label {
        if let Some(shared) = self.texts.get(text) {
            return *shared;
        }
        let shared: Label = text.into();
        self.texts.insert(shared);
        shared
    }

    /// What came of the file.
    pub fn done(mut self) -> Ingested {
        self.areas.settle(&mut self.ingested, &mut self.count);
        if self.is_sexless && !matches!(self.selection, Selection::Of(_)) {
            series_sex::settle(&mut self.ingested);
        }
        self.ingested.notes.extend(self.unseen.note(&self.count.file));
        if *self.selection == Selection::Counted {
            self.ingested.observations.clear();
        } else if !self.evidence.is_empty() {
            self.ingested.evidence.insert(self.count.file.clone(), self.evidence);
        }
        self.ingested.counts.push(self.count);
        self.ingested
    }

    /// What came of the file, with the hash of what was read of it.
    pub fn done_with(mut self, hashed: Hashed) -> Ingested {
        self.count.hashed_as(hashed);
        self.done()
    }
}
