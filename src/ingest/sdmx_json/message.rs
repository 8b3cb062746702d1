//! The parts of a message of SDMX-JSON that are read, in the order in which they stand.

use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::marker::PhantomData;
use std::path::Path;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::fault::{Fault, Place, Result};
use crate::ingest::holds::{Holds, message, shortened, why};
use crate::ingest::input;
use crate::ingest::sdmx::is_known;

/// A longer message is refused: it lies in memory as a whole, and SDMX-CSV does not have to.
const MOST: u64 = 128 << 20;

/// A message; in older versions what `data` holds stands beside it.
#[derive(Deserialize)]
pub(super) struct Message {
    #[serde(default, alias = "header")]
    meta: Option<Meta>,
    #[serde(default)]
    data: Option<Data>,
    #[serde(default, rename = "dataSets")]
    data_sets: Vec<DataSet>,
    #[serde(default)]
    structure: Option<Structure>,
}

#[derive(Deserialize)]
struct Meta {
    #[serde(default)]
    prepared: Option<String>,
}

#[derive(Deserialize)]
struct Data {
    #[serde(default, rename = "dataSets")]
    data_sets: Vec<DataSet>,
    #[serde(default)]
    structures: Vec<Structure>,
    #[serde(default)]
    structure: Option<Structure>,
}

#[derive(Deserialize)]
pub(super) struct DataSet {
    /// Which structure explains its keys, from 0.
    #[serde(default)]
    pub structure: usize,
    #[serde(default)]
    action: String,
    #[serde(default)]
    links: Vec<Link>,
    /// Indices into the attributes that hold for the whole set.
    #[serde(default)]
    pub attributes: Vec<Value>,
    #[serde(default = "Pairs::none", rename = "dimensionGroupAttributes")]
    pub groups: Pairs<Vec<Value>>,
    #[serde(default = "Pairs::none")]
    pub observations: Pairs<Vec<Value>>,
    #[serde(default = "Pairs::none")]
    pub series: Pairs<Series>,
}

#[derive(Deserialize)]
pub(super) struct Series {
    #[serde(default)]
    pub attributes: Vec<Value>,
    #[serde(default = "Pairs::none")]
    pub observations: Pairs<Vec<Value>>,
}

#[derive(Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    pub urn: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Structure {
    #[serde(default)]
    pub links: Vec<Link>,
    #[serde(default)]
    pub dimensions: Levels,
    #[serde(default)]
    pub measures: Levels,
    #[serde(default)]
    pub attributes: Levels,
}

/// Components by what they belong to.
#[derive(Deserialize, Default)]
pub(super) struct Levels {
    #[serde(default, rename = "dataSet", alias = "dataset")]
    pub data_set: Vec<Component>,
    #[serde(default, rename = "dimensionGroup")]
    pub group: Vec<Component>,
    #[serde(default)]
    pub series: Vec<Component>,
    #[serde(default)]
    pub observation: Vec<Component>,
}

impl Levels {
    /// All of them, those of the whole set first.
    pub fn all(&self) -> impl Iterator<Item = &Component> {
        let [a, b, c, d] = [&self.data_set, &self.group, &self.series, &self.observation];
        a.iter().chain(b).chain(c).chain(d)
    }
}

#[derive(Deserialize)]
pub(super) struct Component {
    #[serde(deserialize_with = "known_id")]
    pub id: String,
    /// The codes that indices stand for; none where an attribute is written out.
    #[serde(default)]
    pub values: Vec<Option<Code>>,
    /// What an attribute says where none is given.
    #[serde(default)]
    pub default: Option<Value>,
}

/// An id; one that is known by its name in capitals as that, as in a table (`geo`, `time_period`).
fn known_id<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<String, D::Error> {
    let id = String::deserialize(from)?;
    let known = id.to_uppercase();
    Ok(if is_known(&known) { known } else { id })
}

/// A code by its id; in attributes without codes a text.
#[derive(Deserialize)]
pub(super) struct Code {
    #[serde(default)]
    id: Option<String>,
    #[serde(default, alias = "values")]
    value: Option<Value>,
    #[serde(default)]
    name: Option<String>,
}

