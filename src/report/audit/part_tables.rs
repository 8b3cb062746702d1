//! Tables on what the index is made of: levels, weights, and the order without each indicator.

use super::subject::Subject;
use super::tables::{column, correlation_or_none, doubt_column, doubts, percent, rules};
use crate::analyse::audit::{Coherence, Influence, InfluenceDoubt};
use crate::fault::Result;
use crate::report::content::{Align, Block};
use crate::report::prose::Prose;
use crate::score::Child;
use crate::words::{Number, say};

/// Eigenvalues above this mark a direction of its own.
const OWN_DIRECTION: f64 = 1.0;

/// Alpha and components of every level.
pub(super) fn coherence(prose: &Prose, subject: &Subject) -> Result<Option<Block>> {
    let columns = vec![
        column(prose, "level", "", 30.0, Align::Left)?,
        column(prose, "parts", "", 11.0, Align::Right)?,
        prose.column("column.states", 13.0, Align::Right)?,
        column(prose, "alpha", "", 12.0, Align::Decimal)?,
        column(prose, "first", "variance", 19.0, Align::Right)?,
        column(prose, "second", "variance", 19.0, Align::Right)?,
        column(prose, "eigenvalues", "eigenvalues", 17.0, Align::Right)?,
        doubt_column(prose, 49.0)?,
    ];
    let row = |found: &Coherence| {
        let share = |n: usize| prose.or_none(found.components.get(n).map(|c| percent(c.share, 0)));
        let above = found.components.iter().filter(|c| c.eigenvalue > OWN_DIRECTION).count();
        let above = (!found.components.is_empty()).then(|| Number::count(above));
        Ok(vec![
            prose.level_short(found.level).to_owned(),
            prose.number(Number::count(found.below.len())),
            prose.number(Number::count(found.n)),
            correlation_or_none(prose, found.alpha)?,
            share(0)?,
            share(1)?,
            prose.or_none(above)?,
            level_doubts(prose, found)?,
        ])
    };
    let rows = subject.audit.coherence.iter().map(row).collect::<Result<Vec<_>>>()?;
    let title = say!(prose, "audit.coherence.table")?;
    let note = say!(prose, "audit.coherence.note")?;
    Ok(prose.table(title, note, columns, rows)?.block())
}

fn level_doubts(prose: &Prose, found: &Coherence) -> Result<String> {
    let words = found.doubts.iter().map(|doubt| doubt.key());
    doubts(prose, &words.collect::<Vec<_>>())
}

/// How every part makes the first two components of its level.
pub(super) fn loadings(prose: &Prose, subject: &Subject) -> Result<Option<Block>> {
    let columns = vec![
        column(prose, "level", "", 54.0, Align::Left)?,
        column(prose, "part", "", 76.0, Align::Left)?,
        column(prose, "first", "", 20.0, Align::Decimal)?,
        column(prose, "second", "", 20.0, Align::Decimal)?,
    ];
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for found in subject.audit.coherence.iter().filter(|c| !c.components.is_empty()) {
        for (n, &child) in found.below.iter().enumerate() {
            let loading = |component: usize| {
                let loadings = found.components.get(component).map(|c| &c.loadings);
                correlation_or_none(prose, loadings.and_then(|l| l.get(n)).copied())
            };
            rows.push(vec![
                prose.level_short(found.level).to_owned(),
                subject.child(child).to_owned(),
                loading(0)?,
                loading(1)?,
            ]);
            groups.push(found.level);
        }
    }
    let title = say!(prose, "audit.coherence.loadings")?;
    let note = say!(prose, "audit.coherence.loadings_note")?;
    Ok(prose.table(title, note, columns, rows)?.ruled(rules(&groups)).block())
}

/// Declared weight, weight in the index and influence of every part.
pub(super) fn influence(prose: &Prose, subject: &Subject) -> Result<Option<Block>> {
    let framework = subject.framework;
    let columns = vec![
        column(prose, "part", "", 50.0, Align::Left)?,
        column(prose, "level", "", 34.0, Align::Left)?,
        column(prose, "declared", "percent", 16.0, Align::Decimal)?,
        column(prose, "effective", "percent", 18.0, Align::Decimal)?,
        column(prose, "correlation", "", 18.0, Align::Decimal)?,
        column(prose, "influence", "percent", 16.0, Align::Decimal)?,
        doubt_column(prose, 18.0)?,
    ];
    let parent = |of: &Influence| match of.child {
        Child::Level(level) => framework.levels[level].parent,
        Child::Indicator(indicator) => Some(framework.indicators[indicator].parent),
    };
    let row = |of: &Influence| {
        let word = of.doubt.map(InfluenceDoubt::key);
        Ok(vec![
            subject.child(of.child).to_owned(),
            parent(of).map_or("", |level| prose.level_short(level)).to_owned(),
            prose.number(percent(of.declared, 1)),
            prose.number(percent(of.effective, 1)),
            correlation_or_none(prose, of.correlation)?,
            prose.or_none(of.share.map(|s| percent(s, 1)))?,
            doubts(prose, &word.into_iter().collect::<Vec<_>>())?,
        ])
    };
    let all = &subject.audit.influences;
    let group = |of: &Influence| (matches!(of.child, Child::Level(_)), parent(of));
    let rows = all.iter().map(row).collect::<Result<Vec<_>>>()?;
    let title = say!(prose, "audit.influence.table")?;
    let note = say!(prose, "audit.influence.note")?;
    Ok(prose
        .table(title, note, columns, rows)?
        .ruled(rules(&all.iter().map(group).collect::<Vec<_>>()))
        .block())
}

/// The order without each indicator.
pub(super) fn left_out(prose: &Prose, subject: &Subject) -> Result<Option<Block>> {
    let columns = vec![
        prose.column("column.indicator", 50.0, Align::Left)?,
        prose.column("column.states", 14.0, Align::Right)?,
        column(prose, "mean_shift", "places", 19.0, Align::Decimal)?,
        column(prose, "largest", "places", 21.0, Align::Right)?,
        column(prose, "furthest", "", 30.0, Align::Left)?,
        column(prose, "agreement", "", 18.0, Align::Decimal)?,
        doubt_column(prose, 18.0)?,
    ];
    let rows = subject.audit.left_out.iter().map(|found| {
        Ok(vec![
            prose.indicator_short(found.indicator).to_owned(),
            prose.number(Number::count(found.n)),
            prose.number(Number::decimal(found.mean_shift, 1)),
            prose.number(Number::count(found.largest_shift)),
            match found.mover {
                Some((area, ..)) => prose.marked_short(area, 0),
                None => say!(prose, "none")?,
            },
            prose.or_none(found.spearman.map(|r| Number::decimal(r, 3)))?,
            doubts(prose, if found.is_decisive { &["decisive"] } else { &[] })?,
        ])
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    let title = say!(prose, "audit.left_out.table")?;
    let note = say!(prose, "audit.left_out.note")?;
    Ok(prose.table(title, note, columns, rows)?.block())
}
