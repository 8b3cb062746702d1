//! The sidecar and the rows of a table, whatever it is kept in.

use std::io::Read;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::super::workbook::{Book, is_workbook};
use super::super::writing::beside;
use super::proposal::{Table, propose, separator_of};
use super::sidecar::{Sidecar, whole};
use crate::fault::{Fault, Faults, Place, Result};
use crate::ingest::delimited::dialect::declared;
use crate::ingest::holds::Holds;
use crate::ingest::reading::Expected;
use crate::ingest::workbook::{Kind, Sheet, Written};
use crate::ingest::{delimited, input};
use crate::text_file;
use crate::toml_file::parse;

/// Nobody writes more by hand.
const LONGEST: u64 = 64 << 20;

/// Reads the sidecar, then the table.
///
/// # Errors
/// Either can't be read; where there is no sidecar, the fault prints one for this table if it can.
pub(super) fn read(path: &Path, expected: &Expected) -> Result<(Sidecar, Sheet)> {
    let file = beside(path);
    let said = if file.is_file() { text_file::text(&file)? } else { String::new() };
    if said.trim().is_empty() {
        return Err(without_sidecar(path, &file, expected)?.into());
    }
    // Composed or decomposed, a letter is the same, in the sidecar as in the table.
    let composed: String = said.nfc().collect();
    let mut sidecar: Sidecar = match parse(&file, &composed) {
        Err(faults) if faults.0[0].message.contains("missing field") => {
            whole(&file, &composed)?;
            return Err(faults);
        }
        parsed => parsed?,
    };
    Faults::check(sidecar.writing().faults(&file), ())?;
    if is_workbook(path)? {
        let sheet = sheet_of(path, &sidecar)?;
        return Ok((sidecar, sheet));
    }
    let text = text_of(path)?;
    let said = said_above(&text);
    let said = sidecar.writing().separator.is_none().then_some(said).flatten();
    let sheet = text_sheet(path, &text, said.unwrap_or(sidecar.writing().separator()))?;
    if let Some((first, _)) = sheet.rows.first().filter(|_| said_above(&text).is_some()) {
        sidecar.header = sidecar.header.max(*first);
    }
    Ok((sidecar, sheet))
}

/// What a line above a table says that parts its fields.
fn said_above(text: &[u8]) -> Option<u8> {
    let first = String::from_utf8_lossy(text.get(..8).unwrap_or(text));
    first.lines().next().and_then(declared)
}

/// The sheet that a sidecar names, or else the one that has the columns it names.
fn sheet_of(path: &Path, sidecar: &Sidecar) -> Result<Sheet> {
    let mut book = Book::of(path)?;
    let names = book.names();
    let fault = |message: String| Fault::new(message).at(Place::file(path));
    if let Some(name) = &sidecar.sheet {
        if !names.contains(name) {
            let fault = fault(format!("the workbook has no sheet `{name}`"));
            return Err(fault.hint(format!("it has: {}", names.join(", "))).into());
        }
        return book.sheet(name, usize::MAX);
    }
    let mut sheets = sheets(&mut book)?;
    let fits = |(_, sheet): &(String, Sheet)| sidecar.fits(sheet);
    let fitting: Vec<usize> = (0..sheets.len()).filter(|at| fits(&sheets[*at])).collect();
    match fitting[..] {
        [one] => Ok(sheets.swap_remove(one).1),
        // What of it does not fit is told with the columns.
        [] if sheets.len() == 1 => Ok(sheets.swap_remove(0).1),
        _ => {
            let which = if fitting.is_empty() { "no sheet has" } else { "several sheets have" };
            let fault = fault(format!("{which} the columns that the sidecar names"));
            Err(fault
                .hint(format!("the workbook has the sheets: {}", names.join(", ")))
                .hint("name the one that is meant: `sheet = \"…\"`, and the line of its header: `header = …`")
                .into())
        }
    }
}

