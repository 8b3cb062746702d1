//! What the themes of a reading ask about, in real units: numbers of the world and of groups of peers, what is
//! counted in parts, and what is shown and not scored.

use std::collections::BTreeSet;

use super::content::{Align, Column, Table};
use super::numbers;
use super::prose::{Prose, share};
use super::reading_frame::{FIRST, PAGE, Rows, groups, table, theme};
use super::real_numbers::with_reasons;
use crate::analyse::{
    LEAST_IN_GROUP, ThemeScores, Total, Whole, in_force, observed_median, observed_values, of_peers,
};
use crate::fault::Result;
use crate::words::{Number, said, say};

/// Numbers of the world and its groups of peers, of what each theme asks about; then what is counted in
/// parts, and what is shown and not scored. `None` where nothing is tagged.
pub(super) fn in_real_units(prose: &Prose, themes: &[&ThemeScores]) -> Result<Option<Table>> {
    let peers = prose.framework.peers().map(|grouping| groups(prose, grouping)).unwrap_or_default();
    let (world, width, states) = (15.0, 17.0, 26.0);
    let fits = PAGE - world - states - width * peers.len() as f64 >= FIRST;
    let peers = if fits { peers } else { Vec::new() };
    let first = PAGE - world - states - width * peers.len() as f64;
    let mut columns = vec![
        prose.column("readings.column.figure", first, Align::Left)?,
        prose.column("readings.column.world", world, Align::Right)?,
    ];
    columns.extend(peers.iter().map(|(name, _)| Column::new(*name, width, Align::Right)));
    columns.push(prose.column("readings.column.behind", states, Align::Right)?);
    let (mut rows, mut rules, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for of in themes {
        let figures = [
            of_aggregates(prose, of, peers.len())?,
            of_parts(prose, of, peers.len())?,
            of_shown(prose, of, &peers)?,
        ]
        .concat();
        // A figure is told once, under the first theme that asks about it.
        let mut own: Rows = figures.into_iter().filter(|row| seen.insert(row[0].clone())).collect();
        if let Some(first) = own.first_mut() {
            let head = prose.in_language(theme(prose, of).short());
            first[0] = say!(prose, "readings.first", theme = head, figure = first[0].clone())?;
            rows.extend(own);
            rules.push(rows.len());
        }
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let enough = share(prose.framework.aggregate_share);
    let mut note = vec![say!(prose, "readings.note.units", enough)?];
    if !peers.is_empty() {
        note.push(say!(prose, "readings.note.units_groups")?);
    }
    let tagged = |theme: &str| themes.iter().any(|of| self::theme(prose, of).code == theme);
    let aggregates = prose.framework.aggregates.iter().enumerate();
    let told = aggregates.filter(|(_, of)| of.themes.iter().any(|theme| tagged(theme)));
    let told: Vec<usize> = told.map(|(position, _)| position).collect();
    let note = with_reasons(prose, note.join(" "), &told);
    let table = table(prose, "units", &note, themes, (columns, rows))?;
    Ok(Some(Table { rules, ..table }))
}

fn of_aggregates(prose: &Prose, of: &ThemeScores, peers: usize) -> Result<Rows> {
    let code = &theme(prose, of).code;
    let mut rows = Vec::new();
    for (position, aggregate) in prose.framework.aggregates.iter().enumerate() {
        if !aggregate.themes.contains(code) {
            continue;
        }
        let is_world =
            |t: &&Total| t.aggregate == position && t.whole == Whole::World && t.year.is_none();
        let Some(world) = prose.findings.totals.iter().find(is_world) else { continue };
        let told = |total: &Total| match numbers::value(prose, total)? {
            Some(value) => Ok(value),
            None => say!(prose, "none"),
        };
        let mut row = vec![prose.in_language(&aggregate.short).to_owned(), told(world)?];
        if peers > 0 {
            let of_peers = of_peers(prose.framework, &prose.findings.totals, position);
            row.extend(of_peers.map(told).collect::<Result<Vec<_>>>()?);
        }
        row.push(say!(prose, "readings.behind", n = world.n, share = share(world.share))?);
        rows.push(row);
    }
    Ok(rows)
}

fn of_parts(prose: &Prose, of: &ThemeScores, peers: usize) -> Result<Rows> {
    let code = &theme(prose, of).code;
    let mut rows = Vec::new();
    for (i, indicator) in prose.framework.indicators.iter().enumerate() {
        for (p, part) in indicator.parts.iter().enumerate() {
            if !part.themes.contains(code) {
                continue;
            }
            let found = in_force(prose.framework, prose.panel, i, p);
            let named =
                said![indicator = prose.indicator_short(i), part = prose.in_language(&part.short)];
            let people = prose.or_none(found.people.map(Number::percent))?;
            let mut row = vec![say!(prose, "readings.part", ..named)?, people];
            row.extend(std::iter::repeat_n(String::new(), peers));
            row.push(say!(prose, "readings.in_force", n = found.n, of = found.of)?);
            rows.push(row);
        }
    }
    Ok(rows)
}

/// What is shown and not scored: medians.
fn of_shown(prose: &Prose, of: &ThemeScores, peers: &[(&str, Vec<usize>)]) -> Result<Rows> {
    let all: Vec<usize> = (0..prose.panel.areas.len()).collect();
    let row = |&i: &usize| {
        let median = |areas: &[usize]| {
            let enough = observed_values(prose.panel, i, areas).len() >= LEAST_IN_GROUP;
            match observed_median(prose.panel, i, areas).filter(|_| enough) {
                Some(median) => Ok(prose.value(i, median)),
                None => say!(prose, "none"),
            }
        };
        let named = said![indicator = prose.indicator_short(i), unit = prose.unit(i)];
        let mut row = vec![say!(prose, "readings.shown", ..named)?, median(&all)?];
        row.extend(peers.iter().map(|(_, areas)| median(areas)).collect::<Result<Vec<_>>>()?);
        row.push(say!(prose, "readings.states", n = prose.findings.availability.indicators[i].n)?);
        Ok(row)
    };
    of.shown.iter().map(row).collect()
}
