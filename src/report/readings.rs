//! The chapter of a reading: the same indicators by the questions of others. Whose they are, the scores
//! of its themes, who stands where, numbers in real units, and what the evidence lacks.

use std::collections::BTreeSet;

use super::content::{Align, Block, Chapter, Column, Labelled, Table};
use super::facts::{mean, quartiles};
use super::prose::{Prose, count, share, share_of};
use super::{aggregates, numbers};
use crate::analyse::{
    self, Support, ThemeScores, Total, Whole, in_force, members, observed_values,
};
use crate::exhibits::{ids, scores, source};
use crate::fault::Result;
use crate::framework::{Reading, Theme};
use crate::score::LEAST_PRINTED;
use crate::words::{Number, Say};

/// How many States stand at either end; with those that the noise can't tell from the last of them, so
/// many are named at most.
const AT_ENDS: usize = 5;
const NAMED: usize = 12;
/// Widths in millimetres: of the page, of a first column, and the least of one of numbers.
const PAGE: f64 = 170.0;
const FIRST: f64 = 46.0;
const LEAST: f64 = 15.0;

pub(super) fn chapter(prose: &Prose, position: usize, reading: &Reading) -> Result<Chapter> {
    let themes: Vec<&ThemeScores> =
        prose.findings.readings.iter().filter(|of| of.reading == position).collect();
    let title = prose.in_language(&reading.name).to_owned();
    let description = reading.description.as_ref().map(|said| prose.in_language(said).to_owned());
    let mut blocks = whose_questions(prose, reading, &themes)?;
    blocks.push(Block::Table(of_themes(prose, &themes)?));
    blocks.extend(by_group(prose, &themes)?.map(Block::Table));
    blocks.push(Block::Table(ends(prose, &themes)?));
    blocks.extend(in_real_units(prose, &themes)?.map(Block::Table));
    blocks.push(Block::Table(evidence(prose, &themes)?));
    blocks.extend(lacks(prose, reading)?);
    Ok(Chapter {
        id: format!("reading-{}", ids::safe(&reading.code)),
        kicker: prose.say("readings.kicker", &[])?,
        running: title.clone(),
        title,
        area: None,
        summary: description.into_iter().chain([prose.say("readings.summary", &[])?]).collect(),
        blocks,
    })
}

fn theme<'a>(prose: &Prose<'a>, of: &ThemeScores) -> &'a Theme {
    &prose.exhibits.framework.themes[of.theme]
}

fn name<'a>(prose: &Prose<'a>, of: &ThemeScores) -> &'a str {
    prose.exhibits.in_language(&theme(prose, of).name)
}

/// Where the questions are from, how a theme is scored, and what stands under each.
fn whose_questions(
    prose: &Prose,
    reading: &Reading,
    themes: &[&ThemeScores],
) -> Result<Vec<Block>> {
    let source = ("source", prose.in_language(&reading.source).into());
    let mut blocks = vec![
        prose.heading("readings.asked.heading")?,
        prose.text("readings.asked.text", &[source])?,
    ];
    if let Some(first) = themes.first() {
        let said = [
            ("kind", aggregates::kind(prose, &first.aggregation)?.into()),
            ("coverage", share(prose.framework.ranking_coverage)),
            ("least", share(LEAST_PRINTED.min(prose.framework.ranking_coverage))),
        ];
        blocks.push(prose.text("readings.asked.scores", &said)?);
    }
    let items = themes.iter().map(|of| asked(prose, of)).collect::<Result<_>>()?;
    blocks.push(Block::Terms { items });
    Ok(blocks)
}

/// What a theme asks, and which indicators answer.
fn asked(prose: &Prose, of: &ThemeScores) -> Result<Labelled> {
    let about = theme(prose, of).description.as_ref();
    let mut said: Vec<String> =
        about.map(|s| prose.in_language(s).to_owned()).into_iter().collect();
    for (key, indicators) in [("scored", &of.scored), ("shown", &of.shown)] {
        let names: Vec<&str> = indicators.iter().map(|&i| prose.indicator_short(i)).collect();
        if !names.is_empty() {
            let named = [("indicators", prose.list(&names)?.into())];
            said.push(prose.say(&format!("readings.asked.{key}"), &named)?);
        }
    }
    if of.scored.is_empty() {
        said.push(prose.say("readings.asked.none", &[])?);
    }
    let lacks: Vec<&str> =
        theme(prose, of).lacks.iter().map(|lack| prose.in_language(lack)).collect();
    if !lacks.is_empty() {
        let lacks = [("lacks", prose.words.apart(&lacks).into())];
        said.push(prose.say("readings.asked.lacks", &lacks)?);
    }
    Ok(Labelled { label: name(prose, of).to_owned(), text: said.join(" ") })
}

