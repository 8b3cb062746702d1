//! What is said about the scores of States in their groups, and the data behind the drawing.

use super::{CLEAR, Dots, FOOT, NAMES, ROW_GAP};
use crate::drawing::Sample;
use crate::exhibits::{Exhibits, basis, scores};
use crate::fault::Result;
use crate::figures::blocks::{self, Cluster};
use crate::figures::chart::{Below, Chart};
use crate::figures::data::{self, Data, Of};
use crate::figures::figure;
use crate::score::Status;
use crate::words::{Number, Say};

/// So many States without a score are named.
const NAMED: usize = 12;

impl Dots<'_> {
    /// Ranked States with their scores, the highest first.
    fn ranked(&self) -> Vec<(f64, usize)> {
        let areas = (0..self.exhibits.panel.areas.len()).filter(|&a| self.is_ranked(a));
        let mut ranked: Vec<(f64, usize)> =
            areas.filter_map(|a| Some((self.score(a)?, a))).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked
    }

    /// Under the name of a group: how many States it shows, and its mean.
    pub(super) fn said_of(&self, block: &Cluster) -> Result<Vec<String>> {
        let words = self.exhibits.words;
        let n = block.areas.iter().filter(|a| self.score(**a).is_some()).count();
        let mut said = vec![words.say("figure.dots.count", &[("n", Number::count(n).into())])?];
        if let Some(mean) = self.mean(block).and_then(|found| found.mean) {
            said.push(words.say("figure.dots.mean_is", &[("mean", self.number(mean).into())])?);
        }
        Ok(said)
    }
}

