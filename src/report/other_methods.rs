//! The report of frameworks that chose other methods: each is told, with whom it holds for, and what
//! was made is marked as made.

use super::content::{Block, Chapter, Content, IndicatorSheet, Table};
use super::other_frameworks::{around, first_country, written};
use crate::exhibits::sample::OBSERVATIONS;
use crate::framework::{
    ArithmeticMean, BenefitOfTheDoubt, Calculated, Categories, Copeland, Critic, DistanceToTarget,
    Formula, Framework, GeometricMean, HarmonicMean, Imputation, Level, Low, MazziottaPareto,
    MeanOfAreas, MedianOfAreas, MinMax, NearestAreas, NormaliseMethod, Penalty, PercentileRank,
    PrincipalComponents, Rank, Uncertainty, When, Winsorise, ZScore,
};
use crate::model::said;

fn normalise(f: &mut Framework, method: impl Into<NormaliseMethod>) {
    let method = method.into();
    f.indicators.iter_mut().for_each(|i| i.normalisation.method = method.clone());
}

fn impute(f: &mut Framework, methods: &[Imputation]) {
    f.indicators.iter_mut().for_each(|i| i.imputation = methods.to_vec());
}

fn plain_means(f: &mut Framework) {
    for level in &mut f.levels {
        (level.aggregation, level.why) = (ArithmeticMean.into(), None);
    }
}

fn chapter<'a>(content: &'a Content, id: &str) -> &'a Chapter {
    content.chapters.iter().find(|c| c.id == id).unwrap()
}

fn method_text(content: &Content) -> String {
    let text = |block: &Block| match block {
        Block::Text { text } | Block::Heading { text } => Some(text.clone()),
        Block::Formula { name, .. } => Some(format!("[{name}]")),
        _ => None,
    };
    chapter(content, "method").blocks.iter().filter_map(text).collect::<Vec<_>>().join("\n")
}

fn tables(content: &Content) -> Vec<&Table> {
    let blocks = content.chapters.iter().flat_map(|c| &c.blocks);
    blocks.filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None }).collect()
}

fn sheets(content: &Content) -> &[IndicatorSheet] {
    let mut blocks = chapter(content, "sheets").blocks.iter();
    let found =
        blocks.find_map(|b| if let Block::Sheets { items } = b { Some(items) } else { None });
    found.unwrap()
}

fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\nin {text}");
    }
}

#[test]
fn z_scores_of_imputed_and_winsorised_values_are_told_and_marked() {
    let (content, json) = written("z_score", &OBSERVATIONS, |f| {
        normalise(f, ZScore { mean: 0.0, deviation: 1.0 });
        let by = Some("REGION".to_owned());
        impute(f, &[MedianOfAreas { by }.into(), MedianOfAreas { by: None }.into()]);
        let winsorise = Winsorise { when: When::Always, points: 2, fallback: None };
        f.indicators.iter_mut().for_each(|i| i.treatment = winsorise.clone().into());
        plain_means(f);
    });
    let text = method_text(&content);
    holds(
        &text,
        &[
            "A missing value of every indicator is imputed: the median of the States of the same group \
         (region); where that gives none, the median of all States with a value.",
            "are set to the next one (winsorised), 2 at most, in any case.",
            "For every indicator the score s counts standard deviations",
            "[z_score]",
            "The values of this edition alone set this scale",
            "less than 2% of the range of scores",
        ],
    );
    for word in ["Nothing is imputed", "goalposts: one scores", "from 0 to 100", "Scores, 0–100"]
    {
        assert_eq!(around(&json, word), None);
    }
    // A profile crosses what was imputed and says so; nothing of it is called a year.
    let country = first_country(&content);
    let profile = country.profile.as_ref().unwrap();
    assert!(profile.alt.contains("(imputed)"), "{}", profile.alt);
    assert!(profile.note.contains("imputed: not observed here"), "{}", profile.note);
    assert!(country.data[1].contains("more were imputed"), "{:?}", country.data);
    assert!(country.bars.iter().all(|bar| bar.point));
    assert!(country.bars.iter().any(|bar| bar.value.contains('%')), "{:?}", country.bars);
    assert_eq!(country.progress.head, "", "no change can be measured of z-scores");
    let treated = sheets(&content).iter().filter(|s| s.facts.iter().any(|f| f.label == "Treated"));
    assert!(treated.count() > 5);
}

