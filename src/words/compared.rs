//! The hand-written texts of two languages in; what one lacks, has beside, left untranslated or fills
//! otherwise out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{Fault, Place, Result};
use crate::toml_file;

/// How many keys are named before the rest is counted.
const NAMED: usize = 8;
/// From so many words on, the same text in two languages was not translated.
const SENTENCE: usize = 4;

/// Every text of a file with its key, `map.title`, `entry.3.term`, and its line, in the order in which
/// they stand.
fn texts(file: &Path, text: &str) -> Result<Vec<(String, usize, String)>> {
    // Faults are told as of any file of ours.
    toml_file::parse::<toml::Table>(file, text)?;
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        let (span, table) = (table.span(), table.into_inner());
        each("", &Spanned::new(span, DeValue::Table(table)), text, &mut found);
    }
    found.sort();
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    Ok(found.into_iter().map(|(at, key, text)| (key, line(at), text)).collect())
}

/// Where a text stands in a file; the file alone where that can't be told.
pub(super) fn place(file: &Path, key: &str) -> Place {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let found = texts(file, &text).unwrap_or_default();
    match found.iter().find(|(known, ..)| known == key) {
        Some((_, line, _)) => Place::line(file, *line as u64),
        None => Place::file(file),
    }
}

/// Gives each text under a key with where it stands.
fn each(key: &str, value: &Spanned<DeValue>, file: &str, found: &mut Vec<(usize, String, String)>) {
    let within =
        |name: &str| if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
    match value.get_ref() {
        DeValue::Table(table) => {
            table
                .iter()
                .for_each(|(name, value)| each(&within(name.get_ref()), value, file, found));
        }
        DeValue::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered.for_each(|(n, item)| each(&within(&(n + 1).to_string()), item, file, found));
        }
        DeValue::String(text) => {
            found.push((value.span().start, key.to_owned(), text.trim().to_owned()));
        }
        _ => found.push((value.span().start, key.to_owned(), file[value.span()].to_owned())),
    }
}

/// The names of the placeholders of a sentence.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let inside = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    inside.map(|(name, _)| name.split(':').next().unwrap_or(name)).collect()
}

/// What is wrong with the texts of a language beside those they are translated from, each file with its
/// content; a fault for each kind.
///
/// # Errors
/// One of them is no TOML.
pub fn compare(from: (&Path, &str), to: (&Path, &str)) -> Result<Vec<Fault>> {
    let (in_order, other_order) = (texts(from.0, from.1)?, texts(to.0, to.1)?);
    let astray = astray(&in_order, &other_order);
    let by_key = |texts: Vec<(String, usize, String)>| -> BTreeMap<String, (usize, String)> {
        texts.into_iter().map(|(key, line, text)| (key, (line, text))).collect()
    };
    let (english, other) = (by_key(in_order), by_key(other_order));
    let only = |one: &BTreeMap<String, (usize, String)>, two: &BTreeMap<String, _>| {
        let only = one.iter().filter(|(key, _)| !two.contains_key(*key));
        only.map(|(key, (line, _))| format!("{key} (line {line})")).collect::<Vec<_>>()
    };
    let both = || {
        let both = english.iter().filter_map(|(key, (_, text))| Some((key, text, other.get(key)?)));
        both.map(|(key, one, (line, two))| (key, one, two, line))
    };
    let is_sentence = |text: &str| {
        let own = text.split('{').map(|part| part.rsplit('}').next().unwrap_or(part));
        let words = own.flat_map(str::split_whitespace);
        words.filter(|word| word.contains(char::is_alphabetic)).count() >= SENTENCE
    };
    let same = both().filter(|(_, one, two, _)| one == two && is_sentence(one));
    let same = same.map(|(key, .., line)| format!("{key} (line {line})"));
    let filled = both().filter_map(|(key, one, two, line)| {
        let (one, two) = (placeholders(one), placeholders(two));
        let only = |what: &str, one: &BTreeSet<&str>, two: &BTreeSet<&str>| {
            let only: Vec<&str> = one.difference(two).copied().collect();
            (!only.is_empty()).then(|| format!("{what} {}", only.join(", ")))
        };
        let wrong: Vec<String> =
            [only("has", &two, &one), only("lacks", &one, &two)].into_iter().flatten().collect();
        (!wrong.is_empty()).then(|| format!("{key} (line {line}: {})", wrong.join(", ")))
    });
    let kinds: [(&str, Vec<String>, &str); 5] = [
        (
            "are missing",
            only(&english, &other),
            "translate them from those lines of the English file",
        ),
        ("are surplus", only(&other, &english), "take them out, or mend their keys"),
        ("are untranslated", same.collect(), "they are the English sentences"),
        (
            "have other placeholders",
            filled.collect(),
            "a placeholder is what the program fills in: those of the English, and no others",
        ),
        ("stand elsewhere", astray, "files of all languages have one order, that of the English"),
    ];
    let fault = |(what, keys, hint): (&str, Vec<String>, &str)| {
        let (first, rest) = keys.split_at(keys.len().min(NAMED));
        let more =
            if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        let message = format!("{} texts {what}: {}{more}", keys.len(), first.join(", "));
        (!keys.is_empty()).then(|| Fault::new(message).at(Place::file(to.0)).hint(hint))
    };
    Ok(kinds.into_iter().filter_map(fault).collect())
}

/// The first text that stands where another is in English, of those that both have.
fn astray(english: &[(String, usize, String)], other: &[(String, usize, String)]) -> Vec<String> {
    let keys = |of: &[(String, usize, String)]| -> Vec<String> {
        of.iter().map(|(key, ..)| key.clone()).collect()
    };
    let both = |of: &[(String, usize, String)], beside: &[(String, usize, String)]| {
        let known: BTreeSet<String> = keys(beside).into_iter().collect();
        keys(of).into_iter().filter(|key| known.contains(key)).collect::<Vec<String>>()
    };
    let (expected, found) = (both(english, other), both(other, english));
    let differs = expected.iter().zip(&found).find(|(expected, found)| expected != found);
    differs
        .map(|(expected, found)| format!("{found} (in place of {expected})"))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_translation_lacks_or_has_otherwise_is_told() {
        let english = "none = \"–\"\n[a]\nx = \"{n} {n:State|States} are in it\"\ny = \"Left as it is here\"\n\
                       [[entry]]\nterm = \"One\"\n[[entry]]\nterm = \"Two\"\n";
        let french = "none = \"–\"\nmore = \"de trop\"\n[a]\nx = \"Dans {m}\"\ny = \"Left as it is here\"\n\
                      [[entry]]\nterm = \"Un\"\n";
        let files = [Path::new("w.en.toml"), Path::new("w.fr.toml")];
        let found = compare((files[0], english), (files[1], french)).unwrap();
        let told: Vec<&str> = found.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "1 texts are missing: entry.2.term (line 8)",
                "1 texts are surplus: more (line 2)",
                "1 texts are untranslated: a.y (line 5)",
                "1 texts have other placeholders: a.x (line 4: has m, lacks n)",
            ]
        );
        assert_eq!(compare((files[0], english), (files[1], english)).unwrap().len(), 1);
        let turned = "[a]\nx = \"Dans {n} {n:État|États}\"\n[b]\nz = 2\ny = 1\n";
        let english = "[b]\ny = 1\nz = 2\n[a]\nx = \"In {n} {n:State|States}\"\n";
        let found = compare((files[0], english), (files[1], turned)).unwrap();
        assert_eq!(found[0].message, "1 texts stand elsewhere: a.x (in place of b.y)");
    }
}
