//! The languages of an edition, and a name in each of them.

use serde::{Deserialize, Serialize};

/// A language the report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    En,
    Fr,
    Es,
}

impl Language {
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub en: String,
    #[serde(default)]
    pub fr: Option<String>,
    #[serde(default)]
    pub es: Option<String>,
}

impl Names {
    pub fn english(text: &str) -> Self {
        Names { en: text.to_owned(), fr: None, es: None }
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
