//! How to read the report: scores, standing, tiers, marks, and what a difference is.

use super::content::{Block, Chapter};
use super::data::marked_and_ranked;
use super::prose::{Argument, Prose, share, text, weight, year};
use crate::analyse::{MUCH_IMPUTED, OLD, Standings};
use crate::fault::Result;
use crate::words::{Number, said, say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let exhibits = prose.exhibits;
    let framework = exhibits.framework;
    let title = say!(prose, "reading.title")?;
    let areas: Vec<String> = framework.focus_areas().map(|l| prose.level(l).to_owned()).collect();
    let scored = framework.scored().count();
    let mut blocks: Vec<Block> = Vec::new();
    let mut section = |key: &str, texts: Vec<Block>| -> Result<()> {
        blocks.push(prose.heading(&format!("reading.{key}.heading"))?);
        blocks.extend(texts);
        Ok(())
    };
    section("what", what(prose, &areas, scored)?)?;
    let mut made = vec![what_a_score_is(prose)?];
    let sentences =
        [super::aggregates::of_areas(prose)?, super::aggregates::of_index(prose, true)?].concat();
    made.push(Block::Text { text: sentences.join(" ") });
    section("score", made)?;
    let mut values =
        vec![text!(prose, "reading.value.text", cut_off = year(exhibits.panel.cut_off))?];
    if let Some(age) = exhibits.panel.max_age {
        values.push(text!(prose, "reading.value.age", age = Number::decimal(f64::from(age), 0))?);
    }
    section("value", values)?;
    section("standing", vec![Block::Text { text: standing(prose)? }])?;
    let mut ranks = vec![text!(prose, "reading.tier.quarters")?];
    ranks.insert(
        0,
        match exhibits.simulation.varies() {
            true => {
                let runs = Number::decimal(exhibits.simulation.runs as f64, 0);
                let certain = share(exhibits.simulation.certain);
                text!(prose, "reading.tier.text", runs, certain)?
            }
            false => text!(prose, "reading.tier.fixed")?,
        },
    );
    ranks.extend(in_tiers(prose)?);
    section("tier", ranks)?;
    let noise = prose.noise_of_all()?;
    section("difference", vec![text!(prose, "reading.difference.text", noise)?])?;
    section("marks", vec![Block::Points { items: marks(prose)? }])?;
    let cautions = super::choices::every(prose, true).into_iter();
    let cautions = cautions.filter_map(|i| super::sheets::caution(prose, i).transpose());
    let cautions: Vec<String> = cautions.collect::<Result<_>>()?;
    if !cautions.is_empty() {
        let cautions = cautions.into_iter().map(|text| Block::Text { text });
        section("caution", cautions.collect())?;
    }
    section("map", vec![text!(prose, "reading.map.text")?])?;
    let summary = match prose.edition.another {
        Some(_) => "reading.summary_another",
        None => "reading.summary",
    };
    Ok(Chapter::of("reading", title, vec![say!(prose, summary, scale = scale(prose)?)?], blocks))
}

/// How many tiers the ranked States form, where there is a ranking to cut.
fn in_tiers(prose: &Prose) -> Result<Option<Block>> {
    let found = prose.simulation;
    let n = found.order.len();
    Ok(match found.tiers.len() {
        _ if !found.varies() || found.undecided().1 == 0 => None,
        1 => Some(text!(prose, "reading.tier.one", n)?),
        tiers => Some(text!(prose, "reading.tier.several", n, tiers)?),
    })
}

/// From where to where the scores of the index and the areas run.
fn scale(prose: &Prose) -> Result<String> {
    let framework = prose.framework;
    let levels: Vec<usize> = framework.index_and_focus_areas().collect();
    if let Some(range) = prose.common_range(&levels) {
        return say!(prose, "reading.scale.ends", ..ends(range.low, range.high));
    }
    match levels.iter().any(|&level| prose.range(level).is_fixed) {
        true => say!(prose, "reading.scale.mixed"),
        false => say!(prose, "reading.scale.open"),
    }
}

fn ends(low: f64, high: f64) -> [Argument<'static>; 2] {
    said![low = weight(low), high = weight(high)]
}

/// What turns a value into a score: goalposts, or what the sheets say.
fn what_a_score_is(prose: &Prose) -> Result<Block> {
    let first = prose.framework.indicators.first();
    match first.filter(|_| super::scaling::all_by_goalposts(prose)) {
        Some(first) => {
            let [low, high] = first.normalisation.scale;
            text!(prose, "reading.score.text", ..ends(low, high))
        }
        None => text!(prose, "reading.score.plain"),
    }
}

/// What is scored: the areas and their indicators, or the indicators alone.
fn what(prose: &Prose, areas: &[String], scored: usize) -> Result<Vec<Block>> {
    let counted = said![indicators = scored, states = prose.panel.areas.len()];
    if areas.is_empty() {
        return Ok(vec![text!(prose, "reading.what.index", ..counted)?]);
    }
    let named = prose.list(areas)?;
    Ok(vec![match areas.len() {
        1 => text!(prose, "reading.what.one", ..counted, areas = named)?,
        n => text!(prose, "reading.what.text", ..counted, n, areas = named)?,
    }])
}

/// Who is ranked, and what is shown of the others: only what there is.
fn standing(prose: &Prose) -> Result<String> {
    let exhibits = prose.exhibits;
    let framework = exhibits.framework;
    let needed = framework.ranking_coverage;
    let mut said = vec![match prose.has_focus_areas() {
        _ if needed == 0.0 => say!(prose, "reading.standing.all")?,
        true => say!(prose, "reading.standing.areas", coverage = share(needed))?,
        false => say!(prose, "reading.standing.index", coverage = share(needed))?,
    }];
    if framework.indicators.iter().any(|i| i.required) {
        said.push(say!(prose, "reading.standing.required")?);
    }
    let counts = Standings::of(exhibits.scores);
    said.push(say!(prose, "reading.standing.ranked", ranked = counts.ranked)?);
    if counts.indicative > 0 {
        said.push(say!(prose, "reading.standing.indicative", indicative = counts.indicative)?);
    }
    if counts.without > 0 {
        let key = if needed == 0.0 { "without_part" } else { "without" };
        said.push(say!(prose, &format!("reading.standing.{key}"), n = counts.without)?);
    }
    Ok(said.join(" "))
}

/// What the marks in the figures mean, one a line.
fn marks(prose: &Prose) -> Result<Vec<String>> {
    let mut items = vec![say!(prose, "reading.marks.values", old = Number::count(OLD as usize))?];
    if prose.findings.availability.imputed > 0 {
        let said = said![
            share = share(MUCH_IMPUTED),
            marked = marked_and_ranked(prose).len(),
            ranked = Standings::of(prose.scores).ranked
        ];
        items.push(say!(prose, "reading.marks.imputed", ..said)?);
    }
    for mark in ["scores", "missing", "sexes"] {
        items.push(say!(prose, &format!("reading.marks.{mark}"))?);
    }
    Ok(items)
}
