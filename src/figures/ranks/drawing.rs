//! The drawing of ranks: States in columns of the page, each a bar on the line of ranks.

use super::Ranks;
use super::strip::{HEAD, Row, Strip};
use crate::drawing::{Mark, Stroke};
use crate::fault::Result;
use crate::figures::chart::Below;
use crate::figures::columns::{Columns, room};
use crate::look::Colour;

const GAP: f64 = 4.0;
const SMALLEST_PITCH: f64 = 2.75;

impl Ranks<'_> {
    /// Names and places in columns, below a key that ends at `top`.
    pub(super) fn columns(&self, top: f64) -> Result<Below<'_>> {
        let look = self.exhibits.look;
        let columns = columns(self.rows(), room(look, top) / SMALLEST_PITCH);
        let height = |column: &Vec<Row>| column.iter().map(|row| row.height()).sum::<f64>();
        let tallest = columns.iter().map(height).fold(0.0, f64::max);
        let page = Columns::new(look, top, (columns.len(), tallest), (GAP, SMALLEST_PITCH));
        Below::new(page.bottom, move |canvas| {
            for (c, column) in columns.iter().enumerate() {
                let at = page.frame(c, height(column));
                let strip = Strip::new(self, at.left, page.width, page.pitch)?;
                strip.draw(canvas, column, at.top)?;
            }
            Ok(())
        })
    }

    fn rows(&self) -> Vec<Row> {
        let of_tier = |(n, tier): (usize, &Vec<usize>)| {
            tier.iter().map(move |&area| Row::Ranked(area, n)).collect::<Vec<_>>()
        };
        let mut rows: Vec<Row> = match self.has_tiers() {
            true => self.tiers.iter().enumerate().flat_map(of_tier).collect(),
            false => self.ranked().map(|area| Row::Ranked(area, 0)).collect(),
        };
        if !self.placed.is_empty() {
            rows.push(Row::Head);
        }
        rows.extend(self.placed.iter().map(|&area| Row::Placed(area)));
        rows
    }

    pub(super) fn dot(&self, ranked: bool) -> Mark {
        let look = self.exhibits.look;
        let fill = if ranked { self.colour() } else { look.colours.paper };
        Mark::dot(look.marks.small_dot, fill).outlined(self.colour(), look.strokes.thin)
    }

    pub(super) fn tick(&self) -> Stroke {
        Stroke::new(self.exhibits.look.colours.ink, self.exhibits.look.strokes.thin)
    }

    pub(super) fn thick(&self) -> Stroke {
        let colour = self.colour().blend(self.exhibits.look.colours.paper, 0.45);
        Stroke::new(colour, 2.0 * self.exhibits.look.strokes.strong)
    }

    pub(super) fn thin(&self) -> Stroke {
        Stroke { width: self.exhibits.look.strokes.line, ..self.thick() }
    }

    /// Whether there are tiers to tell apart. None where nothing was varied: those of single States would
    /// look like certainty.
    pub(super) fn has_tiers(&self) -> bool {
        self.simulation().varies() && self.tiers.len() > 1
    }

    pub(super) fn tier_shade(&self) -> Colour {
        self.exhibits.look.colours.shade
    }
}

/// Rows in the fewest columns that hold them, of about equal height; a head never ends one, and is
/// repeated above indicative States that begin one.
fn columns(rows: Vec<Row>, most: f64) -> Vec<Vec<Row>> {
    let total: f64 = rows.iter().map(|row| row.height()).sum();
    let least = if total > 24.0 { 2.0 } else { 1.0 };
    // Heads that are repeated and half a head by which a column may pass its share.
    let n = (total / (most - 1.5 * HEAD)).ceil().max(least);
    let repeated = if rows.contains(&Row::Head) { (n - 1.0) * HEAD } else { 0.0 };
    let limit = (total + repeated) / n + HEAD / 2.0;
    let mut columns: Vec<Vec<Row>> = vec![Vec::new()];
    let mut used = 0.0;
    for row in rows {
        let needed = row.height() + if row == Row::Head { 1.0 } else { 0.0 };
        if used + needed > limit && used > 0.0 {
            let head = matches!(row, Row::Placed(_)).then_some(Row::Continued);
            columns.push(head.into_iter().collect());
            used = head.map_or(0.0, Row::height);
        }
        used += row.height();
        if let Some(column) = columns.last_mut() {
            column.push(row);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_lose_no_row_and_a_head_stands_above_its_states() {
        for (ranked, placed) in [(1, 0), (5, 2), (29, 30), (30, 30), (114, 73), (200, 0), (63, 64)]
        {
            let mut rows: Vec<Row> = (0..ranked).map(|area| Row::Ranked(area, area / 3)).collect();
            if placed > 0 {
                rows.push(Row::Head);
            }
            rows.extend((0..placed).map(Row::Placed));
            let found = columns(rows.clone(), 70.0);
            let mut all = found.concat();
            all.retain(|row| *row != Row::Continued);
            assert_eq!(all, rows);
            for column in &found {
                assert_ne!(column.last(), Some(&Row::Head));
                assert!(!matches!(column[0], Row::Placed(_)), "no head above {:?}", column[0]);
                assert!(column.iter().map(|row| row.height()).sum::<f64>() <= 70.0);
            }
        }
    }
}
