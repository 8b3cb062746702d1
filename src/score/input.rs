//! What is scored: a plain matrix of values, with what some methods want to know beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::framework::{Framework, Indicator};
use crate::harmonise::Panel;
use crate::model::{Areas, Grid};

/// The values of every area and year, by indicator: ascending, in native units. Inputs of many
/// years share one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History(Arc<[Vec<f64>]>);

impl History {
    /// `columns`: the values by indicator, in any order.
    pub fn new(mut columns: Vec<Vec<f64>>) -> Self {
        columns.iter_mut().for_each(|column| column.sort_by(f64::total_cmp));
        History(columns.into())
    }

    pub(super) fn of(&self, indicator: usize) -> &[f64] {
        self.0.get(indicator).map_or(&[], Vec::as_slice)
    }
}

/// Areas × the framework's indicators, native units.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Codes of the rows.
    pub areas: Vec<String>,
    pub values: Grid<Option<f64>>,
    /// What scales over all years are fitted on; what is scored over one year does not look at it.
    pub history: History,
    /// By column of the reference table, the entry of each area.
    pub groups: BTreeMap<String, Vec<Option<String>>>,
    /// Cells (row, column) whose value was read off between two years: it was not observed.
    pub made_in_time: BTreeSet<(usize, usize)>,
}

impl Input {
    /// The values of one year, without history or groups.
    pub fn of_values(areas: Vec<String>, values: Grid<Option<f64>>) -> Self {
        let (history, groups, made_in_time) = Default::default();
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
        Input { history: History::new(history.collect()), areas, values, groups, made_in_time }
    }

    /// Row of the area that an indicator's scale refers to.
    pub(super) fn reference(&self, indicator: &Indicator) -> Option<usize> {
        let of = indicator.normalisation.method.reference()?;
        self.areas.iter().position(|code| code == of)
    }
}
