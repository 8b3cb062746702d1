//! What is told beside an indicator: which of its parts are in force for an area, and the means of areas
//! told apart by another figure.

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::statistics::mean;

/// Which parts of an indicator are in force for an area and which are not, by position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    pub held: Vec<usize>,
    pub lacking: Vec<usize>,
}

/// The value used of an indicator over the areas of one group of its split.
#[derive(Debug, Clone, PartialEq)]
pub struct SplitMean {
    pub indicator: usize,
    /// Position among the groups of the split.
    pub group: usize,
    /// Areas of the group that have a value.
    pub n: usize,
    /// `None` where there are none.
    pub mean: Option<f64>,
}

/// The parts of an indicator at the cut-off; `None` where it has none, or nothing is known of one.
pub fn parts(framework: &Framework, panel: &Panel, area: usize, indicator: usize) -> Option<Parts> {
    let first = framework.first_aside(indicator);
    let n = framework.indicators[indicator].parts.len();
    let known = (0..n).map(|p| Some((p, panel.aside(area, first + p)?.value == 1.0)));
    let known: Vec<(usize, bool)> = known.collect::<Option<_>>()?;
    let of = |held: bool| known.iter().filter(|(_, h)| *h == held).map(|(p, _)| *p).collect();
    (n > 0).then(|| Parts { held: of(true), lacking: of(false) })
}

/// In how many areas a part of an indicator is in force, of how many it is known, and the share of the
/// people of these that live there; `None` where no population is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InForce {
    pub n: usize,
    pub of: usize,
    pub people: Option<f64>,
}

/// The part at this position of an indicator, over all areas.
pub fn in_force(framework: &Framework, panel: &Panel, indicator: usize, part: usize) -> InForce {
    let column = framework.first_aside(indicator) + part;
    let (mut found, mut held, mut all) = (InForce { n: 0, of: 0, people: None }, 0.0, 0.0);
    for area in 0..panel.areas.len() {
        let Some(point) = panel.aside(area, column) else { continue };
        let people = panel.population(area).map_or(0.0, |point| point.value);
        (found.of, all) = (found.of + 1, all + people);
        if point.value == 1.0 {
            (found.n, held) = (found.n + 1, held + people);
        }
    }
    InForce { people: (all > 0.0).then(|| held / all), ..found }
}

/// Of every indicator with a split, the mean of each of its groups.
pub(super) fn split_means(framework: &Framework, panel: &Panel) -> Vec<SplitMean> {
    let mut means = Vec::new();
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let Some(split) = &indicator.split else { continue };
        let column = framework.first_aside(i) + indicator.parts.len();
        for (group, of) in split.groups.iter().enumerate() {
            let is_in =
                |area: &usize| panel.aside(*area, column).is_some_and(|p| p.value == of.value);
            let used = (0..panel.areas.len()).filter(is_in).filter_map(|area| panel.used(area, i));
            let values: Vec<f64> = used.map(|used| used.point.value).collect();
            means.push(SplitMean { indicator: i, group, n: values.len(), mean: mean(&values) });
        }
    }
    means
}
