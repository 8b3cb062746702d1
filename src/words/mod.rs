//! Sentences of an edition in one language, and the one function through which numbers reach them.
//!
//! In: `report/words.<language>.toml` and computed numbers. Out: text ready to print. Sentences hold
//! placeholders in braces, `{n}`, words that follow a count, `{n:State|States}`, and names with what a
//! language puts before them, `{area:de}`.

mod articles;
mod compared;
mod heard;
mod number;
mod sentence;

pub use compared::compare;
pub use heard::{Said, at, heard, listen, numerals};
pub use number::{Number, NumberKind, in_form};
pub use sentence::Say;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use articles::Articles;

use crate::fault::{Fault, Place, Result};
use crate::model::{Areas, Language};
use crate::toml_file;

/// What fills a sentence, as a list: `said![n = list.len(), place = name]`, where `place` alone stands for
/// `place = place`; `..more` are those of another list.
macro_rules! said {
    (@ $name:ident) => { $name };
    (@ $name:ident = $value:expr) => { $value };
    ($($name:ident $(= $value:expr)?),* $(,)?) => {
        [$((
            stringify!($name),
            $crate::words::Say::from($crate::words::said!(@ $name $(= $value)?)),
        )),*]
    };
    ($($name:ident $(= $value:expr)?,)* ..$more:expr $(,)?) => {
        [&$crate::words::said![$($name $(= $value)?),*][..], &$more[..]].concat()
    };
    (..$more:expr, $($said:tt)+) => {
        [&$more[..], &$crate::words::said![$($said)+][..]].concat()
    };
}

/// The sentence of a key with its placeholders filled, by whatever has a method `say`:
/// `say!(words, "figure.map.title", n = list.len(), ..more)`.
macro_rules! say {
    ($speaker:expr, $key:expr $(,)?) => { $speaker.say($key, &[]) };
    ($speaker:expr, $key:expr, ..$more:expr $(,)?) => { $speaker.say($key, &$more) };
    ($speaker:expr, $key:expr, $($said:tt)+) => {
        $speaker.say($key, &$crate::words::said![$($said)+])
    };
}

pub(crate) use {said, say};

/// The sentences of one language, keyed by table and name: `map.title`.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    file: PathBuf,
    /// Of the areas that are named.
    articles: Articles,
    /// Each sentence with the file it stands in.
    sentences: BTreeMap<String, (PathBuf, String)>,
}

impl Words {
    /// Reads `text`, the content of `file`: tables of strings, nested as deep as they like.
    ///
    /// # Errors
    /// Not TOML, or a value that is not a string: names the line or the key.
    pub fn read(language: Language, file: &Path, text: &str) -> Result<Self> {
        let table: toml::Table = toml_file::parse(file, text)?;
        let mut sentences = BTreeMap::new();
        let mut faults = Vec::new();
        flatten("", &table, &mut |key, value| match value {
            Some(text) => drop(sentences.insert(key, (file.to_owned(), text))),
            None => faults.push(
                Fault::new(format!("`{key}` must be a text in quotes")).at(Place::file(file)),
            ),
        });
        crate::fault::Faults::check(
            faults,
            Words { language, file: file.to_owned(), articles: Articles::NONE, sentences },
        )
    }

    /// The sentences of the report and its figures as they were when the program was made, for where there is
    /// no project.
    ///
    /// # Errors
    /// As [`Words::read`].
    pub fn embedded(language: Language) -> Result<Self> {
        macro_rules! texts {
            ($code:literal) => {
                [
                    include_str!(concat!("../../report/words.", $code, ".toml")),
                    include_str!(concat!("../../report/figures.", $code, ".toml")),
                ]
            };
        }
        let [report, figures] = match language {
            Language::En => texts!("en"),
            Language::Fr => texts!("fr"),
            Language::Es => texts!("es"),
        };
        let words = Words::read(language, Path::new("words"), report)?;
        Ok(words.and(Words::read(language, Path::new("figures"), figures)?))
    }

    /// These words and `more`; where both have a key, `more` speaks.
    pub fn and(mut self, more: Words) -> Self {
        self.sentences.extend(more.sentences);
        self
    }

