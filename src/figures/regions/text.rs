//! What is said about the scores of each region, and the data behind the drawing.

use super::Regions;
use crate::analyse::{RegionScores, widest_region};
use crate::exhibits::basis;
use crate::fault::Result;
use crate::figures::data::{self, Data, Of};
use crate::figures::figure;
use crate::words::{Number, Say};

impl Regions<'_> {
    /// The highest and the lowest mean and whose they are, and where States of one region are furthest apart.
    pub(super) fn title(&self) -> Result<String> {
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

    pub(super) fn note(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let coverage = [("coverage", Number::percent(exhibits.framework.ranking_coverage).into())];
        let note = exhibits.words.say("figure.regions.note", &coverage)?;
        let note = basis::marked(exhibits, self.level, "dagger", note)?;
        basis::noted(exhibits, self.level, note)
    }

    /// What is drawn of every region, in its order.
    pub(super) fn alt(&self, finding: &str) -> Result<String> {
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

    pub(super) fn data(&self) -> Vec<Vec<String>> {
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
}
