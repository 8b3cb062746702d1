//! `report/look.toml` in, every colour, size and distance of charts out.

mod bounds;
mod colour;
#[cfg(test)]
pub(crate) mod vision;

pub use colour::Colour;

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Faults, Place, Result};
use crate::toml_file;

/// The look of an edition. Text sizes are in points, all other lengths in millimetres.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    pub page: Page,
    pub serif: Serif,
    pub sans: Sans,
    pub sizes: Sizes,
    pub colours: Colours,
    pub areas: AreaColours,
    pub scores: ScoreClasses,
    /// Classes of correlations, from −1 to 1.
    pub correlations: ScoreClasses,
    pub sexes: SexColours,
    pub strokes: Strokes,
    pub marks: Marks,
    pub frame: Frame,
}

/// The page and its margins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub inner: f64,
    pub outer: f64,
    pub top: f64,
    pub bottom: f64,
    pub columns: usize,
    pub gutter: f64,
    /// Width of a figure over the full page.
    pub text_width: f64,
    /// Height of the tallest drawing.
    pub figure_height: f64,
    pub band: f64,
}

/// The face of running text; charts don't use it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Serif {
    pub family: String,
    pub size: f64,
    pub leading: f64,
}

/// The face of charts, headings and tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sans {
    pub family: String,
}

/// Sizes of the sans in points; `line` is the distance of two lines in sizes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    pub title: f64,
    pub subtitle: f64,
    pub label: f64,
    pub small: f64,
    pub note: f64,
    pub line: f64,
}

/// Colours without a meaning in the data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    pub ink: Colour,
    pub secondary: Colour,
    pub hairline: Colour,
    pub tint: Colour,
    pub shade: Colour,
    pub paper: Colour,
    pub context: Colour,
    pub hatch: Colour,
    pub emphasis: Colour,
}

/// Colours of the focus areas, in the order of the framework.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaColours {
    pub colours: Vec<Colour>,
}

/// Classes of scores or correlations: one more break than colours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreClasses {
    pub breaks: Vec<f64>,
    pub colours: Vec<Colour>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SexColours {
    pub women: Colour,
    pub men: Colour,
}

/// Widths of lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strokes {
    pub hairline: f64,
    pub thin: f64,
    pub line: f64,
    pub strong: f64,
    /// Lengths on and off.
    pub dash: [f64; 2],
    pub hatch_width: f64,
    pub hatch_gap: f64,
}

/// Radii of marks, and the gap between two tiles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    pub dot: f64,
    pub small_dot: f64,
    pub tile_gap: f64,
}

/// Around a figure that stands alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    pub margin: f64,
    pub gap: f64,
}

impl Look {
    /// Reads `text`, the content of `file`.
    ///
    /// # Errors
    /// Not TOML, an unknown or missing key, a colour not written `#RRGGBB`, no focus area colour,
    /// class breaks that don't ascend from 0 to 100 with a colour each, or sizes with which nothing can be
    /// drawn.
    pub fn read(file: &Path, text: &str) -> Result<Self> {
        let look: Look = toml_file::parse(file, text)?;
        let fault = |message: &str| Fault::new(message).at(Place::file(file));
        let page = &look.page;
        let parts = [
            ("width", page.width, [page.inner, page.text_width, page.outer]),
            ("height", page.height, [page.top, page.figure_height, page.bottom]),
        ];
        let mut faults = bounds::beyond(parts, file, text);
        if look.areas.colours.is_empty() {
            faults.push(fault("`areas.colours` must hold a colour"));
        }
        if !look.correlations.is_sound(-1.0, 1.0) {
            faults.push(fault(
                "`correlations.breaks` must ascend from -1 to 1, with one more break than colours",
            ));
        }
        if !look.scores.is_sound(0.0, 100.0) {
            faults.push(fault(
                "`scores.breaks` must ascend from 0 to 100, with one more break than colours",
            ));
        }
        Faults::check(faults, look)
    }

    /// The look of the report as it was when the program was made, for where there is no project.
    ///
    /// # Errors
    /// As [`Look::read`].
    pub fn embedded() -> Result<Self> {
        Look::read(Path::new("look.toml"), include_str!("../../report/look.toml"))
    }

    /// The colour of the focus area at `position` among the focus areas; the list begins again.
    pub fn area_colour(&self, position: usize) -> Colour {
        self.areas.colours[position % self.areas.colours.len()]
    }

    /// The smallest text, in points, that may be printed.
    pub fn smallest(&self) -> f64 {
        self.sizes.small
    }
}

impl ScoreClasses {
    /// The class of a score of 0–100, counted from 0 for the lowest.
    pub fn class(&self, score: f64) -> usize {
        let inner = &self.breaks[1..self.breaks.len() - 1];
        inner.iter().filter(|b| score >= **b).count()
    }

    pub fn colour(&self, score: f64) -> Colour {
        self.colours[self.class(score)]
    }

    fn is_sound(&self, low: f64, high: f64) -> bool {
        self.breaks.len() == self.colours.len() + 1
            && self.breaks.len() > 1
            && self.breaks.windows(2).all(|pair| pair[0] < pair[1])
            && self.breaks[0] == low
            && self.breaks[self.breaks.len() - 1] == high
    }
}

#[cfg(test)]
pub(crate) fn of_the_project() -> Look {
    Look::embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: &str, to: &str) -> String {
        let text = include_str!("../../report/look.toml");
        assert!(text.contains(from), "{from}");
        match Look::read(Path::new("look.toml"), &text.replacen(from, to, 1)) {
            Ok(_) => String::new(),
            Err(faults) => faults.to_string(),
        }
    }

    #[test]
    fn a_wrong_look_names_its_line_or_key() {
        assert!(change("ink = ", "inc = ").contains("look.toml:"));
        assert!(change("\"#1B2A3A\"", "\"blue\"").contains("#RRGGBB"));
        assert!(change("breaks = [0.0, 40.0", "breaks = [0.0, 60.0").contains("ascend"));
    }

    #[test]
    fn a_size_with_which_nothing_can_be_drawn_is_refused_at_its_line() {
        for (from, to, said) in [
            (
                "width = 210.0",
                "width = 1e9",
                "`page.width` must be from 50 to 2000 (found 1000000000)\n  at: look.toml:7",
            ),
            ("label = 7.5", "label = 0", "`sizes.label` must be from 4 to 72 (found 0)"),
            ("note = 7.0", "note = nan", "`sizes.note` must be from 4 to 72 (found NaN)"),
            ("thin = 0.2 ", "thin = -0.2 ", "`strokes.thin` must be from 0.01 to 10 (found -0.2)"),
            ("dash = [0.9, 0.7]", "dash = [0.9, inf]", "`strokes.dash` must be from 0.05 to 50"),
            ("columns = 12", "columns = 0", "`page.columns` must be from 1 to 48 (found 0)"),
            ("inner = 22.0", "inner = 90.0", "make 278 mm, and `page.width` is 210"),
        ] {
            let found = change(from, to);
            assert!(found.contains("look.toml:") && found.contains(said), "{to}: {found}");
        }
    }

    #[test]
    fn a_class_holds_its_lower_break_and_the_last_both() {
        let scores = of_the_project().scores;
        let classes = [0.0, 39.99, 40.0, 69.9, 70.0, 85.0, 100.0].map(|s| scores.class(s));
        assert_eq!(classes, [0, 0, 1, 2, 3, 4, 4]);
    }

    #[test]
    fn the_focus_areas_begin_again_with_the_first_colour() {
        let look = of_the_project();
        let n = look.areas.colours.len();
        assert_eq!(look.area_colour(n), look.area_colour(0));
    }
}
