//! Observations as one sorted data frame, from which series of one sex are taken out.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::panel::Point;
use crate::fault::{Fault, Faults, Result};
use crate::ingest::sex_named;
use crate::model::{Observation, Sex};

/// One quantity per (area, year): area by position among the panel's areas.
pub(super) type Quantity = BTreeMap<(usize, i32), Point>;

/// All observations of the panel's areas, sorted by area and year.
pub(super) struct Table<'a> {
    observations: &'a [Observation],
    frame: DataFrame,
}

impl<'a> Table<'a> {
    /// Keeps the observations of `areas` (sorted codes).
    pub fn new(observations: &'a [Observation], areas: &[String]) -> Result<Self> {
        let mut kept = Kept::default();
        for (i, observation) in observations.iter().enumerate() {
            let code = |area: &String| area.as_str().cmp(&*observation.ref_area);
            if let Ok(area) = areas.binary_search_by(code) {
                kept.push(observation, area, i);
            }
        }
        let frame = kept.frame().map_err(|e| broken(&e))?;
        Ok(Table { observations, frame })
    }

    /// The figures of one series and sex. A series that is of women or of men by its own name, and has
    /// no figure of both, needs no sex beside it.
    pub fn quantity(&self, series: &str, sex: Sex) -> Result<Quantity> {
        let select = |sex| self.select(series, sex).map_err(|e| Faults::from(broken(&e)));
        let found = select(sex)?;
        match sex_named(series).filter(|_| sex == Sex::Total && found.is_empty()) {
            Some(named) => select(named),
            None => Ok(found),
        }
    }

    fn select(&self, series: &str, sex: Sex) -> PolarsResult<Quantity> {
        let is_series = self.frame.column("series")?.str()?.equal(series);
        let is_sex = self.frame.column("sex")?.str()?.equal(sex.code());
        let rows = self.frame.filter(&(&is_series & &is_sex))?;
        let areas = rows.column("area")?.u32()?;
        let observations = rows.column("observation")?.u32()?;
        let pairs = areas.into_no_null_iter().zip(observations.into_no_null_iter());
        Ok(pairs
            .map(|(area, i)| {
                let observation = &self.observations[i as usize];
                ((area as usize, observation.year), point(observation))
            })
            .collect())
    }
}

fn point(observation: &Observation) -> Point {
    Point {
        year: observation.year,
        value: observation.value,
        status: observation.status,
        origins: vec![observation.origin.clone()],
    }
}

#[derive(Default)]
struct Kept<'a> {
    series: Vec<&'a str>,
    sex: Vec<&'static str>,
    area: Vec<u32>,
    year: Vec<i32>,
    observation: Vec<u32>,
}

impl<'a> Kept<'a> {
    fn push(&mut self, observation: &'a Observation, area: usize, position: usize) {
        self.series.push(&observation.series);
        self.sex.push(observation.sex.code());
        self.area.push(area as u32);
        self.year.push(observation.year);
        self.observation.push(position as u32);
    }

    fn frame(self) -> PolarsResult<DataFrame> {
        let height = self.area.len();
        let columns = vec![
            Column::new("series".into(), self.series),
            Column::new("sex".into(), self.sex),
            Column::new("area".into(), self.area),
            Column::new("year".into(), self.year),
            Column::new("observation".into(), self.observation),
        ];
        let by_area_and_year = SortMultipleOptions::default().with_maintain_order(true);
        DataFrame::new(height, columns)?.sort(["area", "year"], by_area_and_year)
    }
}

fn broken(error: &PolarsError) -> Fault {
    Fault::new(format!("cannot arrange the observations as a table ({error})"))
        .hint("this is a fault of the program: please report it with the data that caused it")
}
