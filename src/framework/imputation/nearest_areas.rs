//! The mean of the k areas that are nearest by the other indicators.

use serde::Serialize;

use super::from::ImputedFrom;
use super::method::Imputing;
use super::source::Source;
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};
use crate::framework::said::{Holds, Parameter};

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NearestAreas {
    pub k: usize,
}

impl Chosen for NearestAreas {
    const WORD: &'static str = "nearest_areas";
    const TAKES: &'static [Takes] = &[Takes { key: "k", kind: Kind::Whole, doc: "How many." }];

    fn read(keys: &mut Keys) -> Self {
        let found = keys.count("k");
        if found == Some(0) {
            keys.wrong("k", "k must be at least 1 (found 0)".to_owned());
        }
        NearestAreas { k: keys.needed("k", found, "5").unwrap_or(1).max(1) }
    }
}

impl Imputing for NearestAreas {
    fn make(
        &self,
        source: &mut Source,
        area: usize,
        indicator: usize,
    ) -> Option<(f64, ImputedFrom)> {
        let column = source.known[indicator].column;
        let areas = source.neighbours().nearest(column, area, self.k)?;
        let sum: f64 = areas.iter().filter_map(|&a| column[a]).sum();
        Some((sum / areas.len() as f64, ImputedFrom::Nearest { areas }))
    }

    fn lacks(&self, _: &Source, _: usize) -> String {
        format!("there are not {} areas with a value and an indicator in common", self.k)
    }

    fn looks_at_others(&self) -> bool {
        true
    }

    fn in_method(&self) -> (Option<&'static str>, Holds) {
        (Some("nearest"), vec![("k", Parameter::Count(self.k))])
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("nearest areas")
    }
}
