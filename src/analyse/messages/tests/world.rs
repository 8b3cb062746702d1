//! Numbers of the world: gaps, lacks and lines.

use super::*;

/// The first number of the world that is a share and of which `direction` is better.
fn share_of(direction: Direction) -> usize {
    let is_share =
        |a: &crate::framework::Aggregate| a.unit.as_ref().is_some_and(|unit| unit.en == "%");
    let all = &WORLD.framework.aggregates;
    all.iter().position(|a| is_share(a) && a.direction == direction).unwrap()
}

fn total(aggregate: usize, whole: Whole, year: Option<i32>, (value, share): (f64, f64)) -> Total {
    let value = Some(value);
    Total {
        aggregate,
        whole,
        year,
        value,
        n: 90,
        of: 99,
        modelled: 0,
        share,
        weight: 1e9,
        years: None,
    }
}

fn numbers(totals: Vec<Total>) -> World {
    let mut world = World::silent();
    world.findings.totals = totals;
    world
}

#[test]
fn a_gap_is_told_from_the_lower_group_to_the_higher_whichever_they_are() {
    let peers = WORLD.framework.peers().unwrap();
    let of = |world: f64, groups: &[(usize, f64, f64)]| {
        let at = share_of(Direction::More);
        let mut all = vec![total(at, Whole::World, None, (47.0, world))];
        let group =
            |&(group, value, share)| total(at, Whole::Group(peers, group), None, (value, share));
        all.extend(groups.iter().map(group));
        numbers(all).said(|of| matches!(of, Finding::Gap { .. }))
    };
    let ends = |told: Option<Finding>| {
        let Some(Finding::Gap { low, high, .. }) = told else { panic!("{told:?}") };
        (low.whole, high.whole)
    };
    let (poor, rich) = (Whole::Group(peers, 0), Whole::Group(peers, 3));
    assert_eq!(ends(of(0.95, &[(0, 12.4, 0.9), (3, 85.7, 0.9)])), (poor, rich));
    assert_eq!(ends(of(0.95, &[(0, 85.7, 0.9), (3, 12.4, 0.9)])), (rich, poor));
    // Groups that are alike, a group alone, a group on too little, the world on too little.
    assert_eq!(of(0.95, &[(0, 50.0, 0.9), (3, 50.0, 0.9)]), None);
    assert_eq!(of(0.95, &[(0, 12.4, 0.9)]), None);
    assert_eq!(of(0.95, &[(0, 12.4, 0.3), (3, 85.7, 0.9)]), None);
    assert_eq!(of(0.5, &[(0, 12.4, 0.9), (3, 85.7, 0.9)]), None);
}

#[test]
fn a_lack_is_what_is_left_of_a_share_or_the_share_itself() {
    let lacking = |at: usize, value: f64, share: f64| {
        let world = numbers(vec![total(at, Whole::World, None, (value, share))]);
        match world.said(|of| matches!(of, Finding::Lack { .. }))? {
            Finding::Lack { lacking, .. } => Some((lacking * 1e6).round() / 1e6),
            other => panic!("{other:?}"),
        }
    };
    let (more, less) = (share_of(Direction::More), share_of(Direction::Less));
    assert_eq!((lacking(more, 47.0, 0.9), lacking(less, 10.5, 0.9)), (Some(0.53), Some(0.105)));
    // Nobody lacks it; too little is known; and what is no share has no rest.
    assert_eq!((lacking(more, 100.0, 0.9), lacking(less, 0.0, 0.9)), (None, None));
    assert_eq!(lacking(more, 47.0, 0.5), None);
    let ratio = WORLD.framework.aggregates.iter().position(|a| a.unit.is_none()).unwrap();
    assert_eq!(lacking(ratio, 67.0, 0.9), None);
}

#[test]
fn a_line_is_told_where_enough_stands_behind_both_of_its_ends() {
    let told = |values: &[(f64, f64)]| {
        let years = values.iter().zip(2010..);
        let at = share_of(Direction::More);
        let line = years.map(|(of, year)| total(at, Whole::World, Some(year), *of));
        numbers(line.collect())
            .said(|of| matches!(of, Finding::Trend { .. } | Finding::Turn { .. }))
    };
    let enough = |values: &[f64]| values.iter().map(|v| (*v, 0.9)).collect::<Vec<_>>();
    let ends = |told: Option<Finding>| match told {
        Some(Finding::Trend { first, last }) => (first.value.unwrap(), last.value.unwrap()),
        other => panic!("{other:?}"),
    };
    assert_eq!(ends(told(&enough(&[40.0, 44.0, 50.0]))), (40.0, 50.0));
    assert_eq!(ends(told(&enough(&[50.0, 44.0, 40.0]))), (50.0, 40.0));
    assert!(matches!(told(&enough(&[40.0, 50.0, 41.0])), Some(Finding::Turn { .. })));
    assert_eq!(told(&enough(&[40.0, 40.5, 40.9])), None, "it stands");
    assert_eq!(told(&[(40.0, 0.9), (50.0, 0.5)]), None, "its last year is on too little");
    assert_eq!(told(&[]), None);
}
