//! `groups.csv`: mean scores of groups of areas, plain and weighted by population.

use super::text::{csv_text, number};
use crate::analyse::GroupMean;
use crate::framework::Framework;

pub fn groups(framework: &Framework, means: &[GroupMean]) -> String {
    let header = [
        "grouping",
        "group",
        "code",
        "n",
        "mean",
        "n_weighted",
        "weighted_mean",
        "lowest",
        "highest",
    ];
    let rows = means.iter().map(|m| {
        let grouping = &framework.groupings[m.grouping];
        [
            grouping.code.clone(),
            grouping.groups[m.group].value.clone(),
            framework.levels[m.level].code.clone(),
            m.n.to_string(),
            number(m.mean),
            m.n_weighted.to_string(),
            number(m.weighted_mean),
            number(m.range.map(|r| r.0)),
            number(m.range.map(|r| r.1)),
        ]
    });
    csv_text(header, rows)
}
