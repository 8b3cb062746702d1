//! What a framework chose for its indicators before they are scored, in sentences: the year, how
//! missing values are made, how outliers are treated. Each sentence says for which it holds.

use std::collections::BTreeSet;

use super::aggregates::filled;
use super::content::Block;
use super::prose::{Prose, share, share_of, text, weight};
use crate::fault::Result;
use crate::framework::{Imputation, Indicator, Treatment, When};
use crate::score::{Change, Treated};
use crate::words::{Number, Say, said, say};

/// So many exceptions are named at most, where a sentence holds for all others.
const EXCEPTIONS: usize = 3;

/// Indicators by what was chosen for them, in the order in which a choice first stands; those for
/// which `of` gives none are left out.
pub(super) fn alike<T: PartialEq>(
    indicators: &[usize],
    of: impl Fn(usize) -> Option<T>,
) -> Vec<(T, Vec<usize>)> {
    let mut groups: Vec<(T, Vec<usize>)> = Vec::new();
    for &i in indicators {
        let Some(choice) = of(i) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == choice) {
            Some((_, members)) => members.push(i),
            None => groups.push((choice, vec![i])),
        }
    }
    groups
}

/// Whom a sentence holds for: every indicator of `all`, every one but a few, or those named.
pub(super) fn who(prose: &Prose, some: &[usize], all: &[usize]) -> Result<Say> {
    let quoted =
        |indicators: &[usize]| prose.quoted(indicators.iter().map(|&i| prose.indicator(i)));
    let others: Vec<usize> = all.iter().copied().filter(|i| !some.contains(i)).collect();
    Ok(match others.len() {
        0 => say!(prose, "method.who.all")?,
        n if n <= EXCEPTIONS && n < some.len() => {
            say!(prose, "method.who.except", others = quoted(&others)?)?
        }
        _ => quoted(some)?,
    }
    .into())
}

/// Positions of all indicators, or of those that are scored.
pub(super) fn every(prose: &Prose, scored: bool) -> Vec<usize> {
    let indicators = &prose.framework.indicators;
    (0..indicators.len()).filter(|&i| !scored || indicators[i].is_scored()).collect()
}

/// Whether any indicator has a missing value made, in time or from others.
pub(super) fn imputes(prose: &Prose) -> bool {
    prose.framework.indicators.iter().any(is_imputed)
}

fn is_imputed(indicator: &Indicator) -> bool {
    indicator.in_time.linear.is_some() || !indicator.imputation.is_empty()
}

/// Ages that differ from the framework's own.
pub(super) fn ages(prose: &Prose) -> Result<Vec<Block>> {
    let framework = prose.framework;
    let all = every(prose, false);
    let own = |i: usize| {
        let age = framework.indicators[i].in_time.max_age;
        (age != prose.panel.max_age).then_some(age)
    };
    let mut blocks = Vec::new();
    for (age, some) in alike(&all, own) {
        let who = who(prose, &some, &all)?;
        blocks.push(match age {
            Some(age) => {
                let age = Number::decimal(f64::from(age), 0);
                text!(prose, "method.values.own_age", who, age)?
            }
            None => text!(prose, "method.values.any_age", who)?,
        });
    }
    Ok(blocks)
}

/// Which State is left out from the start; nothing where none is.
pub(super) fn screening(prose: &Prose) -> Result<Vec<Block>> {
    let Some(needed) = prose.framework.screen.overall else { return Ok(Vec::new()) };
    Ok(vec![
        prose.heading("method.screen.heading")?,
        text!(prose, "method.screen.overall", share = share(needed))?,
    ])
}

