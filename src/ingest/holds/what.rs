//! What a text holds, by its right name, and why it is refused where something else is wanted.

use std::path::Path;

use crate::fault::{Fault, Place};
use crate::model::Reader;

/// How much of a message is quoted.
const QUOTED: usize = 300;

/// What a text holds.
pub(in crate::ingest) enum Holds {
    /// Rows of figures; of no form that says what they are, where it is a table made by hand.
    Table(Reader),
    /// JSON, of a known form or of none.
    Json(Option<Reader>, Foreign),
    Parquet,
    /// A publisher's list: no figures.
    List(&'static List),
    /// What no reader takes.
    Nothing(Foreign),
}

/// A thing by its name, and what to do with it.
#[derive(Debug)]
pub(in crate::ingest) struct Foreign {
    pub what: String,
    pub hints: Vec<String>,
}

impl Foreign {
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Foreign { what: what.into(), hints: vec![hint.into()] }
    }

    /// The same, with what it says.
    pub fn saying(mut self, said: &str) -> Self {
        if !said.is_empty() {
            self.hints.insert(0, format!("it says: {said}"));
        }
        self
    }
}

/// A publisher's file that holds no figures.
#[derive(Debug)]
pub(in crate::ingest) struct List {
    pub what: &'static str,
    /// Where figures are.
    pub figures: &'static str,
}

pub(in crate::ingest) const COUNTRIES: &str =
    "a list of countries (Metadata_Country_*.csv, WDICountry.csv)";

impl Holds {
    pub fn is_table(&self) -> bool {
        matches!(self, Holds::Table(_))
    }

    pub fn is_json(&self) -> bool {
        matches!(self, Holds::Json(..))
    }

    /// Figures in text, whatever its form.
    pub fn is_text(&self) -> bool {
        self.is_table() || self.is_json()
    }

    /// A publisher's list, or what may be one.
    pub fn is_list(&self) -> bool {
        matches!(self, Holds::List(_)) || self.is_text()
    }

    /// The World Bank's list of countries, or what may be one.
    pub fn is_countries(&self) -> bool {
        matches!(self, Holds::List(list) if list.what == COUNTRIES)
    }

    /// Whether it is of a form that says what it holds.
    pub fn is_known(&self) -> bool {
        !matches!(self, Holds::Table(Reader::Table) | Holds::Json(None, _))
    }

    /// In a few words.
    pub fn name(&self) -> &str {
        match self {
            Holds::Table(Reader::Table) => "a table or a text of no form that is known",
            Holds::Table(reader) => reader.name(),
            Holds::Json(Some(reader), _) => reader.name(),
            Holds::Json(None, foreign) | Holds::Nothing(foreign) => &foreign.what,
            Holds::Parquet => "parquet",
            Holds::List(list) => list.what,
        }
    }

    /// Why it is refused where something else is wanted.
    pub fn refusal(&self, path: &Path) -> Fault {
        let fault = match self {
            Holds::Table(reader) => Fault::new("the file is a table, and no JSON")
                .hint(format!("it begins like one of `{}`", reader.name())),
            Holds::Parquet => Fault::new("the file is Parquet, where text is expected")
                .hint("it is read by itself, and not packed: `--reader parquet`"),
            Holds::List(list) => {
                Fault::new(format!("the file is {}; it holds no figures", list.what))
                    .hint(list.figures)
            }
            Holds::Json(_, foreign) | Holds::Nothing(foreign) => {
                let fault = Fault::new(format!("the file is {}", foreign.what));
                foreign.hints.iter().fold(fault, Fault::hint)
            }
        };
        fault.at(Place::line(path, 1))
    }
}

/// One line of what was found, cut where it is longer than anyone reads.
pub(in crate::ingest) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
