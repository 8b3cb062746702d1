//! A finding of `analyse` in words: a heading that states it with its number, a few sentences, and the
//! chapter that says more.

use super::content::{Block, KeyMessage};
use super::finding_heads::{aggregate, best, headed, number};
use super::numbers;
use super::prose::{Argument, Prose, share, year};
use crate::analyse::audit::own_area;
use crate::analyse::{self, Finding, Total, Weighed};
use crate::fault::{Faults, Result};
use crate::words::{Number, said, say};

/// Names in a message; of more, the rest are counted.
const NAMED: usize = 10;

/// Heading, text and where to read on.
pub(super) fn message(prose: &Prose, of: &Weighed) -> Result<KeyMessage> {
    let (see, see_title) = see(prose, &of.finding)?;
    let text = text(prose, of, NAMED)?;
    Ok(KeyMessage { heading: heading(prose, &of.finding)?, text, see, see_title })
}

/// What was found that `fits`, with every name: a text for each.
pub(super) fn in_full(prose: &Prose, fits: impl Fn(&Finding) -> bool) -> Result<Vec<Block>> {
    let found = prose.found.iter().filter(|of| fits(&of.finding));
    let told = found.map(|of| {
        let opening = say!(prose, "messages.opening", finding = heading(prose, &of.finding)?)?;
        Ok(Block::Text { text: format!("{opening} {}", text(prose, of, usize::MAX)?) })
    });
    told.collect()
}

/// The finding in a sentence.
pub(super) fn heading(prose: &Prose, finding: &Finding) -> Result<String> {
    let (key, arguments) = headed(prose, finding)?;
    say!(prose, &format!("messages.{key}.heading"), ..arguments)
}

/// The strongest finding that `fits`, as the sentence that opens a chapter; none where nothing is found.
pub(super) fn opening(prose: &Prose, fits: impl Fn(&Finding) -> bool) -> Result<Option<String>> {
    let Some(of) = prose.found.iter().find(|of| fits(&of.finding)) else { return Ok(None) };
    say!(prose, "messages.opening", finding = heading(prose, &of.finding)?).map(Some)
}

