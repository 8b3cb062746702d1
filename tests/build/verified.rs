//! `ssj verify`: what was changed since the lock was written, found and explained.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{MEMBERS, small_project, stand_in, workdir::Workdir};

/// A small edition with a stand-in for typst whose PDF holds a mark of the content.
pub struct Edition {
    pub dir: Workdir,
    pub project: PathBuf,
    pub typst: String,
}

/// A program that calls itself this version, and sets what it is told to behind the content's mark.
pub fn typst(dir: &Workdir, version: &str) -> String {
    let set = "echo set >> \"$(dirname \"$0\")/calls\"\nfor last; do :; done\n{ printf '%%PDF-1.7\\n/Type/Pages/Count 7\\n'; cksum < \"$3/content.json\"; } > \"$last\"";
    let program = stand_in(dir, &format!("{set}\necho '%{version}' >> \"$last\""));
    let text = std::fs::read_to_string(&program).unwrap();
    std::fs::write(&program, text.replace("0.15.1", version)).unwrap();
    program
}

pub fn change(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{} has no {from}", path.display());
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

impl Edition {
    pub fn new() -> Self {
        let dir = Workdir::new();
        let project = small_project(&dir, &MEMBERS);
        change(&project.join("datasets/framework.toml"), "runs = 10_000", "runs = 40");
        // That of the project is of all its areas.
        let _ = std::fs::remove_file(project.join("report/editions/2026-H2.lock"));
        let typst = typst(&dir, "0.15.1");
        Edition { dir, project, typst }
    }

    pub fn arguments<'a>(&'a self, command: &[&'a str]) -> Vec<&'a str> {
        let own = ["--project", self.project.to_str().unwrap(), "--typst", &self.typst];
        [command, &own, &["--edition", "2026-H2", "--quiet"]].concat()
    }

    /// The verdict, and what the program ended with.
    pub fn verify(&self, more: &[&str]) -> (Value, i32) {
        let arguments = self.arguments(&[&["verify", "--json"], more].concat());
        let output = self.dir.command(&arguments).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        let verdict = serde_json::from_str(&said).unwrap_or_else(|e| panic!("{e}: {said}{told}"));
        (verdict, output.status.code().unwrap())
    }

    /// Changes a file of the project for one verdict.
    fn verify_with(&self, file: &str, from: &str, to: &str) -> (Value, i32) {
        let path = self.project.join(file);
        let before = std::fs::read(&path).unwrap();
        change(&path, from, to);
        let verdict = self.verify(&[]);
        std::fs::write(&path, before).unwrap();
        verdict
    }
}

/// The difference of a file from what it was compared with.
#[track_caller]
pub fn of<'v>(verdict: &'v Value, with: &str, end: &str) -> &'v Value {
    let differences = verdict["differences"].as_array().unwrap();
    let is_it = |d: &&Value| d["with"] == with && d["file"].as_str().unwrap().ends_with(end);
    differences.iter().find(is_it).unwrap_or_else(|| panic!("{end} is not in {verdict:#}"))
}

pub fn why(difference: &Value) -> String {
    difference["why"].to_string()
}

#[test]
fn what_was_changed_is_found_graded_and_explained() {
    let edition = Edition::new();
    edition.dir.run(&edition.arguments(&["verify"])).fails(&["has no lock", "ssj verify --lock"]);
    let (verdict, code) = edition.verify(&["--lock"]);
    assert_eq!((&verdict["grade"], code), (&Value::from("full"), 0), "{verdict:#}");
    assert_eq!(verdict["lies_there"], false);
    edition.dir.run(&edition.arguments(&["build"])).ok();

    // A hand at a figure, and a table that is gone.
    let figure = edition.project.join("figures/2026-H2/map_index.svg");
    let drawn = std::fs::read_to_string(&figure).unwrap();
    change(&figure, "<path", "<path class=\"mine\"");
    let table = edition.project.join("report/2026-H2/groups.csv");
    let groups = std::fs::read(&table).unwrap();
    std::fs::remove_file(&table).unwrap();
    let (verdict, code) = edition.verify(&[]);
    assert_eq!((&verdict["grade"], code), (&Value::from("partial"), 4), "{verdict:#}");
    assert_eq!(verdict["differences"].as_array().unwrap().len(), 2, "{verdict:#}");
    let by_hand = of(&verdict, "there", "map_index.svg");
    assert!(why(by_hand).contains("changed by hand") && by_hand["exhibit"] == "figure map_index");
    assert!(by_hand["what"].as_str().unwrap().contains("1 lines, first line "), "{by_hand}");
    let gone = of(&verdict, "there", "groups.csv");
    assert!(why(gone).contains("removed after it was made") && gone["what"] == "is not there");
    assert_eq!(gone["exhibit"], "table groups.csv");
    std::fs::write(&figure, drawn).unwrap();
    std::fs::write(&table, groups).unwrap();

    // A digit of the data.
    let (verdict, code) = edition.verify_with(
        "datasets/snapshot/worldbank.csv",
        "BRA,SI_GINI,T,2024,50.3,A",
        "BRA,SI_GINI,T,2024,50.8,A",
    );
    assert_eq!((&verdict["grade"], code), (&Value::from("partial"), 4), "{verdict:#}");
    let panel = of(&verdict, "lock", "panel.csv");
    assert!(why(panel).contains("the input datasets/snapshot/worldbank.csv is not as it was"));
    assert_eq!(
        (&panel["exhibit"], &panel["what"]),
        (&"table panel.csv".into(), &"2 cells, by 1.429 at most".into())
    );
    assert_eq!(panel["cells"][0], "BRA income_inequality value: 50.3 → 50.8");

    // A weight, and another seed.
    let (verdict, code) =
        edition.verify_with("datasets/framework.toml", "coverage = 0.6", "coverage = 0.7");
    assert_eq!((&verdict["grade"], code), (&Value::from("partial"), 4), "{verdict:#}");
    assert!(verdict["changed"].to_string().contains("the input datasets/framework.toml is not"));
    let table = of(&verdict, "lock", "scores.csv");
    assert!(why(table).contains("the input datasets/framework.toml is not as it was"));
    assert!(table["what"].as_str().unwrap().contains(" cells"), "{table}");
    assert!(table["cells"][0].as_str().unwrap().contains(" → "), "{table}");
    let (verdict, code) =
        edition.verify_with("datasets/framework.toml", "seed = 2026", "seed = 2027");
    assert_eq!((&verdict["grade"], code), (&Value::from("partial"), 4), "{verdict:#}");
    let table = of(&verdict, "lock", "score_intervals.csv");
    assert!(why(table).contains("the seed 2026 → 2027"), "{table}");
    assert!(table["what"].as_str().unwrap().contains(" cells, by "), "{table}");
    assert!(table["cells"][0].as_str().unwrap().contains(" → "), "{table}");
    assert_eq!(table["exhibit"], "table score_intervals.csv");

    // Another typst sets the same content.
    typst(&edition.dir, "0.15.2");
    let (verdict, code) = edition.verify(&[]);
    assert_eq!((&verdict["grade"], code), (&Value::from("minor"), 3), "{verdict:#}");
    let pdf = of(&verdict, "lock", ".pdf");
    assert!(why(pdf).contains("typst 0.15.1 → 0.15.2"), "{pdf}");
    assert_eq!(pdf["weight"], "bytes");
}
