//! Keys of sentences that the templates ask for, against the words there are.

use super::*;

#[test]
fn every_label_and_every_month_has_its_word() {
    let words = words();
    let months = (1..=12).map(|month| format!("month.{month}"));
    for key in months.chain(LABELS.map(|name| format!("label.{name}"))) {
        assert!(words.get(&key).is_ok(), "no words for {key}");
    }
}

#[test]
fn labels_of_the_templates_are_those_that_are_given() {
    let report = WORLD.project.report_folder();
    let mut used = BTreeSet::new();
    for entry in std::fs::read_dir(report).unwrap().flatten() {
        if entry.path().extension().is_some_and(|e| e == "typ") {
            let template = std::fs::read_to_string(entry.path()).unwrap();
            for after in template.split("label-of.").skip(1) {
                used.insert(after.split(|c: char| !c.is_alphabetic()).next().unwrap().to_owned());
            }
        }
    }
    let given: BTreeSet<String> = LABELS.map(str::to_owned).into();
    assert_eq!(used, given);
}

#[test]
fn lists_have_commas_and_a_last_word() {
    let (words, texts) = (words(), Texts::default());
    let exhibits = Exhibits { words: &words, ..WORLD.exhibits() };
    let prose = Prose::new(&exhibits, &texts, BTreeMap::new());
    let list = |names: &[&str]| {
        prose.list(&names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>()).unwrap()
    };
    assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    assert_eq!(list(&["a", "b"]), "a and b");
    assert_eq!(list(&["a"]), "a");
    assert_eq!(prose.or_none(None).unwrap(), "–");
    assert_eq!(prose.or_none(Some(Number::count(1234))).unwrap(), "1,234");
}
