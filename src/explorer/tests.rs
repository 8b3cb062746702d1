//! The scoring of the page, run by Node, against the engine: random choices of weights, means, coverage
//! and indicators, on our framework and on made-up ones with gaps.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use super::data::Data;
use super::subject::Subject;
use crate::exhibits::Exhibits;
use crate::exhibits::sample::{OBSERVATIONS, Sample, WORLD, areas};
use crate::explain::{Case, Interval, Tongue};
use crate::framework::{
    self, Aggregation, ArithmeticMean, Equal, Framework, GeneralisedMean, GeometricMean,
    HarmonicMean, Low, MatchInfluence, Median, Minimum, OrderedWeightedAverage, PercentileRank,
    PrincipalComponents,
};
use crate::model::{Language, Observation};
use crate::report::Texts;
use crate::score::{Input, Scores, score};
use crate::uncertainty::{Kernel, Measured};
use crate::words::Words;

#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
struct Choice {
    weights: BTreeMap<String, f64>,
    off: Vec<String>,
    means: BTreeMap<String, String>,
    coverage: Option<f64>,
}

#[derive(Deserialize)]
struct Made {
    levels: Vec<Vec<Option<f64>>>,
    printed: Vec<Vec<Option<f64>>>,
    coverage: Vec<Vec<Option<f64>>>,
    ranks: Vec<Vec<Option<usize>>>,
    ranked: Vec<bool>,
    refused: bool,
    again: Choice,
    file: Option<String>,
}

#[derive(Deserialize)]
struct Answer {
    made: Vec<Made>,
    simulated: Option<Simulated>,
}

#[derive(Deserialize)]
struct Simulated {
    ranks: Vec<Option<[f64; 3]>>,
    scores: Vec<Option<[f64; 3]>>,
    tiers: Vec<Option<(usize, usize)>>,
}

/// Random numbers that are the same in every run (a linear congruence).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// What the page makes of choices; `None`, and said so, where Node is absent and nobody asks for it.
fn asked(sample: &Sample, choices: &[Choice], runs: usize) -> Option<Answer> {
    if Command::new("node").arg("--version").output().is_err() {
        assert!(std::env::var_os("SSJ_BROWSER").is_none(), "Node is asked for, and absent");
        eprintln!("skipped: the explorer's scoring needs Node, which is absent");
        return None;
    }
    let words = sample.project.explorer_words(Language::En).unwrap();
    let exhibits = Exhibits { words: &words, ..sample.exhibits() };
    let input = Input::of_panel(&sample.framework, &sample.panel, &sample.areas);
    let measured = Measured::of_panel(&sample.framework, &sample.panel);
    let kernel = Kernel::new(&sample.framework, &input, &sample.scores, &measured, 1).unwrap();
    let (file, text) = own_framework();
    let subject = Subject {
        exhibits: &exhibits,
        input: &input,
        kernel: &kernel,
        texts: &Texts::default(),
        framework: (Path::new(&file), &text),
        languages: &[Language::En],
    };
    let data = Data::of(&subject).unwrap();
    let question =
        serde_json::json!({ "data": data, "choices": choices, "runs": runs }).to_string();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/explorer/score.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = node.stdin.take().unwrap();
    let asking = std::thread::spawn(move || stdin.write_all(question.as_bytes()).unwrap());
    let answer = node.wait_with_output().unwrap();
    asking.join().unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    Some(serde_json::from_slice(&answer.stdout).unwrap())
}

fn own_framework() -> (String, String) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/framework.toml").to_owned();
    let text = std::fs::read_to_string(&file).unwrap();
    (file, text)
}