fn text(prose: &Prose, of: &Weighed, named: usize) -> Result<String> {
    let key = headed(prose, &of.finding)?.0;
    let said = |arguments: &[Argument]| say!(prose, &format!("messages.{key}.text"), ..arguments);
    let people = share(of.people);
    match &of.finding {
        Finding::Gap { .. }
        | Finding::Lack { .. }
        | Finding::Trend { .. }
        | Finding::Turn { .. } => text_of_the_world(prose, of, &key),
        Finding::Moved { indicator: i, up, down, n, from, to } => said(&said![
            ..spans(prose)?,
            up = *up,
            down = *down,
            none = n - up - down,
            from = prose.value(*i, *from),
            to = prose.value(*i, *to),
            unit = prose.unit(*i),
            people
        ]),
        Finding::Reached { indicator: i, areas, low, n } => said(&said![
            best = best(prose, *i),
            names = names(prose, &prose.by_short_name(areas), named)?,
            low = *low,
            n = *n
        ]),
        Finding::Income { above, below, n } => said(&said![
            n = *n,
            above = names(prose, above, named)?,
            below = names(prose, below, named)?
        ]),
        Finding::Against { n, correlation, partial, .. } => said(&said![
            n = *n,
            correlation = Number::decimal(*correlation, 2),
            partial = Number::decimal(*partial, 2)
        ]),
        Finding::Sexes { indicator: i, lower, higher, n } => said(&said![
            lower = *lower,
            higher = *higher,
            none = n - lower - higher,
            noise = prose.noise([prose.indicator_range(*i)])?,
            modelled = modelled(prose, *i)?
        ]),
        Finding::Progress { up, down, n } => progress(prose, &key, (*up, *down, *n)),
        Finding::Uneven { .. } => uneven(prose, &of.finding, named),
        Finding::Inequality { correlation, n, .. } => {
            let found = prose.findings.inequality.as_ref();
            let income =
                found.map_or(Ok(None), |f| super::inequality::at_equal_income(prose, f))?;
            said(&said![
                n = *n,
                indicator = found.map_or("", |f| prose.indicator(f.indicator)),
                correlation = Number::decimal(*correlation, 2),
                income = income.unwrap_or_default()
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
        let text = say!(prose, &format!("messages.{key}.text"), ..arguments)?;
        Ok(numbers::with_reason(prose, number_of, text.trim_end().to_owned()))
    };
    let people = share(of.people);
    match &of.finding {
        Finding::Gap { world, .. } => said(&said![
            number = number(prose, world)?,
            name = aggregate(prose, world),
            n = world.n,
            share = share(world.share),
            years = numbers::years(prose, world)?
        ]),
        Finding::Lack { world, lacking } => {
            let backed = said![
                people,
                n = world.n,
                share = share(world.share),
                years = numbers::years(prose, world)?
            ];
            let of = prose.in_language(&prose.framework.aggregates[world.aggregate].of);
            match key.ends_with("more") {
                true => said(&said![..backed, lacking = share(*lacking), of]),
                false => said(&backed),
            }
        }
        Finding::Trend { first, last } | Finding::Turn { first, last, .. } => said(&said![
            first = number(prose, first)?,
            from = year(first.year.unwrap_or_default()),
            n = last.n,
            share = share(first.share.min(last.share)),
            latest = by_the_latest(prose, last)?
        ]),
        _ => Ok(String::new()),
    }
}

/// Who is high or low everywhere, and how far areas go together.
fn uneven(prose: &Prose, finding: &Finding, named: usize) -> Result<String> {
    let Finding::Uneven { high, low, mixed, expected, n } = finding else {
        return Ok(String::new());
    };
    let together = match (2 * mixed <= *expected, mixed < expected) {
        (true, _) => "mostly",
        (_, true) => "partly",
        _ => "hardly",
    };
    let rest = said![mixed = *mixed, ranked = *n, expected = *expected];
    let rest = say!(prose, &format!("messages.uneven.{together}"), ..rest)?;
    let who = match high.is_empty() {
        true => String::new(),
        false => say!(
            prose,
            "messages.uneven.who",
            names = names(prose, &prose.by_short_name(high), named)?
        )?,
    };
    let text = say!(prose, "messages.uneven.text", low = *low, who, rest)?;
    Ok(text.trim_start().to_owned())
}

/// Names in the order given, the furthest first; of more than `named`, how many more.
fn names(prose: &Prose, areas: &[usize], named: usize) -> Result<String> {
    let shown = &areas[..areas.len().min(named)];
    let names: Vec<String> = shown.iter().map(|&area| prose.marked_short(area, 0)).collect();
    let more = areas.len() - shown.len();
    if more == 0 {
        return prose.list(&names);
    }
    say!(prose, "audit.more", names = prose.words.row(&names)?, n = more)
}

fn modelled(prose: &Prose, indicator: usize) -> Result<String> {
    let (n, estimated) = super::evidence::pairs(prose, &[indicator]);
    match estimated {
        0 => Ok(String::new()),
        all if all == n => say!(prose, "messages.sexes.all_modelled"),
        some => {
            say!(prose, "messages.sexes.some_modelled", estimated = some, n)
        }
    }
}

fn progress(prose: &Prose, key: &str, (up, down, n): (usize, usize, usize)) -> Result<String> {
    let both = prose.findings.progress.as_ref().zip(prose.framework.progress.as_ref());
    let Some((progress, rule)) = both else { return Ok(String::new()) };
    let said = said![
        n,
        possible = progress.levels.len(),
        up,
        down,
        none = n - up - down,
        noise = prose.noise_of_areas()?,
        from = super::evidence::span(prose, rule.from)?,
        to = super::evidence::span(prose, rule.to)?,
        modelled = super::evidence::modelled(prose, progress)?.unwrap_or_default()
    ];
    say!(prose, &format!("messages.{key}.text"), ..said)
}

/// The spans of years that changes are taken between.
fn spans(prose: &Prose) -> Result<[Argument<'static>; 2]> {
    let Some(rule) = &prose.framework.progress else {
        return Ok(said![first = String::new(), last = String::new()]);
    };
    let [first, last] = [rule.from, rule.to].map(|years| super::evidence::span(prose, years));
    Ok(said![first = first?, last = last?])
}

/// A number by newer values than those at the end of its line; empty where there are none.
fn by_the_latest(prose: &Prose, line: &Total) -> Result<String> {
    let Some(latest) = super::real_numbers::newer(prose, line) else { return Ok(String::new()) };
    let said = said![
        latest = number(prose, latest)?,
        n = latest.n,
        years = numbers::years(prose, latest)?
    ];
    say!(prose, "messages.trend.latest", ..said)
}

/// The chapter that says more.
fn see(prose: &Prose, finding: &Finding) -> Result<(String, String)> {
    let of = |id: &str, key: &str| Ok::<_, Faults>((id.to_owned(), say!(prose, key)?));
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
        // The chapter in which such pairs stand side by side.
        Finding::Against { .. } => of("audit", "audit.title"),
        Finding::Reached { indicator, .. } => {
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
