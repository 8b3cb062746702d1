//! The key messages: what an edition finds, each a computed heading, two or three sentences, and
//! the chapter that says more. No State is named before those it can't be told apart from.

use super::content::{Block, Chapter, Message};
use super::data::{lacking_only_coverage, not_ranked_for, required};
use super::facts::{self, Tally, difference, ends, mean, ranked, ranked_count};
use super::inequality::strength;
use super::numbers;
use super::progress::{detail, span};
use super::prose::{Argument, Prose, count, share, share_of};
use super::sexes;
use crate::analyse::{self, Total};
use crate::exhibits::scores;
use crate::fault::{Faults, Result};
use crate::words::{Number, Say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let found = [
        widest_gap(prose)?,
        unevenness(prose)?,
        areas_apart(prose)?,
        peers_apart(prose)?,
        sure_ranks(prose)?,
        women_and_men(prose)?,
        inequality(prose)?,
        progress(prose)?,
        not_ranked(prose)?,
        age_of_data(prose)?,
    ];
    let exhibits = prose.exhibits;
    let title = prose.say("messages.title", &[])?;
    let states = ("states", count(exhibits.panel.areas.len()));
    let ranked = ("ranked", count(ranked_count(exhibits)));
    let summary = match exhibits.findings.availability.used {
        0 => prose.say("messages.summary_empty", &[states])?,
        used => prose.say("messages.summary", &[states, ranked, ("values", count(used))])?,
    };
    Ok(Chapter {
        id: "messages".into(),
        kicker: String::new(),
        running: title.clone(),
        title,
        area: None,
        summary: vec![summary],
        blocks: vec![Block::Messages { items: found.into_iter().flatten().collect() }],
    })
}

fn message(
    prose: &Prose,
    key: &str,
    heading: &[Argument],
    text: &[Argument],
    see: (&str, String),
) -> Result<Option<Message>> {
    Ok(Some(Message {
        heading: prose.say(&format!("messages.{key}.heading"), heading)?,
        text: prose.say(&format!("messages.{key}.text"), text)?.trim_end().to_owned(),
        see: see.0.to_owned(),
        see_title: see.1,
    }))
}

/// The number of the world that is furthest apart between groups of peers.
fn widest_gap(prose: &Prose) -> Result<Option<Message>> {
    let (framework, totals) = (prose.framework, &prose.findings.totals);
    let Some((world, low, high)) = analyse::widest_gap(framework, totals) else { return Ok(None) };
    let name = prose.framework.aggregates[world.aggregate].name.in_language(prose.language());
    let group = |total: &Total| numbers::group(prose, total).unwrap_or_default().to_owned();
    let number = |total: &Total| Ok::<_, Faults>(numbers::value(prose, total)?.unwrap_or_default());
    message(
        prose,
        "gap",
        &[("number", number(world)?.into()), ("name", name.into())],
        &[
            ("low", number(low)?.into()),
            ("low_group", group(low).into()),
            ("high", number(high)?.into()),
            ("high_group", group(high).into()),
            ("n", count(world.n)),
            ("share", share(world.share)),
            ("years", numbers::years(prose, world)?.into()),
        ],
        ("numbers", prose.say("numbers.title", &[])?),
    )
}

