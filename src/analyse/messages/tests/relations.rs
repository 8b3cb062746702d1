//! What goes with what: income, indicators against each other, inequality.

use super::*;

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
