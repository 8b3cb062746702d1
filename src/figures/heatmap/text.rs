//! What is said about the table of coloured cells, and the data behind it.

use super::{GAP, Heatmap};
use crate::analyse::{ScoreRange, most_in_class};
use crate::drawing::Sample;
use crate::exhibits::basis;
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::data::{self, Data, Of};
use crate::figures::{blocks, fitting};
use crate::words::{said, say};

impl Heatmap<'_> {
    /// The range of scores that all levels have, if they have one.
    fn common(&self) -> Option<ScoreRange> {
        self.exhibits.common_range(&self.levels)
    }

    /// The focus areas with the most scores in a class, and how many those are.
    fn most(&self, class: usize) -> (Vec<usize>, usize) {
        let areas = self.levels.iter().copied().zip(&self.counts).skip(1);
        most_in_class(&areas.collect::<Vec<_>>(), class)
    }

    fn names(&self, levels: &[usize]) -> Result<String> {
        let names: Vec<&str> =
            levels.iter().map(|&level| self.exhibits.level_short(level)).collect();
        self.exhibits.words.list(&names)
    }

    /// How many States stand in each class of a level, by its position in the figure.
    fn told(&self, position: usize) -> Result<String> {
        let (words, counts) = (self.exhibits.words, &self.counts[position]);
        let ranges = self.classes[position].ranges(self.exhibits)?.into_iter();
        let class =
            |(range, n): (String, &usize)| say!(words, "figure.told", what = range, said = *n);
        let classes = ranges.zip(&counts.classes).map(class).collect::<Result<Vec<_>>>()?;
        say!(
            self,
            "alt_level",
            level = self.exhibits.level_short(self.levels[position]),
            classes = words.apart(&classes),
            without = counts.missing
        )
    }
}

impl Chart for Heatmap<'_> {
    exhibited!("heatmap");

    /// The focus areas with the most scores in the lowest class, and in the highest.
    fn title(&self) -> Result<String> {
        let classes = &self.classes[0];
        let last = classes.colours.len() - 1;
        if self.common().is_none() {
            return Ok(self.word("title_plain")?.to_owned());
        }
        let ((low, low_n), (high, high_n)) = (self.most(0), self.most(last));
        if low.is_empty() || high.is_empty() {
            return Ok(self.word("title_plain")?.to_owned());
        }
        let said = said![
            low_n,
            low_areas = self.names(&low)?,
            low_k = low.len(),
            low = classes.from(1),
            high_n,
            high_k = high.len(),
            high = classes.from(last)
        ];
        match low == high {
            true => say!(self, "title_same", ..said),
            false => say!(self, "title", high_areas = self.names(&high)?, ..said),
        }
    }

    fn subtitle(&self) -> Result<String> {
        let years = basis::years(self.exhibits, 0)?;
        let scale = self.exhibits.unit_of(&self.levels)?;
        let said = said![scale, years];
        blocks::subtitle(self.exhibits, "heatmap", &said)
    }

    /// The finding, and for every level how many States stand in each class.
    fn alt(&self, finding: &str) -> Result<String> {
        let n = self.exhibits.panel.areas.len();
        let mut text = vec![say!(self, "alt", n, finding)?];
        for position in 0..self.levels.len() {
            text.push(self.told(position)?);
        }
        Ok(text.join(" "))
    }

    fn note(&self) -> Result<String> {
        let mut note = vec![self.word("note")?];
        if self.common().is_none() {
            note.push(self.word("note_classes")?);
        }
        basis::resting_at_any(self.exhibits, (0, &self.levels), "corner", note.join(" "))
    }

    fn has_codes(&self) -> bool {
        true
    }

    fn data(&self) -> Vec<Vec<String>> {
        let exhibits = self.exhibits;
        let codes = self.levels.iter().map(|&l| exhibits.framework.levels[l].code.as_str());
        let mut data = Data::new(exhibits, ["group"].into_iter().chain(codes));
        for block in self.columns.iter().flatten() {
            for &area in &block.areas {
                let score = |&l: &usize| data::score(*exhibits.scores.levels.get(area, l));
                let cells = [block.name.clone()].into_iter().chain(self.levels.iter().map(score));
                data.push(Of::Score(area, 0), cells);
            }
        }
        data.rows()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let words = self.exhibits.words;
        let mut entries = fitting::key_of(&self.classes[0], self.exhibits)?;
        if self.common().is_none() {
            // Each level has classes of its own, so that the key names only the ends.
            let last = entries.len() - 1;
            for (class, entry) in entries.iter_mut().enumerate() {
                entry.1 = match class {
                    0 => words.get("figure.class.first")?.to_owned(),
                    c if c == last => words.get("figure.class.last")?.to_owned(),
                    _ => String::new(),
                };
            }
        }
        entries.push((Sample::Hatch, words.get("figure.no_score")?.to_owned()));
        Ok(entries)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let layout = self.layout(top);
        Below::new(layout.height, move |canvas| {
            for (c, column) in self.columns.iter().enumerate() {
                let left = c as f64 * (layout.width + GAP);
                self.heads(canvas, &layout, left);
                let mut y = layout.top;
                for block in column {
                    self.block(canvas, &layout, block, (left, y));
                    y += block.rows() * layout.pitch;
                }
            }
            Ok(())
        })
    }
}
