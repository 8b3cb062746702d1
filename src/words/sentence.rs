//! Filling placeholders: `{name}` is the argument, `{name:State|States}` the word that follows a count,
//! `{name:de}` a name with what its language puts before it, `{name:small}` a name as within a sentence.

use std::collections::BTreeSet;

use super::articles::Articles;
use super::number::{self, Number};
use crate::characters::isolated;
use crate::model::Language;

/// What a placeholder stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Say {
    /// A name or another text, printed as it is.
    Text(String),
    /// A computed number, printed as the language prints it.
    Number(Number),
}

impl<T: AsRef<str> + ?Sized> From<&T> for Say {
    fn from(text: &T) -> Self {
        Say::Text(text.as_ref().to_owned())
    }
}

impl From<String> for Say {
    fn from(text: String) -> Self {
        Say::Text(text)
    }
}

/// A count of things.
impl From<usize> for Say {
    fn from(n: usize) -> Self {
        Say::Number(Number::count(n))
    }
}

impl From<Number> for Say {
    fn from(number: Number) -> Self {
        Say::Number(number)
    }
}

/// Fills every placeholder of `template`; the error says which name is missing or unused.
pub(super) fn fill(
    template: &str,
    (language, articles): (Language, &Articles),
    arguments: &[(&str, Say)],
) -> Result<String, String> {
    let mut text = String::new();
    let mut used = BTreeSet::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let length = rest[open..].find('}').ok_or("a brace `{` is not closed")?;
        text.push_str(&rest[..open]);
        let inside = &rest[open + 1..open + length];
        if inside.contains('{') {
            return Err(format!("a brace stands within `{{{inside}`"));
        }
        let (name, forms) = match inside.split_once(':') {
            Some((name, forms)) => (name, Some(forms)),
            None => (inside, None),
        };
        let (known, argument) =
            arguments.iter().find(|(known, _)| *known == name).ok_or_else(|| {
                let known: Vec<&str> = arguments.iter().map(|(known, _)| *known).collect();
                let those = if known.is_empty() {
                    String::new()
                } else {
                    format!("; there are {}", known.join(", "))
                };
                format!("the placeholder `{{{name}}}` has no argument{those}")
            })?;
        used.insert(*known);
        text.push_str(&match forms {
            None => isolated(&plain(argument, language)).into_owned(),
            Some(forms) if forms.contains('|') => counted(argument, forms, language)?.to_owned(),
            Some("small") => small(&plain(argument, language)),
            Some(form) => {
                let said = articles.with(&plain(argument, language), form, language);
                let said =
                    said.ok_or_else(|| format!("`{form}` is nothing that stands before a name"))?;
                isolated(&said).into_owned()
            }
        });
        rest = &rest[open + length + 1..];
        // A name that ends with a full stop, "DD. HH.", ends its sentence with the same one.
        if text.ends_with('.') {
            rest = rest.strip_prefix('.').unwrap_or(rest);
        }
    }
    text.push_str(rest);
    match arguments.iter().find(|(name, _)| !used.contains(name)) {
        Some((name, _)) => Err(format!("the argument `{name}` has no placeholder")),
        None => Ok(text),
    }
}

fn plain(argument: &Say, language: Language) -> String {
    match argument {
        Say::Text(text) => text.clone(),
        Say::Number(n) => number::print(*n, language),
    }
}

