//! The scores of a State's region, against which its own stand. The region is the State's group in
//! the framework's first grouping of several groups, whatever that groups by.

use crate::analyse::statistics::median;
use crate::edition::Exhibits;
use crate::figures::blocks;

/// A region with fewer scores than this is not drawn.
const SMALLEST: usize = 5;

/// The scores of a region on one indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Without the lowest and the highest tenth of the States.
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

    /// The spread of the region's scores on an indicator, where enough States have one.
    pub fn spread(&self, exhibits: &Exhibits, indicator: usize) -> Option<Spread> {
        let score = |area: &usize| *exhibits.scores.indicators.get(*area, indicator);
        spread(&self.areas.iter().filter_map(score).collect::<Vec<_>>())
    }
}

fn spread(scores: &[f64]) -> Option<Spread> {
    let mut sorted = scores.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    let left_out = n / 10;
    let median = median(&sorted).filter(|_| n >= SMALLEST)?;
    Some(Spread { low: sorted[left_out], high: sorted[n - 1 - left_out], median })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_is_left_out_at_either_end() {
        let scores: Vec<f64> = (0..20).rev().map(f64::from).collect();
        assert_eq!(spread(&scores), Some(Spread { low: 2.0, high: 17.0, median: 9.5 }));
        assert_eq!(spread(&scores[..5]), Some(Spread { low: 15.0, high: 19.0, median: 17.0 }));
        assert_eq!(spread(&scores[..4]), None);
    }
}
