//! A framework and its values in, all that no replication changes out: for each combination of
//! imputation, treatment and normalisation the scores of every value, computed by `score` itself.
//!
//! Matrices are dense and column by column: the areas of an indicator stand together.

use super::bearable::{Kept, bearable};
use super::curve::Curve;
use super::drawn::{Drawn, DrawnColumn, by_indicator, law, with_ones};
use crate::fault::{Faults, Result};
use crate::framework::{Filling, Framework, Indicator, MedianOfAreas};
use crate::model::Column;
use crate::model::Grid;
use crate::score::{Filled, Fitted, Input, all_transformed, filled, fit_column, scaled};

/// The values under one imputation.
pub(super) struct Fill {
    /// 1 where there is a value, 0 where there is none.
    pub present: Vec<f64>,
    /// 1 also where each replication draws one, to fill a gap or to place an area.
    pub present_or_drawn: Vec<f64>,
    /// The areas with a value, by indicator.
    pub there: Vec<Vec<usize>>,
    /// On the scale of the transform; 0 where there is none.
    pub values: Vec<f64>,
    /// Cells that each replication draws.
    pub drawn: Vec<DrawnColumn>,
}

/// The scores under one imputation, treatment and normalisation.
pub(super) struct Variant {
    /// 0 where there is none.
    pub scores: Vec<f64>,
    /// Logarithms of the scores, not below a floor: one matrix for each of the kernel's floors.
    pub logarithms: Vec<Vec<f64>>,
    pub columns: Vec<Scale>,
    /// With the treatment and the normalisation that their values bear.
    pub indicators: Vec<Indicator>,
}

/// How a value of a column becomes a score.
pub(super) enum Scale {
    /// By itself, whatever the other values are.
    Fixed(Fitted),
    /// By the other values, be it only for their treatment: `by_itself`, where a treated value has a
    /// score whatever the others are. A drawn value is placed on the curve.
    Fitted { curve: Curve, by_itself: Option<Fitted> },
    /// The column holds no value.
    Empty,
}

/// Everything prepared, by position of the alternatives.
pub(super) struct Prepared {
    pub fills: Vec<Fill>,
    /// By imputation, then treatment, then normalisation.
    variants: Vec<Variant>,
    /// What some values can't bear, each once.
    pub kept: Vec<Kept>,
    treatments: usize,
    normalisations: usize,
}

impl Prepared {
    /// `floors`: those that some geometric mean of indicators may use; `placement`: what is drawn to
    /// place areas without a rank.
    ///
    /// # Errors
    /// An alternative that can't be carried out on the values of any indicator: what `score` says of
    /// it. Where some indicators bear it, the others keep what is declared ([`Prepared::kept`]).
    pub fn new(
        framework: &Framework,
        input: &Input,
        floors: &[Option<f64>],
        placement: &[DrawnColumn],
    ) -> Result<Self> {
        let vary = &framework.uncertainty;
        let treatments = 1 + vary.treatment.as_ref().map_or(0, |c| c.others.len());
        let normalisations = 1 + vary.normalisation.as_ref().map_or(0, |c| c.others.len());
        let fillings = 1 + vary.imputation.as_ref().map_or(0, |c| c.others.len());
        let (mut fills, mut variants, mut all_kept) = (Vec::new(), Vec::new(), Vec::new());
        for filling in 0..fillings {
            let filled = filled(&filling_framework(framework, filling), input)?;
            let values = grid(all_transformed(framework, &input.areas, filled.columns.clone())?);
            for at in 0..treatments * normalisations {
                let (treatment, normalisation) = (at / normalisations, at % normalisations);
                let variant = bearable(framework, input, &values, (treatment, normalisation))
                    .and_then(|(framework, kept)| {
                        all_kept.extend(kept);
                        Variant::new(framework, input, &values, floors)
                    });
                variants.push(variant.map_err(|faults| of_alternative(faults, at + filling > 0))?);
            }
            let is_drawn = is_drawn(framework, filling);
            let drawn = if is_drawn { missing(framework, &filled, &values) } else { Vec::new() };
            fills.push(Fill::new(&values, by_indicator(drawn), placement));
        }
        all_kept.sort();
        all_kept.dedup_by(|a, b| a.is_same_as(b));
        Ok(Prepared { fills, variants, kept: all_kept, treatments, normalisations })
    }

    pub fn variant(&self, filling: usize, treatment: usize, normalisation: usize) -> &Variant {
        &self.variants
            [(filling * self.treatments + treatment) * self.normalisations + normalisation]
    }
}

