//! The world and its regions: what opens a page, either way and in silence; what its tables hold; and worlds
//! without regions or numbers.

use std::collections::BTreeMap;

use super::content::{Block, Chapter, Table};
use super::prose::Prose;
use super::regions::{chapter, message, page};
use super::texts::Texts;
use crate::analyse::{Backing, OfRegion, Region, Total, Whole};
use crate::exhibits::sample::{OBSERVATIONS, Sample, WORLD, areas};

fn with_prose<T>(sample: &Sample, tell: impl FnOnce(&Prose) -> T) -> T {
    let (exhibits, texts) = (sample.exhibits(), Texts::default());
    tell(&Prose::new(&exhibits, &texts, BTreeMap::new()))
}

fn told(message_of: Option<OfRegion>) -> Option<String> {
    let region = Region { message: message_of, ..WORLD.findings.regions[0].clone() };
    with_prose(&WORLD, |prose| message(prose, &region).unwrap())
}

fn total(whole: Whole, year: Option<i32>, value: f64) -> Total {
    let of_world = WORLD.findings.totals.iter().find(|t| t.whole == Whole::World).unwrap();
    Total { whole, year, value: Some(value), share: 0.9, ..of_world.clone() }
}

#[test]
fn a_region_opens_with_its_finding_in_either_direction_or_in_silence() {
    let own = Whole::Group(WORLD.framework.groupings.len(), 0);
    let apart = |value: f64| OfRegion::Apart {
        region: total(own, None, value),
        world: total(Whole::World, None, 47.0),
    };
    let says = |of: OfRegion, words: &str| {
        let said = told(Some(of)).unwrap();
        assert!(said.starts_with("Northern Africa: ") && said.contains(words), "{said}");
        assert!(!said.contains(['{', '}']), "{said}");
    };
    says(apart(12.4), "12.4% of people have at least one social protection benefit, less than");
    says(apart(85.7), "85.7% of people have");
    says(apart(85.7), "more than in the world as a whole (47.0%)");
    let trend = |from: f64, to: f64| OfRegion::Trend {
        first: total(own, Some(2010), from),
        last: total(own, Some(2024), to),
    };
    says(trend(40.0, 55.5), "55.5% of people have");
    says(trend(40.0, 55.5), "(2024), up from 40.0% in 2010");
    says(trend(55.5, 40.0), "(2024), down from 55.5% in 2010");
    // Of a line that ends before what the table has, the newer number comes first.
    let regions = WORLD.framework.groupings.len();
    let is_newer = |t: &&Total| {
        matches!(t.whole, Whole::Group(of, _) if of == regions)
            && (t.aggregate, t.year) == (0, None)
            && t.backing(&WORLD.framework) == Backing::Enough
    };
    let newer = WORLD.findings.totals.iter().find(is_newer).unwrap();
    let in_year = |year, value| Total { year: Some(year), value: Some(value), ..newer.clone() };
    let old = OfRegion::Trend { first: in_year(2000, 40.0), last: in_year(2005, 55.5) };
    says(old, "Over the same States in every year: 40.0% in 2000, 55.5% in 2005.");
    let index = |mean: f64, n: usize| OfRegion::Index { mean, world: 50.0, n };
    says(index(40.0, 1), "of 1 State with enough values, is 40.0, below that of the world (50.0)");
    says(index(60.0, 5), "of 5 States with enough values, is 60.0, above");
    assert_eq!(told(None), None);
}

fn tables(chapter: &Chapter) -> Vec<&Table> {
    let blocks = chapter.blocks.iter();
    blocks
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect()
}

#[test]
fn every_region_has_its_page_and_every_state_belongs_to_one() {
    let regions = &WORLD.findings.regions;
    assert_eq!(regions.len(), 17);
    let members: usize = regions.iter().map(|region| region.members.len()).sum();
    assert_eq!(members, WORLD.panel.areas.len());
    with_prose(&WORLD, |prose| {
        let opening = chapter(prose).unwrap().unwrap();
        assert_eq!(tables(&opening).len(), 3);
        assert_eq!(tables(&opening)[1].rows.len(), 17);
        for region in regions {
            let page = page(prose, region).unwrap();
            assert!(page.id.starts_with("region-") && page.summary.len() == 1, "{}", page.id);
            let all = tables(&page);
            // Scores of the index and four areas; then numbers; then who leads, all of them ranked.
            assert_eq!(all[0].rows.len(), 5);
            let leaders =
                if region.ranked.is_empty() { &[] } else { &all.last().unwrap().rows[..] };
            assert_eq!(leaders.len(), region.ranked.len().min(5), "{}", page.id);
            assert!(leaders.iter().all(|row| row[3].contains('(')), "a rank with its interval");
        }
    });
}

