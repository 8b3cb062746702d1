//! A page for each State, in the order of the alphabet.

use super::content::{Block, Chapter, CountryPage, Labelled};
use super::country_bars::levels;
use super::prose::{Prose, share, text, year};
use super::{certainty, country_bars, country_lines as lines, country_standing, ranks};
use crate::analyse::{OLD, ScoreRange, mean_of_all, parts};
use crate::exhibits::names::look_up_form;
use crate::exhibits::{self, ids};
use crate::fault::Result;
use crate::framework::Indicator;
use crate::model::Language;
use crate::words::{self, Number, Say, said, say};

/// Letters of a name that a line of the list of States has room for.
const INDEX_NAME: usize = 40;

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = say!(prose, "country.title")?;
    let areas = prose.with_pages();
    let mut blocks = vec![Block::CountryIndex { items: index(prose) }];
    blocks.extend(how_to_read(prose)?);
    let worlds = world_means(prose);
    for &area in &areas {
        blocks.push(Block::Country(Box::new(page(prose, area, &worlds)?)));
    }
    Ok(Chapter::of(
        "countries",
        title,
        vec![say!(prose, "country.summary", n = areas.len())?],
        blocks,
    ))
}

/// What stands on a country page: no more than this framework puts there.
fn how_to_read(prose: &Prose) -> Result<Vec<Block>> {
    let old = Number::count(OLD as usize);
    let key = if prose.has_focus_areas() { "scores" } else { "scores_index" };
    let levels = levels(prose);
    let common = prose.common_range(&levels);
    let of_profile = line(prose, prose.common_range_under(0))?;
    let mut blocks = vec![
        prose.heading("country.reading.heading")?,
        text!(prose, &format!("country.reading.{key}"), scale = line(prose, common)?)?,
        text!(prose, "country.reading.profile", old, scale = of_profile)?,
    ];
    if levels.iter().any(|&level| !prose.range(level).is_fixed) {
        blocks.push(text!(prose, "country.reading.point")?);
    }
    if prose.findings.availability.imputed > 0 {
        blocks.push(text!(prose, "country.reading.imputed")?);
    }
    if prose.simulation.varies() {
        let mut said = vec![say!(prose, "country.reading.interval")?];
        if ranks::rescales(prose) {
            said.push(say!(prose, "rank.rescaled")?);
        }
        blocks.push(Block::Text { text: said.join(" ") });
    }
    if let Some(grouping) = prose.main_grouping() {
        let named = said![grouping = prose.grouping(grouping)];
        let mut said = vec![say!(prose, "country.reading.group", ..named)?];
        if prose.simulation.varies() {
            said.push(say!(prose, "country.reading.within")?);
        }
        blocks.push(Block::Text { text: said.join(" ") });
    }
    if lines::has_comparison(prose) {
        let named = said![old, peers = prose.peers().unwrap_or("")];
        blocks.push(text!(prose, "country.reading.stand_outs", ..named)?);
    }
    let last = of_time(prose)?;
    if !last.is_empty() {
        blocks.push(Block::Text { text: last.join(" ") });
    }
    let lists = super::groups::whose_lists(prose);
    if !lists.is_empty() {
        blocks.push(Block::Text { text: lists.join(" ") });
    }
    Ok(blocks)
}

/// What a page tells of years, and of women and men.
fn of_time(prose: &Prose) -> Result<Vec<String>> {
    let mut last = Vec::new();
    let framework = prose.framework;
    let is_absolute = framework.indicators.iter().any(Indicator::is_absolute);
    let has_progress = framework.progress.is_some() && is_absolute;
    if has_progress && prose.has_focus_areas() && framework.is_absolute() {
        last.push(say!(prose, "country.reading.changes")?);
    }
    if lines::compares_sexes(prose) {
        last.push(say!(prose, "country.reading.sexes")?);
    }
    if !prose.findings.paces.is_empty() {
        last.push(say!(prose, "country.reading.pace")?);
    }
    if has_progress {
        last.push(say!(prose, "country.reading.indicators", noise = prose.noise_of_indicators()?)?);
    }
    Ok(last)
}

/// The ends of a line of scores in words; nothing where lines differ.
fn line(prose: &Prose, range: Option<ScoreRange>) -> Result<Say> {
    let Some(range) = range else { return Ok("".into()) };
    let end = |value| exhibits::scores::tick(range, value);
    Ok(say!(prose, "country.reading.line", low = end(range.low), high = end(range.high))?.into())
}

/// Every State with the code of its page, in the order of the names as printed.
fn index(prose: &Prose) -> Vec<Labelled> {
    let name = |area: usize| match prose.name(area) {
        long if long.chars().count() > INDEX_NAME => prose.short_name(area),
        name => name,
    };
    let item = |area: usize| Labelled {
        label: name(area).to_owned(),
        text: prose.panel.areas[area].clone(),
    };
    let mut items: Vec<Labelled> = prose.with_pages().into_iter().map(item).collect();
    items.sort_by_cached_key(|item| {
        (look_up_form(&item.label, prose.language()), item.text.clone())
    });
    items
}

/// Mean of the States with an index, for every level of the framework.
fn world_means(prose: &Prose) -> Vec<Option<f64>> {
    let levels = 0..prose.framework.levels.len();
    levels.map(|level| mean_of_all(prose.scores, level)).collect()
}

/// The page of one area.
pub(super) fn page_of(prose: &Prose, area: usize) -> Result<CountryPage> {
    page(prose, area, &world_means(prose))
}

