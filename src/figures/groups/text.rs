//! What is said about means of groups, and the data behind the drawing.

use super::{Group, Groups, described, mean_of_all};
use crate::fault::Result;
use crate::words::{Number, Say};

/// The highest and the lowest mean at a level, and whose they are.
struct Ends {
    level: usize,
    high: (f64, Group),
    low: (f64, Group),
}

impl Groups<'_> {
    /// The focus area in which the means are furthest apart, and between whom.
    pub(super) fn title(&self) -> Result<String> {
        let words = self.exhibits.words;
        let widest = self.levels[1..]
            .iter()
            .filter_map(|&level| self.ends(level))
            .max_by(|a, b| (a.high.0 - a.low.0).total_cmp(&(b.high.0 - b.low.0)));
        let Some(Ends { level, high, low }) = widest else {
            return Ok(words.get("figure.groups.title_plain")?.to_owned());
        };
        let mut said = vec![
            ("area", Say::from(described::level_name(self.exhibits, level))),
            ("highest", self.name(high.1).into()),
            ("high", Number::score(high.0).into()),
            ("lowest", self.name(low.1).into()),
            ("low", Number::score(low.0).into()),
        ];
        if !self.is_partition {
            return words.say("figure.groups.title_memberships", &said);
        }
        let grouping = &self.exhibits.framework.groupings[self.groups[0].0];
        said.push(("grouping", grouping.name.in_language(self.exhibits.language()).into()));
        words.say("figure.groups.title", &said)
    }

    fn ends(&self, level: usize) -> Option<Ends> {
        let mean = |&group: &Group| Some((self.mean(group, level)?.mean?, group));
        let means = || self.groups.iter().filter_map(mean);
        let high = means().max_by(|a, b| a.0.total_cmp(&b.0))?;
        let low = means().min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(Ends { level, high, low })
    }

    pub(super) fn note(&self) -> Result<String> {
        let words = self.exhibits.words;
        let short = |&&group: &&Group| self.mean(group, 0).is_some_and(|m| m.n_weighted < m.n);
        let without: Vec<&str> =
            self.groups.iter().filter(short).map(|group| self.name(*group)).collect();
        let mut note = words.get("figure.groups.note")?.to_owned();
        if !self.is_partition {
            note = format!("{note} {}", words.get("figure.groups.note_memberships")?);
        }
        if !without.is_empty() {
            let said = [("groups", Say::from(without.join(", ")))];
            note = format!("{note} {}", words.say("figure.groups.note_weighted", &said)?);
        }
        Ok(note)
    }

    pub(super) fn alt(&self) -> Result<String> {
        let words = self.exhibits.words;
        let mut text = words.get("figure.groups.alt")?.to_owned();
        for &level in &self.levels {
            let mean = |group: &Group| {
                let mean = self.mean(*group, level)?.mean?;
                Some(format!("{} {}", self.name(*group), words.number(Number::score(mean))))
            };
            let means: Vec<String> = self.groups.iter().filter_map(mean).collect();
            let name = described::level_name(self.exhibits, level);
            text = format!("{text} {name}: {}.", means.join(", "));
        }
        Ok(text)
    }

    pub(super) fn data(&self) -> Vec<Vec<String>> {
        let header = [
            "grouping",
            "group",
            "name",
            "level",
            "n",
            "mean",
            "weighted_mean",
            "n_weighted",
            "lowest",
            "highest",
        ];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        let score = |score: Option<f64>| score.map_or(String::new(), described::data_score);
        for &(g, group) in &self.groups {
            let grouping = &self.exhibits.framework.groupings[g];
            for &level in &self.levels {
                let Some(found) = self.mean((g, group), level) else { continue };
                rows.push(vec![
                    grouping.code.clone(),
                    grouping.groups[group].value.clone(),
                    self.name((g, group)).to_owned(),
                    self.exhibits.framework.levels[level].code.clone(),
                    found.n.to_string(),
                    score(found.mean),
                    score(found.weighted_mean),
                    found.n_weighted.to_string(),
                    score(found.range.map(|r| r.0)),
                    score(found.range.map(|r| r.1)),
                ]);
            }
        }
        for &level in &self.levels {
            let index = self.exhibits.scores.levels.column(0);
            let mut row = vec![String::new(); rows[0].len()];
            row[1] = "all".to_owned();
            row[3] = self.exhibits.framework.levels[level].code.clone();
            row[4] = index.flatten().count().to_string();
            row[5] = score(mean_of_all(self.exhibits, level));
            rows.push(row);
        }
        rows
    }
}
