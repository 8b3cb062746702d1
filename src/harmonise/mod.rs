//! Observations of many providers in, one panel out: area × indicator × year, derived ones computed.
//!
//! No imputation, no weights, no scores.

mod derive;
mod panel;
mod table;

pub use derive::build_panel;
pub use panel::{Origins, Panel, Point, Used};
