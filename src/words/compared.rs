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

/// Every text of a file with its key, `map.title`, `entry.3.term`, in the order in which they stand.
fn texts(file: &Path, text: &str) -> Result<Vec<(String, String)>> {
    // Faults are told as of any file of ours.
    toml_file::parse::<toml::Table>(file, text)?;
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        let (span, table) = (table.span(), table.into_inner());
        each("", &Spanned::new(span, DeValue::Table(table)), text, &mut found);
    }
    found.sort();
    Ok(found.into_iter().map(|(_, key, text)| (key, text)).collect())
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
    let english: BTreeMap<String, String> = in_order.into_iter().collect();
    let other: BTreeMap<String, String> = other_order.into_iter().collect();
    let lacking = english.keys().filter(|key| !other.contains_key(*key));
    let surplus = other.keys().filter(|key| !english.contains_key(*key));
    let both = || english.iter().filter_map(|(key, text)| Some((key, text, other.get(key)?)));
    let is_sentence = |text: &str| {
        let own = text.split('{').map(|part| part.rsplit('}').next().unwrap_or(part));
        let words = own.flat_map(str::split_whitespace);
        words.filter(|word| word.contains(char::is_alphabetic)).count() >= SENTENCE
    };
    let same = both().filter(|(_, one, two)| one == two && is_sentence(one)).map(|(key, ..)| key);
    let filled = both().filter(|(_, one, two)| placeholders(one) != placeholders(two));
    let filled = filled.map(|(key, one, _)| {
        let names: Vec<&str> = placeholders(one).into_iter().collect();
        format!("{key} ({})", if names.is_empty() { "none".to_owned() } else { names.join(", ") })
    });
    let kinds: [(&str, Vec<String>, &str); 5] = [
        ("are missing", lacking.cloned().collect(), "translate them from the English file"),
        ("are surplus", surplus.cloned().collect(), "take them out, or mend their keys"),
        ("are untranslated", same.cloned().collect(), "they are the English sentences"),
        ("have other placeholders", filled.collect(), "in brackets stand those of the English"),
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
fn astray(english: &[(String, String)], other: &[(String, String)]) -> Vec<String> {
    let keys = |of: &[(String, String)]| -> Vec<String> {
        of.iter().map(|(key, _)| key.clone()).collect()
    };
    let both = |of: &[(String, String)], beside: &[(String, String)]| {
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
                "1 texts are missing: entry.2.term",
                "1 texts are surplus: more",
                "1 texts are untranslated: a.y",
                "1 texts have other placeholders: a.x (n)",
            ]
        );
        assert_eq!(compare((files[0], english), (files[1], english)).unwrap().len(), 1);
        let turned = "[a]\nx = \"Dans {n} {n:État|États}\"\n[b]\nz = 2\ny = 1\n";
        let english = "[b]\ny = 1\nz = 2\n[a]\nx = \"In {n} {n:State|States}\"\n";
        let found = compare((files[0], english), (files[1], turned)).unwrap();
        assert_eq!(found[0].message, "1 texts stand elsewhere: a.x (in place of b.y)");
    }
}
