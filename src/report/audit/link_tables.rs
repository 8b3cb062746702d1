//! Tables on correlations: within focus areas, across them, and with measures from outside.

use super::subject::correlation;
use super::tables::{column, correlation_or_none, doubt_column, doubts, rules};
use crate::analyse::audit::{Audit, CHANCE, ENOUGH_AREAS, Fit, Pair, PairDoubt, REDUNDANT};
use crate::fault::Result;
use crate::report::content::{Align, Block, Column};
use crate::report::prose::{Prose, share, weight};
use crate::words::{Number, say};

/// The most indicators whose correlations fit side by side on a page, a number each as head.
const FITTING: usize = 11;
/// Width of a correlation in a matrix at most, and of the names, in millimetres.
const CELL: f64 = 16.0;
const NAMES: f64 = 60.0;

/// A matrix for each focus area in which it fits.
pub(super) fn matrices(prose: &Prose, audit: &Audit) -> Result<Vec<Block>> {
    let areas = prose.framework.focus_areas();
    let found = areas.map(|area| matrix(prose, audit, area)).collect::<Result<Vec<_>>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn matrix(prose: &Prose, audit: &Audit, area: usize) -> Result<Option<Block>> {
    let framework = prose.framework;
    let scored: Vec<usize> = framework.scored_under(area).collect();
    let pairs = audit.pairs.iter().filter(|p| p.within == Some(area)).count();
    if pairs == 0 || scored.len() > FITTING {
        return Ok(None);
    }
    let others = (scored.len() - 1) as f64;
    let width = ((170.0 - NAMES) / others).min(CELL);
    let mut columns =
        vec![prose.column("column.indicator", 170.0 - width * others, Align::Left)?];
    let numbered = |n: usize| prose.number(Number::count(n + 1));
    columns.extend((0..scored.len() - 1).map(|n| Column::new(numbered(n), width, Align::Decimal)));
    let mut rows = Vec::new();
    for (n, &row) in scored.iter().enumerate() {
        let mut cells = vec![format!("{}  {}", numbered(n), prose.indicator_short(row))];
        for (m, &column) in scored[..scored.len() - 1].iter().enumerate() {
            let is_pair = |p: &&Pair| (p.first, p.second) == (column.min(row), column.max(row));
            let found = audit.pairs.iter().find(is_pair).map(|p| p.correlation);
            cells.push(if m < n { correlation_or_none(prose, found)? } else { String::new() });
        }
        rows.push(cells);
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let title = say!(prose, "audit.within.matrix", area = prose.level_short(area))?;
    let note = say!(prose, "audit.within.matrix_note", enough = ENOUGH_AREAS)?;
    Ok(prose.table(title, note, columns, rows)?.block())
}

/// The pairs in doubt within focus areas.
pub(super) fn pairs_within(prose: &Prose, audit: &Audit) -> Result<Option<Block>> {
    let doubtful = audit.pairs.iter().filter(|p| p.within.is_some() && p.doubt.is_some());
    let mut doubtful: Vec<&Pair> = doubtful.collect();
    doubtful.sort_by_key(|p| (p.within, p.first, p.second));
    let (name, ranked) = (46.0, 16.0);
    let name = if audit.ranked.is_some() { name - ranked / 2.0 } else { name };
    let mut columns = vec![
        prose.column("column.area", 26.0, Align::Left)?,
        prose.column("column.indicator", name, Align::Left)?,
        column(prose, "other", "", name, Align::Left)?,
        column(prose, "correlation", "", 18.0, Align::Decimal)?,
        prose.column("column.states", 14.0, Align::Right)?,
        doubt_column(prose, 20.0)?,
    ];
    if audit.ranked.is_some() {
        columns.insert(5, column(prose, "ranked_alone", "", ranked, Align::Decimal)?);
    }
    let row = |pair: &&Pair| {
        let mut row = vec![
            pair.within.map_or("", |level| prose.level_short(level)).to_owned(),
            prose.indicator_short(pair.first).to_owned(),
            prose.indicator_short(pair.second).to_owned(),
            prose.number(correlation(pair.correlation)),
            prose.number(Number::count(pair.n)),
            doubts(prose, &pair.doubt.map(PairDoubt::key).into_iter().collect::<Vec<_>>())?,
        ];
        if let Some(ranked) = &audit.ranked {
            let same = |p: &&Pair| (p.first, p.second) == (pair.first, pair.second);
            let found = ranked.pairs.iter().find(same).map(|p| p.correlation);
            row.insert(5, correlation_or_none(prose, found)?);
        }
        Ok(row)
    };
    let rows = doubtful.iter().map(row).collect::<Result<Vec<_>>>()?;
    if rows.is_empty() {
        return Ok(None);
    }
    let title = say!(prose, "audit.within.pairs")?;
    let note =
        say!(prose, "audit.within.pairs_note", limit = weight(REDUNDANT), chance = share(CHANCE))?;
    Ok(prose
        .table(title, note, columns, rows)?
        .ruled(rules(&doubtful.iter().map(|p| p.within).collect::<Vec<_>>()))
        .block())
}

/// The pairs across focus areas that count one thing twice.
pub(super) fn pairs_across(prose: &Prose, audit: &Audit) -> Result<Option<Block>> {
    let doubtful = audit.pairs.iter().filter(|p| p.within.is_none() && p.doubt.is_some());
    let columns = vec![
        prose.column("column.indicator", 64.0, Align::Left)?,
        column(prose, "other", "", 64.0, Align::Left)?,
        column(prose, "correlation", "", 22.0, Align::Decimal)?,
        prose.column("column.states", 20.0, Align::Right)?,
    ];
    let rows = doubtful.map(|pair| {
        vec![
            prose.indicator_short(pair.first).to_owned(),
            prose.indicator_short(pair.second).to_owned(),
            prose.number(correlation(pair.correlation)),
            prose.number(Number::count(pair.n)),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let title = say!(prose, "audit.across.table", limit = weight(REDUNDANT))?;
    let note = say!(prose, "audit.across.note")?;
    Ok(prose.table(title, note, columns, rows)?.block())
}

/// How each indicator goes with its own focus area, the others and the index.
pub(super) fn fits(prose: &Prose, audit: &Audit) -> Result<Option<Block>> {
    if !prose.has_focus_areas() {
        return fits_index(prose, audit);
    }
    let framework = prose.framework;
    let columns = vec![
        prose.column("column.indicator", 50.0, Align::Left)?,
        column(prose, "own", "", 18.0, Align::Decimal)?,
        column(prose, "index", "", 18.0, Align::Decimal)?,
        column(prose, "closest", "", 34.0, Align::Left)?,
        column(prose, "correlation", "", 20.0, Align::Decimal)?,
        doubt_column(prose, 30.0)?,
    ];
    let own = |fit: &Fit| framework.focus_area_of(framework.indicators[fit.indicator].parent);
    let mut rows = Vec::new();
    for fit in &audit.fits {
        let of = |level: usize| fit.with[level].map(|(r, _)| r);
        let others = framework.focus_areas().filter(|&l| Some(l) != own(fit));
        let closest =
            others.filter_map(|level| Some((level, of(level)?))).max_by(|a, b| a.1.total_cmp(&b.1));
        rows.push(vec![
            prose.indicator_short(fit.indicator).to_owned(),
            correlation_or_none(prose, own(fit).and_then(of))?,
            correlation_or_none(prose, of(0))?,
            match closest {
                Some((level, _)) => prose.level_short(level).to_owned(),
                None => say!(prose, "none")?,
            },
            correlation_or_none(prose, closest.map(|(_, r)| r))?,
            fit_doubts(prose, fit)?,
        ]);
    }
    let title = say!(prose, "audit.within.fits")?;
    let note = say!(prose, "audit.within.fits_note")?;
    Ok(prose
        .table(title, note, columns, rows)?
        .ruled(rules(&audit.fits.iter().map(own).collect::<Vec<_>>()))
        .block())
}

fn fits_index(prose: &Prose, audit: &Audit) -> Result<Option<Block>> {
    let columns = vec![
        prose.column("column.indicator", 110.0, Align::Left)?,
        column(prose, "index", "", 20.0, Align::Decimal)?,
        doubt_column(prose, 40.0)?,
    ];
    let rows = audit.fits.iter().map(|fit| {
        Ok(vec![
            prose.indicator_short(fit.indicator).to_owned(),
            correlation_or_none(prose, fit.with[0].map(|(r, _)| r))?,
            fit_doubts(prose, fit)?,
        ])
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    let title = say!(prose, "audit.within.fits_index")?;
    let note = say!(prose, "audit.within.fits_note_index")?;
    Ok(prose.table(title, note, columns, rows)?.block())
}

fn fit_doubts(prose: &Prose, fit: &Fit) -> Result<String> {
    let words = fit.doubts.iter().map(|doubt| doubt.key());
    doubts(prose, &words.collect::<Vec<_>>())
}

/// Every level against every measure from outside.
pub(super) fn measures(prose: &Prose, audit: &Audit) -> Result<Option<Block>> {
    let columns = vec![
        column(prose, "measure", "", 42.0, Align::Left)?,
        column(prose, "score", "", 34.0, Align::Left)?,
        prose.column("column.states", 16.0, Align::Right)?,
        column(prose, "pearson", "", 18.0, Align::Decimal)?,
        column(prose, "spearman", "", 20.0, Align::Decimal)?,
        column(prose, "ranked", "", 20.0, Align::Decimal)?,
        doubt_column(prose, 20.0)?,
    ];
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for found in &audit.measures {
        let name = prose.in_language(&prose.framework.measures[found.measure].name);
        let ranked = audit.ranked.as_ref().map(|ranked| &ranked.measures[found.measure].with);
        let of_ranked = |level: usize| ranked.map(|with| with[level]);
        for (level, with) in found.with.iter().enumerate() {
            let is_detour = with.is_detour || of_ranked(level).is_some_and(|r| r.is_detour);
            rows.push(vec![
                name.to_owned(),
                prose.level_short(level).to_owned(),
                prose.number(Number::count(with.n)),
                correlation_or_none(prose, with.pearson)?,
                correlation_or_none(prose, with.spearman)?,
                correlation_or_none(prose, of_ranked(level).and_then(|r| r.spearman))?,
                doubts(prose, if is_detour { &["detour"] } else { &[] })?,
            ]);
            groups.push(found.measure);
        }
    }
    let title = say!(prose, "audit.measures.table")?;
    let note = say!(prose, "audit.measures.note")?;
    Ok(prose.table(title, note, columns, rows)?.ruled(rules(&groups)).block())
}
