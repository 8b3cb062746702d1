//! The key messages: what an edition finds of the world, the strongest first, and on a page of its own what
//! stands behind them: how they were chosen, how sure ranks are, and the state of the data.

use super::content::{Block, Chapter, KeyMessage};
use super::findings;
use super::prose::{Argument, Prose, share, share_of, text};
use super::unranked::{lacking_only_coverage, not_ranked_for, required};
use crate::analyse::{MESSAGES, Standings, leading};
use crate::exhibits::names;
use crate::fault::Result;
use crate::words::{said, say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let exhibits = prose.exhibits;
    let found = leading(&prose.found);
    let items = found.iter().map(|of| findings::message(prose, of));
    let mut items = items.collect::<Result<Vec<_>>>()?;
    // These are the first pages on which a name may bear the sign.
    if let Some(first) = items.iter_mut().find(|item| item.text.contains(names::MARK)) {
        first.text = [&*first.text, &prose.what_is_marked()?].join(" ");
    }
    let title = say!(prose, "messages.title")?;
    let states = exhibits.panel.areas.len();
    let Standings { ranked, .. } = Standings::of(exhibits.scores);
    let key = match exhibits.edition.another {
        Some(_) => "messages.summary_another",
        None => "messages.summary",
    };
    let mut summary = vec![match exhibits.findings.availability.used {
        0 => say!(prose, "messages.summary_empty", states)?,
        used => say!(prose, key, states, ranked, values = used)?,
    }];
    if items.is_empty() && exhibits.findings.availability.used > 0 {
        summary.push(say!(prose, "messages.nothing")?);
    }
    Ok(Chapter::of("messages", title, summary, vec![Block::Messages { items }]))
}

/// How the messages were chosen, how sure ranks are, who is not ranked, and how old the data are.
pub(super) fn behind(prose: &Prose) -> Result<Option<Chapter>> {
    let found = [sure_ranks(prose)?, not_ranked(prose)?, age_of_data(prose)?];
    let items: Vec<KeyMessage> = found.into_iter().flatten().collect();
    if items.is_empty() {
        return Ok(None);
    }
    let title = say!(prose, "messages.behind.title")?;
    Ok(Some(Chapter::of(
        "behind",
        title,
        vec![say!(prose, "messages.behind.summary")?],
        vec![
            Block::Messages { items },
            prose.heading("messages.behind.heading")?,
            text!(prose, "messages.behind.text", n = MESSAGES)?,
        ],
    )))
}

fn message(
    prose: &Prose,
    key: &str,
    heading: &[Argument],
    text: &[Argument],
    see: (&str, String),
) -> Result<Option<KeyMessage>> {
    Ok(Some(KeyMessage {
        heading: say!(prose, &format!("messages.{key}.heading"), ..heading)?,
        text: say!(prose, &format!("messages.{key}.text"), ..text)?.trim_end().to_owned(),
        see: see.0.to_owned(),
        see_title: see.1,
    }))
}

/// How wide the intervals of ranks are, and which States stand at the ends as far as can be told.
fn sure_ranks(prose: &Prose) -> Result<Option<KeyMessage>> {
    let Some([width, _, _, undecided, certain]) = super::ranks::doubt(prose)? else {
        return Ok(None);
    };
    if prose.simulation.width_of_half() == Some(0.0) {
        return Ok(None);
    }
    message(
        prose,
        "ranks",
        &[width],
        &said![ends = super::ranks::both_ends(prose)?.join(" "), ..[undecided, certain]],
        ("overall", say!(prose, "overall.title")?),
    )
}

/// Who is not ranked, and the required indicator whose absence keeps most of them out.
fn not_ranked(prose: &Prose) -> Result<Option<KeyMessage>> {
    let exhibits = prose.exhibits;
    let states = exhibits.panel.areas.len();
    let Standings { ranked, indicative, .. } = Standings::of(exhibits.scores);
    let unranked = states - ranked;
    if unranked == 0 {
        return Ok(None);
    }
    let missing = not_ranked_for(exhibits, required);
    let is_all_asked = exhibits.framework.ranking_coverage == 0.0;
    let key = if is_all_asked { "incomplete" } else { "too_little" };
    let mut why = say!(prose, &format!("messages.standing.{key}"))?;
    let mut reasons = Vec::new();
    if let Some((&indicator, &n)) = missing.iter().max_by_key(|(_, n)| **n) {
        let said =
            said![indicative = unranked, missing = n, indicator = prose.indicator(indicator)];
        why = say!(prose, "messages.standing.required", ..said)?;
        reasons.extend(prose.why_required(indicator).map(str::to_owned));
    }
    let people = match exhibits.findings.availability.people_ranked {
        Some(part) if ranked > 0 => {
            say!(prose, "messages.standing.people", ranked, share = share(part), states)?
        }
        _ => String::new(),
    };
    let others = lacking_only_coverage(exhibits);
    if others > 0 && !missing.is_empty() {
        reasons.push(say!(prose, "messages.standing.coverage", n = others)?);
    }
    if indicative > 0 {
        reasons.push(say!(prose, "messages.standing.shown")?);
    }
    message(
        prose,
        "standing",
        &said![indicative, states],
        &said![why, people, reasons = reasons.join(" ")],
        ("data", say!(prose, "data.title")?),
    )
}

pub(super) fn age_of_data(prose: &Prose) -> Result<Option<KeyMessage>> {
    let found = &prose.findings.availability;
    if found.used == 0 {
        return Ok(None);
    }
    let old = share_of(found.older_than_five, found.used);
    message(
        prose,
        "data",
        &said![old = share(old)],
        &said![
            used = found.used,
            possible = found.possible,
            filled = share(share_of(found.used, found.possible)),
            old = found.older_than_five,
            older = found.older_than_ten,
            estimated = share(share_of(found.estimated, found.used))
        ],
        ("data", say!(prose, "data.title")?),
    )
}
