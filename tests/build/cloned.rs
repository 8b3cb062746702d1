//! `ssj verify` and `ssj diff` over git: what a clone of a project tells of its edition.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::verified::{Edition, change, of, why};

/// Runs git; `None` where there is none, or it refuses.
fn git(at: &Path, arguments: &[&str]) -> Option<()> {
    let mut git = Command::new("git");
    git.arg("-C").arg(at).args(["-c", "user.name=t", "-c", "user.email=t@example.org"]);
    git.args(arguments).output().ok()?.status.success().then_some(())
}

const FRAMEWORK: &str = "datasets/framework.toml";
const SNAPSHOT: &str = "datasets/snapshot/worldbank.csv";

#[test]
fn a_clone_is_verified_and_its_revisions_compared() {
    let mut edition = Edition::new();
    if git(&edition.project, &["init", "-q"]).is_none() {
        println!("skipped: git is not here");
        return;
    }
    let commit = |edition: &Edition, what: &str| {
        edition.verify(&["--lock"]);
        git(&edition.project, &["add", "."]).unwrap();
        git(&edition.project, &["commit", "-q", "-m", what]).unwrap();
    };
    commit(&edition, "as declared");
    change(&edition.project.join(FRAMEWORK), "weight = 0.5\n", "weight = 0.6\n");
    commit(&edition, "another weight");
    let clone = edition.dir.path("clone");
    let from = edition.project.display().to_string();
    git(&edition.dir.path(""), &["clone", "-q", &from, clone.to_str().unwrap()]).unwrap();
    edition.project = clone.clone();

    // Of a fresh clone nothing lies there but the lock.
    let (verdict, code) = edition.verify(&[]);
    assert_eq!((&verdict["grade"], code), (&Value::from("full"), 0), "{verdict:#}");
    assert_eq!(
        (&verdict["lies_there"], &verdict["changed"]),
        (&false.into(), &Value::Array(vec![]))
    );

    // Of a changed digit git has the line as it was, also where no table lies there to compare.
    let [before, after] = ["BRA,SI_GINI,T,2024,50.3,A", "BRA,SI_GINI,T,2024,50.8,A"];
    change(&clone.join(SNAPSHOT), before, after);
    let (verdict, code) = edition.verify(&[]);
    assert_eq!((&verdict["grade"], code), (&Value::from("partial"), 4), "{verdict:#}");
    let panel = of(&verdict, "lock", "panel.csv");
    assert_eq!(
        (&panel["exhibit"], &panel["what"]),
        (&"table panel.csv".into(), &"other content".into())
    );
    let cause = why(panel);
    assert!(cause.contains(&format!("the input {SNAPSHOT} is not as it was (line ")), "{cause}");
    assert!(cause.contains(before) && cause.contains(after), "{cause}");
    // With the edition built beside it, the cells too.
    git(&clone, &["stash", "-q"]).unwrap();
    edition.dir.run(&edition.arguments(&["build"])).ok();
    git(&clone, &["stash", "pop", "-q"]).unwrap();
    let (verdict, _) = edition.verify(&[]);
    let panel = of(&verdict, "lock", "panel.csv");
    assert_eq!(panel["cells"][0], "BRA income_inequality value: 50.3 → 50.8");
    let stale = of(&verdict, "there", "panel.csv");
    assert!(why(stale).contains(SNAPSHOT), "{stale:#}");

    // An earlier revision verifies against its own lock.
    git(&clone, &["checkout", "-q", "-f", "HEAD~1"]).unwrap();
    std::fs::remove_dir_all(clone.join("report/2026-H2")).unwrap();
    std::fs::remove_dir_all(clone.join("figures")).unwrap();
    let (verdict, code) = edition.verify(&[]);
    assert_eq!((&verdict["grade"], code), (&Value::from("full"), 0), "{verdict:#}");
    git(&clone, &["checkout", "-q", "-"]).unwrap();

    // What the later revision moved is its method alone, and sums to every change.
    let told = edition.dir.run(&edition.arguments(&["diff", "HEAD~1", "HEAD", "--json"])).ok().out;
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["method_differs"], &told["figures"]), (&true.into(), &serde_json::json!({})));
    let mut moved = 0;
    for crossing in told["areas"].as_array().unwrap() {
        let number = |value: &Value| value.as_f64();
        let ends = [0, 1].map(|side| number(&crossing["score"][side]));
        let (Some(before), Some(after)) = (ends[0], ends[1]) else { continue };
        let parts: Vec<f64> = serde_json::from_value(crossing["points"]["parts"].clone()).unwrap();
        assert!((parts.iter().sum::<f64>() - (after - before)).abs() < 1e-9, "{crossing}");
        assert_eq!([parts[0], parts[1], parts[3]], [0.0; 3], "{crossing}");
        moved += usize::from(parts[2] != 0.0);
    }
    assert!(moved > 9, "{moved} scores moved");
    let same = edition.dir.run(&edition.arguments(&["diff", "HEAD", "HEAD"])).ok().out;
    assert!(same.contains("index     of no area moved"), "{same}");
    let unknown = edition.arguments(&["diff", "HEAD~9", "HEAD"]);
    edition.dir.run(&unknown).fails(&["`HEAD~9` is no edition, no path and no git revision"]);
}
