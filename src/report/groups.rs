//! Means of groups of States, as a sentence and as a table.

use super::content::{Align, Table};
use super::prose::{Prose, share};
use crate::analyse::{GroupMean, covered};
use crate::fault::Result;
use crate::statistics::ends;
use crate::words::{Number, said, say};

/// The groups of the main grouping with the lowest and the highest mean at a level, as a sentence.
pub(super) fn range(prose: &Prose, level: usize) -> Result<Option<String>> {
    let Some(grouping) = prose.main_grouping() else { return Ok(None) };
    let means: Vec<(usize, f64)> = prose
        .findings
        .groups
        .iter()
        .filter(|m| m.grouping == grouping && m.level == level)
        .filter_map(|m| Some((m.group, m.mean?)))
        .collect();
    let Some((low, high)) = ends(&means, |m| m.1).filter(|(l, h)| l.0 != h.0) else {
        return Ok(None);
    };
    let arguments = said![
        n = covered(prose.scores, level).count(),
        grouping = prose.grouping(grouping),
        low = prose.group(grouping, low.0),
        low_mean = prose.score(level, low.1),
        high = prose.group(grouping, high.0),
        high_mean = prose.score(level, high.1)
    ];
    say!(prose, "groups.range", ..arguments).map(Some)
}

/// Every group at one level: States, mean, weighted mean, lowest and highest score. `None` without
/// groups.
pub(super) fn table(prose: &Prose, level: usize) -> Result<Option<Table>> {
    let columns = vec![
        prose.column("column.group", 80.0, Align::Left)?,
        prose.column("column.states", 14.0, Align::Right)?,
        prose.column("column.mean", 19.0, Align::Decimal)?,
        prose.column("column.weighted_mean", 19.0, Align::Decimal)?,
        prose.column("column.lowest", 19.0, Align::Decimal)?,
        prose.column("column.highest", 19.0, Align::Decimal)?,
    ];
    let mut rows = Vec::new();
    let means = || prose.findings.groups.iter().filter(|m| m.level == level);
    for mean in means() {
        rows.push(vec![
            name(prose, mean),
            prose.number(Number::count(mean.n)),
            prose.score_or_none(level, mean.mean)?,
            prose.score_or_none(level, mean.weighted_mean)?,
            prose.score_or_none(level, mean.range.map(|r| r.0))?,
            prose.score_or_none(level, mean.range.map(|r| r.1))?,
        ]);
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let title = say!(prose, "groups.title", level = prose.level(level))?;
    Ok(Some(prose.table(title, note(prose)?, columns, rows)?.ruled(rules(means()))))
}

/// What the means are over, and whose lists of States the groups follow.
fn note(prose: &Prose) -> Result<String> {
    let mut sentences =
        vec![say!(prose, "groups.note", needed = share(prose.framework.ranking_coverage))?];
    sentences.extend(whose_lists(prose));
    Ok(sentences.join(" "))
}

/// Whose list each grouping follows, as the framework says.
pub(super) fn whose_lists<'a>(prose: &Prose<'a>) -> Vec<String> {
    let notes = prose.framework.groupings.iter().filter_map(|g| g.note.as_ref());
    notes.map(|note| prose.in_language(note).to_owned()).collect()
}

/// Rows after which the next grouping with several groups, or the first without, begins.
fn rules<'a>(means: impl Iterator<Item = &'a GroupMean>) -> Vec<usize> {
    let groupings: Vec<usize> = means.map(|m| m.grouping).collect();
    let size = |grouping: usize| groupings.iter().filter(|g| **g == grouping).count();
    let pairs = groupings.windows(2).enumerate();
    let apart = |a: usize, b: usize| a != b && (size(a) > 1 || size(b) > 1);
    pairs.filter(|(_, pair)| apart(pair[0], pair[1])).map(|(row, _)| row + 1).collect()
}

fn name(prose: &Prose, mean: &GroupMean) -> String {
    prose.group(mean.grouping, mean.group).to_owned()
}