/// How many ranked States are in the highest quarter everywhere, and how many in both ends at once.
fn unevenness(prose: &Prose) -> Result<Option<Message>> {
    let exhibits = prose.exhibits;
    let areas: Vec<usize> = exhibits.framework.focus_areas().collect();
    let bands = |state: usize| areas.iter().map(move |&l| *exhibits.scores.quartiles.get(state, l));
    let states: Vec<usize> = ranked(exhibits, 0).into_iter().map(|p| p.0).collect();
    if states.is_empty() || areas.len() < 2 {
        return Ok(None);
    }
    let number = |fits: &dyn Fn(usize) -> bool| states.iter().filter(|&&s| fits(s)).count();
    let high = number(&|s| bands(s).all(|b| b == Some(4)));
    let low = number(&|s| bands(s).all(|b| b == Some(1)));
    let mixed = number(&|s| bands(s).any(|b| b == Some(4)) && bands(s).any(|b| b == Some(1)));
    let n = count(states.len());
    let expected = expected_mixed(states.len(), areas.len());
    let together = match (2 * mixed <= expected, mixed < expected) {
        (true, _) => "mostly",
        (_, true) => "partly",
        _ => "hardly",
    };
    let arguments = [("mixed", count(mixed)), ("ranked", n.clone()), ("expected", count(expected))];
    let rest = prose.say(&format!("messages.uneven.{together}"), &arguments)?;
    message(
        prose,
        "uneven",
        &[("high", count(high)), ("ranked", n.clone())],
        &[("high", count(high)), ("low", count(low)), ("rest", rest.into())],
        ("overall", prose.say("overall.title", &[])?),
    )
}

/// How many of `states` States would be in the highest quarter of one of `areas` areas and in the
/// lowest of another if the areas were independent: all but those without a highest quarter and those
/// without a lowest, which leaves out twice those with neither.
fn expected_mixed(states: usize, areas: usize) -> usize {
    let power = |share: f64| share.powi(areas as i32);
    (states as f64 * (1.0 - 2.0 * power(0.75) + power(0.5))).round() as usize
}

/// The focus areas with the lowest and the highest mean of ranked States.
fn areas_apart(prose: &Prose) -> Result<Option<Message>> {
    let exhibits = prose.exhibits;
    let areas = exhibits.framework.focus_areas();
    // Means of scores that run over different ranges do not compare.
    let Some(range) = scores::common(areas.map(|l| prose.range(l))) else { return Ok(None) };
    let means: Vec<(usize, f64)> = exhibits
        .framework
        .focus_areas()
        .filter_map(|l| Some((l, mean(&facts::values(&ranked(exhibits, l)))?)))
        .collect();
    let Some((low, high)) =
        ends(&means, |m| m.1).filter(|(l, h)| range.direction(h.1 - l.1).is_gt())
    else {
        return Ok(None);
    };
    let code = &exhibits.framework.levels[low.0].code;
    message(
        prose,
        "areas",
        &[("low", prose.level_short(low.0).into())],
        &[
            ("low", prose.level(low.0).into()),
            ("low_mean", prose.score(low.0, low.1)),
            ("high", prose.level(high.0).into()),
            ("high_mean", prose.score(high.0, high.1)),
            ("gap", difference(range, high.1, low.1).into()),
        ],
        (&super::areas::chapter_id(code), prose.level(low.0).to_owned()),
    )
}

/// The distance between the groups of peers with the lowest and the highest mean index.
fn peers_apart(prose: &Prose) -> Result<Option<Message>> {
    let exhibits = prose.exhibits;
    let Some(grouping) = exhibits.framework.peers() else { return Ok(None) };
    let mean_of = |group: usize, level: usize| {
        let means = &exhibits.findings.groups;
        let found = means
            .iter()
            .find(|m| m.grouping == grouping && m.group == group && m.level == level)?;
        Some((found.n, found.mean?))
    };
    let groups = &exhibits.framework.groupings[grouping].groups;
    let means: Vec<(usize, usize, f64)> =
        (0..groups.len()).filter_map(|g| mean_of(g, 0).map(|(n, m)| (g, n, m))).collect();
    let Some((low, high)) =
        ends(&means, |m| m.2).filter(|(l, h)| prose.range(0).direction(h.2 - l.2).is_gt())
    else {
        return Ok(None);
    };
    let gaps: Vec<(usize, Number)> = exhibits
        .framework
        .focus_areas()
        .filter_map(|l| {
            let (above, below) = (mean_of(high.0, l)?.1, mean_of(low.0, l)?.1);
            Some((l, difference(prose.range(l), above, below)))
        })
        .collect();
    // Gaps over different ranges do not compare.
    let areas = exhibits.framework.focus_areas();
    if scores::common(areas.map(|l| prose.range(l))).is_none() {
        return Ok(None);
    }
    let Some((narrow, wide)) = ends(&gaps, |g| g.1.value) else { return Ok(None) };
    let name = |group: usize| Say::from(prose.in_language(&groups[group].name));
    let gap = difference(prose.range(0), high.2, low.2);
    message(
        prose,
        "peers",
        &[("gap", gap.into()), ("grouping", prose.grouping(grouping).into())],
        &[
            ("high_group", name(high.0)),
            ("high_mean", prose.score(0, high.2)),
            ("high_n", count(high.1)),
            ("low_group", name(low.0)),
            ("low_mean", prose.score(0, low.2)),
            ("low_n", count(low.1)),
            ("wide", prose.level(wide.0).into()),
            ("wide_gap", wide.1.into()),
            ("narrow", prose.level(narrow.0).into()),
            ("narrow_gap", narrow.1.into()),
        ],
        ("overall", prose.say("overall.title", &[])?),
    )
}

