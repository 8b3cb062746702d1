//! What a drawing is made of: spots, lines, marks, frames and the setting of text.

use super::cuts::Weight;
use super::text;
use crate::look::{Colour, Look};

/// A point in millimetres from the upper left corner.
pub type Spot = (f64, f64);

/// A line: colour, width in millimetres, and lengths on and off where it is dashed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    pub colour: Colour,
    pub width: f64,
    pub dash: Option<[f64; 2]>,
}

impl Stroke {
    pub fn new(colour: Colour, width: f64) -> Self {
        Stroke { colour, width, dash: None }
    }

    pub fn dashed(self, dash: [f64; 2]) -> Self {
        Stroke { dash: Some(dash), ..self }
    }
}

/// The form of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Circle,
    Diamond,
    /// A circle with a cross in it.
    Crossed,
}

/// A mark at a data point: its form, radius in millimetres, fill and outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    pub shape: Shape,
    pub radius: f64,
    pub fill: Colour,
    pub outline: Option<Stroke>,
}

impl Mark {
    /// A circle without an outline.
    pub fn dot(radius: f64, fill: Colour) -> Self {
        Mark { shape: Shape::Circle, radius, fill, outline: None }
    }

    pub fn shaped(self, shape: Shape) -> Self {
        Mark { shape, ..self }
    }

    pub fn outlined(self, colour: Colour, width: f64) -> Self {
        Mark { outline: Some(Stroke::new(colour, width)), ..self }
    }
}

/// How a text is set: size in points, colour, weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    pub size: f64,
    pub colour: Colour,
    pub weight: Weight,
}

impl Type {
    pub fn new(size: f64, colour: Colour) -> Self {
        Type { size, colour, weight: Weight::Regular }
    }

    pub fn bold(self) -> Self {
        Type { weight: Weight::Bold, ..self }
    }

    /// Width of a line of text in millimetres.
    pub fn width(&self, text: &str) -> f64 {
        text::width(text, self.size, self.weight)
    }

    /// Width of the widest of some texts; 0 of none.
    pub fn widest(&self, texts: impl IntoIterator<Item = impl AsRef<str>>) -> f64 {
        texts.into_iter().map(|text| self.width(text.as_ref())).fold(0.0, f64::max)
    }

    /// The text, cut with an ellipsis where it is wider than `limit` millimetres.
    pub fn shorten(&self, text: &str, limit: f64) -> String {
        text::shorten(text, self.size, self.weight, limit)
    }

    /// The text in lines no wider than `limit` millimetres.
    pub fn wrap(&self, text: &str, limit: f64) -> Vec<String> {
        text::wrap(text, self.size, self.weight, limit)
    }

    /// The text in at most `most` such lines, the last cut with an ellipsis where it must be.
    pub fn wrap_within(&self, text: &str, limit: f64, most: usize) -> Vec<String> {
        text::wrap_within(text, self.size, self.weight, limit, most)
    }
}

/// Which point of a text stands at the spot given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A rectangle in millimetres: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Frame {
    pub fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Frame { left, top, right: left + width, bottom: top + height }
    }

    /// So wide and high around a spot.
    pub fn about((x, y): Spot, width: f64, height: f64) -> Self {
        Frame::new(x - width / 2.0, y - height / 2.0, width, height)
    }

    /// A bar along a height, so far above it as below.
    pub fn along((left, right): (f64, f64), y: f64, half: f64) -> Self {
        Frame { left, top: y - half, right, bottom: y + half }
    }

    /// With so much cut off on every side.
    pub fn inset(self, by: f64) -> Self {
        let Frame { left, top, right, bottom } = self;
        Frame { left: left + by, top: top + by, right: right - by, bottom: bottom - by }
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub fn centre(&self) -> Spot {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// Whether it lies on a sheet of that size, up to a sliver.
    pub fn is_within(&self, size: (f64, f64)) -> bool {
        let sliver = 0.02;
        self.left >= -sliver
            && self.top >= -sliver
            && self.right <= size.0 + sliver
            && self.bottom <= size.1 + sliver
    }

    /// Whether the two share more than a sliver (a twentieth of a millimetre).
    pub fn meets(&self, other: &Frame) -> bool {
        let sliver = 0.05;
        self.left + sliver < other.right
            && other.left + sliver < self.right
            && self.top + sliver < other.bottom
            && other.top + sliver < self.bottom
    }
}

impl Look {
    /// Labels of data in ink.
    pub fn label(&self) -> Type {
        Type::new(self.sizes.label, self.colours.ink)
    }

    /// The smallest text, in the secondary colour: ticks, keys, units.
    pub fn small(&self) -> Type {
        Type::new(self.sizes.small, self.colours.secondary)
    }

    /// Lines that only guide the eye.
    pub fn grid(&self) -> Stroke {
        Stroke::new(self.colours.hairline, self.strokes.hairline)
    }

    /// Text that reads on a filled shape: ink, paper or black, the first with a contrast of 4.5.
    pub fn text_on(&self, fill: Colour) -> Colour {
        let (ink, paper) = (self.colours.ink, self.colours.paper);
        let black = Colour(0, 0, 0);
        let reads = |colour: &Colour| colour.contrast(fill) >= 4.5;
        [ink, paper, black].into_iter().find(reads).unwrap_or(paper.readable(ink, black))
    }
}

/// The text in letters of the font, cut where it is wider than `room` millimetres by more than a
/// sliver.
pub(super) fn fitting(text: &str, style: Type, room: f64) -> String {
    let sliver = 0.02;
    let text = text::printable(text);
    if room > 0.0 { style.shorten(&text, room + sliver) } else { text }
}

pub(super) fn label_frame(baseline: Spot, text: &str, style: Type, anchor: Anchor) -> Frame {
    let width = style.width(text);
    let left = match anchor {
        Anchor::Start => baseline.0,
        Anchor::Middle => baseline.0 - width / 2.0,
        Anchor::End => baseline.0 - width,
    };
    let top = baseline.1 - text::capital_height(style.size);
    let bottom = baseline.1 + text::depth(style.size);
    Frame { left, top, right: left + width, bottom }
}
