//! The World Bank's lists of its countries and aggregates: `/country` of the API, the
//! `Metadata_Country_*.csv` beside an indicator, `WDICountry.csv` of the bulk file.

use std::io::{Cursor, Read};
use std::path::Path;

use csv::StringRecord;
use serde::Deserialize;

use super::super::delimited::{Dialect, head_of, rows};
use super::super::input::{self, Input};
use super::api;
use crate::fault::{Fault, Faults, Place, Result};

/// A country, or an aggregate of countries, as the World Bank classifies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// Three letters, ISO 3166-1 but for `XKX`, `CHI` and aggregates.
    pub code: String,
    /// Two letters; `None` where the file has no such column.
    pub iso2: Option<String>,
    pub name: String,
    /// `EAS`, `ECS`, `LCN`, `MEA`, `NAC`, `SAS` or `SSF`: the same whatever the region is called
    /// that year. `None` for an aggregate.
    pub region_id: Option<String>,
    /// `HIC`, `UMC`, `LMC` or `LIC`; `None` for an aggregate and what is not classified.
    pub income: Option<String>,
    pub is_aggregate: bool,
}

/// Regions by the labels that they have had.
const REGIONS: [(&str, &str); 8] = [
    ("East Asia & Pacific", "EAS"),
    ("Europe & Central Asia", "ECS"),
    ("Latin America & Caribbean", "LCN"),
    ("Middle East & North Africa", "MEA"),
    ("Middle East, North Africa, Afghanistan & Pakistan", "MEA"),
    ("North America", "NAC"),
    ("South Asia", "SAS"),
    ("Sub-Saharan Africa", "SSF"),
];
const INCOMES: [(&str, &str); 4] = [
    ("High income", "HIC"),
    ("Upper middle income", "UMC"),
    ("Lower middle income", "LMC"),
    ("Low income", "LIC"),
];
/// Far above what these lists are (156 KB).
const LARGEST: u64 = 64 << 20;

/// Reads a list of countries, JSON or CSV (plain, gzipped, or the one of an indicator's zip).
///
/// # Errors
/// A file without the columns, a page of several, a region or income group that has no such name.
pub fn read_countries(path: &Path) -> Result<Vec<Country>> {
    let (holds, input) = input::find(path, |holds| holds.is_json() || holds.is_countries())?;
    if holds.is_json() {
        return Ok(api::rows_of_all::<Listed>(path, input)?
            .into_iter()
            .map(Country::from)
            .collect());
    }
    of_csv(path, input)
}

#[derive(Deserialize)]
struct Listed {
    id: String,
    #[serde(rename = "iso2Code", alias = "iso2code")]
    iso2: Option<String>,
    name: String,
    region: Id,
    #[serde(rename = "incomeLevel")]
    income: Id,
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

impl From<Listed> for Country {
    fn from(listed: Listed) -> Self {
        // `NA` is no region here, whatever it is as the code of a country.
        let known = |id: String, none: &str| Some(id).filter(|id| !id.is_empty() && id != none);
        let is_aggregate = listed.region.id == "NA" || listed.region.id.is_empty();
        Country {
            code: listed.id,
            iso2: listed.iso2,
            name: listed.name.trim().to_owned(),
            region_id: known(listed.region.id, "NA"),
            income: known(listed.income.id, "NA").filter(|id| id != "INX"),
            is_aggregate,
        }
    }
}

fn of_csv(path: &Path, input: Input) -> Result<Vec<Country>> {
    let mut text = String::new();
    let read = input.take(LARGEST).read_to_string(&mut text);
    read.map_err(|e| input::unreadable(path, 0, &e))?;
    let is_header = |record: &StringRecord| record.iter().any(|cell| cell.trim() == "Country Code");
    let head = head_of(path, Box::new(Cursor::new(text.clone())), Dialect::COMMAS, is_header)?;
    let [code, region] = head.columns(path, ["Country Code", "Region"])?;
    let one_of = |names: &[&str]| names.iter().find_map(|name| head.column(name));
    let columns = CountryColumns {
        code,
        region,
        income: one_of(&["IncomeGroup", "Income Group"]),
        name: one_of(&["TableName", "Table Name", "Short Name"]),
        iso2: one_of(&["2-alpha code", "WB-2 code"]),
    };
    let (mut countries, mut faults) = (Vec::new(), Vec::new());
    let rows = rows(path, text.as_bytes(), b',')?;
    for (line, cells) in rows.into_iter().filter(|(line, _)| *line > head.line) {
        match columns.country(&cells) {
            Ok(country) => countries.push(country),
            Err(fault) => faults.push(fault.at(Place::line(path, line))),
        }
    }
    Faults::check(faults, countries)
}

struct CountryColumns {
    code: usize,
    region: usize,
    income: Option<usize>,
    name: Option<usize>,
    iso2: Option<usize>,
}

impl CountryColumns {
    fn country(&self, cells: &[String]) -> std::result::Result<Country, Fault> {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", String::as_str);
        let region = cell(Some(self.region));
        let income = Some(cell(self.income)).filter(|label| *label != "Not classified");
        let code = cell(Some(self.code));
        Ok(Country {
            code: code.to_owned(),
            iso2: self.iso2.map(|column| cell(Some(column)).to_owned()),
            name: cell(self.name).to_owned(),
            region_id: id_of(&REGIONS, region, "region")?,
            income: id_of(&INCOMES, income.unwrap_or_default(), "income group")?,
            is_aggregate: region.is_empty(),
        })
    }
}

fn id_of(
    known: &[(&str, &str)],
    label: &str,
    what: &str,
) -> std::result::Result<Option<String>, Fault> {
    if label.is_empty() {
        return Ok(None);
    }
    let found = known.iter().find(|(name, _)| *name == label);
    let unknown = || {
        Fault::new(format!("`{label}` is no {what} of the World Bank that is known here"))
            .nearest(label, known.iter().map(|(name, _)| *name))
    };
    found.map(|(_, id)| Some((*id).to_owned())).ok_or_else(unknown)
}
