//! What is said about one State's profile, and the data behind the drawing.

use super::Profile;
use crate::exhibits::scores;
use crate::fault::Result;
use crate::figures::data::{self, Data, Of};
use crate::figures::figure;
use crate::score::Change;
use crate::words::{Number, Say};

impl Profile<'_> {
    fn name(&self) -> &str {
        self.exhibits.short_name(self.area)
    }

    /// What the line of an indicator is, with its numbers where all have the same.
    pub(super) fn subtitle(&self) -> Result<String> {
        let words = self.exhibits.words;
        match self.common() {
            Some(range) => {
                let ends = scores::ends(self.exhibits, range)?;
                words.say("figure.profile.subtitle", &[("ends", ends.into())])
            }
            None => words.get("figure.profile.subtitle_open").map(str::to_owned),
        }
    }

    /// The unit of an indicator, with the word for what treatment did to its value here.
    pub(super) fn with_treatment(&self, indicator: usize, unit: &str) -> String {
        let treated = self.exhibits.scores.treated(self.area, indicator);
        let drawn_in = |change| matches!(change, Change::WinsorisedHigh | Change::WinsorisedLow);
        match treated.filter(|t| drawn_in(t.change)) {
            Some(_) => {
                let said = [("unit", unit.into())];
                let told = self.exhibits.words.say("figure.profile.winsorised", &said);
                told.unwrap_or_else(|_| unit.to_owned())
            }
            None => unit.to_owned(),
        }
    }

    /// The indicators that stand out most, above and below, against its peers.
    pub(super) fn title(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let found = exhibits.findings.profiles.get(self.area);
        let named = |s: &crate::analyse::Standout| Say::from(exhibits.indicator_short(s.indicator));
        let strength = found.and_then(|p| p.strengths.first()).map(named);
        let gap = found.and_then(|p| p.gaps.first()).map(named);
        let mut said = vec![("name", Say::from(self.name()))];
        let peers = exhibits.peers().unwrap_or_default();
        let key = match (strength, gap) {
            (Some(strength), Some(gap)) => {
                said.extend([("strength", strength), ("gap", gap)]);
                "title"
            }
            (Some(strength), None) => {
                said.push(("strength", strength));
                "title_strength"
            }
            (None, Some(gap)) => {
                said.push(("gap", gap));
                "title_gap"
            }
            (None, None) => "title_plain",
        };
        if key != "title_plain" {
            said.push(("peers", peers.into()));
        }
        exhibits.words.say(&format!("figure.profile.{key}"), &said)
    }

    pub(super) fn note(&self) -> Result<String> {
        let words = self.exhibits.words;
        let posts = self.exhibits.framework.indicators.iter().all(|i| i.goalposts().is_some());
        let mut note = match self.common().filter(|_| posts) {
            Some(range) => {
                let number = |end| Say::from(scores::tick(range, end));
                let said = [("low", number(range.low)), ("high", number(range.high))];
                words.say("figure.profile.note", &said)?
            }
            None => words.get("figure.profile.note_open")?.to_owned(),
        };
        note = format!("{note} {}", words.get("figure.profile.note_heading")?);
        let found = self.exhibits.findings.availability.areas.get(self.area);
        if let Some(imputed) = found.map(|f| f.imputed).filter(|n| *n > 0) {
            let n = [("n", Number::count(imputed).into())];
            note = format!("{note} {}", words.say("figure.profile.note_imputed", &n)?);
        }
        if self.exhibits.framework.focus_areas().any(|level| self.is_thin(level)) {
            note = format!("{note} {}", words.get("figure.profile.note_thin")?);
        }
        Ok(match &self.region {
            Some(region) => {
                let said = [("group", region.name.into()), ("grouping", region.grouping.into())];
                format!("{note} {}", words.say("figure.profile.note_region", &said)?)
            }
            None => note,
        })
    }

    /// Every focus area with its score and the values of its indicators.
    pub(super) fn alt(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let words = exhibits.words;
        let mut text = words.say("figure.profile.alt", &[("name", self.name().into())])?;
        for (level, indicators) in exhibits.framework.sections() {
            let score = match exhibits.scores.levels.get(self.area, level) {
                Some(score) => words.number(scores::number(exhibits.range(level), *score)),
                None => words.get(exhibits.no_score(self.area, level))?.to_owned(),
            };
            let values: Result<Vec<String>> =
                indicators.into_iter().map(|i| self.alt_value(i)).collect();
            let mut said = vec![
                ("level", Say::from(exhibits.level_short(level))),
                ("score", score.into()),
                ("values", exhibits.words.apart(&values?).into()),
            ];
            let mut key = "figure.profile.alt_level";
            if self.is_thin(level) {
                let (n, of) = self.scored_under(level);
                said.extend([("n", Number::count(n).into()), ("of", Number::count(of).into())]);
                key = "figure.profile.alt_level_thin";
            }
            text = format!("{text} {}", words.say(key, &said)?);
        }
        Ok(text)
    }

    /// Indicators under a level that have a score here, and those that could.
    fn scored_under(&self, level: usize) -> (usize, usize) {
        let framework = self.exhibits.framework;
        let scored = || framework.indicators_under(level).filter(|&i| self.is_scored(i));
        let observed = |i: &usize| *self.exhibits.scores.observed.get(self.area, *i);
        (scored().filter(observed).count(), scored().count())
    }

    fn alt_value(&self, indicator: usize) -> Result<String> {
        let words = self.exhibits.words;
        let name = ("name", Say::from(self.exhibits.indicator_short(indicator)));
        let Some(cell) = self.cell(indicator) else {
            return words.say("figure.profile.alt_missing", &[name]);
        };
        let defined = &self.exhibits.framework.indicators[indicator];
        let mut said = vec![
            name,
            ("value", Number::decimal(cell.value, defined.decimals).into()),
            ("unit", self.with_treatment(indicator, self.exhibits.unit(indicator)).into()),
        ];
        match cell.year.filter(|_| !cell.is_imputed) {
            Some(year) => {
                said.push(("year", Number::year(year).into()));
                words.say("figure.profile.alt_value", &said)
            }
            None => words.say("figure.profile.alt_imputed", &said),
        }
    }

    pub(super) fn data(&self) -> Vec<Vec<String>> {
        let exhibits = self.exhibits;
        let columns = ["indicator", "indicator_name", "value", "unit", "score"];
        let region = ["region_low", "region_median", "region_high"];
        let mut data = Data::new(exhibits, columns.into_iter().chain(region));
        for i in exhibits.framework.sections().into_iter().flat_map(|section| section.1) {
            let defined = &exhibits.framework.indicators[i];
            let region = self.region.as_ref().filter(|_| defined.is_scored());
            let spread = region.and_then(|r| r.spreads[i]);
            let score = |score: Option<f64>| data::cell(score.map(figure::data_score));
            let cells = [
                defined.code.clone(),
                exhibits.indicator_short(i).to_owned(),
                data::cell(self.cell(i).map(|cell| cell.value)),
                exhibits.unit(i).to_owned(),
                score(self.score(i)),
            ];
            let spread = [spread.map(|s| s.low), spread.map(|s| s.median), spread.map(|s| s.high)];
            let of = Of::Value { area: self.area, indicator: i };
            data.push(of, cells.into_iter().chain(spread.map(score)));
        }
        data.rows()
    }
}
