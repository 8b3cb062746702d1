//! What is said about the table of coloured cells, and the data behind it.

use super::{GAP, Heatmap};
use crate::drawing::Sample;
use crate::exhibits::{Exhibits, basis, scores};
use crate::fault::Result;
use crate::figures::blocks;
use crate::figures::chart::{Below, Chart};
use crate::figures::data::{self, Data, Of};
use crate::figures::{figure, fitting};
use crate::words::{Number, Say};

impl Heatmap<'_> {
    /// How many States score in a class of a level, by its position in the figure.
    fn count(&self, position: usize, class: usize) -> usize {
        let column = self.exhibits.scores.levels.column(self.levels[position]).flatten();
        column.filter(|score| self.classes[position].class(**score) == class).count()
    }

    /// Every focus area with the most scores in a class, and how many those are; none where all
    /// areas have as many.
    fn most(&self, class: usize) -> (Vec<usize>, usize) {
        let areas = 1..self.levels.len();
        let most = areas.clone().map(|at| self.count(at, class)).max().unwrap_or(0);
        let with = areas.clone().filter(|&at| self.count(at, class) == most);
        let mut with: Vec<usize> = with.map(|at| self.levels[at]).collect();
        if with.len() == areas.len() {
            with.clear();
        }
        (with, most)
    }
}

impl Chart for Heatmap<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        "heatmap"
    }

    /// The focus areas with the most scores in the lowest class, and in the highest.
    fn title(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let classes = &self.classes[0];
        let last = classes.colours.len() - 1;
        let ((low, low_n), (high, high_n)) = (self.most(0), self.most(last));
        if low.is_empty() || high.is_empty() || self.common().is_none() {
            return Ok(exhibits.words.get("figure.heatmap.title_plain")?.to_owned());
        }
        let named = |levels: &[usize]| {
            let names: Vec<&str> =
                levels.iter().map(|&level| exhibits.level_short(level)).collect();
            exhibits.words.list(&names)
        };
        let mut said = vec![
            ("low_n", Number::count(low_n).into()),
            ("low_areas", named(&low)?.into()),
            ("low_k", Number::count(low.len()).into()),
            ("low", classes.from(1).into()),
            ("high_n", Number::count(high_n).into()),
            ("high_k", Number::count(high.len()).into()),
            ("high", classes.from(last).into()),
        ];
        if low == high {
            return exhibits.words.say("figure.heatmap.title_same", &said);
        }
        said.push(("high_areas", named(&high)?.into()));
        exhibits.words.say("figure.heatmap.title", &said)
    }

    fn subtitle(&self) -> Result<String> {
        let years = basis::years(self.exhibits, 0)?;
        let scale = scores::unit(self.exhibits, self.common())?;
        let said = vec![("scale", scale.into()), ("years", years.into())];
        blocks::subtitle(self.exhibits, "heatmap", said)
    }

    /// The finding, and for every level how many States stand in each class.
    fn alt(&self, finding: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let n = exhibits.panel.areas.len();
        let mut text = exhibits.words.say(
            "figure.heatmap.alt",
            &[("n", Number::count(n).into()), ("finding", finding.into())],
        )?;
        for (position, &level) in self.levels.iter().enumerate() {
            let classes = self.classes[position].ranges(exhibits)?.into_iter().enumerate();
            let counts: Vec<String> = classes
                .map(|(class, range)| {
                    let n = Number::count(self.count(position, class));
                    exhibits.words.say("figure.told", &[("what", range.into()), ("said", n.into())])
                })
                .collect::<Result<_>>()?;
            let column = exhibits.scores.levels.column(level);
            let without = column.filter(|s| s.is_none()).count();
            let said = [
                ("level", Say::from(exhibits.level_short(level))),
                ("classes", exhibits.words.apart(&counts).into()),
                ("without", Number::count(without).into()),
            ];
            text.push(' ');
            text.push_str(&exhibits.words.say("figure.heatmap.alt_level", &said)?);
        }
        Ok(text)
    }

    fn note(&self) -> Result<String> {
        let words = self.exhibits.words;
        let mut note = words.get("figure.heatmap.note")?.to_owned();
        if self.common().is_none() {
            note = format!("{note} {}", words.get("figure.heatmap.note_classes")?);
        }
        let note = basis::marked(self.exhibits, 0, "corner", note)?;
        basis::noted(self.exhibits, 0, note)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let exhibits = self.exhibits;
        let codes = self.levels.iter().map(|&l| exhibits.framework.levels[l].code.as_str());
        let mut data = Data::new(exhibits, ["group"].into_iter().chain(codes));
        for block in self.columns.iter().flatten() {
            for &area in &block.areas {
                let scores = self.levels.iter().map(|&l| *exhibits.scores.levels.get(area, l));
                let scores = scores.map(|score| data::cell(score.map(figure::data_score)));
                data.push(Of::Score(area, 0), [block.name.clone()].into_iter().chain(scores));
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
                    self.block(canvas, &layout, block, (left, y))?;
                    y += block.rows() * layout.pitch;
                }
            }
            Ok(())
        })
    }
}
