//! Messages in real units, of the numbers of the world: what groups are apart on, what people lack, and
//! what changed.

use super::finding::{Finding, Weighed};
use super::known::Known;
use crate::analyse::aggregates::{Backing, Total, Whole, of_peers};
use crate::framework::{Aggregate, Direction};

/// Numbers of the world with enough of the weight behind them.
fn told<'a>(known: Known<'a>) -> impl Iterator<Item = &'a Total> + 'a {
    let world =
        known.findings.totals.iter().filter(|t| t.whole == Whole::World && t.year.is_none());
    world.filter(move |total| total.backing(known.framework) == Backing::Enough)
}

/// How far a number can go: a share to 100, another as far as a number of per hundred.
const SPAN: f64 = 100.0;

/// Whether it is a share in per cent, of which what is left is lacking.
fn is_share(aggregate: &Aggregate) -> bool {
    aggregate.unit.as_ref().is_some_and(|unit| unit.en == "%")
}

/// Share of the world's people that a number speaks of.
fn people(known: Known, total: &Total) -> f64 {
    let all = known.population();
    if all > 0.0 { (total.weight / all).min(1.0) } else { total.share }
}

pub(super) fn gaps(known: Known) -> Vec<Weighed> {
    let gap = |world: &Total| {
        let groups = of_peers(known.framework, &known.findings.totals, world.aggregate)
            .filter(|total| total.backing(known.framework) != Backing::TooLittle);
        let groups: Vec<&Total> = groups.collect();
        let value = |total: &Total| total.value.unwrap_or_default();
        let low = *groups.iter().min_by(|a, b| value(a).total_cmp(&value(b)))?;
        let high = *groups.iter().max_by(|a, b| value(a).total_cmp(&value(b)))?;
        Some(Weighed {
            people: people(known, world),
            distance: ((value(high) - value(low)) / SPAN).clamp(0.0, 1.0),
            certainty: world.share.min(low.share).min(high.share),
            finding: Finding::Gap { world: world.clone(), low: low.clone(), high: high.clone() },
        })
    };
    told(known).filter_map(gap).collect()
}

pub(super) fn lacks(known: Known) -> Vec<Weighed> {
    let lack = |world: &Total| {
        let aggregate = &known.framework.aggregates[world.aggregate];
        let part = (world.value? / SPAN).clamp(0.0, 1.0);
        let lacking = if aggregate.direction == Direction::More { 1.0 - part } else { part };
        is_share(aggregate).then(|| Weighed {
            people: people(known, world) * lacking,
            distance: lacking,
            certainty: world.share,
            finding: Finding::Lack { world: world.clone(), lacking },
        })
    };
    told(known).filter_map(lack).collect()
}

/// A change of less than this many units is none.
const LEAST: f64 = 1.0;

/// The line of each number of the world, where enough of the weight stands behind it at both ends.
pub(super) fn trends(known: Known) -> Vec<Weighed> {
    let mut found = Vec::new();
    for aggregate in 0..known.framework.aggregates.len() {
        let line: Vec<&Total> = known
            .findings
            .totals
            .iter()
            .filter(|t| t.aggregate == aggregate && t.whole == Whole::World && t.year.is_some())
            .filter(|t| t.backing(known.framework) == Backing::Enough)
            .collect();
        let Some((finding, distance)) = trend(&line) else { continue };
        let last = line[line.len() - 1];
        found.push(Weighed {
            people: people(known, last),
            distance: (distance / SPAN).min(1.0),
            certainty: line.iter().map(|t| t.share).fold(1.0, f64::min),
            finding,
        });
    }
    found
}

/// Whether a line turned, or how far it went from its first year to its last.
fn trend(line: &[&Total]) -> Option<(Finding, f64)> {
    let value = |total: &Total| total.value.unwrap_or_default();
    let (first, last) = (*line.first()?, *line.last()?);
    let between = line.get(1..line.len() - 1)?;
    // The year furthest beyond both ends.
    let beyond = |total: &Total| {
        let (a, b) = (value(total) - value(first), value(total) - value(last));
        if a * b > 0.0 { a.abs().min(b.abs()) } else { 0.0 }
    };
    let turn = between.iter().max_by(|a, b| beyond(a).total_cmp(&beyond(b)));
    if let Some(turn) = turn.filter(|turn| beyond(turn) >= LEAST) {
        let (first, turn, last) = (first.clone(), (*turn).clone(), last.clone());
        let far = beyond(&turn);
        return Some((Finding::Turn { first, turn, last }, far));
    }
    let change = (value(last) - value(first)).abs();
    let (first, last) = (first.clone(), last.clone());
    (change >= LEAST).then_some((Finding::Trend { first, last }, change))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[f64]) -> Vec<Total> {
        let of = |(i, value): (usize, &f64)| Total {
            aggregate: 0,
            whole: Whole::World,
            year: Some(2010 + i as i32),
            value: Some(*value),
            n: 9,
            of: 9,
            modelled: 0,
            share: 1.0,
            weight: 1.0,
            years: None,
        };
        values.iter().enumerate().map(of).collect()
    }

    fn told(values: &[f64]) -> Option<(Finding, f64)> {
        let line = line(values);
        trend(&line.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_line_that_turns_is_told_by_its_turn_and_one_that_stands_is_silent() {
        let (finding, far) = told(&[10.0, 12.0, 15.0, 11.0]).unwrap();
        assert!(matches!(finding, Finding::Turn { turn, .. } if turn.year == Some(2012)));
        assert_eq!(far, 4.0);
        let (finding, far) = told(&[10.0, 6.0, 12.0]).unwrap();
        assert!(matches!(finding, Finding::Turn { turn, .. } if turn.value == Some(6.0)));
        assert_eq!(far, 4.0);
        // Beyond one end alone is a way, not a turn.
        let (finding, far) = told(&[10.0, 7.0, 6.5, 5.0]).unwrap();
        assert!(matches!(finding, Finding::Trend { .. }) && far == 5.0);
        assert_eq!(told(&[10.0, 10.4, 10.9]), None);
        assert_eq!(told(&[10.0]), None);
        assert_eq!(told(&[]), None);
    }
}
