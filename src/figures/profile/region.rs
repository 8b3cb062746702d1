//! The scores of a State's region, against which its own stand. The region is the State's group in
//! the framework's first grouping of several groups, whatever that groups by.

use crate::analyse::{self, Spread};
use crate::exhibits::Exhibits;

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
        let grouping = exhibits.main_grouping()?;
        let group = exhibits.group_of(grouping, area)?;
        let belongs = |a: &usize| exhibits.group_of(grouping, *a) == Some(group);
        let areas = (0..exhibits.panel.areas.len()).filter(belongs).collect();
        let name = exhibits.group(grouping, group);
        Some(Region { name, grouping: exhibits.grouping(grouping), areas })
    }

    /// The spread of the region's scores on an indicator, of values that were observed, where enough
    /// States have one.
    pub fn spread(&self, exhibits: &Exhibits, indicator: usize) -> Option<Spread> {
        analyse::spread(exhibits.scores, &self.areas, indicator)
    }
}
