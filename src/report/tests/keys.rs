//! Keys of sentences in the source and the templates, against the words there are.

use super::*;

/// Keys that stand whole in the source of this folder.
fn keys_in_source() -> BTreeSet<String> {
    const CALLS: [&str; 6] = ["say(", "heading(", "text(", "column(", "labelled(", "formula("];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report");
    let inner = std::fs::read_dir(folder.join("audit")).unwrap().flatten();
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let mut keys = BTreeSet::new();
    for entry in files.chain(inner).filter(|entry| entry.path().is_file()) {
        let source = std::fs::read_to_string(entry.path()).unwrap();
        if entry.file_name() == "tests.rs" || entry.file_name() == "other_frameworks.rs" {
            continue;
        }
        for call in CALLS {
            for after in source.split(&format!("prose.{call}")).skip(1) {
                let Some(literal) = after.trim_start().strip_prefix('"') else { continue };
                let key = literal.split('"').next().unwrap_or_default().to_owned();
                keys.insert(if call == "formula(" { format!("formula.{key}") } else { key });
            }
        }
    }
    keys
}

#[test]
fn every_key_in_the_source_has_its_words() {
    let words = words();
    let keys = keys_in_source();
    assert!(keys.len() > 100, "only {} keys found", keys.len());
    for key in keys.into_iter().chain(LABELS.map(|name| format!("label.{name}"))) {
        assert!(words.get(&key).is_ok(), "no words for {key}");
    }
    for month in 1..=12 {
        assert!(words.get(&format!("month.{month}")).is_ok());
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
