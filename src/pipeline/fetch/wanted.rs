//! Names in, the files to fetch out.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::{Fault, Faults, Result};
use crate::fetch::fill;
use crate::model::{Catalogue, Fetch, Provider, Reader, Series};
use crate::provenance::plain_name;

/// The code of a file that holds all codes of its provider.
const WHOLE: &str = "*";

/// What is fetched, examined and locked together: the pages of one code, or one file.
pub(super) struct Wanted<'a> {
    pub provider: &'a Provider,
    pub fetch: &'a Fetch,
    pub reader: Reader,
    /// The provider's, or `*`.
    pub code: String,
    /// The series that are read from it.
    pub series: BTreeSet<&'a str>,
    /// When the provider's catalogue says that it was last changed.
    pub listed: Option<String>,
    /// Names of their licences, or the provider's.
    licences: BTreeSet<&'a str>,
}

impl Wanted<'_> {
    pub fn is(&self, provider: &str, code: &str) -> bool {
        self.provider.code == provider && self.code == code
    }

    pub fn has_pages(&self) -> bool {
        self.fetch.address.contains("{page}")
    }

    pub fn address(&self, page: u32) -> String {
        fill(&self.fetch.address, &self.code, Some(page))
    }

    /// The name in the store, on any system.
    pub fn file(&self, page: u32) -> String {
        let name = self.fetch.file.replace("{page}", &page.to_string());
        plain_name(&name.replace("{code}", &self.code))
    }

    /// In the provider's catalogue.
    pub fn catalogue_id(&self) -> String {
        self.fetch.catalogue_id.replace("{code}", &self.code)
    }

    pub fn licence(&self) -> String {
        let names: Vec<&str> = self.licences.iter().copied().collect();
        names.join("; ")
    }

    /// In bytes.
    pub fn largest(&self) -> u64 {
        self.fetch.megabytes.saturating_mul(1_000_000)
    }

    /// As messages name it.
    pub fn name(&self) -> String {
        if self.code == WHOLE {
            self.provider.code.clone()
        } else {
            format!("{} {}", self.provider.code, self.code)
        }
    }
}

/// What `names` (providers or series by code) stand for; everything that can be fetched where none
/// is named. In the order of the catalogue's providers, then of codes.
///
/// # Errors
/// Every name that is none (with the nearest), and every one that has nothing to fetch.
pub(super) fn wanted<'a>(catalogue: &'a Catalogue, names: &[String]) -> Result<Vec<Wanted<'a>>> {
    let all = fetchable(catalogue);
    if names.is_empty() {
        return Ok(all);
    }
    let mut faults = Vec::new();
    for name in names {
        let found = all.iter().any(|wanted| is_named(wanted, name));
        if !found {
            faults.push(unknown(catalogue, name));
        }
    }
    let is_wanted = |wanted: &Wanted| names.iter().any(|name| is_named(wanted, name));
    Faults::check(faults, all.into_iter().filter(is_wanted).collect())
}

fn is_named(wanted: &Wanted, name: &str) -> bool {
    wanted.provider.code == name || wanted.series.contains(name)
}

fn unknown(catalogue: &Catalogue, name: &str) -> Fault {
    if catalogue.provider(name).is_some() || catalogue.series(name).is_some() {
        return Fault::new(format!("there is nothing to fetch for `{name}`")).hint(
            "its figures come from files of the project; to fetch them, give the provider a \
             [provider.fetch] and the series a [[series.original]] in datasets/sources.toml",
        );
    }
    let providers = catalogue.providers.iter().map(|provider| provider.code.as_str());
    let known = providers.chain(catalogue.series.iter().map(|series| series.code.as_str()));
    Fault::new(format!("there is no provider or series `{name}`"))
        .nearest(name, known)
        .hint("`ssj fetch --list` lists them")
}

fn fetchable(catalogue: &Catalogue) -> Vec<Wanted<'_>> {
    catalogue.providers.iter().flat_map(|provider| of_provider(catalogue, provider)).collect()
}

fn of_provider<'a>(catalogue: &'a Catalogue, provider: &'a Provider) -> Vec<Wanted<'a>> {
    let (Some(fetch), Some(reader)) = (&provider.fetch, provider.reader) else {
        return Vec::new();
    };
    let one_for_each = fetch.address.contains("{code}");
    let mut codes: BTreeMap<&str, Vec<&Series>> = BTreeMap::new();
    for series in &catalogue.series {
        for original in series.originals.iter().filter(|o| o.provider == provider.code) {
            let code = if one_for_each { original.code.as_str() } else { WHOLE };
            codes.entry(code).or_default().push(series);
        }
    }
    let wanted = |(code, series): (&str, Vec<&'a Series>)| {
        let licence = |s: &&'a Series| catalogue.licence(s).map(|l| l.name.as_str());
        let mut licences: BTreeSet<&str> = series.iter().filter_map(licence).collect();
        if licences.is_empty() {
            licences.insert(&provider.licence);
        }
        let series = series.iter().map(|series| series.code.as_str()).collect();
        let listed = None;
        Wanted { provider, fetch, reader, code: code.to_owned(), series, listed, licences }
    };
    codes.into_iter().map(wanted).collect()
}
