//! What is said about means of groups, and the data behind the drawing.

use super::{ABREAST, Group, Groups};
use crate::analyse::{covered, mean_of_all};
use crate::drawing::{Axis, Sample};
use crate::exhibits::{Exhibits, basis, scores};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart};
use crate::figures::figure;
use crate::words::{Number, Say};

/// The highest and the lowest mean at a level, and whose they are: several where they tie.
struct Ends {
    level: usize,
    high: (f64, Vec<Group>),
    low: (f64, Vec<Group>),
}

impl Ends {
    fn apart(&self) -> f64 {
        self.high.0 - self.low.0
    }
}

impl Groups<'_> {
    /// What divides the States: the name of the grouping, or the word for memberships.
    fn grouping(&self) -> Result<&str> {
        if !self.is_partition {
            return self.exhibits.words.get("figure.groups.memberships");
        }
        Ok(self.exhibits.grouping(self.groups[0].0))
    }

    fn names(&self, groups: &[Group]) -> Result<String> {
        let names: Vec<&str> = groups.iter().map(|group| self.name(*group)).collect();
        self.exhibits.words.list(&names)
    }

    fn ends(&self, level: usize) -> Option<Ends> {
        let mean = |&group: &Group| Some((self.mean(group, level)?.mean?, group));
        let means: Vec<(f64, Group)> = self.groups.iter().filter_map(mean).collect();
        let end = |value: f64| {
            let there = means.iter().filter(|m| m.0 == value).map(|m| m.1);
            (value, there.collect())
        };
        let values = || means.iter().map(|m| m.0);
        let (high, low) = (values().max_by(f64::total_cmp)?, values().min_by(f64::total_cmp)?);
        Some(Ends { level, high: end(high), low: end(low) })
    }
}

impl Chart for Groups<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        &self.id
    }

    /// The focus area in which the means are furthest apart, and between whom; plain words where no
    /// one area stands out.
    fn title(&self) -> Result<String> {
        let words = self.exhibits.words;
        let areas = self.levels[1..].iter();
        let mut ends: Vec<Ends> = areas.filter_map(|&level| self.ends(level)).collect();
        // Levels whose scores run over other ranges compare by the share of their own.
        let apart = |ends: &Ends| {
            let range = self.exhibits.range(ends.level);
            ends.apart() * 100.0 / (range.high - range.low)
        };
        ends.sort_by(|a, b| apart(b).total_cmp(&apart(a)));
        let one = match ends.as_slice() {
            [first, second, ..] if apart(first) == apart(second) => None,
            [first, ..] if first.apart() > 0.0 => Some(first),
            _ => None,
        };
        let Some(Ends { level, high, low }) = one else {
            return Ok(words.get("figure.groups.title_plain")?.to_owned());
        };
        let range = self.exhibits.range(*level);
        let mut said = vec![
            ("area", Say::from(self.exhibits.level_short(*level))),
            ("highest", self.names(&high.1)?.into()),
            ("high", scores::number(range, high.0).into()),
            ("lowest", self.names(&low.1)?.into()),
            ("low", scores::number(range, low.0).into()),
        ];
        if !self.is_partition {
            return words.say("figure.groups.title_memberships", &said);
        }
        said.push(("grouping", self.grouping()?.into()));
        words.say("figure.groups.title", &said)
    }

    fn subtitle(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let scale = exhibits.common_range(&self.levels);
        let scale = scores::unit(exhibits, scale)?.into();
        let said = [("scale", scale), ("years", basis::years(exhibits, 0)?.into())];
        exhibits.words.say("figure.groups.subtitle", &said)
    }

    /// The finding, and the mean of every group at every level.
    fn alt(&self, finding: &str) -> Result<String> {
        let words = self.exhibits.words;
        let said = [("grouping", self.grouping()?.into()), ("finding", finding.into())];
        let mut text = words.say("figure.groups.alt", &said)?;
        for &level in &self.levels {
            let range = self.exhibits.range(level);
            let mean = |group: &Group| {
                let mean = self.mean(*group, level)?.mean?;
                Some(format!("{} {}", self.name(*group), words.number(scores::number(range, mean))))
            };
            let means: Vec<String> = self.groups.iter().filter_map(mean).collect();
            let name = self.exhibits.level_short(level);
            let said = [("what", name.into()), ("said", means.join(", ").into())];
            text = format!("{text} {}.", words.say("figure.told", &said)?);
        }
        Ok(text)
    }

    fn note(&self) -> Result<String> {
        let words = self.exhibits.words;
        let short = |&&group: &&Group| self.mean(group, 0).is_some_and(|m| m.n_weighted < m.n);
        let without: Vec<&str> =
            self.groups.iter().filter(short).map(|group| self.name(*group)).collect();
        let coverage = Number::percent(self.exhibits.framework.ranking_coverage);
        let said = [("coverage", coverage.into())];
        let mut note = words.say("figure.groups.note", &said)?;
        if !self.is_partition {
            note = format!("{note} {}", words.get("figure.groups.note_memberships")?);
        }
        if !without.is_empty() {
            let said = [("groups", Say::from(without.join(", ")))];
            note = format!("{note} {}", words.say("figure.groups.note_weighted", &said)?);
        }
        basis::noted(self.exhibits, 0, note)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let mut rows = figure::table([
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
        ]);
        let score = |score: Option<f64>| score.map_or(String::new(), figure::data_score);
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
            let all = [String::new(), "all".to_owned(), String::new()].into_iter();
            let n = covered(self.exhibits.scores, level).count().to_string();
            let mean = score(mean_of_all(self.exhibits.scores, level));
            let found = [self.exhibits.framework.levels[level].code.clone(), n, mean];
            // Of all there is neither a weighted mean nor a range.
            rows.push(all.chain(found).chain([const { String::new() }; 4]).collect());
        }
        rows
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let words = self.exhibits.words;
        let word = |key: &str| words.get(&format!("figure.groups.{key}")).map(str::to_owned);
        Ok(vec![
            (Sample::Mark(self.mean_mark(0)), word("mean")?),
            (Sample::Tick(self.weighted_stroke(0)), word("weighted")?),
            (Sample::Line(self.range_stroke()), word("range")?),
            (Sample::Line(self.all_stroke()), word("all")?),
        ])
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let top = top + 3.0;
        let band = self.band_height();
        let all: Vec<(usize, &Axis)> = self.levels.iter().copied().zip(&self.axes).collect();
        let bands = all.len().div_ceil(ABREAST);
        Below::new(top + band * bands as f64, move |canvas| {
            for (b, levels) in all.chunks(ABREAST).enumerate() {
                self.band(canvas, levels, top + b as f64 * band)?;
            }
            Ok(())
        })
    }
}
