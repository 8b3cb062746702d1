//! What is wanted of a provider's file: which of its rows become which of our series.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use crate::model::{Bounds, Original, Sex};

/// The rows of a file that are read; others are filtered by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Selection {
    /// Every series, under the code that the file gives it.
    #[default]
    Everything,
    /// The same, counted and not kept.
    Counted,
    /// The same without these, which are read from elsewhere.
    Except(BTreeSet<String>),
    /// These, under our codes: the provider's code, and what is made of its rows.
    Of(BTreeMap<String, Vec<Wanted>>),
}

/// One series of ours, as it stands in a provider's files.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Our code.
    pub series: String,
    pub original: Original,
}

impl Selection {
    /// The selection of these series, each with where it stands.
    pub fn of<'a>(series: impl IntoIterator<Item = (&'a str, &'a Original)>) -> Self {
        let mut wanted: BTreeMap<String, Vec<Wanted>> = BTreeMap::new();
        for (series, original) in series {
            let one = Wanted { series: series.to_owned(), original: original.clone() };
            wanted.entry(original.code.clone()).or_default().push(one);
        }
        Selection::Of(wanted)
    }

    /// Whether rows of a provider's series are read at all.
    pub fn has(&self, code: &str) -> bool {
        match self {
            Selection::Everything | Selection::Counted | Selection::Except(_) => true,
            Selection::Of(wanted) => wanted.contains_key(code),
        }
    }

    /// The columns in which it wants certain codes.
    pub fn columns(&self) -> BTreeSet<&str> {
        let Selection::Of(wanted) = self else { return BTreeSet::new() };
        let all = wanted.values().flatten();
        all.flat_map(|one| one.original.only.keys()).map(String::as_str).collect()
    }
}

impl Wanted {
    /// Whether a row belongs to this series: its codes in other columns, and its sex where it says one.
    pub fn takes<'r>(&self, sex: Option<Sex>, cell: &dyn Fn(&str) -> Option<&'r str>) -> bool {
        let Original { only, sex: wanted, .. } = &self.original;
        let fits = |(column, code): (&String, &String)| cell(column) == Some(code.as_str());
        let same_sex = sex.is_none() || wanted.is_none() || sex == *wanted;
        same_sex && only.iter().all(fits)
    }

    pub fn bounds(&self) -> Option<Bounds> {
        self.original.bounds
    }
}

/// What tells, by a few cells of a row, that no one wants it.
#[derive(Debug)]
pub(super) struct Sieve {
    /// Where the code of the series stands.
    pub column: usize,
    /// How many rows a row counts as (a wide one, its cells).
    pub rows: usize,
    /// The last column that is looked at, and whether a row must end with it.
    pub last: usize,
    pub is_whole: bool,
    /// By the provider's code of a series that is wanted: cells that a row must have, all of one list.
    lists: BTreeMap<String, Vec<Cells>>,
}

/// Columns, each with the cell that a row must have in it.
pub(super) type Cells = Vec<(usize, String)>;

impl Sieve {
    /// By the code in a column and the cells that a selection names.
    pub fn of(
        selection: &Selection,
        column: usize,
        rows: usize,
        header: &StringRecord,
    ) -> Option<Self> {
        let Selection::Of(all) = selection else { return None };
        // A condition on what is no column is the reader's to judge.
        let place = |name: &str| header.iter().position(|h| h.trim() == name);
        let cells = |one: &Wanted| -> Cells {
            let only = one.original.only.iter();
            only.filter_map(|(name, code)| Some((place(name)?, code.clone()))).collect()
        };
        let lists: BTreeMap<String, Vec<Cells>> = all
            .iter()
            .map(|(code, list)| (code.clone(), list.iter().map(cells).collect()))
            .collect();
        let places = lists.values().flatten().flatten().map(|(column, _)| *column);
        let last = places.chain([column]).max().unwrap_or(column);
        Some(Sieve { column, rows, last, is_whole: false, lists })
    }

    /// By the code in a column alone, of rows that have as many fields as the header.
    pub fn by_series(column: usize, width: usize) -> Self {
        Sieve { column, rows: 1, last: width - 1, is_whole: true, lists: BTreeMap::new() }
    }

    /// The cells that rows of a series must have; `None` where any will do.
    pub fn lists(&self, code: &str) -> Option<&[Cells]> {
        self.lists.get(code).map(Vec::as_slice)
    }
}