fn page(prose: &Prose, area: usize, worlds: &[Option<f64>]) -> Result<CountryPage> {
    let exhibits = prose.exhibits;
    let code = exhibits.panel.areas[area].clone();
    words::at(&code);
    // Why a State has no rank stands first and in one: that is never left out.
    let why = country_standing::reasons(prose, area)?.join(" ");
    let mut reasons: Vec<String> = Some(why).filter(|why| !why.is_empty()).into_iter().collect();
    reasons.extend(ranks::told(prose, area)?);
    let progress = lines::progress(prose, area)?;
    let sexes = lines::sexes(prose, area)?;
    let gains = lines::changes(prose, area, "gains", 1.0)?;
    let losses = lines::changes(prose, area, "losses", -1.0)?;
    let foot = lines::foot(prose, area, &[&progress, &sexes, &gains, &losses])?;
    Ok(CountryPage {
        profile: prose.exhibit(&ids::id_of("profile", &code))?,
        name: prose.name(area).to_owned(),
        facts: facts(prose, area)?,
        bars: country_bars::bars(prose, area, worlds)?,
        bars_note: country_bars::bars_note(prose, area)?,
        standing: ranks::short(prose, area, "standing.head")?,
        standing_reasons: reasons,
        certainty: certainty::country_lines(prose, area)?,
        data: data(prose, area)?,
        strengths: lines::stand_outs(prose, area, "strengths", |p| &p.strengths)?,
        gaps: lines::stand_outs(prose, area, "gaps", |p| &p.gaps)?,
        progress,
        sexes,
        gains,
        losses,
        pace: super::pace::of_country(prose, area)?,
        message: super::country_message::message(prose, area)?,
        foot,
        code,
    })
}

/// Groupings with several groups are facts of their own; memberships (one group) share a line.
fn facts(prose: &Prose, area: usize) -> Result<Vec<Labelled>> {
    let mut facts = Vec::new();
    let mut member_of = Vec::new();
    for (g, grouping) in prose.framework.groupings.iter().enumerate() {
        let group = prose.group_of(g, area).map(|n| prose.group(g, n));
        let ranked = ranks::within(prose, area, g)?;
        match group {
            Some(name) if grouping.groups.len() == 1 => member_of.push(name.to_owned()),
            None if grouping.groups.len() == 1 => {}
            name => facts.push(Labelled {
                label: prose.grouping(g).to_owned(),
                text: match ranked {
                    Some(ranked) => ranked,
                    None => {
                        name.map_or_else(|| say!(prose, "not_classified"), |n| Ok(n.to_owned()))?
                    }
                },
            }),
        }
    }
    facts.push(prose.labelled("country.population", population(prose, area)?)?);
    if !member_of.is_empty() {
        facts.push(prose.labelled("country.groups", prose.words.apart(&member_of))?);
    }
    facts.extend(parts_in_force(prose, area)?);
    Ok(facts)
}

/// The latest population and its year, in thousand millions (for which Spanish has no word of its own),
/// millions or people.
fn population(prose: &Prose, area: usize) -> Result<String> {
    let Some(point) = prose.panel.population(area) else {
        return say!(prose, "country.no_data");
    };
    let (key, n) = match point.value {
        n if n >= 1e9 && prose.language() != Language::Es => {
            ("country.billions", Number::decimal(n / 1e9, 2))
        }
        n if n >= 1e6 => ("country.millions", Number::decimal(n / 1e6, 1)),
        n => ("country.people", Number::decimal(n, 0)),
    };
    say!(prose, key, n, year = year(point.year))
}

/// Of every indicator that counts named parts, which are in force for the State and which are not.
fn parts_in_force(prose: &Prose, area: usize) -> Result<Vec<Labelled>> {
    let (framework, panel) = (prose.framework, prose.panel);
    let mut said = Vec::new();
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let Some(parts) = parts(framework, panel, area, i) else { continue };
        let short = |&p: &usize| prose.in_language(&indicator.parts[p].short).to_owned();
        let named = |of: &[usize]| match of {
            [] => say!(prose, "country.parts.none"),
            _ => Ok(of.iter().map(short).collect::<Vec<_>>().join(", ")),
        };
        let year = year(panel.cut_off);
        let (held, lacking) = (named(&parts.held)?, named(&parts.lacking)?);
        let text = match parts.lacking.is_empty() {
            true => say!(prose, "country.parts.all", n = parts.held.len(), year)?,
            false => say!(prose, "country.parts.text", held, lacking, year)?,
        };
        said.push(Labelled { label: prose.indicator_short(i).to_owned(), text });
    }
    Ok(said)
}

fn data(prose: &Prose, area: usize) -> Result<Vec<String>> {
    let found = &prose.findings.availability.areas[area];
    let mut lines = vec![say!(prose, "country.values", n = found.n, of = found.of)?];
    if found.imputed > 0 {
        let part = *prose.findings.imputed.get(area, 0);
        let imputed = |i: &usize| prose.scores.imputed(area, *i).is_some();
        let scored = super::choices::every(prose, true).into_iter().filter(imputed);
        let names: Vec<String> = scored.map(|i| prose.indicator_short(i).to_owned()).collect();
        let names = prose.words.apart(&names);
        lines.push(say!(prose, "country.imputed", n = found.imputed, names, share = share(part))?);
    }
    if let Some(age) = found.median_age {
        let number = |key: &str, n: usize| match n {
            0 => say!(prose, &format!("country.{key}_none")),
            n => say!(prose, &format!("country.{key}"), n),
        };
        let arguments = said![
            age = Number::decimal(age, if age.fract() == 0.0 { 0 } else { 1 }),
            old = number("old", found.older_than_five)?,
            estimated = number("estimated", found.estimated)?
        ];
        lines.push(say!(prose, "country.ages", ..arguments)?);
    }
    Ok(lines)
}
