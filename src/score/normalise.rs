//! Values onto a common scale, each method fitted on a pool of values (of one year, or of all).

use crate::fault::{Fault, Faults, Result};
use crate::framework::{
    Attempt, Fit, Framework, Indicator, Normalisation, NormaliseMethod, OTHER, Reach, Scale,
    ZScore, refuse,
};
use crate::model::Column;
use crate::statistics::{Order, deviation, mean};

use super::input::Input;
use super::pool::pool;
use super::transform::rescale;

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
    if !indicator.is_absolute() {
        return Err("its score depends on all the values".to_owned());
    }
    let fitted = fitted(indicator, &[Some(value)], &[], None).map_err(|r| r.message)?;
    fitted.map(|fitted| fitted.score(value)).ok_or_else(|| "it has no value".to_owned())
}

/// A method of an indicator, fitted: gives the score of any value on the indicator's scale.
#[derive(Debug, Clone)]
pub struct Fitted {
    pub scale: Scale,
    /// 1 where more is better on the scale of the transform, −1 where less is.
    pub sign: f64,
    /// The scores at the two ends of the scale; `None` where the position is the score.
    pub ends: Option<[f64; 2]>,
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

    /// Values onto their scores, each as [`Fitted::score`] gives it.
    pub fn score_all(&self, values: &mut [f64]) {
        match (&self.scale, self.ends) {
            // The usual case, in a loop that a processor does several at a time.
            (Scale::Line { zero, one, low, high }, Some([bottom, top])) => {
                for x in values {
                    let position = ((self.sign * *x - zero) / (one - zero)).clamp(*low, *high);
                    *x = bottom + position * (top - bottom);
                }
            }
            _ => values.iter_mut().for_each(|x| *x = self.score(*x)),
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
    let direction = indicator.scored_direction();
    let sign = direction.sign();
    let pool = pool(indicator, sign, column, history)?;
    if pool.n == 0 {
        return Ok(None);
    }
    let reference = reference.map(|x| sign * x);
    let scale = method.fit(pool, &Fit { direction, transform: indicator.transform, reference })?;
    if matches!(scale, Scale::Line { zero, one, .. } if !(one - zero).is_finite()) {
        return refuse("its values are too far apart for a scale".to_owned(), OTHER);
    }
    let spread = method.reach() != Reach::Free;
    Ok(Some(Fitted { scale, sign, ends: spread.then_some(*ends) }))
}

/// Scores of a whole column by a method fitted on that column, in place and without allocating: the
/// same bits as [`fitted`] gives. `false`, and nothing done, for methods or columns that it leaves to
/// [`fitted`]. `room` and `order` are written on.
pub fn score_column(
    indicator: &Indicator,
    values: &mut [f64],
    room: &mut Vec<f64>,
    order: &mut Order,
) -> bool {
    let Normalisation { method, scale: [low, high], all_years } = &indicator.normalisation;
    let sign = indicator.scored_direction().sign();
    let n = values.len();
    if *all_years || n < 2 {
        return false;
    }
    match method {
        NormaliseMethod::MinMax(_) | NormaliseMethod::DistanceToMax(_) => {
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
        NormaliseMethod::PercentileRank(_)
        | NormaliseMethod::Rank(_)
        | NormaliseMethod::Borda(_) => {
            room.clear();
            room.extend(values.iter().map(|x| sign * x));
            let (mut below, mut last) = (0, f64::NAN);
            for (at, &place) in order.ascending(0..n, |at| room[at]).iter().enumerate() {
                let x = room[place as usize];
                if x != last {
                    (below, last) = (at, x);
                }
                values[place as usize] = match method {
                    NormaliseMethod::Rank(_) => below as f64 + 1.0,
                    NormaliseMethod::Borda(_) => below as f64,
                    _ => low + below as f64 / (n - 1) as f64 * (high - low),
                };
            }
        }
        NormaliseMethod::ZScore(ZScore { mean: to, deviation: by }) => {
            room.clear();
            room.extend(values.iter().map(|x| sign * x));
            let fitted = mean(room).zip(deviation(room));
            let Some((mean, deviation)) = fitted.filter(|_| room.iter().any(|x| *x != room[0]))
            else {
                return false;
            };
            let scores = room.iter().map(|x| to + by * (x - mean) / deviation);
            values.iter_mut().zip(scores).for_each(|(x, score)| *x = score);
        }
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{
        Borda, Direction, DistanceToMax, Goalposts, MinMax, PercentileRank, Rank,
    };

    fn indicator() -> Indicator {
        let text = "code = 'x'\nname = 'X'\n[[level]]\ncode = 'x'\nname = 'X'\naggregate = { method = 'median' }\n\
                    [[indicator]]\ncode = 'a'\nparent = 'x'\nname = 'A'\nvalue = 'A'\ngoalposts = { worst = 1, best = 2 }\n";
        let framework = crate::framework::read(std::path::Path::new("x.toml"), text);
        framework.unwrap().indicators.swap_remove(0)
    }

    #[test]
    fn goalposts_score_0_and_100_and_clip_beyond_in_both_directions() {
        let score = |value: f64, worst: f64, best: f64| {
            let mut of = indicator();
            of.direction = if best > worst { Direction::More } else { Direction::Less };
            of.normalisation.method = Goalposts { worst, best, ..Goalposts::default() }.into();
            indicator_score(&of, value).unwrap()
        };
        assert_eq!(score(25.0, 25.0, 2.0), 0.0);
        assert_eq!(score(2.0, 25.0, 2.0), 100.0);
        assert_eq!(score(13.5, 25.0, 2.0), 50.0);
        assert_eq!(score(0.0, 25.0, 2.0), 100.0);
        assert_eq!(score(-1.0, 0.0, 80.0), 0.0);
        assert_eq!(score(20.0, 0.0, 80.0), 25.0);
    }

    #[test]
    fn a_column_scored_in_place_has_the_same_bits() {
        let methods: [(NormaliseMethod, [f64; 2]); 6] = [
            (MinMax.into(), [1.0, 100.0]),
            (DistanceToMax.into(), [0.0, 100.0]),
            (PercentileRank.into(), [0.0, 100.0]),
            (Rank.into(), [0.0, 100.0]),
            (Borda.into(), [0.0, 100.0]),
            (ZScore { mean: 10.0, deviation: 2.0 }.into(), [0.0, 100.0]),
        ];
        for (method, ends) in methods {
            for direction in [Direction::More, Direction::Less] {
                let mut of = indicator();
                of.normalisation.method = method.clone();
                (of.direction, of.normalisation.scale) = (direction, ends);
                let values = [3.7, -1.25, 0.0, 8.125, 3.7, -0.0, 5.1, 2.9];
                let fitted = fitted(&of, &values.map(Some), &[], None).unwrap().unwrap();
                let mut found = values;
                assert!(score_column(&of, &mut found, &mut Vec::new(), &mut Order::default()));
                let mut all = values;
                fitted.score_all(&mut all);
                assert_eq!(all, values.map(|x| fitted.score(x)), "{method:?} {direction:?}");
                assert_eq!(found, all, "{method:?} {direction:?}");
            }
        }
        let (mut of, mut same) = (indicator(), [4.0, 4.0]);
        of.normalisation.method = MinMax.into();
        assert!(!score_column(&of, &mut same, &mut Vec::new(), &mut Order::default()));
        assert_eq!(same, [4.0, 4.0]);
    }
}
