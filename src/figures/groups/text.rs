//! What is said about means of groups, and the data behind the drawing.

use super::{Group, Groups, NAMES};
use crate::analyse::{Ends, covered, ends_of, mean_of_all};
use crate::drawing::Sample;
use crate::exhibits::{basis, scores};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::data::score;
use crate::figures::figure;
use crate::words::{Number, said, say};

/// More memberships than these are too many for a title.
const NAMED: usize = 4;

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

    /// Each group with its mean at a level, the highest first.
    fn means(&self, level: usize) -> String {
        let (words, range) = (self.exhibits.words, self.exhibits.range(level));
        let mean = |&group: &Group| Some((self.mean(group, level)?.mean?, group));
        let mut means: Vec<_> = self.groups.iter().filter_map(mean).collect();
        means.sort_by(|a, b| b.0.total_cmp(&a.0));
        let told = |(mean, group): &(f64, Group)| {
            format!("{} {}", self.name(*group), words.number(scores::number(range, *mean)))
        };
        means.iter().map(told).collect::<Vec<_>>().join(", ")
    }

    fn ends(&self, level: usize) -> Option<(usize, Ends<Group>)> {
        let mean = |&group: &Group| Some((self.mean(group, level)?.mean?, group));
        Some((level, ends_of(&self.groups.iter().filter_map(mean).collect::<Vec<_>>())?))
    }
}

impl Chart for Groups<'_> {
    exhibited!("groups");

    fn id(&self) -> &str {
        &self.id
    }

    /// The focus area in which the means are furthest apart, and between whom; plain words where no
    /// one area stands out.
    fn title(&self) -> Result<String> {
        let areas = self.levels[1..].iter();
        let mut ends: Vec<_> = areas.filter_map(|&level| self.ends(level)).collect();
        // Levels whose scores run over other ranges compare by the share of their own.
        let apart = |(level, ends): &(usize, Ends<Group>)| {
            let range = self.exhibits.range(*level);
            ends.apart() * 100.0 / (range.high - range.low)
        };
        ends.sort_by(|a, b| apart(b).total_cmp(&apart(a)));
        let one = match ends.as_slice() {
            [first, second, ..] if apart(first) == apart(second) => None,
            [first, ..] if first.1.apart() > 0.0 => Some(first),
            _ => None,
        };
        let Some((level, Ends { high, low })) = one else {
            return Ok(self.word("title_plain")?.to_owned());
        };
        let range = self.exhibits.range(*level);
        if !self.is_partition && self.groups.len() <= NAMED {
            let area = self.exhibits.level_short(*level);
            return say!(self, "title_memberships", area, means = self.means(*level));
        }
        let said = said![
            area = self.exhibits.level_short(*level),
            highest = self.names(&high.1)?,
            high = scores::number(range, high.0),
            lowest = self.names(&low.1)?,
            low = scores::number(range, low.0)
        ];
        match self.is_partition {
            true => say!(self, "title", grouping = self.grouping()?, ..said),
            false => say!(self, "title_memberships_many", ..said),
        }
    }

    fn subtitle(&self) -> Result<String> {
        let scale = scores::unit(self.exhibits, self.exhibits.common_range(&self.levels))?;
        say!(self, "subtitle", scale, years = basis::years(self.exhibits, 0)?)
    }

    /// The finding, and the mean of every group at every level.
    fn alt(&self, finding: &str) -> Result<String> {
        let words = self.exhibits.words;
        let mut text = say!(self, "alt", grouping = self.grouping()?, finding)?;
        for &level in &self.levels {
            let range = self.exhibits.range(level);
            let mean = |group: &Group| {
                let mean = self.mean(*group, level)?.mean?;
                Some(format!("{} {}", self.name(*group), words.number(scores::number(range, mean))))
            };
            let means: Vec<String> = self.groups.iter().filter_map(mean).collect();
            let name = self.exhibits.level_short(level);
            let told = say!(words, "figure.told", what = name, said = means.join(", "))?;
            text = format!("{text} {told}.");
        }
        Ok(text)
    }

    fn note(&self) -> Result<String> {
        let short = |&&group: &&Group| self.mean(group, 0).is_some_and(|m| m.n_weighted < m.n);
        let without: Vec<&str> =
            self.groups.iter().filter(short).map(|group| self.name(*group)).collect();
        let coverage = Number::percent(self.exhibits.framework.ranking_coverage);
        let mut note = vec![say!(self, "note", coverage)?];
        if !self.is_partition {
            note.push(self.word("note_memberships")?.to_owned());
        }
        if !without.is_empty() {
            note.push(say!(self, "note_weighted", groups = without.join(", "))?);
        }
        basis::noted(self.exhibits, 0, note.join(" "))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let framework = self.exhibits.framework;
        let code = |level: usize| framework.levels[level].code.clone();
        let cells = self.groups.iter().flat_map(|&of| self.levels.iter().map(move |&l| (of, l)));
        let of_group = cells.filter_map(|((g, group), level)| {
            let found = self.mean((g, group), level)?;
            let grouping = &framework.groupings[g];
            Some(vec![
                grouping.code.clone(),
                grouping.groups[group].value.clone(),
                self.name((g, group)).to_owned(),
                code(level),
                found.n.to_string(),
                score(found.mean),
                score(found.weighted_mean),
                found.n_weighted.to_string(),
                score(found.range.map(|r| r.0)),
                score(found.range.map(|r| r.1)),
            ])
        });
        let of_all = self.levels.iter().map(|&level| {
            let all = [String::new(), "all".to_owned(), String::new()].into_iter();
            let n = covered(self.exhibits.scores, level).count().to_string();
            let mean = score(mean_of_all(self.exhibits.scores, level));
            // Of all there is neither a weighted mean nor a range.
            all.chain([code(level), n, mean]).chain([const { String::new() }; 4]).collect()
        });
        let header = "grouping,group,name,level,n,mean,weighted_mean,n_weighted,lowest,highest";
        figure::table(header, of_group.chain(of_all))
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        self.entries([
            (Sample::Mark(self.mean_mark(0)), "mean"),
            (Sample::Tick(self.weighted_stroke(0)), "weighted"),
            (Sample::Line(self.range_stroke()), "range"),
            (Sample::Line(self.all_stroke()), "all"),
        ])
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let panels = self.panels(top + 3.0);
        let bands = self.levels.len().div_ceil(panels.across);
        Below::new(top + 3.0 + self.band_height() * bands as f64, move |canvas| {
            for (k, (&level, axis)) in self.levels.iter().zip(&self.axes).enumerate() {
                let (left, top) = panels.at(k);
                for (row, &group) in
                    self.groups.iter().enumerate().filter(|_| k % panels.across == 0)
                {
                    self.group_name(canvas, group, (NAMES, self.middle(top, row)))?;
                }
                let scale = axis.onto(left, left + self.column());
                self.ground(canvas, &scale, level, top)?;
                for (row, &group) in self.groups.iter().enumerate() {
                    self.group(canvas, &scale, (group, level), self.middle(top, row))?;
                }
            }
            Ok(())
        })
    }
}
