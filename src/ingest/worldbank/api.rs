//! A page of the API (version 2): `[{page, pages, lastupdated…}, [rows]]`.

use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::super::account::Account;
use super::super::input::{self, Input};
use super::super::problem::Rule;
use super::super::said::{ObsValue, Said};
use super::super::sdmx::{Frequency, NOT_ANNUAL, Period, period};
use crate::fault::{Fault, Place, Result};
use crate::ingest::holds::why;
use crate::ingest::number::finite;
use crate::ingest::reading::{Expected, Ingested, Source};

/// Far above the largest page that the API gives (32,500 rows are about 8 MB).
const LARGEST: u64 = 256 << 20;

/// Reads one page. Rows count from 1 in the order of the page, newest first.
pub(super) fn read(source: &Source, input: Input, expected: &Expected) -> Result<Ingested> {
    let path = &source.path;
    let bytes = whole(path, input)?;
    let page: Page<Row> = parse(path, &bytes)?;
    let rows = page.rows(path)?;
    refuse_metadata(path, &rows)?;
    let mut account = Account::new(source, expected);
    for (row, line) in rows.iter().zip(1..) {
        take(&mut account, row, line);
    }
    Ok(account.done())
}

pub(super) fn vintage(path: &Path, input: Input) -> Result<Option<String>> {
    let bytes = whole(path, input)?;
    Ok(parse::<Page<IgnoredAny>>(path, &bytes)?.meta.lastupdated)
}

pub(super) fn pages(path: &Path, input: Input) -> Result<usize> {
    let bytes = whole(path, input)?;
    let page: Page<IgnoredAny> = parse(path, &bytes)?;
    let pages = page.meta.pages();
    page.rows(path)?;
    Ok(pages)
}

/// The rows of a page of something else than figures; one that is not the only page is refused.
pub(super) fn rows_of_all<T: DeserializeOwned>(path: &Path, input: Input) -> Result<Vec<T>> {
    let bytes = whole(path, input)?;
    let page: Page<T> = parse(path, &bytes)?;
    let pages = page.meta.pages();
    if pages > 1 {
        return Err(Fault::new(format!("the list has {pages} pages, the file holds one"))
            .at(Place::file(path))
            .hint("fetch the whole list as one page: `per_page=1000`")
            .into());
    }
    page.rows(path)
}

fn take(account: &mut Account, row: &Row, line: u64) {
    let Some(series) = row.indicator.as_ref().map(|i| i.id.trim()) else {
        account.row();
        let rule = Rule::UnknownIndicator;
        return account.wrong(line, "indicator.id", "", "the code of an indicator", rule);
    };
    if !account.wants(series) {
        return account.not_wanted();
    }
    let iso3 = row.countryiso3code.as_deref().unwrap_or_default().trim();
    let country = row.country.as_ref().map_or("", |c| c.id.trim());
    let area = if iso3.is_empty() { (country, "country.id") } else { (iso3, "countryiso3code") };
    let year = match period(bare(row.date), Frequency::Unsaid) {
        Period::Year(year) | Period::Unreadable(year) => year,
        Period::NotAnnual => {
            account.row();
            return account.falls_out(NOT_ANNUAL, area.0);
        }
    };
    let written = bare(row.value);
    let value = match finite(written) {
        _ if written.is_empty() => ObsValue::None,
        Some(number) => ObsValue::Number(number),
        None => ObsValue::Unreadable,
    };
    let mut checked = account.checked();
    let remark = row.obs_status.as_deref().unwrap_or_default().trim();
    let status = checked.status(remark);
    let said = Said {
        area,
        series,
        sex: None,
        year: (year, "date"),
        value,
        written: (written, "value"),
        status,
        source: "",
        remark,
        wrong: checked.offences,
        ..Said::default()
    };
    let cell = |name: &str| match name {
        "country.id" => Some(country),
        "countryiso3code" => Some(iso3),
        "unit" => Some(row.unit.as_deref().unwrap_or_default()),
        "obs_status" => Some(remark),
        _ => None,
    };
    account.take(&said, &String::new, &cell, || line);
}

/// A number or a text as written, without quotes; empty where there is none.
fn bare(value: Option<&RawValue>) -> &str {
    value.map_or("", |value| value.get().trim_matches('"').trim())
}

