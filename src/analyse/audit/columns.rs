//! Scores by column, and which area an indicator belongs to.

use crate::framework::Framework;
use crate::model::Grid;
use crate::score::{Child, Scores};

/// Scores by column, areas down.
pub(super) struct ScoreColumns {
    pub indicators: Vec<Vec<Option<f64>>>,
    pub levels: Vec<Vec<Option<f64>>>,
}

impl ScoreColumns {
    pub fn of(scores: &Scores) -> Self {
        let columns = |grid: &Grid<Option<f64>>| {
            (0..grid.columns()).map(|c| grid.column(c).copied().collect()).collect()
        };
        ScoreColumns { indicators: columns(&scores.indicators), levels: columns(&scores.levels) }
    }

    /// The same of some areas alone.
    pub fn within(&self, is_in: impl Fn(usize) -> bool) -> Self {
        let within = |columns: &Vec<Vec<Option<f64>>>| {
            let of = |column: &Vec<Option<f64>>| {
                column.iter().enumerate().map(|(a, score)| score.filter(|_| is_in(a))).collect()
            };
            columns.iter().map(of).collect()
        };
        ScoreColumns { indicators: within(&self.indicators), levels: within(&self.levels) }
    }

    pub fn of_child(&self, child: Child) -> &[Option<f64>] {
        match child {
            Child::Indicator(i) => &self.indicators[i],
            Child::Level(l) => &self.levels[l],
        }
    }
}

/// The focus area an indicator belongs to: the index itself where there are no focus areas, and
/// `None` directly beside them.
pub fn own_area(framework: &Framework, indicator: usize) -> Option<usize> {
    let own = framework.focus_area_of(framework.indicators[indicator].parent);
    own.or_else(|| framework.focus_areas().next().is_none().then_some(0))
}
