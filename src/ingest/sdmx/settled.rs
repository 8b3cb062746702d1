//! A file read until its columns are understood: a reading may teach how the next must go.

use super::super::duplicates::Groups;
use super::apart::tells_apart;
use super::evidence::{Doubtful, Evidence, Learned, Why};
use crate::fault::{Fault, Faults, Place, Result};
use crate::ingest::reading::{Ingested, Source};
use crate::ingest::selection::Selection;
use crate::model::Label;

/// Reads a file by `pass`, again for as long as it teaches something of its columns.
///
/// # Errors
/// Those of `pass`; a column of unknown meaning without which rows fall together; a series in several
/// units.
pub(in crate::ingest) fn settled(
    source: &Source,
    pass: impl Fn(&Learned) -> Result<Ingested>,
) -> Result<Ingested> {
    let mut learned = Learned::default();
    loop {
        let mut ingested = pass(&learned)?;
        let Some(evidence) = ingested.evidence.get(&source.name) else { return Ok(ingested) };
        let (more, faults) = lesson(source, &ingested, evidence, &learned);
        if more == learned {
            ingested.notes.extend(let_through(source, evidence, &learned));
            return Faults::check(faults, ingested);
        }
        learned = more;
    }
}

/// What is known after a reading, and what is wrong if that is all.
fn lesson(
    source: &Source,
    ingested: &Ingested,
    evidence: &Evidence,
    learned: &Learned,
) -> (Learned, Vec<Fault>) {
    let mut more = learned.clone();
    let mut faults = Vec::new();
    if more.changes.is_none() && !evidence.changes.is_empty() {
        more.changes = Some(evidence.changes.clone());
    }
    // A series of ours goes by what it names, and by nothing else.
    let can_tell = !matches!(source.selection, Selection::Of(_));
    let in_keys = evidence.keys.dimensions();
    for column in evidence.doubtful.iter().filter(|column| column.is_unknown()) {
        let is_key = in_keys.as_ref().map(|keys| keys.contains(column.id.as_str()));
        if is_key == Some(false) || column.is_empty {
            more.attributes.insert(column.id.clone());
        } else if can_tell && column.varies && (is_key == Some(true) || column.has_total) {
            more.told.insert(column.id.clone());
        }
    }
    // Where no cell below it is a number, a breakdown by its name is one.
    let is_told = |column: &&Doubtful| column.why == Why::Headed && column.is_seen();
    let told = evidence.doubtful.iter().filter(is_told).filter(|c| can_tell && !c.has_number);
    more.told.extend(told.map(|column| column.id.clone()));
    let can_part = |column: &Doubtful| {
        column.varies && column.why != Why::Unnamed && !more.attributes.contains(&column.id)
    };
    if evidence.doubtful.iter().any(can_part) {
        for (rows, columns) in fallen_together(ingested, evidence) {
            let tells = |column: &&Doubtful| {
                column.why != Why::Unnamed && !more.attributes.contains(&column.id)
            };
            let (placed, others): (Vec<_>, Vec<_>) = columns
                .iter()
                .filter(tells)
                .partition(|c| can_tell && matches!(c.why, Why::Placed | Why::Headed));
            let told: Vec<String> = placed.iter().map(|column| column.id.clone()).collect();
            let names = rows.map(|row| format!("row {row}"));
            let names = [names[0].as_str(), names[1].as_str()];
            faults.extend(others.first().map(|c| tells_apart(&source.path, c, names, rows[1])));
            more.told.extend(told);
        }
        faults.dedup();
    }
    faults.extend(units(source, evidence, &mut more, can_tell));
    (more, faults)
}

/// Units that stand for all of a series, or tell its figures apart.
fn units(
    source: &Source,
    evidence: &Evidence,
    more: &mut Learned,
    can_tell: bool,
) -> Option<Fault> {
    let units = &evidence.units;
    // A dimension has a code in every row.
    if units.is_told && !units.without.is_empty() && !units.of.is_empty() && can_tell {
        more.attributes.insert(units.column.clone());
        return None;
    }
    let is_clear = |series: &Label| can_tell && !units.without.contains(series);
    let clear = units.others.keys().filter(|series| is_clear(series));
    more.by_unit.extend(clear.map(ToString::to_string));
    let (series, (other, other_row)) = units.others.iter().find(|(series, _)| !is_clear(series))?;
    let ((one, row), column) = (&units.of[series], &units.column);
    let message = format!(
        "figures of `{series}` are in different units: {one} in row {row}, {other} in row {other_row}"
    );
    let only = match column.contains(", ") {
        true => format!("{} = \"…\"", column.replace(", ", " = \"…\", ")),
        false => format!("{column} = \"{one}\""),
    };
    let hint = format!(
        "name the one that is meant: `only = {{ {only} }}` with the series in sources.toml, or keep its rows alone"
    );
    Some(Fault::new(message).at(Place::line(&source.path, *other_row).column(column)).hint(hint))
}

/// Rows of one area, series, sex and year that differ in doubtful columns.
fn fallen_together(ingested: &Ingested, evidence: &Evidence) -> Vec<([u64; 2], Vec<Doubtful>)> {
    let row = |at: usize| ingested.observations[at].origin.row();
    let mut found = Vec::new();
    for group in Groups::of(&ingested.observations).iter() {
        for pair in group.windows(2) {
            let rows = [row(pair[0]), row(pair[1])];
            let columns = evidence.differing(rows[0], (evidence, rows[1]));
            if !columns.is_empty() && !evidence.replaces(rows[1]) {
                found.push((rows, columns));
            }
        }
    }
    found
}

/// What a reader of the summary should know: columns that were let through.
fn let_through(source: &Source, evidence: &Evidence, learned: &Learned) -> Option<String> {
    let is_one = |column: &&Doubtful| {
        column.is_unknown() && column.varies && !learned.attributes.contains(&column.id)
    };
    let ids: Vec<&str> =
        evidence.doubtful.iter().filter(is_one).map(|column| column.id.as_str()).collect();
    (!ids.is_empty()).then(|| {
        let ids = ids.join(", ");
        format!(
            "{}: columns left aside, as the reader doesn't know them and tells every row apart without them: {ids}",
            source.name
        )
    })
}
