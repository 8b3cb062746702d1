//! What many States do: moves, goals reached, women against men, gains, and who is high or low everywhere.

use super::*;

fn changes() -> Progress {
    Progress { indicators: vec![], levels: vec![], one_way: vec![], carriers: vec![] }
}

#[test]
fn far_more_one_way_than_the_other_is_told_and_chance_is_not() {
    let world = |moves: &[f64], estimated: bool| {
        let change = |(area, points): (usize, &f64)| IndicatorChange {
            area,
            indicator: indicator(),
            from_year: 2012,
            from_value: 1.0,
            from_score: 50.0,
            to_year: 2022,
            to_value: 2.0,
            to_score: 50.0 + points,
            estimated,
        };
        let mut world = World::silent();
        let indicators = moves.iter().enumerate().map(change).collect();
        world.findings.progress = Some(Progress { indicators, ..changes() });
        world
    };
    let told = |up, none, down| match world(&points(up, none, down), false)
        .said(|of| matches!(of, Finding::Moved { .. }))?
    {
        Finding::Moved { up, down, n, .. } => Some((up, down, n)),
        other => panic!("{other:?}"),
    };
    assert_eq!(told(30, 5, 5), Some((30, 5, 40)));
    assert_eq!(told(5, 5, 30), Some((5, 30, 40)));
    assert_eq!(told(19, 5, 16), None, "as chance would have it");
    assert_eq!(told(10, 0, 0), None, "too few States");
    // What rises nearly everywhere says nothing.
    let mut one_way = world(&points(30, 5, 5), false);
    one_way.findings.progress.as_mut().unwrap().one_way.push(indicator());
    assert_eq!(one_way.weighed(), []);
    // What a model says counts half.
    let weight = |estimated| world(&points(30, 5, 5), estimated).weighed()[0].weight();
    assert!((weight(true) - weight(false) / 2.0).abs() < 1e-12);
}

#[test]
fn what_few_have_reached_is_told_with_their_names() {
    let told = |reached: usize, known: usize| {
        let mut world = World::silent();
        for area in 0..known {
            let score = if area < reached { 100.0 } else { 20.0 };
            world.scores.observed.set(area, indicator(), true);
            world.scores.indicators.set(area, indicator(), Some(score));
        }
        match world.said(|of| matches!(of, Finding::Reached { .. }))? {
            Finding::Reached { areas, low, n, .. } => Some((areas, low, n)),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(told(1, 60), Some((vec![0], 59, 60)));
    assert_eq!(told(3, 60), Some((vec![0, 1, 2], 57, 60)));
    assert_eq!(told(0, 60), None, "nobody has");
    assert_eq!(told(16, 60), None, "too many to name");
    assert_eq!(told(3, 49), None, "too few are known");
}

#[test]
fn women_are_told_against_men_either_way() {
    let told = |higher, alike, lower| {
        let pair = |(area, points): (usize, &f64)| SexPair {
            area,
            indicator: indicator(),
            year: 2022,
            women: 1.0,
            men: 2.0,
            women_score: 50.0 + points,
            men_score: 50.0,
            estimated: false,
        };
        let mut world = World::silent();
        world.findings.sexes = points(higher, alike, lower).iter().enumerate().map(pair).collect();
        match world.said(|of| matches!(of, Finding::Sexes { .. }))? {
            Finding::Sexes { lower, higher, n, .. } => Some((lower, higher, n)),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(told(5, 5, 30), Some((30, 5, 40)));
    assert_eq!(told(30, 5, 5), Some((5, 30, 40)));
    assert_eq!(told(18, 5, 17), None, "as chance would have it");
    assert_eq!(told(10, 0, 0), None, "too few States");
}

#[test]
fn gains_are_told_against_losses_either_way() {
    let told = |moves: &[f64]| {
        let level = WORLD.framework.focus_areas().next().unwrap();
        let change = |(area, points): (usize, &f64)| LevelChange {
            area,
            level,
            coverage: 1.0,
            modelled: 0.0,
            scores: Some((50.0, 50.0 + points)),
        };
        let mut world = World::silent();
        let levels = moves.iter().enumerate().map(change).collect();
        world.findings.progress = Some(Progress { levels, ..changes() });
        match world.said(|of| matches!(of, Finding::Progress { .. }))? {
            Finding::Progress { up, down, n } => Some((up, down, n)),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(told(&points(7, 1, 1)), Some((7, 1, 9)));
    assert_eq!(told(&points(1, 1, 7)), Some((1, 7, 9)));
    assert_eq!(told(&[10.0, 10.0, -3.0, -3.0]), Some((2, 2, 4)));
    assert_eq!(told(&points(0, 9, 0)), None, "nothing moved");
    assert_eq!(told(&[]), None);
}

#[test]
fn who_is_high_or_low_everywhere_is_told_where_anybody_is() {
    let areas: Vec<usize> = WORLD.framework.focus_areas().collect();
    let told = |quarters: &[[u8; 2]]| {
        let mut world = World::silent();
        for (&state, [first, others]) in ranked().iter().zip(quarters) {
            for (k, &level) in areas.iter().enumerate() {
                let quarter = if k == 0 { *first } else { *others };
                world.scores.quartiles.set(state, level, Some(quarter));
            }
        }
        match world.said(|of| matches!(of, Finding::Uneven { .. }))? {
            Finding::Uneven { high, low, mixed, .. } => Some((high, low, mixed)),
            other => panic!("{other:?}"),
        }
    };
    let first = ranked()[0];
    assert_eq!(told(&[[4, 4], [1, 1], [1, 4], [2, 3]]), Some((vec![first], 1, 1)));
    assert_eq!(told(&[[1, 1], [1, 1]]), Some((vec![], 2, 0)));
    assert_eq!(told(&[[1, 4], [4, 1], [2, 2]]), None, "high and low at once, none everywhere");
    assert_eq!(told(&[]), None);
}
