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

fn big_number(prose: &Prose, total: &Total) -> Result<BigNumber> {
    let aggregate = &prose.framework.aggregates[total.aggregate];
    let language = prose.language();
    let unit = aggregate.unit.as_ref().map_or("", |unit| unit.in_language(language));
    let number = |value: f64| {
        let number = prose.number(Number::decimal(value, aggregate.decimals));
        prose.say("numbers.value", &[("number", number.into()), ("unit", unit.into())])
    };
    let [first, last] = total.years.unwrap_or([prose.panel.cut_off; 2]);
    let years = match first == last {
        true => prose.number(Number::year(first)),
        false => prose.say(
            "rank.scores",
            &[("low", Number::year(first).into()), ("high", Number::year(last).into())],
        )?,
    };
    let note = [
        ("years", years.into()),
        ("n", count(total.n)),
        ("share", share(total.share)),
        ("of", aggregate.of.in_language(language).into()),
    ];
    Ok(BigNumber {
        number: number(total.value.unwrap_or_default())?,
        text: aggregate.name.in_language(language).to_owned(),
        bars: bars(prose, total.aggregate, &number)?,
        note: prose.say("numbers.note", &note)?,
    })
}

/// A bar for each group of peers; one with too little behind it says so in place of a value.
fn bars(
    prose: &Prose,
    aggregate: usize,
    number: &impl Fn(f64) -> Result<String>,
) -> Result<Vec<GroupBar>> {
    let framework = prose.framework;
    let Some(peers) = framework.peers() else { return Ok(Vec::new()) };
    let is_here = |total: &&Total| {
        let of_peers = matches!(total.whole, Whole::Group(grouping, _) if grouping == peers);
        total.aggregate == aggregate && total.year.is_none() && of_peers
    };
    let totals: Vec<&Total> = prose.findings.totals.iter().filter(is_here).collect();
    let told = |total: &Total| total.value.filter(|_| total.share >= LEAST_OF_A_GROUP);
    let most = totals.iter().filter_map(|t| told(t)).fold(100.0, f64::max);
    let bar = |total: &&Total| {
        let Whole::Group(grouping, group) = total.whole else { return Ok(None) };
        let name = &framework.groupings[grouping].groups[group].name;
        let label = name.in_language(prose.language()).to_owned();
        let Some(of_group) = told(total) else {
            let value = prose.say("numbers.too_little", &[])?;
            return Ok(Some(GroupBar { label, value, part: None }));
        };
        let mut value = number(of_group)?;
        if total.told(framework).is_none() {
            let said = [("value", value.into()), ("share", share(total.share))];
            value = prose.say("numbers.few", &said)?;
        }
        Ok(Some(GroupBar { label, value, part: Some((of_group / most).clamp(0.0, 1.0)) }))
    };
    let bars: Vec<Option<GroupBar>> = totals.iter().map(bar).collect::<Result<_>>()?;
    Ok(bars.into_iter().flatten().collect())
}
