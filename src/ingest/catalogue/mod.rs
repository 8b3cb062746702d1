//! `sources.toml` in, the catalogue of licences, providers and series out.

mod check;
mod document;
mod example;

use std::path::Path;

use toml::Spanned;

pub use example::how_to_catalogue;

use crate::fault::Result;
use crate::model::{Catalogue, Fetch, Licence, Original, Provider, Series};
use crate::toml_file::parse;
use document::{Document, FetchTable, OriginalTable, ProviderTable, SeriesTable};

/// Reads the catalogue from `text`, the content of `file`.
///
/// # Errors
/// Its form (line and nearest key), a code used twice, a name that is not there, an empty range.
pub fn read_catalogue(file: &Path, text: &str) -> Result<Catalogue> {
    let document: Document = parse(file, text)?;
    check::check(&document, file, text)?;
    Ok(Catalogue {
        first_year: document.years.first,
        last_year: document.years.last,
        licences: document
            .licences
            .into_iter()
            .map(|l| Licence {
                name: l.name.into_inner(),
                title: l.title,
                class: l.class,
                terms: l.terms,
            })
            .collect(),
        providers: document.providers.into_iter().map(provider).collect(),
        series: document.series.into_iter().map(series).collect(),
    })
}

fn provider(table: ProviderTable) -> Provider {
    Provider {
        code: table.code.into_inner(),
        name: table.name.unwrap_or_default(),
        files: table.files.into_iter().map(Spanned::into_inner).collect(),
        vintage: table.vintage,
        licence: table.licence.map(Spanned::into_inner).unwrap_or_default(),
        attribution: table.attribution,
        address: table.address,
        reader: table.reader,
        fetch: table.fetch.map(|fetched| fetch(fetched.into_inner())),
        read: None,
    }
}

fn fetch(table: FetchTable) -> Fetch {
    Fetch {
        address: table.address,
        file: table.file,
        requests_per_second: table.requests_per_second,
        megabytes: table.megabytes,
        catalogue: table.catalogue,
        catalogue_id: table.catalogue_id,
        release_months: table.release_months,
    }
}

fn series(table: SeriesTable) -> Series {
    let provider = table.provider.map(Spanned::into_inner).unwrap_or_default();
    let originals = table.originals.into_iter().map(|o| original(o, &provider)).collect();
    Series {
        code: table.code.into_inner(),
        name: table.name.unwrap_or_default(),
        unit: table.unit.unwrap_or_default(),
        range: table.range.map(|range| range.into_inner().0).unwrap_or_default().into(),
        provider,
        provider_code: table.provider_code,
        original_source: table.original_source,
        vintage: table.vintage,
        licence: table.licence.map(Spanned::into_inner).unwrap_or_default(),
        address: table.address,
        originals,
    }
}

fn original(table: OriginalTable, own: &str) -> Original {
    Original {
        provider: table.provider.map_or_else(|| own.to_owned(), Spanned::into_inner),
        code: table.code.into_inner(),
        sex: table.sex,
        only: table.only,
        multiply: table.multiply,
        estimated: table.estimated,
        bounds: table.bounds,
    }
}
