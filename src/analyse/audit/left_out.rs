//! What becomes of the ranks when each indicator is left out in turn.

use rayon::prelude::*;

use super::findings::{LARGE_SHIFT, LeftOut, NotLeftOut, WhyNot};
use crate::fault::Faults;
use crate::framework::Framework;
use crate::score::{Child, Input, Scores, below, descending, score};
use crate::statistics::{mean, median, spearman};

/// Scores anew without each scored indicator in turn: imputation, treatment and weights that are
/// made from the scores are all done again. Its values stay known to methods that look at every
/// indicator (nearest areas), as those of any indicator that is shown and not scored.
///
/// Ranks are counted among the areas ranked both with the indicator and without, so that no rank
/// moves only because others came or went. Where a required indicator is left out it is required
/// no more; as only areas that have it are ranked with it, the same areas are compared.
pub(super) fn left_out(
    framework: &Framework,
    input: &Input,
    scores: &Scores,
) -> (Vec<LeftOut>, Vec<NotLeftOut>) {
    let found: Vec<Result<LeftOut, NotLeftOut>> = framework
        .scored()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|indicator| {
            let why_not = |why| NotLeftOut { indicator, why };
            rescored(framework, input, scores, indicator).map_err(why_not)
        })
        .collect();
    let (mut done, mut not_done) = (Vec::new(), Vec::new());
    for result in found {
        match result {
            Ok(left_out) => done.push(left_out),
            Err(not) => not_done.push(not),
        }
    }
    (done, not_done)
}

fn rescored(
    framework: &Framework,
    input: &Input,
    scores: &Scores,
    indicator: usize,
) -> Result<LeftOut, WhyNot> {
    let without = without(framework, indicator)?;
    let anew = score(&without, input).map_err(|Faults(faults)| {
        let messages: Vec<&str> = faults.iter().map(|f| f.message.as_str()).collect();
        WhyNot::CanNotBeScored(messages.join("; "))
    })?;
    let both = |a: usize| scores.standings[a].is_ranked() && anew.standings[a].is_ranked();
    let index = |of: &Scores| -> Vec<Option<f64>> {
        (0..of.levels.rows()).map(|a| of.levels.get(a, 0).filter(|_| both(a))).collect()
    };
    compared(indicator, &index(scores), &index(&anew)).ok_or(WhyNot::NoneRanked)
}

/// `None` where no area is ranked in both.
fn compared(indicator: usize, before: &[Option<f64>], after: &[Option<f64>]) -> Option<LeftOut> {
    let shift = rank_shift(before, after)?;
    let ranks = descending(before).into_iter().zip(descending(after));
    let both: Vec<(usize, usize, usize)> =
        ranks.enumerate().filter_map(|(a, (b, c))| Some((a, b?, c?))).collect();
    let mover = both.iter().find(|(_, b, c)| b.abs_diff(*c) == shift.largest);
    let pairs: Vec<(f64, f64)> = before.iter().zip(after).filter_map(|(b, a)| b.zip(*a)).collect();
    Some(LeftOut {
        indicator,
        n: both.len(),
        mean_shift: shift.mean,
        largest_shift: shift.largest,
        mover: mover.copied().filter(|_| shift.largest > 0),
        spearman: spearman(&pairs),
        is_decisive: shift.mean > LARGE_SHIFT * both.len() as f64,
    })
}

/// How far ranks move between two columns of scores of the same areas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankShift {
    /// Mean of |rank − rank before| over the areas ranked in both.
    pub mean: f64,
    pub median: f64,
    pub largest: usize,
}

/// The shift of ranks from one column to another; `None` where no area is ranked in both.
pub fn rank_shift(before: &[Option<f64>], after: &[Option<f64>]) -> Option<RankShift> {
    let (before, after) = (descending(before), descending(after));
    let both = before.iter().zip(&after).filter_map(|(b, a)| Some((*b)?.abs_diff((*a)?)));
    let shifts: Vec<usize> = both.collect();
    let as_numbers: Vec<f64> = shifts.iter().map(|&s| s as f64).collect();
    Some(RankShift {
        mean: mean(&as_numbers)?,
        median: median(&as_numbers)?,
        largest: shifts.into_iter().max()?,
    })
}

/// The framework with one indicator shown and no longer scored.
///
/// # Errors
/// It is the only thing scored below its level, or its level's formula names it: the level would
/// have no score.
pub fn without(framework: &Framework, indicator: usize) -> Result<Framework, WhyNot> {
    let level = framework.indicators[indicator].parent;
    if below(framework, level).iter().all(|(c, _)| *c == Child::Indicator(indicator)) {
        return Err(WhyNot::AloneInItsLevel(level));
    }
    if framework.levels[level].aggregation.formula().is_some() {
        return Err(WhyNot::InAFormula(level));
    }
    let mut without = framework.clone();
    without.indicators[indicator].weight = None;
    without.indicators[indicator].required = false;
    Ok(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_of_ranks_are_counted_where_both_are_ranked() {
        let before = [Some(3.0), Some(2.0), Some(1.0), None];
        let after = [Some(1.0), Some(2.0), Some(3.0), Some(0.0)];
        let shift = rank_shift(&before, &after).unwrap();
        assert!((shift.mean - 4.0 / 3.0).abs() < 1e-12);
        assert_eq!((shift.median, shift.largest), (2.0, 2));
        assert_eq!(rank_shift(&[None], &[Some(1.0)]), None);
    }
}
