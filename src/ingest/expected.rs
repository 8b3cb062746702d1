//! What rows are held against: areas, series with their ranges, years.

use std::collections::BTreeSet;

use super::area_codes::AreaCodes;
use crate::model::{Catalogue, YEARS};

/// What a row is checked against; where a part is absent, anything goes.
#[derive(Clone, Copy, Default)]
pub struct Expected<'a> {
    /// Known areas, by every code and name they go by.
    pub areas: Option<&'a AreaCodes>,
    /// Known series with their ranges, and the possible years.
    pub catalogue: Option<&'a Catalogue>,
    /// The series the framework reads, where data may hold others: those are filtered by name.
    pub series: Option<&'a BTreeSet<String>>,
    /// The year of a wide table without years.
    pub undated: Option<i32>,
    /// Whether exact duplicates are kept until all is read.
    pub keeps_doubles: bool,
}

impl Expected<'_> {
    /// The first and the last year that can be right.
    pub(crate) fn years(&self) -> (i32, i32) {
        self.catalogue.map_or(YEARS, |c| (c.first_year, c.last_year))
    }

    /// Whether a text is a year, and one that the catalogue does not look at.
    pub(super) fn is_another_year(&self, text: &str) -> bool {
        let (first, last) = self.years();
        let is_other = |year: i32| (1000..=2100).contains(&year) && !(first..=last).contains(&year);
        self.catalogue.is_some() && text.parse().is_ok_and(is_other)
    }
}
