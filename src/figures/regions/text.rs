//! What is said about the scores of each region, and the data behind the drawing.

use super::{ACROSS, GAP, HEAD, LAST, PANEL, Regions};
use crate::analyse::{RegionScores, covered, widest_region};
use crate::drawing::Sample;
use crate::exhibits::basis;
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::data::{Data, Of, score};
use crate::figures::plot::Panels;
use crate::words::{Number, say};

impl Regions<'_> {
    /// What is drawn of a region, in words.
    fn said(&self, panel: &RegionScores) -> Result<String> {
        let (region, told) = (self.name(panel), self.told(panel)?);
        let named = |state: (usize, f64)| self.exhibits.with_score(state, self.level);
        match (panel.ends(), panel.scores.first()) {
            (Some(ends), _) => {
                let [low, high] = ends.map(named);
                say!(self, "alt_region", region, told, low, high)
            }
            (None, Some(only)) => say!(self, "alt_single", region, state = named(*only)),
            (None, None) => say!(self, "alt_none", region, told),
        }
    }
}

impl Chart for Regions<'_> {
    exhibited!("regions", level);

    /// The highest and the lowest mean and whose they are, and where States of one region are furthest apart.
    fn title(&self) -> Result<String> {
        let with_mean = self.panels.iter().filter_map(|panel| Some((panel, panel.mean.mean?)));
        let with_mean: Vec<(&RegionScores, f64)> = with_mean.collect();
        let Some((high, low)) = with_mean.first().zip(with_mean.last()) else {
            return Ok(String::new());
        };
        let level = self.exhibits.level_short(self.level);
        let mut title = match self.range().direction(high.1 - low.1).is_gt() {
            true => say!(
                self,
                "title",
                level,
                highest = self.name(high.0),
                high = self.number(high.1),
                lowest = self.name(low.0),
                low = self.number(low.1)
            )?,
            false => say!(self, "title_alike", level)?,
        };
        let widest = widest_region(&self.panels);
        if let Some((widest, [from, to])) = widest.and_then(|of| Some((of, of.ends()?)))
            && self.range().direction(to.1 - from.1).is_gt()
        {
            let [from, to] = [from, to].map(|(_, score)| self.number(score));
            title += &say!(self, "widest", region = self.name(widest), from, to)?;
        }
        Ok(title)
    }

    fn subtitle(&self) -> Result<String> {
        let scale = self.exhibits.unit_of(&[self.level])?;
        say!(self, "subtitle", scale, years = basis::years(self.exhibits, self.level)?)
    }

    fn note(&self) -> Result<String> {
        let coverage = Number::percent(self.exhibits.framework.ranking_coverage);
        let note = say!(self, "note", coverage)?;
        let shown = covered(self.exhibits.scores, self.level).map(|(area, _)| area);
        let levels = (self.level, &[self.level][..]);
        basis::resting_of(self.exhibits, levels, shown, "dagger", note)
    }

    /// What is drawn of every region, in its order.
    fn alt(&self, finding: &str) -> Result<String> {
        let regions = self.panels.iter().map(|panel| self.said(panel));
        let regions = regions.collect::<Result<Vec<_>>>()?.join(" ");
        say!(
            self,
            "alt",
            level = self.exhibits.level_short(self.level),
            n = self.panels.len(),
            finding,
            regions
        )
    }

    fn has_codes(&self) -> bool {
        true
    }

    fn data(&self) -> Vec<Vec<String>> {
        let mut data = Data::new(self.exhibits, ["group", "level", "score"]);
        for panel in &self.panels {
            for &(area, value) in &panel.scores {
                let level = self.exhibits.framework.levels[self.level].code.clone();
                let cells = [self.name(panel).to_owned(), level, score(Some(value))];
                data.push(Of::Score(area, self.level), cells);
            }
        }
        data.rows()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        self.entries([
            (Sample::Mark(self.dot()), "state"),
            (Sample::Tick(self.exhibits.look.mean()), "mean"),
            (Sample::Tick(self.world_stroke()), "world"),
        ])
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let (top, axis) = (top + HEAD, self.axis()?);
        let (places, width) = Panels::sharing(self.drawing_width(), (ACROSS, GAP), top, PANEL);
        let rows = places.rows(self.panels.len());
        Below::new(top + (rows - 1.0) * places.step.1 + LAST, move |canvas| {
            for (k, panel) in self.panels.iter().enumerate() {
                let (left, upper) = places.at(k);
                // Room for half of the last number and of a dot at either end.
                let scale = axis.onto(left + 1.5, left + width - 2.5);
                self.ground(canvas, &scale, (k < places.across, upper))?;
                self.panel(canvas, panel, (&scale, left, width), upper)?;
            }
            Ok(())
        })
    }
}
