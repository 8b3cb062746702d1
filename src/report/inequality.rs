//! The chapter on income inequality against the index computed without it.

use super::content::Chapter;
use super::facts::{mean, quartiles};
use super::prose::{Prose, count};
use crate::analyse::Inequality;
use crate::fault::Result;
use crate::words::Number;

/// `None` where the framework names no indicator of inequality.
pub(super) fn chapter(prose: &Prose) -> Result<Option<Chapter>> {
    let Some(found) = &prose.findings.inequality else { return Ok(None) };
    let title = prose.say("inequality.title", &[])?;
    let indicator = prose.indicator(found.indicator);
    let mut summary = Vec::new();
    if let Some(r) = found.correlation {
        let key = format!("inequality.{}", strength(r));
        let correlation = Number::decimal(r, 2).into();
        summary.push(prose.say(&key, &[("correlation", correlation)])?);
        summary.extend(at_equal_income(prose, found)?);
    }
    let mut blocks = Vec::new();
    blocks.extend(prose.figure("inequality")?);
    blocks.push(prose.heading("inequality.reading.heading")?);
    let arguments = [("n", count(found.points.len())), ("indicator", indicator.into())];
    blocks.push(prose.text("inequality.reading.text", &arguments)?);
    blocks.push(match found.at_equal_income {
        Some(_) => prose.text("inequality.reading.income", &[])?,
        None => prose.text("inequality.reading.not_held", &[])?,
    });
    blocks.extend(quarters(prose)?);
    blocks.extend(super::incomes::section(prose)?);
    if let Some(text) = prose.text_of(found.indicator) {
        let arguments = [("indicator", indicator.into()), ("limits", text.limits.as_str().into())];
        blocks.push(prose.text("area.care.item", &arguments)?);
    }
    Ok(Some(Chapter::of("inequality", title, summary, blocks)))
}

/// What becomes of the correlation at equal income, in a sentence.
pub(super) fn at_equal_income(prose: &Prose, found: &Inequality) -> Result<Option<String>> {
    let Some(((partial, n), holds)) = found.at_equal_income.zip(found.holds_at_equal_income())
    else {
        return Ok(None);
    };
    let key = if holds { "inequality.income.holds" } else { "inequality.income.vanishes" };
    let said = [("correlation", Number::decimal(partial, 2).into()), ("n", count(n))];
    prose.say(key, &said).map(Some)
}

/// How strongly, and which way, two measures go together, in words of `words.*.toml`.
pub(super) fn strength(correlation: f64) -> &'static str {
    match correlation {
        r if r <= -0.6 => "strong_down",
        r if r <= -0.3 => "some_down",
        r if r < 0.3 => "little",
        r if r < 0.6 => "some_up",
        _ => "strong_up",
    }
}

/// The index without inequality among the most equal and the most unequal quarter of the States.
fn quarters(prose: &Prose) -> Result<Option<super::content::Block>> {
    let Some(found) = &prose.findings.inequality else { return Ok(None) };
    let values: Vec<f64> = found.points.iter().map(|p| p.1).collect();
    let Some([low, _, high]) = quartiles(&values) else { return Ok(None) };
    let index = |fits: &dyn Fn(f64) -> bool| -> Vec<f64> {
        found.points.iter().filter(|p| fits(p.1)).map(|p| p.3).collect()
    };
    let (equal, unequal) = (index(&|v| v <= low), index(&|v| v >= high));
    let (Some(of_equal), Some(of_unequal)) = (mean(&equal), mean(&unequal)) else {
        return Ok(None);
    };
    let arguments = [
        ("low", prose.value(found.indicator, low).into()),
        ("low_mean", prose.score(0, of_equal)),
        ("low_n", count(equal.len())),
        ("high", prose.value(found.indicator, high).into()),
        ("high_mean", prose.score(0, of_unequal)),
        ("high_n", count(unequal.len())),
    ];
    prose.text("inequality.quarters", &arguments).map(Some)
}
