//! How the values of an indicator become scores, in sentences: for the method chapter with whom each
//! holds for, for the sheet of an indicator with its own numbers.

use super::choices::{alike, every, who};
use super::content::Block;
use super::prose::{self, Argument, Prose, weight};
use crate::fault::Result;
use crate::framework::{Direction, Indicator, Normalisation, NormaliseMethod, Transform};
use crate::score::untransformed;
use crate::statistics::{deviation, mean};
use crate::words::{Number, Say};

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
        Some((key(method), parameters(prose, method), *scale, *all_years))
    };
    let mut blocks = Vec::new();
    for ((key, own, scale, all_years), some) in alike(&all, chosen) {
        let mut said = vec![("who", who(prose, &some, &all)?)];
        let method = &indicators[some[0]].normalisation.method;
        if has_scale(method) {
            said.extend(ends(scale));
        }
        said.extend(own);
        blocks.push(prose.text(&format!("method.scores.{key}"), &said)?);
        blocks.extend(formula(key, scale).map(|name| prose.formula(name)).transpose()?);
        if !indicators[some[0]].is_absolute() {
            let pool = if all_years { "all_years" } else { "this_year" };
            blocks.push(prose.text(&format!("method.scores.{pool}"), &[])?);
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
        blocks.push(prose.text(&key, &[("who", who(prose, &some, &all)?)])?);
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

/// The ends of a scale, for a sentence.
fn ends(scale: [f64; 2]) -> [Argument<'static>; 2] {
    [("low", weight(scale[0]).into()), ("high", weight(scale[1]).into())]
}

fn key(method: &NormaliseMethod) -> &'static str {
    match method {
        NormaliseMethod::Goalposts(_) => "posts",
        NormaliseMethod::MinMax => "min_max",
        NormaliseMethod::ZScore { .. } => "z_score",
        NormaliseMethod::Rank => "rank",
        NormaliseMethod::PercentileRank => "percentile_rank",
        NormaliseMethod::Borda => "borda",
        NormaliseMethod::DistanceToMax => "distance_to_max",
        NormaliseMethod::DistanceToTarget { capped: true, .. } => "target_capped",
        NormaliseMethod::DistanceToTarget { .. } => "target",
        NormaliseMethod::DistanceToReference { capped: true, .. } => "reference_capped",
        NormaliseMethod::DistanceToReference { .. } => "reference",
        NormaliseMethod::FractionOfMax => "fraction",
        NormaliseMethod::Categories { .. } => "categories",
    }
}

/// What a method takes for all indicators alike; targets and thresholds stand on the sheets.
fn parameters(prose: &Prose, method: &NormaliseMethod) -> Vec<Argument<'static>> {
    match method {
        NormaliseMethod::ZScore { mean, deviation } => {
            vec![("mean", weight(*mean).into()), ("deviation", weight(*deviation).into())]
        }
        NormaliseMethod::DistanceToReference { area, .. } => {
            vec![("area", named(prose, area).into())]
        }
        _ => Vec::new(),
    }
}

fn named(prose: &Prose, code: &str) -> String {
    prose.areas.name(code, prose.language()).to_owned()
}

fn has_scale(method: &NormaliseMethod) -> bool {
    !matches!(
        method,
        NormaliseMethod::ZScore { .. } | NormaliseMethod::Rank | NormaliseMethod::Borda
    )
}

fn formula(key: &str, scale: [f64; 2]) -> Option<&'static str> {
    match key {
        "posts" if scale == [0.0, 100.0] => Some("score"),
        "posts" => Some("scaled"),
        "min_max" | "distance_to_max" => Some("min_max"),
        "z_score" => Some("z_score"),
        "percentile_rank" => Some("percentile_rank"),
        _ => None,
    }
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

fn number(value: f64) -> Number {
    prose::weight(value)
}

/// What sets the scale of an indicator, for a table.
pub(super) fn in_short(prose: &Prose, indicator: usize) -> Result<String> {
    let of = &prose.framework.indicators[indicator];
    let say = |key: &str, said: &[Argument]| prose.say(&format!("method.scale.{key}"), said);
    let value = |x: f64| Say::from(prose.value(indicator, x));
    match &of.normalisation.method {
        NormaliseMethod::Goalposts(posts) => {
            let said =
                [("zero", number(posts.worst).into()), ("hundred", number(posts.best).into())];
            say("posts", &said)
        }
        NormaliseMethod::MinMax | NormaliseMethod::DistanceToMax => {
            match ends_found(prose, indicator) {
                Some((zero, hundred)) => {
                    say("found", &[("zero", value(zero)), ("hundred", value(hundred))])
                }
                None => prose.say("none", &[]),
            }
        }
        NormaliseMethod::DistanceToTarget { target, .. } => {
            say("target", &[("target", number(*target).into())])
        }
        NormaliseMethod::DistanceToReference { area, .. } => {
            say("reference", &[("area", named(prose, area).into())])
        }
        NormaliseMethod::Categories { thresholds } => {
            say("categories", &[("thresholds", listed(prose, thresholds).into())])
        }
        method => say(key(method), &[]),
    }
}

