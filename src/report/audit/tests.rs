//! Verdicts for no, one and only doubts, on made-up findings of the project's framework.

mod worlds;

use self::worlds::{all_in_doubt, clean, nothing_found};
use super::*;
use crate::analyse::audit::{
    Agreement, Audit, Coherence, CoherenceDoubt, Component, Fit, FitDoubt, IndicatorAudit,
    IndicatorDoubt, Influence, InfluenceDoubt, LeftOut, Linked, Measure, Pair, PairDoubt, Shape,
    doubts,
};
use crate::exhibits::Exhibits;
use crate::exhibits::sample::{self, OBSERVATIONS, Sample, WORLD};
use crate::framework::Framework;
use crate::model::Language;
use crate::report::texts::Texts;
use crate::score::{Child, below};
use crate::words::Words;

fn told_of(framework: &Framework, audit: &Audit) -> Verdicts {
    let words = Words::embedded(Language::En).unwrap();
    let subject = Subject {
        framework,
        areas: &WORLD.areas,
        codes: &WORLD.panel.areas,
        audit,
        words: &words,
        is_edition: true,
    };
    verdicts(&subject).unwrap_or_else(|e| panic!("{e}"))
}

fn told(audit: &Audit) -> Verdicts {
    told_of(&WORLD.framework, audit)
}

#[track_caller]
fn of<'a>(told: &'a Verdicts, question: &str) -> &'a AuditVerdict {
    told.questions.iter().find(|v| v.question == question).unwrap()
}

#[test]
fn without_doubts_every_answer_says_so_and_none_is_a_proof() {
    let told = told(&clean(&WORLD.framework));
    assert!(told.questions.iter().all(|v| v.answer == Answer::NoDoubt && v.doubts == 0));
    assert!(told.questions.iter().all(|v| v.text.contains("y the rule")), "{:#?}", told.questions);
    assert_eq!(told.lead.len(), 1, "{:?}", told.lead);
    assert!(
        told.lead[0].contains("of the 8 questions that could be answered, none raises a doubt")
    );
    assert!(told.lead[0].contains("does not prove"));
}

#[test]
fn one_doubt_is_counted_named_and_weighed() {
    let mut audit = clean(&WORLD.framework);
    audit.indicators[3].doubts = vec![IndicatorDoubt::Sparse];
    let told = told(&audit);
    let name = WORLD.framework.indicators[3].short.in_language(Language::En);
    let verdict = of(&told, "availability");
    assert_eq!((verdict.answer, verdict.doubts), (Answer::Doubt, 1));
    let sparse = format!("Observed for less than 65% of the 187 States: “{name}”.");
    assert!(verdict.text.contains("1 of 34 scored indicators is in doubt."), "{}", verdict.text);
    assert!(verdict.text.ends_with(&sparse), "{}", verdict.text);
    assert!(told.lead[0].starts_with("The index holds with reservations: 1 of the 8 questions"));
    assert_eq!(
        told.lead[1],
        "There is 1 doubt, each reason for doubt counted separately: 1 on availability and age."
    );
    assert_eq!(told.lead.len(), 2, "nothing is serious: {:?}", told.lead);
}

/// By hand: 2 reasons for one indicator, 2 for one level, and among the ranked 3 pairs and a measure.
#[test]
fn the_lead_counts_the_doubts_that_are_answered_and_the_ranked_are_those_compared() {
    let mut audit = clean(&WORLD.framework);
    let Audit { pairs, fits, coherence, influences, measures, .. } = audit.clone();
    let mut ranked = Linked { n: 157, pairs, fits, coherence, influences, measures };
    audit.indicators[3].doubts = vec![IndicatorDoubt::Sparse, IndicatorDoubt::Old];
    let two = vec![CoherenceDoubt::LowAlpha, CoherenceDoubt::SeveralDimensions];
    audit.coherence[1].doubts = two;
    // A level in doubt over all and over the ranked counts once.
    ranked.coherence[1].doubts = vec![CoherenceDoubt::LowAlpha];
    let within = ranked.pairs.iter_mut().filter(|p| p.within.is_some());
    for (pair, n) in within.zip([129, 157, 140]) {
        (pair.doubt, pair.n) = (Some(PairDoubt::NearZero), n);
    }
    ranked.measures[0].with[2] =
        Agreement { n: 148, pearson: Some(0.9), spearman: Some(0.92), is_detour: true };
    audit.ranked = Some(ranked);
    // Ranks among too few are not told of, and not doubted.
    (audit.left_out[0].is_decisive, audit.left_out[0].n) = (true, 9);
    let told = told(&audit);
    assert!(told.lead[0].contains("4 of the 8 questions"), "{}", told.lead[0]);
    assert_eq!(
        told.lead[1],
        "Over all or over the ranked alone, there are 8 doubts, each reason for doubt counted \
         separately: 2 on availability and age, 3 on how indicators go together, 2 on how levels \
         hang together and 1 on outside measures."
    );
    assert_eq!(doubts(&audit).len(), 8, "as many as are answered");
    let within = &of(&told, "within").text;
    assert!(within.contains("In doubt over the ranked alone (129 to 157 States)"), "{within}");
    let measures = &of(&told, "measures").text;
    assert!(measures.contains("In doubt over the ranked alone (148 States)"), "{measures}");
    assert!(of(&told, "availability").text.contains("1 of 34 scored indicators is in doubt"));
}

