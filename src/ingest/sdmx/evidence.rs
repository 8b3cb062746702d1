//! What the rows of a file say of columns whose meaning their ids don't tell, and what follows for the
//! reading of it.
//!
//! In: the cells of each figure in such columns, as it is taken. Out: columns that tell rows apart, for
//! another reading; or a refusal with the column's name.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::changes::Changes;
use super::words::is_total;
use crate::ingest::number::finite;
use crate::ingest::said::Beside;
use crate::model::Label;

/// What a first reading of a file has taught of its columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::ingest) struct Learned {
    /// Columns that tell rows apart, by their ids.
    pub told: BTreeSet<String>,
    /// Columns that don't.
    pub attributes: BTreeSet<String>,
    /// Series whose figures are in several units.
    pub by_unit: BTreeSet<String>,
    pub changes: Option<Changes>,
}

/// A column of which only its cells tell what it does.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::ingest) struct Doubtful {
    pub id: String,
    pub why: Why,
    /// Of the figures: whether one has an empty cell, one a code that stands for all, and whether two
    /// differ.
    pub is_empty: bool,
    pub has_total: bool,
    pub varies: bool,
    /// At the head of a wide table: whether a cell below it is a number.
    pub has_number: bool,
    first: Option<u64>,
}

/// Why a column is doubtful.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::ingest) enum Why {
    #[default]
    Unknown,
    /// The same, among the dimensions of a message that has them in their place.
    Placed,
    /// A breakdown by its name, at the head of a wide table: its cells may be figures all the same.
    Headed,
    /// A breakdown that a series of ours doesn't name, or all other columns of a wide table together.
    Unnamed,
    /// It holds all codes of a row.
    Key,
}

impl Doubtful {
    pub fn new(id: &str, why: Why) -> Self {
        Doubtful { id: id.to_owned(), why, ..Doubtful::default() }
    }

    /// Whether nothing says what it means.
    pub fn is_unknown(&self) -> bool {
        matches!(self.why, Why::Unknown | Why::Placed)
    }

    /// Whether a figure has a cell in it.
    pub fn is_seen(&self) -> bool {
        self.first.is_some()
    }

    fn see(&mut self, cell: &str) -> u64 {
        let hash = hash(cell);
        self.is_empty |= cell.is_empty();
        self.has_total |= is_total(cell) && (self.why == Why::Placed || cell != "_Z");
        self.varies |= self.first.is_some_and(|first| first != hash);
        self.has_number |= self.why == Why::Headed && is_number(cell);
        self.first = self.first.or(Some(hash));
        hash
    }

    fn add(&mut self, other: &Doubtful) {
        self.is_empty |= other.is_empty;
        self.has_total |= other.has_total;
        self.has_number |= other.has_number;
        self.varies |= other.varies || self.first.zip(other.first).is_some_and(|(a, b)| a != b);
        self.first = self.first.or(other.first);
    }
}

/// Whether a cell holds a number, or what stands for one that is missing.
fn is_number(cell: &str) -> bool {
    let is_word = ["na", "n/a", "nan"].iter().any(|word| cell.eq_ignore_ascii_case(word));
    let is_mark = !cell.is_empty() && !cell.chars().any(char::is_alphanumeric);
    finite(cell).is_some() || is_word || is_mark
}

pub(in crate::ingest) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The units of each series, in a column that need not be the same in all rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::ingest) struct Units {
    /// Of several, all.
    pub column: String,
    /// Whether it stands in the codes of series.
    pub is_told: bool,
    /// Series of which a figure has none.
    pub without: BTreeSet<Label>,
    /// The first unit of each series, and the row it stands in.
    pub of: BTreeMap<Label, (String, u64)>,
    /// Another unit of a series, and the row it stands in.
    pub others: BTreeMap<Label, (String, u64)>,
}

impl Units {
    fn see(&mut self, series: Label, unit: &str, row: u64) {
        if unit.is_empty() {
            self.without.insert(series);
            return;
        }
        match self.of.get(&series) {
            Some((known, _)) if known == unit => {}
            Some(_) => {
                self.others.entry(series).or_insert_with(|| (unit.to_owned(), row));
            }
            None => {
                self.of.insert(series, (unit.to_owned(), row));
            }
        }
    }

    fn add(&mut self, other: &Units) {
        if self.column.is_empty() {
            (self.column, self.is_told) = (other.column.clone(), other.is_told);
        }
        self.without.extend(&other.without);
        for (series, (unit, row)) in other.of.iter().chain(&other.others) {
            self.see(*series, unit, *row);
        }
    }
}

/// Which places in the keys of rows (`A.NOR.F`) each of some columns can stand in, and how many there
/// are; no more than a word has bits.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::ingest) struct Keys {
    /// By the ids of the columns, those that are known first.
    places: Vec<(String, u64)>,
    parts: usize,
    is_unusable: bool,
}

impl Keys {
    fn see(&mut self, key: &str, codes: &[(&str, &str)]) {
        let parts: Vec<&str> = key.split('.').collect();
        if self.places.is_empty() {
            self.places = codes.iter().map(|(id, _)| ((*id).to_owned(), u64::MAX)).collect();
            self.parts = parts.len();
        }
        self.is_unusable |= parts.len() != self.parts || parts.len() > 64;
        if self.is_unusable {
            return;
        }
        for ((_, places), (_, code)) in self.places.iter_mut().zip(codes) {
            let fitting = (0..parts.len()).filter(|at| parts[*at] == *code);
            *places &= fitting.fold(0, |all, at| all | 1 << at);
        }
    }