fn listed(prose: &Prose, thresholds: &[f64]) -> String {
    let numbers: Vec<String> = thresholds.iter().map(|t| prose.number(number(*t))).collect();
    prose.words.apart(&numbers)
}

/// How the values of one indicator become scores, sentence by sentence.
pub(super) fn of_indicator(prose: &Prose, indicator: usize) -> Result<Vec<String>> {
    let of = &prose.framework.indicators[indicator];
    let method = &of.normalisation.method;
    let mut sentences = Vec::new();
    let (key, mut said) = own_numbers(prose, indicator)?;
    if has_scale(method) {
        said.extend(ends(of.normalisation.scale));
        // A share of the best has no lowest score of its own.
        said.retain(|(name, _)| !(key.starts_with("fraction") && *name == "low"));
    }
    sentences.push(prose.say(&format!("sheet.{key}"), &said)?);
    let beyond = matches!(
        method,
        NormaliseMethod::DistanceToTarget { capped: false, .. }
            | NormaliseMethod::DistanceToReference { capped: false, .. }
    );
    if beyond {
        sentences.push(prose.say("sheet.beyond", &[])?);
    }
    if let Some(transform) = of.transform {
        let line = if of.goalposts().is_some() { "" } else { "transform_" };
        sentences.push(prose.say(&format!("sheet.{line}{}", word(transform)), &[])?);
    }
    if of.goalposts().is_none() && of.less_is_better() {
        sentences.push(prose.say("sheet.less", &[])?);
    }
    Ok(sentences)
}

/// The sentence of a method on a sheet, with the indicator's own numbers but the ends of the scale.
fn own_numbers(prose: &Prose, indicator: usize) -> Result<(&'static str, Vec<Argument<'static>>)> {
    let of = &prose.framework.indicators[indicator];
    let value = |x: Option<f64>| -> Result<Say> {
        Ok(match x {
            Some(x) => prose.value(indicator, x).into(),
            None => prose.say("none", &[])?.into(),
        })
    };
    let found = ends_found(prose, indicator);
    let (worst, best) = (found.map(|f| f.0), found.map(|f| f.1));
    Ok(match &of.normalisation.method {
        NormaliseMethod::Goalposts(posts) => {
            let posts = [("zero", number(posts.worst)), ("hundred", number(posts.best))];
            ("goalposts", posts.map(|(name, post)| (name, post.into())).to_vec())
        }
        NormaliseMethod::MinMax | NormaliseMethod::DistanceToMax => {
            ("found", vec![("zero", value(worst)?), ("hundred", value(best)?)])
        }
        NormaliseMethod::ZScore { .. } => {
            let values = pool(prose, indicator);
            let plain = of.transform.is_none() && !super::choices::treated(prose, indicator).1;
            match mean(&values).zip(deviation(&values)).filter(|_| plain) {
                Some((mean, deviation)) => {
                    let numbers =
                        vec![("mean", value(Some(mean))?), ("deviation", value(Some(deviation))?)];
                    ("z_score_of", numbers)
                }
                None => ("z_score", Vec::new()),
            }
        }
        NormaliseMethod::Rank => ("rank", Vec::new()),
        NormaliseMethod::Borda => ("borda", Vec::new()),
        NormaliseMethod::PercentileRank => ("percentile_rank", Vec::new()),
        NormaliseMethod::DistanceToTarget { target, .. } => {
            ("target", vec![("target", number(*target).into()), ("worst", value(worst)?)])
        }
        NormaliseMethod::DistanceToReference { area, .. } => {
            ("reference", vec![("area", named(prose, area).into()), ("worst", value(worst)?)])
        }
        NormaliseMethod::FractionOfMax if of.less_is_better() => {
            ("fraction_less", vec![("best", value(best)?)])
        }
        NormaliseMethod::FractionOfMax => ("fraction_more", vec![("best", value(best)?)]),
        NormaliseMethod::Categories { thresholds } => {
            ("categories", vec![("thresholds", listed(prose, thresholds).into())])
        }
    })
}
