//! Names of areas in a sentence: with the article and the preposition that a language puts before them.
//!
//! In: a text, which may be a name, a list of names, or anything else; and what is to stand before it.
//! Out: the text with that before each name. Of what is no area the article is not known: only a vowel
//! is looked at, and in Spanish a percentage, which is masculine.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::characters::{ISOLATE, isolated};
use crate::model::{Areas, Language};

/// Names in one language, each with its article; empty where it takes none.
#[derive(Debug, Clone, Default)]
pub(super) struct Articles(BTreeMap<String, String>);

/// What is written between the names of a list.
const BETWEEN: [&str; 5] = [", ", " and ", " et ", " y ", " e "];

impl Articles {
    /// None known.
    pub const NONE: Articles = Articles(BTreeMap::new());

    /// Those of the columns `ARTICLE_EN`, `ARTICLE_FR` and `ARTICLE_ES` of the table of areas.
    pub fn of(areas: &Areas, language: Language) -> Self {
        let column = match language {
            Language::En => "ARTICLE_EN",
            Language::Fr => "ARTICLE_FR",
            Language::Es => "ARTICLE_ES",
        };
        let named = areas.iter().flat_map(|area| {
            let article = area.attribute(column).unwrap_or_default();
            let names = [&area.name, &area.short_name].map(|names| names.in_language(language));
            // In Spanish the article is that of the name's first word: la República Árabe Siria, but Siria.
            let initial = names[0].chars().next();
            let takes_it = |name: &str| language != Language::Es || name.chars().next() == initial;
            names
                .map(|name| (name.to_owned(), if takes_it(name) { article } else { "" }.to_owned()))
        });
        Articles(named.collect())
    }

    /// The text with what `form` says before it, or before each of its names: `the` in English, `le`, `de`,
    /// `à` in French, `el`, `de`, `a`, `y` in Spanish; with a capital at the beginning of a sentence. `None` for a form
    /// that the language does not have.
    pub fn with(&self, text: &str, form: &str, language: Language) -> Option<String> {
        let small = form.to_lowercase();
        let say = |name: &str, article: Option<&str>| {
            let said = before(name, article, &small, language)?;
            Some(said.replace(name, &isolated(name)))
        };
        let text = &text.replace(ISOLATE, "");
        let said = match self.split(text) {
            Some(parts) => {
                let mut said = String::new();
                for Part { name, article, rest } in parts {
                    said += &say(name, Some(article))?;
                    said += rest;
                }
                said
            }
            None => say(text, (language == Language::Es && is_percentage(text)).then_some("el"))?,
        };
        Some(if small == form { said } else { capital(&said) })
    }

    /// A text that is a name or a list of names, in its parts.
    fn split<'t>(&'t self, text: &'t str) -> Option<Vec<Part<'t>>> {
        let mut parts = Vec::new();
        let mut open = text;
        while !open.is_empty() {
            let (name, article) = self.longest(open)?;
            let behind = &open[name.len()..];
            let rest = &behind[..until_next(behind)];
            parts.push(Part { name: &open[..name.len()], article, rest });
            open = &behind[rest.len()..];
        }
        (!parts.is_empty()).then_some(parts)
    }

    /// The longest name that a text begins with, and its article.
    fn longest(&self, text: &str) -> Option<(&str, &str)> {
        let is_whole = |name: &&String| {
            let next = text[name.len()..].chars().next();
            !next.is_some_and(|c| c.is_alphanumeric() || c == '-')
        };
        let begins = self.0.keys().filter(|name| text.starts_with(name.as_str()));
        let name = begins.filter(is_whole).max_by_key(|name| name.len())?;
        Some((name, &self.0[name]))
    }
}

/// A name in a list, and what stands behind it up to the next: a mark, a value in brackets, a comma.
struct Part<'t> {
    name: &'t str,
    article: &'t str,
    rest: &'t str,
}

/// Where the next name of a list begins: behind what joins names, outside of brackets.
fn until_next(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        let joint = BETWEEN.iter().find(|joint| text[at..].starts_with(**joint));
        if let Some(joint) = joint.filter(|_| depth == 0) {
            return at + joint.len();
        }
    }
    text.len()
}

/// A name with what stands before it; the article is not known of what is no area.
fn before(name: &str, article: Option<&str>, form: &str, language: Language) -> Option<String> {
    let article = article.unwrap_or_default();
    let joined = |words: &str| match words {
        "" => name.to_owned(),
        elided if elided.ends_with('’') => format!("{elided}{name}"),
        words => format!("{words} {name}"),
    };
    let of = match (language, form, article) {
        (Language::En, "the", _) | (Language::Fr, "le", _) | (Language::Es, "el", _) => article,
        (Language::Fr, "de", "le") => "du",
        (Language::Fr, "de", "les") => "des",
        (Language::Fr, "de", "la") => "de la",
        (Language::Fr, "de", "l’") => "de l’",
        (Language::Fr, "de", _) if begins_with_a_vowel(name) => "d’",
        (Language::Fr, "à", "le") => "au",
        (Language::Fr, "à", "les") => "aux",
        (Language::Fr, "à", "la" | "l’") => "en",
        (Language::Fr, "à", _) => "à",
        (Language::Es, "de", "el") => "del",
        (Language::Es, "a", "el") => "al",
        (Language::Es, "de" | "a", article) if !article.is_empty() => {
            return Some(format!("{form} {article} {name}"));
        }
        (Language::Fr | Language::Es, "de", _) => "de",
        (Language::Es, "a", _) => "a",
        (Language::Es, "y", _) => {
            if sounds_like_y(name) {
                "e"
            } else {
                "y"
            }
        }
        _ => return None,
    };
    Some(joined(of))
}

