//! The mean of the areas that have a value: of all, or of those with the same entry in a column of the
//! reference table.

use serde::Serialize;

use super::from::ImputedFrom;
use super::method::{BY, Imputing, by, told};
use super::source::Source;
use crate::framework::chosen::{Chosen, Keys, Takes};
use crate::framework::said::Holds;
use crate::statistics::mean;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeanOfAreas {
    pub by: Option<String>,
}

impl Chosen for MeanOfAreas {
    const WORD: &'static str = "mean";
    const TAKES: &'static [Takes] = &[BY];

    fn read(keys: &mut Keys) -> Self {
        MeanOfAreas { by: by(keys) }
    }
}

impl Imputing for MeanOfAreas {
    fn make(
        &self,
        source: &mut Source,
        area: usize,
        indicator: usize,
    ) -> Option<(f64, ImputedFrom)> {
        source.of_areas((Self::WORD, mean), self.by.as_deref(), (area, indicator))
    }

    fn lacks(&self, source: &Source, area: usize) -> String {
        source.lacks_areas(self.by.as_deref(), area)
    }

    fn column(&self) -> Option<&str> {
        self.by.as_deref()
    }

    fn in_method(&self) -> (Option<&'static str>, Holds) {
        told(["mean", "mean_by"], &self.by)
    }

    fn coinr(&self) -> Option<&'static str> {
        Some(if self.by.is_none() { "i_mean" } else { "i_mean_grp" })
    }
}
