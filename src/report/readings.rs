//! The chapter of a reading: the same indicators by the questions of others. Whose they are, the scores
//! of its themes, who stands where, numbers in real units, and what the evidence lacks.

use super::content::{Align, Block, Chapter, Column, Labelled, Table};
use super::prose::{Prose, share, share_of, text};
use super::reading_frame::{FIRST, PAGE, groups, name, table, theme};
use super::{aggregates, reading_units};
use crate::analyse::{self, AT_ENDS, MUCH_IMPUTED, Support, ThemeScores};
use crate::exhibits::{ids, names, scores};
use crate::fault::Result;
use crate::framework::Reading;
use crate::score::LEAST_PRINTED;
use crate::statistics::quartiles;
use crate::words::{Number, said, say};

/// So many States at an end are named at most.
const NAMED: usize = 12;
/// The least width of a column of numbers, in millimetres.
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
    blocks.extend(reading_units::in_real_units(prose, &themes)?.map(Block::Table));
    blocks.push(Block::Table(evidence(prose, &themes)?));
    blocks.extend(lacks(prose, reading)?);
    Ok(Chapter {
        id: format!("reading-{}", ids::safe(&reading.code)),
        kicker: say!(prose, "readings.kicker")?,
        running: title.clone(),
        title,
        area: None,
        summary: description.into_iter().chain([say!(prose, "readings.summary")?]).collect(),
        blocks,
    })
}

/// Where the questions are from, how a theme is scored, and what stands under each.
fn whose_questions(
    prose: &Prose,
    reading: &Reading,
    themes: &[&ThemeScores],
) -> Result<Vec<Block>> {
    let mut blocks = vec![
        prose.heading("readings.asked.heading")?,
        text!(prose, "readings.asked.text", source = prose.in_language(&reading.source))?,
    ];
    if let Some(first) = themes.first() {
        let said = said![
            kind = aggregates::kind(prose, &first.aggregation)?,
            coverage = share(prose.framework.ranking_coverage),
            least = share(LEAST_PRINTED.min(prose.framework.ranking_coverage))
        ];
        blocks.push(text!(prose, "readings.asked.scores", ..said)?);
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
            let named = said![indicators = prose.list(&names)?];
            said.push(say!(prose, &format!("readings.asked.{key}"), ..named)?);
        }
    }
    if of.scored.is_empty() {
        said.push(say!(prose, "readings.asked.none")?);
    }
    let lacks: Vec<&str> =
        theme(prose, of).lacks.iter().map(|lack| prose.in_language(lack)).collect();
    if !lacks.is_empty() {
        said.push(say!(prose, "readings.asked.lacks", lacks = prose.words.apart(&lacks))?);
    }
    Ok(Labelled { label: name(prose, of).to_owned(), text: said.join(" ") })
}

fn score(prose: &Prose, of: &ThemeScores, score: Option<f64>) -> Result<String> {
    prose.or_none(score.map(|score| scores::number(of.range, score)))
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
    columns.extend(peers.iter().map(|(name, _)| Column::new(*name, width, Align::Decimal)));
    let mut rows = Vec::new();
    for of in themes {
        let found: Vec<f64> = of.covered(prose.framework).map(|(_, score)| score).collect();
        let half = match quartiles(&found) {
            Some([low, _, high]) => {
                let [low, high] = [low, high].map(|end| scores::number(of.range, end));
                say!(prose, "rank.scores", low, high)?
            }
            None => say!(prose, "none")?,
        };
        let mut row = vec![
            name(prose, of).to_owned(),
            prose.number(Number::count(found.len())),
            score(prose, of, quartiles(&found).map(|q| q[1]))?,
            half,
        ];
        for (_, members) in &peers {
            row.push(score(prose, of, of.mean(prose.framework, members))?);
        }
        rows.push(row);
    }
    table(prose, "scores", &covered_note(prose)?, themes, (columns, rows))
}

/// Of which States scores are told.
fn covered_note(prose: &Prose) -> Result<String> {
    say!(prose, "readings.note.covered", coverage = share(prose.framework.ranking_coverage))
}

/// A row for each group of the main grouping, with the mean of each theme; `None` without one, or where
/// there are more themes than a page is wide.
fn by_group(prose: &Prose, themes: &[&ThemeScores]) -> Result<Option<Table>> {
    let Some(grouping) = prose.main_grouping() else { return Ok(None) };
    let width = (PAGE - FIRST) / themes.len().max(1) as f64;
    if width < LEAST {
        return Ok(None);
    }
    let mut columns = vec![Column::new(
        prose.grouping(grouping),
        PAGE - width * themes.len() as f64,
        Align::Left,
    )];
    let head = |of: &&ThemeScores| prose.in_language(theme(prose, of).short());
    columns.extend(themes.iter().map(|of| Column::new(head(of), width, Align::Decimal)));
    let mut rows = Vec::new();
    for (name, members) in groups(prose, grouping) {
        let mut row = vec![name.to_owned()];
        for of in themes {
            row.push(score(prose, of, of.mean(prose.framework, &members))?);
        }
        rows.push(row);
    }
    table(prose, "groups", "", themes, (columns, rows)).map(Some)
}

/// The States with the highest and the lowest scores of each theme, in the order of the alphabet, with
/// those that the noise can't tell from the last of them.
fn ends(prose: &Prose, themes: &[&ThemeScores]) -> Result<Table> {
    let width = (PAGE - FIRST) / 2.0;
    let columns = vec![
        prose.column("readings.column.theme", FIRST, Align::Left)?,
        prose.column("column.highest", width, Align::Left)?,
        prose.column("column.lowest", width, Align::Left)?,
    ];
    let mut rows = Vec::new();
    for of in themes {
        let ends = [at_end(prose, of, true)?, at_end(prose, of, false)?];
        rows.push([name(prose, of).to_owned()].into_iter().chain(ends).collect());
    }
    let noise = prose.noise(themes.iter().map(|of| of.range))?;
    let mut note = vec![say!(prose, "readings.note.ends", n = AT_ENDS, noise)?];
    if rows.iter().flatten().any(|cell: &String| cell.contains(names::MARK)) {
        note.push(say!(prose, "readings.note.marked", share = share(MUCH_IMPUTED))?);
    }
    table(prose, "ends", &note.join(" "), themes, (columns, rows))
}

fn at_end(prose: &Prose, of: &ThemeScores, is_highest: bool) -> Result<String> {
    let Some((found, from)) = of.at_end(prose.framework, is_highest) else {
        return say!(prose, "none");
    };
    if found.len() > NAMED {
        let score = scores::number(of.range, from);
        return say!(prose, "readings.many", n = found.len(), score);
    }
    let mark = |area: usize| if of.imputed[area] >= MUCH_IMPUTED { names::MARK } else { "" };
    let named = prose.by_short_name(&found).into_iter();
    let named: Vec<String> =
        named.map(|area| format!("{}{}", prose.short_name(area), mark(area))).collect();
    prose.list(&named)
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
        let among =
            |kinds: &[Support]| prose.number(Number::count(of.count(prose.framework, kinds)));
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
    let said = said![states = areas, coverage = share(prose.framework.ranking_coverage)];
    let note = say!(prose, "readings.note.evidence", ..said)?;
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
