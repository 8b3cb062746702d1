//! The page of large numbers: the world and its groups of peers, in real units.

use super::content::{BigNumber, Block, Chapter, GroupBar};
use super::prose::{Prose, count, share};
use crate::analyse::{Total, Whole};
use crate::fault::Result;
use crate::words::Number;

/// How many numbers a page holds.
const MOST: usize = 6;
/// Of a smaller share of its weight nothing is said of a group.
const LEAST_OF_A_GROUP: f64 = 0.5;

/// The first of the framework's aggregates that have enough of the weight behind them; no chapter
/// where there is none.
pub(super) fn chapter(prose: &Prose) -> Result<Option<Chapter>> {
    let totals = &prose.findings.totals;
    let world = totals.iter().filter(|t| t.whole == Whole::World && t.year.is_none());
    let told = world.filter(|total| total.told(prose.framework).is_some()).take(MOST);
    let items: Vec<BigNumber> =
        told.map(|total| big_number(prose, total)).collect::<Result<_>>()?;
    if items.is_empty() {
        return Ok(None);
    }
    let (title, running) = (prose.say("numbers.title", &[])?, prose.say("numbers.running", &[])?);
    let enough = ("enough", share(prose.framework.aggregate_share));
    Ok(Some(Chapter {
        id: "numbers".into(),
        kicker: String::new(),
        running,
        title,
        area: None,
        summary: vec![prose.say("numbers.summary", &[enough])?],
        blocks: vec![Block::Numbers { items }],
    }))
}

/// The world's total of the aggregate whose groups of peers are furthest apart for the size of its number,
/// with the lowest and the highest of them; among those that the page shows.
pub(super) fn widest_gap<'a>(prose: &Prose<'a>) -> Option<(&'a Total, &'a Total, &'a Total)> {
    let framework = prose.framework;
    let totals = &prose.findings.totals;
    let latest = totals.iter().filter(|total| total.year.is_none());
    let world = latest.clone().filter(|t| t.whole == Whole::World && t.told(framework).is_some());
    let gaps = world.take(MOST).filter_map(|world| {
        let groups = latest.clone().filter(|total| {
            total.aggregate == world.aggregate && is_of_peers(prose, total) && is_told(total)
        });
        let value = |total: &&Total| total.value.unwrap_or_default();
        let low = groups.clone().min_by(|a, b| value(a).total_cmp(&value(b)))?;
        let high = groups.max_by(|a, b| value(a).total_cmp(&value(b)))?;
        (value(&low) < value(&high)).then_some((value(&high) - value(&low), (world, low, high)))
    });
    // Of gaps as wide the first, which stands higher in the framework.
    gaps.reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|(_, found)| found)
}

fn is_told(total: &Total) -> bool {
    total.value.is_some() && total.share >= LEAST_OF_A_GROUP
}

fn is_of_peers(prose: &Prose, total: &Total) -> bool {
    matches!(total.whole, Whole::Group(grouping, _) if prose.framework.peers() == Some(grouping))
}

/// The name of the group that a total is of.
pub(super) fn group<'a>(prose: &Prose<'a>, total: &Total) -> Option<&'a str> {
    let Whole::Group(grouping, group) = total.whole else { return None };
    let name = &prose.framework.groupings[grouping].groups[group].name;
    Some(name.in_language(prose.language()))
}

/// A total with its unit.
pub(super) fn value(prose: &Prose, total: &Total) -> Result<String> {
    let aggregate = &prose.framework.aggregates[total.aggregate];
    let unit = aggregate.unit.as_ref().map_or("", |unit| unit.in_language(prose.language()));
    let number = Number::decimal(total.value.unwrap_or_default(), aggregate.decimals);
    let number = prose.number(number);
    prose.say("numbers.value", &[("number", number.into()), ("unit", unit.into())])
}

/// The first and the last year of the values behind a total.
pub(super) fn years(prose: &Prose, total: &Total) -> Result<String> {
    let [first, last] = total.years.unwrap_or([prose.panel.cut_off; 2]);
    if first == last {
        return Ok(prose.number(Number::year(first)));
    }
    let ends = [("low", Number::year(first).into()), ("high", Number::year(last).into())];
    prose.say("rank.scores", &ends)
}

fn big_number(prose: &Prose, total: &Total) -> Result<BigNumber> {
    let aggregate = &prose.framework.aggregates[total.aggregate];
    let language = prose.language();
    let note = [
        ("years", years(prose, total)?.into()),
        ("n", count(total.n)),
        ("share", share(total.share)),
        ("of", aggregate.of.in_language(language).into()),
    ];
    Ok(BigNumber {
        number: value(prose, total)?,
        text: aggregate.name.in_language(language).to_owned(),
        bars: bars(prose, total.aggregate)?,
        note: prose.say("numbers.note", &note)?,
    })
}

/// A bar for each group of peers; one with too little behind it says so in place of a value.
fn bars(prose: &Prose, aggregate: usize) -> Result<Vec<GroupBar>> {
    let is_here = |total: &&Total| {
        total.aggregate == aggregate && total.year.is_none() && is_of_peers(prose, total)
    };
    let totals: Vec<&Total> = prose.findings.totals.iter().filter(is_here).collect();
    let told = totals.iter().filter(|total| is_told(total));
    let most = told.filter_map(|total| total.value).fold(100.0, f64::max);
    let bar = |total: &&Total| {
        let label = group(prose, total).unwrap_or_default().to_owned();
        let Some(of_group) = total.value.filter(|_| is_told(total)) else {
            let value = prose.say("numbers.too_little", &[])?;
            return Ok(GroupBar { label, value, part: None });
        };
        let mut value = value(prose, total)?;
        if total.told(prose.framework).is_none() {
            let said = [("value", value.into()), ("share", share(total.share))];
            value = prose.say("numbers.few", &said)?;
        }
        Ok(GroupBar { label, value, part: Some((of_group / most).clamp(0.0, 1.0)) })
    };
    totals.iter().map(bar).collect()
}
