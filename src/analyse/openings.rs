//! What opens the pages of regions: numbers, lines and means in, for each region the finding that sets it
//! apart out.

use std::collections::BTreeMap;

use super::aggregates::{Backing, Total, Whole};
use super::groups::GroupMean;
use super::ranges::ScoreRange;
use crate::framework::Framework;

/// The finding that opens the page of a region.
#[derive(Debug, Clone, PartialEq)]
pub enum OfRegion {
    /// A number of the region far from the world's.
    Apart { region: Total, world: Total },
    /// A number of the region over the years of its line.
    Trend { first: Total, last: Total },
    /// The mean of the index of its n areas with enough behind it, and that of all areas.
    Index { mean: f64, world: f64, n: usize },
}

/// How far a number can go: a share to 100, another as far as a number of per hundred.
const SPAN: f64 = 100.0;
/// A difference or a change of fewer units is none.
const LEAST: f64 = 1.0;

/// Of one number no more pages than this open.
const OF_ONE: usize = 3;

/// Chooses what opens the page of each region: the strongest that can be said first, but of one number no more
/// than a few pages; where all of a region's are told, its strongest.
pub(super) fn choose(candidates: Vec<Vec<(f64, OfRegion)>>) -> Vec<Option<OfRegion>> {
    let mut all: Vec<(f64, usize, &OfRegion)> = Vec::new();
    for (region, found) in candidates.iter().enumerate() {
        all.extend(found.iter().map(|(strength, message)| (*strength, region, message)));
    }
    // Of two that are as strong, the first.
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let subject = |message: &OfRegion| match message {
        OfRegion::Apart { region, .. } => Some(region.aggregate),
        OfRegion::Trend { first, .. } => Some(first.aggregate),
        OfRegion::Index { .. } => None,
    };
    let mut chosen: Vec<Option<OfRegion>> = vec![None; candidates.len()];
    let mut told: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for (_, region, message) in &all {
        let times = told.entry(subject(message)).or_default();
        if chosen[*region].is_none() && *times < OF_ONE {
            *times += 1;
            chosen[*region] = Some((*message).clone());
        }
    }
    for (_, region, message) in all {
        chosen[region].get_or_insert_with(|| message.clone());
    }
    chosen
}

