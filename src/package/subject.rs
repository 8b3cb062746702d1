//! What a package is of.

use crate::edition::Edition;
use crate::model::{Catalogue, Provider};
use crate::provenance::Record;

/// What the package is of.
pub struct Subject<'a> {
    pub edition: &'a Edition,
    pub record: &'a Record,
    pub catalogue: &'a Catalogue,
    /// Providers of the figures that are read, in the order of the catalogue.
    pub providers: Vec<&'a Provider>,
}

impl Subject<'_> {
    /// Title, subtitle and edition, in English.
    pub(super) fn title(&self) -> String {
        let Edition { title, subtitle, id, .. } = self.edition;
        format!("{}: {} ({id})", title.en, subtitle.en)
    }

    /// Where the terms of its licence stand.
    pub(super) fn licence_of(&self, provider: &Provider) -> &str {
        let known = self.catalogue.licences.iter().find(|one| one.name == provider.licence);
        known.map_or("", |licence| licence.terms.as_str())
    }
}
