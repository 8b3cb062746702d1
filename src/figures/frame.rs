//! A figure as files of its own: title, drawing, note and source in one SVG, and its data as CSV.

use super::figure::Figure;
use crate::drawing::{Canvas, Drawing, Frame, Spot, Type, outlined};
use crate::fault::Result;
use crate::look::Look;
use crate::tables::rows_csv_text;
use crate::words::Words;

/// Figures narrower than this get a wider sheet, so that titles keep to two lines.
const NARROWEST: f64 = 120.0;

impl Figure {
    /// The whole figure as an SVG document that needs no font: title, subtitle, drawing, note and
    /// source.
    ///
    /// # Errors
    /// Words missing, or a character of the texts has no glyph in the font of charts.
    pub fn standalone(&self, look: &Look, words: &Words) -> Result<String> {
        Ok(outlined(&self.sheet(look, words)?.0))
    }

    /// The same with its texts still in the font of charts, and its size in millimetres.
    pub(super) fn sheet(&self, look: &Look, words: &Words) -> Result<(String, Spot)> {
        let note = self.noted(words)?;
        // The first pass measures: its sheet is taller than any figure.
        let (needed, _) = self.compose(look, &note, 4.0 * look.page.height)?;
        let drawn = self.compose(look, &note, needed)?.1;
        Ok((drawn.svg, drawn.size))
    }

    /// The note as it is printed, introduced by its word; empty where there is none.
    ///
    /// # Errors
    /// Words missing.
    pub fn noted(&self, words: &Words) -> Result<String> {
        match self.note.as_str() {
            "" => Ok(String::new()),
            note => words.say("figure.frame.note", &[("note", note.into())]),
        }
    }

    /// Sets everything from the top down on a sheet of that height; gives the height needed.
    fn compose(&self, look: &Look, note: &str, height: f64) -> Result<(f64, Drawing)> {
        let frame = &look.frame;
        let text_width = self.size.0.max(NARROWEST);
        let size = (text_width + 2.0 * frame.margin, height);
        let mut canvas = Canvas::new(look, &format!("{}-figure", self.id), size);
        canvas.rect(Frame::new(0.0, 0.0, size.0, size.1), look.colours.paper);
        let left = frame.margin;
        let mut y = frame.margin;
        let ink = Type::new(look.sizes.title, look.colours.ink).bold();
        let quiet = |size| Type::new(size, look.colours.secondary);
        let set = |canvas: &mut Canvas, y: f64, text: &str, style: Type| -> f64 {
            let corner: Spot = (left, y);
            canvas.paragraph(corner, text_width, text, style)
        };
        y += set(&mut canvas, y, &self.title, ink);
        y += set(&mut canvas, y, &self.subtitle, quiet(look.sizes.subtitle)) + frame.gap;
        canvas.embed((left, y), &self.drawing);
        y += self.size.1 + frame.gap;
        y += set(&mut canvas, y, note, quiet(look.sizes.note));
        y += set(&mut canvas, y, &self.source, quiet(look.sizes.note)) + frame.margin;
        Ok((y, canvas.finish(&self.title, &self.alt)?))
    }

    /// The data behind the drawing as CSV.
    pub fn csv(&self) -> String {
        rows_csv_text(&self.data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Anchor;
    use crate::exhibits::sample;
    use crate::look;

    fn figure() -> Figure {
        let look = look::of_the_project();
        let mut canvas = Canvas::new(&look, "map_index", (60.0, 30.0));
        let style = Type::new(7.5, look.colours.ink);
        canvas.label((30.0, 15.0), "#let x = [", style, Anchor::Middle);
        let drawing = canvas.finish("Title", "Alternative").unwrap();
        Figure {
            id: "map_index".to_owned(),
            title: "One State & <another> lead: ".repeat(4),
            subtitle: "Score, 0–100".to_owned(),
            note: "A note.".to_owned(),
            source: "Somebody (2026)".to_owned(),
            alt: "Alternative".to_owned(),
            drawing: drawing.svg,
            size: drawing.size,
            overlaps: drawing.overlaps,
            no_room: drawing.no_room,
            data: vec![
                vec!["ref_area".to_owned(), "name".to_owned()],
                vec!["XXX".to_owned(), "A \"quoted\", name".to_owned()],
            ],
            said: Vec::new(),
        }
    }

    #[test]
    fn a_figure_of_its_own_holds_all_parts_once() {
        let (look, words) = (&sample::WORLD.look, &sample::WORLD.words);
        let svg = figure().standalone(look, words).unwrap();
        assert_eq!(svg.matches("<svg").count(), 1);
        assert_eq!(svg.matches("</svg>").count(), 1);
        for part in
            ["One State &amp; &lt;another&gt;", "Score, 0–100", "Somebody (2026)", "#let x = ["]
        {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        assert_eq!(svg, figure().standalone(look, words).unwrap());
    }

    #[test]
    fn data_are_quoted_as_csv_needs() {
        assert_eq!(figure().csv(), "ref_area,name\nXXX,\"A \"\"quoted\"\", name\"\n");
    }
}
