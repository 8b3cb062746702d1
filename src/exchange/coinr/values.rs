//! iData in, checked against iMeta; a wide table of values out.

use std::collections::BTreeMap;

use super::codes::safe;
use super::columns::{SPECIAL, Type};
use super::entries::Entry;
use super::sheet::CsvTable;
use crate::fault::{Fault, Place, nearest};
use crate::ingest::finite;
use crate::tables::rows_csv_text as csv_text;

/// How many cells of one column are listed before the rest is counted.
const LISTED: usize = 10;
/// Years that can be right.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Every column of iData must be a row of iMeta and the other way round, aggregates apart.
pub(super) fn check_columns(
    data: &CsvTable,
    meta: &CsvTable,
    entries: &[Entry],
    faults: &mut Vec<Fault>,
) {
    let with_column = || entries.iter().filter(|e| e.kind != Type::Aggregate);
    let codes: Vec<&str> = with_column().map(|e| e.code.as_str()).collect();
    if data.column("uCode").is_none() {
        let known = data.header.iter().map(String::as_str);
        let fault = Fault::new("the column uCode is missing")
            .at(Place::line(&data.file, 1))
            .hint("iData needs the code of each unit in a column uCode");
        faults.push(fault.nearest("uCode", known));
    }
    for column in data.header.iter().filter(|c| !SPECIAL.contains(&c.as_str()) && !c.is_empty()) {
        if codes.contains(&column.as_str()) {
            continue;
        }
        let message = match entries.iter().any(|e| e.code == *column) {
            true => format!("the column {column} is an aggregate, which COINr makes itself"),
            false => format!("the column {column} has no row in iMeta"),
        };
        let hint = "remove it, or give it a row: Indicator, Group, Denominator or Other";
        let fault = Fault::new(message).at(Place::line(&data.file, 1).column(column)).hint(hint);
        faults.push(fault.nearest(column, codes.iter().copied()));
    }
    for entry in with_column().filter(|e| data.column(&e.code).is_none()) {
        let near = nearest(&entry.code, data.header.iter().map(String::as_str));
        let near = near.map_or(String::new(), |near| format!(" (nearest: {near})"));
        let message = format!("`{}` has no column in {}{near}", entry.code, data.file.display());
        let hint = "add the column, correct the code, or remove the row";
        faults.push(Fault::new(message).at(meta.place(entry.row, "iCode")).hint(hint));
    }
    for entry in entries {
        let Some(denominator) = &entry.denominator else { continue };
        let fits = |e: &&Entry| {
            e.code == *denominator && matches!(e.kind, Type::Denominator | Type::Indicator)
        };
        if entries.iter().find(fits).is_none() {
            let known = entries.iter().filter(|e| e.kind == Type::Denominator);
            let expected = "the code of a row of Type Denominator";
            let hint = "leave it empty where nothing is divided";
            let fault = meta.wrong(entry.row, "Denominator", denominator, expected, hint);
            faults.push(fault.nearest(denominator, known.map(|e| e.code.as_str())));
        }
    }
}

/// Units and times: each unit once, or once in each year.
pub(super) fn check_units(data: &CsvTable, faults: &mut Vec<Fault>) {
    let Some(units) = data.column("uCode") else { return };
    let time = data.column("Time");
    let mut first: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for row in data.rows() {
        let unit = data.text(row, units);
        let year = time.map_or("", |time| data.text(row, time));
        if unit.is_empty() {
            faults.push(data.wrong(
                row,
                "uCode",
                "",
                "the code of a unit",
                "name the unit, or remove the row",
            ));
            continue;
        }
        if time.is_some() && !year.parse().is_ok_and(|year: i32| YEARS.contains(&year)) {
            let expected = format!("a year from {} to {}", YEARS.start(), YEARS.end());
            faults.push(data.wrong(row, "Time", year, &expected, "write the year, four digits"));
        }
        let Some(earlier) = first.get(&(unit, year)) else {
            first.insert((unit, year), data.line(row));
            continue;
        };
        let (of, hint) = match time {
            Some(_) => {
                (format!(" in {year}"), "each unit once in each year: remove or correct one")
            }
            None => (String::new(), "each unit once; values of several years need a column Time"),
        };
        let message = format!("the unit `{unit}` stands twice{of} (first in line {earlier})");
        faults.push(Fault::new(message).at(data.place(row, "uCode")).hint(hint));
    }
}

/// Entries whose columns hold numbers that the index reads.
pub(super) fn numeric(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(|e| matches!(e.kind, Type::Indicator | Type::Denominator))
}

/// Every cell of an indicator or a denominator is a number or missing.
pub(super) fn check_cells(data: &CsvTable, entries: &[Entry], faults: &mut Vec<Fault>) {
    for entry in numeric(entries) {
        let Some(column) = data.column(&entry.code) else { continue };
        let wrong = |row: &usize| data.cell(*row, column).is_some_and(|c| finite(c).is_none());
        let rows: Vec<usize> = data.rows().filter(wrong).collect();
        for &row in rows.iter().take(LISTED) {
            let found = data.text(row, column);
            let hint = "write it with a decimal point and no thousands separators; leave it empty or NA where it is missing";
            faults.push(data.wrong(row, &entry.code, found, "a number", hint));
        }
        if rows.len() > LISTED {
            let message =
                format!("{} more cells of {} are no numbers", rows.len() - LISTED, entry.code);
            faults.push(Fault::new(message).at(Place::file(&data.file).column(&entry.code)));
        }
    }
}

/// The values as a wide table of ours, each as it was written; and how many cells there are, and
/// how many of them are empty.
pub(super) fn wide_table(data: &CsvTable, entries: &[Entry]) -> (String, usize, usize) {
    let position = |name: &str| data.column(name);
    let columns: Vec<(String, usize)> = numeric(entries)
        .filter_map(|entry| Some((safe(&entry.code), position(&entry.code)?)))
        .collect();
    let mut header = vec!["REF_AREA".to_owned()];
    header.extend(position("Time").map(|_| "TIME_PERIOD".to_owned()));
    header.extend(columns.iter().map(|(series, _)| series.clone()));
    let mut rows = vec![header];
    let mut missing = 0;
    for row in data.rows() {
        let mut cells = Vec::new();
        cells.extend(position("uCode").map(|column| data.text(row, column).to_owned()));
        cells.extend(position("Time").map(|column| data.text(row, column).to_owned()));
        for (_, column) in &columns {
            let cell = data.cell(row, *column);
            missing += usize::from(cell.is_none());
            cells.push(cell.unwrap_or_default().to_owned());
        }
        rows.push(cells);
    }
    let count = (rows.len() - 1) * columns.len();
    (csv_text(rows), count, missing)
}

/// Codes that would share the name of a column: what R and our formulas take is narrower than a
/// code may be.
pub(super) fn check_series(meta: &CsvTable, entries: &[Entry], faults: &mut Vec<Fault>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for entry in numeric(entries) {
        let series = safe(&entry.code);
        match seen.get(&series) {
            Some(other) if *other != entry.code => {
                let message = format!(
                    "the codes `{other}` and `{}` would both be the series {series}",
                    entry.code
                );
                let hint = "rename one: a series has letters, digits, `_` and `.`";
                faults.push(Fault::new(message).at(meta.place(entry.row, "iCode")).hint(hint));
            }
            Some(_) => {}
            None => drop(seen.insert(series, &entry.code)),
        }
    }
}