#[test]
fn ranks_joined_by_copeland_have_no_goalposts_and_no_change() {
    let (content, json) = written("ranks", &OBSERVATIONS, |f| {
        normalise(f, Rank);
        plain_means(f);
        f.levels[0].aggregation = Copeland.into();
    });
    holds(
        &method_text(&content),
        &[
            "the score is the place in order",
            "The score of “Social justice index” is made by Copeland’s rule",
            "[copeland]",
            "they do not compare with those of another year",
        ],
    );
    holds(
        &json,
        &["The index is a count of comparisons", "so that those of two years do not compare"],
    );
    let scales = tables(&content).into_iter().find(|t| t.title.contains("what sets its scale"));
    let head = &scales.unwrap().columns[2].head;
    assert_eq!(head, "What sets the scale");
    assert!(tables(&content).iter().all(|t| t.columns.iter().all(|c| c.head != "Scores 100")));
    let map = chapter(&content, "overall").blocks.iter().find_map(|b| match b {
        Block::Figure(figure) if figure.id == "map_index" => Some(figure),
        _ => None,
    });
    let map = map.unwrap();
    holds(&map.title, &["run from −"]);
    holds(&map.note, &["about as many States each"]);
}

#[test]
fn made_weights_stand_beside_those_declared() {
    let (content, _) = written("made_weights", &OBSERVATIONS, |f| {
        normalise(f, PercentileRank);
        f.indicators.iter_mut().for_each(|i| i.normalisation.scale = [1.0, 100.0]);
        impute(f, &[NearestAreas { k: 3 }.into(), MeanOfAreas { by: None }.into()]);
        plain_means(f);
        f.levels[2].weighting = PrincipalComponents.into();
    });
    let text = method_text(&content);
    holds(
        &text,
        &[
            "the mean of the 3 nearest States by the other indicators",
            "from 1 for none to 100 for all",
            "[percentile_rank]",
            "are made from the scores: the loadings on their first principal component",
        ],
    );
    let made = tables(&content).into_iter().find(|t| t.title.starts_with("Weights that were made"));
    let rows = &made.unwrap().rows;
    let share = |cell: &String| cell.trim_end_matches('%').parse::<f64>().unwrap();
    let sum = |column: usize| rows.iter().map(|row| share(&row[column])).sum::<f64>();
    assert!((sum(2) - 100.0).abs() < 3.0 && (sum(3) - 100.0).abs() < 3.0, "{rows:?}");
    holds(&chapter(&content, "reading").summary[0], &["Scores run from 1 to 100."]);
    holds(&first_country(&content).profile.as_ref().unwrap().subtitle, &["1–100 line"]);
}

#[test]
fn mazziotta_pareto_and_values_between_two_years_are_told() {
    let (content, _) = written("mazziotta_pareto", &OBSERVATIONS, |f| {
        normalise(f, MinMax);
        plain_means(f);
        f.levels[0].aggregation = MazziottaPareto { penalty: Penalty::Minus }.into();
        f.indicators.iter_mut().for_each(|i| i.in_time.linear = Some(Some(4)));
    });
    holds(
        &method_text(&content),
        &[
            "read off the line between the observations just before and just after the cut-off, where \
         these are at most 4 years apart",
            "Mazziotta–Pareto index P",
            "[mazziotta_minus]",
            "[min_max]",
        ],
    );
    let sheet = &sheets(&content)[0];
    let becomes = sheet.parts.iter().find(|p| p.label == "How it becomes a score").unwrap();
    holds(
        &becomes.text,
        &["The values found set the ends:", "scores 0", "scores 100", "Less is better."],
    );
}