/// A choice of anything that the page offers, with never a level left empty.
fn choice(framework: &Framework, dice: &mut Dice) -> Choice {
    let mut choice = Choice::default();
    let inner = framework.levels.iter().filter(|l| l.parent.is_some()).map(|l| (&l.code, l.weight));
    let scored = framework.indicators.iter().filter_map(|i| Some((&i.code, i.weight?)));
    for (code, own) in inner.chain(scored).filter(|_| dice.below(3) == 0).collect::<Vec<_>>() {
        let weight = own * (1 + dice.below(50)) as f64 / 10.0;
        if weight != own {
            choice.weights.insert(code.clone(), (weight * 1e6).round() / 1e6);
        }
    }
    for of in framework.indicators.iter().filter(|i| i.is_scored() && !i.required) {
        let left = framework.indicators.iter().filter(|other| {
            other.parent == of.parent && other.is_scored() && !choice.off.contains(&other.code)
        });
        let order = matches!(
            framework.levels[of.parent].aggregation,
            Aggregation::OrderedWeightedAverage(_)
        );
        if left.count() > 1 && !order && dice.below(6) == 0 {
            choice.off.push(of.code.clone());
            choice.weights.remove(&of.code);
        }
    }
    for level in &framework.levels {
        let mean = ["arithmetic_mean", "geometric_mean"][dice.below(2)];
        if dice.below(3) == 0 && level.aggregation.key() != mean {
            choice.means.insert(level.code.clone(), mean.to_owned());
        }
    }
    choice.coverage = (dice.below(3) == 0).then(|| dice.below(11) as f64 / 10.0);
    choice.coverage = choice.coverage.filter(|share| *share != framework.ranking_coverage);
    choice
}

fn chosen(framework: &Framework, choice: &Choice) -> Framework {
    let mut chosen = framework.clone();
    for level in &mut chosen.levels {
        level.weight = choice.weights.get(&level.code).copied().unwrap_or(level.weight);
        match choice.means.get(&level.code).map(String::as_str) {
            Some("arithmetic_mean") => level.aggregation = ArithmeticMean.into(),
            Some(_) => level.aggregation = GeometricMean { low: Low::Raised(1.0) }.into(),
            None => {}
        }
    }
    for indicator in &mut chosen.indicators {
        let own = choice.weights.get(&indicator.code).copied().or(indicator.weight);
        indicator.weight = own.filter(|_| !choice.off.contains(&indicator.code));
    }
    chosen.ranking_coverage = choice.coverage.unwrap_or(framework.ranking_coverage);
    chosen
}

/// Equal to a billionth of the size of what is compared.
#[track_caller]
fn same(found: Option<f64>, expected: Option<f64>, what: &str) {
    match (found, expected) {
        (Some(x), Some(y)) => {
            assert!((x - y).abs() <= 1e-9 * y.abs().max(1.0), "{what}: {x} is not {y}");
        }
        _ => assert_eq!(found, expected, "{what}"),
    }
}

fn same_scores(framework: &Framework, made: &Made, scores: &Scores) {
    let printed = scores.printed();
    for (l, level) in framework.levels.iter().enumerate() {
        for area in 0..scores.levels.rows() {
            let what = format!("{} of area {area}", level.code);
            same(made.levels[l][area], *scores.levels.get(area, l), &what);
            same(made.printed[l][area], *printed.levels.get(area, l), &what);
            same(made.coverage[l][area], Some(*scores.coverage.get(area, l)), &what);
            assert_eq!(made.ranks[l][area], *scores.ranks.get(area, l), "rank in {what}");
        }
    }
    let ranked: Vec<bool> = scores.standings.iter().map(|of| of.is_ranked()).collect();
    assert_eq!(made.ranked, ranked);
}

/// Holds the page against the engine for `n` choices; how many were compared to the last area.
fn hold(sample: &Sample, n: usize, seed: u64) -> usize {
    let mut dice = Dice(seed);
    let mut choices = vec![Choice::default()];
    choices.extend((1..n).map(|_| choice(&sample.framework, &mut dice)));
    let Some(answer) = asked(sample, &choices, 0) else { return 0 };
    let input = Input::of_panel(&sample.framework, &sample.panel, &sample.areas);
    let mut compared = 0;
    for (choice, made) in choices.iter().zip(&answer.made) {
        let framework = chosen(&sample.framework, choice);
        match score(&framework, &input) {
            Ok(scores) => {
                same_scores(&framework, made, &scores);
                compared += 1;
            }
            Err(faults) => assert!(made.refused, "{choice:?}: {faults}"),
        }
        same_scores_if_default(sample, choice, made);
    }
    compared
}

fn same_scores_if_default(sample: &Sample, choice: &Choice, made: &Made) {
    if *choice == Choice::default() {
        same_scores(&sample.framework, made, &sample.scores);
    }
}

