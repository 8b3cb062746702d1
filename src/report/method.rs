//! The method: from published figures to scores, with formulas, weights and limits.

use super::content::{Align, Block, Chapter, Labelled, Table};
use super::front::beside_the_later;
use super::prose::{Prose, share, text, weight, year};
use super::{choices, formulas, scaling};
use crate::drawing::printable;
use crate::exhibits::scores;
use crate::fault::Result;
use crate::framework::{Indicator, Transform};
use crate::words::{Number, said, say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = say!(prose, "method.title")?;
    let mut blocks = Vec::new();
    blocks.extend(values(prose)?);
    blocks.extend(choices::screening(prose)?);
    blocks.extend(choices::imputation(prose)?);
    blocks.extend(choices::treatment(prose)?);
    blocks.extend(scores(prose)?);
    blocks.extend(super::aggregates::all(prose)?);
    blocks.extend(standing(prose)?);
    let plain = if scaling::all_by_goalposts(prose) { "" } else { "_plain" };
    blocks.push(prose.heading(&format!("method.weights.heading{plain}"))?);
    blocks.push(text!(prose, "method.weights.text")?);
    blocks.extend(lighter(prose)?);
    blocks.extend(super::made_weights::all(prose)?);
    blocks.push(Block::Table(weights(prose)?));
    blocks.extend(comparisons(prose)?);
    blocks.extend(limits(prose)?);
    blocks.extend(again(prose)?);
    Ok(Chapter::of("method", title, vec![say!(prose, "method.summary")?], blocks))
}

fn values(prose: &Prose) -> Result<Vec<Block>> {
    let exhibits = prose.exhibits;
    let mut blocks = vec![prose.heading("method.values.heading")?];
    if exhibits.framework.scope.is_some() {
        blocks.push(text!(prose, "method.values.scope", n = exhibits.panel.areas.len())?);
    }
    blocks.push(text!(prose, "method.values.text", cut_off = year(exhibits.panel.cut_off))?);
    if !choices::imputes(prose) {
        blocks.push(text!(prose, "method.values.missing")?);
    }
    if let Some(age) = exhibits.panel.max_age {
        blocks.push(text!(prose, "method.values.age", age = Number::decimal(f64::from(age), 0))?);
    }
    blocks.extend(choices::ages(prose)?);
    let derived = &exhibits.framework.derived;
    if !derived.is_empty() {
        blocks.push(text!(prose, "method.values.derived")?);
        let mut items = Vec::new();
        for of in derived {
            let mut text = formulas::told(prose, &of.formula)?;
            if let Some(why) = &of.why {
                text = format!("{text}. {}", prose.in_language(why));
            }
            items.push(Labelled { label: formulas::name_of(prose, of).to_owned(), text });
        }
        blocks.push(Block::Terms { items });
    }
    Ok(blocks)
}

fn scores(prose: &Prose) -> Result<Vec<Block>> {
    let mut blocks = vec![prose.heading("method.scores.heading")?];
    blocks.extend(scaling::all(prose)?);
    if scaling::all_by_goalposts(prose) {
        blocks.push(text!(prose, "method.scores.direction")?);
    }
    blocks.extend(transforms(prose)?);
    let ranges = &prose.findings.ranges;
    if scores::common(ranges.indicators.iter().chain(&ranges.levels).copied()).is_none() {
        blocks.push(text!(prose, "method.scores.mixed")?);
    }
    Ok(blocks)
}

/// Logarithms between goalposts with their formula, all other changes of scale, and floors.
fn transforms(prose: &Prose) -> Result<Vec<Block>> {
    let indicators = &prose.framework.indicators;
    let names = |some: &[usize]| {
        prose.list(&some.iter().map(|&i| prose.indicator(i).to_owned()).collect::<Vec<_>>())
    };
    let all = choices::every(prose, false);
    let is_log = |i: &usize| indicators[*i].transform == Some(Transform::Logarithm);
    let by_posts = |i: &usize| {
        let rule = &indicators[*i].normalisation;
        indicators[*i].goalposts().is_some() && rule.scale == [0.0, 100.0]
    };
    let with_other = |i: &usize| indicators[*i].transform.is_some() && !(is_log(i) && by_posts(i));
    let mut blocks = Vec::new();
    if all.iter().any(with_other) {
        blocks.extend(scaling::transforms(prose)?);
    } else if all.iter().any(is_log) {
        let logarithms: Vec<usize> = all.iter().copied().filter(is_log).collect();
        blocks.push(text!(prose, "method.scores.logarithm", indicators = names(&logarithms)?)?);
        blocks.push(prose.formula("logarithm")?);
    }
    let floors: Vec<usize> =
        all.iter().copied().filter(|&i| indicators[i].floor.is_some()).collect();
    if !floors.is_empty() {
        let key = if floors.iter().all(by_posts) { "floor" } else { "floor_plain" };
        blocks.push(text!(prose, &format!("method.scores.{key}"), indicators = names(&floors)?)?);
    }
    Ok(blocks)
}

