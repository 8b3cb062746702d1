//! How much of the inequality of the world's incomes lies between countries, and how income is shared inside
//! them: people, income per head and shares of income in, Theil's T in its two parts and medians of shares out.

use super::groups::members;
use crate::framework::Framework;
use crate::harmonise::{Panel, Point};
use crate::model::Areas;
use crate::statistics::{median, theil};

/// Theil's T over some areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Theil {
    pub n: usize,
    /// Share of the people of all areas who live in the n, 0–1.
    pub people: f64,
    /// The part between the areas, were everyone inside to have its income per head.
    pub between: f64,
    /// The part inside them; `None` where no shares are counted.
    pub within: Option<f64>,
    /// First and last year of the shares.
    pub years: Option<[i32; 2]>,
}

impl Theil {
    /// Share of the whole that lies between areas: at most so much, as shares inside are of a few parts.
    pub fn share(&self) -> Option<f64> {
        let whole = self.between + self.within?;
        (whole > 0.0).then(|| self.between / whole)
    }
}

/// How income is shared in a group of areas: of each share the median and of how many areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// Of the groups of peers, by position; `None` of all areas.
    pub group: Option<usize>,
    /// In the order of the framework's shares, then the indicator of inequality.
    pub medians: Vec<Option<(f64, usize)>>,
}

/// What is known of incomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Incomes {
    /// Over all areas with people and income per head.
    pub all: Option<Theil>,
    /// Over those of which shares of income are known too.
    pub known: Option<Theil>,
    /// All areas, then the groups of peers; none where nothing is known.
    pub shared: Vec<Shared>,
}

/// `income`: income per head by area, where the framework names it.
pub(super) fn incomes(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    income: Option<&Vec<Option<f64>>>,
) -> Incomes {
    let people = |area: usize| panel.population(area).map_or(0.0, |point| point.value);
    let everyone: f64 = (0..panel.areas.len()).map(people).sum();
    let each = |area: usize| {
        let income = income.and_then(|income| income[area]).filter(|x| *x > 0.0)?;
        (people(area) > 0.0).then(|| (area, (people(area), income)))
    };
    let each: Vec<(usize, theil::People)> = (0..panel.areas.len()).filter_map(each).collect();
    let counted =
        |of: &[(usize, theil::People)]| of.iter().map(|of| of.1.0).sum::<f64>() / everyone;
    let all = theil::between(&each.iter().map(|of| of.1).collect::<Vec<_>>());
    let all = all.map(|between| {
        let (n, people) = (each.len(), counted(&each));
        Theil { n, people, between, within: None, years: None }
    });
    Incomes {
        all,
        known: known(framework, panel, &each, &counted),
        shared: shared(framework, areas, panel),
    }
}

/// People of an area, by its position.
type Of = (usize, theil::People);

fn known(
    framework: &Framework,
    panel: &Panel,
    each: &[Of],
    counted: &dyn Fn(&[Of]) -> f64,
) -> Option<Theil> {
    framework.within.as_ref()?;
    let column = framework.beside_aggregates() + framework.shares.len();
    let inside = |&(area, of): &(usize, theil::People)| {
        panel.beside(area, column).map(|point| ((area, of), point))
    };
    let found: Vec<((usize, theil::People), &Point)> = each.iter().filter_map(inside).collect();
    let of: Vec<(usize, theil::People)> = found.iter().map(|of| of.0).collect();
    let between = theil::between(&of.iter().map(|of| of.1).collect::<Vec<_>>())?;
    let parts: Vec<(theil::People, f64)> =
        found.iter().map(|((_, people), point)| (*people, point.value)).collect();
    let years = || found.iter().map(|(_, point)| point.year);
    Some(Theil {
        n: of.len(),
        people: counted(&of),
        between,
        within: theil::within(&parts),
        years: years().min().zip(years().max()).map(|(first, last)| [first, last]),
    })
}

fn shared(framework: &Framework, areas: &Areas, panel: &Panel) -> Vec<Shared> {
    let indicator = framework.inequality.as_ref().and_then(|code| framework.indicator(code));
    let first = framework.beside_aggregates();
    let of = |members: &[usize]| -> Vec<Option<(f64, usize)>> {
        let middle = |values: Vec<f64>| Some((median(&values)?, values.len()));
        let share = |k: usize| {
            let points = members.iter().filter_map(|&area| panel.beside(area, first + k));
            middle(points.map(|point| point.value).collect())
        };
        let own = indicator.map(|i| {
            let used = members.iter().filter_map(|&area| panel.used(area, i));
            middle(used.map(|used| used.point.value).collect())
        });
        (0..framework.shares.len()).map(share).chain(own).collect()
    };
    let everyone: Vec<usize> = (0..panel.areas.len()).collect();
    let mut found = vec![Shared { group: None, medians: of(&everyone) }];
    if let Some(peers) = framework.peers() {
        let grouping = &framework.groupings[peers];
        for (k, group) in grouping.groups.iter().enumerate() {
            let members = members(areas, panel, &grouping.column, &group.value);
            found.push(Shared { group: Some(k), medians: of(&members) });
        }
    }
    let is_known = found[0].medians.iter().any(Option::is_some);
    if is_known && !framework.shares.is_empty() { found } else { Vec::new() }
}