#[test]
fn a_single_pair_against_each_other_is_serious() {
    let mut audit = clean(&WORLD.framework);
    let pair = audit.pairs.iter_mut().find(|p| p.within.is_some()).unwrap();
    (pair.correlation, pair.doubt) = (-0.31, Some(PairDoubt::Negative));
    let told = told(&audit);
    assert!(told.lead[0].starts_with("The index does not hold everywhere: 1 of the 8"));
    assert!(told.lead[2].contains("This pair of indicators of one focus area goes against"));
    assert!(told.lead[2].contains("(−0.31)"), "{}", told.lead[2]);
    assert!(of(&told, "within").text.contains("1 of 133 pairs of indicators of one focus area is"));
    assert_eq!(of(&told, "across").answer, Answer::NoDoubt);
}

#[test]
fn only_doubts_are_counted_and_long_lists_cut_short() {
    let told = told(&all_in_doubt(&WORLD.framework));
    assert!(told.questions.iter().all(|v| v.answer == Answer::Doubt), "{:#?}", told.questions);
    assert!(of(&told, "availability").text.starts_with("Not everywhere: 34 of 34 scored"));
    assert!(of(&told, "availability").text.contains("” and 26 more."));
    assert_eq!(of(&told, "within").doubts, 133 + 2 * 34, "each in two doubts of its fit");
    assert!(of(&told, "within").text.contains("(−0.50) and 129 more."));
    assert!(of(&told, "coherence").text.contains("(0.10)"));
    assert!(of(&told, "left_out").text.starts_with("In part: leaving out 34 of 34 indicators"));
    let measures = of(&told, "measures");
    assert!(measures.text.starts_with("By the rule used here, yes"), "{}", measures.text);
    let all = 4 * WORLD.framework.levels.len();
    assert_eq!(measures.doubts, all, "each level follows each measure");
    let lead = told.lead.join(" ");
    for part in ["does not hold everywhere", "under another name", "these parts rise", "part of:"] {
        assert!(lead.contains(part), "{part}: {lead}");
    }
}

#[test]
fn too_little_to_say_is_said_and_nothing_else() {
    let told = told(&nothing_found());
    assert!(told.questions.iter().all(|v| v.answer == Answer::Unknown && v.doubts == 0));
    assert_eq!(told.lead.len(), 1);
    assert!(told.lead[0].starts_with("Whether the numbers carry the index cannot be said"));
}

#[test]
fn a_part_that_could_not_be_looked_at_is_not_called_fine() {
    let mut audit = clean(&WORLD.framework);
    audit.coherence[1].alpha = None;
    audit.coherence[1].doubts = vec![CoherenceDoubt::TooFewAreas];
    audit.indicators[0].scores = Shape { skewness: None, kurtosis: None };
    audit.pairs.remove(0);
    audit.influences[0].share = None;
    audit.measures[0].with[0] = Agreement { n: 4, pearson: None, spearman: None, is_detour: false };
    let told = told(&audit);
    let short = WORLD.framework.levels[1].short.in_language(Language::En);
    let coherence = &of(&told, "coherence").text;
    assert!(coherence.contains("(4 in all)") && coherence.ends_with(&format!("“{short}”.")));
    assert!(of(&told, "shape").text.contains("of 33 indicators none"));
    assert!(of(&told, "shape").text.contains("For 1 more indicator there are too few"));
    assert!(
        of(&told, "within")
            .text
            .ends_with("1 more pair has unlike scores in common for fewer than 10 States.")
    );
    assert!(of(&told, "influence").text.ends_with("For 1 more there is too little to say."));
    assert!(of(&told, "measures").text.ends_with("or all alike: “GDP per head”."));
}

