//! A framework and its values in, all that no replication changes out: for each combination of
//! imputation, treatment and normalisation the scores of every value, computed by `score` itself.
//!
//! Matrices are dense and column by column: the areas of an indicator stand together.

use crate::fault::{Faults, Result};
use crate::framework::{Filling, Framework, Imputation, NormaliseMethod, Treatment};
use crate::model::Grid;
use crate::score::{Column, Filled, Fitted, Input, all_transformed, filled, fit_column, scaled};

use super::drawn::{Drawn, law};

/// The values under one imputation.
pub(super) struct Fill {
    /// 1 where there is a value, 0 where there is none.
    pub present: Vec<f64>,
    /// On the scale of the transform; 0 where there is none.
    pub values: Vec<f64>,
    /// Cells that each replication draws.
    pub drawn: Vec<Drawn>,
}

/// The scores under one imputation, treatment and normalisation.
pub(super) struct Variant {
    /// 0 where there is none.
    pub scores: Vec<f64>,
    /// Logarithms of the scores, not below a floor: one matrix for each of the kernel's floors.
    pub logarithms: Vec<Vec<f64>>,
    pub columns: Vec<Scale>,
}

/// How a value of a column becomes a score.
pub(super) enum Scale {
    /// By itself, whatever the other values are.
    Fixed(Fitted),
    /// By the other values; (value, score) ascending, between which a drawn one is placed.
    Fitted(Vec<(f64, f64)>),
    /// The column holds no value.
    Empty,
}

/// Everything prepared, by position of the alternatives.
pub(super) struct Prepared {
    pub fills: Vec<Fill>,
    /// By imputation, then treatment, then normalisation.
    variants: Vec<Variant>,
    /// Frameworks of one treatment and one normalisation, imputing nothing.
    frameworks: Vec<Framework>,
    treatments: usize,
    normalisations: usize,
}

impl Prepared {
    /// `floors`: those that some geometric mean of indicators may use.
    ///
    /// # Errors
    /// An alternative that can't be carried out on these values: what `score` says of it.
    pub fn new(framework: &Framework, input: &Input, floors: &[Option<f64>]) -> Result<Self> {
        let vary = &framework.uncertainty;
        let treatments = 1 + vary.treatment.as_ref().map_or(0, |c| c.others.len());
        let normalisations = 1 + vary.normalisation.as_ref().map_or(0, |c| c.others.len());
        let fillings = 1 + vary.imputation.as_ref().map_or(0, |c| c.others.len());
        let mut frameworks = Vec::new();
        for treatment in 0..treatments {
            for normalisation in 0..normalisations {
                frameworks.push(chosen(framework, treatment, normalisation));
            }
        }
        let (mut fills, mut variants) = (Vec::new(), Vec::new());
        for filling in 0..fillings {
            let filled = filled(&filling_framework(framework, filling), input)?;
            let values = grid(all_transformed(framework, &input.areas, filled.columns.clone())?);
            for (at, framework) in frameworks.iter().enumerate() {
                let variant = Variant::new(framework, input, &values, floors);
                variants.push(variant.map_err(|Faults(mut faults)| {
                    let hint = "this is met by an alternative of [uncertainty]: leave it out there \
                                if these data can't bear it";
                    let others = faults.iter_mut().filter(|_| at > 0 || filling > 0);
                    others.for_each(|fault| fault.hints.push(hint.to_owned()));
                    Faults(faults)
                })?);
            }
            let drawn = if is_drawn(framework, filling) {
                missing(framework, &filled, &values)
            } else {
                Vec::new()
            };
            fills.push(Fill {
                present: dense(&values, |x| f64::from(u8::from(x.is_some()))),
                values: dense(&values, |x| x.unwrap_or(0.0)),
                drawn,
            });
        }
        Ok(Prepared { fills, variants, frameworks, treatments, normalisations })
    }

    pub fn variant(&self, filling: usize, treatment: usize, normalisation: usize) -> &Variant {
        &self.variants
            [(filling * self.treatments + treatment) * self.normalisations + normalisation]
    }

    pub fn framework(&self, treatment: usize, normalisation: usize) -> &Framework {
        &self.frameworks[treatment * self.normalisations + normalisation]
    }
}

impl Variant {
    fn new(
        framework: &Framework,
        input: &Input,
        values: &Grid<Option<f64>>,
        floors: &[Option<f64>],
    ) -> Result<Self> {
        let scaled = scaled(framework, input, values.to_columns(|_, x| *x))?;
        let logarithm = |x: &Option<f64>, floor: Option<f64>| {
            x.map_or(0.0, |x| floor.map_or(x, |floor| x.max(floor)).ln())
        };
        let matrix = |floor: &Option<f64>| dense(&scaled.indicators, |x| logarithm(x, *floor));
        let mut columns = Vec::new();
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let prepared: Vec<Option<f64>> = scaled.prepared.column(i).copied().collect();
            let is_fixed = indicator.treatment == Treatment::Untreated
                && matches!(
                    indicator.normalisation.method,
                    NormaliseMethod::Goalposts(_) | NormaliseMethod::Categories { .. }
                );
            columns.push(match fit_column(indicator, input, i, &prepared)? {
                Some(fitted) if is_fixed => Scale::Fixed(fitted),
                Some(_) => Scale::Fitted(curve(values, &scaled.indicators, i)),
                None => Scale::Empty,
            });
        }
        Ok(Variant {
            scores: dense(&scaled.indicators, |x| x.unwrap_or(0.0)),
            logarithms: floors.iter().map(matrix).collect(),
            columns,
        })
    }
}

