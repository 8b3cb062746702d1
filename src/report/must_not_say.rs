//! What the report must not say: scores on too little, extremes of scores on little, a score outside its
//! own interval unexplained, two numbers for one thing.

use super::content::{Block, Content, CountryPage};
use super::tests::{countries, written};
use crate::analyse::{Whole, covered};
use crate::exhibits::sample::WORLD;
use crate::score::{LEAST_PRINTED, Status};
use crate::words::Number;

/// The State of a page by position.
fn area_of(country: &CountryPage) -> usize {
    WORLD.panel.areas.iter().position(|code| *code == country.code).unwrap()
}

fn text_of(content: &Content, chapter: &str) -> String {
    let chapter = content.chapters.iter().find(|c| c.id == chapter).unwrap();
    serde_json::to_string(chapter).unwrap()
}

#[test]
fn under_a_third_of_the_weight_no_score_place_or_interval_is_printed() {
    let content = written(&WORLD);
    let levels: Vec<usize> = WORLD.framework.index_and_focus_areas().collect();
    let (mut without, mut just) = (0, 0);
    for country in countries(&content) {
        let area = area_of(country);
        let is_ranked = WORLD.scores.standings[area].is_ranked();
        // By the weights themselves: what is known of an area, in half weights, against its whole.
        let known = |level: usize| *WORLD.scores.coverage.get(area, level);
        let has = |level: usize| WORLD.scores.levels.get(area, level).is_some();
        let thin = |level: usize| has(level) && !is_ranked && known(level) < LEAST_PRINTED - 1e-9;
        for (at, &level) in levels.iter().enumerate() {
            let too_little = match level {
                0 => levels[1..].iter().any(|&l| thin(l)),
                _ => thin(level),
            };
            let bar = &country.bars[at];
            assert_eq!(bar.value == "too little known", too_little, "{} {level}", country.name);
            assert!(!too_little || (bar.fraction.is_none() && bar.span.is_none()));
            assert!(!too_little || bar.interval.is_empty());
            without += usize::from(too_little);
            just += usize::from(!too_little && has(level) && known(level) < 0.45);
            let kept = *WORLD.scores.levels.get(area, level);
            assert!(kept.is_some() || level == 0 || !too_little, "scores.csv keeps it");
        }
        let placeless = country.standing == "Too little known for a place";
        assert_eq!(placeless, levels[1..].iter().any(|&l| thin(l)), "{}", country.standing);
    }
    assert!(without > 0 && just > 0, "{without} {just}");
}

#[test]
fn no_figure_holds_a_score_that_is_not_printed() {
    let exhibits = WORLD.exhibits();
    for figure in crate::figures::draw(&exhibits, Some(&["map".into(), "dots".into()])).unwrap() {
        let head = &figure.data[0];
        let place = |name: &str| head.iter().position(|column| column == name).unwrap();
        for row in &figure.data[1..] {
            let is_unprinted = row[place("status")] == Status::TooLittle.name();
            assert!(!is_unprinted || row[place("score")].is_empty(), "{} {row:?}", figure.id);
        }
    }
}

#[test]
fn means_and_ends_are_over_states_with_enough_of_the_weight() {
    let needed = WORLD.framework.ranking_coverage;
    let areas: Vec<usize> = WORLD.framework.focus_areas().collect();
    for found in &WORLD.findings.groups {
        let rule = &WORLD.framework.groupings[found.grouping];
        let group = &rule.groups[found.group].value;
        let judged = if found.level == 0 { areas.clone() } else { vec![found.level] };
        let is_in = |area: &usize| {
            let known = WORLD.areas.get(&WORLD.panel.areas[*area]).unwrap();
            let enough = |l: &usize| *WORLD.scores.coverage.get(*area, *l) + 1e-9 >= needed;
            known.attribute(&rule.column) == Some(group) && judged.iter().all(enough)
        };
        let states = (0..WORLD.panel.areas.len()).filter(is_in);
        let mut scores: Vec<f64> =
            states.filter_map(|area| *WORLD.scores.levels.get(area, found.level)).collect();
        scores.sort_by(f64::total_cmp);
        assert_eq!(found.n, scores.len());
        let ends = scores.first().copied().zip(scores.last().copied());
        assert_eq!(found.range, ends, "{group}");
    }
    assert!(covered(&WORLD.scores, 0).count() < WORLD.scores.levels.column(0).flatten().count());
}

#[test]
fn a_score_outside_its_own_interval_is_explained_where_it_is_printed() {
    let content = written(&WORLD);
    let mut outside = 0;
    for country in countries(&content) {
        let is_outside = |bar: &super::content::Bar| {
            let Some((score, [low, high])) = bar.fraction.zip(bar.span) else { return false };
            // A tenth of a point either way is a matter of printing.
            score < low - 0.001 || high + 0.001 < score
        };
        let n = country.bars.iter().filter(|bar| is_outside(bar)).count();
        let said = ["lies outside its range", "lie outside their ranges"]
            .iter()
            .any(|words| country.bars_note.contains(words));
        assert!(n == 0 || said, "{}: {}", country.name, country.bars_note);
        outside += usize::from(said);
    }
    assert!(outside > 0);
    let table = text_of(&content, "scores");
    assert_eq!(table.matches("*\"").count() > 0, table.contains("*: the score lies outside"));
}

