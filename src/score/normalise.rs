//! Values onto a common scale, each method fitted on a pool of values (of one year, or of all).

use crate::fault::{Fault, Faults, Result};
use crate::framework::{
    Direction, Framework, Indicator, Normalisation, NormaliseMethod, Transform,
};
use crate::statistics::{deviation, mean};

use super::transform::{FLOOR, rescale, transform};
use super::{Column, Input};

/// Turns the columns of all indicators, transformed and treated, into scores.
///
/// # Errors
/// Every indicator whose method has no score for its values.
pub(super) fn all(framework: &Framework, input: &Input, columns: &mut [Column]) -> Result<()> {
    let mut faults = Vec::new();
    for (i, (indicator, column)) in framework.indicators.iter().zip(columns).enumerate() {
        match fit_column(indicator, input, i, column) {
            Ok(Some(fitted)) => column.iter_mut().flatten().for_each(|x| *x = fitted.score(*x)),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    Faults::check(faults, ())
}

/// clip((x − worst) / (best − worst), 0, 1) · 100; the direction lies in which post is the larger.
/// `worst` and `best` must differ (the framework's reader refuses equal goalposts).
pub fn goalposts(value: f64, worst: f64, best: f64) -> f64 {
    between(value, worst, best) * 100.0
}

fn between(value: f64, worst: f64, best: f64) -> f64 {
    ((value - worst) / (best - worst)).clamp(0.0, 1.0)
}

/// An indicator's normalisation fitted on its column (transformed and treated), and on all years
/// where it asks for them; `None` without any value.
///
/// # Errors
/// Names the cell where the method has no score for the values.
pub fn fit_column(
    indicator: &Indicator,
    input: &Input,
    position: usize,
    column: &[Option<f64>],
) -> std::result::Result<Option<Fitted>, Fault> {
    let history = if indicator.normalisation.all_years { input.history.of(position) } else { &[] };
    let reference = input.reference(indicator).and_then(|area| column[area]);
    fitted(indicator, column, history, reference).map_err(|refusal| {
        let cell = column.iter().position(|x| x.is_some() && *x == refusal.value);
        let of_area = cell.map_or(String::new(), |a| format!(" of {}", input.areas[a]));
        let message = format!("{}{of_area}: {}", indicator.code, refusal.message);
        Fault::new(message).hint(refusal.hint)
    })
}

/// The score of one value in its native unit, by goalposts or thresholds.
///
/// # Errors
/// A sentence, where the transform does not exist for the value, or where the method of the
/// indicator needs all the values.
pub fn indicator_score(indicator: &Indicator, value: f64) -> std::result::Result<f64, String> {
    let value = rescale(indicator, value)?;
    match &indicator.normalisation.method {
        NormaliseMethod::Goalposts(_) | NormaliseMethod::Categories { .. } => {}
        _ => return Err("its score depends on all the values".to_owned()),
    }
    // Neither method looks at other values than this one.
    let fitted = fitted(indicator, &[Some(value)], &[], None).map_err(|r| r.message)?;
    fitted.map(|fitted| fitted.score(value)).ok_or_else(|| "it has no value".to_owned())
}

/// Why a column has no scores: a sentence, and what would work.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub message: String,
    /// The value it is about, where it is about one.
    pub value: Option<f64>,
    pub hint: &'static str,
}

type Attempt<T> = std::result::Result<T, Refusal>;

fn refuse<T>(message: String, hint: &'static str) -> Attempt<T> {
    Err(Refusal { message, hint, value: None })
}

const OTHER: &str = "choose goalposts or rank for it, or leave it out with `scored = false`";

/// What a rank counts.
#[derive(Debug, Clone, Copy)]
enum Count {
    /// 1 for the lowest.
    FromOne,
    /// 0 for the lowest.
    Below,
    /// From 0 to 1.
    Share,
}

/// A method fitted to the values: gives the position of each.
#[derive(Debug, Clone)]
enum Scale {
    /// (x − zero) / (one − zero), held between `low` and `high`.
    Line {
        zero: f64,
        one: f64,
        low: f64,
        high: f64,
    },
    ZScore {
        mean: f64,
        deviation: f64,
        to: (f64, f64),
    },
    /// The pool in ascending order.
    Ranks {
        sorted: Vec<f64>,
        count: Count,
    },
    /// best / x.
    Inverse {
        best: f64,
    },
    /// Share of the thresholds reached.
    Steps {
        thresholds: Vec<f64>,
    },
}

/// A method of an indicator, fitted: gives the score of any value on the indicator's scale.
#[derive(Debug, Clone)]
pub struct Fitted {
    scale: Scale,
    sign: f64,
    /// The scores at the two ends of the scale; `None` where the position is the score.
    ends: Option<[f64; 2]>,
}

impl Fitted {
    /// The score of a value, transformed and treated as those that the method was fitted on.
    pub fn score(&self, value: f64) -> f64 {
        let position = self.scale.position(self.sign * value);
        match self.ends {
            Some([low, high]) => low + position * (high - low),
            None => position,
        }
    }
}

/// Fits the indicator's method on a column of values on its scale (transformed and treated).
/// `history`: values of all years, ascending and untransformed, that the scale is fitted on as
/// well; `reference`: the value of the reference area, if there is one. `None` without any value.
///
/// # Errors
/// Where the method has no score: a column that does not vary, a target or a reference that no
/// value lies below, values of a sign the method can't take.
fn fitted(
    indicator: &Indicator,
    column: &[Option<f64>],
    history: &[f64],
    reference: Option<f64>,
) -> Attempt<Option<Fitted>> {
    let Normalisation { method, scale: ends, .. } = &indicator.normalisation;
    let turned = indicator.transform == Some(Transform::Reciprocal);
    let direction = if turned { indicator.direction.turned() } else { indicator.direction };
    let sign = direction.sign();
    let pool = Pool::of(indicator, sign, column, history)?;
    if pool.n == 0 {
        return Ok(None);
    }
    let scale = fit(indicator, direction, pool, reference.map(|x| sign * x))?;
    if matches!(scale, Scale::Line { zero, one, .. } if !(one - zero).is_finite()) {
        return refuse("its values are too far apart for a scale".to_owned(), OTHER);
    }
    let spread = !matches!(
        method,
        NormaliseMethod::ZScore { .. } | NormaliseMethod::Rank | NormaliseMethod::Borda
    );
    Ok(Some(Fitted { scale, sign, ends: spread.then_some(*ends) }))
}

/// Scores of a whole column by a method fitted on that column, in place and without allocating: the
/// same bits as [`fitted`] gives. `false`, and nothing done, for methods or columns that it leaves to
/// [`fitted`]. `order` is written on.
pub fn score_column(
    indicator: &Indicator,
    values: &mut [f64],
    order: &mut Vec<(f64, usize)>,
) -> bool {
    let Normalisation { method, scale: [low, high], all_years } = &indicator.normalisation;
    let turned = indicator.transform == Some(Transform::Reciprocal);
    let direction = if turned { indicator.direction.turned() } else { indicator.direction };
    let sign = direction.sign();
    let n = values.len();
    if *all_years || n < 2 {
        return false;
    }
    match method {
        NormaliseMethod::MinMax | NormaliseMethod::DistanceToMax => {
            let (mut min, mut max) = (f64::INFINITY, f64::NEG_INFINITY);
            values.iter_mut().for_each(|x| {
                *x *= sign;
                (min, max) = (min.min(*x), max.max(*x));
            });
            if min == max {
                values.iter_mut().for_each(|x| *x *= sign);
                return false;
            }
            values.iter_mut().for_each(|x| *x = low + (*x - min) / (max - min) * (high - low));
        }
        NormaliseMethod::PercentileRank | NormaliseMethod::Rank | NormaliseMethod::Borda => {
            order.clear();
            order.extend(values.iter().map(|x| sign * x).zip(0..));
            order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let (mut below, mut last) = (0, f64::NAN);
            for (at, &(x, place)) in order.iter().enumerate() {
                if x != last {
                    (below, last) = (at, x);
                }
                values[place] = match method {
                    NormaliseMethod::Rank => below as f64 + 1.0,
                    NormaliseMethod::Borda => below as f64,
                    _ => low + below as f64 / (n - 1) as f64 * (high - low),
                };
            }
        }
        _ => return false,
    }
    true
}

/// What a scale is fitted on: values multiplied by their direction, so that more is better.
struct Pool {
    n: usize,
    min: f64,
    max: f64,
    /// All of them, for the methods that look at more than their ends.
    values: Vec<f64>,
}

impl Pool {
    /// The values used and those of all years. A value used may lie outside these (one read off
    /// between two years); one that lies within is among them already.
    fn of(
        indicator: &Indicator,
        sign: f64,
        used: &[Option<f64>],
        history: &[f64],
    ) -> Attempt<Self> {
        let earlier = |x: &f64| {
            let problem = |problem| Refusal {
                message: format!("in one of the years, {problem}"),
                hint: FLOOR,
                value: None,
            };
            rescale(indicator, *x).map(|x| sign * x).map_err(problem)
        };
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for end in history.first().into_iter().chain(history.last()) {
            let end = earlier(end)?;
            (low, high) = (low.min(end), high.max(end));
        }
        let new = used.iter().flatten().map(|x| sign * x).filter(|x| !(low..=high).contains(x));
        let (n, min, max) = new
            .clone()
            .fold((history.len(), low, high), |(n, low, high), x| (n + 1, low.min(x), high.max(x)));
        let mut values = Vec::new();
        if matches!(
            indicator.normalisation.method,
            NormaliseMethod::ZScore { .. }
                | NormaliseMethod::Rank
                | NormaliseMethod::PercentileRank
                | NormaliseMethod::Borda
        ) {
            values.reserve_exact(n);
            for x in history {
                values.push(earlier(x)?);
            }
            values.extend(new);
        }
        Ok(Pool { n, min, max, values })
    }
}

impl Scale {
    fn position(&self, x: f64) -> f64 {
        match self {
            Scale::Line { zero, one, low, high } => ((x - zero) / (one - zero)).clamp(*low, *high),
            Scale::ZScore { mean, deviation, to } => to.0 + to.1 * (x - mean) / deviation,
            Scale::Inverse { best } => best / x,
            Scale::Steps { thresholds } => {
                let reached = thresholds.partition_point(|t| *t <= x);
                reached as f64 / thresholds.len() as f64
            }
            Scale::Ranks { sorted, count } => {
                let below = sorted.partition_point(|other| *other < x) as f64;
                match count {
                    Count::FromOne => below + 1.0,
                    Count::Below => below,
                    Count::Share => below / (sorted.len() - 1) as f64,
                }
            }
        }
    }
}

/// The method's scale for values multiplied by their direction, so that more is better.
fn fit(
    indicator: &Indicator,
    direction: Direction,
    pool: Pool,
    reference: Option<f64>,
) -> Attempt<Scale> {
    let Pool { n, min, max, .. } = pool;
    let fixed = |x: f64| {
        let moved = transform(indicator.transform, x);
        let refusal = |problem| Refusal {
            message: format!("the target or threshold {x}: {problem}"),
            hint: "choose one that has a transform, or leave out `transform`",
            value: None,
        };
        moved.map(|x| direction.sign() * x).map_err(refusal)
    };
    let line = |zero, one| Scale::Line { zero, one, low: f64::NEG_INFINITY, high: f64::INFINITY };
    match &indicator.normalisation.method {
        NormaliseMethod::Goalposts(posts) => {
            let (zero, one) = (fixed(posts.worst)?, fixed(posts.best)?);
            Ok(Scale::Line { zero, one, low: 0.0, high: 1.0 })
        }
        NormaliseMethod::MinMax | NormaliseMethod::DistanceToMax if min == max => {
            let value = direction.sign() * min;
            if n == 1 {
                return refuse(
                    format!("{value} is the only value: there is no lowest and highest"),
                    OTHER,
                );
            }
            refuse(format!("all {n} values are {value}: there is no lowest and highest"), OTHER)
        }
        // 1 − (max − x)/(max − min) is the same line as (x − min)/(max − min).
        NormaliseMethod::MinMax | NormaliseMethod::DistanceToMax => Ok(line(min, max)),
        NormaliseMethod::ZScore { mean, deviation } => {
            z_score(&pool, direction.sign(), (*mean, *deviation))
        }
        NormaliseMethod::PercentileRank if n == 1 => {
            refuse("one value alone has no percentile rank".to_owned(), OTHER)
        }
        NormaliseMethod::Rank => Ok(ranks(pool, Count::FromOne)),
        NormaliseMethod::PercentileRank => Ok(ranks(pool, Count::Share)),
        NormaliseMethod::Borda => Ok(ranks(pool, Count::Below)),
        NormaliseMethod::DistanceToTarget { target, capped } => {
            let one = fixed(*target)?;
            if one <= min {
                let message = format!("every value reaches the target of {target}");
                return refuse(message, "set a further target, or choose goalposts");
            }
            let high = if *capped { 1.0 } else { f64::INFINITY };
            Ok(Scale::Line { zero: min, one, low: f64::NEG_INFINITY, high })
        }
        NormaliseMethod::DistanceToReference { area, capped } => {
            reference_scale(area, reference, min, *capped)
        }
        NormaliseMethod::FractionOfMax => fraction(direction, min, max),
        NormaliseMethod::Categories { thresholds } => {
            let thresholds = thresholds.iter().map(|t| fixed(*t));
            let mut thresholds = thresholds.collect::<Attempt<Vec<f64>>>()?;
            thresholds.sort_by(f64::total_cmp);
            Ok(Scale::Steps { thresholds })
        }
    }
}

fn ranks(pool: Pool, count: Count) -> Scale {
    let mut sorted = pool.values;
    sorted.sort_by(f64::total_cmp);
    Scale::Ranks { sorted, count }
}

/// A scale on which the pool has the mean and the deviation of `to`.
fn z_score(pool: &Pool, sign: f64, to: (f64, f64)) -> Attempt<Scale> {
    let fitted = mean(&pool.values).zip(deviation(&pool.values));
    match fitted.filter(|_| pool.min != pool.max) {
        Some((mean, deviation)) => Ok(Scale::ZScore { mean, deviation, to }),
        None => {
            let (n, value) = (pool.n, sign * pool.min);
            let message = match n {
                1 => format!("{value} is the only value: it has no z-score"),
                _ => format!("all {n} values are {value}: they have no z-score"),
            };
            refuse(message, OTHER)
        }
    }
}

fn reference_scale(area: &str, reference: Option<f64>, min: f64, capped: bool) -> Attempt<Scale> {
    const ANOTHER: &str = "name an area that has a value above the lowest, or choose min_max";
    let Some(one) = reference else {
        return refuse(format!("the reference area {area} has no value"), ANOTHER);
    };
    if one <= min {
        return refuse(format!("no area scores below the reference area {area}"), ANOTHER);
    }
    let high = if capped { 1.0 } else { f64::INFINITY };
    Ok(Scale::Line { zero: min, one, low: f64::NEG_INFINITY, high })
}

/// x / max where more is better; min / x where less is (values come in turned, so below 0).
fn fraction(direction: Direction, min: f64, max: f64) -> Attempt<Scale> {
    const POSITIVE: &str = "choose min_max, which takes values of any sign";
    let is_more = direction == Direction::More;
    if is_more && min >= 0.0 && max > 0.0 {
        return Ok(Scale::Line { zero: 0.0, one: max, low: 0.0, high: f64::INFINITY });
    }
    if !is_more && max < 0.0 {
        return Ok(Scale::Inverse { best: max });
    }
    let needed = if is_more { "0 or above, one of them above" } else { "above 0" };
    let lowest = if is_more { min } else { -max };
    let message = format!("a fraction of the best value needs values {needed} (found {lowest})");
    Err(Refusal { message, hint: POSITIVE, value: Some(lowest) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator() -> Indicator {
        let text = "code = 'x'\nname = 'X'\n[[level]]\ncode = 'x'\nname = 'X'\naggregate = { method = 'median' }\n\
                    [[indicator]]\ncode = 'a'\nparent = 'x'\nname = 'A'\nvalue = 'A'\ngoalposts = { worst = 1, best = 2 }\n";
        let framework = crate::framework::read(std::path::Path::new("x.toml"), text);
        framework.unwrap().indicators.swap_remove(0)
    }

    #[test]
    fn goalposts_score_0_and_100_and_clip_beyond_in_both_directions() {
        assert_eq!(goalposts(25.0, 25.0, 2.0), 0.0);
        assert_eq!(goalposts(2.0, 25.0, 2.0), 100.0);
        assert_eq!(goalposts(13.5, 25.0, 2.0), 50.0);
        assert_eq!(goalposts(0.0, 25.0, 2.0), 100.0);
        assert_eq!(goalposts(-1.0, 0.0, 80.0), 0.0);
        assert_eq!(goalposts(20.0, 0.0, 80.0), 25.0);
    }

    #[test]
    fn a_column_scored_in_place_has_the_same_bits() {
        for (method, ends) in [
            (NormaliseMethod::MinMax, [1.0, 100.0]),
            (NormaliseMethod::DistanceToMax, [0.0, 100.0]),
            (NormaliseMethod::PercentileRank, [0.0, 100.0]),
            (NormaliseMethod::Rank, [0.0, 100.0]),
            (NormaliseMethod::Borda, [0.0, 100.0]),
        ] {
            for direction in [Direction::More, Direction::Less] {
                let mut of = indicator();
                of.normalisation.method = method.clone();
                (of.direction, of.normalisation.scale) = (direction, ends);
                let values = [3.7, -1.25, 0.0, 8.125, 3.7, -0.0, 5.1, 2.9];
                let fitted = fitted(&of, &values.map(Some), &[], None).unwrap().unwrap();
                let mut found = values;
                assert!(score_column(&of, &mut found, &mut Vec::new()));
                assert_eq!(found, values.map(|x| fitted.score(x)), "{method:?} {direction:?}");
            }
        }
        let (mut of, mut same) = (indicator(), [4.0, 4.0]);
        of.normalisation.method = NormaliseMethod::MinMax;
        assert!(!score_column(&of, &mut same, &mut Vec::new()));
        assert_eq!(same, [4.0, 4.0]);
    }
}
