//! Messages of how many States, and which: what moved one way, what few reached, women against men, gains
//! against losses, and who is high or low everywhere.

use std::cmp::Ordering;

use super::finding::{Finding, Weighed};
use super::known::Known;
use crate::analyse::progress::IndicatorChange;
use crate::analyse::sexes::{ENOUGH_STATES, SexPair, medians};
use crate::model::ObsStatus;
use crate::statistics::median;

/// A modelled figure counts half as evidence.
const MODELLED: f64 = 0.5;
/// So many deviations from even, that chance would give it once in twenty: a sign test.
const SURELY: f64 = 1.96;
/// Of what is reached, States are named up to so many.
const NAMED: usize = 15;
/// Fewer than this say nothing of who has reached something in the world.
const ENOUGH_KNOWN: usize = 50;
/// A score below is in the lowest quarter of its scale, from 0 to 1.
const LOW: f64 = 0.25;

fn certainty(modelled: usize, all: usize) -> f64 {
    1.0 - MODELLED * modelled as f64 / all.max(1) as f64
}

/// Whether so many against so many is more than chance, and which way.
fn surely(up: usize, down: usize) -> Option<Ordering> {
    let (up, down) = (up as f64, down as f64);
    ((up - down).abs() >= SURELY * (up + down).sqrt() && up != down).then(|| up.total_cmp(&down))
}

pub(super) fn moved(known: Known) -> Vec<Weighed> {
    let Some(progress) = &known.findings.progress else { return Vec::new() };
    let mut found = Vec::new();
    let counted = |i: &usize| progress.is_counted(known.framework, *i);
    for indicator in (0..known.framework.indicators.len()).filter(counted) {
        let range = known.findings.ranges.indicators[indicator];
        let all: Vec<_> = progress.indicators.iter().filter(|c| c.indicator == indicator).collect();
        let going = |way: Ordering| {
            all.iter().filter(move |c| range.direction(c.change()) == way).map(|c| c.area)
        };
        let (up, down) = (going(Ordering::Greater).count(), going(Ordering::Less).count());
        let Some(way) = surely(up, down).filter(|_| all.len() >= ENOUGH_STATES) else { continue };
        let of = |value: fn(&&IndicatorChange) -> f64| {
            median(&all.iter().map(value).collect::<Vec<_>>())
        };
        let Some((from, to)) = of(|c| c.from_value).zip(of(|c| c.to_value)) else { continue };
        found.push(Weighed {
            people: known.people_in(going(way)),
            distance: up.abs_diff(down) as f64 / all.len() as f64,
            certainty: certainty(all.iter().filter(|c| c.estimated).count(), all.len()),
            finding: Finding::Moved { indicator, up, down, n: all.len(), from, to },
        });
    }
    found
}

pub(super) fn reached(known: Known) -> Vec<Weighed> {
    let mut found = Vec::new();
    for indicator in known.framework.scored() {
        if known.framework.indicators[indicator].goalposts().is_none() {
            continue;
        }
        let range = known.findings.ranges.indicators[indicator];
        let score = |area: usize| {
            let observed = *known.scores.observed.get(area, indicator);
            known.scores.indicators.get(area, indicator).filter(|_| observed)
        };
        let scored: Vec<(usize, f64)> = (0..known.panel.areas.len())
            .filter_map(|area| Some((area, range.share(score(area)?))))
            .collect();
        let areas: Vec<usize> = scored.iter().filter(|s| s.1 >= 1.0).map(|s| s.0).collect();
        if scored.len() < ENOUGH_KNOWN || areas.is_empty() || areas.len() > NAMED {
            continue;
        }
        let modelled = |area: usize| {
            let used = known.panel.used(area, indicator);
            used.is_some_and(|used| used.point.status == ObsStatus::Estimated)
        };
        let estimated = areas.iter().filter(|area| modelled(**area)).count();
        let low = scored.iter().filter(|s| s.1 < LOW).count();
        let others = scored.iter().filter(|s| s.1 < 1.0).map(|s| s.0);
        found.push(Weighed {
            people: known.people_in(others),
            distance: 1.0 - scored.iter().map(|s| s.1).sum::<f64>() / scored.len() as f64,
            certainty: certainty(estimated, areas.len()) * scored.len() as f64
                / known.panel.areas.len() as f64,
            finding: Finding::Reached { indicator, areas, low, n: scored.len() },
        });
    }
    found
}