fn score(prose: &Prose, of: &ThemeScores, score: Option<f64>) -> Result<String> {
    prose.or_none(score.map(|score| scores::number(of.range, score)))
}

fn numbers_column(head: &str, width: f64, align: Align) -> Column {
    Column { head: head.to_owned(), unit: String::new(), width, align }
}

/// The mean of the covered scores of some areas; none of none.
fn mean_of(prose: &Prose, of: &ThemeScores, areas: &[usize]) -> Option<f64> {
    let covered = of.covered(prose.framework).filter(|(area, _)| areas.contains(area));
    mean(&covered.map(|(_, score)| score).collect::<Vec<_>>())
}

/// The groups of a grouping: each with its name and its members.
fn groups<'a>(prose: &Prose<'a>, grouping: usize) -> Vec<(&'a str, Vec<usize>)> {
    let of = &prose.exhibits.framework.groupings[grouping];
    let members = |value: &str| members(prose.areas, prose.panel, &of.column, value);
    let groups = of.groups.iter().enumerate();
    groups.map(|(g, group)| (prose.group(grouping, g), members(&group.value))).collect()
}

/// The scores of each theme: its States, their middle, and the means of the groups of peers.
fn of_themes(prose: &Prose, themes: &[&ThemeScores]) -> Result<Table> {
    let peers = prose.framework.peers().map(|grouping| groups(prose, grouping)).unwrap_or_default();
    let (states, middle, half) = (13.0, 15.0, 24.0);
    let left = PAGE - FIRST - states - middle - half;
    let fits = !peers.is_empty() && left / peers.len() as f64 >= LEAST;
    let peers = if fits { peers } else { Vec::new() };
    let width = left / peers.len().max(1) as f64;
    let first = if fits { FIRST } else { FIRST + left };
    let mut columns = vec![
        prose.column("readings.column.theme", first, Align::Left)?,
        prose.column("column.states", states, Align::Right)?,
        prose.column("readings.column.median", middle, Align::Decimal)?,
        prose.column("readings.column.half", half, Align::Right)?,
    ];
    columns.extend(peers.iter().map(|(name, _)| numbers_column(name, width, Align::Decimal)));
    let mut rows = Vec::new();
    for of in themes {
        let found: Vec<f64> = of.covered(prose.framework).map(|(_, score)| score).collect();
        let half = match quartiles(&found) {
            Some([low, _, high]) => {
                let ends = [low, high].map(|end| scores::number(of.range, end).into());
                let [low, high] = ends;
                prose.say("rank.scores", &[("low", low), ("high", high)])?
            }
            None => prose.say("none", &[])?,
        };
        let mut row = vec![
            name(prose, of).to_owned(),
            prose.number(Number::count(found.len())),
            score(prose, of, quartiles(&found).map(|q| q[1]))?,
            half,
        ];
        for (_, members) in &peers {
            row.push(score(prose, of, mean_of(prose, of, members))?);
        }
        rows.push(row);
    }
    table(prose, "scores", &covered_note(prose)?, themes, (columns, rows))
}

/// Of which States scores are told.
fn covered_note(prose: &Prose) -> Result<String> {
    let coverage = share(prose.framework.ranking_coverage);
    prose.say("readings.note.covered", &[("coverage", coverage)])
}

/// A row for each group of the main grouping, with the mean of each theme; `None` without one, or where
/// there are more themes than a page is wide.
fn by_group(prose: &Prose, themes: &[&ThemeScores]) -> Result<Option<Table>> {
    let Some(grouping) = prose.main_grouping() else { return Ok(None) };
    let width = (PAGE - FIRST) / themes.len().max(1) as f64;
    if width < LEAST {
        return Ok(None);
    }
    let mut columns = vec![numbers_column(
        prose.grouping(grouping),
        PAGE - width * themes.len() as f64,
        Align::Left,
    )];
    let head = |of: &&ThemeScores| prose.in_language(theme(prose, of).short());
    columns.extend(themes.iter().map(|of| numbers_column(head(of), width, Align::Decimal)));
    let mut rows = Vec::new();
    for (name, members) in groups(prose, grouping) {
        let mut row = vec![name.to_owned()];
        for of in themes {
            row.push(score(prose, of, mean_of(prose, of, &members))?);
        }
        rows.push(row);
    }
    table(prose, "groups", "", themes, (columns, rows)).map(Some)
}

