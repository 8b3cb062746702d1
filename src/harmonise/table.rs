//! Observations by series and sex, from which quantities are taken out.

use std::collections::BTreeMap;

use super::panel::Point;
use crate::ingest::sex_named;
use crate::model::{Label, Observation, Sex};

/// One quantity per (area, year): area by position among the panel's areas.
pub(super) type Quantity = BTreeMap<(usize, i32), Point>;

/// The observations of the panel's areas.
pub(super) struct Table<'a> {
    observations: &'a [Observation],
    /// Positions among the panel's areas, by the numbers of their codes.
    areas: Vec<Option<usize>>,
    /// Their positions, those of a series and sex together, in the order that they were read in.
    order: Vec<u32>,
    /// Where those of each series and sex stand in that order.
    places: BTreeMap<(Label, Sex), std::ops::Range<usize>>,
}

impl<'a> Table<'a> {
    /// Keeps the observations of `areas` (sorted codes).
    pub fn new(observations: &'a [Observation], areas: &[String]) -> Self {
        let codes: Vec<Label> = areas.iter().map(|code| code.as_str().into()).collect();
        let numbers = || observations.iter().map(|one| one.ref_area).chain(codes.iter().copied());
        let last = numbers().map(Label::number).max().unwrap_or_default();
        let mut areas = vec![None; last + 1];
        codes.iter().enumerate().for_each(|(at, code)| areas[code.number()] = Some(at));
        let is_kept = |at: &u32| areas[observations[*at as usize].ref_area.number()].is_some();
        let mut order: Vec<u32> = (0..observations.len() as u32).filter(is_kept).collect();
        let key = |at: &u32| {
            let one = &observations[*at as usize];
            (one.series, one.sex)
        };
        order.sort_by_key(|at| (key(at).0.number(), key(at).1));
        let mut places = BTreeMap::new();
        let mut start = 0;
        for group in order.chunk_by(|a, b| key(a) == key(b)) {
            places.insert(key(&group[0]), start..start + group.len());
            start += group.len();
        }
        Table { observations, areas, order, places }
    }

    /// The figures of one series and sex. A series that is of women or of men by its own name, and has
    /// no figure of both, needs no sex beside it.
    pub fn quantity(&self, series: &str, sex: Sex) -> Quantity {
        let found = self.select(series, sex);
        match sex_named(series).filter(|_| sex == Sex::Total && found.is_empty()) {
            Some(named) => self.select(series, named),
            None => found,
        }
    }

    fn select(&self, series: &str, sex: Sex) -> Quantity {
        let place = self.places.get(&(Label::from(series), sex)).cloned().unwrap_or_default();
        let point = |at: &u32| {
            let one = &self.observations[*at as usize];
            let area = self.areas[one.ref_area.number()]?;
            Some(((area, one.year), Point::of(one)))
        };
        self.order[place].iter().filter_map(point).collect()
    }
}
