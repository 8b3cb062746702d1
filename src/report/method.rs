//! The method: from published figures to scores, with formulas, weights and limits.

use super::content::{Align, Block, Chapter, Labelled, Table};
use super::facts::NOISE;
use super::prose::{Prose, count, share, year};
use crate::fault::Result;
use crate::framework::{Aggregation, Transform};
use crate::words::{Number, Say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = prose.say("method.title", &[])?;
    let mut blocks = Vec::new();
    blocks.extend(values(prose)?);
    blocks.extend(scores(prose)?);
    blocks.extend(aggregates(prose)?);
    blocks.extend(standing(prose)?);
    blocks.push(prose.heading("method.weights.heading")?);
    blocks.push(prose.text("method.weights.text", &[])?);
    blocks.push(Block::Table(weights(prose)?));
    blocks.extend(comparisons(prose)?);
    blocks.extend(limits(prose)?);
    blocks.extend(again(prose)?);
    Ok(Chapter {
        id: "method".into(),
        kicker: String::new(),
        running: title.clone(),
        title,
        area: None,
        summary: vec![prose.say("method.summary", &[])?],
        blocks,
    })
}

/// A declared weight, with as many decimals as it needs.
pub(super) fn weight(weight: f64) -> Number {
    let decimals = (0..4).find(|&d| (weight * 10f64.powi(d)).fract().abs() < 1e-9).unwrap_or(4);
    Number::decimal(weight, decimals as usize)
}

fn values(prose: &Prose) -> Result<Vec<Block>> {
    let exhibits = prose.exhibits;
    let mut blocks = vec![
        prose.heading("method.values.heading")?,
        prose.text("method.values.text", &[("cut_off", year(exhibits.panel.cut_off))])?,
    ];
    if let Some(age) = exhibits.panel.max_age {
        let age = Say::from(Number::decimal(f64::from(age), 0));
        blocks.push(prose.text("method.values.age", &[("age", age)])?);
    }
    let derived = &exhibits.framework.derived;
    if !derived.is_empty() {
        blocks.push(prose.text("method.values.derived", &[])?);
        let item = |d: &crate::framework::Derived| Labelled {
            label: d.code.clone(),
            text: match &d.why {
                Some(why) => format!("{}. {}", d.formula.text(), prose.in_language(why)),
                None => d.formula.text().to_owned(),
            },
        };
        blocks.push(Block::Terms { items: derived.iter().map(item).collect() });
    }
    Ok(blocks)
}

fn scores(prose: &Prose) -> Result<Vec<Block>> {
    let indicators = &prose.exhibits.framework.indicators;
    let mut blocks = vec![
        prose.heading("method.scores.heading")?,
        prose.text("method.scores.text", &[])?,
        prose.formula("score")?,
        prose.text("method.scores.direction", &[])?,
    ];
    let logarithms: Vec<String> = (0..indicators.len())
        .filter(|&i| indicators[i].transform == Some(Transform::Logarithm))
        .map(|i| prose.indicator(i).to_owned())
        .collect();
    if !logarithms.is_empty() {
        let arguments = [("indicators", prose.list(&logarithms)?.into())];
        blocks.push(prose.text("method.scores.logarithm", &arguments)?);
        blocks.push(prose.formula("logarithm")?);
    }
    let floors: Vec<String> = (0..indicators.len())
        .filter(|&i| indicators[i].floor.is_some())
        .map(|i| prose.indicator(i).to_owned())
        .collect();
    if !floors.is_empty() {
        let arguments = [("indicators", prose.list(&floors)?.into())];
        blocks.push(prose.text("method.scores.floor", &arguments)?);
    }
    Ok(blocks)
}

/// How levels are made from what is below them: the formula of each kind in use, then the floor.
fn aggregates(prose: &Prose) -> Result<Vec<Block>> {
    let framework = prose.exhibits.framework;
    let named = |wanted: &dyn Fn(&Aggregation) -> bool| -> Vec<String> {
        let fits = |l: &usize| wanted(&framework.levels[*l].aggregation);
        (0..framework.levels.len()).filter(fits).map(|l| prose.level(l).to_owned()).collect()
    };
    let arithmetic = named(&|a| matches!(a, Aggregation::ArithmeticMean));
    let geometric = named(&|a| matches!(a, Aggregation::GeometricMean { .. }));
    let mut blocks = vec![prose.heading("method.levels.heading")?];
    if !arithmetic.is_empty() {
        let arguments = [("levels", prose.list(&arithmetic)?.into())];
        blocks.push(prose.text("method.levels.arithmetic", &arguments)?);
        blocks.push(prose.formula("arithmetic")?);
    }
    if !geometric.is_empty() {
        let arguments = [("levels", prose.list(&geometric)?.into())];
        blocks.push(prose.text("method.levels.geometric", &arguments)?);
        blocks.push(prose.formula("geometric")?);
    }
    for level in &framework.levels {
        if let Aggregation::GeometricMean { floor: Some(floor) } = level.aggregation {
            let arguments =
                [("level", prose.in_language(&level.name).into()), ("floor", weight(floor).into())];
            blocks.push(prose.text("method.levels.floor", &arguments)?);
        }
        if let Some(why) = &level.why {
            blocks.push(Block::Text { text: prose.in_language(why).to_owned() });
        }
    }
    Ok(blocks)
}

