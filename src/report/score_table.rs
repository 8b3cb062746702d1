//! The table of scores: every State in the order of the alphabet. Scores and bands, no ranks.

use super::content::{Align, Block, Chapter, Column, Table};
use super::prose::{Prose, count};
use crate::fault::Result;
use crate::words::Number;

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = prose.say("scores.title", &[])?;
    Ok(Chapter {
        id: "scores".into(),
        kicker: String::new(),
        running: title.clone(),
        title,
        area: None,
        summary: vec![prose.say("scores.summary", &[])?],
        blocks: vec![Block::Table(table(prose)?)],
    })
}

fn table(prose: &Prose) -> Result<Table> {
    let exhibits = prose.exhibits;
    let levels: Vec<usize> = std::iter::once(0).chain(exhibits.framework.focus_areas()).collect();
    let has_imputed = exhibits.findings.availability.imputed > 0;
    let made = if has_imputed { 14.5 } else { 0.0 };
    let width = (170.0 - 36.5 - 24.0 - 14.5 - made) / levels.len() as f64;
    let mut columns = vec![prose.column("column.state", 36.5, Align::Left)?];
    columns.extend(levels.iter().map(|&level| Column {
        head: prose.level_short(level).to_owned(),
        unit: String::new(),
        width,
        align: Align::Decimal,
    }));
    columns.push(prose.column("column.band", 24.0, Align::Left)?);
    columns.push(prose.column("column.coverage", 14.5, Align::Right)?);
    if has_imputed {
        columns.push(prose.column("column.imputed", made, Align::Right)?);
    }
    let mut rows = Vec::new();
    for area in prose.by_name() {
        let mut row = vec![prose.name(area)];
        for &level in &levels {
            row.push(prose.score_or_none(level, *exhibits.scores.levels.get(area, level))?);
        }
        row.push(band(prose, *exhibits.scores.quartiles.get(area, 0))?);
        row.push(prose.number(Number::percent(*exhibits.scores.coverage.get(area, 0))));
        if has_imputed {
            row.push(prose.number(Number::percent(*exhibits.findings.imputed.get(area, 0))));
        }
        rows.push(row);
    }
    let (key, note) = match prose.has_areas() {
        true => ("scores.table", "scores.note"),
        false => ("scores.table_index", "scores.note_index"),
    };
    Ok(Table {
        title: prose.say(key, &[("n", count(rows.len()))])?,
        note: match has_imputed {
            true => format!("{} {}", prose.say(note, &[])?, prose.say("scores.note_imputed", &[])?),
            false => prose.say(note, &[])?,
        },
        source: prose.say("table.source", &[])?,
        columns,
        rows,
        rules: Vec::new(),
    })
}

/// A quartile band in words; only ranked States have one.
fn band(prose: &Prose, quartile: Option<u8>) -> Result<String> {
    prose.say(
        match quartile {
            Some(4) => "band.highest",
            Some(3) => "band.upper",
            Some(2) => "band.lower",
            Some(_) => "band.lowest",
            None => "standing.indicative",
        },
        &[],
    )
}