/// The sheets with any cell, each with its name.
fn sheets(book: &mut Book) -> Result<Vec<(String, Sheet)>> {
    let mut sheets = Vec::new();
    for name in book.names() {
        let sheet = book.sheet(&name, usize::MAX)?;
        if !sheet.rows.is_empty() {
            sheets.push((name, sheet));
        }
    }
    Ok(sheets)
}

fn text_of(path: &Path) -> Result<Vec<u8>> {
    // Who gives a list a sidecar says that there are figures in it.
    let is_list = |holds: &Holds| holds.is_table() || matches!(holds, Holds::List(_));
    let input = input::open(path, Holds::is_table).or_else(|_| input::open(path, is_list))?;
    let mut bytes = Vec::new();
    input::in_utf8(input)
        .take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| input::unreadable(path, 0, &e))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Fault::new("the table is longer than 64 MB")
            .at(Place::file(path))
            .hint("a table of that size is no one's by hand: write it as SDMX-CSV")
            .into());
    }
    Ok(bytes)
}

/// The cells of a CSV; lines without any are left out, and one above it that says what parts its fields.
fn text_sheet(path: &Path, bytes: &[u8], separator: u8) -> Result<Sheet> {
    let written = |(column, text): (usize, String)| {
        (!text.is_empty())
            .then(|| (column, Written { text: text.nfc().collect(), kind: Kind::Text }))
    };
    let row = |(line, cells): (u64, Vec<String>)| {
        let cells: Vec<_> = cells.into_iter().enumerate().filter_map(written).collect();
        (!cells.is_empty()).then_some((line, cells))
    };
    let above = usize::from(said_above(bytes).is_some());
    let rows = delimited::rows(path, bytes, separator)?.into_iter().skip(above);
    Ok(Sheet { rows: rows.filter_map(row).collect() })
}

/// What a table without a sidecar needs: one that is proposed for it, where it can be told what the table
/// holds.
fn without_sidecar(path: &Path, file: &Path, expected: &Expected) -> Result<Fault> {
    let (separator, sheets) = match is_workbook(path)? {
        true => (b',', sheets(&mut Book::of(path)?)?),
        false => {
            let text = text_of(path)?;
            let separator = said_above(&text).unwrap_or_else(|| separator_of(&text));
            (separator, vec![(String::new(), text_sheet(path, &text, separator)?)])
        }
    };
    let sheets: Vec<_> = sheets.into_iter().filter(|(_, sheet)| !sheet.rows.is_empty()).collect();
    if sheets.is_empty() {
        return Ok(Fault::new("the table is empty").at(Place::file(path)));
    }
    let series = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = |name| (sheets.len() > 1).then_some(name);
    let fault = Fault::new("the file is of no publisher's form that is known, and a table made by hand needs a sidecar that says what it holds")
        .at(Place::file(file));
    let proposed = sheets.iter().map(|(name, sheet)| {
        let table = Table { sheet: named(name.as_str()), separator, series: &series };
        propose(sheet, &table, expected.areas)
    });
    let (good, bad): (Vec<_>, Vec<_>) = proposed.partition(std::result::Result::is_ok);
    let mut fault = match good.len() {
        0 => fault.hint(
            "none is proposed; its form stands in datasets/SOURCES.md, “Tables made by hand”",
        ),
        1 => fault.hint("write this file; from the table's cells it could be:"),
        _ => {
            let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
            fault.hint(format!(
                "several of the sheets {} can be meant; write this file for one of them:",
                names.join(", ")
            ))
        }
    };
    for text in good.into_iter().flatten() {
        fault = fault.hint(format!("\n{text}"));
    }
    if fault.hints.len() == 1 {
        for ((name, _), why) in
            sheets.iter().zip(bad.into_iter().filter_map(std::result::Result::err))
        {
            fault = fault
                .hint(named(name.as_str()).map_or(why.clone(), |name| format!("{name}: {why}")));
        }
    }
    Ok(fault)
}
