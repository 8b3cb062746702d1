//! The heading of a finding: what it states, with its number.

use super::numbers;
use super::prose::{Argument, Prose, year};
use crate::analyse::{Finding, Total};
use crate::fault::Result;
use crate::framework::Direction;
use crate::model::Language;
use crate::words::{Say, said};

pub(super) type Headed<'a> = (String, Vec<Argument<'a>>);

pub(super) fn aggregate<'a>(prose: &Prose<'a>, total: &Total) -> &'a str {
    prose.in_language(&prose.framework.aggregates[total.aggregate].name)
}

pub(super) fn number(prose: &Prose, total: &Total) -> Result<Say> {
    Ok(numbers::value(prose, total)?.unwrap_or_default().into())
}

pub(super) fn group(prose: &Prose, total: &Total) -> Say {
    numbers::group(prose, total).unwrap_or_default().into()
}

/// The value that scores highest, with its unit.
pub(super) fn best(prose: &Prose, indicator: usize) -> Say {
    let posts = prose.framework.indicators[indicator].goalposts();
    let told = |best| {
        let (value, unit) = (prose.value(indicator, best), prose.unit(indicator));
        match (unit.starts_with('%'), prose.language()) {
            (true, Language::En) => format!("{value}{unit}"),
            (true, _) => format!("{value}\u{a0}{unit}"),
            (false, _) => format!("{value} ({unit})"),
        }
    };
    posts.map_or_else(String::new, |posts| told(posts.best)).into()
}

/// The key of a finding, which says its direction too, and what its heading holds.
pub(super) fn headed<'a>(prose: &Prose<'a>, finding: &Finding) -> Result<Headed<'a>> {
    let indicator = |i: &usize| prose.indicator(*i);
    if let Some(said) = headed_of_the_world(prose, finding)? {
        return Ok(said);
    }
    Ok(match finding {
        Finding::Moved { indicator: i, up, down, n, .. } => {
            let (key, most) = if down > up { ("moved.down", down) } else { ("moved.up", up) };
            (key.into(), said![indicator = indicator(i), most = *most, n = *n].into())
        }
        Finding::Reached { indicator: i, areas, n, .. } => {
            let (reached, best) = (areas.len(), best(prose, *i));
            ("reached".into(), said![indicator = indicator(i), reached, n = *n, best].into())
        }
        Finding::Income { above, below, .. } => {
            let (above, below) = (above.len(), below.len());
            ("income".into(), said![above, below].into())
        }
        Finding::Against { first, second, .. } => {
            ("against".into(), said![first = indicator(first), second = indicator(second)].into())
        }
        Finding::Sexes { indicator: i, lower, higher, n } => {
            let (key, most) =
                if lower > higher { ("sexes.lower", lower) } else { ("sexes.higher", higher) };
            (key.into(), said![indicator = indicator(i), most = *most, n = *n].into())
        }
        Finding::Progress { up, down, .. } => {
            let key = match up.cmp(down) {
                std::cmp::Ordering::Greater => "progress.up",
                std::cmp::Ordering::Equal => "progress.even",
                std::cmp::Ordering::Less => "progress.down",
            };
            (key.into(), said![up = *up, down = *down].into())
        }
        Finding::Uneven { high, n, .. } => {
            ("uneven".into(), said![high = high.len(), ranked = *n].into())
        }
        Finding::Inequality { correlation, .. } => {
            let strength = super::inequality::strength(*correlation);
            (format!("inequality.{strength}"), Vec::new())
        }
        // Told above.
        Finding::Gap { .. }
        | Finding::Lack { .. }
        | Finding::Trend { .. }
        | Finding::Turn { .. } => (String::new(), Vec::new()),
    })
}

/// The same of numbers of the world; `None` of other findings.
fn headed_of_the_world<'a>(prose: &Prose<'a>, finding: &Finding) -> Result<Option<Headed<'a>>> {
    Ok(Some(match finding {
        Finding::Gap { world, low, high } => {
            let said = said![
                low = number(prose, low)?,
                high = number(prose, high)?,
                low_group = group(prose, low),
                high_group = group(prose, high),
                name = aggregate(prose, world)
            ];
            ("apart".into(), said.into())
        }
        Finding::Lack { world, .. } => {
            let said = said![number = number(prose, world)?, name = aggregate(prose, world)];
            let direction = prose.framework.aggregates[world.aggregate].direction;
            let key = if direction == Direction::More { "lack.more" } else { "lack.less" };
            (key.into(), said.into())
        }
        Finding::Trend { first, last } => {
            let key = if last.value > first.value { "trend.up" } else { "trend.down" };
            (key.into(), ends(prose, first, last)?)
        }
        Finding::Turn { first, turn, last } => {
            let key = if turn.value > first.value { "turn.peak" } else { "turn.trough" };
            let mut said = ends(prose, first, last)?;
            said.retain(|(name, _)| *name != "first");
            let year = year(turn.year.unwrap_or_default());
            said.extend(said![turn = number(prose, turn)?, year]);
            (key.into(), said)
        }
        _ => return Ok(None),
    }))
}

/// A number of the world in its first and its last year.
pub(super) fn ends<'a>(
    prose: &Prose<'a>,
    first: &Total,
    last: &Total,
) -> Result<Vec<Argument<'a>>> {
    Ok(said![
        first = number(prose, first)?,
        last = number(prose, last)?,
        to = year(last.year.unwrap_or_default()),
        name = aggregate(prose, last)
    ]
    .into())
}