/// Countries or indicators where figures should be.
fn refuse_metadata(path: &Path, rows: &[Row]) -> Result<()> {
    let Some(first) = rows.first().filter(|row| row.indicator.is_none()) else { return Ok(()) };
    let what = match (&first.iso2, &first.id) {
        (Some(_), _) => "the file is the API's list of countries",
        (None, Some(_)) => "the file is a list of the API (indicators, topics or sources)",
        (None, None) => return Ok(()),
    };
    Err(Fault::new(format!("{what}; it holds no figures"))
        .at(Place::file(path))
        .hint("figures are in the JSON of the API under /indicator/CODE")
        .into())
}

fn whole(path: &Path, input: Input) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = input.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|e| input::unreadable(path, 0, &e))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::new(format!("a page of more than {} MB", LARGEST >> 20))
            .at(Place::file(path))
            .hint("fetch fewer rows a page: `per_page=1000`")
            .into());
    }
    Ok(bytes)
}

fn parse<'b, T: Deserialize<'b>>(path: &Path, bytes: &'b [u8]) -> Result<T> {
    serde_json::from_slice(bytes).map_err(|error| {
        let line = (error.line() as u64).max(1);
        Fault::new(format!("the file is no reply of the World Bank's API ({})", why(&error)))
            .at(Place::line(path, line).column(error.column()))
            .hint("expected: [{page, pages, …}, [rows]]; fetch or copy the file again")
            .into()
    })
}

/// A reply: figures, or an error with the same status of HTTP.
struct Page<T> {
    meta: Meta,
    rows: Option<Vec<T>>,
}

impl<T> Page<T> {
    /// # Errors
    /// What the API says in place of rows; no rows.
    fn rows(self, path: &Path) -> Result<Vec<T>> {
        if !self.meta.message.is_empty() {
            let said: Vec<String> = self.meta.message.iter().map(ToString::to_string).collect();
            return Err(Fault::new(format!("the World Bank's API replied: {}", said.join("; ")))
                .at(Place::file(path))
                .hint("check the code of the indicator and the address")
                .into());
        }
        match self.rows {
            Some(rows) if !rows.is_empty() => Ok(rows),
            _ => Err(Fault::new(format!(
                "the World Bank's API has no data for this request (pages: {}, total: {})",
                self.meta.pages(),
                self.meta.total.as_ref().map_or("0", |t| t.0.as_ref())
            ))
            .at(Place::file(path))
            .hint("the indicator may be archived, or have no figures for these years")
            .into()),
        }
    }
}

#[derive(Deserialize, Default)]
struct Meta {
    pages: Option<Count>,
    total: Option<Count>,
    lastupdated: Option<String>,
    #[serde(default)]
    message: Vec<Message>,
}

impl Meta {
    fn pages(&self) -> usize {
        self.pages.as_ref().and_then(|count| count.0.parse().ok()).unwrap_or(0)
    }
}

/// A number that is written with quotes or without.
struct Count(String);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let raw: Box<RawValue> = Deserialize::deserialize(from)?;
        Ok(Count(raw.get().trim_matches('"').to_owned()))
    }
}

#[derive(Deserialize)]
struct Message {
    id: Option<Count>,
    key: Option<String>,
    value: Option<String>,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id.as_ref().map_or("?", |id| id.0.as_str());
        let [key, value] = [&self.key, &self.value].map(|t| t.as_deref().unwrap_or_default());
        write!(f, "error {id}, {key}: {value}")
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Page<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        from.deserialize_any(PageVisitor(std::marker::PhantomData))
    }
}

struct PageVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageVisitor<T> {
    type Value = Page<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of what is said of the page and its rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> std::result::Result<Page<T>, A::Error> {
        let meta = parts.next_element::<Meta>()?.unwrap_or_default();
        let rows = parts.next_element::<Option<Vec<T>>>()?.flatten();
        while parts.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Page { meta, rows })
    }

    /// Some errors come as an object instead of a list.
    fn visit_map<A: serde::de::MapAccess<'de>>(
        self,
        map: A,
    ) -> std::result::Result<Page<T>, A::Error> {
        let meta = Meta::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(Page { meta, rows: None })
    }
}

#[derive(Deserialize)]
struct Row<'a> {
    indicator: Option<Named>,
    country: Option<Named>,
    #[serde(borrow)]
    countryiso3code: Option<Cow<'a, str>>,
    #[serde(borrow)]
    date: Option<&'a RawValue>,
    #[serde(borrow)]
    value: Option<&'a RawValue>,
    #[serde(borrow)]
    unit: Option<Cow<'a, str>>,
    #[serde(borrow)]
    obs_status: Option<Cow<'a, str>>,
    /// Only in lists of something else.
    id: Option<IgnoredAny>,
    #[serde(rename = "iso2Code", alias = "iso2code")]
    iso2: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}
