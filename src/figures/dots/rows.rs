//! Groups of States in, rows of tiles out: with codes on them where these have room on the page.

use super::{CODE, Dots, ROW_GAP, Row, Size};
use crate::drawing::{Axis, Scale, lanes, swarm};
use crate::fault::Result;
use crate::figures::fitting;

/// Height of a tile with its code, and of the least row.
const TILE: f64 = 2.75;
const LEAST_ROW: f64 = 12.0;
/// A tile without a code, where there is no room for codes.
const BARE: f64 = 1.2;
/// Between two lanes.
const LANE_GAP: f64 = 0.25;

impl Dots<'_> {
    /// From the tenth of the range below the lowest score on, where the range has ends of its own.
    pub(super) fn axis(&self) -> Result<Axis> {
        let all = self.exhibits.scores.levels.column(self.level).flatten().copied();
        fitting::axis_above(self.exhibits.range(self.level), 10.0, all)
    }

    pub(super) fn with_codes(&self) -> Size {
        let codes = (0..self.exhibits.panel.areas.len()).map(|area| self.code(area));
        let width = self.exhibits.look.small().widest(codes) + 0.7;
        Size { width, height: TILE, pitch: TILE + LANE_GAP, has_codes: true }
    }

    /// The rows with codes where all fit the room, else with bare tiles as close as they must be.
    pub(super) fn rows(&self, scale: &Scale, room: f64) -> Result<(Size, Vec<Row<'_>>)> {
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

    /// In at most so many lanes each.
    fn rows_of(&self, scale: &Scale, size: Size, most: usize) -> Result<Vec<Row<'_>>> {
        let mut rows = Vec::new();
        for block in &self.blocks {
            let scored = block.areas.iter().filter_map(|&a| Some((a, self.score(a)?)));
            let places = scored.map(|(a, score)| Ok((a, scale.at(score)?)));
            let tiles = swarm(places.collect::<Result<_>>()?, size.width + LANE_GAP, most);
            let (low, high) = lanes(&tiles);
            let names = (self.head(block).len() as f64 + 2.0) * self.line_pitch();
            let height = (f64::from(high - low + 1) * size.pitch).max(LEAST_ROW).max(names);
            rows.push(Row { block, tiles, height });
        }
        Ok(rows)
    }
}
