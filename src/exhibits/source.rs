//! Where a figure's values come from and how old they are: the source line and the span of years.

use std::collections::{BTreeMap, BTreeSet};

use super::Exhibits;
use crate::fault::Result;
use crate::words::{Number, said, say};

/// The source line of a figure made from these indicators (positions in the framework): every provider
/// of their series with the vintage, in the order of the catalogue.
///
/// # Errors
/// Words missing.
pub fn of(exhibits: &Exhibits, indicators: impl IntoIterator<Item = usize>) -> Result<String> {
    line(exhibits, &named(exhibits, indicators)?)
}

/// The providers of these indicators' series, each with its vintage.
///
/// # Errors
/// Words missing.
pub fn named(
    exhibits: &Exhibits,
    indicators: impl IntoIterator<Item = usize>,
) -> Result<Vec<String>> {
    let mut series = BTreeSet::new();
    for i in indicators {
        let indicator = &exhibits.framework.indicators[i];
        series.extend(indicator.formula.names().into_iter().map(|(code, _)| code));
    }
    named_of_series(exhibits, &series)
}

/// The source line of a figure made from these series; empty where the catalogue has none of them.
///
/// # Errors
/// Words missing.
pub fn of_series(exhibits: &Exhibits, series: &BTreeSet<String>) -> Result<String> {
    line(exhibits, &named_of_series(exhibits, series)?)
}

fn named_of_series(exhibits: &Exhibits, series: &BTreeSet<String>) -> Result<Vec<String>> {
    let used = with_derived(exhibits, series);
    // Of each provider, the vintages of what is used of it.
    let mut providers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for series in used.iter().filter_map(|code| exhibits.catalogue.series(code)) {
        let vintages = providers.entry(series.provider.as_str()).or_default();
        vintages.extend(Some(series.vintage.as_str()).filter(|vintage| !vintage.is_empty()));
    }
    let mut named = Vec::new();
    for provider in &exhibits.catalogue.providers {
        if let Some(vintages) = providers.get(provider.code.as_str()) {
            let vintages: Vec<&str> = vintages.iter().copied().collect();
            let (name, vintage) = (exhibits.in_language(&provider.name), vintages.join(", "));
            named.push(match vintage.as_str() {
                "" => name.to_owned(),
                _ => say!(exhibits.words, "figure.source.provider", name, vintage = &vintage)?,
            });
        }
    }
    Ok(named)
}

fn line(exhibits: &Exhibits, named: &[String]) -> Result<String> {
    if named.is_empty() {
        return Ok(String::new());
    }
    let said = said![n = named.len(), sources = exhibits.words.apart(named)];
    say!(exhibits.words, "figure.source.line", ..said)
}

/// The series themselves, and those behind the derived quantities among them.
fn with_derived(exhibits: &Exhibits, series: &BTreeSet<String>) -> BTreeSet<String> {
    let mut all = series.clone();
    for _ in 0..=exhibits.framework.derived.len() {
        for derived in &exhibits.framework.derived {
            if all.contains(&derived.code) {
                all.extend(derived.formula.names().into_iter().map(|(code, _)| code));
            }
        }
    }
    all
}

/// Earliest and latest year of the values used of these indicators; `None` where there is none.
pub fn years(
    exhibits: &Exhibits,
    indicators: impl IntoIterator<Item = usize>,
) -> Option<(i32, i32)> {
    let availability = &exhibits.findings.availability.indicators;
    indicators
        .into_iter()
        .filter_map(|i| availability.get(i)?.years)
        .map(|(first, _, last)| (first, last))
        .reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
}

/// A span of years in words: `2011–2025`, or the one year.
///
/// # Errors
/// Words missing.
pub fn span(exhibits: &Exhibits, years: (i32, i32)) -> Result<String> {
    let (first, last) = years;
    if first == last {
        return Ok(exhibits.words.number(Number::year(first)));
    }
    let span = said![first = Number::year(first), last = Number::year(last)];
    say!(exhibits.words, "figure.source.years", ..span)
}
