//! Every rule of the messages on findings made for it: it speaks, stays silent, and turns round.

use super::*;
use crate::analyse::aggregates::{Total, Whole};
use crate::analyse::audit::Pair;
use crate::analyse::inequality::Inequality;
use crate::analyse::progress::{IndicatorChange, LevelChange, Progress};
use crate::analyse::sexes::SexPair;
use crate::exhibits::sample::WORLD;
use crate::framework::Direction;
use crate::model::Grid;
use crate::uncertainty::Interval;

struct World {
    findings: Findings,
    scores: Scores,
    simulation: Simulation,
}

impl World {
    /// One in which there is nothing to say.
    fn silent() -> Self {
        let mut findings = WORLD.findings.clone();
        findings.totals.clear();
        findings.sexes.clear();
        findings.audit.pairs.clear();
        (findings.progress, findings.inequality, findings.audit.ranked) = (None, None, None);
        let mut scores = WORLD.printed.clone();
        let (areas, levels) = (scores.levels.rows(), scores.levels.columns());
        scores.observed = Grid::filled(areas, scores.observed.columns(), false);
        scores.quartiles = Grid::filled(areas, levels, None);
        let mut simulation = WORLD.simulation.clone();
        simulation.scores = Grid::filled(areas, levels, None);
        World { findings, scores, simulation }
    }

    fn weighed(&self) -> Vec<Weighed> {
        let World { findings, scores, simulation } = self;
        found(&WORLD.framework, &WORLD.panel, scores, findings, simulation)
    }

    /// What is said of the kind that `fits`, which is said once.
    fn said(&self, fits: fn(&Finding) -> bool) -> Option<Finding> {
        let mut said: Vec<Finding> = self.weighed().into_iter().map(|of| of.finding).collect();
        said.retain(fits);
        assert!(said.len() <= 1, "{said:?}");
        said.pop()
    }
}

#[test]
fn nothing_is_said_of_nothing() {
    assert_eq!(World::silent().weighed(), []);
}

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

/// An indicator that has a scale from 0 to 100 and counts in changes.
fn indicator() -> usize {
    let progress = WORLD.findings.progress.as_ref().unwrap();
    let counts = |i: &usize| progress.is_counted(&WORLD.framework, *i);
    let has_ends = |i: &usize| WORLD.framework.indicators[*i].goalposts().is_some();
    (0..).find(|i| counts(i) && has_ends(i)).unwrap()
}

/// Points of score each of several areas moves by.
fn points(up: usize, none: usize, down: usize) -> Vec<f64> {
    [vec![10.0; up], vec![0.0; none], vec![-10.0; down]].concat()
}

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

