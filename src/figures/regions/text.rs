//! What is said about the scores of each region, and the data behind the drawing.

use super::{ACROSS, GAP, HEAD, LAST, PANEL, Regions};
use crate::analyse::{RegionScores, widest_region};
use crate::drawing::Sample;
use crate::exhibits::{Exhibits, basis, scores};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart};
use crate::figures::data::{self, Data, Of};
use crate::figures::figure;
use crate::words::{Number, Say};

impl Chart for Regions<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        &self.id
    }

    /// The highest and the lowest mean and whose they are, and where States of one region are furthest apart.
    fn title(&self) -> Result<String> {
        let with_mean: Vec<(&RegionScores, f64)> =
            self.panels.iter().filter_map(|panel| Some((panel, panel.mean.mean?))).collect();
        let (Some(high), Some(low)) = (with_mean.first(), with_mean.last()) else {
            return Ok(String::new());
        };
        let mut said: Vec<(&str, Say)> =
            vec![("level", self.exhibits.level_short(self.level).into())];
        let mut key = "title_alike";
        if self.range().direction(high.1 - low.1).is_gt() {
            key = "title";
            said.extend([
                ("highest", Say::from(self.name(high.0))),
                ("high", self.number(high.1).into()),
                ("lowest", self.name(low.0).into()),
                ("low", self.number(low.1).into()),
            ]);
        }
        let mut title = self.exhibits.words.say(&format!("figure.regions.{key}"), &said)?;
        let widest = widest_region(&self.panels);
        if let Some((widest, [from, to])) = widest.and_then(|of| Some((of, of.ends()?)))
            && self.range().direction(to.1 - from.1).is_gt()
        {
            let said = [
                ("region", self.name(widest).into()),
                ("from", self.number(from.1).into()),
                ("to", self.number(to.1).into()),
            ];
            title += &self.exhibits.words.say("figure.regions.widest", &said)?;
        }
        Ok(title)
    }

    fn subtitle(&self) -> Result<String> {
        let scale = scores::unit(self.exhibits, scores::common([self.range()]))?;
        let years = basis::years(self.exhibits, self.level)?;
        let said = [("scale", scale.into()), ("years", years.into())];
        self.exhibits.words.say("figure.regions.subtitle", &said)
    }

    fn note(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let coverage = [("coverage", Number::percent(exhibits.framework.ranking_coverage).into())];
        let note = exhibits.words.say("figure.regions.note", &coverage)?;
        let note = basis::marked(exhibits, self.level, "dagger", note)?;
        basis::noted(exhibits, self.level, note)
    }

    /// What is drawn of every region, in its order.
    fn alt(&self, finding: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let of_panel = |panel: &RegionScores| {
            let region = ("region", Say::from(self.name(panel)));
            let told = ("told", self.told(panel)?.into());
            let named = |(area, score): (usize, f64)| {
                let score = exhibits.words.number(self.number(score));
                Say::from(format!("{} {score}", exhibits.marked_short(area, self.level)))
            };
            match (panel.ends(), panel.scores.first()) {
                (Some([low, high]), _) => {
                    let said = [region, told, ("low", named(low)), ("high", named(high))];
                    exhibits.words.say("figure.regions.alt_region", &said)
                }
                (None, Some(only)) => {
                    let said = [region, ("state", named(*only))];
                    exhibits.words.say("figure.regions.alt_single", &said)
                }
                (None, None) => exhibits.words.say("figure.regions.alt_none", &[region, told]),
            }
        };
        let panels = self.panels.iter().map(of_panel).collect::<Result<Vec<_>>>()?;
        let said = [
            ("level", exhibits.level_short(self.level).into()),
            ("n", Number::count(self.panels.len()).into()),
            ("finding", finding.into()),
            ("regions", panels.join(" ").into()),
        ];
        exhibits.words.say("figure.regions.alt", &said)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let mut data = Data::new(self.exhibits, ["group", "level", "score"]);
        for panel in &self.panels {
            for &(area, score) in &panel.scores {
                let level = self.exhibits.framework.levels[self.level].code.clone();
                let score = data::cell(Some(figure::data_score(score)));
                let cells = [self.name(panel).to_owned(), level, score];
                data.push(Of::Score(area, self.level), cells);
            }
        }
        data.rows()
    }

    fn shows(&self) -> Vec<usize> {
        self.exhibits.framework.scored_under(self.level).collect()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let word = |key: &str| {
            self.exhibits.words.get(&format!("figure.regions.{key}")).map(str::to_owned)
        };
        Ok(vec![
            (Sample::Mark(self.dot()), word("state")?),
            (Sample::Tick(self.mean_stroke()), word("mean")?),
            (Sample::Tick(self.world_stroke()), word("world")?),
        ])
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let (top, axis, width) = (top + HEAD, self.axis()?, self.width());
        let rows = self.panels.len().div_ceil(ACROSS);
        Below::new(top + (rows as f64 - 1.0) * PANEL + LAST, move |canvas| {
            for (k, panel) in self.panels.iter().enumerate() {
                let (left, row) = ((k % ACROSS) as f64 * (width + GAP), k / ACROSS);
                // Room for half of the last number and of a dot at either end.
                let scale = axis.onto(left + 1.5, left + width - 2.5);
                let upper = top + row as f64 * PANEL;
                self.ground(canvas, &scale, (row == 0, upper))?;
                self.panel(canvas, panel, (&scale, left, width), upper)?;
            }
            Ok(())
        })
    }
}
