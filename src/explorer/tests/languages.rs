//! The words of the page in each language.

use super::made_up;
use crate::exhibits::sample::OBSERVATIONS;
use crate::explain::{Case, Interval, Tongue};
use crate::framework::{MatchInfluence, PrincipalComponents};
use crate::model::Language;
use crate::score::Input;

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
