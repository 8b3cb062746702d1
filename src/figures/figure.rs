//! A figure as a value, and the task of drawing one.

use crate::fault::Result;
use crate::words::Said;

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
    /// The source line: providers with the vintage of the data.
    pub source: String,
    /// What a reader who can't see the drawing needs, from the same data.
    pub alt: String,
    /// The drawing alone as an SVG document (the report sets title, note and source as text).
    pub drawing: String,
    /// Size of the drawing in millimetres.
    pub size: (f64, f64),
    /// Labels that overlap another label or a mark: none in a figure fit to print.
    pub overlaps: Vec<String>,
    /// Labels that leave the drawing: such a figure is left out.
    pub no_room: Vec<String>,
    /// The data behind the drawing: a header and its rows.
    pub data: Vec<Vec<String>>,
    /// Every computed number in it and its texts.
    pub said: Vec<Said>,
}

/// A figure that can be drawn: its id, and how.
pub(super) struct Task<'a> {
    pub id: String,
    pub draw: Box<dyn Fn() -> Result<Figure> + Send + Sync + 'a>,
}

impl<'a> Task<'a> {
    pub fn new(
        id: impl Into<String>,
        draw: impl Fn() -> Result<Figure> + Send + Sync + 'a,
    ) -> Self {
        Task { id: id.into(), draw: Box::new(draw) }
    }
}

/// The data behind a figure: the names of its columns with commas between, and its rows.
pub(super) fn table(header: &str, rows: impl IntoIterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    let header = header.split(',').map(str::to_owned).collect();
    std::iter::once(header).chain(rows).collect()
}
