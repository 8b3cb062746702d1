//! A second build: what would come out as it lies there is left so, for a reason that is told, and what
//! lies there in the end is what a build of everything makes.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use serde_json::Value;

use super::files;
use super::verified::{Edition, change};

pub const FRAMEWORK: &str = "datasets/framework.toml";
pub const FIGURES: &str = "figures/2026-H2";
pub const REPORT: &str = "report/2026-H2";

/// An edition in two languages.
pub fn edition() -> Edition {
    let edition = Edition::new();
    let file = edition.project.join("report/editions/2026-H2.toml");
    change(&file, "languages = [\"en\"]", "languages = [\"en\", \"fr\"]");
    edition
}

impl Edition {
    /// What a build would do: of each stage, nothing where it is fresh, else why it must run.
    pub fn plan(&self, more: &[&str]) -> BTreeMap<String, String> {
        let before = self.identities();
        let plan = [&["build", "--plan", "--json"], more].concat();
        let told = self.dir.run(&self.arguments(&plan)).ok().out;
        assert!(self.identities() == before, "a plan writes nothing");
        let told: Value = serde_json::from_str(&told).unwrap();
        let stage = |stage: &Value| {
            let why: Vec<&str> =
                stage["why"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
            assert_eq!(stage["fresh"], why.is_empty());
            (stage["stage"].as_str().unwrap().to_owned(), why.join("; "))
        };
        told["stages"].as_array().unwrap().iter().map(stage).collect()
    }

    pub fn stale(&self) -> Vec<String> {
        self.plan(&[]).into_iter().filter(|(_, why)| !why.is_empty()).map(|(s, _)| s).collect()
    }

    /// Builds, and gives which files were written, and how often typst was called.
    pub fn build(&self, more: &[&str]) -> (Vec<String>, usize) {
        let before = self.identities();
        let _ = std::fs::remove_file(self.dir.path("calls"));
        self.dir.run(&self.arguments(&[&["build"], more].concat())).ok();
        let is_other = |name: &PathBuf, id: &u64| before.get(name) != Some(id);
        let written = self.identities().into_iter().filter(|(name, id)| is_other(name, id));
        let written = written.map(|(name, _)| name.display().to_string()).collect();
        let calls = std::fs::read_to_string(self.dir.path("calls")).unwrap_or_default();
        (written, calls.lines().count())
    }

    /// Which file of the disk each output is: one that is written again is another.
    pub fn identities(&self) -> BTreeMap<PathBuf, u64> {
        let all = files(&self.project).into_keys();
        let outputs = all.filter(|name| name.starts_with(FIGURES) || name.starts_with(REPORT));
        outputs
            .map(|name| (name.clone(), self.project.join(name).metadata().unwrap().ino()))
            .collect()
    }

    /// What lies there is to the byte what a build of everything makes, manifest and all.
    #[track_caller]
    pub fn is_whole(&self) {
        let outputs = || {
            let mut all = files(&self.project);
            all.retain(|name, _| name.starts_with(FIGURES) || name.starts_with(REPORT));
            all
        };
        let made = outputs();
        for folder in [FIGURES, REPORT] {
            std::fs::remove_dir_all(self.project.join(folder)).unwrap();
        }
        self.dir.run(&self.arguments(&["build"])).ok();
        for (name, bytes) in outputs() {
            assert!(made.get(&name) == Some(&bytes), "{} is otherwise", name.display());
        }
    }
}

pub fn pdf(language: &str) -> String {
    format!("{REPORT}/state-of-social-justice-2026-H2.{language}.pdf")
}

const MANIFEST: &str = "report/2026-H2/manifest.json";

#[test]
fn a_second_build_makes_only_what_would_come_out_otherwise() {
    let edition = edition();
    assert!(edition.plan(&[]).values().all(|why| why == "nothing was built here"));
    edition.build(&[]);

    // Nothing changed.
    assert_eq!(edition.stale(), Vec::<String>::new());
    assert_eq!(edition.build(&[]), (vec![], 0));
    assert!(edition.plan(&["--strict"]).values().all(String::is_empty), "no row was refused");
    let told = edition.dir.run(&edition.arguments(&["build"])).ok().out;
    assert!(told.contains("fresh     report fr") && told.contains("written   0 of"), "{told}");

    // Spaces and comments: the hashes of the files are told anew, and the explorer, from which the
    // framework is taken home, has them.
    change(&edition.project.join(FRAMEWORK), "[ranking]", "# Who is ranked.\n[ranking]  ");
    assert_eq!(edition.stale(), ["explorer en", "explorer fr"]);
    assert_eq!(edition.plan(&[])["explorer en"], "the text of the framework is not as it was");
    let page = |language: &str| format!("{REPORT}/explorer.{language}.html");
    assert_eq!(edition.build(&[]), (vec![page("en"), page("fr"), MANIFEST.to_owned()], 0));
    edition.is_whole();

    // A sentence of one language.
    let words = edition.project.join("report/words.fr.toml");
    change(&words, "title = \"", "title = \"Donc, ");
    assert_eq!(edition.stale(), ["explorer fr", "figures fr", "report fr"]);
    assert_eq!(edition.plan(&[])["figures fr"], "report/words.fr.toml is not as it was");
    let ledger = format!("{REPORT}/exhibits.fr.csv");
    assert_eq!(edition.build(&[]), (vec![ledger, MANIFEST.to_owned(), pdf("fr")], 1));
    edition.is_whole();

    // A sentence of the explorer alone.
    let words = edition.project.join("report/explorer.fr.toml");
    change(&words, "skip = \"", "skip = \"Donc, ");
    assert_eq!(edition.stale(), ["explorer fr"]);
    assert_eq!(edition.build(&[]), (vec![page("fr"), MANIFEST.to_owned()], 0));
    edition.is_whole();
    std::fs::remove_file(edition.project.join(page("fr"))).unwrap();
    assert_eq!(edition.plan(&[])["explorer fr"], format!("{} is gone", page("fr")));
    assert_eq!(edition.build(&[]), (vec![page("fr")], 0));

    // A file that is gone, and one that was changed by hand: the same comes again, and no text is set.
    let [figure, table] = [format!("{FIGURES}/map_index.svg"), format!("{REPORT}/groups.csv")];
    std::fs::remove_file(edition.project.join(&figure)).unwrap();
    std::fs::write(edition.project.join(&table), "mine").unwrap();
    let plan = edition.plan(&[]);
    assert_eq!(plan["figures en"], format!("{figure} is gone"));
    assert_eq!(plan["scores"], format!("{table} was changed after it was written"));
    assert_eq!(edition.stale(), ["figures en", "scores"]);
    assert_eq!(edition.build(&[]), (vec![figure, table], 0));
    edition.is_whole();

    // What is kept of the simulation is not trusted where it was changed.
    let kept = edition.project.join(REPORT).join("simulation.json");
    change(&kept, "\"mean\":", "\"mean\":1");
    assert_eq!(edition.stale(), ["simulation"]);
    assert_eq!(edition.build(&[]).0, [format!("{REPORT}/simulation.json")]);
    edition.is_whole();
}

#[test]
fn a_weight_a_seed_or_another_version_makes_what_it_moves() {
    let edition = edition();
    edition.build(&[]);
    let framework = edition.project.join(FRAMEWORK);

    // A weight within one focus area leaves the maps of the others as they lie there.
    change(&framework, "weight = 0.5\n", "weight = 0.6\n");
    let plan = edition.plan(&[]);
    assert_eq!(plan["scores"], format!("{FRAMEWORK} is not as it was"));
    assert_eq!(
        plan["report en"],
        "what it is made from may differ: scores, simulation, figures en"
    );
    let (written, set) = edition.build(&[]);
    let is_written = |name: &str| written.iter().any(|file| file.ends_with(name));
    assert!(is_written("scores.csv") && is_written("map_index.csv") && is_written("fr.pdf"));
    assert!(!is_written("map_employment.svg") && !is_written("ages.svg"), "{written:?}");
    assert!(!is_written("problems.csv") && set == 2, "{written:?}");
    edition.is_whole();

    // A seed moves no score and no map.
    change(&framework, "seed = 2026", "seed = 2027");
    let (written, _) = edition.build(&[]);
    let is_written = |name: &str| written.iter().any(|file| file.ends_with(name));
    assert!(is_written("rank_intervals.csv") && is_written("ranks.svg"), "{written:?}");
    assert!(!is_written("map_index.svg") && !is_written("panel.csv"), "{written:?}");
    edition.is_whole();

    // Another version of the program trusts nothing, and here it makes the same.
    let manifest = edition.project.join(MANIFEST);
    let text = std::fs::read_to_string(&manifest).unwrap();
    let code = serde_json::from_str::<Value>(&text).unwrap()["code"].as_str().unwrap().to_owned();
    std::fs::write(&manifest, text.replace(&code, "0123456789abcdef")).unwrap();
    assert_eq!(edition.plan(&[])["scores"], "the program is not as it was");
    assert_eq!(edition.build(&[]), (vec![MANIFEST.to_owned()], 2));

    // Another typst sets the texts again; --again makes everything.
    super::verified::typst(&edition.dir, "0.15.2");
    assert_eq!(edition.plan(&[])["report fr"], "typst: 0.15.1 → 0.15.2");
    assert_eq!(edition.stale(), ["report en", "report fr"]);
    edition.build(&[]);
    assert!(edition.plan(&["--again"]).values().all(|why| why == "--again was asked for"));
    assert_eq!(edition.build(&["--again"]), (vec![], 2));
    edition.build(&[]);
    edition.is_whole();
}
