//! One State: every indicator on the line of its scores over the spread of its region, with value
//! and year.

mod cell;
mod indicator;
mod marks;
mod region;
mod rows;
mod text;

use std::sync::Arc;

use super::chart::Chart;
use super::figure::Task;
use super::fitting::level_style;
use crate::analyse::ScoreRange;
use crate::drawing::{Anchor, Axis, Canvas, Frame, POINT, Scale, Type};
use crate::exhibits::{Exhibits, ids, scores};
use crate::fault::Result;
use cell::Cell;
use region::Region;

/// `profile_<code>` for every area of the panel.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let regions = Region::all(exhibits).into_iter().enumerate();
    regions
        .map(|(area, region)| {
            let id = ids::id_of("profile", &exhibits.panel.areas[area]);
            let of = (area, region);
            Task::new(id.clone(), move || Profile::new(exhibits, of.clone(), id.clone()).figure())
        })
        .collect()
}

/// Millimetres from the left edge: the right two thirds of a page.
const WIDTH: f64 = 114.0;
/// What the country page has room for.
const HEIGHT: f64 = 152.5;
const NAMES: f64 = 33.0;
const LINE: (f64, f64) = (34.0, 62.5);
/// Between the line and what stands behind it.
const CLEAR: f64 = 1.5;
const VALUES: f64 = 74.5;
const UNITS: (f64, f64) = (75.3, 107.8);
const FOOT: f64 = 4.5;

struct Profile<'a> {
    exhibits: &'a Exhibits<'a>,
    area: usize,
    id: String,
    region: Option<Arc<Region<'a>>>,
    scale: Scale,
}

/// A line of the chart.
enum Row {
    /// A focus area, by level.
    Head(usize),
    /// An indicator and the lines its name and unit take.
    Indicator { indicator: usize, name: Vec<String>, unit: Vec<String> },
}

impl<'a> Profile<'a> {
    fn new(
        exhibits: &'a Exhibits<'a>,
        (area, region): (usize, Option<Arc<Region<'a>>>),
        id: String,
    ) -> Self {
        let scale = Axis::shares().onto(LINE.0, LINE.1);
        Profile { exhibits, area, id, region, scale }
    }

    fn cell(&self, indicator: usize) -> Option<Cell> {
        Cell::of(self.exhibits, self.area, indicator)
    }

    /// The range that the scores of all scored indicators have, if they have one.
    fn common(&self) -> Option<ScoreRange> {
        self.exhibits.common_range_under(0)
    }

    /// Where a score of an indicator stands, in millimetres.
    fn place(&self, indicator: usize, score: f64) -> Result<f64> {
        self.scale.at(self.exhibits.indicator_range(indicator).share(score))
    }

    fn score(&self, indicator: usize) -> Option<f64> {
        let score = self.exhibits.scores.indicators.get(self.area, indicator);
        score.filter(|_| self.is_scored(indicator))
    }

    fn row(&self, canvas: &mut Canvas, row: &Row, frame: Frame) -> Result<()> {
        match row {
            Row::Head(level) => self.head(canvas, *level, frame),
            Row::Indicator { indicator, name, unit } => {
                self.indicator(canvas, *indicator, (name, unit), frame)
            }
        }
    }

    /// The ends and the middle of the line in the numbers that all share, or the ends in words.
    fn ticks(&self) -> Result<Vec<(f64, String)>> {
        let Some(range) = self.common() else {
            let end =
                |(share, key): (f64, &str)| Ok((self.scale.at(share)?, self.word(key)?.to_owned()));
            return [(0.0, "low"), (1.0, "high")].into_iter().map(end).collect();
        };
        let at = |share: f64| {
            let value = range.low + share * (range.high - range.low);
            Ok((self.scale.at(share)?, self.exhibits.words.number(scores::tick(range, value))))
        };
        [0.0, 0.5, 1.0].into_iter().map(at).collect()
    }

    fn line_pitch(&self) -> f64 {
        self.exhibits.look.sizes.note * POINT * 1.1
    }

    fn name_style(&self) -> Type {
        let look = self.exhibits.look;
        Type::new(look.sizes.note, look.colours.ink)
    }

    fn head(&self, canvas: &mut Canvas, level: usize, frame: Frame) -> Result<()> {
        let look = self.exhibits.look;
        let style = level_style(self.exhibits, level);
        let baseline = frame.bottom - 1.4;
        let name = self.exhibits.level_short(level);
        canvas.line((0.0, frame.bottom - 0.2), (WIDTH, frame.bottom - 0.2), look.rule());
        let (text, of_score) = match self.exhibits.scores.levels.get(self.area, level) {
            Some(score) => {
                let style = if self.is_thin(level) { look.small() } else { style };
                (self.exhibits.words.number(self.exhibits.number_at(level, *score)), style)
            }
            None => {
                let key = self.exhibits.no_score(self.area, level);
                (self.exhibits.words.get(key)?.to_owned(), look.small())
            }
        };
        let room = (VALUES - 12.0).min(VALUES - of_score.width(&text) - 2.0);
        canvas.write((0.0, baseline), &style.shorten(name, room), style, Anchor::Start);
        canvas.write((VALUES, baseline), &text, of_score, Anchor::End);
        Ok(())
    }

    fn is_scored(&self, indicator: usize) -> bool {
        self.exhibits.framework.indicators[indicator].is_scored()
    }

    /// Whether the score of a focus area rests on too little for a rank.
    fn is_thin(&self, level: usize) -> bool {
        self.exhibits.scores.standings[self.area].rests_on_little(level)
    }
}

#[cfg(test)]
mod tests;
