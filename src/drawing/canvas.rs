//! Shapes and labels in millimetres in, one SVG document out; nothing overlaps or leaves it unseen.
//!
//! Calls don't fail one by one: [`Canvas::finish`] gives every fault of the drawing together.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, FontTransform, TextStyle};

use super::backend::{self, PIXELS, SvgBackend, drawn_line, filled, pixel, rgb};
use super::cuts::Weight;
use super::shape::{Anchor, Frame, Mark, Shape, Spot, Stroke, Type, fitting, label_frame};
use super::text::{self, POINT};
use crate::exhibits::ids;
use crate::fault::{Fault, Faults, Result};
use crate::look::{Colour, Look};

/// A finished drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    pub svg: String,
    /// Width and height in millimetres.
    pub size: (f64, f64),
    /// Pairs of labels, or of a label and a mark, that overlap; empty in a good figure.
    pub overlaps: Vec<String>,
    /// Labels that leave the drawing: none in a figure fit to print.
    pub no_room: Vec<String>,
}

/// A sheet in millimetres.
pub struct Canvas<'a> {
    look: &'a Look,
    id: String,
    size: (f64, f64),
    backend: Rc<RefCell<SvgBackend>>,
    area: DrawingArea<SvgBackend, Shift>,
    labels: Vec<(Frame, String)>,
    marks: Vec<Frame>,
    no_room: Vec<String>,
    faults: Vec<Fault>,
}

impl<'a> Canvas<'a> {
    /// An empty sheet; `id` is the figure's and starts every id inside.
    pub fn new(look: &'a Look, id: &str, size: (f64, f64)) -> Self {
        let pixels = |length: f64| (length * PIXELS).round() as u32;
        let backend = SvgBackend::new((pixels(size.0), pixels(size.1)));
        let backend = Rc::new(RefCell::new(backend));
        let area = DrawingArea::from(&backend);
        Canvas {
            look,
            id: id.to_owned(),
            size,
            backend,
            area,
            labels: Vec::new(),
            marks: Vec::new(),
            no_room: Vec::new(),
            faults: Vec::new(),
        }
    }

    pub fn size(&self) -> (f64, f64) {
        self.size
    }

    /// Opens a group whose id is the figure's and `name`; close it with [`Canvas::end`].
    pub fn begin(&mut self, name: &str) {
        let name = ids::safe(name);
        self.backend.borrow_mut().begin_group(&format!("{}-{name}", self.id));
    }

    pub fn end(&mut self) {
        self.backend.borrow_mut().end_group();
    }

