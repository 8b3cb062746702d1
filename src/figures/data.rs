//! What a row of the data behind a figure is of in; the row with what it rests on, which is said the same
//! way for every kind of figure, out.

use std::collections::BTreeSet;

use crate::exhibits::Exhibits;
use crate::tables::{self, Basis};

/// What stands in a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    /// The score of an area at a level, by position.
    Score(usize, usize),
    /// The value of an indicator in an area.
    Value { area: usize, indicator: usize },
}

/// The last columns of every row: of a score its status in the words of `scores.csv`, the last year that
/// counts, the mean age of the values behind it and their providers; of a value its status in the words of
/// `panel.csv`, its year, its age and its providers.
const RESTS_ON: [&str; 4] = ["status", "year", "age", "source"];

/// The data behind a figure whose rows are of areas: a header and its rows.
pub(super) struct Data<'a> {
    exhibits: &'a Exhibits<'a>,
    rows: Vec<Vec<String>>,
}

impl<'a> Data<'a> {
    /// `columns`: those between the area and what the row rests on.
    pub fn new<C: ToString>(
        exhibits: &'a Exhibits<'a>,
        columns: impl IntoIterator<Item = C>,
    ) -> Self {
        let own = columns.into_iter().map(|column| column.to_string());
        let area = ["ref_area", "name"].map(str::to_owned).into_iter();
        let header = area.chain(own).chain(RESTS_ON.map(str::to_owned));
        Data { exhibits, rows: vec![header.collect()] }
    }

    pub fn push(&mut self, of: Of, cells: impl IntoIterator<Item = String>) {
        let (area, rests_on) = match of {
            Of::Score(area, level) => (area, self.of_score(area, level)),
            Of::Value { area, indicator } => (area, self.of_value(area, indicator)),
        };
        let (code, name) = (&self.exhibits.panel.areas[area], self.exhibits.short_name(area));
        let named = [code.clone(), name.to_owned()].into_iter();
        self.rows.push(named.chain(cells).chain(rests_on).collect());
    }

    pub fn rows(self) -> Vec<Vec<String>> {
        self.rows
    }

    fn basis(&self, area: usize, indicator: usize) -> Option<Basis> {
        let Exhibits { framework, panel, scores, .. } = self.exhibits;
        Basis::of(framework, panel, scores, (area, indicator))
    }

    fn of_score(&self, area: usize, level: usize) -> [String; 4] {
        let below = self.exhibits.framework.scored_under(level);
        let used: Vec<Basis> = below.filter_map(|i| self.basis(area, i)).collect();
        let ages: Vec<f64> = used.iter().filter_map(|of| of.age).map(f64::from).collect();
        let mean = ages.iter().sum::<f64>() / ages.len() as f64;
        let (year, age) = match ages.is_empty() {
            true => (String::new(), String::new()),
            false => (self.exhibits.panel.cut_off.to_string(), format!("{mean:.1}")),
        };
        [self.exhibits.status(area, level).to_owned(), year, age, providers(&used)]
    }

    fn of_value(&self, area: usize, indicator: usize) -> [String; 4] {
        let Some(basis) = self.basis(area, indicator) else {
            return ["missing", "", "", ""].map(str::to_owned);
        };
        let number = |n: Option<i32>| n.map_or(String::new(), |n| n.to_string());
        let (year, age) = (number(basis.year), number(basis.age));
        let source = providers(std::slice::from_ref(&basis));
        [basis.status, year, age, source]
    }
}

/// Codes of the providers of what was used.
fn providers(used: &[Basis]) -> String {
    let all = used.iter().flat_map(|basis| &basis.origins).map(|origin| &*origin.provider);
    tables::several(all.collect::<BTreeSet<&str>>())
}

/// A number, or nothing.
pub(super) fn cell<T: ToString>(value: Option<T>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}
