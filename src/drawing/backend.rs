//! Plotters' primitives in, SVG elements out: the one place that writes SVG for drawings.
//!
//! Plotters counts in whole pixels: a hundred of them are a millimetre here, and the `viewBox` is in
//! millimetres, so every coordinate is printed with two decimals at most.

use std::convert::Infallible;
use std::fmt::Write;

use plotters::style::{Color, RGBColor, ShapeStyle};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform,
};

use super::cuts::Weight;
use super::shape::{Spot, Stroke};
use super::text;
use crate::look::{self, Colour};

/// Pixels to the millimetre.
pub const PIXELS: f64 = 100.0;

/// What one drawing call may end in: writing into memory does not fail.
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Collects the elements of one drawing.
pub struct SvgBackend {
    size: (u32, u32),
    body: String,
    /// Lengths on and off in millimetres for the lines drawn next; plotters has no dash arrays.
    pub dash: Option<[f64; 2]>,
}

impl SvgBackend {
    /// An empty drawing of that size in pixels.
    pub fn new(size: (u32, u32)) -> Self {
        SvgBackend { size, body: String::new(), dash: None }
    }

    /// Everything drawn so far; the drawing is empty afterwards.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.body)
    }

    pub fn begin_group(&mut self, id: &str) {
        self.push(format_args!("<g id=\"{}\">", escape(id)));
    }

    pub fn end_group(&mut self) {
        self.push(format_args!("</g>"));
    }

    /// Elements drawn elsewhere, moved by (x, y) millimetres.
    pub fn embed(&mut self, x: &str, y: &str, elements: &str) {
        self.push(format_args!("<g transform=\"translate({x} {y})\">\n{elements}</g>"));
    }

    fn push(&mut self, element: std::fmt::Arguments) {
        writeln!(self.body, "{element}").expect("writing into a string does not fail");
    }

    /// The attributes of a shape that is filled, or else a line around it.
    fn paint<S: BackendStyle>(&self, style: &S, fill: bool) -> String {
        let colour = hex(style.color());
        if fill {
            return format!("fill=\"{colour}\"");
        }
        let width = millimetres(style.stroke_width() as i32);
        let mut paint = format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"");
        if let Some([on, off]) = self.dash {
            let _ = write!(paint, " stroke-dasharray=\"{} {}\"", decimal(on, 2), decimal(off, 2));
        }
        paint
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (millimetres(upper_left.0), millimetres(upper_left.1));
        let width = millimetres(bottom_right.0 - upper_left.0);
        let height = millimetres(bottom_right.1 - upper_left.1);
        let paint = self.paint(style, fill);
        self.push(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {paint}/>"
        ));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let path = commands(path);
        let paint = self.paint(style, false);
        self.push(format_args!("<path d=\"{path}\" {paint}/>"));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (millimetres(center.0), millimetres(center.1));
        let radius = millimetres(radius as i32);
        let paint = self.paint(style, fill);
        self.push(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {paint}/>"));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        let path = commands(vert);
        let paint = self.paint(style, true);
        self.push(format_args!("<path d=\"{path}Z\" {paint}/>"));
        Ok(())
    }

    /// `VPos::Bottom` is the baseline, `VPos::Center` half the height of capitals above it; a text
    /// turned by 270° reads upward, other turns are not drawn.
    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        pos: BackendCoord,
    ) -> Drawn {
        let size = style.size() / PIXELS;
        let lowered = match style.anchor().v_pos {
            VPos::Bottom => 0.0,
            VPos::Center => text::capital_height(size / text::POINT) / 2.0,
            VPos::Top => text::capital_height(size / text::POINT),
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = match style.style() {
            FontStyle::Bold => " font-weight=\"700\"",
            _ => "",
        };
        let (x, y) = (millimetres(pos.0), decimal(f64::from(pos.1) / PIXELS + lowered, 2));
        let turn = match style.transform() {
            FontTransform::Rotate270 => format!(" transform=\"rotate(-90 {x} {y})\""),
            _ => String::new(),
        };
        let (size, colour) = (decimal(size, 3), hex(style.color()));
        let text = escape(text);
        self.push(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor}{turn} \
             fill=\"{colour}\">{text}</text>"
        ));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let weight = match style.style() {
            FontStyle::Bold => Weight::Bold,
            _ => Weight::Regular,
        };
        let width = text::width(text, style.size() / PIXELS / text::POINT, weight);
        Ok(((width * PIXELS).ceil() as u32, style.size().ceil() as u32))
    }
}

/// `M` and `L` commands through the points.
fn commands(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut path = String::new();
    for (i, (x, y)) in points.into_iter().enumerate() {
        path.push(if i == 0 { 'M' } else { 'L' });
        path.push_str(&millimetres(x));
        path.push(' ');
        path.push_str(&millimetres(y));
    }
    path
}

fn hex(colour: BackendColor) -> String {
    let (r, g, b) = colour.rgb;
    look::Colour(r, g, b).to_string()
}

fn millimetres(pixels: i32) -> String {
    decimal(f64::from(pixels) / PIXELS, 2)
}

/// A number with at most that many decimals, without trailing zeros and never `-0`.
pub fn decimal(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as XML prints it; characters that XML does not allow become spaces.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// What [`escape`] made, as it was.
pub fn unescape(text: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

pub(super) fn pixel(spot: Spot) -> (i32, i32) {
    ((spot.0 * PIXELS).round() as i32, (spot.1 * PIXELS).round() as i32)
}

pub(super) fn rgb(colour: Colour) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

pub(super) fn filled(colour: Colour) -> ShapeStyle {
    rgb(colour).filled()
}

pub(super) fn drawn_line(stroke: Stroke) -> ShapeStyle {
    let width = (stroke.width * PIXELS).round().max(1.0) as u32;
    Color::stroke_width(&rgb(stroke.colour), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        assert_eq!([1.0, 0.25, -0.001, 12.304].map(|v| decimal(v, 2)), ["1", "0.25", "0", "12.3"]);
        assert_eq!(decimal(120.0, 0), "120");
    }

    #[test]
    fn markup_prints_as_itself() {
        assert_eq!(escape("#let x = [ <&\">\u{1}"), "#let x = [ &lt;&amp;&quot;&gt; ");
        assert_eq!(unescape(&escape("<&lt;\"&amp;>")), "<&lt;\"&amp;>");
    }
}
