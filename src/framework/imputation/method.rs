//! What an imputation is: from what it makes a missing value, and what a sentence on it holds.

use super::from::ImputedFrom;
use super::source::Source;
use crate::framework::chosen::{Kind, Takes};
use crate::framework::said::Holds;

/// How a missing value is made.
pub trait Imputing {
    /// The value of an area by an indicator (their positions), and what it was made from; `None` where there is
    /// nothing to make it from.
    fn make(
        &self,
        source: &mut Source,
        area: usize,
        indicator: usize,
    ) -> Option<(f64, ImputedFrom)>;

    /// What is not there where nothing could be made.
    fn lacks(&self, source: &Source, area: usize) -> String;

    /// The column of the reference table that it needs.
    fn column(&self) -> Option<&str> {
        None
    }

    /// Whether it looks at other indicators than the one that lacks a value.
    fn looks_at_others(&self) -> bool {
        false
    }

    /// The end of the key of its sentence under `method.impute`, where that is not the method's word, and what
    /// it holds.
    fn in_method(&self) -> (Option<&'static str>, Holds) {
        (None, Vec::new())
    }

    /// The function of COINr that does the same, or what is said instead.
    fn coinr(&self) -> Option<&'static str> {
        None
    }
}

pub(super) const BY: Takes = Takes {
    key: "by",
    kind: Kind::Text,
    doc: "A column of the reference table; over all areas where absent.",
};
