//! A formula of the framework in; out, the same with words in place of codes.

use super::prose::Prose;
use crate::fault::Result;
use crate::framework::{Derived, Formula, Piece};
use crate::model::Sex;
use crate::words::{Number, say};

/// Functions with a word of their own; the others are named as mathematics does.
const IN_WORDS: [&str; 5] = ["weighted_mean", "mean", "min", "max", "first"];

/// The formula with the names of what it reads in quotation marks, its functions in words, and its numbers
/// and signs as the language has them.
pub(super) fn told(prose: &Prose, formula: &Formula) -> Result<String> {
    let word = |key: &str| say!(prose, &format!("formula.word.{key}"));
    let mut text = String::new();
    for (before, piece, written) in formula.pieces() {
        text += before;
        text += &match piece {
            Piece::Name(code, sex) => {
                let name = say!(prose, "quoted", name = name(prose, code))?;
                match sex {
                    Sex::Total => name,
                    Sex::Female => format!("{name} ({})", word("women")?),
                    Sex::Male => format!("{name} ({})", word("men")?),
                }
            }
            Piece::Function(name) if IN_WORDS.contains(&name) => format!("{} ", word(name)?),
            Piece::Number(x, decimals) => prose.number(Number::decimal(x, decimals)),
            Piece::Sign('*') => "×".to_owned(),
            Piece::Sign('-') => "−".to_owned(),
            // Where a comma stands in numbers.
            Piece::Sign(',') if prose.decimal_sign() == "," => {
                prose.words.apart(&["", ""]).trim_end().to_owned()
            }
            Piece::Function(_) | Piece::Sign(_) => written.to_owned(),
        };
    }
    Ok(text)
}

/// Whether an indicator's value is a published figure as it stands, of women or men or both.
pub(super) fn is_as_published(prose: &Prose, formula: &Formula) -> bool {
    let is_series = |code: &str| prose.catalogue.series.iter().any(|s| s.code == code);
    matches!(formula.pieces()[..], [(_, Piece::Name(code, _), _)] if is_series(code))
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
