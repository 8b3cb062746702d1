//! How a level's score was made, as a formula with its numbers filled in. A method that compares areas
//! is said in words, with the numbers of this area.

use super::case::Case;
use super::told::{Numbers, Part};
use super::tongue::Tongue;
use crate::framework::{Aggregation, Penalty};
use crate::model::Column;
use crate::score::{Child, Weights, aggregate_column, below, standardise};
use crate::words::Say;

/// A formula and what it took beside scores and weights.
pub(super) struct Made {
    pub formula: String,
    pub numbers: Numbers,
}

impl Made {
    fn plain(formula: String) -> Self {
        Made { formula, numbers: Numbers::default() }
    }
}

/// `cell`: positions of area and level, which has a score.
pub(super) fn made(case: &Case, cell: (usize, usize), score: f64, parts: &[Part]) -> Made {
    let method = &case.framework.levels[cell.1].aggregation;
    let tongue = &case.tongue;
    let short = |x: f64| tongue.short(x);
    let there: Vec<(f64, f64)> = parts.iter().filter_map(taken).collect();
    let whole = short(there.iter().map(|(_, weight)| weight).sum());
    let sum = |term: &dyn Fn(&str, &str) -> String| {
        let terms = there.iter().map(|(x, weight)| term(&short(*x), &short(*weight)));
        terms.collect::<Vec<_>>().join(" + ")
    };
    let all = there.iter().map(|(x, _)| short(*x)).collect::<Vec<_>>().join(", ");
    let equals = |formula: String| format!("{} = {formula}", short(score));
    match method {
        Aggregation::ArithmeticMean => {
            Made::plain(equals(format!("({}) / {whole}", sum(&|x, w| format!("{w} × {x}")))))
        }
        Aggregation::GeometricMean { .. } => Made::plain(equals(format!(
            "exp(({}) / {whole})",
            sum(&|x, w| format!("{w} × ln {x}"))
        ))),
        Aggregation::HarmonicMean { .. } => {
            Made::plain(equals(format!("{whole} / ({})", sum(&|x, w| format!("{w} / {x}")))))
        }
        Aggregation::GeneralisedMean { power, .. } => {
            let by = tongue.full(*power);
            let terms = sum(&|x, w| format!("{w} × {x}^{by}"));
            let formula = equals(format!("(({terms}) / {whole})^(1 / {by})"));
            Made { formula, numbers: Numbers(vec![("power", *power)]) }
        }
        Aggregation::Median => Made::plain(equals(
            tongue.say("median_of", &[("terms", weighed(tongue, &there).into())]),
        )),
        Aggregation::Minimum => {
            Made::plain(equals(tongue.say("lowest_of", &[("all", all.into())])))
        }
        Aggregation::OrderedWeightedAverage { order } => {
            Made::plain(equals(ordered(tongue, &there, order)))
        }
        Aggregation::MazziottaPareto { penalty } => mazziotta_pareto(case, cell, score, *penalty),
        Aggregation::Copeland => copeland(case, cell, score),
        Aggregation::BenefitOfTheDoubt { .. } => {
            let terms = sum(&|x, w| format!("{w} × {x}"));
            let sum = equals(format!("100 × ({terms})"));
            Made::plain(format!("{sum}, {}", tongue.word("most_favourable")))
        }
        Aggregation::Formula(formula) => {
            let of = |code: &str| parts.iter().find(|part| part.node.code() == code)?.node.score();
            let filled = formula.filled(|code, _| of(code).map(|x| tongue.bracketed(x)));
            Made::plain(format!("{} = {formula}", equals(filled)))
        }
    }
}

/// The score that a method took of a part, with the weight.
fn taken(part: &Part) -> Option<(f64, f64)> {
    Some((part.counted_as.or(part.node.score())?, part.weight))
}

/// Scores with their weights, one after the other.
fn weighed(tongue: &Tongue, there: &[(f64, f64)]) -> String {
    let terms = there.iter().map(|(x, w)| {
        let said = [("score", tongue.short(*x).into()), ("weight", tongue.short(*w).into())];
        tongue.say("weighed", &said)
    });
    terms.collect::<Vec<_>>().join(", ")
}

