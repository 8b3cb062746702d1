//! The scores of a State's region, against which its own stand. The region is the State's group in
//! the framework's first grouping of several groups, whatever that groups by.

use crate::analyse::statistics::quantile;
use crate::edition::Exhibits;
use crate::figures::blocks;

/// A region with fewer scores than this is not drawn.
const SMALLEST: usize = 5;

/// The scores of a region on one indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The 10th and the 90th percentile.
    pub low: f64,
    pub high: f64,
    pub median: f64,
}

/// The States that one State is shown against.
#[derive(Debug, Clone, PartialEq)]
pub struct Region<'a> {
    pub name: &'a str,
    /// Name of the grouping that the region is a group of.
    pub grouping: &'a str,
    areas: Vec<usize>,
}

impl<'a> Region<'a> {
    /// The region of an area; `None` where the framework or the reference table knows none.
    pub fn of(exhibits: &'a Exhibits, area: usize) -> Option<Self> {
        let grouping = blocks::grouping(exhibits)?;
        let group = blocks::group_of(exhibits, grouping, area)?;
        let rule = &exhibits.framework.groupings[grouping];
        let language = exhibits.language();
        let name = rule.groups[group].name.in_language(language);
        let belongs = |a: &usize| blocks::group_of(exhibits, grouping, *a) == Some(group);
        let areas = (0..exhibits.panel.areas.len()).filter(belongs).collect();
        Some(Region { name, grouping: rule.name.in_language(language), areas })
    }

    /// The spread of the region's scores on an indicator, of values that were observed, where enough
    /// States have one.
    pub fn spread(&self, exhibits: &Exhibits, indicator: usize) -> Option<Spread> {
        let seen = self.areas.iter().filter(|a| *exhibits.scores.observed.get(**a, indicator));
        let score = |area: &usize| *exhibits.scores.indicators.get(*area, indicator);
        spread(&seen.filter_map(score).collect::<Vec<_>>())
    }
}

fn spread(scores: &[f64]) -> Option<Spread> {
    if scores.len() < SMALLEST {
        return None;
    }
    let at = |share| quantile(scores, share);
    Some(Spread { low: at(0.1)?, high: at(0.9)?, median: at(0.5)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_runs_from_the_10th_to_the_90th_percentile() {
        // By hand: of 21 scores the third from either end; of five, 0.4 of the first and last step.
        let scores: Vec<f64> = (0..21).rev().map(f64::from).collect();
        assert_eq!(spread(&scores), Some(Spread { low: 2.0, high: 18.0, median: 10.0 }));
        let five = [50.0, 10.0, 30.0, 20.0, 40.0];
        assert_eq!(spread(&five), Some(Spread { low: 14.0, high: 46.0, median: 30.0 }));
        assert_eq!(spread(&five[..4]), None);
    }
}
