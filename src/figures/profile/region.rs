//! The scores of a State's region, against which its own stand. The region is the State's group in
//! the framework's first grouping of several groups, whatever that groups by.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analyse::{Spread, spreads_within};
use crate::exhibits::Exhibits;

/// The States that one State is shown against.
#[derive(Debug, Clone, PartialEq)]
pub struct Region<'a> {
    pub name: &'a str,
    /// Name of the grouping that the region is a group of.
    pub grouping: &'a str,
    /// By indicator: the spread of the region's scores, of values that were observed, where enough
    /// States have one.
    pub spreads: Vec<Option<Spread>>,
}

impl<'a> Region<'a> {
    /// The region of every area; `None` where the framework or the reference table knows none.
    pub fn all(exhibits: &'a Exhibits) -> Vec<Option<Arc<Self>>> {
        let areas = 0..exhibits.panel.areas.len();
        let Some(grouping) = exhibits.main_grouping() else { return vec![None; areas.len()] };
        let groups: Vec<Option<usize>> =
            areas.map(|area| exhibits.group_of(grouping, area)).collect();
        let region = |(group, spreads)| {
            let (name, grouping) = (exhibits.group(grouping, group), exhibits.grouping(grouping));
            (group, Arc::new(Region { name, grouping, spreads }))
        };
        let regions: BTreeMap<usize, Arc<Self>> =
            spreads_within(exhibits.scores, &groups).into_iter().map(region).collect();
        groups.iter().map(|group| regions.get(&(*group)?).cloned()).collect()
    }
}
