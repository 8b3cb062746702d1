//! What a row of the data behind a figure is of in; the row with what it rests on, which is said the same
//! way for every kind of figure, out.

use std::collections::BTreeSet;

use crate::analyse::mean_age;
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
        let age = mean_age(used.iter().filter_map(|of| of.age));
        let year = age.map(|_| self.exhibits.panel.cut_off);
        let (year, age) = (cell(year), cell(age.map(|age| format!("{age:.1}"))));
        [self.exhibits.status(area, level).to_owned(), year, age, providers(&used)]
    }

    fn of_value(&self, area: usize, indicator: usize) -> [String; 4] {
        let Some(basis) = self.basis(area, indicator) else {
            return ["missing", "", "", ""].map(str::to_owned);
        };
        let (year, age) = (cell(basis.year), cell(basis.age));
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

/// A score with three decimals and a point, in every language; or nothing.
pub(super) fn score(score: Option<f64>) -> String {
    cell(score.map(|score| format!("{score:.3}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn a_row_ends_with_what_it_rests_on() {
        let exhibits = WORLD.exhibits();
        let area = exhibits.scores.ranks.column(0).position(|rank| rank.is_some()).unwrap();
        let made = &exhibits.scores.imputed[0];
        let observed = (0..exhibits.framework.indicators.len())
            .find(|i| exhibits.panel.used(area, *i).is_some_and(|used| used.between.is_none()))
            .unwrap();
        let mut data = Data::new(&exhibits, ["own"]);
        data.push(Of::Score(area, 0), ["1".to_owned()]);
        data.push(Of::Value { area, indicator: observed }, ["2".to_owned()]);
        let imputed = Of::Value { area: made.area, indicator: made.indicator };
        data.push(imputed, ["3".to_owned()]);
        let rows = data.rows();
        assert_eq!(rows[0], ["ref_area", "name", "own", "status", "year", "age", "source"]);
        let scored = exhibits.framework.scored_under(0);
        let ages: Vec<i32> =
            scored.filter_map(|i| Some(exhibits.panel.used(area, i)?.age)).collect();
        let mean = f64::from(ages.iter().sum::<i32>()) / ages.len() as f64;
        let cut_off = exhibits.panel.cut_off.to_string();
        assert_eq!(rows[1][3..6], ["ranked", &cut_off, &format!("{mean:.1}")]);
        assert!(rows[1][6].contains(';'), "several providers: {:?}", rows[1]);
        let used = exhibits.panel.used(area, observed).unwrap();
        let (year, age) = (used.point.year.to_string(), used.age.to_string());
        let word = used.point.status.word();
        assert!(rows[2][3].starts_with(word), "{:?}", rows[2]);
        assert_eq!(rows[2][4..], [year, age, used.point.origins[0].provider.to_string()]);
        assert!(rows[3][3].starts_with("imputed: "), "{:?}", rows[3]);
        assert_eq!(rows[3][4..], ["", "", ""]);
    }
}
