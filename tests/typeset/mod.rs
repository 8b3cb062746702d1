//! What a typeset PDF is checked for: where its text stands, and what a screen reader is told of it.

pub mod boxes;
pub mod tags;
