//! What stands out in one State and what has changed: the short lines at the foot of its page.

use super::content::{Labelled, Lines};
use super::evidence::span;
use super::prose::{Prose, year};
use crate::analyse::{IndicatorChange, OLD, Profile, ScoreRange, SexPair, Standout};
use crate::exhibits::scores;
use crate::fault::Result;
use crate::framework::Indicator;
use crate::words::{Number, said, say};

/// How many indicators a list names at most.
const NAMED: usize = 3;
/// Behind the name of what was compared by modelled values.
pub(super) const MODELLED: &str = "\u{a0}◊";

/// A name, marked where what is said of it rests on modelled values.
fn marked(name: &str, is_modelled: bool) -> String {
    name.to_owned() + if is_modelled { MODELLED } else { "" }
}

/// Whether States are compared with peers: the framework may name none.
pub(super) fn has_comparison(prose: &Prose) -> bool {
    prose.findings.profiles.iter().any(|p| p.compared_with.is_some())
}

/// Indicators further than the noise from the median of the State's peers; nothing where the
/// framework names none.
pub(super) fn stand_outs(
    prose: &Prose,
    area: usize,
    key: &str,
    of: impl Fn(&Profile) -> &Vec<Standout>,
) -> Result<Lines> {
    if !has_comparison(prose) {
        return Ok(Lines::default());
    }
    let profile = prose.findings.profiles.get(area);
    let all = profile.map(of).into_iter().flatten();
    let mut items = Vec::new();
    for found in all.filter(|s| is_one(prose, s.indicator, s.distance())) {
        items.push(Labelled {
            label: prose.indicator_short(found.indicator).to_owned(),
            text: distance(prose, area, found)?,
        });
    }
    let none = match profile.and_then(|p| p.compared_with) {
        Some(_) => {
            say!(prose, &format!("country.{key}.none"), noise = prose.noise_of_indicators()?)?
        }
        None => say!(prose, "country.no_comparison")?,
    };
    let peers = said![peers = prose.peers().unwrap_or("")];
    Ok(Lines { head: say!(prose, &format!("country.{key}.head"), ..peers)?, items, none })
}

/// Points above or below the median, with the year of a value that is old.
fn distance(prose: &Prose, area: usize, found: &Standout) -> Result<String> {
    let points = scores::change(prose.indicator_range(found.indicator), found.distance());
    match prose.panel.used(area, found.indicator) {
        Some(used) if used.age > OLD => {
            say!(prose, "country.old_stand_out", points, year = year(used.point.year))
        }
        _ => Ok(prose.number(points)),
    }
}

/// Whether a difference of scores of an indicator is more than noise.
fn is_one(prose: &Prose, indicator: usize, difference: f64) -> bool {
    prose.indicator_range(indicator).direction(difference).is_ne()
}

/// The change of every focus area; nothing where the framework compares no years.
pub(super) fn progress(prose: &Prose, area: usize) -> Result<Lines> {
    // Scores that compare States of one year have no change.
    let compares = prose.has_focus_areas() && super::progress::compares_areas(prose);
    let rule = prose.framework.progress.as_ref().filter(|_| compares);
    let Some(rule) = rule else { return Ok(Lines::default()) };
    let mut items = Vec::new();
    let changes = prose.findings.progress.iter().flat_map(|p| &p.levels);
    for change in changes.filter(|c| c.area == area) {
        let text = match change.scores {
            Some((from, to)) => change_text(prose, prose.range(change.level), from, to)?,
            None => say!(prose, "country.progress.not_measurable")?,
        };
        let is_modelled = change.scores.is_some() && change.is_modelled();
        items.push(Labelled { label: marked(prose.level_short(change.level), is_modelled), text });
    }
    let spans = said![from = span(prose, rule.from)?, to = span(prose, rule.to)?];
    let head = say!(prose, "country.progress.head", ..spans)?;
    Ok(Lines { head, items, none: say!(prose, "country.progress.not_measurable")? })
}

/// Whether any indicator scores women and men by themselves.
pub(super) fn compares_sexes(prose: &Prose) -> bool {
    let with_both = |i: &Indicator| i.by_sex.is_some() && i.is_scored();
    let indicators = &prose.framework.indicators;
    // Where none is published by sex at all, that is said.
    !indicators.iter().any(with_both) || indicators.iter().any(|i| with_both(i) && i.is_absolute())
}

/// Women's and men's values with their year, the widest apart between the goalposts first.
pub(super) fn sexes(prose: &Prose, area: usize) -> Result<Lines> {
    if !compares_sexes(prose) {
        return Ok(Lines::default());
    }
    let scored = |p: &SexPair| prose.framework.indicators[p.indicator].is_scored();
    let mut pairs: Vec<&SexPair> =
        prose.findings.sexes.iter().filter(|p| p.area == area && scored(p)).collect();
    let has_pairs = !pairs.is_empty();
    let printed = |indicator, value| prose.value(indicator, value);
    pairs.retain(|p| printed(p.indicator, p.women) != printed(p.indicator, p.men));
    let apart = |p: &SexPair| p.apart(prose.framework);
    pairs.sort_by(|a, b| apart(b).total_cmp(&apart(a)).then(a.indicator.cmp(&b.indicator)));
    let mut items = Vec::new();
    for pair in pairs.into_iter().take(NAMED) {
        let value = |x: f64| prose.value(pair.indicator, x);
        let said = said![women = value(pair.women), men = value(pair.men), year = year(pair.year)];
        items.push(Labelled {
            label: marked(prose.indicator_short(pair.indicator), pair.estimated),
            text: say!(prose, "country.sexes.item", ..said)?,
        });
    }
    let none = if has_pairs { "country.sexes.alike" } else { "country.sexes.none" };
    let none = say!(prose, none)?;
    lines(prose, "sexes", items, none)
}

