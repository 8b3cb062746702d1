//! The form of a file by what it begins with, for those whose provider no catalogue names.

use std::io::Read;
use std::path::Path;

use super::input::{Packing, members, open, packing};
use crate::fault::{Fault, Place, Result};
use crate::model::Reader;

/// Enough to hold any header, or the first keys of any JSON.
const BEGINNING: u64 = 64 << 10;

/// Which reader takes the file or folder at `path`.
///
/// # Errors
/// A path that can't be read, or a file that begins like none of the forms.
pub fn recognise(path: &Path) -> Result<Reader> {
    if path.is_dir() {
        return Ok(Reader::Parquet);
    }
    let mut sidecar = path.as_os_str().to_owned();
    sidecar.push(".toml");
    if Path::new(&sidecar).is_file() {
        return Ok(Reader::Table);
    }
    if packing(path)? == Packing::Zip {
        let names = members(path)?;
        if names.iter().any(|name| name.starts_with("xl/")) {
            return Ok(if names_a_series(path) { Reader::Unsdg } else { Reader::Table });
        }
        if names.iter().any(|name| is_world_bank(name)) {
            return Ok(Reader::Worldbank);
        }
        if names.iter().any(|name| name.starts_with("WID_")) {
            return Ok(Reader::Wid);
        }
    }
    let mut beginning = Vec::new();
    open(path, |name| name.to_lowercase().ends_with(".csv"))?
        .take(BEGINNING)
        .read_to_end(&mut beginning)
        .map_err(|e| super::input::unreadable(path, 0, &e))?;
    if beginning.starts_with(b"PAR1") {
        return Ok(Reader::Parquet);
    }
    let text = String::from_utf8_lossy(&beginning);
    let text = text.trim_start();
    match text.chars().next() {
        Some('<') => Err(Fault::new("the file is a web page, and no data")
            .at(Place::file(path))
            .hint("fetch it again: services send such pages in place of figures when they fail")
            .into()),
        Some('{' | '[') => Ok(of_json(text)),
        _ => Ok(of_table(text)),
    }
}

/// UN SDG dumps are called after their series, as `Data_1.3.1_SI_COV_POOR_2019.Q1.G.02.xlsx`.
fn names_a_series(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_indicator = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    name.starts_with("Data_") && name.split('_').nth(1).is_some_and(is_indicator)
}

fn is_world_bank(name: &str) -> bool {
    ["API_", "WDI", "Metadata_Country_"].iter().any(|start| name.starts_with(start))
}

fn of_json(text: &str) -> Reader {
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    if has("dataSets") || has("dataSet") || text.contains("sdmx-json") {
        Reader::SdmxJson
    } else if has("totalPages") || has("geoAreaCode") || has("totalElements") {
        Reader::Unsdg
    } else if text.starts_with('[') && (has("per_page") || has("message")) {
        Reader::Worldbank
    } else {
        // ILOSTAT's errors are JSON; its reader says what they are.
        Reader::Ilostat
    }
}

fn of_table(text: &str) -> Reader {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let names: Vec<String> = line
        .split([',', ';', '\t'])
        .map(|name| name.trim().trim_matches(['"', '[', ']']).to_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    // Other providers write the same words in capitals.
    let is_lower = line.contains("ref_area");
    if is_lower && (has("obs_value") || has("ref_area.label")) {
        Reader::Ilostat
    } else if has("percentile") || names.first().is_some_and(|name| name == "alpha2") {
        Reader::Wid
    } else if has("iso3") && has("hdicode") {
        Reader::Undp
    } else if has("data source") || has("country code") || has("countrycode") {
        Reader::Worldbank
    } else if ["seriescode", "series code", "geoareacode", "geoarea_code"].iter().any(|n| has(n)) {
        Reader::Unsdg
    } else if names.iter().any(|name| OF_SDMX.contains(&name.as_str())) {
        Reader::SdmxCsv
    } else {
        // Of no form that says what it holds: a sidecar must.
        Reader::Table
    }
}

/// Of these columns a file of SDMX-CSV, or a wide table of ours, has one at least.
const OF_SDMX: [&str; 9] = [
    "ref_area",
    "geo",
    "indicator",
    "time_period",
    "obs_value",
    "dataflow",
    "structure",
    "structure_id",
    "measure",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_known_by_its_header() {
        let header = |text: &str| of_table(text);
        assert_eq!(header("\"ref_area\",\"source\",\"time\",\"obs_value\"\n"), Reader::Ilostat);
        assert_eq!(header("country;variable;percentile;year;value;age;pop\n"), Reader::Wid);
        assert_eq!(
            header("\n\"Data Source\",\"World Development Indicators\",\n"),
            Reader::Worldbank
        );
        assert_eq!(header("Goal,Target,SeriesCode,GeoAreaCode,[Sex]\n"), Reader::Unsdg);
        assert_eq!(header("REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n"), Reader::SdmxCsv);
        assert_eq!(of_json("[{\"page\":1,\"per_page\":\"50\"},null]"), Reader::Worldbank);
        assert_eq!(of_json("{\"size\":1,\"totalElements\":2,\"totalPages\":1}"), Reader::Unsdg);
        assert_eq!(of_json("{\"meta\":{},\"data\":{\"dataSets\":[]}}"), Reader::SdmxJson);
    }
}
