//! The reference table of areas: `REF_AREA` and a name are required, any other column is kept.

use std::collections::BTreeMap;
use std::path::Path;

use super::area_codes::{folded, unpadded};
use super::delimited::whole::{rows, uneven};
use super::header::Header;
use crate::characters::{is_invisible, is_refused, told};
use crate::fault::{self, Fault, Faults, Place};
use crate::model::{Areas, Names, RefArea};

/// Columns of codes, in any of which a code stands for one area alone.
const CODES: [&str; 4] = ["REF_AREA", "ISO2", "ISO3", "M49"];
/// Columns of names, likewise.
const NAMES: [&str; 6] =
    ["NAME_EN", "NAME_FR", "NAME_ES", "SHORT_NAME_EN", "SHORT_NAME_FR", "SHORT_NAME_ES"];

/// Reads the reference areas from `text`, the content of `file`.
///
/// # Errors
/// Missing columns, rows of another length, cells with what no one sees, a code that is empty, a code or
/// a name that stands for two areas: all, with lines.
pub fn read_areas(file: &Path, text: &str) -> fault::Result<Areas> {
    let mut rows = rows(file, text.as_bytes(), b',')?.into_iter();
    let header = rows.next().map(|(_, header)| header).unwrap_or_default();
    Header::new(header.iter().map(String::as_str), Place::line(file, 1))
        .columns([&["REF_AREA"], &["NAME_EN"]])?;
    let mut faults = Vec::new();
    let mut areas: BTreeMap<String, RefArea> = BTreeMap::new();
    let mut keys = Keys::default();
    for (line, cells) in rows {
        let place = Place::line(file, line);
        if cells.len() != header.len() {
            faults.push(uneven(cells.len(), header.len(), place));
            continue;
        }
        let row: BTreeMap<String, String> = header.iter().cloned().zip(cells).collect();
        faults.extend(hidden(&row).map(|(column, c)| {
            let message = format!("the cell holds {}, which no one sees", told(c));
            Fault::new(message).at(place.clone().column(column)).hint("write it again without it")
        }));
        faults.extend(keys.taken(&row, line).map(|(column, message)| {
            Fault::new(message)
                .at(place.clone().column(column))
                .hint("a code or a name stands for one area: correct one of the two rows")
        }));
        let area = area(row).unwrap_or_else(|(column, found)| {
            let message = format!("found `{found}` where degrees are expected");
            faults.push(Fault::new(message).at(place.clone().column(column)));
            RefArea::bare(&found)
        });
        if area.code.is_empty() {
            let message = "the code of the area is empty";
            faults.push(Fault::new(message).at(place.column("REF_AREA")));
            continue;
        }
        areas.insert(area.code.clone(), area);
    }
    Faults::check(faults, Areas::new(areas.into_values()))
}

/// The first character of each cell that no name holds, with its column.
fn hidden(row: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, char)> {
    let hidden = |text: &str| text.chars().find(|c| is_invisible(*c) || is_refused(*c));
    row.iter().filter_map(move |(column, text)| Some((column.as_str(), hidden(text)?)))
}

/// What areas are known by, each with the line of its area.
#[derive(Default)]
struct Keys {
    codes: BTreeMap<String, u64>,
    names: BTreeMap<String, u64>,
}

impl Keys {
    /// Takes the codes and names of the area in `line`; those that another line has, by column.
    fn taken<'r>(
        &mut self,
        row: &'r BTreeMap<String, String>,
        line: u64,
    ) -> impl Iterator<Item = (&'static str, String)> + use<'r> {
        let mut taken: Vec<(&str, String)> = Vec::new();
        let mut take = |known: &mut BTreeMap<String, u64>, column, key: String, text: &str| {
            // A name of nothing but an article (`E`) is no key.
            if key.is_empty() {
                return;
            }
            let first = *known.entry(key).or_insert(line);
            if first != line {
                let message = format!("`{text}` stands for the area in line {first} already");
                taken.push((column, message));
            }
        };
        let cell = |column| row.get(column).map(String::as_str).filter(|text| !text.is_empty());
        for column in CODES {
            // Files are named after codes, and some systems don't tell capitals from small letters.
            let key = |text| unpadded(text).to_uppercase();
            cell(column)
                .into_iter()
                .for_each(|text| take(&mut self.codes, column, key(text), text));
        }
        for column in NAMES {
            let text = cell(column).into_iter();
            text.for_each(|text| take(&mut self.names, column, folded(text), text));
        }
        taken.into_iter()
    }
}

/// An area from its row; the error is the column and content of coordinates that are none.
fn area(mut row: BTreeMap<String, String>) -> Result<RefArea, (&'static str, String)> {
    let mut take = |column: &str| row.remove(column).filter(|text| !text.is_empty());
    let code = take("REF_AREA").unwrap_or_default();
    let en = take("NAME_EN").unwrap_or_else(|| code.clone());
    let name = Names { en: en.clone(), fr: take("NAME_FR"), es: take("NAME_ES") };
    let short_name = Names {
        en: take("SHORT_NAME_EN").unwrap_or(en),
        fr: take("SHORT_NAME_FR").or_else(|| name.fr.clone()),
        es: take("SHORT_NAME_ES").or_else(|| name.es.clone()),
    };
    let latitude = degrees("LATITUDE", take("LATITUDE"), 90.0)?;
    let longitude = degrees("LONGITUDE", take("LONGITUDE"), 180.0)?;
    Ok(RefArea { code, name, short_name, attributes: row, centre: latitude.zip(longitude) })
}

/// Degrees between −`limit` and `limit`; `None` for an empty cell.
fn degrees(
    column: &'static str,
    text: Option<String>,
    limit: f64,
) -> Result<Option<f64>, (&'static str, String)> {
    let Some(text) = text else { return Ok(None) };
    match text.parse::<f64>() {
        Ok(number) if (-limit..=limit).contains(&number) => Ok(Some(number)),
        _ => Err((column, text)),
    }
}