impl Code {
    pub fn text(&self) -> Option<Cow<'_, str>> {
        let value = || self.value.as_ref().map(text);
        let name = || self.name.as_deref().map(Cow::Borrowed);
        self.id.as_deref().map(Cow::Borrowed).or_else(value).or_else(name)
    }
}

/// A value as a text: of several, nested or not, all; of several languages the first.
pub(super) fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text.as_str()),
        Value::Array(all) => Cow::Owned(all.iter().map(text).collect::<Vec<_>>().join(", ")),
        Value::Object(languages) => languages.values().next().map_or(Cow::Borrowed(""), text),
        other => Cow::Owned(other.to_string()),
    }
}

/// An object's members in the order of the file, those of one name too.
pub(super) struct Pairs<T>(pub Vec<(String, T)>);

impl<T> Pairs<T> {
    fn none() -> Self {
        Pairs(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Pairs<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object by keys such as \"0:0:1\"")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(Members(PhantomData))
    }
}

impl Message {
    pub fn data_sets(&self) -> &[DataSet] {
        self.data.as_ref().map_or(&self.data_sets, |data| &data.data_sets)
    }

    pub fn structures(&self) -> &[Structure] {
        match &self.data {
            Some(data) if data.structures.is_empty() => data.structure.as_slice(),
            Some(data) => &data.structures,
            None => self.structure.as_slice(),
        }
    }

    pub fn prepared(&self) -> Option<String> {
        self.meta.as_ref()?.prepared.clone()
    }
}

impl DataSet {
    /// What is to be done with its observations.
    pub fn action(&self) -> &str {
        &self.action
    }

    pub fn deletes(&self) -> bool {
        self.action == "Delete"
    }

    /// The address of its dataflow or structure.
    pub fn flow(&self) -> Option<&str> {
        self.links.iter().find_map(|link| link.urn.as_deref())
    }

    pub fn first_key(&self) -> Option<&str> {
        let own = self.observations.0.first().map(|(key, _)| key);
        own.or(self.series.0.first().map(|(key, _)| key)).map(String::as_str)
    }
}

/// Reads a message, plain, gzipped or zipped.
///
/// # Errors
/// A file that is too long, a web page, no JSON, or JSON of another form; what an error says is quoted.
pub(super) fn read(path: &Path) -> Result<Message> {
    let mut text = String::new();
    let input = input::open(path, Holds::is_json)?;
    let read = input.take(MOST + 1).read_to_string(&mut text);
    read.map_err(|e| input::unreadable(path, 0, &e))?;
    if text.len() as u64 > MOST {
        return Err(Fault::new(format!("the message is longer than {} MiB", MOST >> 20))
            .at(Place::file(path))
            .hint("ask the service for SDMX-CSV (format=csvfile), which is read in pieces")
            .into());
    }
    if text.trim_start().is_empty() {
        return Err(input::empty(path).into());
    }
    let message: Message =
        serde_json::from_str(&text).map_err(|error| unlike(path, &text, &error))?;
    if message.data_sets().is_empty() {
        return Err(without_data(path, &text).into());
    }
    Ok(message)
}

fn unlike(path: &Path, text: &str, error: &serde_json::Error) -> Fault {
    let place = Place::line(path, error.line() as u64).column(error.column());
    let fault = if error.is_data() {
        Fault::new(format!("the JSON is no message of SDMX-JSON ({})", why(error)))
    } else {
        Fault::new(format!("the file is cut or damaged, or no JSON ({})", why(error)))
    };
    let begins = shortened(&text.chars().take(200).collect::<String>());
    fault.at(place).hint(format!("it begins: {begins}"))
}

fn without_data(path: &Path, text: &str) -> Fault {
    let value: Option<Value> = serde_json::from_str(text).ok();
    let said = match value.as_ref().and_then(message) {
        Some(said) => format!("the service says: {}", shortened(&said)),
        None => format!("found: {}", shortened(&text.chars().take(400).collect::<String>())),
    };
    Fault::new("the message holds no data set")
        .at(Place::file(path))
        .hint(said)
        .hint("expected is SDMX-JSON with `dataSets` and `structures`")
}