pub(super) fn sexes(known: Known) -> Vec<Weighed> {
    let mut found = Vec::new();
    for indicator in known.framework.scored() {
        let pairs: Vec<&SexPair> =
            known.findings.sexes.iter().filter(|p| p.indicator == indicator).collect();
        let range = known.findings.ranges.indicators[indicator];
        let going = |way: Ordering| {
            let is = |p: &&&SexPair| range.direction(p.women_score - p.men_score) == way;
            pairs.iter().filter(is).count()
        };
        let (lower, higher) = (going(Ordering::Less), going(Ordering::Greater));
        if pairs.len() < ENOUGH_STATES
            || surely(higher, lower).is_none()
            || medians(&pairs).is_none()
        {
            continue;
        }
        let apart = |p: &&SexPair| (range.share(p.women_score) - range.share(p.men_score)).abs();
        let apart = median(&pairs.iter().map(apart).collect::<Vec<_>>()).unwrap_or_default();
        found.push(Weighed {
            // Half of the people are women.
            people: known.people_in(pairs.iter().map(|p| p.area)) / 2.0,
            distance: apart * lower.abs_diff(higher) as f64 / pairs.len() as f64,
            certainty: certainty(pairs.iter().filter(|p| p.estimated).count(), pairs.len()),
            finding: Finding::Sexes { indicator, lower, higher, n: pairs.len() },
        });
    }
    found
}

pub(super) fn progress(known: Known) -> Option<Weighed> {
    let progress = known.findings.progress.as_ref()?;
    let measured = progress.levels.iter().filter_map(|l| Some((l, l.scores?)));
    let measured: Vec<_> = measured.collect();
    let way = |way: Ordering| {
        let going = measured.iter().filter(move |(l, (from, to))| {
            known.findings.ranges.levels[l.level].direction(to - from) == way
        });
        going.count()
    };
    let (up, down) = (way(Ordering::Greater), way(Ordering::Less));
    let n = measured.len();
    let moved = measured.iter().map(|(l, (from, to))| {
        let range = known.findings.ranges.levels[l.level];
        range.share(*to) - range.share(*from)
    });
    let middle = median(&moved.collect::<Vec<_>>())?.abs();
    let modelled = measured.iter().filter(|(l, _)| l.is_modelled()).count();
    Some(Weighed {
        people: known.people_in(measured.iter().map(|(l, _)| l.area)),
        distance: middle,
        certainty: certainty(modelled, n),
        finding: Finding::Progress { up, down, n },
    })
}

pub(super) fn uneven(known: Known) -> Option<Weighed> {
    let areas: Vec<usize> = known.framework.focus_areas().collect();
    let ranked = known.ranked();
    if ranked.is_empty() || areas.len() < 2 {
        return None;
    }
    let bands = |state: usize| areas.iter().map(move |&l| *known.scores.quartiles.get(state, l));
    let all = |state: &usize, band: u8| bands(*state).all(|b| b == Some(band));
    let any = |state: &usize, band: u8| bands(*state).any(|b| b == Some(band));
    let high: Vec<usize> = ranked.iter().copied().filter(|s| all(s, 4)).collect();
    let low: Vec<usize> = ranked.iter().copied().filter(|s| all(s, 1)).collect();
    let mixed = ranked.iter().filter(|s| any(s, 4) && any(s, 1)).count();
    let expected = expected_mixed(ranked.len(), areas.len());
    Some(Weighed {
        people: known.people_in(high.iter().chain(&low).copied()),
        distance: expected.abs_diff(mixed) as f64 / ranked.len() as f64,
        certainty: ranked.len() as f64 / known.panel.areas.len() as f64,
        finding: Finding::Uneven { low: low.len(), high, mixed, expected, n: ranked.len() },
    })
}

/// How many of `states` States would be in the highest quarter of one of `areas` areas and in the
/// lowest of another if the areas were independent: all but those without a highest quarter and those
/// without a lowest, which leaves out twice those with neither.
fn expected_mixed(states: usize, areas: usize) -> usize {
    let power = |share: f64| share.powi(areas as i32);
    (states as f64 * (1.0 - 2.0 * power(0.75) + power(0.5))).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_one_way_than_chance_gives_is_told_and_no_less() {
        // Of 100, 60 against 40 is 2 deviations; 59 against 41 is 1.8.
        assert_eq!(surely(60, 40), Some(Ordering::Greater));
        assert_eq!(surely(40, 60), Some(Ordering::Less));
        assert_eq!(surely(59, 41), None);
        assert_eq!(surely(0, 0), None);
        // One against none is chance.
        assert_eq!((surely(1, 0), surely(4, 0)), (None, Some(Ordering::Greater)));
    }

    #[test]
    fn independent_areas_would_mix_as_many_states_as_this() {
        // By hand: of 16 equal cases of two areas, highest and lowest or the reverse are 2.
        assert_eq!(expected_mixed(16, 2), 2);
        // 114 · (1 − 2 · 0.31640625 + 0.0625) = 48.98….
        assert_eq!(expected_mixed(114, 4), 49);
        assert_eq!(expected_mixed(114, 1), 0);
    }
}
