//! The chapter on progress: only what can be measured in both spans of years.

use super::choices::{every, who};
use super::content::{Align, Block, Chapter, Table};
use super::evidence::{modelled, span};
use super::prose::{Prose, share, share_of, text};
use crate::analyse::{ENOUGH_STATES, Finding, ONE_WAY, Progress, ScoreRange, Tally};
use crate::exhibits::scores;
use crate::fault::Result;
use crate::framework::Indicator;
use crate::statistics::quartiles;
use crate::words::{Number, Say, said, say};

/// `None` where the framework asks for no comparison over time.
pub(super) fn chapter(prose: &Prose) -> Result<Option<Chapter>> {
    let exhibits = prose.exhibits;
    let (Some(found), Some(rule)) = (&exhibits.findings.progress, &exhibits.framework.progress)
    else {
        return Ok(None);
    };
    let title = say!(prose, "progress.title")?;
    let tally = Tally::of(level_changes(prose, found));
    let arguments = said![
        n = tally.all(),
        possible = found.levels.len(),
        up = tally.up,
        down = tally.down,
        none = tally.none,
        noise = prose.noise_of_areas()?
    ];
    let about = |of: &Finding| matches!(of, Finding::Progress { .. });
    let mut summary: Vec<String> = super::findings::opening(prose, about)?.into_iter().collect();
    if !exhibits.framework.is_absolute() {
        summary.push(say!(prose, "progress.reading.relative")?);
    } else if !compares_areas(prose) {
        summary.push(say!(prose, "progress.reading.none")?);
    } else if !found.levels.is_empty() {
        summary.push(say!(prose, "progress.summary", ..arguments)?);
        summary.extend(modelled(prose, found)?);
    }
    summary.extend(detail(prose, found)?);
    let spans = said![from = span(prose, rule.from)?, to = span(prose, rule.to)?];
    let mut blocks = Vec::new();
    // First, so that it cuts no table.
    blocks.extend(prose.figure("changes")?);
    blocks.push(prose.heading("progress.reading.heading")?);
    blocks.push(text!(prose, "progress.reading.text", ..spans)?);
    if let Some(who) = relative_indicators(prose)? {
        blocks.push(text!(prose, "progress.reading.some", who)?);
    }
    let has_levels = compares_areas(prose) && !found.levels.is_empty();
    if has_levels {
        blocks.push(text!(prose, "progress.reading.rule", coverage = share(rule.coverage))?);
        blocks.extend(one_way(prose, found)?.map(|text| Block::Text { text }));
    }
    blocks.push(text!(prose, "progress.reading.noise", noise = prose.noise_of_all()?)?);
    if has_levels {
        blocks.extend(carriers(prose, found)?);
        blocks.push(Block::Table(by_area(prose, found)?));
    }
    if exhibits.framework.indicators.iter().any(Indicator::is_absolute) {
        blocks.push(Block::Table(by_indicator(prose, found)?));
    }
    if let Some(figure) = prose.figure("lines")? {
        blocks.push(prose.heading("progress.lines.heading")?);
        blocks.push(text!(prose, "progress.lines.text")?);
        blocks.push(figure);
    }
    blocks.extend(super::pace::section(prose)?);
    Ok(Some(Chapter::of("progress", title, summary, blocks)))
}

/// Whether scores of areas in two years can compare at all, by the methods that make them.
pub(super) fn compares_areas(prose: &Prose) -> bool {
    let framework = prose.framework;
    framework.is_absolute() && framework.indicators.iter().any(Indicator::is_absolute)
}

/// The indicators whose scores of two years do not compare, in words; `None` where all do.
pub(super) fn relative_indicators(prose: &Prose) -> Result<Option<Say>> {
    let indicators = &prose.framework.indicators;
    let all = every(prose, false);
    let relative: Vec<usize> =
        all.iter().copied().filter(|&i| !indicators[i].is_absolute()).collect();
    match relative.is_empty() {
        true => Ok(None),
        false => who(prose, &relative, &all).map(Some),
    }
}