/// The indicators that changed most in the direction of `sign`, beyond the noise.
pub(super) fn changes(prose: &Prose, area: usize, key: &str, sign: f64) -> Result<Lines> {
    let framework = prose.framework;
    if framework.progress.is_none() || !framework.indicators.iter().any(Indicator::is_absolute) {
        return Ok(Lines::default());
    }
    let found = prose.findings.progress.iter().flat_map(|p| &p.indicators);
    let far = |c: &&IndicatorChange| {
        let range = prose.indicator_range(c.indicator);
        let is_scored = framework.indicators[c.indicator].is_scored();
        c.area == area && is_scored && range.direction(sign * c.change()).is_gt()
    };
    let mut changes: Vec<&IndicatorChange> = found.filter(far).collect();
    let size = |c: &IndicatorChange| {
        let range = prose.indicator_range(c.indicator);
        sign * c.change() * 100.0 / (range.high - range.low)
    };
    changes.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let mut items = Vec::new();
    for change in changes.into_iter().take(NAMED) {
        let range = prose.indicator_range(change.indicator);
        let arguments = said![
            change = scores::change(range, change.change()),
            from = Number::year(change.from_year),
            to = Number::year(change.to_year)
        ];
        items.push(Labelled {
            label: marked(prose.indicator_short(change.indicator), change.estimated),
            text: say!(prose, &format!("country.{key}.item"), ..arguments)?,
        });
    }
    let none = say!(prose, &format!("country.{key}.none"), noise = prose.noise_of_indicators()?)?;
    lines(prose, key, items, none)
}

fn lines(prose: &Prose, key: &str, items: Vec<Labelled>, none: String) -> Result<Lines> {
    Ok(Lines { head: say!(prose, &format!("country.{key}.head"))?, items, none })
}

/// A focus area's two scores and the change between them as printed, or none within the noise.
fn change_text(prose: &Prose, range: ScoreRange, from: f64, to: f64) -> Result<String> {
    let ends = said![from = scores::number(range, from), to = scores::number(range, to)];
    if range.direction(to - from).is_eq() {
        let noise = scores::tick(range, range.noise());
        return say!(prose, "country.progress.no_change", ..ends, noise);
    }
    say!(prose, "country.progress.change", ..ends, change = scores::change(range, to - from))
}

/// With whom the strengths and gaps are compared, and what to know of the changes in these lists.
pub(super) fn foot(prose: &Prose, area: usize, lists: &[&Lines]) -> Result<String> {
    let mut said = Vec::new();
    let mut items = lists.iter().flat_map(|list| &list.items);
    if items.any(|item| item.label.ends_with(MODELLED)) {
        said.push(say!(prose, "country.foot_modelled")?);
    }
    said.extend(comparison(prose, area)?);
    if let Some(progress) = &prose.findings.progress {
        let levels = progress.levels.iter().filter(|c| c.area == area);
        let pairs: Vec<(usize, f64)> =
            levels.filter_map(|c| Some((c.level, c.scores?.1))).collect();
        if pairs.iter().any(|&(level, to)| is_printed_unlike(prose, area, level, to)) {
            said.push(say!(prose, "country.foot_change")?);
        }
    }
    Ok(said.join(" "))
}

/// Whether the second score of a change is printed with other digits than the score of the level.
fn is_printed_unlike(prose: &Prose, area: usize, level: usize, to: f64) -> bool {
    let printed = |score: f64| prose.number(scores::number(prose.range(level), score));
    let score = *prose.scores.levels.get(area, level);
    score.is_some_and(|score| printed(score) != printed(to))
}

/// The group that the State is compared with; `None` where it has none.
fn comparison(prose: &Prose, area: usize) -> Result<Option<String>> {
    let profile = prose.findings.profiles.get(area);
    let Some((grouping, group)) = profile.and_then(|p| p.compared_with) else { return Ok(None) };
    let ns = profile.iter().flat_map(|p| p.strengths.iter().chain(&p.gaps)).map(|s| s.group_n);
    let said = said![group = prose.group(grouping, group), noise = prose.noise_of_indicators()?];
    Ok(Some(match (ns.clone().min(), ns.max()) {
        (Some(low), Some(high)) => {
            let states = match low == high {
                true => prose.number(Number::count(low)),
                false => say!(prose, "span", first = low, last = high)?,
            };
            say!(prose, "country.foot", ..said, states)?
        }
        _ => say!(prose, "country.foot_small", ..said)?,
    }))
}