fn standing(prose: &Prose) -> Result<Vec<Block>> {
    let framework = prose.framework;
    let needed = framework.ranking_coverage;
    let text = match prose.has_focus_areas() {
        _ if needed == 0.0 => say!(prose, "method.standing.all")?,
        true => say!(prose, "method.standing.text", coverage = share(needed))?,
        false => say!(prose, "method.standing.index", coverage = share(needed))?,
    };
    let mut blocks = vec![prose.heading("method.standing.heading")?, Block::Text { text }];
    let required = (0..framework.indicators.len()).filter(|&i| framework.indicators[i].required);
    let whys = required.clone().filter_map(|i| prose.why_required(i));
    let required: Vec<String> = required.map(|i| prose.indicator(i).to_owned()).collect();
    if !required.is_empty() {
        let said = say!(prose, "method.standing.required", indicators = prose.list(&required)?)?;
        let text = whys.fold(said, |text, why| format!("{text} {why}"));
        blocks.push(Block::Text { text });
    }
    blocks.push(text!(prose, "method.standing.bands")?);
    Ok(blocks)
}

/// The indicators that weigh less than others beside them, by name.
fn lighter(prose: &Prose) -> Result<Option<Block>> {
    let indicators = &prose.framework.indicators;
    let heaviest = |parent: usize| {
        let beside = indicators.iter().filter(|i| i.parent == parent).filter_map(|i| i.weight);
        beside.fold(0.0, f64::max)
    };
    let is_lighter =
        |&i: &usize| indicators[i].weight.is_some_and(|w| w < heaviest(indicators[i].parent));
    let lighter: Vec<usize> = (0..indicators.len()).filter(is_lighter).collect();
    if lighter.is_empty() {
        return Ok(None);
    }
    let names: Vec<String> = lighter.iter().map(|&i| prose.indicator_short(i).to_owned()).collect();
    text!(prose, "method.weights.lighter", n = lighter.len(), indicators = prose.list(&names)?)
        .map(Some)
}

/// Every scored indicator: goalposts or what else sets its scale, weight, and its share of the
/// focus area.
fn weights(prose: &Prose) -> Result<Table> {
    let framework = prose.framework;
    let by_posts = scaling::all_by_goalposts(prose);
    let mut columns = vec![
        prose.column("column.indicator", 62.0, Align::Left)?,
        prose.column("column.area", 34.0, Align::Left)?,
    ];
    if by_posts {
        columns.push(prose.column("column.zero", 20.0, Align::Decimal)?);
        columns.push(prose.column("column.hundred", 20.0, Align::Decimal)?);
    } else {
        columns.push(prose.column("column.scale", 40.0, Align::Left)?);
    }
    columns.push(prose.column("column.weight", 15.0, Align::Decimal)?);
    columns.push(prose.column("column.share", 19.0, Align::Decimal)?);
    let mut rows = Vec::new();
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let area = framework.focus_area_of(indicator.parent);
        let mut row = vec![
            prose.indicator(i).to_owned(),
            area.map_or("", |l| prose.level_short(l)).to_owned(),
        ];
        match indicator.goalposts().filter(|_| by_posts) {
            Some(posts) => {
                row.push(prose.number(weight(posts.worst)));
                row.push(prose.number(weight(posts.best)));
            }
            None => row.push(scaling::in_short(prose, i)?),
        }
        row.push(prose.or_none(indicator.weight.map(weight))?);
        row.push(prose.or_none(share_of_siblings(prose, i).map(Number::percent))?);
        rows.push(row);
    }
    let plain = if by_posts { "" } else { "_plain" };
    let title = say!(prose, &format!("method.weights.title{plain}"))?;
    let note = say!(prose, &format!("method.weights.note{plain}"))?;
    Ok(Table::new(title, note, columns, rows))
}