fn ordered(tongue: &Tongue, there: &[(f64, f64)], order: &[f64]) -> String {
    let short = |x: f64| tongue.short(x);
    let mut scores: Vec<f64> = there.iter().map(|(x, _)| *x).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let terms = scores.iter().zip(order).map(|(x, w)| format!("{} × {}", short(*w), short(*x)));
    let (terms, whole) = (terms.collect::<Vec<_>>().join(" + "), short(order.iter().sum()));
    tongue.say("largest_first", &[("terms", terms.into()), ("whole", whole.into())])
}

/// The columns of what stands below a level, of the areas that have its score, and their weights.
fn columns(case: &Case, level: usize) -> (Vec<Column>, Weights) {
    let (framework, scores) = (case.framework, case.scores);
    let below = below(framework, level);
    let cell = |area: usize, child: Child| match child {
        Child::Indicator(i) => *scores.indicators.get(area, i),
        Child::Level(l) => *scores.levels.get(area, l),
    };
    let rows = scores.levels.rows();
    let has_score = |area: usize| scores.levels.get(area, level).is_some();
    let column = |(child, _): &(Child, f64)| {
        (0..rows).map(|area| cell(area, *child).filter(|_| has_score(area))).collect()
    };
    let made = scores.weights.iter().find(|weights| weights.level == level);
    let declared = || Weights::Common(below.iter().map(|(_, weight)| *weight).collect());
    (below.iter().map(column).collect(), made.map_or_else(declared, |made| made.weights.clone()))
}

/// M ± S²/M of the scores as standardised over all areas.
fn mazziotta_pareto(
    case: &Case,
    (area, level): (usize, usize),
    score: f64,
    penalty: Penalty,
) -> Made {
    let (columns, weights) = columns(case, level);
    let standardised = columns.iter().map(|column| standardise(column).and_then(|c| c[area]));
    let there: Vec<(f64, f64)> =
        standardised.zip(weights.of(area)).filter_map(|(x, w)| Some((x?, *w))).collect();
    let whole: f64 = there.iter().map(|(_, w)| w).sum();
    let mean = there.iter().map(|(x, w)| w * x).sum::<f64>() / whole;
    let variance = there.iter().map(|(x, w)| w * (x - mean).powi(2)).sum::<f64>() / whole;
    let sign = if penalty == Penalty::Minus { "−" } else { "+" };
    let short = |x: f64| case.tongue.short(x);
    let told =
        case.tongue.say("mazziotta_pareto", &[("terms", weighed(&case.tongue, &there).into())]);
    let (made, mean_told) = (short(score), short(mean));
    let formula = format!("{made} = {mean_told} {sign} {} / {mean_told}: {told}", short(variance));
    Made { formula, numbers: Numbers(vec![("mean", mean), ("variance", variance)]) }
}

/// Areas outranked less those that outrank this one.
fn copeland(case: &Case, (area, level): (usize, usize), score: f64) -> Made {
    let (columns, weights) = columns(case, level);
    let pair = |other: usize| -> Vec<Column> {
        columns.iter().map(|column| vec![column[area], column[other]]).collect()
    };
    let against = |other: usize| {
        let found = aggregate_column(&Aggregation::Copeland, &pair(other), &weights).ok()?;
        found.first().copied().flatten()
    };
    let others = (0..case.scores.levels.rows()).filter(|&other| other != area);
    let others = others.filter(|&other| case.scores.levels.get(other, level).is_some());
    let (mut wins, mut losses, mut of) = (0.0, 0.0, 0);
    for found in others.map(against) {
        of += 1;
        match found {
            Some(won) if won > 0.0 => wins += 1.0,
            Some(lost) if lost < 0.0 => losses += 1.0,
            _ => {}
        }
    }
    let told = [("of", of), ("wins", wins as usize), ("losses", losses as usize)];
    let told = case.tongue.say("copeland", &told.map(|(name, n)| (name, Say::from(n.to_string()))));
    let formula = format!("{} = {wins} − {losses}: {told}", case.tongue.short(score));
    Made { formula, numbers: Numbers(vec![("wins", wins), ("losses", losses)]) }
}
