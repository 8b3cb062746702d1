//! What the form of `sources.toml` can't say: names that must be there, once, and numbers that fit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use toml::Spanned;

use super::document::{Document, FetchTable, OriginalTable, ProviderTable, SeriesTable};
use super::example;
use crate::fault::{Fault, Faults, Place, Result};
use crate::toml_file::{Lines, Two};

/// # Errors
/// A code used twice, a name that is not there (with the nearest), a range or a pace that is none.
pub(super) fn check(document: &Document, file: &Path, text: &str) -> Result<()> {
    let mut check = Check {
        file,
        lines: Lines::of(text),
        licences: document.licences.iter().map(|l| l.name.get_ref().as_str()).collect(),
        providers: document.providers.iter().map(|p| p.code.get_ref().as_str()).collect(),
        faults: Vec::new(),
    };
    check.twice("licence", document.licences.iter().map(|l| &l.name));
    check.twice("provider", document.providers.iter().map(|p| &p.code));
    check.twice("file", document.providers.iter().flat_map(|provider| &provider.files));
    check.twice("series", document.series.iter().map(|s| &s.code));
    let (first, last) = (document.years.first, document.years.last);
    if first > last {
        let message = format!("years must run from first to last (found {first} to {last})");
        check.faults.push(Fault::new(message).at(Place::file(file)));
    }
    document.providers.iter().for_each(|provider| check.provider(provider));
    for series in &document.series {
        check.series(series);
        for original in &series.originals {
            check.original(series, original, &document.providers);
        }
    }
    Faults::check(check.faults, ())
}

struct Check<'a> {
    file: &'a Path,
    lines: Lines,
    licences: BTreeSet<&'a str>,
    providers: BTreeSet<&'a str>,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn fault<T>(&self, message: impl Into<String>, at: &Spanned<T>) -> Fault {
        Fault::new(message).at(Place::line(self.file, self.lines.at(at.span().start)))
    }

    /// Names must be there once; files are named after them, and some systems don't tell capitals from
    /// small letters.
    fn twice(&mut self, what: &str, codes: impl Iterator<Item = &'a Spanned<String>>) {
        let mut seen = BTreeMap::new();
        for code in codes {
            let text = code.get_ref();
            if text.trim().is_empty() {
                self.faults.push(self.fault(format!("the {what} has an empty name"), code));
            }
            let Some(first) = seen.insert(text.to_lowercase(), text) else { continue };
            let message = match first == text {
                true => format!("the {what} `{text}` stands twice"),
                false => format!("the {what} `{text}` differs from `{first}` by capitals alone"),
            };
            self.faults.push(self.fault(message, code));
        }
    }

    /// Where licences are listed with what they allow, no other may be named.
    fn licence(&mut self, name: Option<&Spanned<String>>) {
        let listed = |name: &&Spanned<String>| self.licences.contains(name.get_ref().as_str());
        let Some(name) = name.filter(|name| !self.licences.is_empty() && !listed(name)) else {
            return;
        };
        let message = format!("there is no licence `{}`", name.get_ref());
        let fault =
            self.fault(message, name).nearest(name.get_ref(), self.licences.iter().copied());
        let block = example::licence(name.get_ref());
        self.faults.push(fault.hint(format!("or list it, by what it allows:\n\n{block}")));
    }

    fn known_provider(&mut self, code: &Spanned<String>) {
        if !self.providers.contains(code.get_ref().as_str()) {
            let message = format!("there is no provider `{}`", code.get_ref());
            let fault = self.fault(message, code);
            let block = example::provider(code.get_ref(), &self.licences);
            let fault = fault.nearest(code.get_ref(), self.providers.iter().copied());
            self.faults.push(fault.hint(format!("or add it:\n\n{block}")));
        }
    }

    fn provider(&mut self, provider: &ProviderTable) {
        self.licence(provider.licence.as_ref());
        let code = provider.code.get_ref();
        if provider.name.is_none() {
            let block = example::provider(code, &self.licences);
            let fault = self.fault(format!("the provider `{code}` lacks a name"), &provider.code);
            self.faults.push(fault.hint(format!("a whole one:\n\n{block}")));
        }
        let Some(fetch) = &provider.fetch else { return };
        let mut refuse = |message: String| {
            let fault = self.fault(message, fetch);
            self.faults.push(fault);
        };
        if provider.reader.is_none() {
            refuse(format!("`{}` is fetched, but no `reader` is named", provider.code.get_ref()));
        }
        let FetchTable { address, file, requests_per_second, megabytes, release_months, .. } =
            fetch.get_ref();
        if !(0.001..=100.0).contains(requests_per_second) {
            refuse(format!(
                "requests_per_second must lie between 0.001 and 100 (found {requests_per_second})"
            ));
        }
        if *megabytes == 0 {
            refuse("megabytes must be above 0".to_owned());
        }
        if let Some(month) = release_months.iter().find(|m| !(1..=12).contains(*m)) {
            refuse(format!("release_months are 1 to 12 (found {month})"));
        }
        if !address.starts_with("https://") && !address.starts_with("http://") {
            refuse(format!("an address begins with https:// (found `{address}`)"));
        }
        if file.is_empty() || file.contains(['/', '\\']) || file.starts_with('.') {
            refuse(format!("`file` must be the name of a file, without a folder (found `{file}`)"));
        }
        for part in ["{code}", "{page}"] {
            if address.contains(part) && !file.contains(part) {
                refuse(format!("`file` lacks {part}, so one reply would replace another"));
            }
        }
    }

    fn series(&mut self, series: &SeriesTable) {
        self.licence(series.licence.as_ref());
        let code = series.code.get_ref();
        let keys = [
            ("name", series.name.is_none()),
            ("unit", series.unit.is_none()),
            ("range", series.range.is_none()),
            ("provider", series.provider.is_none()),
        ];
        let missing: Vec<&str> = keys.iter().filter(|key| key.1).map(|key| key.0).collect();
        if !missing.is_empty() {
            let message = format!("the series `{code}` lacks {}", missing.join(", "));
            let block = example::series(code, &self.providers);
            let fault = self.fault(message, &series.code);
            self.faults.push(fault.hint(format!("a whole one:\n\n{block}")));
        }
        if let Some(provider) = &series.provider {
            self.known_provider(provider);
        }
        let Some(range) = &series.range else { return };
        let Two([low, high]) = *range.get_ref();
        if low >= high || low.is_nan() || high.is_nan() {
            let message =
                format!("range of `{code}` must run from low to high (found {low} to {high})");
            self.faults.push(self.fault(message, range));
        }
    }

    fn original(
        &mut self,
        series: &SeriesTable,
        original: &OriginalTable,
        providers: &[ProviderTable],
    ) {
        let Some(code) = original.provider.as_ref().or(series.provider.as_ref()) else { return };
        if original.provider.is_some() {
            self.known_provider(code);
        }
        let provider = providers.iter().find(|p| p.code.get_ref() == code.get_ref());
        if provider.is_some_and(|p| p.reader.is_none()) {
            let message = format!("the provider `{}` names no `reader`", code.get_ref());
            self.faults.push(self.fault(message, &original.code));
        }
        if !original.multiply.is_finite() || original.multiply == 0.0 {
            let message = format!("multiply must be a number (found {})", original.multiply);
            self.faults.push(self.fault(message, &original.code));
        }
    }
}
