//! An area to place, and its place on the grid.

/// An area to place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Site<'a> {
    pub code: &'a str,
    /// The block it belongs to, as the reference table names it.
    pub region: Option<&'a str>,
    /// Rough centre in degrees: (latitude, longitude).
    pub centre: Option<(f64, f64)>,
}

/// A place on the grid; row 0 is the northernmost, column 0 the westernmost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    pub row: usize,
    pub column: usize,
}
