//! The two tables of the R package COINr (1.1): `iData`, units down and a column for each
//! indicator, and `iMeta`, a row for each column and each aggregate.
//!
//! Out: [`export`] makes both from a framework and its scores, and a script of COINr's calls. In: [`import`] makes a framework and
//! a wide table from both. What the two tables cannot say is named, on both ways. Their rules are
//! those of COINr's reference pages for `new_coin`, `check_iData`, `check_iMeta` and `n_goalposts`.

mod build;
mod codes;
mod columns;
mod entries;
mod export;
mod form;
mod import;
mod left_behind;
mod sheet;
mod toml_text;
mod tree;
mod units;
mod values;
mod written;

pub use export::export;
pub use form::{FILES, Form, Subject, Years};
pub use import::import;
