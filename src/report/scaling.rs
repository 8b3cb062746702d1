//! How the values of an indicator become scores, in sentences: for the method chapter with whom each
//! holds for, for the sheet of an indicator with its own numbers.

use super::choices::{alike, every, who};
use super::content::Block;
use super::prose::{Argument, Prose, text, weight};
use crate::fault::Result;
use crate::framework::{
    Direction, Indicator, Normalisation, OnSheet, Reach, Sentence, Told, Transform, untransformed,
};
use crate::statistics::{deviation, mean};
use crate::words::{Say, said, say};

/// Whether all are scored between goalposts on one scale, as the report tells it most shortly.
pub(super) fn all_by_goalposts(prose: &Prose) -> bool {
    let indicators = &prose.framework.indicators;
    let scale = indicators.first().map(|i| i.normalisation.scale);
    let alike = |i: &Indicator| i.goalposts().is_some() && Some(i.normalisation.scale) == scale;
    indicators.iter().all(alike)
}

/// Every way in which values become scores, with the formula where there is one.
pub(super) fn all(prose: &Prose) -> Result<Vec<Block>> {
    let indicators = &prose.framework.indicators;
    let all = every(prose, false);
    let chosen = |i: usize| {
        let Normalisation { method, scale, all_years } = &indicators[i].normalisation;
        let Sentence { key, holds } = method.in_method();
        Some((key.unwrap_or(method.key()), holds, *scale, *all_years))
    };
    let mut blocks = Vec::new();
    for ((key, holds, scale, all_years), some) in alike(&all, chosen) {
        let said = said![who = who(prose, &some, &all)?, ..filled(prose, some[0], holds)?];
        blocks.push(text!(prose, &format!("method.scores.{key}"), ..said)?);
        let formula = indicators[some[0]].normalisation.method.formula(scale);
        blocks.extend(formula.map(|name| prose.formula(name)).transpose()?);
        if !indicators[some[0]].is_absolute() {
            let pool = if all_years { "all_years" } else { "this_year" };
            blocks.push(text!(prose, &format!("method.scores.{pool}"))?);
        }
    }
    Ok(blocks)
}

/// The indicators that stand on another scale than that of their values.
pub(super) fn transforms(prose: &Prose) -> Result<Vec<Block>> {
    let indicators = &prose.framework.indicators;
    let all = every(prose, false);
    let mut blocks = Vec::new();
    for (transform, some) in alike(&all, |i| indicators[i].transform) {
        let key = format!("method.transform.{}", word(transform));
        blocks.push(text!(prose, &key, who = who(prose, &some, &all)?)?);
    }
    Ok(blocks)
}

pub(super) fn word(transform: Transform) -> &'static str {
    match transform {
        Transform::Logarithm => "logarithm",
        Transform::SquareRoot => "square_root",
        Transform::Reciprocal => "reciprocal",
    }
}

/// What stands in a sentence on the method of an indicator, with its own numbers.
fn filled(
    prose: &Prose,
    indicator: usize,
    holds: Vec<(&'static str, Told)>,
) -> Result<Vec<Argument<'static>>> {
    let rule = &prose.framework.indicators[indicator].normalisation;
    let found = |value: Option<f64>| -> Result<Say> {
        Ok(match value {
            Some(value) => prose.value(indicator, value).into(),
            None => say!(prose, "none")?.into(),
        })
    };
    let ends = || ends_found(prose, indicator);
    let say = |told: Told| -> Result<Say> {
        Ok(match told {
            Told::Low => weight(rule.scale[0]).into(),
            Told::High => weight(rule.scale[1]).into(),
            Told::Number(number) => weight(number).into(),
            Told::Numbers(numbers) => listed(prose, &numbers).into(),
            Told::Area(code) => prose.areas.name(&code, prose.language()).to_owned().into(),
            Told::Worst => found(ends().map(|ends| ends.0))?,
            Told::Best => found(ends().map(|ends| ends.1))?,
            Told::Mean => found(mean(&pool(prose, indicator)))?,
            Told::Deviation => found(deviation(&pool(prose, indicator)))?,
        })
    };
    holds.into_iter().map(|(name, told)| Ok((name, say(told)?))).collect()
}

/// Values on which an indicator's scale is fitted, in its unit: of this edition as treated, or of
/// all years. Of a column that treatment rescaled, the values before.
fn pool(prose: &Prose, indicator: usize) -> Vec<f64> {
    let exhibits = prose.exhibits;
    let of = &exhibits.framework.indicators[indicator];
    let rescaled = super::choices::treated(prose, indicator).1;
    let back = |area: usize, value: f64| match rescaled {
        true => exhibits.scores.treated(area, indicator).map_or(value, |t| t.from),
        false => value,
    };
    let prepared = exhibits.scores.prepared.column(indicator).enumerate();
    let mut values: Vec<f64> = prepared
        .filter_map(|(area, value)| value.map(|value| back(area, value)))
        .map(|value| untransformed(of.transform, value))
        .collect();
    if of.normalisation.all_years {
        values.extend(exhibits.panel.values_up_to_the_cut_off(indicator));
    }
    values
}

/// The values that score lowest and highest, where the values found set the ends of the scale.
pub(super) fn ends_found(prose: &Prose, indicator: usize) -> Option<(f64, f64)> {
    let values = pool(prose, indicator);
    let low = values.iter().copied().min_by(f64::total_cmp)?;
    let high = values.iter().copied().max_by(f64::total_cmp)?;
    let is_less = prose.framework.indicators[indicator].direction == Direction::Less;
    Some(if is_less { (high, low) } else { (low, high) })
}

/// What sets the scale of an indicator, for a table.
pub(super) fn in_short(prose: &Prose, indicator: usize) -> Result<String> {
    let method = &prose.framework.indicators[indicator].normalisation.method;
    let Sentence { key, holds } = method.in_short();
    let is_found = holds.iter().any(|(_, told)| *told == Told::Worst);
    if is_found && ends_found(prose, indicator).is_none() {
        return say!(prose, "none");
    }
    let key = format!("method.scale.{}", key.unwrap_or(method.key()));
    say!(prose, &key, ..filled(prose, indicator, holds)?)
}

fn listed(prose: &Prose, thresholds: &[f64]) -> String {
    let numbers: Vec<String> = thresholds.iter().map(|t| prose.number(weight(*t))).collect();
    prose.words.apart(&numbers)
}

/// How the values of one indicator become scores, sentence by sentence.
pub(super) fn of_indicator(prose: &Prose, indicator: usize) -> Result<Vec<String>> {
    let of = &prose.framework.indicators[indicator];
    let method = &of.normalisation.method;
    let is_plain = of.transform.is_none() && !super::choices::treated(prose, indicator).1;
    let case = OnSheet { is_less_better: of.less_is_better(), is_plain };
    let Sentence { key, holds } = method.on_sheet(case);
    let key = format!("sheet.{}", key.unwrap_or(method.key()));
    let mut sentences = vec![say!(prose, &key, ..filled(prose, indicator, holds)?)?];
    if method.reach() == Reach::Beyond {
        sentences.push(say!(prose, "sheet.beyond")?);
    }
    if let Some(transform) = of.transform {
        let line = if of.goalposts().is_some() { "" } else { "transform_" };
        sentences.push(say!(prose, &format!("sheet.{line}{}", word(transform)))?);
    }
    if of.goalposts().is_none() && of.less_is_better() {
        sentences.push(say!(prose, "sheet.less")?);
    }
    Ok(sentences)
}
