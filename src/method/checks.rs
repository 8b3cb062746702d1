//! Whether a framework, its tables and its data go together: each kind of misfit, with all offenders.

use std::collections::{BTreeMap, BTreeSet};

use super::Method;
use crate::fault::{Fault, Faults, Place, Result};
use crate::framework;
use crate::ingest::{self, Ingested};
use crate::model::{Label, said_all};
use crate::project::read;

/// How many series of the data are named where none of them is read.
const NAMED: usize = 5;

/// The first series of the data, in a sentence.
fn seen_in(ingested: &Ingested) -> String {
    said_all(ingested.series_seen.iter().take(NAMED).map(String::as_str))
}

impl Method {
    /// Whether the data have what the framework reads.
    ///
    /// # Errors
    /// Series that neither catalogue nor data have, or only of another sex; no value at all; originals
    /// without one.
    pub fn check(&self, ingested: &Ingested) -> Result<()> {
        if self.catalogue.is_none() {
            let known = ingested.series_seen.iter().map(String::as_str).collect();
            self.check_names(&known).map_err(|mut faults| {
                let seen = seen_in(ingested);
                if let Some(fault) = faults.0.last_mut().filter(|_| !seen.is_empty()) {
                    fault.hints.push(format!("the data have {seen}"));
                }
                faults
            })?;
        }
        self.check_any(ingested)?;
        self.check_sexes(ingested)?;
        self.check_originals(ingested)
    }

    /// An original without one usable figure of a series must not take the place of figures silently.
    fn check_originals(&self, ingested: &Ingested) -> Result<()> {
        let observed = Label::distinct(ingested.observations.iter().map(|o| o.series));
        let wanted = self.used.iter().flat_map(|used| used.series.iter().map(move |s| (used, s)));
        let mut empty: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (used, series) in wanted.filter(|(_, series)| !observed.contains(series.as_str())) {
            empty.entry(series).or_default().push(&used.file);
        }
        let fault = |(series, files): (&str, Vec<&str>)| {
            let files = files.join(", ");
            Fault::new(format!("no row of the originals of `{series}` ({files}) can be used"))
                .hint("see `code` and `only` of its [[series.original]], and problems.csv of `ssj ingest --originals none`")
                .hint("until that is settled, `--originals none` reads the project's own files")
        };
        Faults::check(empty.into_iter().map(fault).collect(), ())
    }

    /// Of a file that is not there, who names it.
    pub(super) fn named_by_catalogue(&self, mut faults: Faults) -> Faults {
        let Some(file) = self.framework.sources_file.as_ref().filter(|_| !self.named) else {
            return faults;
        };
        for fault in &mut faults.0 {
            if fault.place.as_ref().is_some_and(|place| !place.file.exists()) {
                let hint =
                    format!("it stands among the `files` of a provider in {}", file.display());
                fault.hints.push(hint);
            }
        }
        faults
    }

    /// Something must be observed: without, the rules by which rows were left out are told.
    fn check_any(&self, ingested: &Ingested) -> Result<()> {
        if !ingested.observations.is_empty() {
            return Ok(());
        }
        let fault = Fault::new("the data hold no value that the framework can use");
        let fault = match (self.sources.first(), &self.framework.sources_file) {
            (Some(source), _) => fault.at(Place::file(&source.path)),
            (None, Some(file)) => {
                fault.at(Place::file(file)).hint("no provider of the catalogue names `files`")
            }
            (None, None) => fault.at(Place::file(&self.file)),
        };
        let mut filtered = BTreeMap::new();
        for (rule, rows) in ingested.counts.iter().flat_map(|count| &count.filtered) {
            *filtered.entry(rule).or_insert(0) += rows;
        }
        let filtered: Vec<String> =
            filtered.into_iter().map(|(rule, n)| format!("{n} {rule}")).collect();
        let fault = match filtered.is_empty() {
            true => fault,
            false => fault.hint(format!("rows left out, by rule: {}", filtered.join(", "))),
        };
        let expected = "rows with values of the series that the framework names are expected";
        let seen = seen_in(ingested);
        let seen = if seen.is_empty() { seen } else { format!("; the data have {seen}") };
        Err(fault.hint(format!("{expected}{seen}")).into())
    }

    /// Every column that scope and groupings name must be in the reference table.
    pub(super) fn check_columns(&self) -> Result<()> {
        let framework = &self.framework;
        let groupings = framework.groupings.iter().map(|g| &g.column);
        let named = framework.scope.iter().map(|s| &s.column).chain(groupings);
        let others = framework.compared().flat_map(|(_, other)| other.group_columns());
        let imputed = framework.group_columns().chain(others).collect::<BTreeSet<_>>();
        let named = named.map(String::as_str).chain(imputed);
        let Some(areas) = &self.areas else {
            let faults = named.map(|column| {
                Fault::new(format!("the column {column} needs a table of areas"))
                    .at(Place::file(&self.file))
                    .hint("name one: `areas` in [data]")
            });
            return Faults::check(faults.collect(), ());
        };
        let known: BTreeSet<&str> =
            areas.iter().flat_map(|a| a.attributes.keys().map(String::as_str)).collect();
        let unknown = named.filter(|column| !known.contains(column)).map(|column| {
            Fault::new(format!("the table of areas has no column {column}"))
                .at(Place::file(&self.file))
                .nearest(column, known.iter().copied())
        });
        Faults::check(unknown.collect(), ())
    }

    /// An area that a scale refers to must be in the reference table, where there is one.
    pub(super) fn check_references(&self) -> Result<()> {
        let Some(areas) = &self.areas else { return Ok(()) };
        let wrong = self.framework.indicators.iter().filter_map(|indicator| {
            let area = indicator.normalisation.method.reference()?;
            let message = format!("{}: the table of areas has no `{area}`", indicator.code);
            let fault = Fault::new(message).at(Place::file(&self.file));
            areas.get(area).is_none().then(|| fault.nearest(area, areas.codes()))
        });
        Faults::check(wrong.collect(), ())
    }

    pub(super) fn check_names(&self, known: &BTreeSet<&str>) -> Result<()> {
        let checked = framework::check_names(&self.framework, &self.file, &self.text, known);
        checked.map_err(|faults| self.to_be_catalogued(faults))?;
        for (file, other) in self.framework.compared() {
            framework::check_names(other, file, &read(file)?, known)?;
        }
        Ok(())
    }

    /// Of series that the catalogue does not have, both ways out.
    fn to_be_catalogued(&self, mut faults: Faults) -> Faults {
        let (Some(catalogue), Some(file)) = (&self.catalogue, &self.framework.sources_file) else {
            return faults;
        };
        let is_unknown = |fault: &&mut Fault| fault.message.starts_with(framework::NO_SERIES);
        if let Some(fault) = faults.0.iter_mut().filter(is_unknown).last() {
            let code = fault.message.split('`').nth(1).unwrap_or_default();
            let hint = ingest::how_to_catalogue(code, catalogue, file);
            fault.hints.push(hint);
            let other = "or read data without a catalogue: leave `sources` out of [data], and name the data with --data PATH…";
            fault.hints.push(other.to_owned());
        }
        faults
    }
}