impl Chart for Dots<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        &self.id
    }

    /// The highest and the lowest mean of the groups, and whose they are; else the ends of the quarters
    /// of ranked States.
    fn title(&self) -> Result<String> {
        let words = self.exhibits.words;
        let level = ("level", Say::from(self.exhibits.level_short(self.level)));
        let mean = |block: &Cluster| Some((self.mean(block)?.mean?, block.name.clone()));
        let means: Vec<(f64, String)> = self.blocks.iter().filter_map(mean).collect();
        let low = means.iter().min_by(|a, b| a.0.total_cmp(&b.0));
        let high = means.iter().max_by(|a, b| a.0.total_cmp(&b.0));
        if let (Some(low), Some(high)) = (low, high)
            && self.range().direction(high.0 - low.0).is_gt()
        {
            let ends = [
                level,
                ("high", self.number(high.0).into()),
                ("highest", high.1.as_str().into()),
                ("low", self.number(low.0).into()),
                ("lowest", low.1.as_str().into()),
            ];
            return words.say("figure.dots.title", &ends);
        }
        let ranked = self.ranked();
        match (ranked.first(), ranked.last()) {
            (Some(first), Some(last)) => {
                let ends = [
                    level,
                    ("high", self.number(first.0).into()),
                    ("low", self.number(last.0).into()),
                ];
                words.say("figure.dots.title_few", &ends)
            }
            _ => words.say("figure.dots.title_unranked", &[level]),
        }
    }

    fn subtitle(&self) -> Result<String> {
        let years = basis::years(self.exhibits, self.level)?;
        let scale = scores::common([self.range()]);
        let scored = self.exhibits.scores.levels.column(self.level).flatten().count();
        let said = vec![
            ("scale", scores::unit(self.exhibits, scale)?.into()),
            ("n", Number::count(scored).into()),
            ("years", years.into()),
        ];
        blocks::subtitle_in(self.exhibits, "dots", said, self.grouping)
    }

    fn note(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let areas = 0..exhibits.panel.areas.len();
        let count = |wanted: &dyn Fn(usize) -> bool| {
            Say::from(Number::count(areas.clone().filter(|&a| wanted(a)).count()))
        };
        let said = [
            ("ranked", count(&|a| self.is_ranked(a))),
            ("indicative", count(&|a| !self.is_ranked(a) && self.score(a).is_some())),
        ];
        let mut note = exhibits.words.say("figure.dots.note", &said)?;
        if self.blocks.iter().any(|block| self.mean(block).is_some_and(|m| m.mean.is_some())) {
            let coverage = Number::percent(exhibits.framework.ranking_coverage);
            let said = [("coverage", coverage.into())];
            note = format!("{note} {}", exhibits.words.say("figure.dots.note_means", &said)?);
        }
        // Those whose score is not printed are told by themselves.
        let is_without = |a: &usize| exhibits.scores.status(*a, self.level) == Status::NoScore;
        let without: Vec<usize> = areas.filter(is_without).collect();
        if !without.is_empty() {
            let names = without.iter().map(|&a| exhibits.short_name(a)).collect::<Vec<_>>();
            let mut said = vec![("n", Number::count(without.len()).into())];
            let mut key = "note_without";
            if without.len() <= NAMED {
                key = "note_named";
                said.push(("names", exhibits.words.list(&names)?.into()));
            }
            note = format!("{note} {}", exhibits.words.say(&format!("figure.dots.{key}"), &said)?);
        }
        let note = basis::marked(exhibits, self.level, "dagger", note)?;
        basis::noted(exhibits, self.level, note)
    }

    /// The finding, the mean of every group, and the States at both ends.
    fn alt(&self, finding: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let ranked = self.ranked();
        let named = |some: &[(f64, usize)]| {
            let one = |(score, area): &(f64, usize)| {
                let score = exhibits.words.number(self.number(*score));
                format!("{} {score}", exhibits.marked_short(*area, self.level))
            };
            some.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let scored = exhibits.scores.levels.column(self.level).flatten().count();
        let level = exhibits.level_short(self.level);
        let said = [
            ("level", level.into()),
            ("n", Number::count(scored).into()),
            ("finding", finding.into()),
        ];
        let mut alt = exhibits.words.say("figure.dots.alt", &said)?;
        let mean = |block: &Cluster| {
            let mean = exhibits.words.number(self.number(self.mean(block)?.mean?));
            Some(format!("{} {mean}", block.name))
        };
        let means: Vec<String> = self.blocks.iter().filter_map(mean).collect();
        if !means.is_empty() {
            let said = [("means", means.join(", ").into())];
            alt = format!("{alt} {}", exhibits.words.say("figure.dots.alt_means", &said)?);
        }
        if ranked.is_empty() {
            return Ok(alt);
        }
        let ends = [
            ("highest", named(&ranked[..ranked.len().min(5)]).into()),
            ("lowest", named(&ranked[ranked.len().saturating_sub(5)..]).into()),
        ];
        Ok(format!("{alt} {}", exhibits.words.say("figure.dots.alt_ends", &ends)?))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let exhibits = self.exhibits;
        let mut data = Data::new(exhibits, ["group", "level", "score", "quartile"]);
        for block in blocks::by_score_in(exhibits, self.level, self.grouping) {
            for &area in &block.areas {
                let level = exhibits.framework.levels[self.level].code.clone();
                let score = data::cell(self.score(area).map(figure::data_score));
                let quartile = data::cell(*exhibits.scores.quartiles.get(area, self.level));
                let cells = [block.name.clone(), level, score, quartile];
                data.push(Of::Score(area, self.level), cells);
            }
        }
        data.rows()
    }

    fn shows(&self) -> Vec<usize> {
        self.exhibits.framework.scored_under(self.level).collect()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let word = |key: &str| self.exhibits.words.get(&format!("figure.dots.{key}"));
        let mut key = vec![
            (Sample::Swatch(self.tint()), word("ranked")?.to_owned()),
            (Sample::Outline(self.edge(false)), word("indicative")?.to_owned()),
        ];
        if self.blocks.iter().any(|block| self.mean(block).is_some_and(|m| m.mean.is_some())) {
            key.push((Sample::Tick(self.mean_stroke()), word("mean")?.to_owned()));
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
            self.grid(canvas, &scale, (top, top + high))?;
            let mut y = top;
            for row in &rows {
                self.row(canvas, &scale, (row, size), y)?;
                y += row.height + ROW_GAP;
            }
            Ok(())
        })
    }
}
