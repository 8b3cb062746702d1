//! An explanation in, whether its leaves give its score again: computed here by the numbers that it
//! tells and by nothing of the program but the reader of formulas.
#![allow(dead_code)] // each test file uses its own part of this

use std::collections::BTreeSet;

use ssj::explain::{
    Basis, Donor, Explained, Indicator, Level, Node, Part, Quantity, Reading, Step,
};
use ssj::framework::Formula;
use ssj::model::Sex;
use ssj::pipeline::{Explainer, Options};

#[track_caller]
fn same(found: f64, expected: f64, what: &str) {
    let close = (found - expected).abs() <= 1e-9 * expected.abs().max(1.0);
    assert!(close, "{what}: {found} is not {expected}");
}

/// Every area of what the options score, below the index and by each code: what can't be made again of
/// its leaves panics. How many numbers were followed; `seen` gets every method that made one.
pub fn all_holds(options: &Options, seen: &mut BTreeSet<&'static str>) -> usize {
    let explainer = Explainer::open(options, None).unwrap_or_else(|e| panic!("{e}"));
    let case = explainer.case().unwrap();
    let framework = explainer.framework();
    let levels = framework.levels.iter().map(|l| l.code.as_str());
    let codes: Vec<&str> =
        levels.chain(framework.indicators.iter().map(|i| i.code.as_str())).collect();
    let mut followed = 0;
    for area in 0..explainer.areas().len() {
        for code in &codes {
            let told = case.explain(area, Some(code), &|_| Default::default()).unwrap();
            holds(&told);
            methods(&told.node, seen);
            followed += usize::from(told.node.score().is_some());
        }
    }
    followed
}

fn methods(of: &Node, seen: &mut BTreeSet<&'static str>) {
    match of {
        Node::Level(of) if of.score.is_some() => {
            seen.extend([of.method, of.weighting]);
            of.parts.iter().for_each(|part| methods(&part.node, seen));
        }
        Node::Level(_) => {}
        Node::Indicator(of) => {
            seen.extend(of.steps.iter().map(|step| step.what));
            match of.basis {
                Basis::Between { .. } => drop(seen.insert("linear")),
                Basis::Imputed { method, .. } => drop(seen.insert(method)),
                Basis::Observed { .. } | Basis::Missing { .. } => {}
            }
        }
    }
}

pub fn holds(told: &Explained) {
    node(&told.node, &told.area);
}

fn node(of: &Node, area: &str) {
    match of {
        Node::Level(of) => level(of, area),
        Node::Indicator(of) => indicator(of, area),
    }
}

fn level(of: &Level, area: &str) {
    of.parts.iter().for_each(|part| node(&part.node, area));
    let what = format!("{area} {} by {}", of.code, of.method);
    let Some(score) = of.computed else {
        assert!(of.formula.starts_with("no score: "), "{what}: {}", of.formula);
        return;
    };
    let there: Vec<&Part> = of.parts.iter().filter(|part| part.node.score().is_some()).collect();
    // Whose scores are all 0 has no favourable weights.
    if there.iter().any(|part| part.weight > 0.0) || of.method != "benefit_of_the_doubt" {
        let shares: f64 = there.iter().map(|part| part.share).sum();
        same(shares, 1.0, &format!("{what}, shares"));
    }
    let pairs: Vec<(f64, f64)> = there
        .iter()
        .map(|part| (part.counted_as.unwrap_or(part.node.score().unwrap()), part.weight))
        .collect();
    same(again(of, &pairs), score, &what);
}

/// The score of a level by its method, from (score, weight) of what is there.
fn again(of: &Level, pairs: &[(f64, f64)]) -> f64 {
    let whole: f64 = pairs.iter().map(|p| p.1).sum();
    let mean = |of: &dyn Fn(f64) -> f64| pairs.iter().map(|(x, w)| w * of(*x)).sum::<f64>() / whole;
    let number = |name: &str| of.numbers.get(name).unwrap();
    match of.method {
        "arithmetic_mean" => mean(&|x| x),
        "geometric_mean" => mean(&f64::ln).exp(),
        "harmonic_mean" => 1.0 / mean(&|x| 1.0 / x),
        "generalised_mean" => {
            let power = number("power");
            mean(&|x| x.powf(power)).powf(1.0 / power)
        }
        "minimum" => pairs.iter().map(|p| p.0).fold(f64::INFINITY, f64::min),
        "median" => median(pairs),
        "ordered_weighted_average" => ordered(of, pairs),
        "mazziotta_pareto" => {
            let sign = if of.formula.contains(" + ") { 1.0 } else { -1.0 };
            number("mean") + sign * number("variance") / number("mean")
        }
        "copeland" => number("wins") - number("losses"),
        "benefit_of_the_doubt" => 100.0 * pairs.iter().map(|(x, w)| w * x).sum::<f64>(),
        "formula" => {
            let text = of.formula.rsplit(" = ").next().unwrap();
            let value = |name: &str, _: Sex| {
                of.parts.iter().find(|part| part.node.code() == name)?.node.score()
            };
            Formula::parse(text).unwrap().evaluate(&value).unwrap().0
        }
        other => panic!("{other} can't be followed"),
    }
}

