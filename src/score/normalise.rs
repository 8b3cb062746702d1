//! Values onto a common scale, each method fitted on a pool of values (of one year, or of all).

use crate::framework::{Direction, Indicator, Normalisation, NormaliseMethod, Transform};
use crate::statistics::{deviation, mean};

use super::transform::{rescale, transform};

/// clip((x − worst) / (best − worst), 0, 1) · 100; the direction lies in which post is the larger.
/// `worst` and `best` must differ (the framework's reader refuses equal goalposts).
pub fn goalposts(value: f64, worst: f64, best: f64) -> f64 {
    between(value, worst, best) * 100.0
}

fn between(value: f64, worst: f64, best: f64) -> f64 {
    ((value - worst) / (best - worst)).clamp(0.0, 1.0)
}

/// The score of one value in its native unit, by goalposts or thresholds.
///
/// # Errors
/// A sentence, where the transform does not exist for the value, or where the method of the
/// indicator needs all the values.
pub fn indicator_score(indicator: &Indicator, value: f64) -> Result<f64, String> {
    let value = rescale(indicator, value)?;
    match &indicator.normalisation.method {
        NormaliseMethod::Goalposts(_) | NormaliseMethod::Categories { .. } => {}
        _ => return Err("its score depends on all the values".to_owned()),
    }
    // Neither method looks at other values than this one.
    let fitted = fitted(indicator, &[value], None).map_err(|refusal| refusal.message)?;
    fitted.map(|fitted| fitted.score(value)).ok_or_else(|| "it has no value".to_owned())
}

/// Why a column has no scores: a sentence, and what would work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub message: String,
    pub hint: &'static str,
}

fn refuse<T>(message: String, hint: &'static str) -> Result<T, Refusal> {
    Err(Refusal { message, hint })
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

/// A method fitted to the values: gives the score of each.
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

/// Fits the indicator's method on a pool of values on its scale (transformed and treated);
/// `reference`: the value of the reference area, if there is one. `None` without any value.
///
/// # Errors
/// Where the method has no score: a column that does not vary, a target or a reference that no
/// value lies below, values of a sign the method can't take.
pub fn fitted(
    indicator: &Indicator,
    pool: &[f64],
    reference: Option<f64>,
) -> Result<Option<Fitted>, Refusal> {
    let Normalisation { method, scale: ends, .. } = &indicator.normalisation;
    let turned = indicator.transform == Some(Transform::Reciprocal);
    let direction = if turned { indicator.direction.turned() } else { indicator.direction };
    if pool.is_empty() {
        return Ok(None);
    }
    let sign = direction.sign();
    let pool: Vec<f64> = pool.iter().map(|x| sign * x).collect();
    let scale = fit(indicator, direction, &pool, reference.map(|x| sign * x))?;
    let spread = !matches!(
        method,
        NormaliseMethod::ZScore { .. } | NormaliseMethod::Rank | NormaliseMethod::Borda
    );
    Ok(Some(Fitted { scale, sign, ends: spread.then_some(*ends) }))
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
    pool: &[f64],
    reference: Option<f64>,
) -> Result<Scale, Refusal> {
    let (min, max) = range(pool);
    let fixed = |x: f64| {
        let moved = transform(indicator.transform, x);
        moved.map(|x| direction.sign() * x).map_err(|message| Refusal { message, hint: OTHER })
    };
    let line = |zero, one| Scale::Line { zero, one, low: f64::NEG_INFINITY, high: f64::INFINITY };
    match &indicator.normalisation.method {
        NormaliseMethod::Goalposts(posts) => {
            let (zero, one) = (fixed(posts.worst)?, fixed(posts.best)?);
            Ok(Scale::Line { zero, one, low: 0.0, high: 1.0 })
        }
        NormaliseMethod::MinMax | NormaliseMethod::DistanceToMax if min == max => {
            let n = pool.len();
            let value = direction.sign() * min;
            refuse(format!("all {n} values are {value}: there is no lowest and highest"), OTHER)
        }
        // 1 − (max − x)/(max − min) is the same line as (x − min)/(max − min).
        NormaliseMethod::MinMax | NormaliseMethod::DistanceToMax => Ok(line(min, max)),
        NormaliseMethod::ZScore { mean, deviation } => z_score(pool, (*mean, *deviation)),
        NormaliseMethod::PercentileRank if pool.len() == 1 => {
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
            let thresholds: Result<Vec<f64>, Refusal> =
                thresholds.iter().map(|t| fixed(*t)).collect();
            let mut thresholds = thresholds?;
            thresholds.sort_by(f64::total_cmp);
            Ok(Scale::Steps { thresholds })
        }
    }
}

fn ranks(pool: &[f64], count: Count) -> Scale {
    let mut sorted = pool.to_vec();
    sorted.sort_by(f64::total_cmp);
    Scale::Ranks { sorted, count }
}

/// A scale on which the pool has the mean and the deviation of `to`.
fn z_score(pool: &[f64], to: (f64, f64)) -> Result<Scale, Refusal> {
    let (min, max) = range(pool);
    match mean(pool).zip(deviation(pool)).filter(|_| min != max) {
        Some((mean, deviation)) => Ok(Scale::ZScore { mean, deviation, to }),
        None => {
            let n = pool.len();
            refuse(format!("the {n} values don't vary: they have no z-score"), OTHER)
        }
    }
}

fn reference_scale(
    area: &str,
    reference: Option<f64>,
    min: f64,
    capped: bool,
) -> Result<Scale, Refusal> {
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
fn fraction(direction: Direction, min: f64, max: f64) -> Result<Scale, Refusal> {
    const POSITIVE: &str = "choose min_max, which takes values of any sign";
    let is_more = direction == Direction::More;
    if is_more && min >= 0.0 && max > 0.0 {
        return Ok(Scale::Line { zero: 0.0, one: max, low: 0.0, high: f64::INFINITY });
    }
    if !is_more && max < 0.0 {
        return Ok(Scale::Inverse { best: max });
    }
    let needed = if is_more { "0 or above, one of them above" } else { "above 0" };
    refuse(format!("a fraction of the best value needs values {needed}"), POSITIVE)
}

fn range(values: &[f64]) -> (f64, f64) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    (low, values.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goalposts_score_0_and_100_and_clip_beyond_in_both_directions() {
        assert_eq!(goalposts(25.0, 25.0, 2.0), 0.0);
        assert_eq!(goalposts(2.0, 25.0, 2.0), 100.0);
        assert_eq!(goalposts(13.5, 25.0, 2.0), 50.0);
        assert_eq!(goalposts(0.0, 25.0, 2.0), 100.0);
        assert_eq!(goalposts(-1.0, 0.0, 80.0), 0.0);
        assert_eq!(goalposts(20.0, 0.0, 80.0), 25.0);
    }
}
