//! What the tables of a reading share: widths, names of themes and groups, titles and sources.

use super::content::{Column, Table};
use super::prose::Prose;
use crate::analyse::{ThemeScores, members};
use crate::exhibits::source;
use crate::fault::Result;
use crate::framework::Theme;
use crate::words::{Say, said, say};

/// Widths in millimetres: of the page, and of a first column.
pub(super) const PAGE: f64 = 170.0;
pub(super) const FIRST: f64 = 46.0;

/// The cells of a table, row by row.
pub(super) type Rows = Vec<Vec<String>>;

pub(super) fn theme<'a>(prose: &Prose<'a>, of: &ThemeScores) -> &'a Theme {
    &prose.exhibits.framework.themes[of.theme]
}

pub(super) fn name<'a>(prose: &Prose<'a>, of: &ThemeScores) -> &'a str {
    prose.exhibits.in_language(&theme(prose, of).name)
}

/// The groups of a grouping: each with its name and its members.
pub(super) fn groups<'a>(prose: &Prose<'a>, grouping: usize) -> Vec<(&'a str, Vec<usize>)> {
    let of = &prose.exhibits.framework.groupings[grouping];
    let members = |value: &str| members(prose.areas, prose.panel, &of.column, value);
    let groups = of.groups.iter().enumerate();
    groups.map(|(g, group)| (prose.group(grouping, g), members(&group.value))).collect()
}

pub(super) fn table(
    prose: &Prose,
    key: &str,
    note: &str,
    themes: &[&ThemeScores],
    (columns, rows): (Vec<Column>, Rows),
) -> Result<Table> {
    let reading = themes
        .first()
        .map_or("", |of| prose.in_language(&prose.exhibits.framework.readings[of.reading].name));
    let title: [(&str, Say); 1] = said![reading];
    let all = themes.iter().flat_map(|of| of.scored.iter().chain(&of.shown).copied());
    // Scores are of the whole report; what is told in real units is told with its providers.
    let source = match key {
        "units" => source::of(prose.exhibits, all)?,
        _ => say!(prose, "table.source")?,
    };
    let title = say!(prose, &format!("readings.title.{key}"), ..title)?;
    Ok(Table { source, ..Table::new(title, note.to_owned(), columns, rows) })
}
