//! The lines of a profile: focus areas and indicators, each as high as its texts need.

use super::{NAMES, Profile, Row, UNITS};
use crate::drawing::printable;
use crate::figures::chart::Chart;
use crate::score::Change;
use crate::words::say;

const LARGEST_ROW: f64 = 5.0;
const SMALLEST_ROW: f64 = 3.25;
/// Units stand clear of the word for an imputed value.
const IMPUTED: f64 = 4.0;

impl Profile<'_> {
    /// Focus areas in the framework's order, each followed by its indicators; names in as many lines
    /// as leave room for all rows.
    pub(super) fn rows(&self, room: f64) -> Vec<Row> {
        let fits = |rows: &Vec<Row>| {
            rows.iter().map(|row| self.height(row, SMALLEST_ROW)).sum::<f64>() <= room
        };
        let most = [3, 2].into_iter().map(|lines| self.rows_of(lines)).find(fits);
        most.unwrap_or_else(|| self.rows_of(1))
    }

    /// The rows with names and units in at most `most` lines.
    fn rows_of(&self, most: usize) -> Vec<Row> {
        let framework = self.exhibits.framework;
        let mut rows = Vec::new();
        for (level, indicators) in framework.sections() {
            rows.push(Row::Head(level));
            rows.extend(indicators.into_iter().map(|indicator| {
                let unit = printable(self.exhibits.unit(indicator));
                let small = self.exhibits.look.small();
                let unit = match self.cell(indicator) {
                    Some(cell) => {
                        let room = if cell.is_imputed { IMPUTED } else { 0.0 };
                        let unit = self.with_treatment(indicator, &unit);
                        small.wrap_within(&unit, UNITS.1 - UNITS.0 - room, most)
                    }
                    None => Vec::new(),
                };
                let name = printable(self.exhibits.indicator_short(indicator));
                let name = self.name_style().wrap_within(&name, NAMES, most);
                Row::Indicator { indicator, name, unit }
            }));
        }
        rows
    }

    /// The unit of an indicator, with the word for what treatment did to its value here.
    pub(super) fn with_treatment(&self, indicator: usize, unit: &str) -> String {
        let treated = self.exhibits.scores.treated(self.area, indicator);
        let drawn_in = |change| matches!(change, Change::WinsorisedHigh | Change::WinsorisedLow);
        let told = treated.filter(|t| drawn_in(t.change)).map(|_| say!(self, "winsorised", unit));
        told.and_then(Result::ok).unwrap_or_else(|| unit.to_owned())
    }

    /// The largest height of a row of one line with which all rows fit the room.
    pub(super) fn base_height(&self, rows: &[Row], room: f64) -> f64 {
        let needed = |base: f64| rows.iter().map(|row| self.height(row, base)).sum::<f64>();
        let steps = ((LARGEST_ROW - SMALLEST_ROW) * 20.0).round() as usize;
        (0..=steps)
            .map(|step| LARGEST_ROW - step as f64 / 20.0)
            .find(|&base| needed(base) <= room)
            .unwrap_or(SMALLEST_ROW)
    }

    pub(super) fn height(&self, row: &Row, base: f64) -> f64 {
        match row {
            Row::Head(_) => base + 1.4,
            Row::Indicator { name, unit, .. } => {
                let lines = name.len().max(unit.len()).max(1) as f64;
                base.max(lines * self.line_pitch() + 0.5)
            }
        }
    }
}