impl Scale {
    /// The score of a value that was drawn: as those observed around it have, on the line between.
    pub fn place(&self, value: f64) -> f64 {
        match self {
            Scale::Fixed(fitted) => fitted.score(value),
            Scale::Fitted(curve) => between(curve, value),
            Scale::Empty => 0.0,
        }
    }
}

fn between(curve: &[(f64, f64)], value: f64) -> f64 {
    let above = curve.partition_point(|(x, _)| *x < value);
    match (above.checked_sub(1).map(|below| curve[below]), curve.get(above)) {
        (Some(low), Some(high)) => low.1 + (high.1 - low.1) * ((value - low.0) / (high.0 - low.0)),
        (Some(end), None) => end.1,
        (None, Some(end)) => end.1,
        (None, None) => 0.0,
    }
}

/// (value, score) of a column, ascending, each value once.
fn curve(values: &Grid<Option<f64>>, scores: &Grid<Option<f64>>, i: usize) -> Vec<(f64, f64)> {
    let pairs = values.column(i).zip(scores.column(i));
    let mut pairs: Vec<(f64, f64)> = pairs.filter_map(|(x, y)| Some(((*x)?, (*y)?))).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    pairs.dedup_by(|a, b| a.0 == b.0);
    pairs
}

/// Column by column.
fn dense(grid: &Grid<Option<f64>>, cell: impl Fn(&Option<f64>) -> f64) -> Vec<f64> {
    (0..grid.columns()).flat_map(|c| grid.column(c).map(&cell)).collect()
}

/// The framework with one of the treatments and one of the normalisations; 0 is the declared one.
/// What is shown and not scored stays as declared: it moves nothing, and might have no such score.
fn chosen(framework: &Framework, treatment: usize, normalisation: usize) -> Framework {
    let mut chosen = framework.clone();
    let treatments = framework.uncertainty.treatment.as_ref();
    if let Some((choice, at)) = treatments.zip(treatment.checked_sub(1)) {
        let scored = chosen.indicators.iter_mut().filter(|i| i.weight.is_some());
        scored.for_each(|i| i.treatment = choice.others[at].clone());
    }
    let normalisations = framework.uncertainty.normalisation.as_ref();
    if let Some((choice, at)) = normalisations.zip(normalisation.checked_sub(1)) {
        let others = choice.others[at].iter();
        let pairs = chosen.indicators.iter_mut().zip(others);
        for (indicator, other) in pairs.filter(|(i, _)| i.weight.is_some()) {
            indicator.normalisation = other.clone();
        }
    }
    chosen
}

/// The framework with one of the imputations; where a method has nothing to go by, the median of
/// all areas.
fn filling_framework(framework: &Framework, filling: usize) -> Framework {
    let mut chosen = framework.clone();
    let choice = framework.uncertainty.imputation.as_ref();
    let Some((choice, at)) = choice.zip(filling.checked_sub(1)) else { return chosen };
    let methods = match &choice.others[at] {
        Filling::Nothing | Filling::Regression => Vec::new(),
        Filling::Made(method) => vec![method.clone(), Imputation::Median { by: None }],
    };
    chosen.indicators.iter_mut().for_each(|i| i.imputation = methods.clone());
    chosen
}

fn is_drawn(framework: &Framework, filling: usize) -> bool {
    let choice = framework.uncertainty.imputation.as_ref();
    let other = choice.zip(filling.checked_sub(1)).map(|(choice, at)| &choice.others[at]);
    other == Some(&Filling::Regression)
}

fn grid(columns: Vec<Column>) -> Grid<Option<f64>> {
    Grid::from_columns(columns.first().map_or(0, Vec::len), &columns, |x| *x)
}

/// Every missing value of a scored indicator, of areas that were not left out.
fn missing(framework: &Framework, filled: &Filled, values: &Grid<Option<f64>>) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    for (area, left_out) in filled.left_out.iter().enumerate() {
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let is_missing = indicator.weight.is_some() && values.get(area, i).is_none();
            if is_missing && left_out.is_none() {
                drawn.extend(law(framework, values, area, i));
            }
        }
    }
    drawn
}

/// What the areas without a rank must have drawn for a place among the others: the required
/// indicators they lack, and all they lack below a level of which too little is observed.
pub(super) fn placement(
    framework: &Framework,
    input: &Input,
    scores: &crate::score::Scores,
) -> Result<Vec<Drawn>> {
    use crate::score::{Reason, Standing};
    let observed = Grid::from_fn(input.areas.len(), framework.indicators.len(), |a, i| {
        input.values.get(a, i).filter(|_| *scores.observed.get(a, i))
    });
    let columns = observed.to_columns(|_, x| *x);
    let values = grid(all_transformed(framework, &input.areas, columns)?);
    let mut drawn = Vec::new();
    for (area, standing) in scores.standings.iter().enumerate() {
        let Standing::Indicative(reasons) = standing else { continue };
        let mut cells: Vec<usize> = Vec::new();
        for reason in reasons {
            match reason {
                Reason::RequiredMissing { indicator } => cells.push(*indicator),
                Reason::LowCoverage { level, .. }
                | Reason::NoScore { level }
                | Reason::Incomplete { level, .. }
                | Reason::LowScoreCoverage { level, .. } => {
                    cells.extend(framework.indicators_under(*level));
                }
                // It was not scored at all, for want of data: nothing could place it.
                Reason::LeftOut { .. } => {}
            }
        }
        cells.sort_unstable();
        cells.dedup();
        cells.retain(|&i| {
            framework.indicators[i].weight.is_some() && observed.get(area, i).is_none()
        });
        drawn.extend(cells.into_iter().filter_map(|i| law(framework, &values, area, i)));
    }
    Ok(drawn)
}
