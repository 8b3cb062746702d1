//! Which grouping figures and text follow, and the group of an area in one.

use super::Exhibits;

/// The grouping that small multiples follow: the framework's first with more than one group.
pub fn grouping(exhibits: &Exhibits) -> Option<usize> {
    exhibits.framework.groupings.iter().position(|g| g.groups.len() > 1)
}

/// The group of an area in a grouping, by position.
pub fn group_of(exhibits: &Exhibits, grouping: usize, area: usize) -> Option<usize> {
    let grouping = &exhibits.framework.groupings[grouping];
    let value = exhibits.areas.get(&exhibits.panel.areas[area])?.attribute(&grouping.column)?;
    grouping.groups.iter().position(|g| g.value == value)
}
