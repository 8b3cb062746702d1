//! Findings in, figures out: SVG, data as CSV and alternative text, one file per kind of figure.
//!
//! No arithmetic beyond axis scaling; every number in a title was computed by `analyse`.

pub mod tile_grid;

use crate::edition::Exhibits;
use crate::fault::Result;

/// A figure as one value: what is drawn, what is said about it, and the data that drew it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Function, file and label: `map_index`, `profile_BRA`.
    pub id: String,
    /// The finding, computed.
    pub title: String,
    /// Unit and years.
    pub subtitle: String,
    /// Coverage, age, how to read marks.
    pub note: String,
    /// Providers with the vintage of the data.
    pub source: String,
    /// What a reader who can't see the drawing needs, from the same data.
    pub alt: String,
    /// The drawing alone as an SVG document (the report sets title, note and source as text).
    pub drawing: String,
    /// Size of the drawing in millimetres.
    pub size: (f64, f64),
    /// The data behind the drawing: a header and its rows.
    pub data: Vec<Vec<String>>,
}

/// Draws every figure of the edition, or only those whose id is in `wanted`, in the order of the report.
///
/// # Errors
/// Words missing, an unknown id in `wanted` (with the nearest known), or data no axis can show.
pub fn draw(exhibits: &Exhibits, wanted: Option<&[String]>) -> Result<Vec<Figure>> {
    let _ = (exhibits, wanted);
    Ok(Vec::new())
}
