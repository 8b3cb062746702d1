//! Every sentence that is said stands in the words of each language, its places are those that are filled, and
//! no sentence stands there that nobody says. In: the source, the templates, the page and the words.

use std::collections::BTreeMap;
use std::path::Path;

use super::floors;
use super::said::{Said, Source, in_braces, is_key, own, places};
use ssj::model::Language;
use ssj::words::Words;

/// Sentences by their keys.
type Sentences = BTreeMap<String, String>;

/// What is wrong with the sentences of a language; `by_hand`: keys that stand in other files than the source.
fn faults(source: &Source, by_hand: &Source, sentences: &Sentences) -> Vec<String> {
    let mut faults = Vec::new();
    for said in &source.said {
        let fitting: Vec<(&String, Vec<String>)> = sentences
            .iter()
            .filter(|(key, _)| said.may_be(key))
            .map(|(key, sentence)| (key, said.misfits(sentence)))
            .collect();
        match fitting.iter().min_by_key(|(_, misfits)| misfits.len()) {
            None => faults.push(format!("no words for `{}`", said.key)),
            Some((key, misfits)) => {
                faults.extend(misfits.iter().map(|problem| format!("`{key}`: {problem}")));
            }
        }
    }
    for (key, sentence) in sentences {
        if !source.asks_for(key) && !by_hand.asks_for(key) {
            faults.push(format!("nothing says `{key}`"));
        }
        // One that is said under a computed key is filled by one of those that may be meant.
        let is_meant = |said: &&Said| said.key.starts_with("audit.") && said.may_be(key);
        let mut meant = source.said.iter().filter(is_meant).peekable();
        let is_filled = !places(sentence).is_empty() && meant.peek().is_some();
        if is_filled && !meant.any(|said| said.misfits(sentence).is_empty()) {
            faults.push(format!("`{key}`: no call fills its places"));
        }
    }
    faults
}

/// Every sentence of a language.
fn sentences(language: Language) -> Sentences {
    let mut all = Sentences::new();
    for stem in ["words", "figures", "explorer"] {
        let name = format!("report/{stem}.{}.toml", language.code());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let words = Words::read(language, &file, &std::fs::read_to_string(&file).unwrap()).unwrap();
        let said = words.under(&[""]).into_iter();
        all.extend(said.map(|(key, sentence)| (key.to_owned(), sentence.to_owned())));
    }
    all
}

/// Keys in the templates and in the page.
fn by_hand() -> Source {
    let mut found = Source::default();
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("report");
    let files = [report.clone(), report.join("explorer")].map(|f| std::fs::read_dir(f).unwrap());
    for entry in files.into_iter().flatten().flatten() {
        let text = || std::fs::read_to_string(entry.path()).unwrap();
        match entry.path().extension().and_then(|e| e.to_str()) {
            Some("typ") => found.texts.extend(text().split("label-of.").skip(1).map(|after| {
                format!("label.{}", after.split(|c: char| !c.is_alphabetic()).next().unwrap())
            })),
            Some("js") => {
                let keys = text().replace("${", "{");
                let quoted = keys.split(['"', '`']).filter(|t| t.starts_with("explorer."));
                found.texts.extend(quoted.filter(|text| is_key(&in_braces(text))).map(in_braces));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_sentence_is_said_and_filled_in_every_language() {
    let mut source = Source::default();
    for (module, code) in floors::modules() {
        source.read(&own(&module), &code);
        if module.join("::") == "analyse::audit::findings" {
            let mut found = Source::default();
            found.read("", &code);
            source.kinds = found.texts;
        }
    }
    let by_hand = by_hand();
    assert!(source.said.len() > 600, "only {} calls found", source.said.len());
    let english = sentences(Language::En);
    let asked = by_hand.texts.iter().filter(|key| !key.contains('{'));
    let unknown: Vec<&String> = asked.filter(|key| !english.contains_key(*key)).collect();
    assert!(unknown.is_empty(), "the page or a template asks for {unknown:?}");
    for language in Language::ALL {
        let own = sentences(language);
        let mut faults = faults(&source, &by_hand, &own);
        faults.extend(
            own.keys().filter(|k| !english.contains_key(*k)).map(|k| format!("surplus `{k}`")),
        );
        for (key, sentence) in &english {
            match own.get(key) {
                None => faults.push(format!("no words for `{key}`")),
                Some(own) if places(own) == places(sentence) => {}
                Some(_) => faults.push(format!("`{key}`: other places than the English")),
            }
        }
        assert_eq!(faults, [""; 0], "{language:?}");
    }
}

#[test]
fn each_of_the_faults_is_found() {
    let found = |code: &str, sentences: &[(&str, &str)]| {
        let mut source = Source::default();
        source.read("", code);
        let own = |(key, said): &(&str, &str)| ((*key).to_owned(), (*said).to_owned());
        faults(&source, &Source::default(), &sentences.iter().map(own).collect())
    };
    let figure = |code: &str, sentences: &[(&str, &str)]| {
        let mut source = Source::default();
        source.read(&own(&["figures", "map", "text"].map(str::to_owned)), code);
        let own = |(key, said): &(&str, &str)| ((*key).to_owned(), (*said).to_owned());
        faults(&source, &Source::default(), &sentences.iter().map(own).collect())
    };
    let said = "say!(self, \"title\", n); self.word(\"note\")?; words.get(\"told\")?";
    let [title, note, told] =
        [("figure.map.title", "{n}"), ("figure.map.note", "N"), ("told", "T")];
    assert_eq!(figure(said, &[title, note, told]), [""; 0]);
    assert_eq!(figure(said, &[title, told]), ["no words for `figure.map.note`"]);
    let other = ("figure.dots.note", "N");
    assert_eq!(figure(said, &[title, note, told, other]), ["nothing says `figure.dots.note`"]);
    let code = "say!(prose, \"a.b\", n, at = f(\"x, )\", ')'))?; say!(draft, \"few\", n);
                say!(words, &format!(\"c.{key}.d\"), n, ..more); let key = \"e.f\"; // say!(x, \"y\")";
    let sentences = [
        ("a.b", "{n} {n:State|States} at {at}"),
        ("audit.one.few", "{n}"),
        ("audit.two.few", "{n} {n:is|are}"),
        ("c.x.d", "{n} {m}"),
        ("e.f", "E"),
    ];
    assert_eq!(found(code, &sentences), [""; 0]);
    for (at, changed, told) in [
        (0, ("a.c", "C"), vec!["no words for `a.b`", "nothing says `a.c`"]),
        (0, ("a.b", "{n}"), vec!["`a.b`: no place for `at`"]),
        (0, ("a.b", "{n} {at} {m}"), vec!["`a.b`: nothing fills `{m}`"]),
        (2, ("audit.two.few", "{m}"), vec!["`audit.two.few`: no call fills its places"]),
        (3, ("c.x.d", "{m}"), vec!["`c.x.d`: no place for `n`"]),
        (3, ("c.x.e", "{n}"), vec!["no words for `c.{key}.d`", "nothing says `c.x.e`"]),
        (4, ("e.g", "E"), vec!["nothing says `e.g`"]),
    ] {
        let mut with = sentences;
        with[at] = changed;
        assert_eq!(found(code, &with), told);
    }
}
