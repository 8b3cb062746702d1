//! How the numbers of a table are written, by its cells: what parts their decimals and their thousands.

use super::super::super::writing::Writing;
use super::columns::Column;
use crate::ingest::number::finite;
use crate::ingest::workbook::{Kind, Written};

/// Words that tables have for "no figure".
pub(super) const MISSING: [&str; 10] =
    ["..", "...", "…", "-", "–", ":", "n/a", "N/A", "NA", "n.a."];

/// What can part decimals and thousands; as numbers are mostly written first.
const WRITINGS: [(char, Option<char>); 8] = [
    ('.', None),
    (',', None),
    (',', Some('.')),
    ('.', Some(',')),
    ('.', Some(' ')),
    (',', Some(' ')),
    ('.', Some('\'')),
    (',', Some('\'')),
];

fn writings() -> impl Iterator<Item = Writing> + Clone {
    WRITINGS.into_iter().map(|(decimal, thousands)| Writing {
        separator: None,
        decimal: (decimal == ',').then_some(decimal),
        thousands,
    })
}

/// The numbers that a cell can be; only texts are written in some way.
pub(super) fn numbers_of(
    cell: &Written,
    writings: impl Iterator<Item = Writing>,
) -> impl Iterator<Item = f64> {
    let is_text = cell.kind == Kind::Text;
    writings.filter_map(move |writing| match is_text {
        true => writing.number(&cell.text),
        false => finite(&cell.text),
    })
}

/// How the numbers of these columns are written.
///
/// # Errors
/// In no one way; in two, by which a cell is two numbers.
pub(super) fn writing_of<'c>(
    columns: impl Iterator<Item = &'c Column<'c>>,
) -> Result<Writing, String> {
    let is_number = |cell: &Written| numbers_of(cell, writings()).next().is_some();
    let is_like =
        |c: &&Column| c.most(|cell| is_number(cell) || MISSING.contains(&cell.text.as_str()));
    let cells: Vec<&Written> = columns
        .filter(is_like)
        .flat_map(|c| c.cells.iter().copied())
        .filter(|cell| cell.kind == Kind::Text && is_number(cell))
        .collect();
    let odd = |writing: Writing| cells.iter().find(|cell| writing.number(&cell.text).is_none());
    let mut fitting = writings().filter(|writing| odd(*writing).is_none());
    let Some(first) = fitting.next() else {
        let [one, other] = [Some(','), None].map(|decimal| {
            odd(Writing { decimal, ..Writing::default() }).map_or("", |cell| &cell.text)
        });
        return Err(format!(
            "`{one}` and `{other}` are not written alike: which marks part decimals and thousands can't be told"
        ));
    };
    if first == Writing::default() {
        return Ok(first);
    }
    let doubtful = fitting.find_map(|other| {
        let number = |writing: Writing, cell: &Written| writing.number(&cell.text);
        let cell = cells.iter().find(|cell| number(first, cell) != number(other, cell))?;
        Some((&cell.text, number(first, cell)?, number(other, cell)?))
    });
    match doubtful {
        Some((text, one, other)) => Err(format!(
            "`{text}` could be {one} or {other}: say which in a sidecar, by `decimal` and `thousands`"
        )),
        None => Ok(first),
    }
}