    fn add(&mut self, other: &Keys) {
        if self.places.is_empty() {
            *self = other.clone();
            return;
        }
        self.is_unusable |= other.is_unusable || (self.parts != other.parts && other.parts > 0);
        for ((_, places), (_, others)) in self.places.iter_mut().zip(&other.places) {
            *places &= others;
        }
    }

    /// The columns that stand in the keys; none where the keys are not made of columns.
    pub fn dimensions(&self) -> Option<BTreeSet<&str>> {
        let mut taken = 0;
        let mut found = BTreeSet::new();
        for (id, places) in &self.places {
            let free = places & !taken;
            if free != 0 {
                taken |= 1 << free.trailing_zeros();
                found.insert(id.as_str());
            }
        }
        (!self.is_unusable && found.len() > 1).then_some(found)
    }
}

/// What the figures of a file, or of a block of it, say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    pub(in crate::ingest) doubtful: Vec<Doubtful>,
    /// The row of each figure, and its cells in the doubtful columns (as hashes), one row behind the
    /// other.
    rows: Vec<u64>,
    cells: Vec<u64>,
    /// Rows that replace what stands before them.
    replacing: Vec<u64>,
    pub(in crate::ingest) units: Units,
    pub(in crate::ingest) keys: Keys,
    pub(in crate::ingest) changes: Changes,
}

impl Evidence {
    /// Nothing seen yet, in these columns; the unit with whether it stands in the codes of series.
    pub(in crate::ingest) fn of(doubtful: Vec<Doubtful>, unit: Option<(&str, bool)>) -> Self {
        let (column, is_told) = unit.unwrap_or_default();
        let units = Units { column: column.to_owned(), is_told, ..Units::default() };
        Evidence { doubtful, units, ..Evidence::default() }
    }

    /// The same for another block, without what was seen.
    pub(in crate::ingest) fn part(&self) -> Self {
        let doubtful = self.doubtful.iter().map(|one| Doubtful::new(&one.id, one.why));
        Evidence::of(doubtful.collect(), Some((&self.units.column, self.units.is_told)))
    }

    /// Whether no column is in doubt.
    pub(in crate::ingest) fn is_idle(&self) -> bool {
        self.doubtful.is_empty() && !self.has_units()
    }

    /// Whether anything is known of single rows.
    pub(in crate::ingest) fn is_by_row(&self) -> bool {
        !(self.doubtful.is_empty() && self.replacing.is_empty())
    }

    pub(in crate::ingest) fn has_units(&self) -> bool {
        !self.units.column.is_empty()
    }

    /// Takes a figure of a row; `only` are the columns that the series of ours names.
    pub(in crate::ingest) fn see(
        &mut self,
        series: Label,
        beside: &Beside,
        row: u64,
        only: Option<&BTreeMap<String, String>>,
    ) {
        if !beside.cells.is_empty() {
            self.rows.push(row);
            let cells = self.doubtful.iter_mut().zip(&beside.cells);
            self.cells.extend(cells.map(|(column, cell)| column.see(cell)));
        }
        if beside.replaces {
            self.replacing.push(row);
        }
        let mut columns = self.units.column.split(", ");
        let is_named =
            |only: &BTreeMap<String, String>| columns.all(|column| only.contains_key(column));
        if self.has_units() && !only.is_some_and(is_named) {
            self.units.see(series, beside.unit, row);
        }
        if let Some((key, codes)) = &beside.key {
            self.keys.see(key, codes);
        }
    }

    /// Puts that of the next block behind this.
    pub(in crate::ingest) fn add(&mut self, other: Evidence) {
        if self.doubtful.is_empty() {
            self.doubtful.clone_from(&other.doubtful);
        } else {
            self.doubtful.iter_mut().zip(&other.doubtful).for_each(|(one, other)| one.add(other));
        }
        self.rows.extend(other.rows);
        self.cells.extend(other.cells);
        self.replacing.extend(other.replacing);
        self.units.add(&other.units);
        self.keys.add(&other.keys);
        self.changes.add(other.changes);
    }

    pub(in crate::ingest) fn is_empty(&self) -> bool {
        *self == Evidence::default()
    }

    /// Whether the figure in a row takes the place of earlier ones.
    pub(in crate::ingest) fn replaces(&self, row: u64) -> bool {
        self.replacing.binary_search(&row).is_ok()
    }

    /// The doubtful columns in which a row differs from one of another file, or of the same, where both
    /// have them. One that is empty for a figure of either is no dimension.
    pub(in crate::ingest) fn differing(&self, row: u64, other: (&Evidence, u64)) -> Vec<Doubtful> {
        let (other, other_row) = other;
        let (Some(mine), Some(theirs)) = (self.cells_of(row), other.cells_of(other_row)) else {
            return Vec::new();
        };
        let differs = |(at, one): (usize, &Doubtful)| {
            let twin = other.doubtful.iter().position(|other| other.id == one.id)?;
            let is_empty = one.is_empty || other.doubtful[twin].is_empty;
            (mine[at] != theirs[twin]).then(|| Doubtful { is_empty, ..one.clone() })
        };
        self.doubtful.iter().enumerate().filter_map(differs).collect()
    }

    fn cells_of(&self, row: u64) -> Option<&[u64]> {
        let at = self.rows.binary_search(&row).ok()?;
        let wide = self.doubtful.len();
        self.cells.get(at * wide..(at + 1) * wide)
    }
}
