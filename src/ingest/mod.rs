//! Bytes of providers in, observations out, with status, source and place; what can't be used
//! becomes a problem. No renaming, no judgement.
//!
//! Always: rows read = observations + exact duplicates + problems + rows filtered by a named rule.

mod account;
mod area_codes;
mod areas;
mod catalogue;
mod cells;
mod delimited;
mod duplicates;
mod examine;
mod file;
mod given;
mod guarded;
mod header;
mod holds;
pub mod ilostat;
mod input;
mod number;
mod parquet;
mod passed_over;
mod problem;
mod readers;
mod reading;
mod recognise;
mod said;
mod sdmx;
mod sdmx_csv;
mod sdmx_json;
mod selection;
mod series_sex;
mod side_by_side;
mod swallowed;
mod table;
mod undp;
mod unsdg;
mod unseen;
mod wid;
mod wide;
mod workbook;
mod worldbank;
mod writing;
mod written;

pub(crate) use area_codes::folded;
pub use area_codes::{AreaCodes, Match};
pub use areas::read_areas;
pub use catalogue::{how_to_catalogue, read_catalogue};
pub use examine::{Examined, examine, pages, vintage};
pub use file::{Text, read_text};
pub use given::{Pipes, is_standard_input};
pub use passed_over::PassedOver;
pub use problem::{Problem, Rule};
pub use readers::{ingest, read};
pub use reading::{Expected, FileCount, Ingested, Source};
pub use recognise::recognise;
pub use sdmx::Evidence;
pub use selection::{Selection, Wanted};
pub use series_sex::named as sex_named;
pub use worldbank::{Country, read_countries};
pub use writing::{beside as sidecar_of, declared as reader_beside};
pub use written::rows_as_written;

pub(crate) use delimited::{rows, uneven};
pub(crate) use header::twice;
pub(crate) use number::finite;
pub(crate) use parquet::holds_parquet;