#[test]
fn the_width_of_half_of_the_intervals_is_one_number() {
    let content = written(&WORLD);
    let width = WORLD.simulation.width_of_half().unwrap();
    let places = format!("{width} {} or more", if width == 1.0 { "place" } else { "places" });
    for chapter in ["overall", "certainty"] {
        let text = text_of(&content, chapter);
        assert!(text.contains(&places), "{chapter}: {places}");
        assert!(!text.contains("places or fewer"), "{chapter}");
    }
}

#[test]
fn a_change_of_an_area_counts_nothing_that_rises_nearly_everywhere() {
    let found = WORLD.findings.progress.as_ref().unwrap();
    let code = |i: &usize| WORLD.framework.indicators[*i].code.as_str();
    let one_way: Vec<&str> = found.one_way.iter().map(code).collect();
    assert!(one_way.contains(&"internet_use") && one_way.contains(&"electricity_access"));
    let text = text_of(&written(&WORLD), "progress");
    for &i in &found.one_way {
        assert!(text.contains(WORLD.exhibits().indicator(i)));
        assert!(found.carriers.iter().all(|of| of.gains.iter().all(|(gained, _)| *gained != i)));
    }
    // What carries the gains of an area adds up to all of them.
    for of in found.carriers.iter().filter(|of| !of.gains.is_empty()) {
        assert!((of.gains.iter().map(|g| g.1).sum::<f64>() - 1.0).abs() < 1e-9);
    }
    assert!(text.contains("mostly on modelled estimates"));
}

/// A change is the difference of what the scores are, on every page, and not of what is printed of them.
#[test]
fn differences_are_of_unrounded_values() {
    let content = written(&WORLD);
    let mut unlike = 0;
    for country in countries(&content) {
        let area = area_of(country);
        let changes = WORLD.findings.progress.iter().flat_map(|p| &p.levels);
        let measured = changes.filter(|c| c.area == area);
        for (change, item) in measured.zip(&country.progress.items) {
            let Some((from, to)) = change.scores else { continue };
            let one = |x: f64| Number::decimal(x, 1).printed();
            if item.text.contains('(') && !item.text.contains("under") {
                let said = WORLD.words.number(Number::change(to - from, 1));
                assert!(
                    item.text.ends_with(&format!("({said})")),
                    "{}: {}",
                    country.name,
                    item.text
                );
                unlike += usize::from((one(to) - one(from) - one(to - from)).abs() > 0.05);
            }
        }
    }
    assert!(unlike > 0, "where the two differ it is seen");
}

#[test]
fn the_audit_tells_the_ranked_apart_and_income_by_its_logarithm() {
    let audit = &WORLD.findings.audit;
    let ranked = audit.ranked.as_ref().unwrap();
    let n = WORLD.scores.standings.iter().filter(|s| s.is_ranked()).count();
    assert_eq!(ranked.n, n);
    let income = WORLD.framework.income.unwrap();
    let points = |is_in: &dyn Fn(usize) -> bool| -> Vec<(f64, f64)> {
        let areas = (0..WORLD.panel.areas.len()).filter(|&a| is_in(a));
        let both = areas.filter_map(|a| {
            let income = WORLD.panel.measure(a, income)?.value;
            Some(((*WORLD.scores.levels.get(a, 0))?, income.ln()))
        });
        both.collect()
    };
    for (found, points) in [
        (&audit.measures, points(&|_| true)),
        (&ranked.measures, points(&|a| WORLD.scores.standings[a].is_ranked())),
    ] {
        let with = found.iter().find(|m| m.measure == income).unwrap().with[0];
        let expected = crate::statistics::pearson(&points).unwrap();
        assert_eq!(with.n, points.len());
        assert!((with.pearson.unwrap() - expected).abs() < 1e-12);
    }
    assert!(text_of(&written(&WORLD), "audit").contains("over the ranked alone, "));
}

#[test]
fn cover_and_imprint_say_what_this_is_beside_the_report_of_the_ilo() {
    let content = written(&WORLD);
    let imprint: Vec<&str> = content.imprint.iter().map(|part| part.text.as_str()).collect();
    for text in [content.cover.credit.as_str(), &imprint.join(" ")] {
        assert!(text.contains("The State of Social Justice: a work in progress"), "{text}");
        assert!(text.contains("September 2025") && text.contains("independent"), "{text}");
    }
}

/// No number of the world with less behind it than is declared, and no group without saying so.
#[test]
fn a_total_with_too_little_behind_it_is_not_printed() {
    let content = written(&WORLD);
    let numbers = content.chapters.iter().find(|c| c.id == "numbers").unwrap();
    let Block::Numbers { items } = &numbers.blocks[0] else { panic!() };
    let share = WORLD.framework.aggregate_share;
    let world =
        WORLD.findings.totals.iter().filter(|t| t.whole == Whole::World && t.year.is_none());
    let enough = world.filter(|t| t.share >= share).count();
    assert_eq!(items.len(), enough.min(6));
}
