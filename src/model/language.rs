//! The languages of an edition, and a name in each of them.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A language the report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    En,
    Fr,
    Es,
}

impl Language {
    pub const ALL: [Language; 3] = [Language::En, Language::Fr, Language::Es];

    /// The ISO 639-1 code, as in `words.en.toml`.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Fr => "fr",
            Language::Es => "es",
        }
    }
}

/// The same words in each language; French and Spanish fall back on English where they are absent.
/// In a file, a bare string is English alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Names {
    pub en: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub es: Option<String>,
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NamesVisitor)
    }
}

impl JsonSchema for Names {
    fn schema_name() -> Cow<'static, str> {
        "Names".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text in English, or one for each language.",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": {
                        "en": { "type": "string" },
                        "fr": { "type": "string" },
                        "es": { "type": "string" },
                    },
                    "required": ["en"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or a table of texts `en`, `fr`, `es`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Names, E> {
        filled(Names::english(text))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Names, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            en: String,
            fr: Option<String>,
            es: Option<String>,
        }
        let Table { en, fr, es } = Table::deserialize(de::value::MapAccessDeserializer::new(map))?;
        filled(Names { en, fr, es })
    }
}

/// Refuses texts that say nothing.
fn filled<E: de::Error>(names: Names) -> Result<Names, E> {
    let is_empty = |text: &String| text.trim().is_empty();
    match is_empty(&names.en) || [&names.fr, &names.es].into_iter().flatten().any(is_empty) {
        true => Err(E::custom("a text must not be empty; leave its key out, or write it")),
        false => Ok(names),
    }
}

impl Names {
    pub fn english(text: &str) -> Self {
        Names { en: text.to_owned(), fr: None, es: None }
    }

    /// The text of every language that has one.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        [Some(&self.en), self.fr.as_ref(), self.es.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    pub fn in_language(&self, language: Language) -> &str {
        let translated = match language {
            Language::En => None,
            Language::Fr => self.fr.as_deref(),
            Language::Es => self.es.as_deref(),
        };
        translated.unwrap_or(&self.en)
    }
}
