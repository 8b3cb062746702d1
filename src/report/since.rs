//! What moved the scores of a focus area since the edition before: a paragraph, and the States that moved
//! most, by the bridge that `ssj diff` builds.

use super::content::{Align, Block, Column, Table};
use super::prose::{Prose, year};
use crate::analyse::{Crossing, Step};
use crate::exhibits::between::Between;
use crate::exhibits::scores;
use crate::fault::Result;
use crate::words::{said, say};

/// States in the table.
const MOST: usize = 5;

/// Nothing without an edition before, or where no State has the score in both.
pub(super) fn section(prose: &Prose, level: usize) -> Result<Vec<Block>> {
    let Some(since) = prose.since else { return Ok(Vec::new()) };
    let all: Vec<&Crossing> = since.crossings.iter().filter(|c| c.level == level).collect();
    if all.is_empty() {
        return Ok(Vec::new());
    }
    // Marked by the score that moved.
    let name = |code: &str| match prose.panel.areas.iter().position(|area| area == code) {
        Some(area) => prose.marked(area, level),
        None => prose.areas.name(code, prose.language()).to_owned(),
    };
    let between = Between {
        before: &since.before,
        after: &prose.edition.id,
        all,
        ranked: None,
        words_of: "area.since",
        is_year_alone: since.is_year_alone,
        name: &name,
        words: prose.words,
        look: prose.look,
    };
    let said =
        said![before = &since.before, to = year(since.cut_off), last = year(prose.panel.cut_off)];
    let key = if since.is_reconstructed { "text_reconstructed" } else { "text" };
    let mut text = say!(prose, &format!("area.since.{key}"), ..said)?;
    if between.steps().len() > 1 {
        text += &format!(" {}", say!(prose, "area.since.parts")?);
    }
    let blocks = vec![
        prose.heading("area.since.heading")?,
        Block::Text { text },
        Block::Text { text: between.paragraph()? },
    ];
    let table = table(prose, level, &between)?.map(Block::Table);
    Ok(blocks.into_iter().chain(table).collect())
}

fn part(of: &Crossing, step: Step) -> f64 {
    of.points.map_or(0.0, |p| p.parts[step as usize])
}

/// The States that moved most, with the part of every step where several moved any.
fn table(prose: &Prose, level: usize, between: &Between) -> Result<Option<Table>> {
    let moved = between.moved();
    let moved = &moved[..moved.len().min(MOST)];
    if moved.is_empty() {
        return Ok(None);
    }
    let decimal = |key: &str| -> Result<Column> {
        let head = say!(prose, key)?;
        Ok(Column::new(head, 18.0, Align::Decimal))
    };
    let mut columns = vec![prose.column("column.state", 44.0, Align::Left)?];
    for key in ["area.since.earlier", "area.since.now", "area.since.change"] {
        columns.push(decimal(key)?);
    }
    let mut steps = between.steps();
    let mut note = vec![say!(prose, "area.since.note")?];
    if steps.len() == 1 {
        // It is the change itself.
        steps.clear();
    }
    let mut told = Vec::new();
    for step in &steps {
        columns.push(decimal(&format!("area.since.step.{}", step.name()))?);
        told.push(say!(prose, &format!("area.since.told.{}", step.name()))?);
    }
    if !told.is_empty() {
        note.push(prose.words.apart(&told) + ".");
    }
    let range = prose.range(level);
    let mut rows = Vec::new();
    for of in moved {
        let change = |points: f64| prose.number(scores::change(range, points));
        let mut row = vec![
            (between.name)(&of.area),
            prose.score_or_none(level, of.score.0)?,
            prose.score_or_none(level, of.score.1)?,
            change(of.gained().unwrap_or_default()),
        ];
        row.extend(steps.iter().map(|step| change(part(of, *step))));
        rows.push(row);
    }
    let area = said![area = prose.level(level)];
    prose.table(say!(prose, "area.since.title", ..area)?, note.join(" "), columns, rows).map(Some)
}
