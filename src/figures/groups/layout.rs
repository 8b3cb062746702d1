//! Groups and levels in, how large their rows and columns are and over which scores each column runs out: the
//! groups stand below each other at the left, the levels side by side.

use crate::analyse::{GroupMean, mean_of_all};
use crate::drawing::{Axis, POINT};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::figures::fitting;
use crate::figures::plot::Panels;

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

/// Lengths in millimetres.
pub(super) struct Layout {
    /// The lines of the name of every group, and of every level over its column.
    pub names: Vec<Vec<String>>,
    pub heads: Vec<Vec<String>>,
    /// Of every level.
    pub axes: Vec<Axis>,
    /// From one line of a name to the next.
    pub pitch: f64,
    /// Width of a column, without the gap before it.
    pub column: f64,
    /// Heights of a group, and of the heads of the columns.
    pub row: f64,
    pub head: f64,
}

impl Layout {
    /// `groups`: (grouping, group).
    pub fn new(exhibits: &Exhibits, groups: &[(usize, usize)], levels: &[usize]) -> Result<Self> {
        let look = exhibits.look;
        let (style, pitch) = (look.label(), look.sizes.label * POINT * 1.2);
        let columns = levels.len().min(ABREAST) as f64;
        let column = (look.page.text_width - NAMES - RIGHT - GAP * columns) / columns;
        let name = |&(grouping, group): &(usize, usize)| {
            style.wrap_within(exhibits.group(grouping, group), NAMES, LINES)
        };
        let names: Vec<_> = groups.iter().map(name).collect();
        let head = |&level: &usize| {
            let name = exhibits.level_short(level);
            style.bold().wrap_within(name, column + 1.5, LINES)
        };
        let heads: Vec<_> = levels.iter().map(head).collect();
        let most = |names: &[Vec<String>]| names.iter().map(Vec::len).max().unwrap_or(0);
        // Under its name a group has a line for the number of its States.
        let row = ((most(&names) + 1) as f64 * pitch + 1.4).max(LEAST_ROW);
        let head = HEAD + most(&heads).saturating_sub(2) as f64 * pitch;
        let axes = axes(exhibits, groups, levels)?;
        Ok(Layout { names, heads, axes, pitch, column, row, head })
    }

    /// Where the column of each level begins; names of groups stand at the left.
    pub fn panels(&self, top: f64) -> Panels {
        let height = self.head + self.names.len() as f64 * self.row + FOOT;
        let across = self.heads.len().min(ABREAST);
        Panels { across, corner: (NAMES + GAP, top), step: (self.column + GAP, height) }
    }

    /// Middles of the rows of groups below a top edge.
    pub fn middles(&self, top: f64) -> Vec<f64> {
        let middle = |row: usize| top + self.head + (row as f64 + 0.5) * self.row;
        (0..self.names.len()).map(middle).collect()
    }
}

/// An axis for every level: from the fifth of the range below the lowest score of any group, the
/// same for all levels that share a range; around the scores of a level without ends of its own.
fn axes(exhibits: &Exhibits, groups: &[(usize, usize)], levels: &[usize]) -> Result<Vec<Axis>> {
    let held = || {
        let is_shown = move |m: &&GroupMean| groups.contains(&(m.grouping, m.group));
        let shown = exhibits.findings.groups.iter().filter(is_shown);
        shown.filter_map(|m| Some((m.level, m.range?)))
    };
    if let Some(range) = exhibits.common_range(levels) {
        let axis = fitting::axis_above(range, 5.0, held().map(|(_, range)| range.0))?;
        return Ok(vec![axis; levels.len()]);
    }
    let own = |&level: &usize| {
        let range = exhibits.range(level);
        let ends = held().filter(|of| of.0 == level).flat_map(|(_, (low, high))| [low, high]);
        let mean = mean_of_all(exhibits.scores, level).unwrap_or(range.low);
        fitting::axis_around(range, ends.chain([mean]))
    };
    levels.iter().map(own).collect()
}
