//! A finding of `analyse` in words: a heading that states it with its number, a few sentences, and the
//! chapter that says more.

use super::content::Message;
use super::finding_heads::{aggregate, best, headed, number};
use super::numbers;
use super::prose::{Argument, Prose, count, share, year};
use crate::analyse::audit::own_area;
use crate::analyse::{self, Finding, Weighed};
use crate::fault::{Faults, Result};
use crate::words::Number;

/// Names in a message; of more, the rest are counted.
const NAMED: usize = 10;

/// Heading, text and where to read on.
pub(super) fn message(prose: &Prose, of: &Weighed) -> Result<Message> {
    let (see, see_title) = see(prose, &of.finding)?;
    Ok(Message { heading: heading(prose, &of.finding)?, text: text(prose, of)?, see, see_title })
}

/// The finding in a sentence.
pub(super) fn heading(prose: &Prose, finding: &Finding) -> Result<String> {
    let (key, arguments) = headed(prose, finding)?;
    prose.say(&format!("messages.{key}.heading"), &arguments)
}

/// The strongest finding that `fits`, as the sentence that opens a chapter; none where nothing is found.
pub(super) fn opening(prose: &Prose, fits: impl Fn(&Finding) -> bool) -> Result<Option<String>> {
    let Some(of) = prose.found.iter().find(|of| fits(&of.finding)) else { return Ok(None) };
    let said = [("finding", heading(prose, &of.finding)?.into())];
    prose.say("messages.opening", &said).map(Some)
}

fn text(prose: &Prose, of: &Weighed) -> Result<String> {
    let key = headed(prose, &of.finding)?.0;
    let said = |arguments: &[Argument]| prose.say(&format!("messages.{key}.text"), arguments);
    let people = ("people", share(of.people));
    match &of.finding {
        Finding::Gap { .. }
        | Finding::Lack { .. }
        | Finding::Trend { .. }
        | Finding::Turn { .. } => text_of_the_world(prose, of, &key),
        Finding::Moved { indicator: i, up, down, n, from, to } => said(&[
            ("up", count(*up)),
            ("down", count(*down)),
            ("none", count(n - up - down)),
            ("from", prose.value(*i, *from).into()),
            ("to", prose.value(*i, *to).into()),
            ("unit", prose.unit(*i).into()),
            people,
        ]),
        Finding::Reached { indicator: i, areas, low, n } => said(&[
            ("best", best(prose, *i)),
            ("names", names(prose, &prose.by_short_name(areas))?.into()),
            ("low", count(*low)),
            ("n", count(*n)),
        ]),
        Finding::Income { above, below, n } => said(&[
            ("n", count(*n)),
            ("above", names(prose, above)?.into()),
            ("below", names(prose, below)?.into()),
        ]),
        Finding::Against { n, correlation, partial, .. } => said(&[
            ("n", count(*n)),
            ("correlation", Number::decimal(*correlation, 2).into()),
            ("partial", Number::decimal(*partial, 2).into()),
        ]),
        Finding::Sexes { indicator: i, lower, higher, n } => said(&[
            ("lower", count(*lower)),
            ("higher", count(*higher)),
            ("none", count(n - lower - higher)),
            ("noise", prose.noise([prose.indicator_range(*i)])?),
            ("modelled", modelled(prose, *i)?.into()),
        ]),
        Finding::Progress { up, down, n } => progress(prose, &key, (*up, *down, *n)),
        Finding::Uneven { .. } => uneven(prose, &of.finding),
        Finding::Inequality { correlation, n, .. } => {
            let found = prose.findings.inequality.as_ref();
            let income =
                found.map_or(Ok(None), |f| super::inequality::at_equal_income(prose, f))?;
            let named = found.map_or("", |f| prose.indicator(f.indicator));
            said(&[
                ("n", count(*n)),
                ("indicator", named.into()),
                ("correlation", Number::decimal(*correlation, 2).into()),
                ("income", income.unwrap_or_default().into()),
            ])
        }
    }
}

fn text_of_the_world(prose: &Prose, of: &Weighed, key: &str) -> Result<String> {
    let number_of = match &of.finding {
        Finding::Gap { world, .. } | Finding::Lack { world, .. } => world.aggregate,
        Finding::Trend { last, .. } | Finding::Turn { last, .. } => last.aggregate,
        _ => return Ok(String::new()),
    };
    let said = |arguments: &[Argument]| -> Result<String> {
        let text = prose.say(&format!("messages.{key}.text"), arguments)?;
        Ok(numbers::with_reason(prose, number_of, text))
    };
    let people = ("people", share(of.people));
    match &of.finding {
        Finding::Gap { world, .. } => said(&[
            ("number", number(prose, world)?),
            ("name", aggregate(prose, world).into()),
            ("n", count(world.n)),
            ("share", share(world.share)),
            ("years", numbers::years(prose, world)?.into()),
        ]),
        Finding::Lack { world, lacking } => {
            let backed = [
                people,
                ("n", count(world.n)),
                ("share", share(world.share)),
                ("years", numbers::years(prose, world)?.into()),
            ];
            let of = prose.in_language(&prose.framework.aggregates[world.aggregate].of);
            match key.ends_with("more") {
                true => said(
                    &[&backed[..], &[("lacking", share(*lacking)), ("of", of.into())]].concat(),
                ),
                false => said(&backed),
            }
        }
        Finding::Trend { first, last } | Finding::Turn { first, last, .. } => said(&[
            ("first", number(prose, first)?),
            ("from", year(first.year.unwrap_or_default())),
            ("n", count(last.n)),
            ("share", share(first.share.min(last.share))),
        ]),
        _ => Ok(String::new()),
    }
}

