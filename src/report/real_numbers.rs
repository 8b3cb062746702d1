//! Numbers in real units as tables: of the world and its groups, of every region, of one.

use super::content::{Align, Column, Table};
use super::numbers;
use super::prose::{Prose, share};
use crate::analyse::{self, Backing, Region, Total, Whole, of_peers};
use crate::fault::Result;
use crate::words::{Number, say};

/// Numbers without any value in a region that a note names; of more it tells how many.
const NAMED: usize = 4;

/// The share of the weight that a number needs.
pub(super) fn needed(prose: &Prose) -> Number {
    share(prose.framework.aggregate_share)
}

pub(super) fn latest<'a>(prose: &Prose<'a>, whole: Whole) -> impl Iterator<Item = &'a Total> {
    prose.findings.totals.iter().filter(move |t| t.whole == whole && t.year.is_none())
}

fn short<'a>(prose: &Prose<'a>, total: &Total) -> &'a str {
    prose.in_language(&prose.framework.aggregates[total.aggregate].short)
}

/// The number of a line of years by newer values than its last, where enough of the weight has one.
pub(super) fn newer<'a>(prose: &Prose<'a>, line: &Total) -> Option<&'a Total> {
    let is_newer = |of: &&Total| {
        of.aggregate == line.aggregate
            && of.backing(prose.framework) == Backing::Enough
            && of.years.is_some_and(|[_, end]| Some(end) > line.year)
    };
    latest(prose, line.whole).find(is_newer)
}

/// The short name of a number, with its unit.
fn named(prose: &Prose, aggregate: usize) -> String {
    let of = &prose.framework.aggregates[aggregate];
    let name = prose.in_language(&of.short);
    match &of.unit {
        Some(unit) => format!("{name},\u{a0}{}", prose.in_language(unit).trim_start()),
        None => name.to_owned(),
    }
}

/// A total without its unit; words where too little of the weight stands behind it.
fn bare(prose: &Prose, total: &Total) -> Result<String> {
    let decimals = prose.framework.aggregates[total.aggregate].decimals;
    let number = Number::decimal(total.value.unwrap_or_default(), decimals);
    match total.backing(prose.framework) {
        Backing::TooLittle => say!(prose, "none"),
        Backing::Enough => Ok(prose.number(number)),
        Backing::Partly => {
            say!(prose, "regions.partly", value = prose.number(number))
        }
    }
}

