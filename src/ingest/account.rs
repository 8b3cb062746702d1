//! The rows of one file on their way into observations, problems and counts.

mod areas;
mod counts;
mod left_out;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use csv::StringRecord;

use super::cells::Row;
use super::duplicates;
use super::said::{Figure, Said};
use super::sdmx::{Evidence, Learned, joined_code};
use super::selection::{Selection, Sieve, Wanted};
use super::unseen::Unseen;
use super::writing::{Marks, Writing};
use super::{Expected, FileCount, Ingested, Source, add, series_sex};
use crate::characters::is_refused;
use crate::hashed::Hashed;
use crate::model::{Bounds, Document, Label, ObsStatus, Observation, Origin, Reader, Sex};
use areas::Areas;
pub(super) use left_out::Asked;

/// Rules by which rows are left out on purpose.
pub(super) const UNUSED_SERIES: &str = "series_not_in_framework";
pub(super) const EMPTY_VALUE: &str = "empty_value";
const REPLACED: &str = "replaced_by_original";
const EARLIER: &str = "year_outside_catalogue";
pub(super) const NOT_WANTED: &str = "series_not_wanted";
pub(super) const OTHER_BREAKDOWN: &str = "other_breakdown";
pub(super) const NO_AREA: &str = "aggregate_or_former_area";
const OUTSIDE: &str = "territory_outside_table";
pub(super) const PART_OF_AN_AREA: &str = "part_of_an_area";
const BOUND: &str = "bound_left_out";

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

    /// A row to check cells with.
    pub fn checked(&self) -> Row<'a> {
        Row { expected: self.expected, writing: self.writing, offences: Vec::new() }
    }

    /// Takes a row: as each series of ours that it belongs to, or under the provider's own code with
    /// `detail` (`.AGE_YTHADULT`) behind it. `cell` gives the row's code in a column by its name.
    pub fn take<'r>(
        &mut self,
        said: &Said,
        detail: &dyn Fn() -> String,
        cell: &dyn Fn(&str) -> Option<&'r str>,
        line: impl Fn() -> u64,
    ) {
        if !(said.series.is_ascii() && said.area.0.is_ascii()) {
            let (series, area) = (said.series, said.area.0);
            let [series, area] = [series, area].map(|text| self.unseen.code(text, &line));
            if series != said.series || area != said.area.0 {
                let said = Said { series: &series, area: (&area, said.area.1), ..said.clone() };
                return self.take(&said, detail, cell, line);
            }
        }
        let selection = self.selection;
        let Selection::Of(wanted) = selection else {
            self.row();
            let series = joined_code(said.series, &detail());
            if matches!(selection, Selection::Except(replaced) if replaced.contains(&*series)) {
                self.saw(&series);
                return self.filtered(REPLACED);
            }
            return self.take_as(said, &series, None, line);
        };
        let Some(wanted) = wanted.get(said.series) else { return self.not_wanted() };
        let mut is_taken = false;
        for one in wanted.iter().filter(|one| one.takes(said.sex, cell)) {
            is_taken = true;
            // A row that is read as two series of ours counts twice.
            self.row();
            self.take_as(said, &one.series, Some(one), &line);
        }
        if !is_taken {
            self.row();
            self.filtered(OTHER_BREAKDOWN);
        }
    }

    fn take_as(&mut self, said: &Said, series: &str, as_: Option<&Wanted>, line: impl Fn() -> u64) {
        let shared = self.shared_series(series);
        let is_unused = |used: &BTreeSet<String>| !used.contains(series) && !said.series.is_empty();
        if as_.is_none() && self.expected.series.is_some_and(is_unused) {
            return self.filtered(UNUSED_SERIES);
        }
        let bounds = as_.map_or(Some(Bounds::AtLimit), Wanted::bounds);
        let left_out = match (said.value, bounds) {
            (Figure::None, _) => Some(EMPTY_VALUE),
            (Figure::Bound(_), Some(Bounds::LeaveOut)) => Some(BOUND),
            // An original reaches further back than anyone looks; a file of ours must not.
            _ if as_.is_some() && self.expected.is_another_year(said.year.0) => Some(EARLIER),
            _ => None,
        };
        if let Some(rule) = left_out {
            return self.falls_out(rule, said.area.0);
        }
        let mut row = Row { offences: said.wrong.clone(), ..self.checked() };
        let area = match self.area(said.area, &mut row) {
            Ok(area) => area,
            Err(rule) => return self.filtered(rule),
        };
        if as_.is_none() {
            row.indicator(series, &self.provider);
        }
        if series.starts_with('=') || series.contains(is_refused) {
            row.wrong("series", series, "the code of a series", super::Rule::UnknownIndicator);
        }
        let year = row.year(said.year.0, said.year.1);
        let factor = as_.map_or(1.0, |wanted| wanted.original.multiply);
        let (value, mut status) = row.figure(series, said, factor, bounds);
        if as_.is_some_and(|wanted| wanted.original.estimated) {
            status = ObsStatus::Estimated;
        }
        if let Some(first) = row.offences.first() {
            self.fell(said.area.0, first.rule.name());
            return self.problem(line(), &row.offences);
        }
        // Many tools write `T` where nothing is said.
        let told = said.sex.filter(|sex| *sex != Sex::Total);
        let told = told.or_else(|| series_sex::plain(said.series)).or(said.sex);
        let sex = as_.and_then(|wanted| wanted.original.sex).or(told);
        self.is_sexless |= sex.is_none();
        let origin = Origin::new(self.document(said.source), line());
        let remark = self.note(said.remark);
        let found = Observation {
            ref_area: area,
            series: shared,
            sex: sex.unwrap_or(Sex::Total),
            year,
            value,
            status,
            remark,
            origin,
        };
        if let Some(marks) = &mut self.marks {
            marks.entry(found.series).or_default().see(said.written.0);
        }
        self.count.observations += 1;
        self.ingested.last_row = self.ingested.last_row.max(origin.row());
        if *self.selection != Selection::Counted || self.areas.is_kept(&found.ref_area) {
            self.see(&found, said, as_);
            self.ingested.observations.push(found);
        }
    }

    /// Gathers what a figure says of its file's columns.
    fn see(&mut self, found: &Observation, said: &Said, as_: Option<&Wanted>) {
        if !said.beside.replaces && self.evidence.is_idle() {
            return;
        }
        // A series of ours may be made of several, each in its unit.
        let of_several = || format!("{} ({})", found.series, said.series);
        let series = match as_ {
            Some(_) if self.evidence.has_units() => self.text(&of_several()),
            _ => found.series,
        };
        self.evidence.see(
            series,
            &said.beside,
            found.origin.row(),
            as_.map(|one| &one.original.only),
        );
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
