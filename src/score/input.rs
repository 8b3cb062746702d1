//! What is scored: a plain matrix of values, with what some methods want to know beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::transform::rescale;
use crate::framework::{Framework, Indicator, NormaliseMethod};
use crate::harmonise::Panel;
use crate::model::{Areas, Grid};

/// Areas × the framework's indicators, native units.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Codes of the rows.
    pub areas: Vec<String>,
    pub values: Grid<Option<f64>>,
    /// Per indicator, the values of every area and year up to the cut-off; what is scored over one
    /// year does not look at it.
    pub history: Vec<Vec<f64>>,
    /// By column of the reference table, the entry of each area.
    pub groups: BTreeMap<String, Vec<Option<String>>>,
    /// Cells (row, column) whose value was read off between two years: it was not observed.
    pub made_in_time: BTreeSet<(usize, usize)>,
}

impl Input {
    /// The values of one year, without history or groups.
    pub fn of_values(areas: Vec<String>, values: Grid<Option<f64>>) -> Self {
        let history = vec![Vec::new(); values.columns()];
        let (groups, made_in_time) = Default::default();
        Input { areas, values, history, groups, made_in_time }
    }

    /// The values that an edition uses; `reference` knows the groups of the areas.
    pub fn of_panel(framework: &Framework, panel: &Panel, reference: &Areas) -> Self {
        let areas = panel.areas.clone();
        let mut made_in_time = BTreeSet::new();
        let values = Grid::from_fn(areas.len(), framework.indicators.len(), |a, i| {
            let used = panel.used(a, i)?;
            if used.between.is_some() {
                made_in_time.insert((a, i));
            }
            Some(used.point.value)
        });
        let mut groups = BTreeMap::new();
        for column in framework.group_columns() {
            let of = |code: &String| reference.get(code)?.attribute(column).map(str::to_owned);
            groups.insert(column.to_owned(), areas.iter().map(of).collect());
        }
        let history = framework.indicators.iter().enumerate().map(|(i, indicator)| match indicator
            .normalisation
            .all_years
        {
            true => panel.values_up_to_the_cut_off(i),
            false => Vec::new(),
        });
        Input { history: history.collect(), areas, values, groups, made_in_time }
    }

    /// All years' values of an indicator on the scale of its transform, and those of `used` that
    /// lie outside them (a value read off between two years).
    ///
    /// # Errors
    /// A sentence, where the transform does not exist for a value.
    pub(super) fn pool(
        &self,
        indicator: &Indicator,
        position: usize,
        used: &[Option<f64>],
    ) -> Result<Vec<f64>, String> {
        let history = self.history[position].iter().map(|x| rescale(indicator, *x));
        let mut pool = history.collect::<Result<Vec<f64>, String>>()?;
        let range = pool
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(*x), high.max(*x)));
        pool.extend(used.iter().flatten().filter(|x| !(range.0..=range.1).contains(x)));
        Ok(pool)
    }

    /// Row of the area that an indicator's scale refers to.
    pub(super) fn reference(&self, indicator: &Indicator) -> Option<usize> {
        match &indicator.normalisation.method {
            NormaliseMethod::DistanceToReference { area, .. } => {
                self.areas.iter().position(|code| code == area)
            }
            _ => None,
        }
    }
}