/// Who is high or low everywhere, and how far areas go together.
fn uneven(prose: &Prose, finding: &Finding) -> Result<String> {
    let Finding::Uneven { high, low, mixed, expected, n } = finding else {
        return Ok(String::new());
    };
    let together = match (2 * mixed <= *expected, mixed < expected) {
        (true, _) => "mostly",
        (_, true) => "partly",
        _ => "hardly",
    };
    let rest = [("mixed", count(*mixed)), ("ranked", count(*n)), ("expected", count(*expected))];
    let rest = prose.say(&format!("messages.uneven.{together}"), &rest)?;
    let who = match high.is_empty() {
        true => String::new(),
        false => prose.say(
            "messages.uneven.who",
            &[("names", names(prose, &prose.by_short_name(high))?.into())],
        )?,
    };
    let text = prose.say(
        "messages.uneven.text",
        &[("low", count(*low)), ("who", who.into()), ("rest", rest.into())],
    )?;
    Ok(text.trim_start().to_owned())
}

/// Names in the order given, the furthest first; of more than a few, how many more.
fn names(prose: &Prose, areas: &[usize]) -> Result<String> {
    let shown = &areas[..areas.len().min(NAMED)];
    let names: Vec<String> = shown.iter().map(|&area| prose.marked_short(area, 0)).collect();
    let more = areas.len() - shown.len();
    if more == 0 {
        return prose.list(&names);
    }
    let row = prose.words.row(&names)?;
    prose.say("audit.more", &[("names", row.into()), ("n", count(more))])
}

fn modelled(prose: &Prose, indicator: usize) -> Result<String> {
    let (n, estimated) = super::evidence::pairs(prose, &[indicator]);
    match estimated {
        0 => Ok(String::new()),
        all if all == n => prose.say("messages.sexes.all_modelled", &[]),
        some => {
            let arguments = [("estimated", count(some)), ("n", count(n))];
            prose.say("messages.sexes.some_modelled", &arguments)
        }
    }
}

fn progress(prose: &Prose, key: &str, (up, down, n): (usize, usize, usize)) -> Result<String> {
    let both = prose.findings.progress.as_ref().zip(prose.framework.progress.as_ref());
    let Some((progress, rule)) = both else { return Ok(String::new()) };
    let said = [
        ("n", count(n)),
        ("possible", count(progress.levels.len())),
        ("up", count(up)),
        ("down", count(down)),
        ("none", count(n - up - down)),
        ("noise", prose.noise_of_areas()?),
        ("from", super::evidence::span(prose, rule.from)?.into()),
        ("to", super::evidence::span(prose, rule.to)?.into()),
        ("modelled", super::evidence::modelled(prose, progress)?.unwrap_or_default().into()),
    ];
    prose.say(&format!("messages.{key}.text"), &said)
}

/// The chapter that says more.
fn see(prose: &Prose, finding: &Finding) -> Result<(String, String)> {
    let of = |id: &str, key: &str| Ok::<_, Faults>((id.to_owned(), prose.say(key, &[])?));
    let (all_of_them, title) = numbers::all_of_them(prose);
    match finding {
        Finding::Gap { world, .. } | Finding::Lack { world, .. } => {
            let mut shown = analyse::shown(prose.framework, &prose.findings.totals);
            match shown.any(|total| total.aggregate == world.aggregate) {
                true => of("numbers", "numbers.title"),
                false => of(all_of_them, title),
            }
        }
        Finding::Trend { .. } | Finding::Turn { .. } => match prose.exhibit("lines")? {
            Some(_) if prose.findings.progress.is_some() => of("at-fig-lines", "progress.title"),
            _ => of(all_of_them, title),
        },
        Finding::Reached { indicator, .. } | Finding::Against { first: indicator, .. } => {
            let area = own_area(prose.framework, *indicator).filter(|&area| area > 0);
            match area {
                Some(level) => {
                    let code = &prose.framework.levels[level].code;
                    Ok((super::prose::chapter_id(code), prose.level(level).to_owned()))
                }
                None => of("overall", "overall.title"),
            }
        }
        Finding::Moved { .. } | Finding::Progress { .. } => of("progress", "progress.title"),
        Finding::Sexes { .. } => of("sexes", "sexes.title"),
        Finding::Income { .. } | Finding::Uneven { .. } => of("overall", "overall.title"),
        Finding::Inequality { .. } => of("inequality", "inequality.title"),
    }
}
