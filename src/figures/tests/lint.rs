//! Figures in; out, whatever of them could not be read: labels upon each other or cut, type that is small
//! or faint, and colours that some readers take for one another.

use crate::drawing::{POINT, capital_height};
use crate::figures::Figure;
use crate::look::vision::closest;
use crate::look::{Colour, Look};

/// Nothing is printed smaller, in points.
const SMALLEST: f64 = 6.0;
/// Of text on its ground.
const CONTRAST: f64 = 4.5;
/// Two fills of marks that are not the same are seen to differ in every vision (CIEDE2000). What one figure
/// sets against each other, areas, classes and sexes, is further apart: `look/vision.rs` says how far.
const APART: f64 = 3.0;
/// Tints with less contrast to paper than this only fill what an outline or its place tells.
const TINT: f64 = 2.0;
/// A rectangle no larger than this is a mark; a larger one is a ground.
const MARK: f64 = 6.0;

/// A filled rectangle, or the square around a circle.
struct Shape {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    fill: Colour,
}

/// Everything wrong with a figure.
pub fn faults(figure: &Figure, look: &Look) -> Vec<String> {
    let mut found: Vec<String> =
        figure.overlaps.iter().map(|pair| format!("{pair} overlap")).collect();
    found.extend(figure.no_room.iter().map(|text| format!("`{text}` leaves the drawing")));
    let (width, height) = figure.size;
    if width > look.page.text_width || height > look.page.figure_height {
        found.push(format!("{width} × {height} mm are no page"));
    }
    let mut shapes = Vec::new();
    for line in figure.drawing.lines() {
        if line.contains("NaN") {
            found.push(format!("no number: {line}"));
        }
        shapes.extend(shape(line));
        found.extend(text(line, &shapes, look));
    }
    found.extend(alike(&shapes, look));
    found
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

fn number(line: &str, name: &str) -> Option<f64> {
    attribute(line, name)?.parse().ok()
}

fn fill(line: &str) -> Option<Colour> {
    Colour::try_from(attribute(line, "fill")?.to_owned()).ok()
}

fn shape(line: &str) -> Option<Shape> {
    let fill = fill(line)?;
    if line.starts_with("<rect ") {
        let at = |name| number(line, name);
        let (left, top) = (at("x")?, at("y")?);
        return Some(Shape { left, top, width: at("width")?, height: at("height")?, fill });
    }
    if !line.starts_with("<circle ") {
        return None;
    }
    let (x, y, r) = (number(line, "cx")?, number(line, "cy")?, number(line, "r")?);
    Some(Shape { left: x - r, top: y - r, width: 2.0 * r, height: 2.0 * r, fill })
}

/// Whether a text is too small, or too faint on the last shape drawn under it.
fn text(line: &str, shapes: &[Shape], look: &Look) -> Option<String> {
    if !line.starts_with("<text ") {
        return None;
    }
    let said = line.split_once('>')?.1.trim_end_matches("</text>");
    let size = number(line, "font-size")? / POINT;
    if size < SMALLEST {
        return Some(format!("`{said}` is set in {size:.1} pt"));
    }
    let inside = match attribute(line, "text-anchor") {
        Some("middle") => 0.0,
        Some(_) => -0.2,
        None => 0.2,
    };
    let (x, y) = (number(line, "x")? + inside, number(line, "y")? - capital_height(size) / 2.0);
    let is_under = |shape: &&Shape| {
        (shape.left..=shape.left + shape.width).contains(&x)
            && (shape.top..=shape.top + shape.height).contains(&y)
    };
    let ground = shapes.iter().rev().find(is_under).map_or(look.colours.paper, |shape| shape.fill);
    let contrast = fill(line)?.contrast(ground);
    (contrast < CONTRAST).then(|| format!("`{said}` has a contrast of {contrast:.1} on {ground}"))
}

/// Fills of marks that are not the same and yet look so to some.
fn alike(shapes: &[Shape], look: &Look) -> Option<String> {
    let marks = shapes.iter().filter(|s| s.width.max(s.height) <= MARK);
    let is_seen = |fill: &Colour| fill.contrast(look.colours.paper) >= TINT;
    let mut fills: Vec<Colour> = marks.map(|mark| mark.fill).filter(is_seen).collect();
    fills.sort_by_key(|colour| (colour.0, colour.1, colour.2));
    fills.dedup();
    let (apart, which) = closest(&fills);
    (apart < APART).then(|| format!("{which} are {apart:.1} apart"))
}
