//! What of the data may not be passed on, and what of them comes from locked originals.

use std::collections::BTreeSet;

use super::Method;
use crate::fault::{Fault, Faults, Place, Result};
use crate::model::{Licence, LicenceClass, Series, said_all};

impl Method {
    /// The series that are read and may not be passed on, each with its licence.
    pub fn restricted(&self) -> Vec<(&Series, &Licence)> {
        let Some(catalogue) = &self.catalogue else { return Vec::new() };
        let read = self.framework.series_used();
        let is_read = |s: &&Series| read.iter().any(|(code, _)| *code == s.code);
        let licensed = catalogue.series.iter().filter(is_read).filter_map(|series| {
            let licence = catalogue.licence(series)?;
            (licence.class == LicenceClass::Restricted).then_some((series, licence))
        });
        licensed.collect()
    }

    /// Refuses what is made to be passed on from series that may not be.
    ///
    /// # Errors
    /// Each such series, with its licence.
    pub fn check_licences(&self) -> Result<()> {
        let refuse = |(series, licence): (&Series, &Licence)| {
            let (code, name) = (&series.code, &licence.name);
            let fault = Fault::new(format!("`{code}` may not be passed on: its licence is {name}"));
            let fault = match &self.framework.sources_file {
                Some(file) => fault.at(Place::file(file)),
                None => fault,
            };
            let terms = &licence.terms;
            fault.hint(format!(
                "leave it out of the framework, or add --allow-restricted where the terms allow it{}",
                if terms.is_empty() { String::new() } else { format!(" ({terms})") }
            ))
        };
        Faults::check(self.restricted().into_iter().map(refuse).collect(), ())
    }

    /// In a sentence each: which series come from originals, which could not.
    pub fn told_origins(&self) -> Vec<String> {
        let mut told = Vec::new();
        let series: BTreeSet<&String> = self.used.iter().flat_map(|used| &used.series).collect();
        if !series.is_empty() {
            let mut vintages: Vec<String> =
                self.used.iter().map(|u| format!("{} {}", u.provider, u.vintage)).collect();
            vintages.dedup();
            told.push(format!(
                "{} series are read from locked originals ({}), all others from the project's own files",
                series.len(),
                vintages.join(", ")
            ));
        }
        if !self.absent.is_empty() {
            told.push(format!(
                "{} series are locked, but their originals are not in the store, so the project's own files are read (`ssj fetch --locked`): {}",
                self.absent.len(),
                said_all(self.absent.iter().map(String::as_str))
            ));
        }
        let restricted = self.restricted();
        if !restricted.is_empty() {
            let series = said_all(restricted.iter().map(|(series, _)| series.code.as_str()));
            told.push(format!("holds figures that may not be passed on, by licence: {series}"));
        }
        told
    }
}
