//! What is said of the changes of focus areas, the data behind the drawing, and its layout.

use super::{Changes, HEAD, LARGEST, ROW, SCORES, scores_of};
use crate::analyse::FocusChange;
use crate::drawing::{Anchor, Axis};
use crate::exhibits::{Exhibits, scores, source};
use crate::fault::Result;
use crate::figures::axes;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::data::{Data, Of};
use crate::words::{Number, say};

impl Changes<'_> {
    fn told(&self, of: &FocusChange) -> Result<String> {
        let ([from, to], level) = (scores_of(of), self.exhibits.level_short(of.level));
        let row = say!(self, "row", area = self.exhibits.short_name(of.area), level, from, to)?;
        if of.modelled { say!(self, "row_modelled", row) } else { Ok(row) }
    }
}

impl Chart for Changes<'_> {
    exhibited!("changes");

    /// How many scores of areas rose and fell: of the whole, for behind the largest change a break in a
    /// source may hide.
    fn title(&self) -> Result<String> {
        let [rose, fell] = self.halves().map(|(_, all)| all.len());
        let noise = noise(self.exhibits)?;
        say!(self, "title", measurable = self.all.len(), rose, fell, noise)
    }

    fn subtitle(&self) -> Result<String> {
        let (exhibits, rule) = (self.exhibits, self.rule);
        // No value after the cut-off counts, whatever the rule's second period says.
        let last = |year: i32| year.min(exhibits.panel.cut_off);
        let span = |years: [i32; 2]| source::span(exhibits, (years[0], last(years[1])));
        let areas: Vec<usize> = exhibits.framework.focus_areas().collect();
        let scale = scores::unit(exhibits, exhibits.common_range(&areas))?;
        say!(self, "subtitle", scale, from = span(rule.from)?, to = span(rule.to)?)
    }

    fn note(&self) -> Result<String> {
        let (halves, measurable) = (self.halves(), self.all.len());
        let (all, coverage) = (self.progress.levels.len(), Number::percent(self.rule.coverage));
        let same = measurable - halves.iter().map(|(_, all)| all.len()).sum::<usize>();
        let noise = noise(self.exhibits)?;
        let mut said = vec![say!(self, "note", measurable, all, coverage, same, noise)?];
        if halves.iter().any(|(_, all)| all.iter().take(LARGEST).any(|change| change.modelled)) {
            said.push(say!(self, "modelled")?);
        }
        Ok(said.join(" "))
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let mut halves = Vec::new();
        for (key, all) in self.halves() {
            let head = self.headed(key, &all)?;
            let said = self.apart(all.iter().take(LARGEST).map(|of| self.told(of)))?;
            if !said.is_empty() {
                halves.push(say!(self.words(), "figure.told", what = head, said)? + ".");
            }
        }
        say!(self, "alt", finding, halves = halves.join(" "))
    }

    fn has_codes(&self) -> bool {
        true
    }

    /// Every measurable change, not only those drawn.
    fn data(&self) -> Vec<Vec<String>> {
        let header = "code,coverage,from_score,to_score,change,from_first_year,from_last_year,\
                      to_first_year,to_last_year,mostly_modelled";
        let mut data = Data::new(self.exhibits, header.split(','));
        for c in &self.all {
            let code = self.exhibits.framework.levels[c.level].code.clone();
            let scores = [c.coverage, c.from, c.to, c.points()].map(|v| format!("{v:.4}"));
            let years = [c.from_years.0, c.from_years.1, c.to_years.0, c.to_years.1];
            let cells = [code].into_iter().chain(scores).chain(years.map(|year| year.to_string()));
            data.push(Of::Score(c.area, c.level), cells.chain([c.modelled.to_string()]));
        }
        data.rows()
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let mut halves = self.halves().to_vec();
        halves.retain(|(_, all)| !all.is_empty());
        let height = |n: usize| HEAD + ROW * n.min(LARGEST) as f64 + 3.0;
        let rows: f64 = halves.iter().map(|(_, all)| height(all.len())).sum();
        let drawn = halves.iter().flat_map(|(_, all)| all.iter().take(LARGEST));
        let axis = Axis::around("score", drawn.flat_map(|c| [c.from, c.to]))?;
        // Scores stand outside the marks, so both ends of the axis keep room for one.
        let scale = axis.onto(SCORES + 9.0, self.drawing_width() - 22.0);
        Below::new(top + rows + 4.0, move |canvas| {
            let mut at = top;
            for (key, all) in &halves {
                at = self.half(canvas, (key, all), (&scale, at))?;
            }
            for (x, text) in self.ticks(&scale, 6, axes::score(scale.axis())) {
                let spot = (x, top + rows - 0.5);
                canvas.label(spot, &text, self.look().small(), Anchor::Middle);
            }
            Ok(())
        })
    }
}

/// The smallest change of a focus area that is called one, in words.
fn noise(exhibits: &Exhibits) -> Result<String> {
    let areas = exhibits.framework.focus_areas();
    scores::noise(exhibits, areas.map(|level| exhibits.range(level)))
}