/// Every measurable change of a focus area, with the range of its scores.
pub(super) fn level_changes(prose: &Prose, found: &Progress) -> Vec<(ScoreRange, f64)> {
    let changes = found.levels.iter().filter_map(|l| Some((l.level, l.scores?)));
    changes.map(|(level, (from, to))| (prose.range(level), to - from)).collect()
}

/// The indicators that no change of an area counts, where there are any.
pub(super) fn one_way(prose: &Prose, found: &Progress) -> Result<Option<String>> {
    let names: Vec<&str> = found.one_way.iter().map(|&i| prose.indicator(i)).collect();
    if names.is_empty() {
        return Ok(None);
    }
    let said = said![n = names.len(), names = prose.quoted(names)?, share = share(ONE_WAY)];
    say!(prose, "progress.one_way", ..said).map(Some)
}

/// How many indicators are named that carry a change.
const CARRIERS: usize = 3;

/// What the gains and the losses of each focus area are made of.
fn carriers(prose: &Prose, found: &Progress) -> Result<Vec<Block>> {
    let named = |parts: &[(usize, f64)]| -> Result<String> {
        let of = |&(i, part): &(usize, f64)| {
            let said = said![name = prose.indicator_short(i), share = share(part)];
            say!(prose, "progress.carriers.item", ..said)
        };
        prose.list(&parts.iter().take(CARRIERS).map(of).collect::<Result<Vec<_>>>()?)
    };
    let mut items = Vec::new();
    for of in &found.carriers {
        let mut said = Vec::new();
        for (key, parts) in [("gains", &of.gains), ("losses", &of.losses)] {
            if !parts.is_empty() {
                said.push(say!(prose, &format!("progress.carriers.{key}"), names = named(parts)?)?);
            }
        }
        if !said.is_empty() {
            let area = prose.level(of.level);
            items.push(say!(prose, "progress.carriers.area", area, said = said.join(" "))?);
        }
    }
    if items.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![
        prose.heading("progress.carriers.heading")?,
        text!(prose, "progress.carriers.text")?,
        Block::Points { items },
    ])
}

/// The focus areas in which no State's change can be measured, if there are any.
fn blind(prose: &Prose, found: &Progress) -> Result<Option<String>> {
    let seen = |level: usize| found.levels.iter().any(|l| l.level == level && l.scores.is_some());
    let unseen = prose.framework.focus_areas().filter(|&level| !seen(level));
    let names: Vec<&str> = unseen.map(|level| prose.level(level)).collect();
    // Scores that compare States have no change at all, which is said at the start.
    if names.is_empty() || !compares_areas(prose) {
        return Ok(None);
    }
    say!(prose, "progress.blind.text", areas = prose.quoted(names)?).map(Some)
}

/// Where the gains are: by area, the indicator that moved most, and the areas without any.
pub(super) fn detail(prose: &Prose, found: &Progress) -> Result<Vec<String>> {
    let mut sentences = Vec::new();
    let mut areas = Vec::new();
    for level in prose.framework.focus_areas() {
        let range = prose.range(level);
        let tally = Tally::of(changes_of_level(found, level).into_iter().map(|c| (range, c)));
        if tally.all() > 0 {
            let arguments = said![area = prose.level_short(level), up = tally.up, n = tally.all()];
            areas.push(say!(prose, "progress.detail.area", ..arguments)?);
        }
    }
    if !areas.is_empty() {
        let arguments = said![areas = prose.list(&areas)?];
        sentences.push(say!(prose, "progress.detail.areas", ..arguments)?);
    }
    let medians = (0..prose.framework.indicators.len()).filter_map(|i| {
        let changes = changes_of_indicator(found, i);
        let enough = prose.framework.indicators[i].is_scored() && changes.len() >= ENOUGH_STATES;
        quartiles(&changes).filter(|_| enough).map(|q| (i, q[1], changes.len()))
    });
    // Indicators whose scores run over different ranges compare by the share of their own.
    let moved = |&(i, median, _): &(usize, f64, usize)| {
        let range = prose.indicator_range(i);
        (median * 100.0 / (range.high - range.low)).abs()
    };
    if let Some((i, median, n)) = medians.max_by(|a, b| moved(a).total_cmp(&moved(b))) {
        let arguments = said![
            indicator = prose.indicator(i),
            change = scores::change(prose.indicator_range(i), median),
            n
        ];
        sentences.push(say!(prose, "progress.detail.indicator", ..arguments)?);
    }
    sentences.extend(blind(prose, found)?);
    Ok(sentences)
}

