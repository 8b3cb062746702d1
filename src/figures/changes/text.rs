//! What is said of the changes of focus areas, the data behind the drawing, and its layout.

use super::{Changes, HEAD, ID, LARGEST, ROW, SCORES, foot, half};
use crate::drawing::Axis;
use crate::exhibits::{Exhibits, scores, source};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart};
use crate::figures::data::{Data, Of};
use crate::words::Number;

impl Chart for Changes<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        ID
    }

    /// How many scores of areas rose and fell: of the whole, for behind the largest change a break in a
    /// source may hide.
    fn title(&self) -> Result<String> {
        let [rose, fell] = self.halves().map(|(_, all)| Number::count(all.len()).into());
        let arguments = [
            ("measurable", Number::count(self.all.len()).into()),
            ("rose", rose),
            ("fell", fell),
            ("noise", noise(self.exhibits)?.into()),
        ];
        self.exhibits.words.say("figure.changes.title", &arguments)
    }

    fn subtitle(&self) -> Result<String> {
        let (exhibits, rule) = (self.exhibits, self.rule);
        // No value after the cut-off counts, whatever the rule's second period says.
        let last = |year: i32| year.min(exhibits.panel.cut_off);
        let span = |years: [i32; 2]| source::span(exhibits, (years[0], last(years[1])));
        let areas: Vec<usize> = exhibits.framework.focus_areas().collect();
        let scale = scores::unit(exhibits, exhibits.common_range(&areas))?;
        let (from, to) = (span(rule.from)?, span(rule.to)?);
        let arguments = [("scale", scale.into()), ("from", from.into()), ("to", to.into())];
        exhibits.words.say("figure.changes.subtitle", &arguments)
    }

    fn note(&self) -> Result<String> {
        let (exhibits, halves) = (self.exhibits, self.halves());
        let moved: usize = halves.iter().map(|(_, all)| all.len()).sum();
        let arguments = [
            ("measurable", Number::count(self.all.len()).into()),
            ("all", Number::count(self.progress.levels.len()).into()),
            ("coverage", Number::percent(self.rule.coverage).into()),
            ("same", Number::count(self.all.len() - moved).into()),
            ("noise", noise(exhibits)?.into()),
        ];
        let mut said = vec![exhibits.words.say("figure.changes.note", &arguments)?];
        if halves.iter().any(|(_, all)| all.iter().take(LARGEST).any(|change| change.modelled)) {
            said.push(exhibits.words.say("figure.changes.modelled", &[])?);
        }
        Ok(said.join(" "))
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let mut halves = Vec::new();
        for (key, all) in self.halves() {
            let shown = all.len().min(LARGEST);
            let arguments =
                [("n", Number::count(shown).into()), ("of", Number::count(all.len()).into())];
            let head = exhibits.words.say(&format!("figure.changes.{key}"), &arguments)?;
            let mut rows = Vec::new();
            for change in all.iter().take(shown) {
                let arguments = [
                    ("area", exhibits.short_name(change.area).into()),
                    ("level", exhibits.level_short(change.level).into()),
                    ("from", scores::number(change.range, change.from).into()),
                    ("to", scores::number(change.range, change.to).into()),
                ];
                let mut row = exhibits.words.say("figure.changes.row", &arguments)?;
                if change.modelled {
                    let said = [("row", row.into())];
                    row = exhibits.words.say("figure.changes.row_modelled", &said)?;
                }
                rows.push(row);
            }
            if !rows.is_empty() {
                let said = [("what", head.into()), ("said", exhibits.words.apart(&rows).into())];
                halves.push(exhibits.words.say("figure.told", &said)? + ".");
            }
        }
        let arguments = [("finding", finding.into()), ("halves", halves.join(" ").into())];
        exhibits.words.say("figure.changes.alt", &arguments)
    }

    /// Every measurable change, not only those drawn.
    fn data(&self) -> Vec<Vec<String>> {
        let header = ["code", "coverage", "from_score", "to_score", "change"];
        let years = ["from_first_year", "from_last_year", "to_first_year", "to_last_year"];
        let header = header.into_iter().chain(years).chain(["mostly_modelled"]);
        let mut data = Data::new(self.exhibits, header);
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
        let exhibits = self.exhibits;
        let halves = self.halves();
        let shown = || halves.iter().filter(|(_, all)| !all.is_empty());
        let rows: f64 =
            shown().map(|(_, all)| HEAD + ROW * all.len().min(LARGEST) as f64 + 3.0).sum();
        let drawn = shown().flat_map(|(_, all)| all.iter().take(LARGEST));
        let axis = Axis::around("score", drawn.flat_map(|c| [c.from, c.to]))?;
        // Scores stand outside the marks, so both ends of the axis keep room for one.
        let scale = axis.onto(SCORES + 9.0, exhibits.look.page.text_width - 22.0);
        Below::new(top + rows + 4.0, move |canvas| {
            let mut at = top;
            for (key, all) in halves.iter().filter(|(_, all)| !all.is_empty()) {
                at = half(canvas, exhibits, key, all, (&scale, at))?;
            }
            foot(canvas, exhibits, &scale, top + rows);
            Ok(())
        })
    }
}

/// The smallest change of a focus area that is called one, in words.
fn noise(exhibits: &Exhibits) -> Result<String> {
    let areas = exhibits.framework.focus_areas();
    scores::noise(exhibits, areas.map(|level| exhibits.range(level)))
}
