//! The catalogue: which series exist, in which unit and range, from whom, under which licence.

use serde::Serialize;

/// A publisher of statistics and the files that carry its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Provider {
    pub code: String,
    pub name: String,
    /// Paths relative to the catalogue file.
    pub files: Vec<String>,
    pub vintage: String,
    pub licence: String,
    pub attribution: String,
    pub address: String,
}

/// A published series, keyed by our code for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    pub code: String,
    pub name: String,
    pub unit: String,
    /// Smallest and largest possible value.
    pub range: (f64, f64),
    pub provider: String,
    pub provider_code: String,
    pub original_source: String,
    pub vintage: String,
    pub licence: String,
    pub address: String,
}

/// Providers and series in the order of the file, and the years that can be right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Catalogue {
    pub first_year: i32,
    pub last_year: i32,
    pub providers: Vec<Provider>,
    pub series: Vec<Series>,
}

impl Catalogue {
    /// A catalogue that names nothing, for data that come without one.
    pub fn empty() -> Self {
        Catalogue { first_year: 0, last_year: 0, providers: Vec::new(), series: Vec::new() }
    }

    pub fn series(&self, code: &str) -> Option<&Series> {
        self.series.iter().find(|s| s.code == code)
    }

    pub fn provider(&self, code: &str) -> Option<&Provider> {
        self.providers.iter().find(|p| p.code == code)
    }
}