/// The States with the highest and the lowest scores of each theme, in the order of the alphabet, with
/// those that the noise can't tell from the last of them.
fn ends(prose: &Prose, themes: &[&ThemeScores]) -> Result<Table> {
    let names = (PAGE - FIRST) / 2.0;
    let columns = vec![
        prose.column("readings.column.theme", FIRST, Align::Left)?,
        prose.column("column.highest", names, Align::Left)?,
        prose.column("column.lowest", names, Align::Left)?,
    ];
    let mut rows = Vec::new();
    for of in themes {
        let ends = [at_end(prose, of, 1.0)?, at_end(prose, of, -1.0)?];
        rows.push([name(prose, of).to_owned()].into_iter().chain(ends).collect());
    }
    let noise = prose.noise(themes.iter().map(|of| of.range))?;
    let note = prose.say("readings.note.ends", &[("n", count(AT_ENDS)), ("noise", noise)])?;
    table(prose, "ends", &note, themes, (columns, rows))
}

/// `turned`: 1 of the highest, −1 of the lowest.
fn at_end(prose: &Prose, of: &ThemeScores, turned: f64) -> Result<String> {
    let mut found: Vec<(usize, f64)> =
        of.covered(prose.framework).map(|(area, score)| (area, turned * score)).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    if found.len() < 4 * AT_ENDS {
        return prose.say("none", &[]);
    }
    let last = found[AT_ENDS - 1].1;
    let is_near = |score: f64| of.range.direction(last - score) != std::cmp::Ordering::Greater;
    found.retain(|(_, score)| is_near(*score));
    if found.len() > NAMED {
        let from = scores::number(of.range, turned * last).into();
        return prose.say("readings.many", &[("n", count(found.len())), ("score", from)]);
    }
    let named = |area: &usize| found.iter().any(|(at, _)| at == area);
    let names: Vec<&str> =
        prose.by_name().into_iter().filter(named).map(|area| prose.short_name(area)).collect();
    prose.list(&names)
}

/// Numbers of the world and its groups of peers, of what each theme asks about; then what is counted in
/// parts, and what is shown and not scored. `None` where nothing is tagged.
fn in_real_units(prose: &Prose, themes: &[&ThemeScores]) -> Result<Option<Table>> {
    let peers = prose.framework.peers().map(|grouping| groups(prose, grouping)).unwrap_or_default();
    let (world, width, states) = (15.0, 17.0, 26.0);
    let fits = PAGE - world - states - width * peers.len() as f64 >= FIRST;
    let peers = if fits { peers } else { Vec::new() };
    let first = PAGE - world - states - width * peers.len() as f64;
    let mut columns = vec![
        prose.column("readings.column.figure", first, Align::Left)?,
        prose.column("readings.column.world", world, Align::Right)?,
    ];
    columns.extend(peers.iter().map(|(name, _)| numbers_column(name, width, Align::Right)));
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
            let named = [("theme", name(prose, of).into()), ("figure", first[0].clone().into())];
            first[0] = prose.say("readings.first", &named)?;
            rows.extend(own);
            rules.push(rows.len());
        }
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let enough = share(prose.framework.aggregate_share);
    let mut note = vec![prose.say("readings.note.units", &[("enough", enough)])?];
    if !peers.is_empty() {
        note.push(prose.say("readings.note.units_groups", &[])?);
    }
    let table = table(prose, "units", &note.join(" "), themes, (columns, rows))?;
    Ok(Some(Table { rules, ..table }))
}

