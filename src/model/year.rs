//! Years as files give them: none that no figure can be of.

use serde::de::{Error as _, IntoDeserializer};
use serde::{Deserialize, Deserializer};

use crate::toml_file::Two;

/// Years that can be right where no catalogue says otherwise: no provider's figures reach further back.
pub const YEARS: (i32, i32) = (1500, 2100);

/// A year that figures can be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year(pub i32);

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (year, (first, last)) = (i32::deserialize(from)?, YEARS);
        match (first..=last).contains(&year) {
            true => Ok(Year(year)),
            false => Err(D::Error::custom(format!(
                "expected a year from {first} to {last} (found {year})"
            ))),
        }
    }
}

/// The same as a number.
pub fn year<'de, D: Deserializer<'de>>(from: D) -> Result<i32, D::Error> {
    Ok(Year::deserialize(from)?.0)
}

/// The same of a key that may not be there; 0 stands for a year that is not known.
pub fn some_year<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i32>, D::Error> {
    match i32::deserialize(from)? {
        0 => Ok(Some(0)),
        found => year(found.into_deserializer()).map(Some),
    }
}

/// The first and the last year of a span.
pub fn span<'de, D: Deserializer<'de>>(from: D) -> Result<[i32; 2], D::Error> {
    Ok(Two::<Year>::deserialize(from)?.0.map(|year| year.0))
}
