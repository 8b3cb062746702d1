//! `sensitivity.csv`: how much of the variance of the results each uncertain choice makes.

use super::text::{csv_text, number};
use crate::framework::Framework;
use crate::uncertainty::sensitivity::{Estimate, OutputIndices};
use crate::uncertainty::{Sensitivities, Unknown};

/// One row per output and choice. Outputs by `scope`: the `ranking` (mean shift of ranks at the
/// index), each `focus_area` (the same at that level), and of each area its `rank` and its `score`
/// at the index. `alone` is the share that the choices make each by itself, the same in all rows of
/// an output; indices are estimates and may be a little below 0 or above 1. An output without
/// indices has one row that says why in `status`.
pub fn sensitivity(framework: &Framework, areas: &[String], of: &Sensitivities) -> String {
    let header = [
        "scope",
        "code",
        "choice",
        "first",
        "first_low",
        "first_high",
        "total",
        "total_low",
        "total_high",
        "alone",
        "alone_low",
        "alone_high",
        "mean",
        "variance",
        "runs",
        "status",
    ];
    let code = |level: usize| framework.levels[level].code.clone();
    let whole = [("ranking", code(0), &of.ranking)].into_iter();
    let levels = of.levels.iter().map(|(level, output)| ("focus_area", code(*level), output));
    let ranks = areas.iter().zip(&of.ranks).map(|(area, output)| ("rank", area.clone(), output));
    let scores = areas.iter().zip(&of.scores).map(|(area, output)| ("score", area.clone(), output));
    let all = whole.chain(levels).chain(ranks).chain(scores);
    csv_text(header, all.flat_map(|(scope, code, output)| rows(of, scope, &code, output)))
}

fn rows(of: &Sensitivities, scope: &str, code: &str, output: &OutputIndices) -> Vec<[String; 16]> {
    let status = of.unknown(output).map_or("estimated", unknown_word);
    let alone = |end: fn(&Estimate) -> f64| number(output.alone.as_ref().map(end));
    let alone = [alone(|alone| alone.value), alone(Estimate::low), alone(Estimate::high)];
    let (mean, variance) = (number(output.mean), number(output.variance));
    let row = |choice: &str, cells: [String; 6]| {
        let [first, first_low, first_high, total, total_low, total_high] = cells;
        [
            scope.to_owned(),
            code.to_owned(),
            choice.to_owned(),
            first,
            first_low,
            first_high,
            total,
            total_low,
            total_high,
            alone[0].clone(),
            alone[1].clone(),
            alone[2].clone(),
            mean.clone(),
            variance.clone(),
            of.runs.to_string(),
            status.to_owned(),
        ]
    };
    let Some(inputs) = &output.inputs else { return vec![row("", Default::default())] };
    let cells = |at: usize| {
        let (first, total) = (inputs[at].first, inputs[at].total);
        [first.value, first.low(), first.high(), total.value, total.low(), total.high()]
            .map(|x| number(Some(x)))
    };
    of.choices.iter().enumerate().map(|(at, choice)| row(&choice.code, cells(at))).collect()
}

/// Why an output has no indices, in a word for tables.
fn unknown_word(unknown: Unknown) -> &'static str {
    match unknown {
        Unknown::NothingVaries => "nothing_varies",
        Unknown::TooManyChoices => "too_many_choices",
        Unknown::NeverMoves => "never_moves",
        Unknown::Missing => "no_value_in_some_run",
    }
}
