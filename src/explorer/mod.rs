//! A scored edition in, one page out that a reader can question: its numbers as JSON, unrounded, with
//! the sources of `report/explorer/` joined as they are.
//!
//! The page asks nothing of any network, and its own policy forbids it to. What its scripts compute,
//! scores under other weights, a test holds against the engine.

mod areas;
mod chains;
mod data;
mod download;
mod method;
mod numbers;
mod page;
mod subject;
#[cfg(test)]
mod tests;
mod uncertain;

pub use chains::chains;
pub use page::page;
pub use subject::{Subject, file};
