//! A number of the world with its lines over the years.

use crate::analyse::{Backing, Total, Whole};
use crate::exhibits::Exhibits;
use crate::words::Number;

/// A region has no more panels: those of the numbers that changed most.
const MOST_OF_A_REGION: usize = 6;

/// A number of the world with its lines: the world's first, each with a point for every year.
pub(super) struct Panel<'a> {
    pub aggregate: usize,
    pub lines: Vec<Vec<&'a Total>>,
}

pub(super) fn panels<'a>(exhibits: &Exhibits<'a>, region: Option<usize>) -> Vec<Panel<'a>> {
    let framework = exhibits.framework;
    let totals = &exhibits.findings.totals;
    let line = |aggregate: usize, whole: Whole| -> Vec<&'a Total> {
        let of = totals.iter().filter(|t| t.aggregate == aggregate && t.whole == whole);
        of.filter(|t| t.year.is_some()).collect()
    };
    let told = |line: &Vec<&Total>| {
        line.len() > 1 && line.iter().all(|t| t.backing(framework) != Backing::TooLittle)
    };
    let peers = framework.peers();
    let groups = peers.map_or(0, |g| framework.groupings[g].groups.len());
    let panel = |aggregate: usize| {
        let world = Some(line(aggregate, Whole::World)).filter(told)?;
        if let Some(region) = region {
            let whole = Whole::Group(framework.groupings.len(), region);
            let own = Some(line(aggregate, whole)).filter(told)?;
            return Some(Panel { aggregate, lines: vec![own, world] });
        }
        let group = |k: usize| line(aggregate, Whole::Group(peers.unwrap_or(0), k));
        let groups = (0..groups).map(group).filter(told);
        Some(Panel { aggregate, lines: std::iter::once(world).chain(groups).collect() })
    };
    let mut panels: Vec<Panel> = (0..framework.aggregates.len()).filter_map(panel).collect();
    if region.is_some() {
        panels.sort_by(|a, b| change(b).total_cmp(&change(a)));
        panels.truncate(MOST_OF_A_REGION);
    }
    panels
}

impl Panel<'_> {
    /// Whether more than half of the values behind its lines are modelled estimates.
    pub(super) fn is_modelled(&self) -> bool {
        let of = |count: fn(&Total) -> usize| {
            self.lines.iter().flatten().map(|total| count(total)).sum::<usize>()
        };
        2 * of(|total| total.modelled) > of(|total| total.n)
    }
}

/// How far the first line of a panel went.
pub(super) fn change(panel: &Panel) -> f64 {
    let line = &panel.lines[0];
    (value(line[line.len() - 1]) - value(line[0])).abs()
}

pub(super) fn value(total: &Total) -> f64 {
    total.value.unwrap_or_default()
}

pub(super) fn year(total: &Total) -> i32 {
    total.year.unwrap_or_default()
}

pub(super) fn span(panels: &[Panel]) -> [(&'static str, crate::words::Say); 2] {
    let all = || panels.iter().flat_map(|panel| &panel.lines).flatten().map(|total| year(total));
    let (first, last) = (all().min().unwrap_or_default(), all().max().unwrap_or_default());
    [("first", Number::year(first).into()), ("last", Number::year(last).into())]
}
