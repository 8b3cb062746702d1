//! `revisions.csv`: figures that differ between two states of the data; `moves.csv`: scores and ranks
//! that do.

use super::scores::level_kind;
use super::table::{Exact, Table, row};
use crate::analyse::{Move, Revision};
use crate::framework::Framework;
use crate::model::Observation;

row! {
    /// Figures that differ between two states of the data, with where either side stands.
    RevisedFigure in "revisions.csv" {
        /// Code of the series
        series: String,
        /// The area's code
        ref_area: String,
        /// `F`, `M`, or `_T` for both
        sex: &'static str,
        /// The year
        year: i32,
        /// `added`, `revised` or `withdrawn`
        change: &'static str,
        /// The figure before
        before: Option<Exact>,
        /// The figure after
        after: Option<Exact>,
        /// Its status before
        status_before: &'static str,
        /// Its status after
        status_after: &'static str,
        /// The file before
        file_before: Option<String>,
        /// The row in it
        row_before: Option<u64>,
        /// The file after
        file_after: Option<String>,
        /// The row in it
        row_after: Option<u64>,
    }
}

row! {
    /// Scores and ranks that differ between two states of the data.
    Moved in "moves.csv" {
        /// The area's code
        ref_area: String,
        /// Code of the level
        code: String,
        /// `index`, `area` (a focus area) or `group`
        level: &'static str,
        /// The score before
        score_before: Option<f64>,
        /// The score after
        score_after: Option<f64>,
        /// The rank before
        rank_before: Option<usize>,
        /// The rank after
        rank_after: Option<usize>,
        /// Places gained; below 0 where lost
        places_gained: Option<i64>,
    }
}

/// One row for each figure.
pub fn revisions(revisions: &[Revision]) -> Table {
    let status = |side: Option<&Observation>| side.map_or("", |o| o.status.word());
    let value = |side: Option<&Observation>| side.map(|o| Exact(o.value));
    let file = |side: Option<&Observation>| side.map(|o| o.origin.file.to_string());
    let line = |side: Option<&Observation>| side.map(|o| o.origin.row());
    Table::of(revisions.iter().map(|revision| {
        let Revision { change, before, after } = *revision;
        let of = revision.of();
        RevisedFigure {
            series: of.series.to_string(),
            ref_area: of.ref_area.to_string(),
            sex: of.sex.code(),
            year: of.year,
            change: change.name(),
            before: value(before),
            after: value(after),
            status_before: status(before),
            status_after: status(after),
            file_before: file(before),
            row_before: line(before),
            file_after: file(after),
            row_after: line(after),
        }
    }))
}

/// One row for each area and level whose score or rank moved.
pub fn moves(framework: &Framework, moves: &[Move]) -> Table {
    Table::of(moves.iter().map(|moved| Moved {
        ref_area: moved.area.clone(),
        code: framework.levels[moved.level].code.clone(),
        level: level_kind(framework, moved.level),
        score_before: moved.score.0,
        score_after: moved.score.1,
        rank_before: moved.rank.0,
        rank_after: moved.rank.1,
        places_gained: moved.places(),
    }))
}
