//! The table of scores: every State in the order of the alphabet, its index and its rank with their
//! intervals, and its focus areas.

use super::content::{Align, Block, Chapter, Column, Table};
use super::prose::{Prose, share};
use super::ranks;
use crate::analyse::MUCH_IMPUTED;
use crate::fault::Result;
use crate::words::{Number, say};

/// Widths in millimetres of the columns of the index, its interval and the rank.
const INDEX: f64 = 11.0;
const INTERVAL: f64 = 19.5;
const RANK: f64 = 27.0;

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = say!(prose, "scores.title")?;
    Ok(Chapter::of(
        "scores",
        title,
        vec![say!(prose, "scores.summary")?],
        vec![Block::Table(table(prose)?)],
    ))
}

fn table(prose: &Prose) -> Result<Table> {
    let key = if prose.has_focus_areas() { "scores.table" } else { "scores.table_index" };
    of(prose, &prose.with_pages(), key)
}

/// The scores of some areas in this order, under the title `key`.
pub(super) fn of(prose: &Prose, areas: &[usize], key: &str) -> Result<Table> {
    let shown = areas;
    let exhibits = prose.exhibits;
    let levels: Vec<usize> = exhibits.framework.index_and_focus_areas().collect();
    let has_imputed = exhibits.findings.availability.imputed > 0;
    let made = if has_imputed { 14.5 } else { 0.0 };
    let areas = levels.len() - 1;
    // Names take what the areas leave, so that few of them need two lines.
    let left = 170.0 - INDEX - INTERVAL - RANK - 13.0 - made;
    let state = if areas == 0 { left } else { 40.0f64.min(left - 11.0 * areas as f64).max(28.0) };
    let width = (left - state) / areas.max(1) as f64;
    let mut columns = vec![prose.column("column.state", state, Align::Left)?];
    columns.push(prose.column("column.index", INDEX, Align::Decimal)?);
    columns.push(prose.column("column.interval", INTERVAL, Align::Left)?);
    columns.push(prose.column("column.rank", RANK, Align::Left)?);
    columns.extend(
        levels[1..]
            .iter()
            .map(|&level| Column::new(prose.level_short(level), width, Align::Decimal)),
    );
    columns.push(prose.column("column.coverage", 13.0, Align::Right)?);
    if has_imputed {
        columns.push(prose.column("column.imputed", made, Align::Right)?);
    }
    let mut rows = Vec::new();
    for &area in shown {
        // A name bears the mark of any score in its row.
        let level = levels.iter().copied().find(|&level| exhibits.is_marked(area, level));
        let mut row = vec![prose.marked(area, level.unwrap_or(0))];
        for &level in &levels {
            let score = *exhibits.scores.levels.get(area, level);
            let mark = if level == 0 && ranks::is_outside(prose, area, 0) { "*" } else { "" };
            row.push(prose.score_or_none(level, score)? + mark);
            if level == 0 {
                row.push(ranks::score_cell(prose, area, 0)?);
                row.push(ranks::short(prose, area, "rank.cell")?);
            }
        }
        row.push(prose.number(Number::percent(*exhibits.scores.coverage.get(area, 0))));
        if has_imputed {
            row.push(prose.number(Number::percent(*exhibits.findings.imputed.get(area, 0))));
        }
        rows.push(row);
    }
    prose.table(say!(prose, key, n = rows.len())?, note(prose, shown)?, columns, rows)
}

/// What the numbers of these areas rest on.
fn note(prose: &Prose, shown: &[usize]) -> Result<String> {
    let key = if prose.has_focus_areas() { "scores.note" } else { "scores.note_index" };
    let mut said = vec![say!(prose, key)?];
    if ranks::rescales(prose) {
        said.push(say!(prose, "rank.rescaled")?);
    }
    if shown.iter().any(|&area| ranks::is_outside(prose, area, 0)) {
        said.push(say!(prose, "scores.outside")?);
    }
    if prose.findings.availability.imputed > 0 {
        said.push(say!(prose, "scores.note_imputed", share = share(MUCH_IMPUTED))?);
    }
    Ok(said.join(" "))
}
