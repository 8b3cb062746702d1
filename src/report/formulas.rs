//! A formula of the framework in; out, the same with words in place of codes.

use super::prose::Prose;
use crate::fault::Result;
use crate::framework::{Derived, Formula};

/// What stands for a code until the signs around it are told: a character of no script.
const FIRST_MARK: u32 = 0xE000;

/// Functions and sexes with a key of words each; the others are before what they end in.
const WORDS: [(&str, &str); 7] = [
    ("[F]", "women"),
    ("[M]", "men"),
    ("weighted_mean(", "weighted_mean"),
    ("mean(", "mean"),
    ("min(", "min"),
    ("max(", "max"),
    ("first(", "first"),
];

/// The formula with the names of what it reads in quotation marks, and its signs in words.
pub(super) fn told(prose: &Prose, formula: &Formula) -> Result<String> {
    let names = formula.names();
    let mark = |n: usize| char::from_u32(FIRST_MARK + n as u32).unwrap_or('?').to_string();
    let place = |code: &str| names.iter().position(|(name, _)| name == code);
    let mut text = formula.told(|code| place(code).map(mark));
    for (sign, key) in WORDS {
        let word = prose.say(&format!("formula.word.{key}"), &[])?;
        let is_function = sign.ends_with('(');
        text = text
            .replace(sign, &if is_function { format!("{word} (") } else { format!(" ({word})") });
    }
    text = text.replace(" * ", " × ").replace(" - ", " − ");
    for (n, (code, _)) in names.iter().enumerate() {
        let name = prose.say("quoted", &[("name", name(prose, code).into())])?;
        text = text.replace(&mark(n), &name);
    }
    Ok(text)
}

/// Whether an indicator's value is a published figure as it stands, of women or men or both.
pub(super) fn is_as_published(prose: &Prose, formula: &Formula) -> bool {
    let names = formula.names();
    let is_read = |code: &str| names.iter().any(|(name, _)| name == code);
    let bare = formula.told(|code| is_read(code).then(String::new));
    let is_series = |code: &str| prose.catalogue.series.iter().any(|s| s.code == code);
    ["", "[F]", "[M]"].contains(&bare.trim()) && names.iter().all(|(code, _)| is_series(code))
}

/// What a code stands for; the code itself where it has no name.
fn name<'a>(prose: &Prose<'a>, code: &'a str) -> &'a str {
    let framework = prose.framework;
    let (level, indicator) = (framework.level(code), framework.indicator(code));
    let derived = framework.derived.iter().find(|d| d.code == code);
    let series = prose.catalogue.series.iter().find(|s| s.code == code);
    level
        .map(|level| prose.level_short(level))
        .or_else(|| indicator.map(|indicator| prose.indicator_short(indicator)))
        .or_else(|| derived.map(|derived| name_of(prose, derived)))
        .or_else(|| series.map(|series| prose.in_language(&series.name)))
        .unwrap_or(code)
}

/// The name of a derived quantity, or its code where the framework gives none.
pub(super) fn name_of<'a>(prose: &Prose<'a>, derived: &'a Derived) -> &'a str {
    derived.name.as_ref().map_or(&derived.code, |name| prose.in_language(name))
}
