//! The reference table of areas: `REF_AREA` and a name are required, any other column is kept.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fault::{self, Fault, Faults, Place};
use crate::model::{Areas, Names, RefArea};

/// Reads the reference areas from `text`, the content of `file`.
///
/// # Errors
/// Missing columns, rows of another length, a code that is empty or stands twice: all, with lines.
pub fn read_areas(file: &Path, text: &str) -> fault::Result<Areas> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(|h| h.trim().to_owned()).collect(),
        Err(error) => return Err(Fault::new(error.to_string()).at(Place::file(file)).into()),
    };
    for needed in ["REF_AREA", "NAME_EN"] {
        if !header.iter().any(|h| h == needed) {
            return Err(Fault::new(format!("the column {needed} is missing"))
                .at(Place::line(file, 1))
                .hint(format!("found the columns {}", header.join(", ")))
                .nearest(needed, header.iter().map(String::as_str))
                .into());
        }
    }
    let mut faults = Vec::new();
    let mut areas: BTreeMap<String, RefArea> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|e| Fault::new(e.to_string()).at(Place::file(file)))?;
        let line = record.position().map_or(0, csv::Position::line);
        let place = Place::line(file, line);
        if record.len() != header.len() {
            let (found, expected) = (record.len(), header.len());
            let message = format!("the row has {found} fields, the header {expected}");
            faults.push(Fault::new(message).at(place));
            continue;
        }
        let row = header.iter().cloned().zip(record.iter().map(|f| f.trim().to_owned())).collect();
        let area = area(row).unwrap_or_else(|(column, found)| {
            let message = format!("found `{found}` where degrees are expected");
            faults.push(Fault::new(message).at(place.clone().column(column)));
            RefArea::bare(&found)
        });
        if area.code.is_empty() || areas.contains_key(&area.code) {
            let message = format!("the code `{}` is empty or stands twice", area.code);
            faults.push(Fault::new(message).at(place.column("REF_AREA")));
            continue;
        }
        areas.insert(area.code.clone(), area);
    }
    Faults::check(faults, Areas::new(areas.into_values()))
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
