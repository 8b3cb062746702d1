//! How scores become the score of a level, in words: as each level of the framework says.

use super::content::Block;
use super::formulas;
use super::prose::{Argument, Prose, share, text, weight};
use crate::fault::Result;
use crate::framework::{Aggregation, Holds, Low, Parameter};
use crate::words::{Say, said, say};

/// The end of the keys of an aggregation's sentences and formula.
fn key(by: &Aggregation) -> &'static str {
    by.about().words.unwrap_or(by.key())
}

/// Levels by what is said of their aggregation: its key and its own parameters.
type Kinds<'a> = Vec<(&'a Aggregation, Vec<usize>)>;

fn by_kind<'a>(prose: &Prose<'a>, levels: &[usize]) -> Kinds<'a> {
    let all = &prose.exhibits.framework.levels;
    let mut kinds: Kinds = Vec::new();
    for &l in levels {
        let of = &all[l].aggregation;
        match kinds.iter_mut().find(|(known, _)| is_told_alike(known, of)) {
            Some((_, members)) => members.push(l),
            None => kinds.push((of, vec![l])),
        }
    }
    // Plain means first, as they are told most shortly.
    kinds.sort_by_key(|(of, _)| !matches!(of, Aggregation::ArithmeticMean(_)));
    kinds
}

/// Whether two aggregations have one sentence: floors are told of each level for itself.
fn is_told_alike(a: &Aggregation, b: &Aggregation) -> bool {
    let told = |by: &Aggregation| (key(by), by.in_method(), by.in_method_too());
    told(a) == told(b)
}

pub(super) fn names(prose: &Prose, levels: &[usize]) -> Result<String> {
    prose.quoted(levels.iter().map(|&l| prose.level(l)))
}

pub(super) fn kind(prose: &Prose, aggregation: &Aggregation) -> Result<String> {
    let said = filled(prose, aggregation.in_kind())?;
    say!(prose, &format!("aggregates.kind.{}", key(aggregation)), ..said)
}

/// What the score of a focus area is: one sentence where all are made alike, else one for each kind.
pub(super) fn of_areas(prose: &Prose) -> Result<Vec<String>> {
    let areas: Vec<usize> = prose.exhibits.framework.focus_areas().collect();
    let kinds = by_kind(prose, &areas);
    let alone = kinds.len() == 1;
    let sentence = |(of, levels): &(&Aggregation, Vec<usize>)| {
        let kind = kind(prose, of)?;
        match alone {
            true => say!(prose, "aggregates.areas", kind),
            false => say!(prose, "aggregates.some", areas = names(prose, levels)?, kind),
        }
    };
    kinds.iter().map(sentence).collect()
}

/// What the index is, what that does unless the framework gives its own reason beside it, and
/// whether it needs everything below it.
pub(super) fn of_index(prose: &Prose, with_reason: bool) -> Result<Vec<String>> {
    let index = &prose.exhibits.framework.levels[0];
    let kind = kind(prose, &index.aggregation)?;
    let mut said = vec![match with_reason {
        true => {
            let effect = format!("aggregates.effect.{}", key(&index.aggregation));
            say!(prose, "aggregates.reason", kind, effect = say!(prose, &effect)?)?
        }
        false => say!(prose, "aggregates.plain", kind)?,
    }];
    if index.complete {
        said.push(say!(prose, "aggregates.complete")?);
    }
    Ok(said)
}

/// Every level by its kind of aggregation with the formula; then what must be complete or observed,
/// floors, and why.
pub(super) fn all(prose: &Prose) -> Result<Vec<Block>> {
    let framework = prose.exhibits.framework;
    let levels: Vec<usize> = (0..framework.levels.len()).collect();
    let mut blocks = vec![prose.heading("method.levels.heading")?];
    for (of, made) in by_kind(prose, &levels) {
        blocks.extend(told(prose, of, &made)?);
    }
    let complete: Vec<usize> =
        levels.into_iter().filter(|&l| framework.levels[l].complete).collect();
    if !complete.is_empty() {
        let arguments = said![levels = names(prose, &complete)?];
        blocks.push(text!(prose, "method.levels.complete", ..arguments)?);
    }
    blocks.extend(coverage(prose)?);
    for (l, level) in framework.levels.iter().enumerate() {
        let named = prose.level(l);
        match level.aggregation.low() {
            Some(Low::Raised(floor)) => {
                let arguments = said![level = named, floor = weight(floor)];
                blocks.push(text!(prose, "method.levels.floor", ..arguments)?);
            }
            Some(Low::Excluded) => {
                blocks.push(text!(prose, "method.levels.on_zero", level = named)?)
            }
            Some(Low::Refused) | None => {}
        }
        if let Some(why) = &level.why {
            blocks.push(Block::Text { text: prose.in_language(why).to_owned() });
        }
    }
    if !framework.is_absolute() {
        blocks.push(text!(prose, "method.levels.relative")?);
    }
    Ok(blocks)
}

/// The sentences of an aggregation with its parameters, and its formula.
fn told(prose: &Prose, of: &Aggregation, made: &[usize]) -> Result<Vec<Block>> {
    let levels = names(prose, made)?;
    let sentence = |key: &str, holds: Holds| {
        let key = format!("method.levels.{key}");
        text!(prose, &key, levels = &levels, ..filled(prose, holds)?)
    };
    let mut blocks = vec![sentence(key(of), of.in_method())?];
    if let Some((key, holds)) = of.in_method_too() {
        blocks.push(sentence(key, holds)?);
    }
    if of.about().has_formula {
        blocks.push(prose.formula(key(of))?);
    }
    Ok(blocks)
}

/// The parameters of a method, as a sentence holds them.
pub(super) fn filled(prose: &Prose, holds: Holds) -> Result<Vec<Argument<'static>>> {
    let say = |said: Parameter| -> Result<Say> {
        Ok(match said {
            Parameter::Number(x) => weight(x).into(),
            Parameter::Numbers(all) => {
                let all: Vec<String> = all.iter().map(|x| prose.number(weight(*x))).collect();
                prose.words.apart(&all).into()
            }
            Parameter::Share(x) => share(x).into(),
            Parameter::Count(n) => n.into(),
            Parameter::Grouping(column) => {
                let named = prose.framework.groupings.iter().find(|g| g.column == column);
                named.map_or(column.as_str(), |g| prose.in_language(&g.name)).into()
            }
            Parameter::Sentence(key, holds) => say!(prose, key, ..filled(prose, holds)?)?.into(),
            Parameter::Formula(formula) => formulas::told(prose, &formula)?.into(),
        })
    };
    holds.into_iter().map(|(name, said)| Ok((name, say(said)?))).collect()
}

/// What must be observed for a score, levels with the same share together.
fn coverage(prose: &Prose) -> Result<Vec<Block>> {
    let mut shares: Vec<(f64, Vec<usize>)> = Vec::new();
    for (l, level) in prose.exhibits.framework.levels.iter().enumerate() {
        let Some(needed) = level.coverage else { continue };
        match shares.iter_mut().find(|(known, _)| *known == needed) {
            Some((_, levels)) => levels.push(l),
            None => shares.push((needed, vec![l])),
        }
    }
    let sentence = |(needed, levels): (f64, Vec<usize>)| {
        let said = said![levels = names(prose, &levels)?, share = share(needed)];
        text!(prose, "method.levels.coverage", ..said)
    };
    shares.into_iter().map(sentence).collect()
}
