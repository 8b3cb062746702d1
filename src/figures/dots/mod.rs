//! Every State's score as a tile with its code, in a swarm for each group of like States, beside the mean
//! of the group.

mod rows;
#[cfg(test)]
mod tests;
mod text;

use super::blocks::{self, Cluster};
use super::chart::of_levels;
use super::figure::Task;
use super::fitting;
use super::plot::{self, Grid};
use crate::analyse::GroupMean;
use crate::drawing::{Anchor, Canvas, Frame, POINT, Scale, Stroke, Tile, Type, lanes};
use crate::exhibits::{Exhibits, names};
use crate::fault::Result;
use crate::look::Colour;

/// `dots_<level>`: the index and every focus area, where any State has a score.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let any = |level| exhibits.scores.levels.column(level).any(Option::is_some);
    of_levels(exhibits, any, |level, id| Dots::new(exhibits, level, id))
}

/// What one figure shows.
struct Dots<'a> {
    exhibits: &'a Exhibits<'a>,
    id: String,
    level: usize,
    colour: Colour,
    /// The grouping of the blocks: that of peers, else the main one.
    grouping: Option<usize>,
    blocks: Vec<Cluster>,
}

/// Width of the names of groups, and the gap between them and the line of scores.
const NAMES: f64 = 33.0;
const CLEAR: f64 = 5.0;
const FOOT: f64 = 5.0;
/// Between two rows.
const ROW_GAP: f64 = 3.2;
/// More characters than these are no code to stand on a tile.
const CODE: usize = 4;

/// A group of States as it is drawn.
struct Row<'a> {
    block: &'a Cluster,
    tiles: Vec<Tile>,
    /// Height in millimetres without the gap.
    height: f64,
}

/// How large tiles are in millimetres, and how far apart two lanes.
#[derive(Clone, Copy)]
struct Size {
    width: f64,
    height: f64,
    pitch: f64,
    has_codes: bool,
}

impl<'a> Dots<'a> {
    fn new(exhibits: &'a Exhibits<'a>, level: usize, id: String) -> Self {
        let grouping = exhibits.framework.peers().or_else(|| exhibits.main_grouping());
        let mut blocks = blocks::by_score_in(exhibits, level, grouping);
        if let ([.., last], Ok(word)) =
            (&mut blocks[..], exhibits.words.get("figure.dots.no_group"))
            && last.name.is_empty()
            && last.areas.len() < exhibits.panel.areas.len()
        {
            word.clone_into(&mut last.name);
        }
        let is_scored = |area: &usize| exhibits.scores.levels.get(*area, level).is_some();
        blocks.retain(|block| block.areas.iter().any(is_scored));
        Dots { exhibits, id, level, colour: exhibits.level_colour(level), grouping, blocks }
    }

    fn score(&self, area: usize) -> Option<f64> {
        *self.exhibits.scores.levels.get(area, self.level)
    }

    /// The mean of a block's group.
    fn mean(&self, block: &Cluster) -> Option<&'a GroupMean> {
        let grouping = self.grouping?;
        let group = self.exhibits.group_of(grouping, *block.areas.first()?)?;
        self.exhibits.findings.group_mean((grouping, group), self.level)
    }

    /// The code of an area, marked where its score rests much on imputed values.
    fn code(&self, area: usize) -> String {
        let mark = if self.exhibits.is_marked(area, self.level) { names::MARK } else { "" };
        let code: String = self.exhibits.panel.areas[area].chars().take(CODE).collect();
        format!("{code}{mark}")
    }

    fn head(&self, block: &Cluster) -> Vec<String> {
        self.exhibits.look.label().bold().wrap_within(&block.name, NAMES, 3)
    }

    fn line_pitch(&self) -> f64 {
        self.exhibits.look.sizes.label * POINT * 1.3
    }

    /// Light lines over all rows, with their numbers at the foot.
    fn grid(&self, canvas: &mut Canvas, scale: &Scale, (top, bottom): (f64, f64)) {
        let ticks = fitting::numbered_ticks(self.exhibits, self.level, scale);
        Grid::new((top, bottom), bottom + 3.2).draw(canvas, self.exhibits.look, ticks);
    }

    fn row(
        &self,
        canvas: &mut Canvas,
        scale: &Scale,
        (row, size): (&Row, Size),
        top: f64,
    ) -> Result<()> {
        let look = self.exhibits.look;
        self.names(canvas, row, top)?;
        if let Some(mean) = self.mean(row.block).and_then(|found| found.mean) {
            let x = scale.at(mean)?;
            canvas.line((x, top - 1.0), (x, top + row.height + 1.0), look.mean());
        }
        let (low, high) = lanes(&row.tiles);
        let middle = top + row.height / 2.0 - f64::from(low + high) / 2.0 * size.pitch;
        for tile in &row.tiles {
            let y = middle + f64::from(tile.lane) * size.pitch;
            let frame = Frame::about((tile.x, y), size.width, size.height);
            let is_ranked = self.exhibits.scores.standings[tile.area].is_ranked();
            let fill = if is_ranked { self.tint() } else { look.colours.paper };
            canvas.rect(frame, fill);
            canvas.outline(frame, self.edge(is_ranked));
            if size.has_codes {
                let style = Type { colour: look.text_on(fill), ..look.small() };
                canvas.label((tile.x, y), &self.code(tile.area), style, Anchor::Middle);
            }
        }
        self.ends(canvas, (row, size), middle);
        Ok(())
    }

    /// The name of the group, and its mean as a number.
    fn names(&self, canvas: &mut Canvas, row: &Row, top: f64) -> Result<()> {
        let look = self.exhibits.look;
        let mut lines = plot::in_style(&self.head(row.block), look.label().bold());
        lines.extend(plot::in_style(&self.said_of(row.block)?, look.small()));
        for (line, style) in &mut lines {
            *line = style.shorten(line, NAMES);
        }
        plot::centred(canvas, (0.0, top + row.height / 2.0), self.line_pitch(), &lines);
        Ok(())
    }

    /// The names of the lowest and the highest State of a row, beside their tiles where there is room.
    fn ends(&self, canvas: &mut Canvas, (row, size): (&Row, Size), middle: f64) {
        let style = self.exhibits.look.small();
        let beside = size.width / 2.0 + 0.9;
        let [Some(lowest), Some(highest)] = [row.tiles.first(), row.tiles.last()] else { return };
        if lowest.area == highest.area {
            return;
        }
        for (tile, x, anchor) in
            [(lowest, lowest.x - beside, Anchor::End), (highest, highest.x + beside, Anchor::Start)]
        {
            let spot = (x, middle + f64::from(tile.lane) * size.pitch);
            let name = self.exhibits.short_name(tile.area);
            let is_clear = anchor == Anchor::Start || x - style.width(name) > NAMES + 1.0;
            if is_clear && canvas.is_free(spot, name, style, anchor) {
                canvas.label(spot, name, style, anchor);
            }
        }
    }

    fn tint(&self) -> Colour {
        self.colour.blend(self.exhibits.look.colours.paper, 0.26)
    }

    fn edge(&self, is_ranked: bool) -> Stroke {
        let colour = if is_ranked { self.tint() } else { self.colour };
        Stroke::new(colour, self.exhibits.look.strokes.thin)
    }
}
