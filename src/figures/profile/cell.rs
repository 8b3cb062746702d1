//! What stands in one line of a profile: a value, and whether it was observed or made.

use crate::exhibits::Exhibits;
use crate::model::ObsStatus;

/// Values older than this at the cut-off are drawn open.
const RECENT: i32 = 5;

/// The value of one indicator in one State.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub value: f64,
    /// `None` where it was imputed.
    pub year: Option<i32>,
    pub is_recent: bool,
    /// Whether its publisher modelled it.
    pub is_estimated: bool,
    /// Made from other areas or indicators, or read off between two years.
    pub is_imputed: bool,
}

impl Cell {
    /// The value used, or the one that was made in its place; `None` where there is neither.
    pub fn of(exhibits: &Exhibits, area: usize, indicator: usize) -> Option<Self> {
        if let Some(made) = exhibits.scores.imputed(area, indicator) {
            let (year, value) = (None, made.value);
            let plain =
                Cell { value, year, is_recent: false, is_estimated: false, is_imputed: true };
            return Some(plain);
        }
        let used = exhibits.panel.used(area, indicator)?;
        Some(Cell {
            value: used.point.value,
            year: used.between.is_none().then_some(used.point.year),
            is_recent: used.age <= RECENT,
            is_estimated: used.point.status == ObsStatus::Estimated,
            is_imputed: used.between.is_some(),
        })
    }
}
