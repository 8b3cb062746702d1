//! `sources.toml` as it is written; every key is known, and no other is taken.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::model::{Bounds, LicenceClass, Names, Reader, Sex, YEARS};
use crate::toml_file::{self, Two};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    #[serde(default)]
    pub years: Years,
    #[serde(rename = "licence", default)]
    pub licences: Vec<LicenceTable>,
    #[serde(rename = "provider")]
    pub providers: Vec<ProviderTable>,
    #[serde(rename = "series")]
    pub series: Vec<SeriesTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Years {
    #[serde(deserialize_with = "crate::model::year")]
    pub first: i32,
    #[serde(deserialize_with = "crate::model::year")]
    pub last: i32,
}

impl Default for Years {
    fn default() -> Self {
        Years { first: YEARS.0, last: YEARS.1 }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LicenceTable {
    pub name: Spanned<String>,
    pub title: Option<Names>,
    pub class: LicenceClass,
    #[serde(default)]
    pub terms: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProviderTable {
    pub code: Spanned<String>,
    pub name: Option<Names>,
    #[serde(default, deserialize_with = "toml_file::some")]
    pub files: Vec<Spanned<String>>,
    #[serde(default)]
    pub vintage: String,
    #[serde(default)]
    pub licence: Option<Spanned<String>>,
    #[serde(default)]
    pub attribution: Names,
    #[serde(default)]
    pub address: String,
    pub reader: Option<Reader>,
    pub fetch: Option<Spanned<FetchTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FetchTable {
    pub address: String,
    pub file: String,
    #[serde(default = "one_a_second")]
    pub requests_per_second: f64,
    #[serde(default = "megabytes")]
    pub megabytes: u64,
    pub catalogue: Option<String>,
    #[serde(default = "the_code")]
    pub catalogue_id: String,
    #[serde(default)]
    pub release_months: Vec<u8>,
}

fn the_code() -> String {
    "{code}".to_owned()
}

/// What others ask of these services too, where the service names no limit.
fn one_a_second() -> f64 {
    1.0
}

/// Above the largest single file that any of the providers sends for one series.
fn megabytes() -> u64 {
    500
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeriesTable {
    pub code: Spanned<String>,
    // These four must be there too; all that are not are told at once.
    pub name: Option<Names>,
    pub unit: Option<String>,
    pub range: Option<Spanned<Two<f64>>>,
    pub provider: Option<Spanned<String>>,
    #[serde(default)]
    pub provider_code: String,
    #[serde(default)]
    pub original_source: Names,
    #[serde(default)]
    pub vintage: String,
    #[serde(default)]
    pub licence: Option<Spanned<String>>,
    #[serde(default)]
    pub address: String,
    #[serde(rename = "original", default)]
    pub originals: Vec<OriginalTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OriginalTable {
    /// The series' own provider where none is named.
    pub provider: Option<Spanned<String>>,
    pub code: Spanned<String>,
    #[serde(default, deserialize_with = "sex")]
    pub sex: Option<Sex>,
    #[serde(default)]
    pub only: BTreeMap<String, String>,
    #[serde(default = "unchanged")]
    pub multiply: f64,
    #[serde(default)]
    pub estimated: bool,
    pub bounds: Option<Bounds>,
}

fn unchanged() -> f64 {
    1.0
}

fn sex<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Sex>, D::Error> {
    let text = String::deserialize(from)?;
    let refuse = || serde::de::Error::custom(format!("sex must be T, F or M (found `{text}`)"));
    match text.as_str() {
        "T" | "F" | "M" => Ok(Sex::parse(&text)),
        _ => Err(refuse()),
    }
}