/// How missing values are made and how many were; nothing where none is.
pub(super) fn imputation(prose: &Prose) -> Result<Vec<Block>> {
    if !imputes(prose) {
        return Ok(Vec::new());
    }
    let framework = prose.framework;
    let all = every(prose, true);
    let chosen = |i: usize| {
        let of = &framework.indicators[i];
        Some((of.in_time.linear, of.imputation.clone()))
    };
    let mut blocks = vec![prose.heading("method.impute.heading")?];
    for (_, some) in alike(&all, chosen) {
        let who = who(prose, &some, &all)?;
        blocks.push(match steps(prose, some[0])? {
            Some(steps) => text!(prose, "method.impute.text", who, steps)?,
            None => text!(prose, "method.impute.kept", who)?,
        });
    }
    let found = &prose.findings.availability;
    let values = found.used + found.imputed;
    let arguments = said![
        imputed = found.imputed,
        all = values,
        share = share(share_of(found.imputed, values))
    ];
    blocks.push(text!(prose, "method.impute.count", ..arguments)?);
    Ok(blocks)
}

/// How a missing value of an indicator is made, one way after the other; `None`: it is not.
pub(super) fn steps(prose: &Prose, indicator: usize) -> Result<Option<String>> {
    let of = &prose.framework.indicators[indicator];
    let mut steps = Vec::new();
    if let Some(apart) = of.in_time.linear {
        steps.push(match apart {
            Some(years) => {
                let years = Number::decimal(f64::from(years), 0);
                say!(prose, "method.impute.linear_years", years)?
            }
            None => say!(prose, "method.impute.linear")?,
        });
    }
    for method in &of.imputation {
        steps.push(step(prose, method)?);
    }
    let mut said: Option<String> = None;
    for next in steps {
        said = Some(match said {
            None => next,
            Some(first) => say!(prose, "method.impute.next", first, next)?,
        });
    }
    Ok(said)
}

fn step(prose: &Prose, method: &Imputation) -> Result<String> {
    let (key, holds) = method.in_method();
    let key = key.unwrap_or(method.key());
    say!(prose, &format!("method.impute.{key}"), ..filled(prose, holds)?)
}

/// How outliers are treated and how many were; nothing where none is.
pub(super) fn treatment(prose: &Prose) -> Result<Vec<Block>> {
    let framework = prose.framework;
    let all = every(prose, true);
    let chosen = |i: usize| {
        let treatment = &framework.indicators[i].treatment;
        treatment.changes_values().then(|| treatment.clone())
    };
    let groups = alike(&all, chosen);
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let mut blocks = vec![prose.heading("method.treat.heading")?];
    for (treatment, some) in groups {
        let text = treated_how(prose, &treatment, who(prose, &some, &all)?)?;
        blocks.push(Block::Text { text });
    }
    let changed: Vec<&Treated> = prose
        .scores
        .treated
        .iter()
        .filter(|t| framework.indicators[t.indicator].is_scored())
        .collect();
    let of: BTreeSet<usize> = changed.iter().map(|t| t.indicator).collect();
    blocks.push(match changed.len() {
        0 => text!(prose, "method.treat.none")?,
        n => text!(prose, "method.treat.count", n, indicators = of.len())?,
    });
    Ok(blocks)
}

fn treated_how(prose: &Prose, treatment: &Treatment, who: Say) -> Result<String> {
    let (key, holds) = treatment.in_method();
    let key = key.unwrap_or(treatment.key());
    let what = say!(prose, &format!("method.treat.{key}"), who, ..filled(prose, holds)?)?;
    match treatment.when() {
        Some(When::Rule { skewness, kurtosis }) => {
            let (skewness, kurtosis) = (weight(skewness), weight(kurtosis));
            say!(prose, "method.treat.rule", what, skewness, kurtosis)
        }
        Some(When::Always) | None => say!(prose, "method.treat.always", what),
    }
}

/// How many values of an indicator were winsorised, and whether its whole column was rescaled.
pub(super) fn treated(prose: &Prose, indicator: usize) -> (usize, bool) {
    let changed = prose.scores.treated.iter().filter(|t| t.indicator == indicator);
    let drawn_in =
        |t: &&Treated| matches!(t.change, Change::WinsorisedHigh | Change::WinsorisedLow);
    let n = changed.clone().filter(drawn_in).count();
    (n, changed.count() > n)
}
