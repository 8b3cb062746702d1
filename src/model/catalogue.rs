//! The catalogue: which series exist, in which unit and range, from whom, under which licence.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::language::Names;
use super::observation::Sex;

/// Under which terms figures may be passed on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Licence {
    pub name: String,
    pub class: LicenceClass,
    /// What a reader is told in place of the name, where that is said.
    pub title: Option<Names>,
    /// Where the terms stand.
    pub terms: String,
}

/// What a licence lets us do with figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LicenceClass {
    /// To be passed on, with attribution.
    Open,
    /// Not to be passed on, or not for every purpose: refused in what is made to be passed on,
    /// unless the user says otherwise.
    Restricted,
}

/// In which form a provider sends its figures; each has a reader of its own in `ingest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// CSV of ILOSTAT's data service.
    Ilostat,
    /// Any SDMX-CSV, and this project's own files.
    SdmxCsv,
    /// SDMX-JSON 2.0, as of the OECD.
    SdmxJson,
    /// World Bank: JSON of the API, the zip of an indicator, the bulk CSV.
    Worldbank,
    /// UN SDG database: CSV, JSON and xlsx.
    Unsdg,
    /// World Inequality Database.
    Wid,
    /// UNDP's time series of the Human Development Report.
    Undp,
    /// Parquet with SDMX column names, in Hive partitions or alone.
    Parquet,
    /// A table made by hand, CSV or xlsx, with a sidecar that says what it holds.
    Table,
}

impl Reader {
    pub const ALL: [Reader; 9] = [
        Reader::Ilostat,
        Reader::SdmxCsv,
        Reader::SdmxJson,
        Reader::Worldbank,
        Reader::Unsdg,
        Reader::Wid,
        Reader::Undp,
        Reader::Parquet,
        Reader::Table,
    ];

    /// As `sources.toml` and the command line name it.
    pub fn name(self) -> &'static str {
        match self {
            Reader::Ilostat => "ilostat",
            Reader::SdmxCsv => "sdmx_csv",
            Reader::SdmxJson => "sdmx_json",
            Reader::Worldbank => "worldbank",
            Reader::Unsdg => "unsdg",
            Reader::Wid => "wid",
            Reader::Undp => "undp",
            Reader::Parquet => "parquet",
            Reader::Table => "table",
        }
    }
}

/// How a provider's originals are fetched. `{code}` in an address or a file name is the provider's
/// code of a series; `{page}` is counted up from 1 until the last page has come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fetch {
    pub address: String,
    /// The name in the store.
    pub file: String,
    pub requests_per_second: f64,
    /// A reply that unpacks to more than so many megabytes (10⁶ bytes) is refused.
    pub megabytes: u64,
    /// Where the provider lists its codes with when each was last changed, as ILOSTAT does; `None`
    /// where its server can be asked whether a file is still the same.
    pub catalogue: Option<String>,
    /// The id of a code in that list, with `{code}`.
    pub catalogue_id: String,
    /// Months (1–12) in which the provider publishes a new release; empty where it does at any time.
    pub release_months: Vec<u8>,
}

/// Where in a provider's originals a series is found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Original {
    pub provider: String,
    /// The provider's code.
    pub code: String,
    /// Which sex the rows are about, where the code says so and no column does.
    pub sex: Option<Sex>,
    /// Columns with the one code that a row must have in each.
    pub only: BTreeMap<String, String>,
    /// The factor from the provider's unit to the unit of the series.
    pub multiply: f64,
    /// Whether all figures are a model's, though the file doesn't mark them so.
    pub estimated: bool,
    /// What is made of a figure given as a bound (`>95`); where nothing is said, it is a problem.
    pub bounds: Option<Bounds>,
}

/// What is made of figures that are given as bounds only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bounds {
    /// The limit stands for the figure, with the status of an estimate.
    AtLimit,
    /// The row is filtered, by name.
    LeaveOut,
}

/// A publisher of statistics and the files that carry its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Provider {
    pub code: String,
    pub name: Names,
    /// Paths relative to the catalogue file.
    pub files: Vec<String>,
    pub vintage: String,
    pub licence: String,
    pub attribution: Names,
    pub address: String,
    /// How its originals are read; `None` where only files of ours carry its figures.
    pub reader: Option<Reader>,
    pub fetch: Option<Fetch>,
    /// What this run reads from its originals; `None` where it reads files of ours alone.
    pub read: Option<FromOriginals>,
}

