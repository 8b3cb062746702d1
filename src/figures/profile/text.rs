//! What is said about one State's profile, and the data behind the drawing.

use super::{FOOT, HEIGHT, Profile, WIDTH};
use crate::analyse::{Standout, observed_under};
use crate::drawing::{Anchor, Frame};
use crate::exhibits::scores;
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::data::{self, Data, Of, score};
use crate::words::{Number, said, say};

impl Profile<'_> {
    fn name(&self) -> &str {
        self.exhibits.short_name(self.area)
    }

    /// A focus area with its score and the values of its indicators.
    fn told(&self, level: usize, indicators: Vec<usize>) -> Result<String> {
        let exhibits = self.exhibits;
        let values = indicators.into_iter().map(|i| self.value_told(i));
        let values = exhibits.words.apart(&values.collect::<Result<Vec<_>>>()?);
        let level_name = exhibits.level_short(level);
        let Some(score) = exhibits.scores.levels.get(self.area, level) else {
            let why = exhibits.words.get(exhibits.no_score(self.area, level))?;
            return say!(self, "alt_level_none", level = level_name, why, values);
        };
        let score = exhibits.number_at(level, *score);
        let said = said![level = level_name, score, values];
        if !self.is_thin(level) {
            return say!(self, "alt_level", ..said);
        }
        let (n, of) = observed_under(exhibits.framework, exhibits.scores, (self.area, level));
        say!(self, "alt_level_thin", ..said, n, of)
    }

    fn value_told(&self, indicator: usize) -> Result<String> {
        let name = self.exhibits.indicator_short(indicator);
        let Some(cell) = self.cell(indicator) else {
            return say!(self, "alt_missing", name);
        };
        let decimals = self.exhibits.framework.indicators[indicator].decimals;
        let unit = self.with_treatment(indicator, self.exhibits.unit(indicator));
        let said = said![name, value = Number::decimal(cell.value, decimals), unit];
        match cell.year {
            Some(year) => say!(self, "alt_value", ..said, year = Number::year(year)),
            None => say!(self, "alt_imputed", ..said),
        }
    }

    /// Indicators with a value.
    fn shows(&self) -> impl Iterator<Item = usize> {
        (0..self.exhibits.framework.indicators.len()).filter(|&i| self.cell(i).is_some())
    }
}

impl Chart for Profile<'_> {
    exhibited!("profile", shows);

    fn id(&self) -> &str {
        &self.id
    }

    fn drawing_width(&self) -> f64 {
        WIDTH
    }

    /// The indicators that stand out most, above and below, against its peers.
    fn title(&self) -> Result<String> {
        let found = self.exhibits.findings.profiles.get(self.area);
        let named = |s: &Standout| self.exhibits.indicator_short(s.indicator);
        let strength = found.and_then(|p| p.strengths.first()).map(named);
        let gap = found.and_then(|p| p.gaps.first()).map(named);
        let (name, peers) = (self.name(), self.exhibits.peers().unwrap_or_default());
        match (strength, gap) {
            (Some(strength), Some(gap)) => say!(self, "title", name, strength, gap, peers),
            (Some(strength), None) => say!(self, "title_strength", name, strength, peers),
            (None, Some(gap)) => say!(self, "title_gap", name, gap, peers),
            (None, None) => say!(self, "title_plain", name),
        }
    }

    /// What the line of an indicator is, with its numbers where all have the same.
    fn subtitle(&self) -> Result<String> {
        match self.common() {
            Some(range) => say!(self, "subtitle", ends = scores::ends(self.exhibits, range)?),
            None => self.word("subtitle_open").map(str::to_owned),
        }
    }

    fn note(&self) -> Result<String> {
        let framework = self.exhibits.framework;
        let posts = framework.indicators.iter().all(|i| i.goalposts().is_some());
        let mut note = vec![match self.common().filter(|_| posts) {
            Some(range) => {
                let [low, high] = [range.low, range.high].map(|end| scores::tick(range, end));
                say!(self, "note", low, high)?
            }
            None => self.word("note_open")?.to_owned(),
        }];
        note.push(self.word("note_heading")?.to_owned());
        if framework.focus_areas().any(|level| self.is_thin(level)) {
            note.push(self.word("note_thin")?.to_owned());
        }
        let found = self.exhibits.findings.availability.areas.get(self.area);
        if let Some(imputed) = found.map(|f| f.imputed).filter(|n| *n > 0) {
            note.push(say!(self, "note_imputed", n = imputed)?);
        }
        if let Some(region) = &self.region {
            let (group, grouping) = (region.name, region.grouping);
            note.push(say!(self, "note_region", group, grouping)?);
        }
        Ok(note.join(" "))
    }

    fn alt(&self, _: &str) -> Result<String> {
        let mut told = vec![say!(self, "alt", name = self.name())?];
        for (level, indicators) in self.exhibits.framework.sections() {
            told.push(self.told(level, indicators)?);
        }
        Ok(told.join(" "))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let exhibits = self.exhibits;
        let header =
            "indicator,indicator_name,value,unit,score,region_low,region_median,region_high";
        let mut data = Data::new(exhibits, header.split(','));
        for i in exhibits.framework.sections().into_iter().flat_map(|section| section.1) {
            let region = self.region.as_ref().filter(|_| self.is_scored(i));
            let spread = region.and_then(|r| r.spreads[i]);
            let cells = [
                exhibits.framework.indicators[i].code.clone(),
                exhibits.indicator_short(i).to_owned(),
                data::cell(self.cell(i).map(|cell| cell.value)),
                exhibits.unit(i).to_owned(),
                score(self.score(i)),
            ];
            let spread = spread.map_or([None; 3], |s| [s.low, s.median, s.high].map(Some));
            let of = Of::Value { area: self.area, indicator: i };
            data.push(of, cells.into_iter().chain(spread.map(score)));
        }
        data.rows()
    }

    fn below(&self, _: f64) -> Result<Below<'_>> {
        let key = self.legend()?;
        let room = HEIGHT - key.height() - FOOT - 2.0;
        let rows = self.rows(room);
        let base = self.base_height(&rows, room);
        let bottom = rows.iter().map(|row| self.height(row, base)).sum::<f64>().max(0.0);
        Below::new(bottom + FOOT + 2.0 + key.height(), move |canvas| {
            let mut y = 0.0;
            for row in &rows {
                let height = self.height(row, base);
                self.row(canvas, row, Frame::new(0.0, y, WIDTH, height))?;
                y += height;
            }
            for (x, text) in self.ticks()? {
                canvas.write((x, bottom + 3.0), &text, self.look().small(), Anchor::Middle);
            }
            key.draw(canvas, (0.0, bottom + FOOT + 2.0));
            Ok(())
        })
    }
}
