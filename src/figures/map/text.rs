//! What is said about a map, and the data behind it.

use super::{LEGEND, Map};
use crate::exhibits::{basis, source};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::data::{self, Data, Of};
use crate::words::{Number, said, say};

impl Map<'_> {
    fn number(&self, score: f64) -> Number {
        self.exhibits.number_at(self.level, score)
    }
}

impl Chart for Map<'_> {
    exhibited!("map", level);

    /// How many score low and high, below and above the middle of the classes; where these hold as many
    /// States each, from where to where the scores run.
    fn title(&self) -> Result<String> {
        let (name, of) = (self.exhibits.level_short(self.level), self.counts.scored());
        if of == 0 {
            return say!(self, "title_none", level = name);
        }
        if let Some((low, high)) = self.counts.range.filter(|_| self.classes.by_states()) {
            let middle = self.counts.median.unwrap_or(low);
            let [low, middle, high] = [low, middle, high].map(|score| self.number(score));
            return say!(self, "title_range", level = name, of, low, middle, high);
        }
        let (low, high) = self.counts.halves();
        let classes = self.counts.classes.len();
        say!(
            self,
            "title",
            level = name,
            low,
            of,
            below = self.classes.from(classes / 2),
            high,
            above = self.classes.from(classes.div_ceil(2))
        )
    }

    fn subtitle(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let scale = exhibits.unit_of(&[self.level])?;
        match source::years(exhibits, exhibits.framework.scored_under(self.level)) {
            Some(years) => {
                say!(self, "subtitle", scale, years = source::span(exhibits, years)?)
            }
            None => say!(self, "unit", scale),
        }
    }

    fn note(&self) -> Result<String> {
        let (n, of) = (self.counts.scored(), self.exhibits.panel.areas.len());
        let note = say!(self, "note", n, of, indicative = self.counts.indicative)?;
        let note = self.classes.noted(self.exhibits, note)?;
        basis::resting(self.exhibits, self.level, "corner", note)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let ranges = self.classes.ranges(self.exhibits)?.into_iter();
        let class = |(range, n): (String, &usize)| say!(self, "class", range, n = *n);
        let classes = ranges.zip(&self.counts.classes).map(class).collect::<Result<Vec<_>>>()?;
        let said = said![
            level = self.exhibits.level(self.level),
            classes = self.exhibits.words.apart(&classes),
            missing = self.counts.missing
        ];
        let Some((low, high)) = self.counts.range else { return say!(self, "alt_empty", ..said) };
        let (low, high) = (self.number(low), self.number(high));
        say!(self, "alt", ..said, finding, lowest = low, highest = high)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let mut data = Data::new(self.exhibits, ["column", "row", "score"]);
        for (area, cell) in self.grid.cells.iter().enumerate() {
            let score = data::score(*self.exhibits.scores.levels.get(area, self.level));
            let cells = [(cell.column + 1).to_string(), (cell.row + 1).to_string(), score];
            data.push(Of::Score(area, self.level), cells);
        }
        data.rows()
    }

    fn below(&self, _: f64) -> Result<Below<'_>> {
        Below::new(self.pitch() * self.grid.rows as f64 + LEGEND, |canvas| {
            self.tiles(canvas);
            self.legend(canvas)
        })
    }
}