/// Members and observations with gaps, and the framework changed.
fn made_up(seed: u64, change: impl FnOnce(&mut Framework)) -> Sample {
    let mut dice = Dice(seed);
    let members = WORLD.panel.areas.iter().filter(|_| dice.below(3) == 0).cloned().collect();
    let mut dice = Dice(seed + 1);
    let kept = |o: &&Observation| o.series.starts_with("SP_POP") || dice.below(12) > 0;
    let observations: Vec<Observation> = OBSERVATIONS.iter().filter(kept).cloned().collect();
    Sample::new(areas(), members, &observations, |framework| {
        framework.inequality = None;
        change(framework);
    })
}

#[test]
fn the_page_scores_our_framework_as_the_engine_does() {
    let compared = hold(&WORLD, 250, 17);
    assert!(compared == 0 || compared == 250, "{compared}");
}

#[test]
fn the_page_scores_other_means_weights_and_trees_as_the_engine_does() {
    let low = Low::Raised(1.0);
    let nested = |framework: &mut Framework| {
        let mut group = framework.levels[2].clone();
        (group.code, group.parent, group.complete) = ("group".to_owned(), Some(2), true);
        group.weight = 3.0;
        framework.levels.push(group);
        let last = framework.levels.len() - 1;
        let own: Vec<usize> = framework.indicators_under(2).take(3).collect();
        own.into_iter().for_each(|i| framework.indicators[i].parent = last);
        framework.levels[3].coverage = Some(0.5);
        framework.levels[4].weighting = Equal.into();
        framework.levels[0].complete = false;
    };
    let means = move |framework: &mut Framework| {
        framework.levels[0].aggregation = HarmonicMean { low }.into();
        framework.levels[1].aggregation = GeneralisedMean { power: 2.5, low }.into();
        framework.levels[2].aggregation = Median.into();
        framework.levels[3].aggregation = Minimum.into();
        framework.levels[4].aggregation = GeometricMean { low: Low::Excluded }.into();
    };
    let ranked = |framework: &mut Framework| {
        let n = framework.scored_under(3).count();
        let order = (0..n).map(|k| (n - k) as f64).collect();
        framework.levels[3].aggregation = OrderedWeightedAverage { order }.into();
        framework.levels[3].complete = false;
        for of in framework.indicators.iter_mut().filter(|i| i.decimals == 1) {
            of.normalisation.method = PercentileRank.into();
        }
        framework.indicators[1].required = true;
        framework.ranking_coverage = 0.4;
    };
    let compared = hold(&made_up(3, nested), 90, 5) + hold(&made_up(8, means), 90, 6);
    let compared = compared + hold(&made_up(21, ranked), 90, 7);
    assert!(compared == 0 || compared > 200, "{compared}");
}

#[test]
fn the_file_taken_home_scores_as_the_page_and_the_address_holds_the_choice() {
    let mut dice = Dice(99);
    let choices: Vec<Choice> = (0..12).map(|_| choice(&WORLD.framework, &mut dice)).collect();
    let Some(answer) = asked(&WORLD, &choices, 0) else { return };
    let (file, _) = own_framework();
    let input = Input::of_panel(&WORLD.framework, &WORLD.panel, &WORLD.areas);
    for (choice, made) in choices.iter().zip(&answer.made) {
        let text = made.file.as_ref().unwrap();
        assert!(text.starts_with("# changed\n# twice\n"), "{}", &text[..80]);
        let taken = framework::read(Path::new(&file), text).unwrap_or_else(|e| panic!("{e}"));
        same_scores(&taken, made, &score(&taken, &input).unwrap());
        let mut sorted = choice.clone();
        sorted.off.sort();
        assert_eq!(made.again, sorted);
    }
}

/// What an English sentence says between its placeholders, where that is long enough to be English.
fn fragments(sentence: &str) -> impl Iterator<Item = &str> {
    let parts = sentence.split(['{', '}']).step_by(2).map(str::trim);
    parts.filter(|part| part.len() > 9 && part.contains(' '))
}

