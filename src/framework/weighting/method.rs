//! What a way to weigh is: how it makes the weights of what stands below a level.
//!
//! Methods that compare columns use the areas in which every column has a score, and need three.

use crate::framework::made::{Made, Refusal, Weights};
use crate::framework::said::Holds;
use crate::model::Column;

/// Columns into one, under weights.
pub type Aggregate<'a> = dyn Fn(&[Column], &Weights) -> Result<Column, Refusal> + 'a;

/// What stands below a level.
pub struct Below<'a> {
    pub columns: &'a [Column],
    pub declared: &'a [f64],
    /// How the level is aggregated, for the method that looks at the result.
    pub level: &'a Aggregate<'a>,
    /// Whether by the arithmetic mean.
    pub is_mean: bool,
}

/// What helps where weights can't be made.
pub(super) const GIVEN: &str = "choose `weights = { method = \"given\" }` or equal for it";

/// Where weights come from.
pub trait Weighing {
    /// # Errors
    /// A column that does not vary, too few complete areas, or bounds that can't hold.
    fn made(&self, below: &Below) -> Result<Made, Refusal>;

    /// The weights that do not depend on scores.
    fn fixed(&self, _declared: &[f64]) -> Option<Vec<f64>> {
        None
    }

    /// Whether each area has its own.
    fn per_area(&self) -> bool {
        false
    }

    /// The end of the key of its sentence under `method.weights`, where that is not the method's word, and what
    /// it holds.
    fn in_method(&self) -> (Option<&'static str>, Holds) {
        (None, Vec::new())
    }

    /// Whether they are made from the scores.
    fn is_made(&self) -> bool {
        self.fixed(&[]).is_none()
    }
}

/// The areas in which every column has a score, and these scores column by column.
pub(super) fn complete(columns: &[Column]) -> Result<(Vec<usize>, Vec<Vec<f64>>), Refusal> {
    let rows = columns.first().map_or(0, Vec::len);
    let whole: Vec<usize> = (0..rows).filter(|&r| columns.iter().all(|c| c[r].is_some())).collect();
    if whole.len() < 3 {
        let n = whole.len();
        let message = format!("the weights need three areas with every score, and there are {n}");
        let present = |c: &usize| columns[*c].iter().flatten().count();
        let refusal = Refusal::new(message, GIVEN);
        return Err(match (0..columns.len()).min_by_key(present) {
            Some(fewest) if present(&fewest) < 3 => refusal.column(fewest),
            _ => refusal,
        });
    }
    let columns: Vec<Vec<f64>> =
        columns.iter().map(|c| whole.iter().filter_map(|&r| c[r]).collect()).collect();
    match columns.iter().position(|c| c.iter().all(|x| *x == c[0])) {
        Some(column) => {
            let refusal =
                Refusal::new("the weights need scores that vary, and these are all equal", GIVEN);
            Err(refusal.column(column))
        }
        None => Ok((whole, columns)),
    }
}

/// (x − min) / (max − min) of a column that varies.
pub(super) fn min_max(column: &[f64]) -> Vec<f64> {
    let low = column.iter().copied().fold(f64::INFINITY, f64::min);
    let high = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    column.iter().map(|x| (x - low) / (high - low)).collect()
}