/// As within a sentence: with a small letter first, but for what is written in capitals.
fn small(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// The singular or plural form; French counts zero as singular.
fn counted<'a>(argument: &Say, forms: &'a str, language: Language) -> Result<&'a str, String> {
    let Say::Number(n) = argument else {
        return Err(format!("`{forms}` follows a text, not a number"));
    };
    let (one, many) = forms.split_once('|').ok_or(format!("`{forms}` needs two forms"))?;
    let singular = n.value == 1.0 || (language == Language::Fr && n.value.abs() < 2.0);
    Ok(if singular { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::number::Number;

    const NONE: &Articles = &Articles::NONE;
    const ENGLISH: (Language, &Articles) = (Language::En, NONE);

    #[test]
    fn numbers_texts_and_plurals_are_filled() {
        let say = |n| {
            let arguments = [("n", Number::count(n).into()), ("where", "Peru #[x]".into())];
            fill("{n} {n:State|States} near {where}", ENGLISH, &arguments)
        };
        assert_eq!(say(1).unwrap(), "1 State near Peru #[x]");
        assert_eq!(say(0).unwrap(), "0 States near Peru #[x]");
        assert_eq!(
            fill("{n} {n:État|États}", (Language::Fr, NONE), &[("n", Number::count(0).into())])
                .unwrap(),
            "0 État"
        );
    }

    #[test]
    fn a_name_within_a_sentence_begins_small_but_for_its_capitals() {
        let of = |name: &str| fill("by {by:small}", ENGLISH, &[("by", name.into())]).unwrap();
        assert_eq!(of("Income group"), "by income group");
        assert_eq!(
            (of("OECD members"), of("G"), of("Ère")),
            ("by OECD members".into(), "by G".into(), "by ère".into())
        );
    }

    #[test]
    fn a_name_that_runs_from_the_right_turns_no_number_beside_it() {
        let said = [("name", "שלום".into()), ("n", Number::decimal(6.25, 1).into())];
        let told = fill("{name}: {n}", ENGLISH, &said).unwrap();
        assert_eq!(told, "\u{2068}שלום\u{2069}: 6.3");
        let whole = fill("({told})", ENGLISH, &[("told", told.as_str().into())]).unwrap();
        assert_eq!(whole, format!("({told})"), "what is kept apart already");
        let french = (Language::Fr, NONE);
        let list = [("list", "שלום et Inde".into())];
        assert_eq!(fill("{list:le}", french, &list).unwrap(), "\u{2068}שלום et Inde\u{2069}");
    }

    #[test]
    fn an_abbreviation_at_the_end_brings_the_full_stop() {
        let say =
            |name: &str| fill("From {name}. It is", ENGLISH, &[("name", name.into())]).unwrap();
        assert_eq!(say("Emirates U."), "From Emirates U. It is");
        assert_eq!(say("Peru"), "From Peru. It is");
    }

    #[test]
    fn each_language_counts_as_it_does() {
        let say = |language, n| {
            let (area, says) = match language {
                Language::En => ("State", "says"),
                Language::Fr => ("État", "dit"),
                Language::Es => ("Estado", "dice"),
            };
            let many = match language {
                Language::En => "say",
                Language::Fr => "disent",
                Language::Es => "dicen",
            };
            let template = format!("{{n}} {{n:{area}|{area}s}} {{n:{says}|{many}}}");
            fill(&template, (language, NONE), &[("n", n)]).unwrap()
        };
        for (n, told) in [
            (0, ["0 States say", "0 État dit", "0 Estados dicen"]),
            (1, ["1 State says", "1 État dit", "1 Estado dice"]),
            (2, ["2 States say", "2 États disent", "2 Estados dicen"]),
            (1000, ["1,000 States say", "1\u{202f}000 États disent", "1000 Estados dicen"]),
        ] {
            let of = |language| say(language, Number::count(n).into());
            assert_eq!([Language::En, Language::Fr, Language::Es].map(of), told);
        }
        // French takes the singular below two, decimals too.
        let of = |language| say(language, Number::decimal(1.5, 1).into());
        let told = ["1.5 States say", "1,5 État dit", "1,5 Estados dicen"];
        assert_eq!([Language::En, Language::Fr, Language::Es].map(of), told);
    }

    #[test]
    fn a_missing_or_unused_argument_is_named() {
        let none = fill("{n} States", ENGLISH, &[]);
        assert_eq!(none.unwrap_err(), "the placeholder `{n}` has no argument");
        let within = fill("{n:one|the {n}} States", ENGLISH, &[("n", Number::count(2).into())]);
        assert_eq!(within.unwrap_err(), "a brace stands within `{n:one|the {n`");
        let unused = fill("States", ENGLISH, &[("n", Number::count(2).into())]);
        assert_eq!(unused.unwrap_err(), "the argument `n` has no placeholder");
    }
}
