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

// What everything stands on.
pub mod characters;
pub mod fault;
pub mod hashed;
pub mod text_file;
pub mod toml_file;

// The nouns that all stages share.
pub mod model;
pub mod statistics;

// Files written whole or not at all.
pub mod outputs;

// From the sources to the scores.
pub mod fetch;
pub mod ingest;

pub mod framework;

pub mod harmonise;

pub mod score;

pub mod uncertainty;

pub mod analyse;

// How an edition speaks, any one number down to its rows, and every result as rows.
pub mod words;

pub mod explain;

pub mod tables;

// How an edition looks.
pub mod look;

pub mod edition;
pub mod project;

pub mod exhibits;

// What is drawn and typeset.
pub mod drawing;

pub mod figures;

pub mod report;

pub mod explorer;

// To and from other programs; what was made from what.
pub mod exchange;

pub mod provenance;

pub mod package;

pub mod method;

// The order of the stages, and what a run tells.
pub mod summary;

pub mod progress;

pub mod pipeline;

pub mod doctor;

#[cfg(test)]
#[path = "../tests/goldens/mod.rs"]
mod goldens;