/// Every number that holds for the world, with its groups of peers.
pub(super) fn of_the_world(prose: &Prose) -> Result<Option<Table>> {
    let totals = &prose.findings.totals;
    let peers = prose.framework.peers();
    let groups = peers.map_or(0, |g| prose.framework.groupings[g].groups.len());
    let width = 76.0 / (groups + 1) as f64;
    let decimal = |head: String| Column::new(head, width, Align::Decimal);
    let mut columns = vec![prose.column("column.number", 50.0, Align::Left)?];
    columns.push(decimal(say!(prose, "column.world")?));
    for g in 0..groups {
        columns.push(decimal(prose.group(peers.unwrap_or(0), g).to_owned()));
    }
    columns.push(prose.column("column.states", 13.0, Align::Right)?);
    columns.push(prose.column("column.backed", 13.0, Align::Right)?);
    columns.push(prose.column("column.years", 18.0, Align::Right)?);
    let (mut rows, mut shown) = (Vec::new(), Vec::new());
    for world in latest(prose, Whole::World) {
        let of_groups: Vec<&Total> = of_peers(prose.framework, totals, world.aggregate).collect();
        let all = std::iter::once(world).chain(of_groups.iter().copied());
        if all.clone().all(|total| total.backing(prose.framework) == Backing::TooLittle) {
            continue;
        }
        let mut row = vec![named(prose, world.aggregate)];
        row.extend(all.map(|total| bare(prose, total)).collect::<Result<Vec<_>>>()?);
        row.push(prose.number(Number::count(world.n)));
        row.push(prose.number(Number::percent(world.share)));
        row.push(numbers::years(prose, world)?);
        rows.push(row);
        shown.push(world.aggregate);
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let note = say!(prose, "regions.world.note", enough = needed(prose))?;
    let title = say!(prose, "regions.world.title", n = rows.len())?;
    prose.table(title, with_reasons(prose, note, &shown), columns, rows).map(Some)
}

/// A note, then why numbers among these are weighed as they are.
pub(super) fn with_reasons(prose: &Prose, note: String, aggregates: &[usize]) -> String {
    let mut said = vec![note];
    for why in aggregates.iter().filter_map(|&of| prose.framework.aggregates[of].why.as_ref()) {
        let why = prose.in_language(why);
        // Numbers may have one reason.
        if said.iter().all(|known| known != why) {
            said.push(why.to_owned());
        }
    }
    said.join(" ")
}

/// The numbers of the page of numbers, of every region.
pub(super) fn numbers_by_region(prose: &Prose) -> Result<Option<Table>> {
    let shown: Vec<&Total> = analyse::shown(prose.framework, &prose.findings.totals).collect();
    if shown.is_empty() {
        return Ok(None);
    }
    let width = 114.0 / shown.len() as f64;
    let mut columns = vec![prose.column("column.region", 56.0, Align::Left)?];
    for total in &shown {
        let head = named(prose, total.aggregate);
        columns.push(Column::new(head, width, Align::Decimal));
    }
    let mut rows = Vec::new();
    let at = prose.framework.groupings.len();
    let regions = prose.findings.regions.iter().map(|of| (prose.region(of), of.region));
    for (name, region) in regions {
        let own: Vec<&Total> = latest(prose, Whole::Group(at, region)).collect();
        let mut row = vec![name.to_owned()];
        for total in &shown {
            let same = own.iter().find(|of| of.aggregate == total.aggregate);
            row.push(same.map_or_else(|| say!(prose, "none"), |own| bare(prose, own))?);
        }
        rows.push(row);
    }
    let aggregates: Vec<usize> = shown.iter().map(|total| total.aggregate).collect();
    let note = say!(prose, "regions.by_region.note", enough = needed(prose))?;
    let title = say!(prose, "regions.by_region.title")?;
    prose.table(title, with_reasons(prose, note, &aggregates), columns, rows).map(Some)
}

/// The numbers of a region of which anything is known, each beside the world's.
pub(super) fn real_numbers(prose: &Prose, region: &Region) -> Result<Option<Table>> {
    let columns = vec![
        prose.column("column.number", 60.0, Align::Left)?,
        prose.column("column.region", 28.0, Align::Right)?,
        prose.column("column.world", 18.0, Align::Right)?,
        prose.column("column.states_of", 22.0, Align::Right)?,
        prose.column("column.backed", 20.0, Align::Right)?,
        prose.column("column.years", 22.0, Align::Right)?,
    ];
    let (mut rows, mut shown) = (Vec::new(), Vec::new());
    let whole = Whole::Group(prose.framework.groupings.len(), region.region);
    for own in latest(prose, whole).filter(|total| total.n > 0) {
        let world = latest(prose, Whole::World).find(|world| world.aggregate == own.aggregate);
        rows.push(vec![
            named(prose, own.aggregate),
            match own.backing(prose.framework) {
                Backing::TooLittle => say!(prose, "numbers.too_little")?,
                _ => bare(prose, own)?,
            },
            world.map_or_else(|| say!(prose, "none"), |world| bare(prose, world))?,
            say!(prose, "regions.states_of", n = own.n, of = own.of)?,
            prose.number(Number::percent(own.share)),
            numbers::years(prose, own)?,
        ]);
        shown.push(own.aggregate);
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let mut note = say!(prose, "regions.numbers.note", enough = needed(prose))?;
    let unknown = latest(prose, whole).filter(|total| total.n == 0);
    let unknown: Vec<&str> = unknown.map(|total| short(prose, total)).collect();
    let unknown = match unknown.len() {
        0 => None,
        n if n > NAMED => Some(say!(prose, "regions.numbers.unknown_many", n)?),
        _ => Some(say!(prose, "regions.numbers.unknown", names = prose.words.apart(&unknown))?),
    };
    note = std::iter::once(note).chain(unknown).collect::<Vec<_>>().join(" ");
    let title = say!(prose, "regions.numbers.title", region = prose.region(region))?;
    prose.table(title, with_reasons(prose, note, &shown), columns, rows).map(Some)
}