    /// The same words, of these areas: their names take articles.
    pub fn of_areas(mut self, areas: &Areas) -> Self {
        self.articles = Articles::of(areas, self.language);
        self
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentence as it stands, for words without placeholders.
    ///
    /// # Errors
    /// The key is not in the file.
    pub fn get(&self, key: &str) -> Result<&str> {
        self.sentences.get(key).map(|(_, text)| text.as_str()).ok_or_else(|| {
            Fault::new(format!("no words for `{key}`"))
                .at(Place::file(&self.file))
                .nearest(key, self.sentences.keys().map(String::as_str))
                .hint("add the sentence under that key")
                .into()
        })
    }

    /// The sentences as they stand whose keys begin with one of these.
    pub fn under(&self, beginnings: &[&str]) -> BTreeMap<&str, &str> {
        let is_wanted = |key: &str| beginnings.iter().any(|beginning| key.starts_with(beginning));
        let wanted = self.sentences.iter().filter(|(key, _)| is_wanted(key));
        wanted.map(|(key, (_, text))| (key.as_str(), text.as_str())).collect()
    }

    /// The sentence with its placeholders filled.
    ///
    /// # Errors
    /// The key is not in the file, a placeholder has no argument, or an argument has no placeholder.
    pub fn say(&self, key: &str, arguments: &[(&str, Say)]) -> Result<String> {
        let template = self.get(key)?;
        let speaking = (self.language, &self.articles);
        let text = sentence::fill(template, speaking, arguments).map_err(|problem| {
            let file = self.sentences.get(key).map_or(&self.file, |(file, _)| file);
            Fault::new(format!("`{key}`: {problem}")).at(compared::place(file, key))
        })?;
        for (name, argument) in arguments {
            let place = || format!("{key} {{{name}}}");
            match argument {
                Say::Text(part) => heard::take_up(place, part, &text),
                Say::Number(n) if template.contains(&format!("{{{name}}}")) => {
                    heard::note(place, n.value, &number::print(*n, self.language), &text);
                }
                Say::Number(_) => {}
            }
        }
        Ok(text)
    }

    /// Names as a list: `A, B and C`; the sign for none where there is none.
    ///
    /// # Errors
    /// The words that join names are not in the file.
    pub fn list(&self, names: &[impl AsRef<str>]) -> Result<String> {
        let Some((last, rest)) = names.split_last() else { return say!(self, "none") };
        if rest.is_empty() {
            return Ok(last.as_ref().to_owned());
        }
        say!(self, "list.last", rest = self.row(rest)?, last = last.as_ref())
    }

    /// Names one after the other, without a last word before the last: `A, B, C`.
    ///
    /// # Errors
    /// The words that join names are not in the file.
    pub fn row(&self, names: &[impl AsRef<str>]) -> Result<String> {
        let mut said = names.first().map_or(String::new(), |name| name.as_ref().to_owned());
        for next in names.iter().skip(1) {
            said = say!(self, "list.next", rest = said, next = next.as_ref())?;
        }
        Ok(said)
    }

    /// Texts that have commas of their own, one after the other: `A; B`, in French with a space before.
    pub fn apart(&self, texts: &[impl AsRef<str>]) -> String {
        let joint = if self.language == Language::Fr { "\u{202f}; " } else { "; " };
        texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(joint)
    }

    /// A number as this language prints it: the only way a computed number becomes text.
    pub fn number(&self, number: Number) -> String {
        let printed = number::print(number, self.language);
        heard::note(String::new, number.value, &printed, &printed);
        printed
    }
}

fn flatten(prefix: &str, table: &toml::Table, found: &mut impl FnMut(String, Option<String>)) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, found),
            toml::Value::String(text) => found(key, Some(text.trim_end().to_owned())),
            _ => found(key, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_each_language_lists_them() {
        let names = ["Albania", "Brasil", "India"];
        for (language, none, two, three) in [
            (Language::En, "–", "Albania and Brasil", "Albania, Brasil and India"),
            (Language::Fr, "–", "Albania et Brasil", "Albania, Brasil et India"),
            (Language::Es, "–", "Albania y Brasil", "Albania, Brasil e India"),
        ] {
            let words = Words::embedded(language).unwrap();
            let list = |n: usize| words.list(&names[..n]).unwrap();
            assert_eq!([list(0), list(1), list(2), list(3)], [none, "Albania", two, three]);
            assert_eq!(words.row(&names).unwrap(), "Albania, Brasil, India");
        }
        let apart = |language| Words::embedded(language).unwrap().apart(&["a, b", "c"]);
        assert_eq!(Language::ALL.map(apart), ["a, b; c", "a, b\u{202f}; c", "a, b; c"]);
    }

    #[test]
    fn a_sentence_is_said_with_what_fills_it() {
        let text = "[a]\nall = 'All'\nsome = '{n} {n:State|States} in {place}, {on}'";
        let words = Words::read(Language::En, Path::new("words.en.toml"), text).unwrap();
        assert_eq!(say!(words, "a.all").unwrap(), "All");
        let (key, place, on) = (format!("a.{}", "some"), String::from("Asia"), Some("foot"));
        let said = say!(words, &key, n = Number::count(2), place = &place, on = on.unwrap());
        assert_eq!(said.unwrap(), "2 States in Asia, foot");
        let more = said![place, on = "wheels"];
        for said in [
            say!(words, &key, n = Number::count(1), ..more),
            say!(words, &key, ..more, n = 1),
            say!(words, &key, ..said![n = 1, ..more]),
        ] {
            assert_eq!(said.unwrap(), "1 State in Asia, wheels");
        }
    }

    #[test]
    fn what_is_missing_or_left_over_is_refused() {
        let words = Words::read(Language::En, Path::new("words.en.toml"), "a = '{n}'").unwrap();
        for (said, problem) in [
            (say!(words, "b", n = "x"), "no words for `b`"),
            (say!(words, "a"), "`a`: the placeholder `{n}` has no argument"),
            (say!(words, "a", n = "x", m = "y"), "`a`: the argument `m` has no placeholder"),
        ] {
            assert!(said.unwrap_err().to_string().contains(problem));
        }
    }
}
