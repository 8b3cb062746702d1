//! What the World Bank sends of its World Development Indicators, told apart by content: the JSON of
//! its API, the zip of one indicator, and the bulk CSV, in; observations out.

mod api;
mod countries;
mod years;

use std::io::Read;
use std::path::Path;

use super::input::{self, Input, Packing};
use super::{Expected, Ingested, Source};
use crate::fault::{Fault, Place, Result};

pub use countries::{Country, read_countries};

/// Where figures are, for one who gives another file.
const NO_FIGURES: &str = "figures are in the JSON of the API (/indicator/CODE), the zip of an indicator (API_*.csv) or the bulk file (WDICSV.csv)";

/// Reads one file: a page of the API, an indicator's CSV or zip, the bulk CSV or its zip.
///
/// # Errors
/// A file that is none of these, with what it is instead; an error or an empty answer of the API,
/// with its words; a file cut off.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    match form(&source.path)? {
        Form::Json => api::read(source, expected),
        Form::Csv => years::read(source, expected),
    }
}

/// The publisher's own date of the figures: `lastupdated` of the API, "Last Updated Date" of an
/// indicator's CSV; `None` for the bulk file, which names none.
///
/// # Errors
/// Those of [`read`] that concern the head of the file.
pub fn vintage(path: &Path) -> Result<Option<String>> {
    match form(path)? {
        Form::Json => api::vintage(path),
        Form::Csv => years::vintage(path),
    }
}

/// How many pages the API has of what `path` holds one page of; 1 for files.
///
/// # Errors
/// Those of [`read`] that concern a page as a whole.
pub fn pages(path: &Path) -> Result<usize> {
    match form(path)? {
        Form::Json => api::pages(path),
        Form::Csv => Ok(1),
    }
}

enum Form {
    Json,
    Csv,
}

/// JSON or CSV, by the first character.
fn form(path: &Path) -> Result<Form> {
    if input::packing(path)? == Packing::Zip {
        return Ok(Form::Csv);
    }
    let mut first = Vec::new();
    let read = input::open(path, |_| false)?.take(2000).read_to_end(&mut first);
    read.map_err(|e| input::unreadable(path, 0, &e))?;
    match first.trim_ascii_start() {
        [] => Err(input::empty(path).into()),
        [b'[' | b'{', ..] => Ok(Form::Json),
        markup @ [b'<', ..] => Err(no_markup(path, markup).into()),
        _ => Ok(Form::Csv),
    }
}

/// HTML or XML in place of data: what it says, without its tags.
fn no_markup(path: &Path, markup: &[u8]) -> Fault {
    let markup = String::from_utf8_lossy(markup);
    let mut text = String::new();
    for piece in markup.split('<').skip(1) {
        text.push_str(piece.split_once('>').map_or("", |(_, text)| text));
        text.push(' ');
    }
    let words: Vec<&str> = text.split_whitespace().take(30).collect();
    let is_xml = markup.starts_with("<?xml") || markup.starts_with("<wb:");
    let (what, hint) = match is_xml {
        true => ("the reply is XML", "ask for `format=json` in the address"),
        false => (
            "the reply is a web page (HTML), not data",
            "fetch it again later, or with fewer rows a page (`per_page=1000`)",
        ),
    };
    Fault::new(format!("{what}; it says: {}", words.join(" "))).at(Place::line(path, 1)).hint(hint)
}

/// The member of a zip that holds figures.
fn has_figures(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let is_bulk = ["wdicsv.csv", "wdidata.csv"].contains(&name.as_str());
    is_bulk || (name.starts_with("api_") && name.ends_with(".csv"))
}

fn open(path: &Path) -> Result<Input> {
    input::open(path, has_figures)
}
