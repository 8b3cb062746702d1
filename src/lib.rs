//! The pipeline behind *The State of Social Justice*: public statistics in, an edition out.
//!
//! The modules stand in the order of the way of the data; [`pipeline`] is the one file that knows it.
//!
//! ```text
//! sources ─fetch─▶ datasets/
//! datasets/ ─ingest─▶ observations ─harmonise─▶ panel ─score─▶ scores ─analyse─▶ findings
//!                                                                                  │
//! report/ ◀─typeset─ facts and words ◀──────────── figures ◀─────draw──────────────┘
//! ```

pub mod fault;
pub mod model;
pub mod outputs;
pub mod statistics;
pub mod toml_file;

pub mod fetch;
pub mod framework;
pub mod ingest;
pub mod method;

pub mod harmonise;

pub mod score;

pub mod analyse;

pub mod uncertainty;

pub mod edition;
pub mod words;

pub mod look;
pub mod project;

pub mod exhibits;

pub mod drawing;
pub mod figures;
pub mod tables;

pub mod exchange;

pub mod report;

pub mod provenance;
pub mod summary;

pub mod doctor;
pub mod pipeline;

#[cfg(test)]
#[path = "../tests/goldens/mod.rs"]
mod goldens;
