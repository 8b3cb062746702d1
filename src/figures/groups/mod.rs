//! Mean scores of groups of States: the plain mean, the mean weighted by population, and the range.

mod text;

use super::chart::Chart;
use super::figure::Task;
use super::fitting;
use super::plot::{self, Grid, Panels};
use crate::analyse::{GroupMean, ScoreRange, mean_of_all};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Mark, POINT, Scale, Stroke};
use crate::exhibits::{Exhibits, ids, scores};
use crate::fault::Result;
use crate::words::say;

/// A group: position of the grouping in the framework, and of the group within it.
type Group = (usize, usize);

/// `groups_<grouping>` for every grouping of several groups, and [`ids::memberships`] for those of one
/// group each, together; only groups with a State that has an index.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let (mut figures, mut single) = (Vec::new(), Vec::new());
    for (g, grouping) in exhibits.framework.groupings.iter().enumerate() {
        let all = (0..grouping.groups.len()).map(|group| (g, group));
        let groups: Vec<Group> = all.filter(|of| mean_of(exhibits, *of, 0).is_some()).collect();
        match grouping.groups.len() {
            1 => single.extend(groups),
            _ => figures.push((ids::id_of(Groups::FAMILY, &grouping.code), groups, true)),
        }
    }
    figures.retain(|(_, groups, _)| groups.len() > 1);
    if !single.is_empty() {
        figures.push((ids::memberships(exhibits.framework), single, false));
    }
    let task = |(id, groups, is_partition): (String, Vec<Group>, bool)| {
        Task::new(id.clone(), move || {
            Groups::new(exhibits, id.clone(), groups.clone(), is_partition)?.figure()
        })
    };
    figures.into_iter().map(task).collect()
}

/// The finding on a group at a level, where it has a mean.
fn mean_of<'a>(exhibits: &'a Exhibits, of: Group, level: usize) -> Option<&'a GroupMean> {
    let mut means = exhibits.findings.groups.iter();
    means.find(|m| ((m.grouping, m.group), m.level) == (of, level) && m.mean.is_some())
}

/// An axis for every level: from the fifth of the range below the lowest score of any group, the
/// same for all levels that share a range; around the scores of a level without ends of its own.
fn axes(exhibits: &Exhibits, groups: &[Group], levels: &[usize]) -> Result<Vec<Axis>> {
    let held = |level: Option<usize>| {
        let of_groups = move |m: &&GroupMean| groups.contains(&(m.grouping, m.group));
        let all = exhibits.findings.groups.iter().filter(of_groups);
        all.filter(move |m| level.is_none_or(|level| m.level == level)).filter_map(|m| m.range)
    };
    if let Some(ScoreRange { low, high, .. }) = exhibits.common_range(levels) {
        let fifth = (high - low) / 5.0;
        let lowest = held(None).map(|range| range.0).fold(high - fifth, f64::min);
        let axis = Axis::new("score", low + ((lowest - low) / fifth).floor() * fifth, high)?;
        return Ok(vec![axis; levels.len()]);
    }
    let own = |&level: &usize| match exhibits.range(level) {
        range if range.is_fixed => fitting::axis(range),
        range => {
            let ends = held(Some(level)).flat_map(|(low, high)| [low, high]);
            let mean = mean_of_all(exhibits.scores, level);
            Axis::around("score", ends.chain(mean.or(Some(range.low))))
        }
    };
    levels.iter().map(own).collect()
}

fn line_pitch(exhibits: &Exhibits) -> f64 {
    exhibits.look.sizes.label * POINT * 1.2
}

struct Groups<'a> {
    exhibits: &'a Exhibits<'a>,
    id: String,
    /// (grouping, group), the highest mean index first.
    groups: Vec<Group>,
    /// Whether the groups divide the States among them; otherwise they are memberships.
    is_partition: bool,
    /// The index first, then the focus areas.
    levels: Vec<usize>,
    /// Of every level, in the same order.
    axes: Vec<Axis>,
    /// Heights of a group, and of the heads of the columns, in millimetres.
    row: f64,
    head: f64,
}

