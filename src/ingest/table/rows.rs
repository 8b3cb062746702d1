//! The sidecar and the rows of a table, whatever it is kept in.

use std::io::Read;
use std::path::Path;

use super::super::{Lines, input, workbook};
use super::sidecar::{Sidecar, beside, template};
use super::{Kind, Sheet, Written};
use crate::fault::{Fault, Place, Result};
use crate::toml_file::parse;

/// Nobody writes more by hand.
const LONGEST: u64 = 64 << 20;
/// Lines that are looked at for a header where no sidecar says where it stands.
const LOOKED_AT: usize = 20;

/// Reads the sidecar, then the table.
///
/// # Errors
/// Either can't be read; where there is no sidecar, the fault prints one for this table.
pub(super) fn read(path: &Path) -> Result<(Sidecar, Sheet)> {
    let file = beside(path);
    if !file.is_file() {
        return Err(without_sidecar(path, &file)?.into());
    }
    let text = std::fs::read_to_string(&file).map_err(|e| Fault::io("read the file", &file, &e))?;
    let sidecar: Sidecar = parse(&file, &text)?;
    if !sidecar.separator.is_ascii() {
        return Err(Fault::new(format!("`{}` can't part fields", sidecar.separator))
            .at(Place::file(&file))
            .hint("`separator` is one character: \",\", \";\" or \"\\t\"")
            .into());
    }
    let sheet = match workbook::is_workbook(path)? {
        true => workbook::sheet(path, sidecar.sheet.as_deref())?,
        false => text_sheet(path, sidecar.separator as u8)?,
    };
    Ok((sidecar, sheet))
}

/// The cells of a CSV; lines without any are left out.
fn text_sheet(path: &Path, separator: u8) -> Result<Sheet> {
    let input = input::open(path, |name| name.to_lowercase().ends_with(".csv"))?;
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
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(bytes.as_slice());
    let lines = Lines::new(&bytes, 1);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| {
            Fault::new(format!("cannot read the file as CSV ({e})")).at(Place::file(path))
        })?;
        let line = lines.of(record.position().map_or(0, |p| p.byte() as usize));
        let cells = record.iter().map(str::trim).enumerate().filter(|(_, text)| !text.is_empty());
        let written = |text: &str| Written { text: text.to_owned(), kind: Kind::Text };
        let cells: Vec<_> = cells.map(|(column, text)| (column, written(text))).collect();
        if !cells.is_empty() {
            rows.push((line, cells));
        }
    }
    Ok(Sheet { rows })
}

fn without_sidecar(path: &Path, file: &Path) -> Result<Fault> {
    let sheet = match workbook::is_workbook(path)? {
        true => workbook::sheet(path, None)?,
        false => text_sheet(path, b',')?,
    };
    // Titles above a header fill fewer columns than the header itself.
    let rows = || sheet.rows.iter().take(LOOKED_AT);
    let widest = rows().map(|(_, row)| row.len()).max().unwrap_or_default();
    let Some((line, header)) = rows().find(|(_, row)| row.len() == widest) else {
        return Ok(Fault::new("the table is empty").at(Place::file(path)));
    };
    let template = template(&Sheet::texts(header, usize::MAX), *line);
    Ok(Fault::new("a table made by hand needs a sidecar that says what it holds")
        .at(Place::file(file))
        .hint("write this file; from the table's header it could be:")
        .hint(format!("\n{template}")))
}