/// Half the weight lies below, half above; between two scores where it falls between them.
fn median(pairs: &[(f64, f64)]) -> f64 {
    let mut sorted: Vec<(f64, f64)> = pairs.iter().copied().filter(|p| p.1 > 0.0).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sorted.iter().map(|p| p.1).sum::<f64>() / 2.0;
    let mut below = 0.0;
    for (at, (x, weight)) in sorted.iter().enumerate() {
        below += weight;
        if (below - half).abs() < 1e-9 && at + 1 < sorted.len() {
            return (x + sorted[at + 1].0) / 2.0;
        }
        if below > half {
            return *x;
        }
    }
    f64::NAN
}

/// The order's weights are told in the formula alone: `(0.5 × 90 + 0.3 × 60) / 0.8, …`.
fn ordered(of: &Level, pairs: &[(f64, f64)]) -> f64 {
    let terms = of.formula.split_once('(').unwrap().1.split_once(')').unwrap().0;
    let weights =
        terms.split(" + ").map(|term| term.split(" × ").next().unwrap().parse::<f64>().unwrap());
    let weights: Vec<f64> = weights.collect();
    let mut scores: Vec<f64> = pairs.iter().map(|p| p.0).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    assert_eq!(weights.len(), scores.len());
    let sum: f64 = weights.iter().zip(&scores).map(|(w, x)| w * x).sum();
    sum / weights.iter().sum::<f64>()
}

fn indicator(of: &Indicator, area: &str) {
    let what = format!("{area} {}", of.code);
    let value = match &of.basis {
        Basis::Missing { why } => {
            assert!(!why.is_empty() && of.value.is_none() && of.score.is_none(), "{what}");
            return;
        }
        Basis::Observed { reading, .. } => read(reading, &what),
        Basis::Between { year, readings: [(first, low), (second, high)] } => {
            let (low, high) = (read(low, &what), read(high, &what));
            low + f64::from(year - first) / f64::from(second - first) * (high - low)
        }
        Basis::Imputed { method, numbers, donors, .. } => {
            let number = |name: &str| numbers.get(name).unwrap();
            match *method {
                "row_mean" => {
                    let share = mean(donors, |donor| donor.position.unwrap());
                    let share = if number("sign") > 0.0 { share } else { 1.0 - share };
                    number("low") + share * (number("high") - number("low"))
                }
                "median" => median(&donors.iter().map(|d| (d.value, 1.0)).collect::<Vec<_>>()),
                _ => mean(donors, |donor| donor.value),
            }
        }
    };
    same(value, of.value.unwrap(), &what);
    let mut at = value;
    for step in &of.steps {
        same(at, step.from, &format!("{what} before {}", step.what));
        at = taken(step);
        same(at, step.to, &format!("{what} after {}: {}", step.what, step.how));
    }
    same(at, of.score.unwrap(), &what);
}

fn mean(donors: &[Donor], of: impl Fn(&Donor) -> f64) -> f64 {
    donors.iter().map(of).sum::<f64>() / donors.len() as f64
}

fn read(reading: &Reading, what: &str) -> f64 {
    let value = |name: &str, sex: Sex| {
        reading.quantities.iter().find_map(|quantity| match quantity {
            Quantity::Series(leaf) => {
                (leaf.series == name && leaf.sex == sex.code()).then_some(leaf.value)
            }
            Quantity::Derived { code, reading } => (code == name).then(|| read(reading, what)),
        })
    };
    let formula = Formula::parse(&reading.formula).unwrap();
    let found = formula.evaluate(&value);
    let found = found.unwrap_or_else(|e| panic!("{what}: {} {e:?}", reading.formula)).0;
    same(found, reading.value, &format!("{what} {}", reading.formula));
    found
}

/// What a step makes of its value.
fn taken(step: &Step) -> f64 {
    let (x, number) = (step.from, |name: &str| step.numbers.get(name).unwrap());
    let scaled = |position: f64| number("bottom") + position * (number("top") - number("bottom"));
    let line = |low: f64, high: f64| {
        let position = (x - number("zero")) / (number("one") - number("zero"));
        scaled(position.clamp(low, high))
    };
    const FREE: f64 = f64::INFINITY;
    match step.what {
        "floored" => number("floor"),
        "logarithm" => x.ln(),
        "square_root" => x.sqrt(),
        "reciprocal" => 1.0 / x,
        // Onto a value that another area has; no number of its own gives it.
        "winsorised" => step.to,
        "treated_logarithm" => (x - number("low") + 0.01 * (number("high") - number("low"))).ln(),
        "treated_box_cox" => {
            let (moved, lambda) = (x - number("low") + 1.0, number("lambda"));
            if lambda.abs() < 1e-9 { moved.ln() } else { (moved.powf(lambda) - 1.0) / lambda }
        }
        "goalposts" => line(0.0, 1.0),
        "min_max" | "distance_to_max" => line(-FREE, FREE),
        "distance_to_target" | "distance_to_reference" => {
            line(-FREE, if step.how.contains("clipped") { 1.0 } else { FREE })
        }
        "fraction_of_max" => match step.numbers.get("best") {
            Some(best) => scaled(best / x),
            None => line(0.0, FREE),
        },
        "categories" => scaled(number("reached") / number("thresholds")),
        "percentile_rank" => scaled(number("worse") / (number("of") - 1.0)),
        "rank" => number("worse") + 1.0,
        "borda" => number("worse"),
        "z_score" => number("to") + number("times") * (x - number("mean")) / number("deviation"),
        other => panic!("{other} can't be followed"),
    }
}
