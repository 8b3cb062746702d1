//! A line of text in letters that Noto Sans lacks in; its glyphs as they stand from left to right out:
//! joined, and turned where the text runs from the right.

use rustybuzz::{Direction, UnicodeBuffer};
use ttf_parser::GlyphId;
use unicode_bidi::{BidiInfo, Level};

use super::cuts::Weight;
use crate::characters::ISOLATE;

/// A glyph of the cut `face` of a weight, with its place on the line, in ems.
pub(super) struct Glyph {
    pub face: usize,
    pub id: GlyphId,
    pub x: f64,
    pub y: f64,
}

/// The glyphs of one line, and how wide it is, in ems.
pub(super) fn glyphs(text: &str, weight: Weight) -> (Vec<Glyph>, f64) {
    let info = BidiInfo::new(text, Some(Level::ltr()));
    let (mut glyphs, mut at) = (Vec::new(), 0.0);
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let runs_left = levels[run.start].is_rtl();
            let mut parts = parts(&text[run], weight);
            if runs_left {
                parts.reverse();
            }
            for (face, part) in parts {
                shape(part, (face, weight), runs_left, &mut glyphs, &mut at);
            }
        }
    }
    (glyphs, at)
}

/// The parts of a run that one cut has each, without marks of direction.
fn parts(run: &str, weight: Weight) -> Vec<(usize, &str)> {
    let mut parts: Vec<(usize, &str)> = Vec::new();
    let mut from = 0;
    for (at, c) in run.char_indices() {
        let end = at + c.len_utf8();
        if ISOLATE.contains(&c) {
            from = end;
            continue;
        }
        let face = weight.face_of(c).unwrap_or(0);
        match parts.last_mut() {
            Some((last, part)) if *last == face && from < at => *part = &run[from..end],
            _ => {
                from = at;
                parts.push((face, &run[from..end]));
            }
        }
    }
    parts
}

fn shape(
    part: &str,
    (face, weight): (usize, Weight),
    runs_left: bool,
    glyphs: &mut Vec<Glyph>,
    at: &mut f64,
) {
    let cut = &weight.faces()[face];
    let em = f64::from(cut.units_per_em());
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(part);
    let direction = if runs_left { Direction::RightToLeft } else { Direction::LeftToRight };
    buffer.set_direction(direction);
    buffer.guess_segment_properties();
    let shaped = rustybuzz::shape(cut, &[], buffer);
    for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        glyphs.push(Glyph {
            face,
            id: GlyphId(u16::try_from(info.glyph_id).unwrap_or_default()),
            x: *at + f64::from(place.x_offset) / em,
            y: f64::from(place.y_offset) / em,
        });
        *at += f64::from(place.x_advance) / em;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters of a line by their cut, from left to right.
    fn faces(text: &str) -> Vec<usize> {
        glyphs(text, Weight::Regular).0.iter().map(|glyph| glyph.face).collect()
    }

    #[test]
    fn letters_are_joined_and_run_from_the_right() {
        // Lam and alef are one glyph, and what begins a word differs from what stands alone.
        let ids = |text: &str| -> Vec<u16> {
            glyphs(text, Weight::Bold).0.iter().map(|glyph| glyph.id.0).collect()
        };
        assert_eq!(ids("لا").len(), 1);
        assert_ne!(ids("بب")[1], ids("ب")[0]);
        // The first letter stands at the right.
        assert_eq!(ids("שלום").last(), ids("ש").first());
        let (all, wide) = glyphs("שלום", Weight::Regular);
        assert!(all.windows(2).all(|pair| pair[0].x < pair[1].x) && all[3].x < wide);
    }

    #[test]
    fn a_number_stays_behind_a_name_that_is_kept_apart() {
        assert_eq!(faces("\u{2068}של\u{2069}: 6"), [2, 2, 0, 0, 0]);
        // Without the marks the sentence would turn.
        assert_eq!(faces("של: 6"), [0, 0, 0, 2, 2]);
        assert_eq!(faces("ب A"), [1, 0, 0]);
    }
}
