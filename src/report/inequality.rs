//! The chapter on income inequality against the index computed without it.

use super::content::Chapter;
use super::prose::{Prose, text};
use crate::analyse::Inequality;
use crate::fault::Result;
use crate::statistics::{mean, quartiles};
use crate::words::{Number, said, say};

/// `None` where the framework names no indicator of inequality.
pub(super) fn chapter(prose: &Prose) -> Result<Option<Chapter>> {
    let Some(found) = &prose.findings.inequality else { return Ok(None) };
    let title = say!(prose, "inequality.title")?;
    let indicator = prose.indicator(found.indicator);
    let mut summary = Vec::new();
    if let Some(r) = found.correlation {
        let key = format!("inequality.{}", strength(r));
        summary.push(say!(prose, &key, correlation = Number::decimal(r, 2))?);
        summary.extend(at_equal_income(prose, found)?);
    }
    let mut blocks = Vec::new();
    blocks.extend(prose.figure("inequality")?);
    blocks.push(prose.heading("inequality.reading.heading")?);
    blocks.push(text!(prose, "inequality.reading.text", n = found.points.len(), indicator)?);
    blocks.push(match found.at_equal_income {
        Some(_) => text!(prose, "inequality.reading.income")?,
        None => text!(prose, "inequality.reading.not_held")?,
    });
    blocks.extend(quarters(prose)?);
    blocks.extend(super::incomes::section(prose)?);
    if let Some(text) = prose.text_of(found.indicator) {
        blocks.push(text!(prose, "area.care.item", indicator, limits = &text.limits)?);
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
    say!(prose, key, correlation = Number::decimal(partial, 2), n).map(Some)
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
    let arguments = said![
        low = prose.value(found.indicator, low),
        low_mean = prose.score(0, of_equal),
        low_n = equal.len(),
        high = prose.value(found.indicator, high),
        high_mean = prose.score(0, of_unequal),
        high_n = unequal.len()
    ];
    text!(prose, "inequality.quarters", ..arguments).map(Some)
}