/// Says of faults that they were met by an alternative, if so.
fn of_alternative(Faults(mut faults): Faults, is_alternative: bool) -> Faults {
    let hint = "this is met by an alternative of [uncertainty]: leave it out there if these data \
                can't bear it";
    let met = faults.iter_mut().filter(|_| is_alternative);
    met.for_each(|fault| fault.hints.push(hint.to_owned()));
    Faults(faults)
}

impl Fill {
    fn new(values: &Grid<Option<f64>>, drawn: Vec<DrawnColumn>, placement: &[DrawnColumn]) -> Self {
        let present = dense(values, |x| f64::from(u8::from(x.is_some())));
        let there = |i: usize| (0..values.rows()).filter(move |&a| values.get(a, i).is_some());
        let with_drawn = with_ones(&present, values.rows(), &drawn);
        Fill {
            present_or_drawn: with_ones(&with_drawn, values.rows(), placement),
            present,
            there: (0..values.columns()).map(|i| there(i).collect()).collect(),
            values: dense(values, |x| x.unwrap_or(0.0)),
            drawn,
        }
    }
}

impl Variant {
    fn new(
        framework: Framework,
        input: &Input,
        values: &Grid<Option<f64>>,
        floors: &[Option<f64>],
    ) -> Result<Self> {
        let scaled = scaled(&framework, input, values.to_columns(|_, x| *x))?;
        let logarithm = |x: &Option<f64>, floor: Option<f64>| {
            x.map_or(0.0, |x| floor.map_or(x, |floor| x.max(floor)).ln())
        };
        let matrix = |floor: &Option<f64>| dense(&scaled.indicators, |x| logarithm(x, *floor));
        let mut columns = Vec::new();
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let prepared: Vec<Option<f64>> = scaled.prepared.column(i).copied().collect();
            let is_fixed = indicator.is_absolute();
            columns.push(match fit_column(indicator, input, i, &prepared)? {
                Some(fitted) if is_fixed && !indicator.treatment.changes_values() => {
                    Scale::Fixed(fitted)
                }
                Some(fitted) => Scale::Fitted {
                    curve: curve(values, &scaled.indicators, i),
                    by_itself: Some(fitted).filter(|_| is_fixed),
                },
                None => Scale::Empty,
            });
        }
        Ok(Variant {
            scores: dense(&scaled.indicators, |x| x.unwrap_or(0.0)),
            logarithms: floors.iter().map(matrix).collect(),
            columns,
            indicators: framework.indicators,
        })
    }
}

impl Scale {
    /// Values that were drawn onto their scores: as those observed around them have, on the line
    /// between.
    pub fn place_all(&self, values: &mut [f64]) {
        match self {
            Scale::Fixed(fitted) => fitted.score_all(values),
            Scale::Fitted { curve, .. } => values.iter_mut().for_each(|x| *x = curve.score(*x)),
            Scale::Empty => values.fill(0.0),
        }
    }
}

/// (value, score) of a column.
fn curve(values: &Grid<Option<f64>>, scores: &Grid<Option<f64>>, i: usize) -> Curve {
    let pairs = values.column(i).zip(scores.column(i));
    Curve::new(pairs.filter_map(|(x, y)| Some(((*x)?, (*y)?))).collect())
}

/// Column by column.
fn dense(grid: &Grid<Option<f64>>, cell: impl Fn(&Option<f64>) -> f64) -> Vec<f64> {
    (0..grid.columns()).flat_map(|c| grid.column(c).map(&cell)).collect()
}

/// The framework with one of the imputations; where a method has nothing to go by, the median of
/// all areas.
fn filling_framework(framework: &Framework, filling: usize) -> Framework {
    let mut chosen = framework.clone();
    let choice = framework.uncertainty.imputation.as_ref();
    let Some((choice, at)) = choice.zip(filling.checked_sub(1)) else { return chosen };
    let methods = match &choice.others[at] {
        Filling::Nothing | Filling::Regression => Vec::new(),
        Filling::Made(method) => vec![method.clone(), MedianOfAreas { by: None }.into()],
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
            let is_missing = indicator.is_scored() && values.get(area, i).is_none();
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
                // It was not scored at all, for want of data, or has all data: nothing could place it.
                Reason::LeftOut { .. } | Reason::NoValue { .. } => {}
            }
        }
        cells.sort_unstable();
        cells.dedup();
        cells.retain(|&i| framework.indicators[i].is_scored() && observed.get(area, i).is_none());
        drawn.extend(cells.into_iter().filter_map(|i| law(framework, &values, area, i)));
    }
    Ok(drawn)
}
