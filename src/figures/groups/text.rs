//! What is said about means of groups, and the data behind the drawing.

use super::{Group, Groups};
use crate::analyse::{Ends, covered, ends_of, furthest_apart, mean_of_all};
use crate::drawing::Sample;
use crate::exhibits::basis;
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
        if !self.is_partition() {
            return self.exhibits.words.get("figure.groups.memberships");
        }
        Ok(self.exhibits.grouping(self.groups[0].0))
    }

    fn names(&self, groups: &[Group]) -> Result<String> {
        let names: Vec<&str> = groups.iter().map(|group| self.name(*group)).collect();
        self.exhibits.words.list(&names)
    }

    /// The groups that have a mean at a level.
    fn means(&self, level: usize) -> Vec<(f64, Group)> {
        let mean = |&group: &Group| Some((self.mean(group, level)?.mean?, group));
        self.groups.iter().filter_map(mean).collect()
    }

    /// Groups, each with its mean at a level.
    fn told(&self, level: usize, means: &[(f64, Group)]) -> String {
        let told = |&(mean, group): &(f64, Group)| {
            let mean = self.exhibits.words.number(self.exhibits.number_at(level, mean));
            format!("{} {mean}", self.name(group))
        };
        means.iter().map(told).collect::<Vec<_>>().join(", ")
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
        let ends = self.levels[1..].iter().filter_map(|&level| {
            Some((level, self.exhibits.range(level), ends_of(&self.means(level))?))
        });
        let Some((level, Ends { high, low })) = furthest_apart(ends.collect()) else {
            return Ok(self.word("title_plain")?.to_owned());
        };
        let area = self.exhibits.level_short(level);
        if !self.is_partition() && self.groups.len() <= NAMED {
            let mut means = self.means(level);
            means.sort_by(|a, b| b.0.total_cmp(&a.0));
            return say!(self, "title_memberships", area, means = self.told(level, &means));
        }
        let said = said![
            area,
            highest = self.names(&high.1)?,
            high = self.exhibits.number_at(level, high.0),
            lowest = self.names(&low.1)?,
            low = self.exhibits.number_at(level, low.0)
        ];
        match self.is_partition() {
            true => say!(self, "title", grouping = self.grouping()?, ..said),
            false => say!(self, "title_memberships_many", ..said),
        }
    }

    fn subtitle(&self) -> Result<String> {
        let scale = self.exhibits.unit_of(&self.levels)?;
        say!(self, "subtitle", scale, years = basis::years(self.exhibits, 0)?)
    }

    /// The finding, and the mean of every group at every level.
    fn alt(&self, finding: &str) -> Result<String> {
        let mut text = say!(self, "alt", grouping = self.grouping()?, finding)?;
        for &level in &self.levels {
            let what = self.exhibits.level_short(level);
            let means = self.told(level, &self.means(level));
            let told = say!(self.exhibits.words, "figure.told", what, said = means)?;
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
        if !self.is_partition() {
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
            (Sample::Line(self.exhibits.look.span()), "range"),
            (Sample::Line(self.all_stroke()), "all"),
        ])
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let panels = self.layout.panels(top + 3.0);
        let bands = panels.rows(self.levels.len());
        Below::new(top + 3.0 + panels.step.1 * bands, move |canvas| {
            for (k, (&level, axis)) in self.levels.iter().zip(&self.layout.axes).enumerate() {
                let (left, top) = panels.at(k);
                let middles = self.layout.middles(top);
                for (row, &y) in middles.iter().enumerate().filter(|_| panels.leads(k)) {
                    self.group_name(canvas, row, y)?;
                }
                let scale = axis.onto(left, left + self.layout.column);
                self.ground(canvas, &scale, k, top)?;
                for (&group, y) in self.groups.iter().zip(middles) {
                    self.group(canvas, &scale, (group, level), y)?;
                }
            }
            Ok(())
        })
    }
}