/// What of a provider is read from originals, and of when they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FromOriginals {
    pub series: BTreeSet<String>,
    pub vintages: BTreeSet<String>,
    /// Days of retrieval, `YYYY-MM-DD`.
    pub days: BTreeSet<String>,
}

/// A published series, keyed by our code for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    pub code: String,
    pub name: Names,
    pub unit: String,
    /// Smallest and largest possible value.
    pub range: (f64, f64),
    pub provider: String,
    pub provider_code: String,
    pub original_source: Names,
    pub vintage: String,
    pub licence: String,
    pub address: String,
    /// Together they make the series; empty where it can only be had from our files.
    pub originals: Vec<Original>,
}

impl Series {
    /// Of which nothing is known, in the files given.
    fn of_code(code: &str) -> Self {
        Series {
            code: code.to_owned(),
            name: Names { en: code.to_owned(), ..Names::default() },
            unit: String::new(),
            range: (f64::NEG_INFINITY, f64::INFINITY),
            provider: GIVEN.to_owned(),
            provider_code: String::new(),
            original_source: Names::default(),
            vintage: String::new(),
            licence: String::new(),
            address: String::new(),
            originals: Vec::new(),
        }
    }
}

/// The one provider of files that stand in no catalogue; no code of a provider has a blank.
const GIVEN: &str = "files given";
/// So many of them are named.
const FILES_NAMED: usize = 3;

/// Providers and series in the order of the file, and the years that can be right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Catalogue {
    pub first_year: i32,
    pub last_year: i32,
    pub licences: Vec<Licence>,
    pub providers: Vec<Provider>,
    pub series: Vec<Series>,
}

impl Catalogue {
    /// A catalogue that names nothing, for data that come without one.
    pub fn empty() -> Self {
        Catalogue {
            first_year: 0,
            last_year: 0,
            licences: Vec::new(),
            providers: Vec::new(),
            series: Vec::new(),
        }
    }

    /// A catalogue of files that stand in none: they are one provider, without terms, of the series in
    /// `codes`.
    pub fn of_files<'a>(files: &[String], codes: impl IntoIterator<Item = &'a str>) -> Self {
        let series = codes.into_iter().map(Series::of_code).collect();
        Catalogue { series, ..Catalogue::empty() }.given(files)
    }

    /// The same series, but in files that were given in place of those of their providers: who published
    /// what these hold, and on what terms, is not known.
    pub fn given(mut self, files: &[String]) -> Self {
        let more = if files.len() > FILES_NAMED { ", …" } else { "" };
        let named = files[..files.len().min(FILES_NAMED)].join(", ") + more;
        self.providers = vec![Provider {
            code: GIVEN.to_owned(),
            name: Names { en: named, ..Names::default() },
            files: files.to_vec(),
            vintage: String::new(),
            licence: String::new(),
            attribution: Names::default(),
            address: String::new(),
            reader: None,
            fetch: None,
            read: None,
        }];
        let of_given = |known: Series| Series {
            code: known.code.clone(),
            name: known.name,
            unit: known.unit,
            range: known.range,
            ..Series::of_code(&known.code)
        };
        self.series = self.series.into_iter().map(of_given).collect();
        self
    }

    /// Whether it is of files given.
    pub fn is_of_files(&self) -> bool {
        self.providers.iter().any(|provider| provider.code == GIVEN)
    }

    pub fn series(&self, code: &str) -> Option<&Series> {
        self.series.iter().find(|s| s.code == code)
    }

    pub fn provider(&self, code: &str) -> Option<&Provider> {
        self.providers.iter().find(|p| p.code == code)
    }

    /// The licence of a series: its own, or its provider's. `None` where neither names one.
    pub fn licence(&self, series: &Series) -> Option<&Licence> {
        let of_provider = || self.provider(&series.provider).map(|p| p.licence.as_str());
        let own = Some(series.licence.as_str()).filter(|name| !name.is_empty());
        let name = own.or_else(of_provider)?;
        self.licences.iter().find(|licence| licence.name == name)
    }
}
