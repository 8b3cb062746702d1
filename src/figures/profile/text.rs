//! What is said about one State's profile, and the data behind the drawing.

use super::{Profile, described};
use crate::fault::Result;
use crate::words::{Number, Say};

impl Profile<'_> {
    fn name(&self) -> &str {
        described::area_name(self.exhibits, self.area)
    }

    /// The indicators that stand out most, above and below, against States of like income.
    pub(super) fn title(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let found = exhibits.findings.profiles.get(self.area);
        let named = |s: &crate::analyse::Standout| {
            Say::from(described::indicator_name(exhibits, s.indicator))
        };
        let strength = found.and_then(|p| p.strengths.first()).map(named);
        let gap = found.and_then(|p| p.gaps.first()).map(named);
        let mut said = vec![("name", Say::from(self.name()))];
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
        exhibits.words.say(&format!("figure.profile.{key}"), &said)
    }

    pub(super) fn note(&self) -> Result<String> {
        let words = self.exhibits.words;
        let note = words.get("figure.profile.note")?;
        Ok(match &self.region {
            Some(region) => {
                let said = [("group", region.name.into()), ("grouping", region.grouping.into())];
                format!("{note} {}", words.say("figure.profile.note_region", &said)?)
            }
            None => note.to_owned(),
        })
    }

    /// Every focus area with its score and the values of its indicators.
    pub(super) fn alt(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let words = exhibits.words;
        let mut text = words.say("figure.profile.alt", &[("name", self.name().into())])?;
        for (level, indicators) in described::sections(exhibits.framework) {
            let score = match exhibits.scores.levels.get(self.area, level) {
                Some(score) => words.number(Number::score(*score)),
                None => words.get("figure.no_score")?.to_owned(),
            };
            let values: Result<Vec<String>> =
                indicators.into_iter().map(|i| self.alt_value(i)).collect();
            let said = [
                ("level", Say::from(described::level_name(exhibits, level))),
                ("score", score.into()),
                ("values", values?.join("; ").into()),
            ];
            text = format!("{text} {}", words.say("figure.profile.alt_level", &said)?);
        }
        Ok(text)
    }

    fn alt_value(&self, indicator: usize) -> Result<String> {
        let words = self.exhibits.words;
        let name = ("name", Say::from(described::indicator_name(self.exhibits, indicator)));
        let Some(used) = self.used(indicator) else {
            return words.say("figure.profile.alt_missing", &[name]);
        };
        let defined = &self.exhibits.framework.indicators[indicator];
        let said = [
            name,
            ("value", Number::decimal(used.point.value, defined.decimals).into()),
            ("unit", defined.unit.in_language(self.exhibits.language()).into()),
            ("year", Number::year(used.point.year).into()),
        ];
        words.say("figure.profile.alt_value", &said)
    }

    pub(super) fn data(&self) -> Vec<Vec<String>> {
        let exhibits = self.exhibits;
        let header = [
            "ref_area",
            "indicator",
            "name",
            "value",
            "unit",
            "year",
            "status",
            "score",
            "region_low",
            "region_median",
            "region_high",
        ];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        for i in described::sections(exhibits.framework).into_iter().flat_map(|section| section.1) {
            let defined = &exhibits.framework.indicators[i];
            let used = self.used(i);
            let text = |text: Option<String>| text.unwrap_or_default();
            let region = self.region.as_ref().filter(|_| defined.weight.is_some());
            let spread = region.and_then(|r| r.spread(exhibits, i));
            rows.push(vec![
                exhibits.panel.areas[self.area].clone(),
                defined.code.clone(),
                described::indicator_name(exhibits, i).to_owned(),
                text(used.as_ref().map(|u| u.point.value.to_string())),
                defined.unit.in_language(exhibits.language()).to_owned(),
                text(used.as_ref().map(|u| u.point.year.to_string())),
                text(used.as_ref().map(|u| u.point.status.code().to_owned())),
                text(self.score(i).map(described::data_score)),
                text(spread.map(|s| described::data_score(s.low))),
                text(spread.map(|s| described::data_score(s.median))),
                text(spread.map(|s| described::data_score(s.high))),
            ]);
        }
        rows
    }
}
