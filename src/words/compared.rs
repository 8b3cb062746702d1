//! The hand-written texts of two languages in; what one lacks, has beside, left untranslated or fills
//! otherwise out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::fault::{Fault, Place, Result};
use crate::toml_file;

/// How many keys are named before the rest is counted.
const NAMED: usize = 8;
/// From so many words on, the same text in two languages was not translated.
const SENTENCE: usize = 4;

/// Every text of a file by its key: `map.title`, `entry.3.term`.
fn texts(file: &Path, text: &str) -> Result<BTreeMap<String, String>> {
    let table: toml::Table = toml_file::parse(file, text)?;
    let mut found = BTreeMap::new();
    each("", &toml::Value::Table(table), &mut found);
    Ok(found)
}

fn each(key: &str, value: &toml::Value, found: &mut BTreeMap<String, String>) {
    let within =
        |name: &str| if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
    match value {
        toml::Value::Table(table) => {
            table.iter().for_each(|(name, value)| each(&within(name), value, found));
        }
        toml::Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered.for_each(|(n, item)| each(&within(&(n + 1).to_string()), item, found));
        }
        value => {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            found.insert(key.to_owned(), text.trim().to_owned());
        }
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
    let (english, other) = (texts(from.0, from.1)?, texts(to.0, to.1)?);
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
    let kinds: [(&str, Vec<String>, &str); 4] = [
        ("are missing", lacking.cloned().collect(), "translate them from the English file"),
        ("are surplus", surplus.cloned().collect(), "take them out, or mend their keys"),
        ("are untranslated", same.cloned().collect(), "they are the English sentences"),
        ("have other placeholders", filled.collect(), "in brackets stand those of the English"),
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
    }
}
