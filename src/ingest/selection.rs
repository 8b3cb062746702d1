//! What is wanted of a provider's file: which of its rows become which of our series.

use std::collections::{BTreeMap, BTreeSet};

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
