//! The words of a tree in one language. In: the words of the explorer, under `chain`. Out: sentences, and
//! numbers as they are told in them.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use super::number;
use crate::fault::Result;
use crate::framework::Piece;
use crate::model::{Language, Names};
use crate::score::Note;
use crate::words::{Number, Say, Words, in_form, say};

const UNDER: &str = "chain.";

/// The key of the sentence on a weight that was made, with what fills it; nothing where nothing must be known.
pub fn told_of_weight(note: Note) -> Option<(&'static str, Vec<(&'static str, Say)>)> {
    let of = |name, x, decimals| (name, Number::decimal(x, decimals).into());
    Some(match note {
        Note::Nothing => return None,
        Note::Against { loading } => {
            ("method.weights.note_against", vec![of("loading", loading, 3)])
        }
        Note::Loading { share } => {
            ("method.weights.note_loading", vec![of("share", share * 100.0, 1)])
        }
        Note::Influence { correlation, off: None } => {
            ("method.weights.note_matched", vec![of("correlation", correlation, 4)])
        }
        Note::Influence { correlation, off: Some(off) } => (
            "method.weights.note_nearest",
            vec![of("correlation", correlation, 4), of("off", off * 100.0, 1)],
        ),
    })
}

/// Those of the command, which knows them without a project.
static ENGLISH: LazyLock<Tongue> = LazyLock::new(|| Tongue::embedded(Language::En));

/// The words of a tree.
#[derive(Debug, Clone)]
pub struct Tongue {
    words: Arc<Words>,
}

impl Tongue {
    pub fn english() -> Self {
        ENGLISH.clone()
    }

    /// With the words that come with the program.
    pub fn embedded(language: Language) -> Self {
        let text = match language {
            Language::En => include_str!("../../report/explorer.en.toml"),
            Language::Fr => include_str!("../../report/explorer.fr.toml"),
            Language::Es => include_str!("../../report/explorer.es.toml"),
        };
        let own = Words::read(language, Path::new("explorer"), text);
        let words = own.and_then(|own| Ok(Words::embedded(language)?.and(own)));
        let words = words.expect("the words were read when the program was tested");
        Tongue { words: Arc::new(words) }
    }

    /// # Errors
    /// A sentence is missing.
    pub fn of(words: &Words) -> Result<Self> {
        for key in ENGLISH.words.under(&[UNDER]).into_keys() {
            words.get(key)?;
        }
        Ok(Tongue { words: Arc::new(words.clone()) })
    }

    pub(super) fn language(&self) -> Language {
        self.words.language()
    }

    /// What must be known of a weight that was made.
    pub(super) fn of_weight(&self, note: Note) -> String {
        let said = told_of_weight(note).map(|(key, said)| say!(self.words, key, ..said));
        said.and_then(Result::ok).unwrap_or_else(|| note.to_string())
    }

    /// What stands between a name and what is told of it.
    pub(super) fn colon(&self) -> &'static str {
        match self.language() {
            Language::Fr => "\u{a0}: ",
            Language::En | Language::Es => ": ",
        }
    }

    /// What something is called.
    pub(super) fn name<'n>(&self, names: &'n Names) -> &'n str {
        names.in_language(self.language())
    }

    /// The sentence of a key; the English one where that of the language does not hold what is filled in.
    pub fn say(&self, key: &str, filled: &[(&str, Say)]) -> String {
        let key = format!("{UNDER}{key}");
        let said =
            say!(self.words, &key, ..filled).or_else(|_| say!(ENGLISH.words, &key, ..filled));
        said.unwrap_or(key)
    }

    /// Words without numbers.
    pub fn word(&self, key: &str) -> String {
        say!(self, key)
    }

    /// A number with six significant digits at most.
    pub(super) fn short(&self, x: f64) -> String {
        self.signed(number::short(x))
    }

    /// The same, in brackets below 0.
    pub(super) fn bracketed(&self, x: f64) -> String {
        self.signed(number::bracketed(x))
    }

    /// A number in full.
    pub(super) fn full(&self, x: f64) -> String {
        self.signed(x.to_string())
    }

    /// A number as the language has it; in English without commas, which part what functions are given.
    fn signed(&self, number: String) -> String {
        match self.language() {
            Language::En => number,
            Language::Fr | Language::Es => in_form(&number, self.language()),
        }
    }

    /// A piece of a formula that is filled with numbers, where the language has it otherwise.
    pub(super) fn piece(&self, piece: Piece) -> Option<String> {
        match piece {
            Piece::Number(x, decimals) => Some(self.signed(format!("{x:.decimals$}"))),
            Piece::Sign(',') if self.language() != Language::En => Some(";".to_owned()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_comes_with_the_program_says_all_that_english_says() {
        for language in Language::ALL {
            let tongue = Tongue::embedded(language);
            Tongue::of(&tongue.words).unwrap();
            assert_eq!(tongue.language(), language);
        }
    }
}
