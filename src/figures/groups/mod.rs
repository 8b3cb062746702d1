//! Mean scores of groups of States: the plain mean, the mean weighted by population, and the range.

mod layout;
mod text;

use self::layout::Layout;
use super::chart::Chart;
use super::figure::Task;
use super::fitting;
use super::plot::{self, Grid};
use crate::analyse::{GroupMean, mean_of_all};
use crate::drawing::{Anchor, Canvas, Frame, Mark, Scale, Stroke};
use crate::exhibits::{Exhibits, ids};
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
            _ => figures.push((ids::id_of(Groups::FAMILY, &grouping.code), groups)),
        }
    }
    figures.retain(|(_, groups)| groups.len() > 1);
    if !single.is_empty() {
        figures.push((ids::memberships(exhibits.framework), single));
    }
    let task = |(id, groups): (String, Vec<Group>)| {
        let own = id.clone();
        Task::new(id, move || Groups::new(exhibits, own.clone(), groups.clone())?.figure())
    };
    figures.into_iter().map(task).collect()
}

/// The finding on a group at a level, where it has a mean.
fn mean_of<'a>(exhibits: &'a Exhibits, of: Group, level: usize) -> Option<&'a GroupMean> {
    exhibits.findings.group_mean(of, level).filter(|found| found.mean.is_some())
}

struct Groups<'a> {
    exhibits: &'a Exhibits<'a>,
    id: String,
    /// (grouping, group), the highest mean index first.
    groups: Vec<Group>,
    /// The index first, then the focus areas.
    levels: Vec<usize>,
    layout: Layout,
}

impl<'a> Groups<'a> {
    fn new(exhibits: &'a Exhibits<'a>, id: String, mut groups: Vec<Group>) -> Result<Self> {
        let index = |of: &Group| {
            mean_of(exhibits, *of, 0).and_then(|m| m.mean).unwrap_or(f64::NEG_INFINITY)
        };
        groups.sort_by(|a, b| index(b).total_cmp(&index(a)));
        let levels: Vec<usize> = exhibits.framework.index_and_focus_areas().collect();
        let layout = Layout::new(exhibits, &groups, &levels)?;
        Ok(Groups { exhibits, id, groups, levels, layout })
    }

    /// Whether the groups divide the States among them; otherwise they are memberships.
    fn is_partition(&self) -> bool {
        self.exhibits.framework.groupings[self.groups[0].0].groups.len() > 1
    }

    fn mean(&self, group: Group, level: usize) -> Option<&'a GroupMean> {
        mean_of(self.exhibits, group, level)
    }

    fn name(&self, group: Group) -> &'a str {
        self.exhibits.group(group.0, group.1)
    }

    /// The name of the group of a row, and how many States it has.
    fn group_name(&self, canvas: &mut Canvas, row: usize, y: f64) -> Result<()> {
        let look = self.exhibits.look;
        let n = self.mean(self.groups[row], 0).map_or(0, |m| m.n);
        let mut lines = plot::in_style(&self.layout.names[row], look.label());
        lines.push((say!(self, "count", n)?, look.small()));
        plot::centred(canvas, (0.0, y), self.layout.pitch, &lines);
        Ok(())
    }

    /// Head, grid and numbers of a level's column, by its position.
    fn ground(&self, canvas: &mut Canvas, scale: &Scale, k: usize, top: f64) -> Result<()> {
        let (look, layout, level) = (self.exhibits.look, &self.layout, self.levels[k]);
        let rows = top + layout.head;
        let (above, bottom) = (rows - 1.0, rows + self.groups.len() as f64 * layout.row);
        let style = fitting::level_style(self.exhibits, level);
        let lines = &layout.heads[k];
        let first = rows - 3.0 - layout.pitch * (lines.len() as f64 - 1.0);
        let left = scale.at(scale.axis().low())?;
        plot::lines(canvas, (left, first), layout.pitch, (lines, style));
        if let Some(mean) = mean_of_all(self.exhibits.scores, level) {
            let x = scale.at(mean)?;
            canvas.line((x, above), (x, bottom), self.all_stroke());
        }
        let ticks = fitting::numbered_ticks(self.exhibits, level, scale);
        Grid::new((above, bottom), bottom + 3.2).draw(canvas, look, ticks);
        Ok(())
    }

    fn group(&self, canvas: &mut Canvas, scale: &Scale, of: (Group, usize), y: f64) -> Result<()> {
        let (group, level) = of;
        let Some(found) = self.mean(group, level) else { return Ok(()) };
        let look = self.exhibits.look;
        let y = y + 1.4;
        if let Some((low, high)) = found.range {
            canvas.line((scale.at(low)?, y), (scale.at(high)?, y), look.span());
        }
        if let Some(weighted) = found.weighted_mean {
            canvas.tick((scale.at(weighted)?, y), 1.7, self.weighted_stroke(level));
        }
        let Some(mean) = found.mean else { return Ok(()) };
        let x = scale.at(mean)?;
        canvas.mark((x, y), self.mean_mark(level));
        let text = self.exhibits.words.number(self.exhibits.number_at(level, mean));
        let style = look.label();
        // The number stands on paper, so that no line runs through it.
        let half = style.width(&text) / 2.0 + 0.4;
        let paper = Frame { left: x - half, top: y - 4.3, right: x + half, bottom: y - 1.75 };
        canvas.rect(paper, look.colours.paper);
        canvas.label((x, y - 3.0), &text, style, Anchor::Middle);
        Ok(())
    }

    fn all_stroke(&self) -> Stroke {
        let look = self.exhibits.look;
        look.axis().dashed(look.strokes.dash)
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
