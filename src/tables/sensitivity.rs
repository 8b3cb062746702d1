//! `sensitivity.csv`: how much of the variance of the results each uncertain choice makes.

use super::table::{Table, row};
use crate::framework::Framework;
use crate::uncertainty::sensitivity::{Estimate, OutputIndices};
use crate::uncertainty::{Sensitivities, Unknown};

row! {
    /// How much of the variance of each result each uncertain choice makes. Indices are estimates: what
    /// chance puts below 0 or above 1 stands as 0 or 1, and the row says so. A result without indices has
    /// one row that says why.
    Share in "sensitivity.csv" {
        /// `ranking`: the mean shift of ranks at the index; `focus_area`: the same at that level; `rank`
        /// and `score` of an area at the index
        scope: &'static str,
        /// Code of the level or the area
        code: String,
        /// Code of the uncertain choice
        choice: String,
        /// Share that the choice makes by itself (first order)
        first: Option<f64>,
        /// Lower end of its 95 % interval
        first_low: Option<f64>,
        /// Upper end
        first_high: Option<f64>,
        /// Share that it makes with all others (total)
        total: Option<f64>,
        /// Lower end of its 95 % interval
        total_low: Option<f64>,
        /// Upper end
        total_high: Option<f64>,
        /// Share that the choices make each by itself, the same in all rows of a result
        alone: Option<f64>,
        /// Lower end of its 95 % interval
        alone_low: Option<f64>,
        /// Upper end
        alone_high: Option<f64>,
        /// Mean of the result
        mean: Option<f64>,
        /// Its variance
        variance: Option<f64>,
        /// Runs
        runs: u64,
        /// `estimated`; `clipped`: likewise, and a number of the row stood below 0 or above 1; or why there
        /// are no indices
        status: &'static str,
    }
}

/// One row per result and choice.
pub fn sensitivity(framework: &Framework, areas: &[String], of: &Sensitivities) -> Table {
    let code = |level: usize| framework.levels[level].code.clone();
    let whole = [("ranking", code(0), &of.ranking)].into_iter();
    let levels = of.levels.iter().map(|(level, output)| ("focus_area", code(*level), output));
    let ranks = areas.iter().zip(&of.ranks).map(|(area, output)| ("rank", area.clone(), output));
    let scores = areas.iter().zip(&of.scores).map(|(area, output)| ("score", area.clone(), output));
    let all = whole.chain(levels).chain(ranks).chain(scores);
    Table::of(all.flat_map(|(scope, code, output)| rows(of, scope, &code, output)))
}

fn rows(of: &Sensitivities, scope: &'static str, code: &str, output: &OutputIndices) -> Vec<Share> {
    let status = of.unknown(output).map_or("estimated", unknown_word);
    let alone = output.alone.as_ref();
    let row = |choice: &str, first: Option<&Estimate>, total: Option<&Estimate>| {
        let numbers = |of: Option<&Estimate>| {
            [of.map(|e| e.value), of.map(Estimate::low), of.map(Estimate::high)]
        };
        let all = [numbers(first), numbers(total), numbers(alone)];
        let is_outside = |share: &f64| !(0.0..=1.0).contains(share);
        let clipped = all.iter().flatten().flatten().any(is_outside);
        let [first, total, alone] = all.map(|of| of.map(|n| n.map(|share| share.clamp(0.0, 1.0))));
        let [[first, first_low, first_high], [total, total_low, total_high]] = [first, total];
        let [alone, alone_low, alone_high] = alone;
        Share {
            scope,
            code: code.to_owned(),
            choice: choice.to_owned(),
            first,
            first_low,
            first_high,
            total,
            total_low,
            total_high,
            alone,
            alone_low,
            alone_high,
            mean: output.mean,
            variance: output.variance,
            runs: of.runs,
            status: if clipped { "clipped" } else { status },
        }
    };
    let Some(inputs) = &output.inputs else { return vec![row("", None, None)] };
    let choices = of.choices.iter().zip(inputs);
    choices.map(|(choice, of)| row(&choice.code, Some(&of.first), Some(&of.total))).collect()
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