#[test]
fn the_chains_of_a_page_hold_no_sentence_of_another_language() {
    let sample = made_up(5, |framework| {
        framework.levels[1].weighting = PrincipalComponents.into();
        framework.levels[2].weighting = MatchInfluence.into();
    });
    let english = sample.project.explorer_words(Language::En).unwrap();
    let english = english.under(&["chain.", "method.weights.note_"]);
    let input = Input::of_panel(&sample.framework, &sample.panel, &sample.areas);
    let told = |language: Language| {
        let (about, scored) = ((&sample.areas, None), (&sample.panel, &input, &sample.scores));
        let words = sample.project.explorer_words(language).unwrap();
        let case = Case::new(&sample.framework, about, &OBSERVATIONS, scored).unwrap();
        let case = case.told_in(Tongue::of(&words).unwrap());
        let areas = (0..sample.panel.areas.len()).step_by(4);
        let told = |a| case.explain(a, None, &|_| Interval::default()).unwrap().to_string();
        areas.map(told).collect::<String>()
    };
    let ours = told(Language::En);
    for said in ["imputed: ", "carried forward", "correlation 0."] {
        assert!(ours.contains(said), "{said}");
    }
    for language in [Language::Fr, Language::Es] {
        let theirs = told(language);
        for line in theirs.lines() {
            let left = english.values().flat_map(|s| fragments(s)).find(|part| line.contains(part));
            assert!(left.is_none(), "{left:?} is left in {line}");
        }
        assert!(["corrélation de", "correlación de"].iter().any(|said| theirs.contains(said)));
    }
}

/// Both draw from the same laws: percentiles of 3,000 runs each lie near each other.
#[test]
fn the_runs_of_the_page_find_the_published_intervals_again() {
    let Some(answer) = asked(&WORLD, &[], 3000) else { return };
    let found = answer.simulated.unwrap();
    let simulation = &WORLD.simulation;
    let mut apart = Vec::new();
    for &area in &simulation.order {
        let (own, [low, middle, high]) =
            (&simulation.ranks.get(area, 0).as_ref().unwrap().of, found.ranks[area].unwrap());
        let rank = [low - own.p05, middle - own.median, high - own.p95];
        let (own, [low, _, high]) =
            (simulation.scores.get(area, 0).as_ref().unwrap(), found.scores[area].unwrap());
        apart.push((rank, [low - own.p05, high - own.p95]));
    }
    let n = apart.len() as f64;
    let ranks: f64 = apart.iter().flat_map(|of| of.0).map(f64::abs).sum::<f64>() / (3.0 * n);
    let scores: f64 = apart.iter().flat_map(|of| of.1).map(f64::abs).sum::<f64>() / (2.0 * n);
    // Of 157 places and 100 points; the sample's own simulation has 200 runs, a third of them scored.
    assert!(ranks < 1.5 && scores < 1.5, "{ranks} {scores}");
    let tiers = found.tiers.iter().flatten().map(|of| of.0).max().unwrap();
    assert!(tiers.abs_diff(simulation.tiers.len()) <= 2, "{tiers} {}", simulation.tiers.len());
    assert!(found.tiers.iter().flatten().all(|(first, last)| first <= last));
}

/// Placeholders of a sentence, each once.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    let inside = sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    inside.map(|name| name.split(':').next().unwrap_or(name)).collect()
}

#[test]
fn the_words_of_each_language_fill_the_same_places_and_every_word_asked_for_is_there() {
    let of = |language: Language| {
        let name = format!("explorer.{}.toml", language.code());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("report").join(name);
        Words::read(language, &file, &std::fs::read_to_string(&file).unwrap()).unwrap()
    };
    let all = Language::ALL.map(of);
    let [english, others @ ..] = &all;
    let english = english.under(&[""]);
    for other in others {
        let other = other.under(&[""]);
        assert!(english.keys().eq(other.keys()), "the keys differ");
        for (key, sentence) in &english {
            assert_eq!(placeholders(sentence), placeholders(other[key]), "{key}");
        }
    }
    let program = super::page::program();
    let asked = program.split("\"explorer.").skip(1).filter_map(|rest| rest.split('"').next());
    for key in asked {
        assert!(english.contains_key(format!("explorer.{key}").as_str()), "explorer.{key}");
    }
}
