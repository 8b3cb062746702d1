//! Which value of each cell goes out: as measured, or as the method scores it.

use super::codes::Names;
use super::form::{Form, Subject, Years};
use crate::fault::{Fault, Faults, Result};
use crate::framework::{Indicator, Transform};
use crate::model::Column;
use crate::model::Grid;
use crate::score::{all_transformed, filled, transformed};

/// The values of the panel's areas (rows) and the framework's indicators (columns).
pub(super) enum Written {
    /// By indicator, then area: those that the edition uses.
    Used(Vec<Column>),
    /// Every year up to the cut-off.
    Years(Grid<Vec<(i32, f64)>>),
}

impl Written {
    /// Scored indicators floored and transformed unless `form` is native; and with what was imputed
    /// where they are the edition's, without the values of areas that the screen leaves out.
    ///
    /// # Errors
    /// Every value that has no such transform.
    pub fn make(subject: &Subject, form: Form) -> Result<Self> {
        let Subject { framework, panel, input, .. } = *subject;
        if form.years == Years::All {
            return every_year(subject, form.native);
        }
        let measured = input.values.to_columns(|_, value| *value);
        if form.native {
            return Ok(Written::Used(measured));
        }
        let made = all_transformed(framework, &panel.areas, filled(framework, input)?.columns)?;
        let scored = framework.indicators.iter().map(|i| i.weight.is_some());
        let columns = scored.zip(made.into_iter().zip(measured));
        let columns = columns.map(|(scored, (made, raw))| if scored { made } else { raw });
        Ok(Written::Used(columns.collect()))
    }

    pub fn get(&self, area: usize, indicator: usize, year: Option<i32>) -> Option<f64> {
        match self {
            Written::Used(columns) => columns[indicator][area],
            Written::Years(points) => {
                let mut points = points.get(area, indicator).iter();
                points.find(|(of, _)| Some(*of) == year).map(|(_, value)| *value)
            }
        }
    }

    pub fn has_value(&self, indicator: usize) -> bool {
        match self {
            Written::Used(columns) => columns[indicator].iter().any(Option::is_some),
            Written::Years(points) => points.column(indicator).any(|points| !points.is_empty()),
        }
    }

    /// The years of an area, ascending; `None` once where values stand without a year.
    pub fn years_of(&self, area: usize, cut_off: i32) -> Vec<Option<i32>> {
        let Written::Years(points) = self else { return vec![None] };
        let mut years: Vec<i32> =
            points.row(area).iter().flatten().map(|(year, _)| *year).collect();
        years.sort_unstable();
        years.dedup();
        if years.is_empty() {
            years.push(cut_off);
        }
        years.into_iter().map(Some).collect()
    }
}

fn every_year(subject: &Subject, native: bool) -> Result<Written> {
    let Subject { framework, panel, .. } = *subject;
    let mut faults = Vec::new();
    let grid = Grid::from_fn(panel.areas.len(), framework.indicators.len(), |area, i| {
        let indicator = &framework.indicators[i];
        let points = panel.history.get(area, i).iter().filter(|p| p.year <= panel.cut_off);
        let value = |value| match native || indicator.weight.is_none() {
            true => Ok(value),
            false => transformed(indicator, value),
        };
        let mut kept = Vec::new();
        for point in points {
            match value(point.value) {
                Ok(value) => kept.push((point.year, value)),
                Err(problem) => {
                    let (code, area, year) = (&indicator.code, &panel.areas[area], point.year);
                    let fault = Fault::new(format!("{code} of {area} in {year}: {problem}"));
                    faults.push(fault.hint("add --native for values as measured"));
                }
            }
        }
        kept
    });
    Faults::check(faults, Written::Years(grid))
}

/// What is done to the values of an indicator before they are normalised, in words.
fn described(indicator: &Indicator) -> Option<String> {
    let scale = match indicator.transform {
        None => "values",
        Some(Transform::Logarithm) => "natural logarithm of values",
        Some(Transform::SquareRoot) => "square root of values",
        Some(Transform::Reciprocal) => "reciprocal of values",
    };
    match (indicator.floor, indicator.transform) {
        (None, None) => None,
        (None, Some(_)) => Some(scale.to_owned()),
        (Some(floor), _) => Some(format!("{scale}, those below {floor} taken as {floor}")),
    }
}

/// What was done to the values of an indicator, and for which units one was made: for codes.csv.
pub(super) fn done(subject: &Subject, form: Form, names: &Names, code: &str) -> [String; 2] {
    let indicators = &subject.framework.indicators;
    let Some(i) = indicators.iter().position(|of| of.code == code) else {
        return Default::default();
    };
    let is_changed = !form.native && indicators[i].weight.is_some();
    let how = described(&indicators[i]).filter(|_| is_changed);
    let made = subject.scores.imputed.iter().filter(|m| m.indicator == i && form.is_scored());
    let made: Vec<&str> = made.map(|m| names.areas[m.area].as_str()).collect();
    [how.unwrap_or_else(|| "as measured".to_owned()), made.join(" ")]
}

/// Values that are not written as measured, by indicator.
pub(super) fn changed(subject: &Subject, form: Form) -> Vec<String> {
    let indicators = &subject.framework.indicators;
    let scored = indicators.iter().filter(|of| !form.native && of.weight.is_some());
    let changed = scored.filter_map(|of| Some(format!("{}: {}", of.code, described(of)?)));
    let changed: Vec<String> = changed.collect();
    let made = |i: usize| subject.scores.imputed.iter().filter(|m| m.indicator == i).count();
    let made = (0..indicators.len()).filter(|_| form.is_scored()).map(|i| (i, made(i)));
    let made = made.filter(|(_, n)| *n > 0).map(|(i, n)| format!("{} {n}", indicators[i].code));
    let made: Vec<String> = made.collect();
    let mut notes = Vec::new();
    if !changed.is_empty() {
        let list = changed.join("; ");
        notes.push(format!(
            "written as they are scored, goalposts likewise (--native: as measured): {list}"
        ));
    }
    if !made.is_empty() {
        let list = made.join(", ");
        notes.push(format!("imputed values among them, by indicator; codes.csv names the units (--native leaves them out): {list}"));
    }
    notes
}
