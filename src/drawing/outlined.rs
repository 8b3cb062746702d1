//! A drawing of ours in, the same without need of a font out: letters become outlines.
//!
//! The text itself stays beneath its letters, unseen and as wide as they are, so that a reader can
//! search and select it. Each letter is defined once; its id is that of its glyph in the font, so that
//! two figures on one page mean the same letter by it.

use std::collections::BTreeMap;
use std::fmt::Write;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::backend::{decimal, unescape};
use super::cuts::Weight;
use super::shaped::{Glyph, glyphs};
use super::text::{POINT, is_plain, width};

const START: &str = "<text ";

/// Every text of the document in outlines.
pub fn outlined(svg: &str) -> String {
    let mut letters = BTreeMap::new();
    let mut body = String::with_capacity(4 * svg.len());
    for line in svg.split_inclusive('\n') {
        match Set::read(line.trim_end()) {
            Some(set) => set.write(&mut body, &mut letters),
            None => body.push_str(line),
        }
    }
    let namespace = "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\" ";
    let body = body.replacen("<svg ", namespace, 1);
    let defined: String =
        letters.iter().map(|(id, path)| format!("<path id=\"{id}\" d=\"{path}\"/>\n")).collect();
    body.replacen("</desc>\n", &format!("</desc>\n<defs>\n{defined}</defs>\n"), 1)
}

/// A text as the backend wrote it.
struct Set<'a> {
    attributes: &'a str,
    text: String,
    /// Size in millimetres.
    size: f64,
    weight: Weight,
}

impl<'a> Set<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let (attributes, rest) = line.strip_prefix(START)?.split_once('>')?;
        let text = unescape(rest.strip_suffix("</text>")?);
        let size = attribute(attributes, "font-size")?.parse().ok()?;
        let is_bold = attribute(attributes, "font-weight").is_some();
        let weight = if is_bold { Weight::Bold } else { Weight::Regular };
        Some(Set { attributes, text, size, weight })
    }

    /// The letters, and the text that no one sees.
    fn write(&self, body: &mut String, letters: &mut BTreeMap<String, String>) {
        let of = |name| attribute(self.attributes, name).unwrap_or_default();
        let wide = width(&self.text, self.size / POINT, self.weight);
        let face = self.weight.face();
        let scale = self.size / f64::from(face.units_per_em());
        let back = match of("text-anchor") {
            "middle" => wide / 2.0,
            "end" => wide,
            _ => 0.0,
        };
        let (turn, x, y, colour) = (of("transform"), of("x"), of("y"), of("fill"));
        let turn = if turn.is_empty() { String::new() } else { format!("{turn} ") };
        let _ = write!(
            body,
            "<g transform=\"{turn}translate({x} {y}) scale({})\" fill=\"{colour}\">",
            decimal(scale, 7)
        );
        if is_plain(&self.text) {
            self.write_plain(-back / scale, body, letters);
        } else {
            self.write_shaped(-back / scale, body, letters);
        }
        let unseen = self.attributes.replacen(&format!("fill=\"{colour}\""), "fill=\"none\"", 1);
        let (wide, text) = (decimal(wide, 2), super::backend::escape(&self.text));
        let fit = format!("textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\"");
        let _ = writeln!(body, "</g>\n{START}{unseen} {fit}>{text}</text>");
    }
}

impl Set<'_> {
    /// Letter by letter, from a place in units of the font.
    fn write_plain(&self, from: f64, body: &mut String, letters: &mut BTreeMap<String, String>) {
        let face = self.weight.face();
        let mut at = from;
        for glyph in self.text.chars().filter_map(|c| face.glyph_index(c)) {
            if let Some(id) = self.letter(0, glyph, letters) {
                let _ = write!(body, "<use xlink:href=\"#{id}\" x=\"{}\"/>", decimal(at, 0));
            }
            at += f64::from(face.glyph_hor_advance(glyph).unwrap_or(0));
        }
    }

    /// The same of letters that join or run from the right, some of other cuts.
    fn write_shaped(&self, from: f64, body: &mut String, letters: &mut BTreeMap<String, String>) {
        let em = f64::from(self.weight.face().units_per_em());
        for Glyph { face, id: glyph, x, y } in glyphs(&self.text, self.weight).0 {
            let Some(id) = self.letter(face, glyph, letters) else { continue };
            let scale = em / f64::from(self.weight.faces()[face].units_per_em());
            let (x, y) = (decimal(from + x * em, 0), decimal(-y * em, 0));
            let _ = write!(
                body,
                "<use xlink:href=\"#{id}\" transform=\"translate({x} {y}) scale({})\"/>",
                decimal(scale, 4)
            );
        }
    }

    /// The id under which a glyph of a cut is defined; none of one without an outline.
    fn letter(
        &self,
        face: usize,
        glyph: GlyphId,
        letters: &mut BTreeMap<String, String>,
    ) -> Option<String> {
        let weight = match self.weight {
            Weight::Regular => "r",
            Weight::Bold => "b",
        };
        let id = format!("{}-{weight}{}", ["noto", "noto-arabic", "noto-hebrew"][face], glyph.0);
        let cut = &self.weight.faces()[face];
        let path = letters.entry(id.clone()).or_insert_with(|| outline(cut, glyph));
        (!path.is_empty()).then_some(id)
    }
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut parts = attributes.split('"');
    while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
        if key.trim() == format!("{name}=") {
            return Some(value);
        }
    }
    None
}

/// Path commands in units of the font, downward as in SVG.
#[derive(Default)]
struct Path(String);

impl Path {
    fn push(&mut self, command: char, points: &[(f32, f32)]) {
        self.0.push(command);
        let numbers = points.iter().flat_map(|(x, y)| [*x, -*y]);
        let numbers: Vec<String> = numbers.map(|n| decimal(f64::from(n), 0)).collect();
        self.0.push_str(&numbers.join(" "));
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

fn outline(face: &Face, glyph: GlyphId) -> String {
    let mut path = Path::default();
    face.outline_glyph(glyph, &mut path);
    path.0
}
