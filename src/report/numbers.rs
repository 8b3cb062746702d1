//! The page of large numbers: the world and its groups of peers, in real units.

use super::content::{BigNumber, Block, Chapter, GroupBar};
use super::prose::{Prose, share};
use crate::analyse::{self, Backing, Total, Whole};
use crate::fault::Result;
use crate::words::{Number, said, say};

/// The first of the framework's aggregates that have enough of the weight behind them; no chapter
/// where there is none.
pub(super) fn chapter(prose: &Prose) -> Result<Option<Chapter>> {
    let shown = analyse::shown(prose.framework, &prose.findings.totals);
    let items: Vec<BigNumber> =
        shown.map(|total| big_number(prose, total)).collect::<Result<_>>()?;
    if items.is_empty() {
        return Ok(None);
    }
    let (title, running) = (say!(prose, "numbers.title")?, say!(prose, "numbers.running")?);
    let enough = share(prose.framework.aggregate_share);
    Ok(Some(Chapter {
        id: "numbers".into(),
        kicker: String::new(),
        running,
        title,
        area: None,
        summary: vec![
            [say!(prose, "numbers.summary", enough)?, say!(prose, "table.source")?].join(" "),
        ],
        blocks: vec![Block::Numbers { items }],
    }))
}

/// The chapter that has every number of the world and its groups: its id, and the key of its title.
pub(super) fn all_of_them(prose: &Prose) -> (&'static str, &'static str) {
    match prose.findings.regions.is_empty() {
        true => ("regions", "regions.title_world"),
        false => ("regions", "regions.title"),
    }
}

/// The name of the group that a total is of.
pub(super) fn group<'a>(prose: &Prose<'a>, total: &Total) -> Option<&'a str> {
    let Whole::Group(grouping, group) = total.whole else { return None };
    Some(prose.exhibits.group(grouping, group))
}

/// A total with its unit, and with the share behind it where that is not enough; `None` where it is too
/// little.
pub(super) fn value(prose: &Prose, total: &Total) -> Result<Option<String>> {
    let backing = total.backing(prose.framework);
    if backing == Backing::TooLittle {
        return Ok(None);
    }
    let aggregate = &prose.framework.aggregates[total.aggregate];
    let unit = aggregate.unit.as_ref().map_or("", |unit| unit.in_language(prose.language()));
    let number = Number::decimal(total.value.unwrap_or_default(), aggregate.decimals);
    let value = say!(prose, "numbers.value", number = prose.number(number), unit)?;
    if backing == Backing::Enough {
        return Ok(Some(value));
    }
    say!(prose, "numbers.few", value, share = share(total.share)).map(Some)
}

/// The first and the last year of the values behind a total.
pub(super) fn years(prose: &Prose, total: &Total) -> Result<String> {
    let [first, last] = total.years.unwrap_or([prose.panel.cut_off; 2]);
    if first == last {
        return Ok(prose.number(Number::year(first)));
    }
    say!(prose, "rank.scores", low = Number::year(first), high = Number::year(last))
}

/// A text on a number, then why it is weighed as it is, where that is said.
pub(super) fn with_reason(prose: &Prose, aggregate: usize, text: String) -> String {
    match &prose.framework.aggregates[aggregate].why {
        Some(why) => format!("{text} {}", prose.in_language(why)),
        None => text,
    }
}

fn big_number(prose: &Prose, total: &Total) -> Result<BigNumber> {
    let aggregate = &prose.framework.aggregates[total.aggregate];
    let language = prose.language();
    let note = said![
        years = years(prose, total)?,
        n = total.n,
        share = share(total.share),
        of = aggregate.of.in_language(language)
    ];
    Ok(BigNumber {
        number: value(prose, total)?.unwrap_or_default(),
        text: aggregate.name.in_language(language).to_owned(),
        bars: bars(prose, total.aggregate)?,
        note: with_reason(prose, total.aggregate, say!(prose, "numbers.note", ..note)?),
    })
}

/// A bar for each group of peers; one with too little behind it says so in place of a value.
fn bars(prose: &Prose, aggregate: usize) -> Result<Vec<GroupBar>> {
    let totals = analyse::of_peers(prose.framework, &prose.findings.totals, aggregate);
    let totals: Vec<&Total> = totals.collect();
    let most = totals.iter().filter_map(|total| total.value).fold(100.0, f64::max);
    let bar = |total: &&Total| {
        let label = group(prose, total).unwrap_or_default().to_owned();
        Ok(match value(prose, total)? {
            Some(value) => {
                let part = total.value.map(|value| (value / most).clamp(0.0, 1.0));
                GroupBar { label, value, part }
            }
            None => GroupBar { label, value: say!(prose, "numbers.too_little")?, part: None },
        })
    };
    totals.iter().map(bar).collect()
}