/// A number of percent, `60,0 %`, and not a unit.
fn is_percentage(text: &str) -> bool {
    text.ends_with('%') && text.starts_with(|c: char| c.is_ascii_digit() || c == '\u{2212}')
}

/// Without its accents, in small letters.
fn plain(text: &str) -> String {
    text.nfd().filter(char::is_ascii_alphabetic).take(3).collect::<String>().to_lowercase()
}

fn begins_with_a_vowel(name: &str) -> bool {
    let starts = name.starts_with(char::is_alphabetic);
    starts && plain(name).starts_with(['a', 'e', 'i', 'o', 'u', 'h'])
}

/// Whether `y` before it becomes `e`: it begins with the sound of i alone.
fn sounds_like_y(name: &str) -> bool {
    let plain = plain(name);
    let sound = plain.strip_prefix('h').unwrap_or(&plain);
    sound.starts_with('i') && !(plain.starts_with("hia") || plain.starts_with("hie"))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles(of: &[(&str, &str)]) -> Articles {
        Articles(of.iter().map(|(name, article)| ((*name).into(), (*article).into())).collect())
    }

    fn french() -> Articles {
        articles(&[
            ("France", "la"),
            ("Inde", "l’"),
            ("Niger", "le"),
            ("Nigéria", "le"),
            ("Pays-Bas", "les"),
            ("Cuba", ""),
            ("Oman", ""),
            ("Albanie", "l’"),
            ("Guinée", "la"),
            ("Guinée-Bissau", "la"),
            ("Trinité-et-Tobago", "la"),
        ])
    }

    #[test]
    fn english_names_take_the_where_they_have_it() {
        let english = articles(&[("Netherlands", "the"), ("Nepal", "")]);
        let say = |text: &str, form: &str| english.with(text, form, Language::En).unwrap();
        assert_eq!(say("Netherlands", "The"), "The Netherlands");
        assert_eq!(say("Nepal", "The"), "Nepal");
        assert_eq!(say("Nepal, Netherlands", "the"), "Nepal, the Netherlands");
        assert_eq!(say("Nowhere", "The"), "Nowhere");
        assert_eq!(english.with("Nepal", "de", Language::En), None);
    }

    #[test]
    fn french_names_take_articles_and_contract_them() {
        let say = |text: &str, form: &str| french().with(text, form, Language::Fr).unwrap();
        for (name, le, de, at) in [
            ("France", "la France", "de la France", "en France"),
            ("Inde", "l’Inde", "de l’Inde", "en Inde"),
            ("Albanie", "l’Albanie", "de l’Albanie", "en Albanie"),
            ("Niger", "le Niger", "du Niger", "au Niger"),
            ("Pays-Bas", "les Pays-Bas", "des Pays-Bas", "aux Pays-Bas"),
            ("Cuba", "Cuba", "de Cuba", "à Cuba"),
            ("Oman", "Oman", "d’Oman", "à Oman"),
        ] {
            assert_eq!([say(name, "le"), say(name, "de"), say(name, "à")], [le, de, at]);
        }
        assert_eq!(say("Inde", "Le"), "L’Inde");
        // A list, with marks and values.
        let list = "Guinée-Bissau† (61,2), Guinée, Trinité-et-Tobago et Nigéria";
        let said =
            "de la Guinée-Bissau† (61,2), de la Guinée, de la Trinité-et-Tobago et du Nigéria";
        assert_eq!(say(list, "de"), said);
        // What is no area.
        assert_eq!(say("emploi", "de"), "d’emploi");
        assert_eq!(Articles::NONE.with("Albanie", "de", Language::Fr).unwrap(), "d’Albanie");
        assert_eq!(say("« Emploi »", "de"), "de « Emploi »");
        assert_eq!(say("travail", "le"), "travail");
        assert_eq!(french().with("France", "el", Language::Fr), None);
    }

    #[test]
    fn spanish_names_contract_and_y_becomes_e_before_its_own_sound() {
        let spanish = articles(&[
            ("Brasil", "el"),
            ("India", "la"),
            ("Países Bajos", "los"),
            ("Chile", ""),
            ("Trinidad y Tabago", ""),
        ]);
        let say = |text: &str, form: &str| spanish.with(text, form, Language::Es).unwrap();
        assert_eq!(say("Brasil", "de"), "del Brasil");
        assert_eq!(say("Brasil", "a"), "al Brasil");
        assert_eq!(say("India", "El"), "La India");
        assert_eq!(say("Chile", "de"), "de Chile");
        // A percentage takes its article; another number, and a unit, none.
        for (text, el, de) in [
            ("60,0\u{a0}%", "El 60,0\u{a0}%", "del 60,0\u{a0}%"),
            ("67,4", "67,4", "de 67,4"),
            ("% del empleo", "% del empleo", "de % del empleo"),
        ] {
            assert_eq!([say(text, "El"), say(text, "de")], [el, de]);
        }
        let said = "del Brasil, de Trinidad y Tabago y de los Países Bajos";
        assert_eq!(say("Brasil, Trinidad y Tabago y Países Bajos", "de"), said);
        for (name, said) in [
            ("India", "e India"),
            ("Hiroshima", "e Hiroshima"),
            ("hielo", "y hielo"),
            ("Ucrania", "y Ucrania"),
            ("Írlanda", "e Írlanda"),
        ] {
            assert_eq!(say(name, "y"), said);
        }
    }
}
