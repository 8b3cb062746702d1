//! A page for each State, in the order of the alphabet.

use super::content::{Bar, Block, Chapter, Country, Labelled};
use super::country_lines as lines;
use super::data::reason;
use super::facts::{NOISE, OLD, mean, values, with_index};
use super::prose::{Prose, count, year};
use crate::fault::Result;
use crate::figures;
use crate::score::Standing;
use crate::words::{Number, Say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = prose.say("country.title", &[])?;
    let n = prose.exhibits.panel.areas.len();
    let names = prose.by_name().into_iter().map(|area| Labelled {
        label: prose.name(area),
        text: prose.exhibits.panel.areas[area].clone(),
    });
    let mut blocks = vec![Block::CountryIndex { items: names.collect() }];
    blocks.extend(how_to_read(prose)?);
    let worlds = world_means(prose);
    for area in prose.by_name() {
        blocks.push(Block::Country(Box::new(page(prose, area, &worlds)?)));
    }
    Ok(Chapter {
        id: "countries".into(),
        kicker: String::new(),
        running: title.clone(),
        title,
        area: None,
        summary: vec![prose.say("country.summary", &[("n", count(n))])?],
        blocks,
    })
}

/// What stands on a country page: no more than this framework puts there.
fn how_to_read(prose: &Prose) -> Result<Vec<Block>> {
    let old = Say::from(Number::decimal(OLD, 0));
    let key = if prose.has_areas() { "scores" } else { "scores_index" };
    let mut blocks = vec![
        prose.heading("country.reading.heading")?,
        prose.text(&format!("country.reading.{key}"), &[])?,
        prose.text("country.reading.profile", &[("old", old)])?,
    ];
    if let Some(grouping) = prose.main_grouping() {
        let named = [("grouping", prose.grouping(grouping).into())];
        blocks.push(prose.text("country.reading.group", &named)?);
    }
    if lines::has_comparison(prose) {
        blocks.push(prose.text("country.reading.stand_outs", &[])?);
    }
    let mut last = Vec::new();
    let has_progress = prose.exhibits.framework.progress.is_some();
    if has_progress && prose.has_areas() {
        last.push(prose.say("country.reading.changes", &[])?);
    }
    last.push(prose.say("country.reading.sexes", &[])?);
    if has_progress {
        let noise = Say::from(Number::decimal(NOISE, 0));
        last.push(prose.say("country.reading.indicators", &[("noise", noise)])?);
    }
    blocks.push(Block::Text { text: last.join(" ") });
    Ok(blocks)
}

/// The index and the focus areas.
fn levels(prose: &Prose) -> Vec<usize> {
    std::iter::once(0).chain(prose.exhibits.framework.focus_areas()).collect()
}

/// Mean of the States with an index, for every level of the framework.
fn world_means(prose: &Prose) -> Vec<Option<f64>> {
    let levels = 0..prose.exhibits.framework.levels.len();
    levels.map(|l| mean(&values(&with_index(prose.exhibits, l)))).collect()
}

fn page(prose: &Prose, area: usize, worlds: &[Option<f64>]) -> Result<Country> {
    let exhibits = prose.exhibits;
    let code = exhibits.panel.areas[area].clone();
    let (standing, standing_reasons) = match &exhibits.scores.standings[area] {
        Standing::Ranked => ("standing.head.ranked", Vec::new()),
        Standing::Indicative(reasons) => (
            "standing.head.indicative",
            reasons.iter().map(|r| reason(prose, r)).collect::<Result<Vec<_>>>()?,
        ),
    };
    Ok(Country {
        profile: prose.exhibit(&figures::id_of("profile", &code))?,
        name: prose.name(area),
        facts: facts(prose, area)?,
        bars: bars(prose, area, worlds)?,
        bars_note: bars_note(prose, area)?,
        standing: prose.say(standing, &[])?,
        standing_reasons,
        data: data(prose, area)?,
        strengths: lines::stand_outs(prose, area, "strengths", |p| &p.strengths)?,
        gaps: lines::stand_outs(prose, area, "gaps", |p| &p.gaps)?,
        progress: lines::progress(prose, area)?,
        sexes: lines::sexes(prose, area)?,
        gains: lines::changes(prose, area, "gains", 1.0)?,
        losses: lines::changes(prose, area, "losses", -1.0)?,
        foot: lines::foot(prose, area)?,
        code,
    })
}

