//! What is said about the scores of States in their groups, and the data behind the drawing.

use super::{CLEAR, Dots, FOOT, NAMES, ROW_GAP};
use crate::analyse::{LevelStandings, ends_of, highest_ranked};
use crate::drawing::Sample;
use crate::exhibits::basis;
use crate::fault::Result;
use crate::figures::blocks::{self, Cluster};
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::data::{self, Data, Of};
use crate::words::{Number, said, say};

/// So many States are named at either end.
const AT_ENDS: usize = 5;

impl Dots<'_> {
    /// Under the name of a group: how many States it shows, and its mean.
    pub(super) fn said_of(&self, block: &Cluster) -> Result<Vec<String>> {
        let n = block.areas.iter().filter(|a| self.score(**a).is_some()).count();
        let mut said = vec![say!(self, "count", n)?];
        if let Some(mean) = self.mean(block).and_then(|found| found.mean) {
            let mean = self.exhibits.number_at(self.level, mean);
            said.push(say!(self, "mean_is", mean)?);
        }
        Ok(said)
    }

    /// Groups with a mean.
    fn means(&self) -> impl Iterator<Item = (&Cluster, f64)> {
        self.blocks.iter().filter_map(|block| Some((block, self.mean(block)?.mean?)))
    }

    fn standings(&self) -> LevelStandings {
        LevelStandings::of(self.exhibits.scores, self.level)
    }
}

impl Chart for Dots<'_> {
    exhibited!("dots", level);

    /// The highest and the lowest mean of the groups, and whose they are; else the ends of the quarters
    /// of ranked States.
    fn title(&self) -> Result<String> {
        let level = self.exhibits.level_short(self.level);
        let number = |score| self.exhibits.number_at(self.level, score);
        let means: Vec<(f64, &str)> =
            self.means().map(|(block, mean)| (mean, block.name.as_str())).collect();
        if let Some(ends) = ends_of(&means)
            && self.exhibits.range(self.level).direction(ends.apart()).is_gt()
        {
            let [highest, lowest] =
                [ends.high.1.last(), ends.low.1.first()].map(|name| *name.unwrap_or(&""));
            let (high, low) = (number(ends.high.0), number(ends.low.0));
            return say!(self, "title", level, high, highest, low, lowest);
        }
        let ranked = highest_ranked(self.exhibits.scores, self.level);
        let Some((first, last)) = ranked.first().zip(ranked.last()) else {
            return say!(self, "title_unranked", level);
        };
        let (high, low) = (number(first.1), number(last.1));
        say!(self, "title_few", level, high, low)
    }

    fn subtitle(&self) -> Result<String> {
        let years = basis::years(self.exhibits, self.level)?;
        let scale = self.exhibits.unit_of(&[self.level])?;
        let said = said![scale, n = self.standings().scored, years];
        blocks::subtitle_in(self.exhibits, "dots", &said, self.grouping)
    }

    fn note(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let LevelStandings { ranked, indicative, .. } = self.standings();
        let mut note = vec![say!(self, "note", ranked, indicative)?];
        if self.means().next().is_some() {
            let coverage = Number::percent(exhibits.framework.ranking_coverage);
            note.push(say!(self, "note_means", coverage)?);
        }
        basis::resting(exhibits, self.level, "dagger", note.join(" "))
    }

    /// The finding, the mean of every group, and the States at both ends.
    fn alt(&self, finding: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let level = exhibits.level_short(self.level);
        let mut alt = vec![say!(self, "alt", level, n = self.standings().scored, finding)?];
        let mean = |(block, mean): (&Cluster, f64)| {
            let mean = exhibits.words.number(exhibits.number_at(self.level, mean));
            format!("{} {mean}", block.name)
        };
        let means: Vec<String> = self.means().map(mean).collect();
        if !means.is_empty() {
            alt.push(say!(self, "alt_means", means = means.join(", "))?);
        }
        let named = |some: &[(usize, f64)]| {
            let each = some.iter().map(|of| exhibits.with_score(*of, self.level));
            each.collect::<Vec<_>>().join(", ")
        };
        let ranked = highest_ranked(exhibits.scores, self.level);
        if !ranked.is_empty() {
            let highest = named(&ranked[..ranked.len().min(AT_ENDS)]);
            let lowest = named(&ranked[ranked.len().saturating_sub(AT_ENDS)..]);
            alt.push(say!(self, "alt_ends", highest, lowest)?);
        }
        Ok(alt.join(" "))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let exhibits = self.exhibits;
        let mut data = Data::new(exhibits, ["group", "level", "score", "quartile"]);
        for block in blocks::by_score_in(exhibits, self.level, self.grouping) {
            for &area in &block.areas {
                let level = exhibits.framework.levels[self.level].code.clone();
                let quartile = data::cell(*exhibits.scores.quartiles.get(area, self.level));
                let cells = [block.name.clone(), level, data::score(self.score(area)), quartile];
                data.push(Of::Score(area, self.level), cells);
            }
        }
        data.rows()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let mut key = self.entries([
            (Sample::Swatch(self.tint()), "ranked"),
            (Sample::Outline(self.edge(false)), "indicative"),
        ])?;
        if self.means().next().is_some() {
            key.extend(self.entries([(Sample::Tick(self.exhibits.look.mean()), "mean")])?);
        }
        Ok(key)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let (look, top) = (self.exhibits.look, top + 2.5);
        let half = self.with_codes().width / 2.0;
        let scale = self.axis()?.onto(NAMES + CLEAR + half, look.page.text_width - half - 1.0);
        let (size, rows) = self.rows(&scale, look.page.figure_height - top - FOOT)?;
        let high = rows.iter().map(|row| row.height + ROW_GAP).sum::<f64>();
        Below::new(top + high + FOOT, move |canvas| {
            self.grid(canvas, &scale, (top, top + high));
            let mut y = top;
            for row in &rows {
                self.row(canvas, &scale, (row, size), y)?;
                y += row.height + ROW_GAP;
            }
            Ok(())
        })
    }
}