/// How wide the intervals of ranks are, and which States stand at the ends as far as can be told.
fn sure_ranks(prose: &Prose) -> Result<Option<Message>> {
    let Some([width, _, _, undecided, certain]) = super::ranks::doubt(prose)? else {
        return Ok(None);
    };
    if prose.simulation.width_of_half() == Some(0.0) {
        return Ok(None);
    }
    let ends = super::ranks::both_ends(prose)?.join(" ");
    message(
        prose,
        "ranks",
        &[width],
        &[undecided, certain, ("ends", ends.into())],
        ("overall", prose.say("overall.title", &[])?),
    )
}

/// The indicator on which women score lower than men in most States.
fn women_and_men(prose: &Prose) -> Result<Option<Message>> {
    let all = sexes::women_against_men(prose);
    let tallies = sexes::in_enough_states(prose, &all);
    let share_lower = |t: &(usize, Tally)| share_of(t.1.down, t.1.all());
    let Some((_, most)) = ends(&tallies, share_lower) else { return Ok(None) };
    let (n, estimated) = sexes::pairs(prose, &[most.0]);
    let modelled = match estimated {
        0 => String::new(),
        all if all == n => prose.say("messages.sexes.all_modelled", &[])?,
        some => {
            let arguments = [("estimated", count(some)), ("n", count(n))];
            prose.say("messages.sexes.some_modelled", &arguments)?
        }
    };
    message(
        prose,
        "sexes",
        &[("indicator", prose.indicator(most.0).into()), ("share", share(share_lower(&most)))],
        &[
            ("indicator", prose.indicator(most.0).into()),
            ("lower", count(most.1.down)),
            ("n", count(most.1.all())),
            ("none", count(most.1.none)),
            ("higher", count(most.1.up)),
            ("noise", prose.noise([prose.indicator_range(most.0)])?),
            ("modelled", modelled.into()),
        ],
        ("sexes", prose.say("sexes.title", &[])?),
    )
}

fn inequality(prose: &Prose) -> Result<Option<Message>> {
    let Some(found) = &prose.findings.inequality else { return Ok(None) };
    let Some(correlation) = found.correlation else { return Ok(None) };
    // What is a matter of income is no finding about inequality.
    if found.holds_at_equal_income() == Some(false) {
        return Ok(None);
    }
    let strength = strength(correlation);
    let income = super::inequality::at_equal_income(prose, found)?.unwrap_or_default();
    message(
        prose,
        &format!("inequality.{strength}"),
        &[],
        &[
            ("n", count(found.points.len())),
            ("indicator", prose.indicator(found.indicator).into()),
            ("correlation", Number::decimal(correlation, 2).into()),
            ("income", income.into()),
        ],
        ("inequality", prose.say("inequality.title", &[])?),
    )
}

