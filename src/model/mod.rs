//! The nouns that all stages share. No files, no data frames, no colours.

mod area;
mod catalogue;
mod grid;
mod label;
mod language;
mod moment;
mod observation;
mod said;
mod year;

pub use area::{Areas, RefArea};
pub use catalogue::{
    Bounds, Catalogue, Fetch, FromOriginals, Licence, LicenceClass, Original, Provider, Reader,
    Series,
};
pub use grid::{Column, Grid};
pub use label::Label;
pub use language::{Language, Names};
pub use moment::Moment;
pub use observation::{Document, ObsStatus, Observation, Origin, Sex};
pub use said::{QUOTES, begins_word, is_in_word, is_word, quoted, said, said_all, unquoted};
pub use year::{YEARS, some_year, span, year};
