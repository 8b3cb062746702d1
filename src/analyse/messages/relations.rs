//! Messages of what goes with what: better or worse than income predicts, what runs against what, and
//! inequality. Nothing is told that vanishes at equal income.

use super::finding::{Finding, Weighed};
use super::known::Known;
use crate::analyse::audit::{Side, side_of_zero};
use crate::analyse::inequality::HARDLY;
use crate::framework::ComparedBy;
use crate::statistics::{mean, partial};
use crate::uncertainty::Interval;

/// The logarithm of income per head, where the framework names a measure of it that is a formula.
fn ln_income(known: Known, area: usize) -> Option<f64> {
    let measure = known.framework.income?;
    let ComparedBy::Formula(_) = known.framework.measures[measure].by else { return None };
    known.panel.measure(area, measure).map(|point| point.value).filter(|x| *x > 0.0).map(f64::ln)
}

/// Fewer States than this show no line.
const ENOUGH: usize = 30;

/// Ranked States whose whole interval of the index lies above the line of the intervals' middles on the
/// logarithm of income, or below: the runs put nearly every index lower than the edition does, so that
/// against a line of the edition's own more would seem surely below it than are.
pub(super) fn income(known: Known) -> Option<Weighed> {
    let point = |&area: &usize| {
        let of = known.simulation.scores.get(area, 0).as_ref()?;
        Some((area, ln_income(known, area)?, *of))
    };
    let points: Vec<(usize, f64, Interval)> = known.ranked().iter().filter_map(point).collect();
    let pairs: Vec<(f64, f64)> = points.iter().map(|p| (p.1, p.2.median)).collect();
    let (slope, start) = line(&pairs).filter(|_| points.len() >= ENOUGH)?;
    let mut off: Vec<(usize, f64)> = Vec::new();
    for &(area, income, of) in &points {
        let expected = start + slope * income;
        if of.p05 > expected || of.p95 < expected {
            off.push((area, of.median - expected));
        }
    }
    off.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let range = known.findings.ranges.levels[0];
    let far = mean(&off.iter().map(|o| o.1.abs()).collect::<Vec<_>>())?;
    let side = |sign: f64| off.iter().filter(|o| o.1 * sign > 0.0).map(|o| o.0).collect();
    let (above, below): (Vec<usize>, Vec<usize>) = (side(1.0), side(-1.0));
    Some(Weighed {
        people: known.people_in(off.iter().map(|o| o.0)),
        distance: (far / (range.high - range.low)).min(1.0),
        certainty: known.simulation.certain,
        finding: Finding::Income { above, below, n: points.len() },
    })
}

/// The line of least squares: slope, and value at 0; `None` where x does not vary.
fn line(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let x = mean(&points.iter().map(|p| p.0).collect::<Vec<_>>())?;
    let y = mean(&points.iter().map(|p| p.1).collect::<Vec<_>>())?;
    let spread: f64 = points.iter().map(|p| (p.0 - x).powi(2)).sum();
    let both: f64 = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    (spread > 0.0).then(|| (both / spread, y - both / spread * x))
}

/// Indicators of which one rises where the other falls: among the ranked, by more than chance, and at
/// equal income too.
pub(super) fn against(known: Known) -> Vec<Weighed> {
    let audit = &known.findings.audit;
    let pairs = audit.ranked.as_ref().map_or(&audit.pairs, |ranked| &ranked.pairs);
    let below = pairs.iter().filter(|p| side_of_zero(p.correlation, p.n) == Some(Side::Below));
    let mut found = Vec::new();
    for pair in below {
        let score = |area: usize, i: usize| *known.scores.indicators.get(area, i);
        let both: Vec<(usize, (f64, f64, f64))> = known
            .ranked()
            .into_iter()
            .filter_map(|a| {
                Some((a, (score(a, pair.first)?, score(a, pair.second)?, ln_income(known, a)?)))
            })
            .collect();
        let triples: Vec<(f64, f64, f64)> = both.iter().map(|b| b.1).collect();
        let Some(partial) = partial(&triples) else { continue };
        let is_sure = side_of_zero(partial, triples.len()) == Some(Side::Below);
        if partial > -HARDLY || !is_sure {
            continue;
        }
        let (first, second) = (pair.first, pair.second);
        let correlation = pair.correlation;
        found.push(Weighed {
            people: known.people_in(both.iter().map(|b| b.0)),
            distance: partial * partial,
            certainty: both.len() as f64 / known.ranked().len().max(1) as f64,
            finding: Finding::Against { first, second, n: both.len(), correlation, partial },
        });
    }
    found
}

/// Income inequality against the rest, as far as it holds at equal income; silent where that is not known
/// or the two hardly go together.
pub(super) fn inequality(known: Known) -> Option<Weighed> {
    let found = known.findings.inequality.as_ref()?;
    let (correlation, (partial, _)) = found.correlation.zip(found.at_equal_income)?;
    if found.holds_at_equal_income() != Some(true) || correlation.abs() < HARDLY {
        return None;
    }
    let n = found.points.len();
    Some(Weighed {
        people: known.people_in(found.points.iter().map(|p| p.0)),
        distance: partial * partial,
        certainty: n as f64 / known.ranked().len().max(1) as f64,
        finding: Finding::Inequality { correlation, partial: Some(partial), n },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_by_hand() {
        // Mean (2, 4): both 4, spread 2.
        assert_eq!(line(&[(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]), Some((2.0, 0.0)));
        assert_eq!(line(&[(1.0, 2.0), (1.0, 4.0)]), None);
        assert_eq!(line(&[]), None);
    }
}