fn ranked() -> Vec<usize> {
    let standings = WORLD.printed.standings.iter().enumerate();
    standings.filter(|(_, standing)| standing.is_ranked()).map(|(area, _)| area).collect()
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

/// The logarithm of income of a State; those without one stand in the middle of a scale.
fn ln_income(area: usize) -> Option<f64> {
    let measure = WORLD.framework.income.unwrap();
    WORLD.panel.measure(area, measure).map(|point| point.value.ln())
}

#[test]
fn states_off_the_line_of_income_are_told_on_their_side_where_they_surely_are() {
    let with_income: Vec<usize> =
        ranked().into_iter().filter(|&area| ln_income(area).is_some()).collect();
    let told_of = |scores: [f64; 2], half: f64, above_the_runs: f64| {
        let mut world = World::silent();
        for (k, &area) in with_income.iter().enumerate() {
            let (score, half) = scores.get(k).map_or((50.0, 10.0), |score| (*score, half));
            world.scores.levels.set(area, 0, Some(score + above_the_runs));
            let (p05, p95) = (score - half, score + half);
            let (mean, median, p25, p75) = (score, score, score, score);
            let nominal = Some(score);
            let of = Interval { nominal, mean, median, p05, p25, p75, p95, runs: 9 };
            world.simulation.scores.set(area, 0, Some(of));
        }
        match world.said(|of| matches!(of, Finding::Income { .. }))? {
            Finding::Income { above, below, .. } => Some((above, below)),
            other => panic!("{other:?}"),
        }
    };
    let told = |scores, half| told_of(scores, half, 0.0);
    let [a, b] = [with_income[0], with_income[1]];
    let lifted = told_of([80.0, 20.0], 1.0, 15.0);
    assert_eq!(lifted, Some((vec![a], vec![b])), "runs below the edition's scores sink no State");
    assert_eq!(told([80.0, 20.0], 1.0), Some((vec![a], vec![b])));
    assert_eq!(told([20.0, 80.0], 1.0), Some((vec![b], vec![a])));
    assert_eq!(told([80.0, 50.0], 1.0), Some((vec![a], vec![])));
    assert_eq!(told([80.0, 20.0], 40.0), None, "the intervals reach the line");
    assert_eq!(told([50.0, 50.0], 1.0), None, "all on the line");
}

#[test]
fn what_runs_against_what_is_told_where_it_does_at_equal_income_too() {
    let scored: Vec<usize> = WORLD.framework.scored().take(2).collect();
    let (first, second) = (scored[0], scored[1]);
    let told = |correlation: f64, scores: &dyn Fn(usize, f64) -> (f64, f64)| {
        let mut world = World::silent();
        let known = ranked().into_iter().filter_map(|area| Some((area, ln_income(area)?)));
        let mut n = 0;
        for (k, (area, income)) in known.enumerate() {
            let (one, other) = scores(k, income);
            world.scores.indicators.set(area, first, Some(one));
            world.scores.indicators.set(area, second, Some(other));
            n += 1;
        }
        world.findings.audit.pairs =
            vec![Pair { first, second, n, correlation, within: None, doubt: None }];
        world.said(|of| matches!(of, Finding::Against { .. }))
    };
    let swing = |k: usize, every: usize| if (k / every).is_multiple_of(2) { 8.0 } else { -8.0 };
    let apart = |k: usize, _: f64| (50.0 + swing(k, 1), 50.0 - swing(k, 1) + swing(k, 2) / 4.0);
    match told(-0.9, &apart) {
        Some(Finding::Against { partial, .. }) => assert!(partial < -0.9, "{partial}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(told(0.9, &apart), None, "they rise together");
    // Both follow income, one up and one down: nothing is left at equal income.
    let by_income =
        |k: usize, income: f64| (10.0 * income + swing(k, 1), -10.0 * income + swing(k, 2));
    assert_eq!(told(-0.7, &by_income), None);
}

#[test]
fn inequality_is_told_where_it_holds_at_equal_income() {
    let told = |correlation: f64, at_equal_income: Option<f64>| {
        let mut world = World::silent();
        let points: Vec<(usize, f64, i32, f64)> =
            ranked().into_iter().map(|area| (area, 40.0, 2022, 50.0)).collect();
        let at_equal_income = at_equal_income.map(|partial| (partial, points.len()));
        let (indicator, correlation) = (indicator(), Some(correlation));
        world.findings.inequality =
            Some(Inequality { indicator, points, correlation, at_equal_income });
        match world.said(|of| matches!(of, Finding::Inequality { .. }))? {
            Finding::Inequality { correlation, partial, .. } => Some((correlation, partial)),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(told(-0.5, Some(-0.4)), Some((-0.5, Some(-0.4))));
    assert_eq!(told(0.5, Some(0.4)), Some((0.5, Some(0.4))));
    assert_eq!(told(-0.35, Some(-0.0)), None, "it vanishes at equal income");
    assert_eq!(told(-0.35, Some(0.3)), None, "it turns round");
    assert_eq!(told(-0.1, Some(-0.3)), None, "it hardly is one");
    assert_eq!(told(-0.5, None), None, "income is not known");
}

fn moved(indicator: usize, people: f64) -> Weighed {
    let finding = Finding::Moved { indicator, up: 1, down: 9, n: 10, from: 1.0, to: 2.0 };
    Weighed { finding, people, distance: 1.0, certainty: 1.0 }
}

#[test]
fn the_strongest_lead_each_subject_once_and_no_kind_fills_the_page() {
    let sexes = Finding::Sexes { indicator: 7, lower: 3, higher: 0, n: 3 };
    let weak = Weighed { finding: sexes, people: 0.1, distance: 1.0, certainty: 1.0 };
    let all = [moved(2, 0.9), moved(3, 0.5), moved(1, 0.2), weak.clone()];
    assert_eq!(leading(&all), [all[0].clone(), all[1].clone(), weak]);
    // The same subject is told once, by what weighs most.
    let twice = leading(&[moved(1, 0.3), moved(1, 0.2)]);
    assert_eq!(twice, [moved(1, 0.3)]);
    assert_eq!(leading(&[]), []);
}