/// The indicator's share of the weight declared under its parent; `None` where it is not scored.
pub(super) fn share_of_siblings(prose: &Prose, indicator: usize) -> Option<f64> {
    let framework = prose.framework;
    let parent = framework.indicators[indicator].parent;
    let beside = framework.indicators.iter().filter(|i| i.parent == parent);
    let inner = framework.levels.iter().filter(|l| l.parent == Some(parent)).map(|l| l.weight);
    let sum: f64 = beside.filter_map(|i| i.weight).chain(inner).sum();
    framework.indicators[indicator].weight.map(|w| w / sum)
}

/// Women and men, groups, progress and inequality.
fn comparisons(prose: &Prose) -> Result<Vec<Block>> {
    let framework = prose.framework;
    let mut blocks = vec![prose.heading("method.compared.heading")?];
    if framework.indicators.iter().any(|i| i.by_sex.is_some()) {
        let relative = |i: &Indicator| i.by_sex.is_some() && i.goalposts().is_none();
        let some = if framework.indicators.iter().any(relative) { "sexes_some" } else { "sexes" };
        blocks.push(text!(prose, &format!("method.compared.{some}"))?);
    }
    if !framework.groupings.is_empty() {
        let needed = said![coverage = share(framework.ranking_coverage)];
        blocks.push(text!(prose, "method.compared.groups", ..needed)?);
    }
    if let Some(rule) = &framework.progress {
        let arguments = said![
            from = super::evidence::span(prose, rule.from)?,
            to = super::evidence::span(prose, rule.to)?,
            coverage = share(rule.coverage)
        ];
        blocks.push(text!(prose, "method.compared.progress", ..arguments)?);
        if let Some(who) = super::progress::relative_indicators(prose)? {
            blocks.push(text!(prose, "method.compared.progress_some", who)?);
        }
        if framework.indicators.iter().any(|i| i.is_absolute() && i.treatment.changes_values()) {
            blocks.push(text!(prose, "method.compared.progress_untreated")?);
        }
    }
    if let Some(i) = framework.inequality.as_ref().and_then(|code| framework.indicator(code)) {
        blocks.push(text!(prose, "method.compared.inequality", indicator = prose.indicator(i))?);
    }
    blocks.push(text!(prose, "method.compared.noise", noise = prose.noise_of_all()?)?);
    blocks.push(text!(prose, "method.compared.middle")?);
    Ok(blocks)
}

fn limits(prose: &Prose) -> Result<Vec<Block>> {
    let said = |key: &str| say!(prose, &format!("method.limits.{key}"));
    let varied = if prose.simulation.varies() { "intervals" } else { "fixed" };
    let mut items = vec![said(varied)?, said("missing")?, said("income")?];
    // What a rank requires weighs most, so its own limits stand here too.
    for (i, indicator) in prose.framework.indicators.iter().enumerate() {
        if let Some(text) = prose.text_of(i).filter(|_| indicator.required) {
            let limits = said![name = prose.indicator(i), limits = &text.limits];
            items.push(say!(prose, "method.limits.required", ..limits)?);
        }
    }
    if choices::imputes(prose) {
        items.push(said("imputed")?);
    }
    items.extend([said("age")?, said("choices")?]);
    Ok(vec![prose.heading("method.limits.heading")?, Block::Points { items }])
}

/// How to compute everything again, and the reconstruction this edition may be.
fn again(prose: &Prose) -> Result<Vec<Block>> {
    let text = match &prose.edition.another {
        None => say!(prose, "method.again.text", edition = prose.edition.id.as_str())?,
        Some(another) => {
            let own = || prose.project.name_of(&prose.project.framework_file());
            let framework = printable(&another.framework.clone().unwrap_or_else(own));
            say!(prose, "method.again.text_another", framework)?
        }
    };
    let mut blocks = vec![prose.heading("method.again.heading")?, Block::Text { text }];
    let differing = beside_the_later(prose, "method.again.reconstruction")?;
    blocks.extend(differing.map(|text| Block::Text { text }));
    Ok(blocks)
}
