//! Every State's score as a tile with its code, in a swarm for each group of like States, beside the mean
//! of the group.

#[cfg(test)]
mod tests;
mod text;

use super::blocks::{self, Cluster};
use super::chart::of_levels;
use super::figure::Task;
use super::fitting;
use super::plot::Grid;
use crate::analyse::{GroupMean, ScoreRange};
use crate::drawing::{
    Anchor, Axis, Canvas, Frame, POINT, Scale, Stroke, Tile, Type, lanes, swarm,
};
use crate::exhibits::{Exhibits, names, scores};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::Number;

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
/// Height of a tile with its code, and of the least row.
const TILE: f64 = 2.75;
const LEAST_ROW: f64 = 12.0;
/// Between two lanes, and between two rows.
const LANE_GAP: f64 = 0.25;
const ROW_GAP: f64 = 3.2;
/// A tile without a code, where there is no room for codes.
const BARE: f64 = 1.2;
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
        blocks.retain(|block| block.areas.iter().any(|a| scored(exhibits, *a, level).is_some()));
        Dots { exhibits, id, level, colour: exhibits.level_colour(level), grouping, blocks }
    }

    fn score(&self, area: usize) -> Option<f64> {
        scored(self.exhibits, area, self.level)
    }

    fn range(&self) -> ScoreRange {
        self.exhibits.range(self.level)
    }

    fn number(&self, score: f64) -> Number {
        scores::number(self.range(), score)
    }

    fn is_ranked(&self, area: usize) -> bool {
        self.exhibits.scores.standings[area].is_ranked()
    }

    /// The mean of a block's group.
    fn mean(&self, block: &Cluster) -> Option<&'a GroupMean> {
        let (exhibits, grouping) = (self.exhibits, self.grouping?);
        let group = exhibits.group_of(grouping, *block.areas.first()?)?;
        let at = (grouping, group, self.level);
        exhibits.findings.groups.iter().find(|m| (m.grouping, m.group, m.level) == at)
    }

    /// From the tenth of the range below the lowest score on, where the range has ends of its own.
    fn axis(&self) -> Result<Axis> {
        let range = self.range();
        if !range.is_fixed {
            return fitting::axis(range);
        }
        let tenth = (range.high - range.low) / 10.0;
        let all = self.exhibits.scores.levels.column(self.level).flatten();
        let lowest = all.copied().fold(range.high - tenth, f64::min);
        Axis::new("score", range.low + ((lowest - range.low) / tenth).floor() * tenth, range.high)
    }

    fn with_codes(&self) -> Size {
        let style = self.exhibits.look.small();
        let widest = self.exhibits.panel.areas.iter().enumerate();
        let widest = widest.map(|(a, _)| style.width(&self.code(a))).fold(0.0, f64::max);
        Size { width: widest + 0.7, height: TILE, pitch: TILE + LANE_GAP, has_codes: true }
    }

    /// The code of an area, marked where its score rests much on imputed values.
    fn code(&self, area: usize) -> String {
        let mark = if self.exhibits.is_marked(area, self.level) { names::MARK } else { "" };
        let code: String = self.exhibits.panel.areas[area].chars().take(CODE).collect();
        format!("{code}{mark}")
    }

    /// The rows with codes where all fit the room, else with bare tiles as close as they must be.
    fn rows(&self, scale: &Scale, room: f64) -> Result<(Size, Vec<Row<'_>>)> {
        let with = self.with_codes();
        let bare = Size { width: BARE, height: BARE, pitch: BARE + LANE_GAP, has_codes: false };
        let are_codes = self.exhibits.panel.areas.iter().all(|code| code.chars().count() <= CODE);
        for size in [with, bare].into_iter().filter(|size| are_codes || !size.has_codes) {
            let rows = self.rows_of(scale, size, usize::MAX)?;
            if rows.iter().map(|row| row.height + ROW_GAP).sum::<f64>() <= room {
                return Ok((size, rows));
            }
        }
        let each = room / self.blocks.len() as f64 - ROW_GAP;
        Ok((bare, self.rows_of(scale, bare, (each / bare.pitch).floor().max(1.0) as usize)?))
    }

    fn rows_of(&self, scale: &Scale, size: Size, most: usize) -> Result<Vec<Row<'_>>> {
        let mut rows = Vec::new();
        for block in &self.blocks {
            let scored = block.areas.iter().filter_map(|&a| Some((a, self.score(a)?)));
            let places = scored.map(|(a, score)| Ok((a, scale.at(score)?)));
            let tiles = swarm(places.collect::<Result<_>>()?, size.width + LANE_GAP, most);
            let (low, high) = lanes(&tiles);
            let names = self.head(block).len() as f64 + 2.0;
            let names = names * self.exhibits.look.sizes.label * POINT * 1.3;
            let height = (f64::from(high - low + 1) * size.pitch).max(LEAST_ROW).max(names);
            rows.push(Row { block, tiles, height });
        }
        Ok(rows)
    }

    fn head(&self, block: &Cluster) -> Vec<String> {
        self.exhibits.look.label().bold().wrap_within(&block.name, NAMES, 3)
    }

    /// Light lines over all rows, with their numbers at the foot.
    fn grid(&self, canvas: &mut Canvas, scale: &Scale, (top, bottom): (f64, f64)) {
        let (Exhibits { look, words, .. }, range) = (self.exhibits, self.range());
        let ticks = fitting::ticks(self.exhibits, range, scale, look.small()).into_iter();
        let ticks = ticks.map(|(value, x)| (x, words.number(scores::tick(range, value))));
        Grid::new((top, bottom), bottom + 3.2).draw(canvas, look, ticks);
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
            canvas.line((x, top - 1.0), (x, top + row.height + 1.0), self.mean_stroke());
        }
        let (low, high) = lanes(&row.tiles);
        let middle = top + row.height / 2.0 - f64::from(low + high) / 2.0 * size.pitch;
        for tile in &row.tiles {
            let y = middle + f64::from(tile.lane) * size.pitch;
            let (left, upper) = (tile.x - size.width / 2.0, y - size.height / 2.0);
            let frame = Frame::new(left, upper, size.width, size.height);
            let is_ranked = self.is_ranked(tile.area);
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
        let pitch = look.sizes.label * POINT * 1.3;
        let mut lines: Vec<_> =
            self.head(row.block).into_iter().map(|line| (line, look.label().bold())).collect();
        lines.extend(self.said_of(row.block)?.into_iter().map(|line| (line, look.small())));
        let mut y = top + row.height / 2.0 - pitch * (lines.len() as f64 - 1.0) / 2.0;
        for (line, style) in lines {
            canvas.label((0.0, y), &style.shorten(&line, NAMES), style, Anchor::Start);
            y += pitch;
        }
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

    fn mean_stroke(&self) -> Stroke {
        let look = self.exhibits.look;
        Stroke::new(look.colours.ink, look.strokes.strong)
    }
}

fn scored(exhibits: &Exhibits, area: usize, level: usize) -> Option<f64> {
    *exhibits.scores.levels.get(area, level)
}
