//! Names and groups of the units in, a reference table and groupings out.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{MISSING, Type};
use super::entries::Entry;
use super::sheet::CsvTable;
use crate::tables::rows_csv_text as csv_text;

/// Columns that mean something in a reference table of ours.
const TAKEN: [&str; 9] = [
    "REF_AREA",
    "NAME_EN",
    "NAME_FR",
    "NAME_ES",
    "SHORT_NAME_EN",
    "SHORT_NAME_FR",
    "SHORT_NAME_ES",
    "LATITUDE",
    "LONGITUDE",
];

/// A column of the reference table that was one of iData.
pub(super) struct Attribute<'a> {
    pub entry: &'a Entry,
    /// Its name in the reference table.
    pub column: String,
    /// What stands in it, in order.
    pub values: BTreeSet<String>,
}

/// The reference table, if there is more to know of the units than their codes.
pub(super) struct Units<'a> {
    pub table: Option<String>,
    pub attributes: Vec<Attribute<'a>>,
    pub notes: Vec<String>,
}

/// Reads units, their names and their columns of Type Group and Other; of several years the latest.
pub(super) fn units<'a>(data: &CsvTable, entries: &'a [Entry]) -> Units<'a> {
    let mut units = Units { table: None, attributes: Vec::new(), notes: Vec::new() };
    let order = latest_first(data);
    let codes: BTreeSet<&str> = order.iter().map(|(code, _)| *code).collect();
    let mut columns = Vec::new();
    let kept = entries.iter().filter(|e| matches!(e.kind, Type::Group | Type::Other));
    for entry in kept {
        let Some(position) = data.column(&entry.code) else { continue };
        let (of, varies) = latest(data, &order, position);
        if varies {
            units.notes.push(format!(
                "{} changes over the years: the latest of each unit is taken",
                entry.code
            ));
        }
        let unclear = data.rows().filter(|&row| data.text(row, position) == MISSING).count();
        let unclear = if of.values().any(|group| is_short_code(group)) { unclear } else { 0 };
        if unclear > 0 && entry.kind == Type::Group {
            units.notes.push(format!("{}: `NA` is read as missing in {unclear} rows; if it is a group (North America), write another word", entry.code));
        }
        let is_taken = TAKEN.contains(&entry.code.as_str());
        let column = if is_taken { format!("{}_GROUP", entry.code) } else { entry.code.clone() };
        let values = of.values().map(|value| (*value).to_owned()).collect();
        units.attributes.push(Attribute { entry, column, values });
        columns.push(of);
    }
    if codes.contains(MISSING) {
        units.notes.push("the unit `NA` is read as a code (Namibia in ISO 3166-1 alpha-2); R would read it as missing".to_owned());
    }
    let names = data.column("uName").map(|column| latest(data, &order, column).0);
    if names.is_none() && columns.is_empty() {
        return units;
    }
    let mut rows = vec![vec!["REF_AREA".to_owned(), "NAME_EN".to_owned()]];
    rows[0].extend(units.attributes.iter().map(|a| a.column.clone()));
    for code in codes {
        let name = names.as_ref().and_then(|names| names.get(code)).copied().unwrap_or(code);
        let mut row = vec![code.to_owned(), name.to_owned()];
        row.extend(columns.iter().map(|of| of.get(code).copied().unwrap_or_default().to_owned()));
        rows.push(row);
    }
    units.table = Some(csv_text(rows));
    units
}

/// Units with their rows, the latest year first.
fn latest_first(data: &CsvTable) -> Vec<(&str, usize)> {
    let Some(column) = data.column("uCode") else { return Vec::new() };
    let year = |row: usize| data.named(row, "Time").and_then(|year| year.parse::<i32>().ok());
    let mut rows: Vec<(&str, usize)> =
        data.rows().map(|row| (data.text(row, column), row)).collect();
    rows.sort_by_key(|(code, row)| (*code, std::cmp::Reverse(year(*row)), *row));
    rows
}

/// The first entry of each unit that is not missing, and whether any unit has several.
fn latest<'a>(
    data: &'a CsvTable,
    order: &[(&'a str, usize)],
    column: usize,
) -> (BTreeMap<&'a str, &'a str>, bool) {
    let (mut first, mut varies) = (BTreeMap::new(), false);
    for &(code, row) in order {
        let Some(cell) = data.cell(row, column) else { continue };
        varies |= *first.entry(code).or_insert(cell) != cell;
    }
    (first, varies)
}

/// A code among which `NA` may well be another.
fn is_short_code(text: &str) -> bool {
    text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