#[test]
fn a_level_closer_to_a_measure_than_the_index_is_named() {
    let mut audit = clean(&WORLD.framework);
    let short = WORLD.framework.levels[2].short.in_language(Language::En);
    let sentence = |r: &str| format!("“{short}” comes closer to it ({r}).");
    audit.measures[0].with[2].spearman = Some(-0.88);
    assert!(of(&told(&audit), "measures").text.contains(&sentence("−0.88")));
    audit.measures[0].with[2].spearman = Some(0.504);
    let even = told(&audit);
    assert!(!of(&even, "measures").text.contains("comes closer"), "no gap in the printed decimals");
}

#[test]
fn without_focus_areas_the_index_takes_their_place() {
    let mut framework = WORLD.framework.clone();
    framework.levels.truncate(1);
    framework.indicators.iter_mut().for_each(|i| i.parent = 0);
    let mut audit = clean(&framework);
    for pair in &mut audit.pairs {
        pair.within = Some(0);
    }
    audit.pairs[0].doubt = Some(PairDoubt::NearZero);
    audit.fits[0].doubts = vec![FitDoubt::ApartFromItsArea];
    let told = told_of(&framework, &audit);
    let within = &of(&told, "within").text;
    assert!(within.contains("1 of 561 pairs of indicators is in doubt"), "{within}");
    assert!(within.contains("Without a visible link to the index as a whole"), "{within}");
    assert_eq!(of(&told, "across").answer, Answer::Unknown);
    let said = serde_json::to_string(&told.questions).unwrap();
    assert_eq!(said.matches("focus area").count(), 2, "only where there are none: {said}");
}

/// The chapter of a world, with every sentence of its verdicts above its tables.
fn written(sample: &Sample) -> Chapter {
    let words = WORLD.project.words(Language::En).unwrap();
    let exhibits = Exhibits { words: &words, ..sample.exhibits() };
    let texts = Texts::default();
    let prose = Prose::new(&exhibits, &texts, Default::default());
    chapter(&prose).unwrap_or_else(|e| panic!("{e}"))
}

fn tables(chapter: &Chapter) -> Vec<&super::super::content::Table> {
    let tables = chapter.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

#[test]
fn tables_fit_the_page_and_every_row_its_columns() {
    let imputed = Sample::new(sample::areas(), WORLD.panel.areas.clone(), &OBSERVATIONS, |_| {});
    let mut worlds = vec![imputed];
    for audit in [all_in_doubt(&WORLD.framework), clean(&WORLD.framework)] {
        let members = WORLD.panel.areas.iter().take(12).cloned().collect();
        let mut world = Sample::new(sample::areas(), members, &OBSERVATIONS, |_| {});
        world.findings.audit = audit;
        world.findings.audit.indicators[0].imputed = 7;
        world.findings.audit.indicators[0].treated = 7;
        worlds.push(world);
    }
    for world in &worlds {
        let chapter = written(world);
        for table in tables(&chapter) {
            let width: f64 = table.columns.iter().map(|c| c.width).sum();
            assert!((width - 170.0).abs() < 1e-6, "{}: {width} mm", table.title);
            assert!(
                table.rows.iter().all(|row| row.len() == table.columns.len()),
                "{}",
                table.title
            );
            assert!(table.note.starts_with("Note: "), "{}", table.note);
            assert!(table.rules.iter().all(|&row| row < table.rows.len()));
        }
    }
}

#[test]
fn the_table_of_an_area_holds_each_of_its_pairs_once() {
    let chapter = written(&WORLD);
    let audit = &WORLD.findings.audit;
    let matrices = tables(&chapter).into_iter().filter(|t| t.title.ends_with("its indicators"));
    let cells: usize = matrices
        .flat_map(|t| &t.rows)
        .map(|row| row[1..].iter().filter(|cell| !cell.is_empty()).count())
        .sum();
    assert_eq!(cells, audit.pairs.iter().filter(|p| p.within.is_some()).count());
}

#[test]
fn worlds_of_no_one_and_two_states_are_told_without_numbers_that_are_none() {
    for n in [0, 1, 2] {
        let members: Vec<String> = WORLD.panel.areas.iter().take(n).cloned().collect();
        let chapter = written(&Sample::new(sample::areas(), members, &OBSERVATIONS, |_| {}));
        let json = serde_json::to_string(&chapter).unwrap();
        for bad in ["NaN", " inf ", "null", "{n", "and  "] {
            assert!(!json.replace("\"area\":null", "").contains(bad), "{n} States, {bad}: {json}");
        }
        assert!(json.contains("That cannot be said"), "{n} States: {json}");
        let hardly = ["cannot be said from these data", "can hardly be said from these data"];
        assert!(hardly.iter().any(|said| chapter.summary[0].contains(said)), "{n}: {json}");
    }
}