const LEAST_ROW: f64 = 8.6;
const NAMES: f64 = 36.0;
const GAP: f64 = 5.0;
/// Of the heads of columns, where names take two lines; a longer one adds to it.
const HEAD: f64 = 9.0;
/// More lines of a name than these are cut.
const LINES: usize = 4;
const FOOT: f64 = 5.0;
/// Room for half of the last number.
const RIGHT: f64 = 2.0;
/// Levels side by side; more continue below.
const ABREAST: usize = 5;

impl<'a> Groups<'a> {
    fn new(
        exhibits: &'a Exhibits<'a>,
        id: String,
        mut groups: Vec<Group>,
        is_partition: bool,
    ) -> Result<Self> {
        let index = |of: &Group| {
            mean_of(exhibits, *of, 0).and_then(|m| m.mean).unwrap_or(f64::NEG_INFINITY)
        };
        groups.sort_by(|a, b| index(b).total_cmp(&index(a)));
        let levels: Vec<usize> = exhibits.framework.index_and_focus_areas().collect();
        let axes = axes(exhibits, &groups, &levels)?;
        let lines = |group: &Group| {
            let name = exhibits.group(group.0, group.1);
            exhibits.look.label().wrap_within(name, NAMES, LINES).len() as f64 + 1.0
        };
        let lines = groups.iter().map(lines).fold(0.0, f64::max);
        let row = (lines * line_pitch(exhibits) + 1.4).max(LEAST_ROW);
        let mut found =
            Groups { exhibits, id, groups, is_partition, levels, axes, row, head: HEAD };
        let lines = found.levels.iter().map(|&level| found.level_lines(level).len()).max();
        found.head += lines.unwrap_or(0).saturating_sub(2) as f64 * line_pitch(exhibits);
        Ok(found)
    }

    /// Width in millimetres of a column, without the gap before it.
    fn column(&self) -> f64 {
        let columns = self.levels.len().min(ABREAST) as f64;
        (self.exhibits.look.page.text_width - NAMES - RIGHT - GAP * columns) / columns
    }

    /// The name of a level over its column.
    fn level_lines(&self, level: usize) -> Vec<String> {
        let style = self.exhibits.look.label().bold();
        style.wrap_within(self.exhibits.level_short(level), self.column() + 1.5, LINES)
    }

