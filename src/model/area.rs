//! Reference areas: the units of analysis and what is known of each.

use std::collections::BTreeMap;

use super::language::{Language, Names};

/// A unit of analysis, keyed by its code (ISO 3166-1 alpha-3 in our own reference table).
#[derive(Debug, Clone, PartialEq)]
pub struct RefArea {
    pub code: String,
    pub name: Names,
    /// A shorter name for charts; the full name where the table has none.
    pub short_name: Names,
    /// Every other column of the reference table, by its header: region, income group, memberships.
    pub attributes: BTreeMap<String, String>,
    /// Rough centre in degrees (latitude, longitude).
    pub centre: Option<(f64, f64)>,
}

impl RefArea {
    /// An area of which only the code is known.
    pub fn bare(code: &str) -> Self {
        RefArea {
            code: code.to_owned(),
            name: Names::english(code),
            short_name: Names::english(code),
            attributes: BTreeMap::new(),
            centre: None,
        }
    }

    /// The value of a column; `None` where it is absent or empty.
    pub fn attribute(&self, column: &str) -> Option<&str> {
        self.attributes.get(column).map(String::as_str).filter(|v| !v.is_empty())
    }
}

/// All reference areas, in order of their codes.
#[derive(Debug, Clone, Default)]
pub struct Areas {
    by_code: BTreeMap<String, RefArea>,
}

impl Areas {
    pub fn new(areas: impl IntoIterator<Item = RefArea>) -> Self {
        Areas { by_code: areas.into_iter().map(|a| (a.code.clone(), a)).collect() }
    }

    pub fn get(&self, code: &str) -> Option<&RefArea> {
        self.by_code.get(code)
    }

    /// The full name of an area; its code where the table has none.
    pub fn name<'a>(&'a self, code: &'a str, language: Language) -> &'a str {
        self.get(code).map_or(code, |area| area.name.in_language(language))
    }

    /// The short name of an area; its code where the table has none.
    pub fn short_name<'a>(&'a self, code: &'a str, language: Language) -> &'a str {
        self.get(code).map_or(code, |area| area.short_name.in_language(language))
    }

    pub fn iter(&self) -> impl Iterator<Item = &RefArea> {
        self.by_code.values()
    }

    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.by_code.keys().map(String::as_str)
    }
}