fn changes_of_level(found: &Progress, level: usize) -> Vec<f64> {
    let of_level = found.levels.iter().filter(|l| l.level == level);
    of_level.filter_map(|l| l.scores.map(|(from, to)| to - from)).collect()
}

fn changes_of_indicator(found: &Progress, indicator: usize) -> Vec<f64> {
    found.indicators.iter().filter(|c| c.indicator == indicator).map(|c| c.change()).collect()
}

fn by_area(prose: &Prose, found: &Progress) -> Result<Table> {
    let mut rows = Vec::new();
    for level in prose.framework.focus_areas() {
        let changes = changes_of_level(found, level);
        rows.push(row(prose, prose.level(level), prose.range(level), &changes)?);
    }
    prose.table(
        say!(prose, "progress.areas.title")?,
        say!(prose, "progress.areas.note", noise = prose.noise_of_areas()?)?,
        columns(prose, "column.area")?,
        rows,
    )
}

/// Indicators with observed values, then those mostly modelled, then those that go one way.
fn by_indicator(prose: &Prose, found: &Progress) -> Result<Table> {
    let indicators = &prose.framework.indicators;
    let estimated = |i: usize| {
        let of = found.indicators.iter().filter(|c| c.indicator == i);
        let (modelled, all) = of.fold((0, 0), |(m, n), c| (m + usize::from(c.estimated), n + 1));
        share_of(modelled, all)
    };
    let group = |i: &usize| match found.one_way.contains(i) {
        true => 2,
        false => usize::from(estimated(*i) > 0.5),
    };
    let mut order: Vec<usize> =
        (0..indicators.len()).filter(|&i| indicators[i].is_absolute()).collect();
    order.sort_by_key(group);
    let groups: Vec<usize> = order.iter().map(group).collect();
    let rules = groups.windows(2).enumerate().filter(|(_, pair)| pair[0] != pair[1]);
    let rules = rules.map(|(row, _)| row + 1).collect();
    let mut columns = columns(prose, "column.indicator")?;
    columns[0].width -= 18.0;
    columns.push(prose.column("column.estimated", 18.0, Align::Right)?);
    let mut rows = Vec::new();
    for i in order {
        let changes = changes_of_indicator(found, i);
        let mut row = row(prose, prose.indicator(i), prose.indicator_range(i), &changes)?;
        let part = (!changes.is_empty()).then(|| Number::percent(estimated(i)));
        row.push(prose.or_none(part)?);
        rows.push(row);
    }
    let title = say!(prose, "progress.indicators.title")?;
    let note = say!(prose, "progress.indicators.note", noise = prose.noise_of_indicators()?)?;
    Ok(prose.table(title, note, columns, rows)?.ruled(rules))
}

fn columns(prose: &Prose, first: &str) -> Result<Vec<super::content::Column>> {
    Ok(vec![
        prose.column(first, 68.0, Align::Left)?,
        prose.column("column.measurable", 22.0, Align::Right)?,
        prose.column("column.median_change", 26.0, Align::Decimal)?,
        prose.column("column.gains", 18.0, Align::Right)?,
        prose.column("column.no_change", 18.0, Align::Right)?,
        prose.column("column.losses", 18.0, Align::Right)?,
    ])
}

fn row(prose: &Prose, name: &str, range: ScoreRange, changes: &[f64]) -> Result<Vec<String>> {
    let tally = Tally::of(changes.iter().map(|&change| (range, change)));
    // Where nothing is measurable there are no gains and losses to count.
    let number = |n: usize| prose.or_none((tally.all() > 0).then(|| Number::count(n)));
    Ok(vec![
        name.to_owned(),
        prose.number(Number::count(tally.all())),
        prose.or_none(quartiles(changes).map(|q| scores::change(range, q[1])))?,
        number(tally.up)?,
        number(tally.none)?,
        number(tally.down)?,
    ])
}
