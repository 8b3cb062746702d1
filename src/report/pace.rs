//! The pace to a year ahead in words: a section of the chapter on progress, and the lines of a country page.

use std::collections::BTreeSet;

use super::content::{Align, Arrows, Block, PaceLine, Table};
use super::prose::{Argument, Prose, text, year};
use crate::analyse::{Pace, Verdict, counts};
use crate::fault::Result;
use crate::framework::Transform;
use crate::words::{Number, Say, said, say};

/// From this share of an indicator's paces on, it is called modelled.
const MOSTLY: f64 = 0.5;

/// Rule, and how many States have which verdict on each indicator; nothing without paces.
pub(super) fn section(prose: &Prose) -> Result<Vec<Block>> {
    let Some(said) = rule(prose) else { return Ok(Vec::new()) };
    let mut blocks = vec![
        prose.heading("pace.heading")?,
        text!(prose, "pace.text", ..said)?,
        text!(prose, "pace.uncertain")?,
    ];
    let by_logarithm =
        |&i: &usize| prose.framework.indicators[i].transform == Some(Transform::Logarithm);
    let paced: BTreeSet<usize> = prose.findings.paces.iter().map(|pace| pace.indicator).collect();
    let paced: Vec<usize> = paced.into_iter().filter(by_logarithm).collect();
    if !paced.is_empty() {
        let indicators = prose.quoted(paced.iter().map(|&i| prose.indicator(i)))?;
        blocks.push(text!(prose, "pace.plain", indicators)?);
    }
    blocks.push(Block::Table(table(prose, &said[5..])?));
    Ok(blocks)
}

fn rule(prose: &Prose) -> Option<[Argument<'static>; 6]> {
    let rule = prose.framework.progress.as_ref()?.pace.as_ref()?;
    let last = rule.to[1].min(prose.panel.cut_off);
    Some(said![
        first = year(rule.from[0]),
        middle = year(rule.from[1]),
        then = year(rule.to[0]),
        last = year(last),
        apart = rule.apart.max(0) as usize,
        year = year(rule.year)
    ])
}

fn table(prose: &Prose, by: &[Argument]) -> Result<Table> {
    let mut columns = vec![prose.column("column.indicator", 56.0, Align::Left)?];
    for verdict in Verdict::ALL {
        columns.push(prose.column(&format!("pace.{}", verdict.name()), 16.0, Align::Right)?);
    }
    columns.push(prose.column("column.uncertain", 18.0, Align::Right)?);
    let mut rows = Vec::new();
    for i in prose.framework.scored() {
        let of = || prose.findings.paces.iter().filter(move |pace| pace.indicator == i);
        let counted = counts(of());
        if of().count() == 0 {
            continue;
        }
        let told = of().filter(|pace| pace.ends.is_some()).count();
        let modelled = of().filter(|pace| pace.modelled).count() as f64;
        let mark = if modelled > MOSTLY * told.max(1) as f64 { "*" } else { "" };
        let mut row = vec![format!("{}{mark}", prose.indicator_short(i))];
        row.extend(counted.iter().map(|(n, _)| prose.number(Number::count(*n))));
        let unsure = counted.iter().map(|(_, unsure)| unsure).sum();
        row.push(prose.number(Number::count(unsure)));
        rows.push(row);
    }
    prose.table(say!(prose, "pace.table", ..by)?, say!(prose, "pace.note")?, columns, rows)
}

/// The verdicts of a State, each with its arrow and how many indicators have it; no head without paces.
pub(super) fn of_country(prose: &Prose, area: usize) -> Result<Arrows> {
    let Some(said) = rule(prose) else { return Ok(Arrows::default()) };
    let counted = counts(paces(prose, area));
    let mut items = Vec::new();
    for (verdict, (n, unsure)) in Verdict::ALL.into_iter().zip(counted).filter(|(_, of)| of.0 > 0) {
        let label = say!(prose, &format!("pace.{}", verdict.name()))?;
        let text = match unsure {
            0 => say!(prose, "pace.count", n)?,
            unsure => say!(prose, "pace.count_unsure", n, unsure)?,
        };
        items.push(PaceLine { arrow: verdict.name().to_owned(), label, text });
    }
    Ok(Arrows { head: say!(prose, "pace.head", ..said[5..])?, items })
}

fn paces<'a>(prose: &Prose<'a>, area: usize) -> impl Iterator<Item = &'a Pace> {
    prose.findings.paces.iter().filter(move |pace| pace.area == area)
}

/// How many of a State's indicators whose pace is known are there or on course, as a part of a sentence;
/// none where fewer than half have a pace.
pub(super) fn clause(prose: &Prose, area: usize) -> Result<Option<String>> {
    let counted = counts(paces(prose, area)).map(|of| of.0);
    let all: usize = counted.iter().sum();
    let known = all - counted[Verdict::TooLittleData as usize];
    let Some(said) = rule(prose).filter(|_| 2 * known >= all && known > 0) else { return Ok(None) };
    let good = counted[Verdict::Reached as usize] + counted[Verdict::OnCourse as usize];
    let back = match counted[Verdict::GoingBack as usize] {
        0 => Say::from(say!(prose, "pace.none")?),
        back => Say::from(back),
    };
    say!(prose, "pace.clause", good, known, back, ..said[5..]).map(Some)
}
