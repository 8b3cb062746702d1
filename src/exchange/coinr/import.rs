//! `iData` and `iMeta` in, `framework.toml`, `data.csv` and `areas.csv` out.

use std::path::Path;

use super::codes::safe;
use super::columns::Type;
use super::entries::{Entry, check_tree, entries, ignored};
use super::sheet::CsvTable;
use super::toml_text::{Time, framework};
use super::units::{Units, units};
use super::values::{check_cells, check_columns, check_series, check_units, numeric, wide_table};
use crate::exchange::Parcel;
use crate::fault::{Faults, Result};

/// Makes a framework and its data from the two files; `year`: of values without a `Time`.
///
/// # Errors
/// Everything wrong with either file, all at once, with line and column.
pub fn import(data: &Path, meta: &Path, year: Option<i32>) -> Result<Parcel> {
    let mut faults = Vec::new();
    let data = CsvTable::read(data, &mut faults);
    let meta = CsvTable::read(meta, &mut faults);
    let (Some(data), Some(meta)) = (data, meta) else { return Err(Faults(faults)) };
    let entries = entries(&meta, &mut faults);
    if !entries.is_empty() {
        check_tree(&meta, &entries, &mut faults);
        check_columns(&data, &meta, &entries, &mut faults);
        check_series(&meta, &entries, &mut faults);
        check_cells(&data, &entries, &mut faults);
    }
    check_units(&data, &mut faults);
    Faults::check(faults, ())?;
    let time = time(&data, year);
    let units = units(&data, &entries);
    let (table, cells, missing) = wide_table(&data, &entries);
    let mut files =
        vec![("framework.toml", framework(&entries, &units, time)), ("data.csv", table)];
    files.extend(units.table.clone().map(|table| ("areas.csv", table)));
    let notes = notes(&data, &meta, &entries, units, (time, year));
    Ok(Parcel { files, notes, cells, missing })
}

fn time(data: &CsvTable, year: Option<i32>) -> Time {
    let years = data.rows().filter_map(|row| data.named(row, "Time")?.parse::<i32>().ok());
    match (years.max(), year) {
        (Some(latest), _) => Time::Latest(latest),
        (None, Some(year)) => Time::Given(year),
        (None, None) => Time::Unknown,
    }
}

fn notes(
    data: &CsvTable,
    meta: &CsvTable,
    entries: &[Entry],
    units: Units,
    (time, year): (Time, Option<i32>),
) -> Vec<String> {
    let mut notes = [&data.notes[..], &meta.notes, &units.notes].concat();
    notes.push("COINr's methods are arguments of its functions and not in iMeta: framework.toml chooses min–max from 0 to 100, arithmetic means, nothing imputed or treated".to_owned());
    match (time, year) {
        (Time::Unknown, _) => notes.push(
            "iData has no Time: write the year of the values into framework.toml, or import again with --year".to_owned(),
        ),
        (Time::Latest(latest), Some(_)) => {
            notes.push(format!("iData has a Time: --year is not used, {latest} is the latest"));
        }
        _ => {}
    }
    let mut say = |what: &str, codes: Vec<&str>| {
        if !codes.is_empty() {
            notes.push(format!("{what}: {}", codes.join(", ")));
        }
    };
    let coded = |fits: &dyn Fn(&Entry) -> bool| {
        entries.iter().filter(|e| fits(e)).map(|e| e.code.as_str()).collect::<Vec<_>>()
    };
    say("normalised by the goalposts of iMeta", coded(&|e| e.posts.is_some()));
    say(
        "not carried: scores beyond the goalposts (goalpost_trunc2posts is FALSE)",
        coded(&|e| e.posts.as_ref().is_some_and(|p| !p.cut)),
    );
    say("targets, noted in framework.toml and not used", coded(&|e| e.target.is_some()));
    say("divided by a denominator", coded(&|e| e.denominator.is_some()));
    say(
        "shown and not scored, for a weight of 0",
        coded(&|e| e.kind == Type::Indicator && e.weight == 0.0),
    );
    say(
        "not carried: directions of aggregates",
        coded(&|e| e.kind == Type::Aggregate && e.direction.sign() < 0.0),
    );
    say("kept in areas.csv and not used", coded(&|e| e.kind == Type::Other));
    say("not carried: columns of iMeta", ignored(meta));
    let renamed = numeric(entries).filter(|e| safe(&e.code) != e.code);
    let renamed: Vec<String> =
        renamed.map(|e| format!("{} as {}", e.code, safe(&e.code))).collect();
    say("columns of data.csv under another name", renamed.iter().map(String::as_str).collect());
    say("units without a single value, which will not be scored", without_values(data, entries));
    notes
}

fn without_values<'a>(data: &'a CsvTable, entries: &[Entry]) -> Vec<&'a str> {
    let columns: Vec<usize> = numeric(entries).filter_map(|e| data.column(&e.code)).collect();
    let Some(unit) = data.column("uCode") else { return Vec::new() };
    let has_value = |row: usize| columns.iter().any(|&c| data.cell(row, c).is_some());
    let seen: std::collections::BTreeSet<&str> =
        data.rows().filter(|&row| has_value(row)).map(|row| data.text(row, unit)).collect();
    let mut none: Vec<&str> = data.rows().map(|row| data.text(row, unit)).collect();
    none.retain(|code| !seen.contains(code));
    none.sort_unstable();
    none.dedup();
    none
}
