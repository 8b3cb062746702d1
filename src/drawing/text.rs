//! Text measured with the advances of Noto Sans itself, of its cuts for other scripts where it lacks a letter;
//! wrapped, shortened, checked for glyphs.

use super::cuts::Weight;
use super::shaped::glyphs;
use crate::characters::{ISOLATE, runs_left};

/// Millimetres in a point.
pub const POINT: f64 = 25.4 / 72.0;

/// Whether letters stand beside each other as they are written, each by itself.
pub(super) fn is_plain(text: &str) -> bool {
    !text.contains(runs_left) && !text.contains(ISOLATE)
}

/// Width in millimetres of one line of text at a size in points. A character without a glyph has
/// the width of the font's empty box. Kerning is left out: it only ever brings letters closer.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    if !is_plain(text) {
        return glyphs(text, weight).1 * size * POINT;
    }
    let face = weight.face();
    let advance = |c: char| {
        let glyph = face.glyph_index(c).unwrap_or_default();
        f64::from(face.glyph_hor_advance(glyph).unwrap_or(0))
    };
    let units: f64 = text.chars().map(advance).sum();
    units / f64::from(face.units_per_em()) * size * POINT
}

/// The first character that the fonts cannot print.
pub fn without_glyph(text: &str, weight: Weight) -> Option<char> {
    text.chars().find(|c| !ISOLATE.contains(c) && weight.face_of(*c).is_none())
}

/// The text with subscript digits, which the font lacks, on the line: CO2.
pub fn printable(text: &str) -> String {
    let plain = |c: char| match c {
        '₀'..='₉' => char::from_digit(c as u32 - '₀' as u32, 10).unwrap_or(c),
        _ => c,
    };
    text.chars().map(plain).collect()
}

/// Height of capitals in millimetres at a size in points: what the eye centres on.
pub fn capital_height(size: f64) -> f64 {
    let face = Weight::Regular.face();
    let units = face.capital_height().unwrap_or(714);
    f64::from(units) / f64::from(face.units_per_em()) * size * POINT
}

/// Depth below the baseline of letters such as g, in millimetres at a size in points.
pub fn depth(size: f64) -> f64 {
    0.24 * size * POINT
}

/// Breaks text at spaces into lines no wider than `limit` millimetres; a word that is wider alone is
/// broken where the line is full.
pub fn wrap(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, weight) <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.extend(broken(word, size, weight, limit)),
        }
    }
    lines
}

/// A word in pieces no wider than `limit` millimetres, but of one letter at least.
fn broken(word: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let last = pieces.len() - 1;
        let is_full = width(&format!("{}{letter}", pieces[last]), size, weight) > limit;
        if is_full && !pieces[last].is_empty() {
            pieces.push(String::from(letter));
        } else {
            pieces[last].push(letter);
        }
    }
    pieces
}

/// At most `most` lines of [`wrap`], the last cut with an ellipsis where there would be more.
pub fn wrap_within(text: &str, size: f64, weight: Weight, limit: f64, most: usize) -> Vec<String> {
    let mut lines = wrap(text, size, weight, limit);
    if lines.len() > most.max(1) {
        let rest = lines.split_off(most.max(1) - 1).join(" ");
        lines.push(shorten(&rest, size, weight, limit));
    }
    lines
}

/// Text that fits `limit` millimetres, its end replaced by an ellipsis where it must be cut.
pub fn shorten(text: &str, size: f64, weight: Weight, limit: f64) -> String {
    if width(text, size, weight) <= limit {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let cut: String = kept.iter().collect::<String>().trim_end().to_owned() + "…";
        if width(&cut, size, weight) <= limit {
            return cut;
        }
    }
    String::from("…")
}

/// What to do about a letter that the font lacks.
pub const NO_GLYPH: &str =
    "write it in letters the fonts have: Latin, Greek, Cyrillic, Arabic or Hebrew";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_the_advances_of_the_font() {
        // From the font's own table: 2048 units to the em; A 1309, V 1229, space 532, digits 1171;
        // bold A 1413.
        let em = 10.0 * POINT / 2048.0;
        assert!((width("A V", 10.0, Weight::Regular) - 3070.0 * em).abs() < 1e-9);
        assert!((width("2025", 10.0, Weight::Regular) - 4.0 * 1171.0 * em).abs() < 1e-9);
        assert!((width("A", 10.0, Weight::Bold) - 1413.0 * em).abs() < 1e-9);
        assert_eq!(width("é", 7.5, Weight::Regular), width("e", 7.5, Weight::Regular));
        assert_eq!(width("", 10.0, Weight::Regular), 0.0);
    }

    #[test]
    fn characters_without_a_glyph_are_found() {
        assert_eq!(without_glyph("Côte d’Ivoire – #let x = [ \u{202f}≥ −", Weight::Bold), None);
        assert_eq!(without_glyph("\u{2068}دولة\u{2069} מדינה", Weight::Regular), None);
        assert_eq!(without_glyph("東京", Weight::Regular), Some('東'));
    }

    #[test]
    fn subscript_digits_become_plain() {
        assert_eq!(printable("kg CO₂ per $"), "kg CO2 per $");
    }

    #[test]
    fn lines_keep_to_their_width_and_no_word_is_lost() {
        let text = "Bolivia (Plurinational State of) and the world";
        let lines = wrap(text, 7.5, Weight::Regular, 22.0);
        assert_eq!(lines.join(" "), text);
        assert!(lines.len() > 1 && lines.iter().all(|l| width(l, 7.5, Weight::Regular) <= 22.0));
        let short = shorten(text, 7.5, Weight::Regular, 22.0);
        assert!(short.ends_with('…') && width(&short, 7.5, Weight::Regular) <= 22.0);
        assert_eq!(shorten("Peru", 7.5, Weight::Regular, 22.0), "Peru");
        let two = wrap_within(text, 7.5, Weight::Regular, 22.0, 2);
        assert!(two.len() == 2 && two[0] == lines[0] && two[1].ends_with('…'), "{two:?}");
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken() {
        let word = "m".repeat(120);
        let lines = wrap(&format!("a {word} b"), 7.5, Weight::Bold, 30.0);
        assert!(lines.iter().all(|l| width(l, 7.5, Weight::Bold) <= 30.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), format!("a{word}b"));
    }
}