/// Gains and losses over all measurable changes of focus areas.
fn progress(prose: &Prose) -> Result<Option<Message>> {
    let Some(progress) = &prose.findings.progress else { return Ok(None) };
    let Some(rule) = &prose.framework.progress else { return Ok(None) };
    let tally = Tally::of(super::progress::level_changes(prose, progress));
    if tally.all() == 0 {
        return Ok(None);
    }
    message(
        prose,
        match tally.up.cmp(&tally.down) {
            std::cmp::Ordering::Greater => "progress.up",
            std::cmp::Ordering::Equal => "progress.even",
            std::cmp::Ordering::Less => "progress.down",
        },
        &[("up", count(tally.up)), ("down", count(tally.down))],
        &[
            ("n", count(tally.all())),
            ("possible", count(progress.levels.len())),
            ("up", count(tally.up)),
            ("down", count(tally.down)),
            ("none", count(tally.none)),
            ("noise", prose.noise_of_areas()?),
            ("from", span(prose, rule.from)?.into()),
            ("to", span(prose, rule.to)?.into()),
            ("detail", detail(prose, progress)?.join(" ").into()),
        ],
        ("progress", prose.say("progress.title", &[])?),
    )
}

/// Who is not ranked, and the required indicator whose absence keeps most of them out.
fn not_ranked(prose: &Prose) -> Result<Option<Message>> {
    let exhibits = prose.exhibits;
    let states = exhibits.panel.areas.len();
    let ranked = ranked_count(exhibits);
    let indicative = states - ranked;
    if indicative == 0 {
        return Ok(None);
    }
    let missing = not_ranked_for(exhibits, required);
    let mut why = prose.say("messages.standing.too_little", &[])?;
    let mut reasons = Vec::new();
    if let Some((&indicator, &n)) = missing.iter().max_by_key(|(_, n)| **n) {
        let named = ("indicator", prose.indicator(indicator).into());
        let said = [("indicative", count(indicative)), ("missing", count(n)), named];
        why = prose.say("messages.standing.required", &said)?;
        reasons.extend(prose.why_required(indicator).map(str::to_owned));
    }
    let people = match exhibits.findings.availability.people_ranked {
        Some(part) if ranked > 0 => {
            let said =
                [("ranked", count(ranked)), ("share", share(part)), ("states", count(states))];
            prose.say("messages.standing.people", &said)?
        }
        _ => String::new(),
    };
    let others = lacking_only_coverage(exhibits);
    if others > 0 && !missing.is_empty() {
        reasons.push(prose.say("messages.standing.coverage", &[("n", count(others))])?);
    }
    if facts::Standings::of(exhibits).indicative > 0 {
        reasons.push(prose.say("messages.standing.shown", &[])?);
    }
    message(
        prose,
        "standing",
        &[("indicative", count(indicative)), ("states", count(states))],
        &[("why", why.into()), ("people", people.into()), ("reasons", reasons.join(" ").into())],
        ("data", prose.say("data.title", &[])?),
    )
}

fn age_of_data(prose: &Prose) -> Result<Option<Message>> {
    let found = &prose.findings.availability;
    if found.used == 0 {
        return Ok(None);
    }
    let old = share_of(found.older_than_five, found.used);
    message(
        prose,
        "data",
        &[("old", share(old))],
        &[
            ("used", count(found.used)),
            ("possible", count(found.possible)),
            ("filled", share(share_of(found.used, found.possible))),
            ("old", count(found.older_than_five)),
            ("older", count(found.older_than_ten)),
            ("estimated", share(share_of(found.estimated, found.used))),
        ],
        ("data", prose.say("data.title", &[])?),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn independent_areas_would_mix_as_many_states_as_this() {
        // By hand: of 16 equal cases of two areas, highest and lowest or the reverse are 2.
        assert_eq!(expected_mixed(16, 2), 2);
        // 114 · (1 − 2 · 0.31640625 + 0.0625) = 48.98….
        assert_eq!(expected_mixed(114, 4), 49);
        assert_eq!(expected_mixed(114, 1), 0);
    }
}