/// What can be said of a region, each with its strength: how far, as a share of how far things could be apart,
/// times the share of the weight, or of the areas, behind it. Nothing within the noise, and nothing of an
/// index that fewer than half of the areas have.
pub(super) fn candidates(
    framework: &Framework,
    totals: &[Total],
    (region, areas): (usize, usize),
    (index, range): (&(GroupMean, Option<f64>), ScoreRange),
) -> Vec<(f64, OfRegion)> {
    let whole = Whole::Group(framework.groupings.len(), region);
    let enough = |total: &&Total| total.backing(framework) == Backing::Enough;
    let all = |whole: Whole| totals.iter().filter(move |t| t.whole == whole).filter(enough);
    let mut found: Vec<(f64, OfRegion)> = Vec::new();
    for of in all(whole).filter(|total| total.year.is_none()) {
        let world = all(Whole::World).find(|w| w.year.is_none() && w.aggregate == of.aggregate);
        let Some((world, far)) = world.and_then(|w| Some((w, of.value? - w.value?))) else {
            continue;
        };
        if far.abs() >= LEAST {
            let strength = (far.abs() / SPAN).min(1.0) * of.share.min(world.share);
            found.push((strength, OfRegion::Apart { region: of.clone(), world: world.clone() }));
        }
    }
    for aggregate in 0..framework.aggregates.len() {
        let line: Vec<&Total> =
            all(whole).filter(|t| t.aggregate == aggregate && t.year.is_some()).collect();
        let ends = line.first().zip(line.last());
        let Some((first, last)) = ends.filter(|(first, last)| first.year < last.year) else {
            continue;
        };
        let far = last.value.unwrap_or_default() - first.value.unwrap_or_default();
        if far.abs() >= LEAST {
            let strength = (far.abs() / SPAN).min(1.0) * first.share.min(last.share);
            let (first, last) = ((*first).clone(), (*last).clone());
            found.push((strength, OfRegion::Trend { first, last }));
        }
    }
    if let (Some(mean), Some(world)) = (index.0.mean, index.1) {
        let far = (range.share(mean) - range.share(world)).abs();
        if range.direction(mean - world).is_ne() && 2 * index.0.n >= areas {
            let strength = far * index.0.n as f64 / areas as f64;
            found.push((strength, OfRegion::Index { mean, world, n: index.0.n }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const FRAMEWORK: &str = r#"
code = "small"
name.en = "Small"
[[aggregate]]
code = "covered"
name.en = "of people are covered"
of.en = "people"
value = "COVERED"
weight = "PEOPLE"
[[level]]
code = "index"
name.en = "Index"
aggregate.method = "arithmetic_mean"
[[indicator]]
code = "covered"
parent = "index"
name.en = "Covered"
value = "COVERED"
goalposts = { worst = 0, best = 100 }
[regions]
code = "part"
column = "PART"
name.en = "Part"
groups = [{ value = "north", name.en = "North" }]
"#;

    fn total(whole: Whole, year: Option<i32>, value: f64, share: f64) -> Total {
        let (n, of, weight) = (9, 10, 1.0);
        Total {
            aggregate: 0,
            whole,
            year,
            value: Some(value),
            n,
            of,
            modelled: 0,
            share,
            weight,
            years: None,
        }
    }

    /// Of the region north, of ten areas; `index`: its mean, that of all, and of how many.
    fn found(
        totals: &[Total],
        (mean, world, n): (Option<f64>, Option<f64>, usize),
    ) -> Option<OfRegion> {
        let framework = crate::framework::read(Path::new("small.toml"), FRAMEWORK).unwrap();
        let (weighted_mean, n_weighted, range) = (None, 0, None);
        let of = GroupMean {
            grouping: 0,
            group: 0,
            level: 0,
            n,
            mean,
            weighted_mean,
            n_weighted,
            range,
        };
        let found = candidates(&framework, totals, (0, 10), (&(of, world), ScoreRange::HUNDRED));
        choose(vec![found]).remove(0)
    }

    const NORTH: Whole = Whole::Group(0, 0);
    const NO_INDEX: (Option<f64>, Option<f64>, usize) = (None, None, 0);

    #[test]
    fn the_number_furthest_from_the_world_opens_the_page() {
        let totals = [total(Whole::World, None, 50.0, 1.0), total(NORTH, None, 80.0, 0.9)];
        let apart = |found: Option<OfRegion>| match found {
            Some(OfRegion::Apart { region, world }) => (region.value, world.value),
            other => panic!("{other:?}"),
        };
        assert_eq!(apart(found(&totals, NO_INDEX)), (Some(80.0), Some(50.0)));
        // 30 of 100 times 0.9 is more than 20 of 100; 30 points of index are more than that.
        assert_eq!(apart(found(&totals, (Some(40.0), Some(60.0), 10))), (Some(80.0), Some(50.0)));
        let index = found(&totals, (Some(30.0), Some(60.0), 10));
        assert_eq!(index, Some(OfRegion::Index { mean: 30.0, world: 60.0, n: 10 }));
    }

    #[test]
    fn a_line_that_went_further_is_told_instead() {
        let totals = [
            total(Whole::World, None, 50.0, 1.0),
            total(NORTH, None, 55.0, 1.0),
            total(NORTH, Some(2010), 75.0, 1.0),
            total(NORTH, Some(2020), 55.0, 1.0),
        ];
        let Some(OfRegion::Trend { first, last }) = found(&totals, NO_INDEX) else { panic!() };
        assert_eq!((first.value, last.value), (Some(75.0), Some(55.0)));
    }

    #[test]
    fn where_nothing_is_far_or_enough_the_page_opens_in_silence() {
        // As in the world; too little of the weight; one year alone; within the noise; few areas.
        let like = [total(Whole::World, None, 50.0, 1.0), total(NORTH, None, 50.9, 1.0)];
        assert_eq!(found(&like, NO_INDEX), None);
        let thin = [total(Whole::World, None, 50.0, 1.0), total(NORTH, None, 90.0, 0.79)];
        assert_eq!(found(&thin, NO_INDEX), None);
        assert_eq!(found(&[total(NORTH, Some(2010), 75.0, 1.0)], NO_INDEX), None);
        assert_eq!(found(&[], (Some(51.9), Some(50.0), 10)), None);
        assert_eq!(found(&[], (Some(10.0), Some(50.0), 4)), None);
        assert!(found(&[], (Some(10.0), Some(50.0), 5)).is_some());
    }

    #[test]
    fn of_one_number_a_few_pages_open_and_then_the_next_strongest_does() {
        let apart = |aggregate: usize, value: f64| {
            let of = |value| Total { aggregate, ..total(NORTH, None, value, 1.0) };
            OfRegion::Apart { region: of(value), world: of(0.0) }
        };
        let region = |far: f64| vec![(far, apart(0, far)), (far / 2.0, apart(1, far))];
        let chosen = choose([0.6, 0.9, 0.7, 0.8, 0.5].map(region).to_vec());
        let of: Vec<usize> = chosen
            .into_iter()
            .map(|message| match message {
                Some(OfRegion::Apart { region, .. }) => region.aggregate,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(of, [1, 0, 0, 0, 1]);
        // Where there is nothing else, the strongest all the same; and silence stays silence.
        let alone = |far: f64| vec![(far, apart(0, far))];
        assert!(choose([0.1, 0.2, 0.3, 0.4].map(alone).to_vec()).iter().all(Option::is_some));
        assert_eq!(choose(vec![Vec::new()]), [None]);
    }
}