    pub fn line(&mut self, from: Spot, to: Spot, stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    /// A line through all points.
    pub fn path(&mut self, points: &[Spot], stroke: Stroke) {
        let points = points.iter().map(|p| self.pixel(*p)).collect::<Vec<_>>();
        self.backend.borrow_mut().dash = stroke.dash;
        let drawn = self.area.draw(&PathElement::new(points, drawn_line(stroke)));
        self.note(drawn.err().map(|e| e.to_string()));
        self.backend.borrow_mut().dash = None;
    }

    pub fn rect(&mut self, frame: Frame, fill: Colour) {
        let corners =
            [self.pixel((frame.left, frame.top)), self.pixel((frame.right, frame.bottom))];
        let drawn = self.area.draw(&Rectangle::new(corners, filled(fill)));
        self.note(drawn.err().map(|e| e.to_string()));
    }

    /// The outline of a rectangle.
    pub fn outline(&mut self, frame: Frame, stroke: Stroke) {
        let Frame { left, top, right, bottom } = frame;
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        self.path(&corners, stroke);
    }

    pub fn polygon(&mut self, points: &[Spot], fill: Colour) {
        let points = points.iter().map(|p| self.pixel(*p)).collect::<Vec<_>>();
        let drawn = self.area.draw(&Polygon::new(points, filled(fill)));
        self.note(drawn.err().map(|e| e.to_string()));
    }

    /// A mark; it is kept in mind, so that no label comes to lie under it.
    pub fn mark(&mut self, centre: Spot, mark: Mark) {
        let (x, y) = centre;
        let reach = mark.radius * if mark.shape == Shape::Diamond { 1.25 } else { 1.0 };
        self.marks.push(Frame::new(x - reach, y - reach, 2.0 * reach, 2.0 * reach));
        match mark.shape {
            Shape::Circle => self.circle(centre, mark),
            Shape::Crossed => {
                self.circle(centre, mark);
                let arm = mark.radius * std::f64::consts::FRAC_1_SQRT_2;
                mark.outline.inspect(|stroke| {
                    self.line((x - arm, y - arm), (x + arm, y + arm), *stroke);
                    self.line((x - arm, y + arm), (x + arm, y - arm), *stroke);
                });
            }
            Shape::Diamond => {
                let corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)];
                self.polygon(&corners, mark.fill);
                let around = [corners[0], corners[1], corners[2], corners[3], corners[0]];
                mark.outline.inspect(|stroke| self.path(&around, *stroke));
            }
        }
    }

    fn circle(&mut self, centre: Spot, mark: Mark) {
        let pixel = self.pixel(centre);
        let radius = (mark.radius * PIXELS).round() as i32;
        let drawn = self.area.draw(&Circle::new(pixel, radius, filled(mark.fill)));
        self.note(drawn.err().map(|e| e.to_string()));
        if let Some(stroke) = mark.outline {
            let drawn = self.area.draw(&Circle::new(pixel, radius, drawn_line(stroke)));
            self.note(drawn.err().map(|e| e.to_string()));
        }
    }

    /// White with 45° hatching: no data.
    pub fn hatched(&mut self, frame: Frame) {
        let strokes = &self.look.strokes;
        let stroke = Stroke::new(self.look.colours.hatch, strokes.hatch_width);
        self.rect(frame, self.look.colours.paper);
        // Lines x + y = c; the ends are where such a line enters and leaves the rectangle.
        let step = strokes.hatch_gap * std::f64::consts::SQRT_2;
        let (width, height) = (frame.width(), frame.height());
        let mut c = step / 2.0;
        while c < width + height {
            let enter = (c.min(width), (c - width).max(0.0));
            let leave = ((c - height).max(0.0), c.min(height));
            let from = (frame.left + enter.0, frame.top + enter.1);
            self.line(from, (frame.left + leave.0, frame.top + leave.1), stroke);
            c += step;
        }
        self.outline(frame, Stroke::new(self.look.colours.hatch, strokes.hatch_width));
    }

    /// One line of text whose capitals are centred on the spot's height, as beside a mark.
    pub fn label(&mut self, spot: Spot, text: &str, style: Type, anchor: Anchor) {
        let baseline = spot.1 + text::capital_height(style.size) / 2.0;
        self.write((spot.0, baseline), text, style, anchor);
    }

    /// One line of text on a baseline, cut with an ellipsis where the sheet is too narrow for it.
    pub fn write(&mut self, spot: Spot, text: &str, style: Type, anchor: Anchor) {
        let (before, after) = (spot.0, self.size.0 - spot.0);
        let room = match anchor {
            Anchor::Start => after,
            Anchor::Middle => 2.0 * before.min(after),
            Anchor::End => before,
        };
        let text = &fitting(text, style, room);
        let horizontal = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let frame = label_frame(spot, text, style, anchor);
        self.set(spot, text, style, (frame, horizontal, FontTransform::None));
    }

    /// One line of text that reads upward, cut likewise: the spot is where its baseline starts.
    pub fn write_upward(&mut self, spot: Spot, text: &str, style: Type) {
        let text = &fitting(text, style, spot.1);
        let level = label_frame((0.0, 0.0), text, style, Anchor::Start);
        let frame = Frame {
            left: spot.0 + level.top,
            top: spot.1 - level.right,
            right: spot.0 + level.bottom,
            bottom: spot.1,
        };
        self.set(spot, text, style, (frame, HPos::Left, FontTransform::Rotate270));
    }

    /// Checks a text that takes the frame, keeps it in mind and draws it.
    fn set(
        &mut self,
        spot: Spot,
        text: &str,
        style: Type,
        (frame, horizontal, turn): (Frame, HPos, FontTransform),
    ) {
        if text.is_empty() {
            return;
        }
        self.check_text(text, style);
        if !frame.is_within(self.size) {
            self.no_room.push(text.to_owned());
        }
        self.labels.push((frame, text.to_owned()));
        let cut = if style.weight == Weight::Bold { FontStyle::Bold } else { FontStyle::Normal };
        let family = FontFamily::Name(&self.look.sans.family);
        let font = FontDesc::new(family, style.size * POINT * PIXELS, cut).transform(turn);
        let colour = rgb(style.colour);
        let plotted = TextStyle::from(font).color(&colour).pos(Pos::new(horizontal, VPos::Bottom));
        let pixel = pixel(spot);
        let drawn = self.area.draw(&Text::new(text, pixel, plotted));
        self.note(drawn.err().map(|e| e.to_string()));
    }

    /// Text in lines from a top edge down; gives the height taken in millimetres.
    pub fn paragraph(&mut self, corner: Spot, limit: f64, text: &str, style: Type) -> f64 {
        let pitch = style.size * POINT * self.look.sizes.line;
        let lines = style.wrap(text, limit);
        for (i, line) in lines.iter().enumerate() {
            let baseline = corner.1 + pitch * i as f64 + style.size * POINT * 0.95;
            self.write((corner.0, baseline), line, style, Anchor::Start);
        }
        pitch * lines.len() as f64
    }

    /// Whether a label there would lie on no label and no mark, and inside the drawing.
    pub fn is_free(&self, spot: Spot, text: &str, style: Type, anchor: Anchor) -> bool {
        let baseline = spot.1 + text::capital_height(style.size) / 2.0;
        let frame = label_frame((spot.0, baseline), text, style, anchor);
        frame.is_within(self.size)
            && !self.labels.iter().any(|(taken, _)| taken.meets(&frame))
            && !self.marks.iter().any(|taken| taken.meets(&frame))
    }

    /// A finished drawing set into this one at a corner, for figures made of drawings.
    pub fn embed(&mut self, corner: Spot, drawing: &str) {
        let (x, y) = (backend::decimal(corner.0, 2), backend::decimal(corner.1, 2));
        self.backend.borrow_mut().embed(&x, &y, inside(drawing));
    }

    /// Pairs of labels that overlap, and labels under a mark.
    fn overlaps(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (i, (frame, text)) in self.labels.iter().enumerate() {
            for (other, other_text) in &self.labels[i + 1..] {
                if frame.meets(other) {
                    found.push(format!("`{text}` and `{other_text}`"));
                }
            }
            if self.marks.iter().any(|mark| mark.meets(frame)) {
                found.push(format!("`{text}` and a mark"));
            }
        }
        found
    }

    /// The SVG document with a title and, as its description, the alternative text.
    ///
    /// # Errors
    /// Everything that went wrong since the sheet was new: a coordinate that is no number, a
    /// character without a glyph, a label that is smaller than allowed.
    pub fn finish(mut self, title: &str, alt: &str) -> Result<Drawing> {
        let presented = self.area.present().err().map(|e| e.to_string());
        self.note(presented);
        let overlaps = self.overlaps();
        let (width, height) = self.size;
        let (w, h) = (backend::decimal(width, 2), backend::decimal(height, 2));
        let id = backend::escape(&self.id);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" width=\"{w}mm\" height=\"{h}mm\" \
             viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             font-family=\"{family}\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{alt}</desc>\n{body}{END}",
            family = backend::escape(&self.look.sans.family),
            title = backend::escape(title),
            alt = backend::escape(alt),
            body = self.backend.borrow_mut().take(),
        );
        let no_room = self.no_room;
        Faults::check(self.faults, Drawing { svg, size: (width, height), overlaps, no_room })
    }

    fn check_text(&mut self, text: &str, style: Type) {
        if let Some(c) = text::without_glyph(text, style.weight) {
            let family = &self.look.sans.family;
            let said = format!("{family} has no glyph for `{c}` in `{text}`");
            self.faults
                .push(Fault::new(format!("figure `{}`: {said}", self.id)).hint(text::NO_GLYPH));
        }
        if style.size < self.look.smallest() {
            self.fault(format!("`{text}` is set in {} pt, too small to print", style.size));
        }
    }

    fn pixel(&mut self, spot: Spot) -> (i32, i32) {
        if !spot.0.is_finite() || !spot.1.is_finite() {
            self.fault("a coordinate is not a number".to_owned());
        }
        pixel(spot)
    }

    fn note(&mut self, error: Option<String>) {
        error.into_iter().for_each(|e| self.fault(e));
    }

    fn fault(&mut self, message: String) {
        self.faults.push(Fault::new(format!("figure `{}`: {message}", self.id)));
    }
}

const END: &str = "</svg>\n";

/// What a drawing holds between its description and its end.
fn inside(drawing: &str) -> &str {
    let start = drawing.find("</desc>").map_or(0, |at| at + "</desc>".len());
    drawing[start..].trim_start().trim_end_matches(END)
}

#[cfg(test)]
#[path = "canvas_tests.rs"]
mod tests;
