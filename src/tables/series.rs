//! `series.csv`: every area at every level in each year.

use super::scores::{level_kind, name_of};
use super::table::{Table, row};
use crate::analyse::{Basis, Year};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;

row! {
    /// Every area at every level in each year of `ssj score --years`, on two bases.
    Yearly in "series.csv" {
        /// The area's code
        ref_area: String,
        /// Its name in English
        name: String,
        /// Code of the level
        code: String,
        /// `index`, `area` (a focus area) or `group`
        level: &'static str,
        /// `as_known`: of the values that would be used if the year were the cut-off; or `fixed`: over the
        /// indicators that the area has in every one of the years, nothing imputed
        basis: &'static str,
        /// The year
        year: i32,
        /// The score
        score: Option<f64>,
        /// Share of the level's weight that is observed (`as_known`) or in the fixed set, 0–1
        coverage: Option<f64>,
        /// Year of the newest value behind the score: before `year`, nothing of it is new
        newest: Option<i32>,
        /// As in `scores.csv`
        status: &'static str,
    }
}

/// One row per area, level, basis and year; of years that can't be scored without a score.
pub fn series(framework: &Framework, areas: &Areas, panel: &Panel, years: &[Year]) -> Table {
    let mut rows = Vec::new();
    for (a, area) in panel.areas.iter().enumerate() {
        for (l, level) in framework.levels.iter().enumerate() {
            for basis in Basis::ALL {
                for year in years {
                    rows.push(Yearly {
                        ref_area: area.clone(),
                        name: name_of(areas, area),
                        code: level.code.clone(),
                        level: level_kind(framework, l),
                        basis: basis.name(),
                        year: year.year,
                        score: year.scores(basis).and_then(|scores| *scores.levels.get(a, l)),
                        coverage: year.coverage(basis, a, l),
                        newest: year.newest(basis, a, l),
                        status: year.status(basis, a, l),
                    });
                }
            }
        }
    }
    Table::of(rows)
}
