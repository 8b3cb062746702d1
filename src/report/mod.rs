//! (to come)

use std::path::Path;

use crate::edition::Exhibits;
use crate::fault::Result;
use crate::figures::Figure;

/// What is to be typeset, and where.
pub struct Order<'a> {
    pub exhibits: &'a Exhibits<'a>,
    pub figures: &'a [Figure],
    /// An empty folder to work in.
    pub stage: &'a Path,
    pub pdf: &'a Path,
    /// The typst to use; found or installed where none is named.
    pub typst: Option<&'a Path>,
    pub quiet: bool,
}

/// A report that was set.
pub struct Typeset {
    pub pages: usize,
    /// Version of typst.
    pub typst: String,
    pub warnings: Vec<String>,
}

pub fn typeset(_order: &Order) -> Result<Typeset> {
    todo!()
}
