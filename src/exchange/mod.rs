//! The method and the data in the forms of other programs: theirs in, ours out, and back.
//!
//! Texts in, texts out: the pipeline writes them.

pub mod coinr;

/// Files by name, in the order to write, and what their reader should know.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parcel {
    pub files: Vec<(&'static str, String)>,
    /// What was changed on the way, and what could not be carried.
    pub notes: Vec<String>,
    /// Cells that hold an indicator's or a denominator's value, or could.
    pub cells: usize,
    /// Those of them that are empty.
    pub missing: usize,
}