    fn mean(&self, group: Group, level: usize) -> Option<&'a GroupMean> {
        mean_of(self.exhibits, group, level)
    }

    fn name(&self, group: Group) -> &'a str {
        self.exhibits.group(group.0, group.1)
    }

    fn band_height(&self) -> f64 {
        self.head + self.groups.len() as f64 * self.row + FOOT
    }

    /// Where the column of each level begins; names of groups stand at the left.
    fn panels(&self, top: f64) -> Panels {
        let across = self.levels.len().min(ABREAST);
        let step = (self.column() + GAP, self.band_height());
        Panels { across, corner: (NAMES + GAP, top), step }
    }

    /// Middle of a row below a top edge.
    fn middle(&self, top: f64, row: usize) -> f64 {
        top + self.head + (row as f64 + 0.5) * self.row
    }

    fn group_name(&self, canvas: &mut Canvas, group: Group, (width, y): (f64, f64)) -> Result<()> {
        let look = self.exhibits.look;
        let n = self.mean(group, 0).map_or(0, |m| m.n);
        let count = say!(self, "count", n)?;
        let mut lines = look.label().wrap_within(self.name(group), width, LINES);
        lines.push(count);
        let (last, pitch) = (lines.len() - 1, line_pitch(self.exhibits));
        let start = y - pitch * last as f64 / 2.0;
        for (i, line) in lines.iter().enumerate() {
            let style = if i == last { look.small() } else { look.label() };
            canvas.label((0.0, start + pitch * i as f64), line, style, Anchor::Start);
        }
        Ok(())
    }

    /// Head, grid and numbers of a level's column.
    fn ground(&self, canvas: &mut Canvas, scale: &Scale, level: usize, top: f64) -> Result<()> {
        let Exhibits { look, words, .. } = self.exhibits;
        let bottom = top + self.head + self.groups.len() as f64 * self.row;
        let left = scale.at(scale.axis().low())?;
        let style = fitting::level_style(self.exhibits, level);
        let lines = self.level_lines(level);
        let pitch = line_pitch(self.exhibits);
        let first = top + self.head - 3.0 - pitch * (lines.len() as f64 - 1.0);
        plot::lines(canvas, (left, first), pitch, (&lines, style));
        let above = top + self.head - 1.0;
        if let Some(mean) = mean_of_all(self.exhibits.scores, level) {
            let x = scale.at(mean)?;
            canvas.line((x, above), (x, bottom), self.all_stroke());
        }
        let range = self.exhibits.range(level);
        let ticks = fitting::ticks(self.exhibits, range, scale, look.small()).into_iter();
        let ticks = ticks.map(|(value, x)| (x, words.number(scores::tick(range, value))));
        Grid::new((above, bottom), bottom + 3.2).draw(canvas, look, ticks);
        Ok(())
    }

    fn group(
        &self,
        canvas: &mut Canvas,
        scale: &Scale,
        (group, level): (Group, usize),
        y: f64,
    ) -> Result<()> {
        let Some(found) = self.mean(group, level) else { return Ok(()) };
        let look = self.exhibits.look;
        let y = y + 1.4;
        if let Some((low, high)) = found.range {
            canvas.line((scale.at(low)?, y), (scale.at(high)?, y), self.range_stroke());
        }
        if let Some(weighted) = found.weighted_mean {
            let x = scale.at(weighted)?;
            canvas.line((x, y - 1.7), (x, y + 1.7), self.weighted_stroke(level));
        }
        let Some(mean) = found.mean else { return Ok(()) };
        let x = scale.at(mean)?;
        canvas.mark((x, y), self.mean_mark(level));
        let range = self.exhibits.range(level);
        let text = self.exhibits.words.number(scores::number(range, mean));
        let style = look.label();
        // The number stands on paper, so that no line runs through it.
        let half = style.width(&text) / 2.0 + 0.4;
        let paper = Frame { left: x - half, top: y - 4.3, right: x + half, bottom: y - 1.75 };
        canvas.rect(paper, look.colours.paper);
        canvas.label((x, y - 3.0), &text, style, Anchor::Middle);
        Ok(())
    }

    fn range_stroke(&self) -> Stroke {
        let look = self.exhibits.look;
        Stroke::new(look.colours.context, look.strokes.strong)
    }

    fn all_stroke(&self) -> Stroke {
        let look = self.exhibits.look;
        Stroke::new(look.colours.secondary, look.strokes.thin).dashed(look.strokes.dash)
    }

    fn mean_mark(&self, level: usize) -> Mark {
        Mark::dot(1.1, self.exhibits.level_colour(level))
    }

    fn weighted_stroke(&self, level: usize) -> Stroke {
        Stroke::new(self.exhibits.level_colour(level), 0.5)
    }
}

#[cfg(test)]
mod tests {
    use crate::exhibits::{ids, sample};
    use crate::figures::draw;

    #[test]
    fn a_grouping_called_memberships_keeps_its_own_figure() {
        let world = sample::Sample::new(
            sample::areas(),
            sample::WORLD.panel.areas.clone(),
            &sample::OBSERVATIONS,
            |framework| framework.groupings[0].code = "memberships".to_owned(),
        );
        let figures = draw(&world.exhibits(), Some(&["groups".to_owned()])).unwrap();
        let ids: Vec<&str> = figures.iter().map(|f| f.id.as_str()).collect();
        let together = ids::memberships(&world.framework);
        assert_eq!(ids, ["groups_memberships", "groups_income", together.as_str()]);
        assert_ne!(together, "groups_memberships");
    }

    #[test]
    fn groups_stand_in_order_of_their_mean_index() {
        let exhibits = sample::WORLD.exhibits();
        let figures = draw(&exhibits, Some(&["groups".to_owned()])).unwrap();
        let ids: Vec<&str> = figures.iter().map(|f| f.id.as_str()).collect();
        assert_eq!(ids, ["groups_region", "groups_income", "groups_memberships"]);
        for (figure, others) in figures.iter().zip([1, 2, 0]) {
            assert!(figure.alt.contains(&figure.title) && figure.alt != figures[others].alt);
            let index = figure.data.iter().filter(|row| row[3] == "index" && row[1] != "all");
            let means: Vec<f64> = index.map(|row| row[5].parse().unwrap()).collect();
            assert!(means.len() > 1 && means.is_sorted_by(|a, b| a >= b), "{means:?}");
        }
    }
}