/// What is printed of a region stands behind as much of the weight as is declared.
#[test]
fn a_number_of_a_region_on_too_little_is_not_printed() {
    with_prose(&WORLD, |prose| {
        let (mut printed, mut kept) = (0, 0);
        for region in &WORLD.findings.regions {
            let whole = Whole::Group(WORLD.framework.groupings.len(), region.region);
            let own: Vec<&Total> = WORLD
                .findings
                .totals
                .iter()
                .filter(|t| t.whole == whole && t.year.is_none() && t.n > 0)
                .collect();
            let page = page(prose, region).unwrap();
            for (row, total) in tables(&page)[1].rows.iter().zip(own) {
                let is_told = row[1] != "not enough data";
                assert_eq!(is_told, total.share >= WORLD.framework.aggregate_share, "{row:?}");
                printed += usize::from(is_told);
                kept += usize::from(!is_told);
            }
        }
        assert!(printed > 100 && kept > 0, "{printed} {kept}");
    });
}

#[test]
fn without_regions_or_numbers_nothing_is_said_of_them() {
    let members: Vec<String> = WORLD.panel.areas.iter().take(60).cloned().collect();
    let of = |change: fn(&mut crate::framework::Framework)| {
        Sample::new(areas(), members.clone(), &OBSERVATIONS, change)
    };
    let no_regions = of(|framework| framework.regions = None);
    with_prose(&no_regions, |prose| {
        let chapter = chapter(prose).unwrap().unwrap();
        assert_eq!(
            (chapter.title.as_str(), tables(&chapter).len()),
            ("The world and its groups", 1)
        );
    });
    let neither = of(|framework| {
        framework.regions = None;
        framework.aggregates.clear();
    });
    assert!(with_prose(&neither, |prose| chapter(prose).unwrap()).is_none());
    // Another column than the table has: regions without an area, and so none.
    let elsewhere = of(|framework| {
        framework.regions.as_mut().unwrap().column = "M49_REGION".to_owned();
        framework.aggregates.clear();
    });
    assert!(elsewhere.findings.regions.is_empty());
    assert!(with_prose(&elsewhere, |prose| chapter(prose).unwrap()).is_none());
}

/// Where others weigh than those a number is about, each place that prints it says so, once.
#[test]
fn why_a_number_is_weighed_as_it_is_stands_wherever_it_is_printed() {
    let reasons = |note: &str| {
        let whys = WORLD.framework.aggregates.iter().filter_map(|a| a.why.as_ref());
        let mut whys: Vec<&str> = whys.map(|why| why.en.as_str()).collect();
        whys.dedup();
        assert!(!whys.is_empty());
        let found: Vec<usize> = whys.iter().map(|why| note.matches(why).count()).collect();
        (found, whys.len())
    };
    with_prose(&WORLD, |prose| {
        let opening = chapter(prose).unwrap().unwrap();
        let (found, whys) = reasons(&tables(&opening)[0].note);
        assert_eq!(found, vec![1; whys], "all numbers stand there: each reason once");
        for region in &WORLD.findings.regions {
            let page = page(prose, region).unwrap();
            let (numbers, note) = (&tables(&page)[1].rows, &tables(&page)[1].note);
            for aggregate in &WORLD.framework.aggregates {
                let Some(why) = &aggregate.why else { continue };
                let is_shown = numbers.iter().any(|row| row[0].starts_with(&aggregate.short.en));
                assert!(!is_shown || note.contains(&why.en), "{}: {note}", page.id);
            }
        }
    });
    let none = Sample::new(areas(), WORLD.panel.areas.clone(), &OBSERVATIONS, |framework| {
        framework.aggregates.iter_mut().for_each(|aggregate| aggregate.why = None);
    });
    let note = with_prose(&none, |prose| tables(&chapter(prose).unwrap().unwrap())[0].note.clone());
    assert!(reasons(&note).0.iter().all(|times| *times == 0), "{note}");
}