fn standing(prose: &Prose) -> Result<Vec<Block>> {
    let framework = prose.exhibits.framework;
    let coverage = share(framework.ranking_coverage);
    let mut blocks = vec![
        prose.heading("method.standing.heading")?,
        prose.text("method.standing.text", &[("coverage", coverage)])?,
    ];
    let required: Vec<String> = (0..framework.indicators.len())
        .filter(|&i| framework.indicators[i].required)
        .map(|i| prose.indicator(i).to_owned())
        .collect();
    if !required.is_empty() {
        let arguments = [("indicators", prose.list(&required)?.into())];
        blocks.push(prose.text("method.standing.required", &arguments)?);
    }
    blocks.push(prose.text("method.standing.bands", &[])?);
    Ok(blocks)
}

/// Every scored indicator: goalposts, weight, and its share of the focus area.
fn weights(prose: &Prose) -> Result<Table> {
    let framework = prose.exhibits.framework;
    let columns = vec![
        prose.column("column.indicator", 62.0, Align::Left)?,
        prose.column("column.area", 34.0, Align::Left)?,
        prose.column("column.zero", 20.0, Align::Decimal)?,
        prose.column("column.hundred", 20.0, Align::Decimal)?,
        prose.column("column.weight", 15.0, Align::Decimal)?,
        prose.column("column.share", 19.0, Align::Decimal)?,
    ];
    let mut rows = Vec::new();
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let area = framework.focus_area_of(indicator.parent);
        let posts = indicator.goalposts();
        rows.push(vec![
            prose.indicator(i).to_owned(),
            area.map_or("", |l| prose.level_short(l)).to_owned(),
            prose.or_none(posts.map(|p| super::sheets::goalpost(p.worst)))?,
            prose.or_none(posts.map(|p| super::sheets::goalpost(p.best)))?,
            prose.or_none(indicator.weight.map(weight))?,
            prose.or_none(share_of_siblings(prose, i).map(Number::percent))?,
        ]);
    }
    Ok(Table {
        title: prose.say("method.weights.title", &[])?,
        note: prose.say("method.weights.note", &[])?,
        source: String::new(),
        columns,
        rows,
        rules: Vec::new(),
    })
}

/// The indicator's share of the weight declared under its parent; `None` where it is not scored.
pub(super) fn share_of_siblings(prose: &Prose, indicator: usize) -> Option<f64> {
    let framework = prose.exhibits.framework;
    let parent = framework.indicators[indicator].parent;
    let beside = framework.indicators.iter().filter(|i| i.parent == parent);
    let inner = framework.levels.iter().filter(|l| l.parent == Some(parent)).map(|l| l.weight);
    let sum: f64 = beside.filter_map(|i| i.weight).chain(inner).sum();
    framework.indicators[indicator].weight.map(|w| w / sum)
}

/// Women and men, groups, progress and inequality.
fn comparisons(prose: &Prose) -> Result<Vec<Block>> {
    let framework = prose.exhibits.framework;
    let mut blocks = vec![
        prose.heading("method.compared.heading")?,
        prose.text("method.compared.sexes", &[])?,
        prose.text("method.compared.groups", &[])?,
    ];
    if let Some(rule) = &framework.progress {
        let arguments = [
            ("from", super::progress::span(prose, rule.from)?.into()),
            ("to", super::progress::span(prose, rule.to)?.into()),
            ("coverage", share(rule.coverage)),
        ];
        blocks.push(prose.text("method.compared.progress", &arguments)?);
    }
    if let Some(i) = framework.inequality.as_ref().and_then(|code| framework.indicator(code)) {
        let arguments = [("indicator", prose.indicator(i).into())];
        blocks.push(prose.text("method.compared.inequality", &arguments)?);
    }
    let noise = Say::from(Number::decimal(NOISE, 0));
    blocks.push(prose.text("method.compared.noise", &[("noise", noise)])?);
    Ok(blocks)
}

fn limits(prose: &Prose) -> Result<Vec<Block>> {
    let said = |key: &str| prose.say(&format!("method.limits.{key}"), &[]);
    let mut items = vec![said("intervals")?, said("missing")?, said("income")?];
    // What a rank requires weighs most, so its own limits stand here too.
    for (i, indicator) in prose.exhibits.framework.indicators.iter().enumerate() {
        if let Some(text) = prose.text_of(i).filter(|_| indicator.required) {
            let limits =
                [("name", prose.indicator(i).into()), ("limits", text.limits.as_str().into())];
            items.push(prose.say("method.limits.required", &limits)?);
        }
    }
    items.extend([said("age")?, said("choices")?]);
    Ok(vec![prose.heading("method.limits.heading")?, Block::Points { items }])
}

/// How to compute everything again, and the reconstruction this edition may be.
fn again(prose: &Prose) -> Result<Vec<Block>> {
    let edition: Say = prose.exhibits.edition.id.as_str().into();
    let mut blocks = vec![
        prose.heading("method.again.heading")?,
        prose.text("method.again.text", &[("edition", edition)])?,
    ];
    if let Some(found) = prose.exhibits.reconstruction {
        let arguments = [
            ("beside", found.beside.as_str().into()),
            ("cut_off", year(found.cut_off)),
            ("shared", count(found.shared)),
            ("differing", count(found.differing)),
            ("only_later", count(found.only_later)),
            ("only_here", count(found.only_here)),
        ];
        blocks.push(prose.text("method.again.reconstruction", &arguments)?);
    }
    Ok(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_prints_with_the_decimals_it_needs() {
        let decimals = |w| weight(w).kind;
        assert_eq!(decimals(1.0), crate::words::Kind::Decimal(0));
        assert_eq!(decimals(0.5), crate::words::Kind::Decimal(1));
        assert_eq!(decimals(0.125), crate::words::Kind::Decimal(3));
        assert_eq!(decimals(1.0 / 3.0), crate::words::Kind::Decimal(4));
    }
}