#[test]
fn the_benefit_of_the_doubt_says_whose_weights_they_are() {
    let (content, json) = written("doubt", &OBSERVATIONS, |f| {
        plain_means(f);
        f.levels[0].aggregation = BenefitOfTheDoubt { bounds: Some([0.1, 0.6]) }.into();
        f.levels[3].weighting = Critic.into();
        f.screen.overall = Some(0.5);
        f.levels[1].coverage = Some(0.5);
        f.indicators[0].in_time.max_age = Some(5);
        f.indicators[4].transform = Some(crate::framework::Transform::SquareRoot);
    });
    holds(
        &method_text(&content),
        &[
            "A State is left out from the start where less than 50% of the scored indicators",
            "with the benefit of the doubt",
            "no weight may be less than 10% or more than 60%",
            "by the CRITIC method",
            "unless at least 50% of what stands directly below was observed",
            "a value may be 5 years older than the cut-off",
            "the square root takes the place of the value",
            "For every indicator two values are set beforehand, the goalposts",
        ],
    );
    // Each State has its own weights: the median, and from the lowest to the highest.
    let made = tables(&content).into_iter().find(|t| t.title.starts_with("Weights that were made"));
    assert!(made.unwrap().rows[0][3].contains('('));
    assert_eq!(around(&json, "NaN"), None);
}

#[test]
fn thresholds_and_nested_levels_are_told_of_those_they_hold_for() {
    let (content, _) = written("nested", &OBSERVATIONS, |f| {
        let inner = Level { code: "seats".into(), parent: Some(1), ..f.levels[1].clone() };
        f.levels.push(inner);
        let last = f.levels.len() - 1;
        f.levels[last].aggregation = HarmonicMean { low: Low::Raised(2.0) }.into();
        f.levels[last].name = crate::model::Names::english("Seats and signatures");
        for i in 4..6 {
            f.indicators[i].parent = last;
        }
        f.indicators[4].normalisation.method =
            Categories { thresholds: vec![3.0, 5.0, 7.0] }.into();
        f.indicators[0].normalisation.method =
            DistanceToTarget { target: 1.0, capped: true }.into();
    });
    let text = method_text(&content);
    holds(
        &text,
        &[
            "For “Human-rights treaties that bear on work” the score rises in equal steps from 0 to 100",
            "For “Compliance with labour rights” a target set beforehand scores 100",
            "For every indicator but “Compliance with labour rights” and “Human-rights treaties",
            "The score of “Seats and signatures” is a weighted harmonic mean H",
            "Seats and signatures: each score counts as at least 2 here.",
        ],
    );
    let table = tables(&content).into_iter().find(|t| t.title.contains("what sets its scale"));
    let rows = &table.unwrap().rows;
    assert_eq!((&*rows[4][2], &*rows[0][2]), ("from 3; 5; 7", "target 1"));
    // Thresholds need no other State, so that change in them is measured; a target does.
    let progress = chapter(&content, "progress");
    let said = serde_json::to_string(progress).unwrap();
    holds(&said, &["Scores of “Compliance with labour rights” depend on the values of all States"]);
    let changes = tables(&content).into_iter().find(|t| t.title == "Change by indicator").unwrap();
    let named = |name: &str| changes.rows.iter().any(|row| row[0] == name);
    assert!(
        named("Human-rights treaties that bear on work") && !named("Compliance with labour rights")
    );
}

#[test]
fn a_formula_is_told_with_the_names_of_what_it_joins() {
    let (content, json) = written("formula", &OBSERVATIONS, |f| {
        let areas: Vec<String> = f.focus_areas().map(|l| said(&f.levels[l].code).into()).collect();
        let lowest = format!("min({}) ^ 0.5 * 10", areas.join(", "));
        f.levels[0].aggregation = Calculated(Formula::parse(&lowest).unwrap()).into();
        (f.levels[0].why, f.levels[1].why) = (None, None);
        f.levels[1].aggregation = GeometricMean { low: Low::Excluded }.into();
        f.uncertainty = Uncertainty::none();
    });
    holds(
        &method_text(&content),
        &[
            "is computed from the scores directly below: the lowest of (“Rights and dialogue”, “Employment”",
            "“Transitions”) ^ 0.5 × 10. Weights play no part.",
            "Enabling rights and social dialogue: a State with a score of 0 directly below has none",
        ],
    );
    holds(
        &json,
        &[
            "The index is computed from the scores directly below it: the lowest of (“",
            "it is made by a formula, not by weights",
            "No weight leads to the index: a formula makes it of what stands below it.",
            "No score in Rights and dialogue: its method has no value for the scores below it.",
        ],
    );
    assert_eq!(around(&json, "NaN"), None);
}
