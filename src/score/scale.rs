//! The scale of a method of normalisation: fitted on a pool of values, it gives each its position.

use crate::framework::{Direction, Indicator, NormaliseMethod};
use crate::statistics::{deviation, mean};

use super::transform::{FLOOR, rescale, transform};

/// Why a column has no scores: a sentence, and what would work.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Refusal {
    pub message: String,
    /// The value it is about, where it is about one.
    pub value: Option<f64>,
    pub hint: &'static str,
}

pub(super) type Attempt<T> = std::result::Result<T, Refusal>;

pub(super) fn refuse<T>(message: String, hint: &'static str) -> Attempt<T> {
    Err(Refusal { message, hint, value: None })
}

pub(super) const OTHER: &str =
    "choose goalposts or rank for it, or leave it out with `scored = false`";

/// What a rank counts.
#[derive(Debug, Clone, Copy)]
pub enum Count {
    /// 1 for the lowest.
    FromOne,
    /// 0 for the lowest.
    Below,
    /// From 0 to 1.
    Share,
}

/// A method fitted to the values: gives the position of each.
#[derive(Debug, Clone)]
pub enum Scale {
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

/// What a scale is fitted on: values multiplied by their direction, so that more is better.
pub(super) struct Pool {
    pub n: usize,
    min: f64,
    max: f64,
    /// All of them, for the methods that look at more than their ends.
    values: Vec<f64>,
}

impl Pool {
    /// The values used and those of all years. A value used may lie outside these (one read off
    /// between two years); one that lies within is among them already.
    pub fn of(
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
    pub fn position(&self, x: f64) -> f64 {
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
pub(super) fn fit(
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