/// The area's group in the main grouping: positions of both.
fn main_group(prose: &Prose, area: usize) -> Option<(usize, usize)> {
    let grouping = prose.main_grouping()?;
    Some((grouping, figures::group_of(prose.exhibits, grouping, area)?))
}

/// Groupings with several groups are facts of their own; memberships (one group) share a line.
fn facts(prose: &Prose, area: usize) -> Result<Vec<Labelled>> {
    let mut facts = Vec::new();
    let mut member_of = Vec::new();
    for (g, grouping) in prose.exhibits.framework.groupings.iter().enumerate() {
        let group = figures::group_of(prose.exhibits, g, area).map(|n| prose.group(g, n));
        match group {
            Some(name) if grouping.groups.len() == 1 => member_of.push(name.to_owned()),
            None if grouping.groups.len() == 1 => {}
            name => facts.push(Labelled {
                label: prose.grouping(g).to_owned(),
                text: name
                    .map_or_else(|| prose.say("not_classified", &[]), |n| Ok(n.to_owned()))?,
            }),
        }
    }
    let population = match prose.exhibits.panel.population(area) {
        None => prose.say("none", &[])?,
        Some(point) if point.value >= 1e6 => prose.say(
            "country.millions",
            &[("n", Number::decimal(point.value / 1e6, 1).into()), ("year", year(point.year))],
        )?,
        Some(point) => prose.say(
            "country.people",
            &[("n", Number::decimal(point.value, 0).into()), ("year", year(point.year))],
        )?,
    };
    facts.push(prose.labelled("country.population", population)?);
    if !member_of.is_empty() {
        facts.push(prose.labelled("country.member_of", member_of.join("; "))?);
    }
    Ok(facts)
}

fn bars(prose: &Prose, area: usize, worlds: &[Option<f64>]) -> Result<Vec<Bar>> {
    let exhibits = prose.exhibits;
    let region = main_group(prose, area);
    let mut bars = Vec::new();
    for (position, level) in levels(prose).into_iter().enumerate() {
        let score = *exhibits.scores.levels.get(area, level);
        let of_region = exhibits
            .findings
            .groups
            .iter()
            .find(|m| Some((m.grouping, m.group)) == region && m.level == level);
        bars.push(Bar {
            label: prose.level_short(level).to_owned(),
            value: prose.score_or_none(score)?,
            fraction: score.map(|s| s / 100.0),
            region: of_region.and_then(|m| m.mean).map(|m| m / 100.0),
            world: worlds[level].map(|m| m / 100.0),
            band: *exhibits.scores.quartiles.get(area, level),
            area: position.checked_sub(1),
        });
    }
    Ok(bars)
}

fn bars_note(prose: &Prose, area: usize) -> Result<String> {
    let ranked = prose.exhibits.scores.standings[area].is_ranked();
    let ticks = match main_group(prose, area) {
        Some((grouping, group)) => {
            let named = [
                ("grouping", prose.grouping(grouping).into()),
                ("group", prose.group(grouping, group).into()),
            ];
            prose.say("country.ticks", &named)?
        }
        None => prose.say("country.ticks_world", &[])?,
    };
    Ok(if ranked { format!("{ticks} {}", prose.say("country.squares", &[])?) } else { ticks })
}

fn data(prose: &Prose, area: usize) -> Result<Vec<String>> {
    let found = &prose.exhibits.findings.availability.areas[area];
    let mut lines =
        vec![prose.say("country.values", &[("n", count(found.n)), ("of", count(found.of))])?];
    if let Some(age) = found.median_age {
        let arguments = [
            ("age", Number::decimal(age, if age.fract() == 0.0 { 0 } else { 1 }).into()),
            ("old", count(found.older_than_five)),
            ("estimated", count(found.estimated)),
        ];
        lines.push(prose.say("country.ages", &arguments)?);
    }
    let framework = prose.exhibits.framework;
    for (i, _) in framework.indicators.iter().enumerate().filter(|(_, x)| x.weight.is_none()) {
        lines.push(match prose.exhibits.panel.used(area, i) {
            Some(used) => prose.say(
                "country.shown",
                &[
                    ("indicator", prose.indicator_short(i).into()),
                    ("value", prose.value(i, used.point.value).into()),
                    ("unit", prose.unit(i).into()),
                    ("year", year(used.point.year)),
                ],
            )?,
            None => prose
                .say("country.shown_missing", &[("indicator", prose.indicator_short(i).into())])?,
        });
    }
    Ok(lines)
}
