//! What stands out in one State and what has changed: the short lines at the foot of its page.

use super::content::{Labelled, Lines};
use super::facts::{NOISE, printed_difference};
use super::progress::span;
use super::prose::{Prose, count};
use crate::analyse::{IndicatorChange, Profile, SexPair, Standout};
use crate::fault::Result;
use crate::words::{Number, Say};

/// How many indicators a list names at most.
const NAMED: usize = 3;

/// Whether States are compared with States of like income: the framework may have no such groups.
pub(super) fn has_comparison(prose: &Prose) -> bool {
    prose.exhibits.findings.profiles.iter().any(|p| p.compared_with.is_some())
}

/// Indicators further than the noise from the median of States of like income; nothing where the
/// framework knows no incomes.
pub(super) fn stand_outs(
    prose: &Prose,
    area: usize,
    key: &str,
    of: impl Fn(&Profile) -> &Vec<Standout>,
) -> Result<Lines> {
    if !has_comparison(prose) {
        return Ok(Lines::default());
    }
    let all = prose.exhibits.findings.profiles.get(area).map(of);
    let beyond = all.into_iter().flatten().filter(|s| s.distance().abs() >= NOISE);
    let items = beyond.map(|s| Labelled {
        label: prose.indicator_short(s.indicator).to_owned(),
        text: prose.number(Number::change(s.distance(), 1)),
    });
    lines(prose, key, items.collect())
}

/// The change of every focus area; nothing where the framework compares no years.
pub(super) fn progress(prose: &Prose, area: usize) -> Result<Lines> {
    let rule = prose.exhibits.framework.progress.as_ref().filter(|_| prose.has_areas());
    let Some(rule) = rule else { return Ok(Lines::default()) };
    let mut items = Vec::new();
    let changes = prose.exhibits.findings.progress.iter().flat_map(|p| &p.levels);
    for change in changes.filter(|c| c.area == area) {
        let text = match change.scores {
            Some((from, to)) => change_text(prose, from, to)?,
            None => prose.say("country.progress.not_measurable", &[])?,
        };
        items.push(Labelled { label: prose.level_short(change.level).to_owned(), text });
    }
    let spans = [("from", span(prose, rule.from)?.into()), ("to", span(prose, rule.to)?.into())];
    let head = prose.say("country.progress.head", &spans)?;
    Ok(Lines { head, items, none: prose.say("country.progress.not_measurable", &[])? })
}

/// Women's and men's values, the widest apart on the goalposts first.
pub(super) fn sexes(prose: &Prose, area: usize) -> Result<Lines> {
    let scored = |p: &SexPair| prose.exhibits.framework.indicators[p.indicator].weight.is_some();
    let mut pairs: Vec<&SexPair> =
        prose.exhibits.findings.sexes.iter().filter(|p| p.area == area && scored(p)).collect();
    let gap = |p: &SexPair| (p.women_score - p.men_score).abs();
    pairs.sort_by(|a, b| gap(b).total_cmp(&gap(a)).then(a.indicator.cmp(&b.indicator)));
    let mut items = Vec::new();
    for pair in pairs.into_iter().take(NAMED) {
        let value = |x: f64| Say::from(prose.value(pair.indicator, x));
        let arguments = [("women", value(pair.women)), ("men", value(pair.men))];
        items.push(Labelled {
            label: prose.indicator_short(pair.indicator).to_owned(),
            text: prose.say("country.sexes.item", &arguments)?,
        });
    }
    lines(prose, "sexes", items)
}

/// The indicators that changed most in the direction of `sign`, beyond the noise.
pub(super) fn changes(prose: &Prose, area: usize, key: &str, sign: f64) -> Result<Lines> {
    if prose.exhibits.framework.progress.is_none() {
        return Ok(Lines::default());
    }
    let found = prose.exhibits.findings.progress.iter().flat_map(|p| &p.indicators);
    let far = |c: &&IndicatorChange| c.area == area && sign * c.change() >= NOISE;
    let mut changes: Vec<&IndicatorChange> = found.filter(far).collect();
    changes.sort_by(|a, b| (sign * b.change()).total_cmp(&(sign * a.change())));
    let mut items = Vec::new();
    for change in changes.into_iter().take(NAMED) {
        let arguments = [
            ("change", Number::change(change.change(), 1).into()),
            ("from", Number::year(change.from_year).into()),
            ("to", Number::year(change.to_year).into()),
        ];
        items.push(Labelled {
            label: prose.indicator_short(change.indicator).to_owned(),
            text: prose.say(&format!("country.{key}.item"), &arguments)?,
        });
    }
    lines(prose, key, items)
}

fn lines(prose: &Prose, key: &str, items: Vec<Labelled>) -> Result<Lines> {
    Ok(Lines {
        head: prose.say(&format!("country.{key}.head"), &[])?,
        items,
        none: prose.say(&format!("country.{key}.none"), &[])?,
    })
}

/// A focus area's two scores and the change between them as printed, or none within the noise.
fn change_text(prose: &Prose, from: f64, to: f64) -> Result<String> {
    let mut arguments =
        vec![("from", Number::score(from).into()), ("to", Number::score(to).into())];
    if (to - from).abs() < NOISE {
        return prose.say("country.progress.no_change", &arguments);
    }
    let change = printed_difference(to, from).value;
    arguments.push(("change", Number::change(change, 1).into()));
    prose.say("country.progress.change", &arguments)
}

/// With whom the strengths and gaps are compared.
pub(super) fn foot(prose: &Prose, area: usize) -> Result<String> {
    if !has_comparison(prose) {
        return Ok(String::new());
    }
    let profile = prose.exhibits.findings.profiles.get(area);
    let Some((grouping, group)) = profile.and_then(|p| p.compared_with) else {
        return prose.say("country.foot_none", &[]);
    };
    let name = prose.group(grouping, group);
    let ns = profile.iter().flat_map(|p| p.strengths.iter().chain(&p.gaps)).map(|s| s.group_n);
    let arguments = [("group", name.into()), ("noise", Number::decimal(NOISE, 0).into())];
    match (ns.clone().min(), ns.max()) {
        (Some(low), Some(high)) => {
            let range: [(&str, Say); 2] = [("low", count(low)), ("high", count(high))];
            prose.say("country.foot", &[&arguments[..], &range[..]].concat())
        }
        _ => prose.say("country.foot_small", &arguments),
    }
}
