//! `sources.toml` in, the catalogue of providers and series out.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::fault::{Fault, Faults, Place, Result};
use crate::model::{Catalogue, Provider, Series};
use crate::toml_file::{line_at, parse};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    years: Years,
    #[serde(rename = "provider")]
    providers: Vec<ProviderTable>,
    #[serde(rename = "series")]
    series: Vec<SeriesTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Years {
    first: i32,
    last: i32,
}

impl Default for Years {
    fn default() -> Self {
        Years { first: super::sdmx_csv::YEARS.0, last: super::sdmx_csv::YEARS.1 }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProviderTable {
    code: Spanned<String>,
    name: String,
    #[serde(default)]
    files: Vec<String>,
    #[serde(default)]
    vintage: String,
    #[serde(default)]
    licence: String,
    #[serde(default)]
    attribution: String,
    #[serde(default)]
    address: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesTable {
    code: Spanned<String>,
    name: String,
    unit: String,
    range: Spanned<(f64, f64)>,
    provider: Spanned<String>,
    #[serde(default)]
    provider_code: String,
    #[serde(default)]
    original_source: String,
    #[serde(default)]
    vintage: String,
    #[serde(default)]
    licence: String,
    #[serde(default)]
    address: String,
}

/// Reads the catalogue from `text`, the content of `file`.
///
/// # Errors
/// Its form (line and nearest key), a code used twice, a provider that is not there, an empty range.
pub fn read_catalogue(file: &Path, text: &str) -> Result<Catalogue> {
    let document: Document = parse(file, text)?;
    let mut faults = Vec::new();
    let place = |position: usize| Place::line(file, line_at(text, position));
    let mut codes = BTreeSet::new();
    for table in &document.providers {
        if !codes.insert(table.code.get_ref().as_str()) {
            let message = format!("the provider `{}` stands twice", table.code.get_ref());
            faults.push(Fault::new(message).at(place(table.code.span().start)));
        }
    }
    let Years { first, last } = document.years;
    if first > last {
        let message = format!("years must run from first to last (found {first} to {last})");
        faults.push(Fault::new(message).at(Place::file(file)));
    }
    let mut seen = BTreeSet::new();
    for table in &document.series {
        let code = table.code.get_ref();
        if !seen.insert(code) {
            let message = format!("the series `{code}` stands twice");
            faults.push(Fault::new(message).at(place(table.code.span().start)));
        }
        let provider = table.provider.get_ref();
        if !codes.contains(provider.as_str()) {
            let fault = Fault::new(format!("there is no provider `{provider}`"))
                .at(place(table.provider.span().start));
            faults.push(fault.nearest(provider, codes.iter().copied()));
        }
        let (low, high) = *table.range.get_ref();
        if low >= high || low.is_nan() || high.is_nan() {
            let message =
                format!("range of `{code}` must run from low to high (found {low} to {high})");
            faults.push(Fault::new(message).at(place(table.range.span().start)));
        }
    }
    Faults::check(faults, ())?;
    Ok(catalogue(document))
}

fn catalogue(document: Document) -> Catalogue {
    let providers = document.providers.into_iter().map(|p| Provider {
        code: p.code.into_inner(),
        name: p.name,
        files: p.files,
        vintage: p.vintage,
        licence: p.licence,
        attribution: p.attribution,
        address: p.address,
    });
    let series = document.series.into_iter().map(|s| Series {
        code: s.code.into_inner(),
        name: s.name,
        unit: s.unit,
        range: s.range.into_inner(),
        provider: s.provider.into_inner(),
        provider_code: s.provider_code,
        original_source: s.original_source,
        vintage: s.vintage,
        licence: s.licence,
        address: s.address,
    });
    Catalogue {
        first_year: document.years.first,
        last_year: document.years.last,
        providers: providers.collect(),
        series: series.collect(),
    }
}
