//! `revisions.csv`: figures that differ between two states of the data; `moves.csv`: scores and ranks
//! that do.

use super::scores::level_kind;
use super::text::{csv_text, number};
use crate::analyse::{Move, Revision};
use crate::framework::Framework;
use crate::model::Observation;

/// One row for each figure, with where either side stands.
pub fn revisions(revisions: &[Revision]) -> String {
    let header = [
        "series",
        "ref_area",
        "sex",
        "year",
        "change",
        "before",
        "after",
        "status_before",
        "status_after",
        "file_before",
        "row_before",
        "file_after",
        "row_after",
    ];
    let place = |side: Option<&Observation>| match side {
        Some(o) => [o.origin.file.to_string(), o.origin.row.to_string()],
        None => [String::new(), String::new()],
    };
    let status = |side: Option<&Observation>| side.map_or("", |o| o.status.code()).to_owned();
    let value = |side: Option<&Observation>| side.map_or(String::new(), |o| o.value.to_string());
    let row = |revision: &Revision| {
        let Revision { change, before, after } = *revision;
        let of = revision.of();
        let ([file_before, row_before], [file_after, row_after]) = (place(before), place(after));
        [
            of.series.to_string(),
            of.ref_area.to_string(),
            of.sex.code().to_owned(),
            of.year.to_string(),
            change.name().to_owned(),
            value(before),
            value(after),
            status(before),
            status(after),
            file_before,
            row_before,
            file_after,
            row_after,
        ]
    };
    csv_text(header, revisions.iter().map(row))
}

/// One row for each area and level whose score or rank moved.
pub fn moves(framework: &Framework, moves: &[Move]) -> String {
    let header = [
        "ref_area",
        "code",
        "level",
        "score_before",
        "score_after",
        "rank_before",
        "rank_after",
        "places_gained",
    ];
    let whole = |rank: Option<usize>| rank.map_or(String::new(), |rank| rank.to_string());
    let row = |moved: &Move| {
        [
            moved.area.clone(),
            framework.levels[moved.level].code.clone(),
            level_kind(framework, moved.level).to_owned(),
            number(moved.score.0),
            number(moved.score.1),
            whole(moved.rank.0),
            whole(moved.rank.1),
            moved.places().map_or(String::new(), |places| places.to_string()),
        ]
    };
    csv_text(header, moves.iter().map(row))
}