type Rows = Vec<Vec<String>>;

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
            None => prose.say("none", &[]),
        };
        let mut row = vec![prose.in_language(&aggregate.name).to_owned(), told(world)?];
        if peers > 0 {
            let of_peers = analyse::of_peers(prose.framework, &prose.findings.totals, position);
            row.extend(of_peers.map(told).collect::<Result<Vec<_>>>()?);
        }
        let behind = [("n", count(world.n)), ("share", share(world.share))];
        row.push(prose.say("readings.behind", &behind)?);
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
            let named = [
                ("indicator", prose.indicator_short(i).into()),
                ("part", prose.in_language(&part.short).into()),
            ];
            let people = prose.or_none(found.people.map(Number::percent))?;
            let mut row = vec![prose.say("readings.part", &named)?, people];
            row.extend(std::iter::repeat_n(String::new(), peers));
            let states = [("n", count(found.n)), ("of", count(found.of))];
            row.push(prose.say("readings.in_force", &states)?);
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
            let known: Vec<f64> = observed_values(prose.panel, i, areas)
                .into_iter()
                .map(|(_, value)| value)
                .collect();
            let enough = known.len() >= analyse::LEAST_IN_GROUP;
            match quartiles(&known).filter(|_| enough) {
                Some([_, median, _]) => Ok(prose.value(i, median)),
                None => prose.say("none", &[]),
            }
        };
        let named = [("indicator", prose.indicator(i).into()), ("unit", prose.unit(i).into())];
        let mut row = vec![prose.say("readings.shown", &named)?, median(&all)?];
        row.extend(peers.iter().map(|(_, areas)| median(areas)).collect::<Result<Vec<_>>>()?);
        let n = prose.findings.availability.indicators[i].n;
        row.push(prose.say("readings.states", &[("n", count(n))])?);
        Ok(row)
    };
    of.shown.iter().map(row).collect()
}

/// How much of each theme is known: States by what their scores rest on, and the age and the kind of the
/// values.
fn evidence(prose: &Prose, themes: &[&ThemeScores]) -> Result<Table> {
    let width = (PAGE - FIRST) / 7.0;
    let mut columns = vec![prose.column("readings.column.theme", FIRST, Align::Left)?];
    for key in ["indicators", "covered", "indicative", "too_little"] {
        columns.push(prose.column(&format!("readings.column.{key}"), width, Align::Right)?);
    }
    for key in ["column.old", "column.estimated", "column.imputed"] {
        columns.push(prose.column(key, width, Align::Right)?);
    }
    let areas = prose.panel.areas.len();
    let mut rows = Vec::new();
    for of in themes {
        let supports: Vec<Support> =
            (0..areas).map(|area| of.support(prose.framework, area)).collect();
        let among = |kinds: &[Support]| {
            let n = supports.iter().filter(|support| kinds.contains(support)).count();
            prose.number(Number::count(n))
        };
        let all = &prose.findings.availability.indicators;
        let sum = |part: fn(&analyse::IndicatorAvailability) -> usize| -> usize {
            of.scored.iter().map(|&i| part(&all[i])).sum()
        };
        let (n, imputed) = (sum(|of| of.n), sum(|of| of.imputed));
        let part = |part: usize, of: usize| prose.number(Number::percent(share_of(part, of)));
        rows.push(vec![
            name(prose, of).to_owned(),
            prose.number(Number::count(of.scored.len())),
            among(&[Support::Covered]),
            among(&[Support::Indicative]),
            among(&[Support::TooLittle, Support::NoScore]),
            part(sum(|of| of.older_than_five), n),
            part(sum(|of| of.estimated), n),
            part(imputed, n + imputed),
        ]);
    }
    let said = [("states", count(areas)), ("coverage", share(prose.framework.ranking_coverage))];
    let note = prose.say("readings.note.evidence", &said)?;
    table(prose, "evidence", &note, themes, (columns, rows))
}

/// What is asked, beside the themes, that no figure here covers.
fn lacks(prose: &Prose, reading: &Reading) -> Result<Vec<Block>> {
    if reading.lacks.is_empty() {
        return Ok(Vec::new());
    }
    let lacks = reading.lacks.iter().map(|lack| prose.in_language(lack).to_owned());
    Ok(vec![prose.heading("readings.lacks")?, Block::Points { items: lacks.collect() }])
}

fn table(
    prose: &Prose,
    key: &str,
    note: &str,
    themes: &[&ThemeScores],
    (columns, rows): (Vec<Column>, Rows),
) -> Result<Table> {
    let reading = themes
        .first()
        .map_or("", |of| prose.in_language(&prose.exhibits.framework.readings[of.reading].name));
    let title: [(&str, Say); 1] = [("reading", reading.into())];
    let all = themes.iter().flat_map(|of| of.scored.iter().chain(&of.shown).copied());
    // Scores are of the whole report; what is told in real units is told with its providers.
    let source = match key {
        "units" => source::of(prose.exhibits, all)?,
        _ => prose.say("table.source", &[])?,
    };
    Ok(Table {
        title: prose.say(&format!("readings.title.{key}"), &title)?,
        note: note.to_owned(),
        source,
        columns,
        rows,
        rules: Vec::new(),
    })
}
