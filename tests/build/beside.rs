//! Commands that stop sooner than a build, in the folders of a built edition: they leave it built.

use super::rebuilt::{FIGURES, FRAMEWORK, REPORT, edition, pdf};
use super::verified::{Edition, change};

/// What is written to standard error while a command runs: its stages.
fn stages(edition: &Edition, command: &[&str]) -> String {
    let mut arguments = edition.arguments(command);
    arguments.retain(|argument| *argument != "--quiet");
    edition.dir.run(&arguments).ok().err
}

/// The stage of a simulation that is run, and not kept from before.
const SIMULATES: &str = "simulate: 40 replications\n";

#[test]
fn what_stops_sooner_leaves_an_edition_built() {
    let edition = edition();
    edition.verify(&["--lock"]);
    edition.build(&[]);
    let before = edition.identities();
    for command in [
        &["ingest"][..],
        &["score"],
        &["simulate"],
        &["audit"],
        &["figures"],
        &["figures", "map_index", "ranks"],
        &["figures", "series", "BRA"],
        &["brief", "BRA,KEN"],
        &["explore"],
    ] {
        edition.dir.run(&edition.arguments(command)).ok();
        assert_eq!(edition.stale(), Vec::<String>::new(), "after {command:?}");
    }
    let manifest = format!("{REPORT}/manifest.json");
    let mut after = edition.identities();
    for (name, file) in &before {
        let is_same = after.remove(name) == Some(*file);
        assert!(is_same || name.ends_with("manifest.json"), "{} was written", name.display());
    }
    // What no build makes lies beside it, is told of, and stays.
    let beside: Vec<String> = after.keys().map(|name| name.display().to_string()).collect();
    let paper = format!("{REPORT}/brief-BRA-KEN-2026-H2.en.pdf");
    for name in
        [&paper, &format!("{FIGURES}/series_BRA.svg"), &format!("{FIGURES}/fr/series_BRA.svg")]
    {
        assert!(beside.contains(name), "{name} is not among {beside:?}");
    }
    let told = std::fs::read_to_string(edition.project.join(&manifest)).unwrap();
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["stage"], &told["earlier"]), (&"report".into(), &serde_json::json!([])));
    assert_eq!(told["beside"].as_array().unwrap().len(), beside.len());
    let doctor = edition.dir.run(&edition.arguments(&["doctor"])).out;
    assert!(doctor.contains("are as they were written"), "{doctor}");
    assert_eq!(edition.build(&[]), (vec![], 0));
    edition.dir.run(&edition.arguments(&["package", "--out", "packed"])).ok();

    // A build that makes something otherwise leaves them, and says so.
    change(&edition.project.join("report/words.fr.toml"), "title = \"", "title = \"Donc, ");
    edition.build(&[]);
    assert!(edition.project.join(&paper).is_file());
    change(&edition.project.join(FRAMEWORK), "weight = 0.5\n", "weight = 0.6\n");
    let said = edition.dir.run(&edition.arguments(&["build"])).ok().out;
    assert!(said.contains("files beside the edition; `ssj brief` makes them anew"), "{said}");
    assert!(edition.project.join(&paper).is_file());
    // One that was taken away is forgotten.
    std::fs::remove_file(edition.project.join(&paper)).unwrap();
    edition.build(&[]);
    let told = std::fs::read_to_string(edition.project.join(&manifest)).unwrap();
    assert!(!told.contains("brief-BRA-KEN-2026-H2.en.pdf") && told.contains("series_BRA.svg"));
}

#[test]
fn what_a_run_makes_of_other_inputs_is_told_and_made_anew() {
    let edition = edition();
    edition.build(&[]);
    let framework = edition.project.join(FRAMEWORK);
    let declared = std::fs::read(&framework).unwrap();
    change(&framework, "weight = 0.5\n", "weight = 0.6\n");
    edition.dir.run(&edition.arguments(&["score"])).ok();
    let plan = edition.plan(&[]);
    assert!(plan["scores"].starts_with(&format!("{FRAMEWORK} is not as it was")), "{plan:#?}");
    edition.dir.run(&edition.arguments(&["package"])).fails(&["has no lock"]);
    // The method as it was: nothing but what that run wrote is made again.
    std::fs::write(&framework, &declared).unwrap();
    let plan = edition.plan(&[]);
    assert!(plan["scores"].contains("was made otherwise by `ssj score`"), "{plan:#?}");
    assert_eq!(edition.stale(), ["scores", "simulation"]);
    let (written, set) = edition.build(&[]);
    let is_written = |name: &str| written.iter().any(|file| file.ends_with(name));
    assert!(is_written("scores.csv") && !is_written(".svg") && set == 0, "{written:?}");
    edition.is_whole();
    // A simulation of other inputs, and then that of the edition again.
    change(&framework, "seed = 2026", "seed = 2027");
    edition.dir.run(&edition.arguments(&["simulate"])).ok();
    let said = stages(&edition, &["build"]);
    assert!(said.contains("typesetting") && !said.contains(SIMULATES), "{said}");
    let said = stages(&edition, &["build", "--again"]);
    assert!(said.contains(SIMULATES), "{said}");
    edition.is_whole();
}

#[test]
fn a_simulation_of_the_same_is_not_run_again() {
    let edition = edition();
    let said = stages(&edition, &["simulate"]);
    assert!(said.contains(SIMULATES), "{said}");
    // Words, forms of tables and other folders mean nothing to a simulation.
    for command in [
        &["build"][..],
        &["figures", "ranks", "--out", "some"],
        &["brief", "BRA", "--out", "papers"],
        &["audit", "--format", "parquet", "--out", "audited"],
        &["build", "--language", "fr", "--out", "french"],
    ] {
        let said = stages(&edition, command);
        assert!(!said.contains(SIMULATES), "{command:?}: {said}");
    }
    assert_eq!(
        edition.dir.read("french/rank_intervals.csv"),
        std::fs::read_to_string(edition.project.join(REPORT).join("rank_intervals.csv")).unwrap()
    );
    // Another method does, and one that was changed by hand is not trusted.
    change(&edition.project.join(FRAMEWORK), "weight = 0.5\n", "weight = 0.6\n");
    assert!(stages(&edition, &["figures", "ranks", "--out", "other"]).contains(SIMULATES));
    change(&edition.project.join(FRAMEWORK), "weight = 0.6\n", "weight = 0.5\n");
    change(&edition.project.join(REPORT).join("simulation.json"), "\"mean\":", "\"mean\":1");
    assert!(stages(&edition, &["figures", "ranks", "--out", "third"]).contains(SIMULATES));
}

/// What was chosen on the command line is among what a text is made from.
#[test]
fn a_language_or_some_areas_alone_are_fresh_by_their_own_choice() {
    let edition = edition();
    let fresh = |more: &[&str]| -> Vec<String> {
        let plan = edition.plan(&[more, &["--out", "o"]].concat());
        plan.into_iter().filter(|(_, why)| !why.is_empty()).map(|(stage, _)| stage).collect()
    };
    let reason =
        |more: &[&str], stage: &str| edition.plan(&[more, &["--out", "o"]].concat())[stage].clone();
    let build = |more: &[&str]| {
        edition.dir.run(&edition.arguments(&[&["build", "--out", "o"], more].concat())).ok();
    };
    build(&["--language", "fr"]);
    assert_eq!(fresh(&["--language", "fr"]), Vec::<String>::new());
    let pdf = pdf("fr").replace(REPORT, "o");
    assert!(edition.dir.exists(&pdf) && !edition.dir.exists(&pdf.replace(".fr.", ".en.")));
    // The figures of a first language have no folder of their own.
    let all = fresh(&["--language", "en,fr"]);
    assert_eq!(
        all,
        ["explorer en", "explorer fr", "figures en", "figures fr", "report en", "report fr"]
    );
    assert!(reason(&["--language", "en,fr"], "figures fr").contains("the first language: fr → en"));
    build(&["--language", "fr", "--only", "BRA"]);
    assert_eq!(fresh(&["--language", "fr", "--only", "BRA"]), Vec::<String>::new());
    assert_eq!(fresh(&["--language", "fr", "--only", "brésil"]), Vec::<String>::new());
    let other = ["--language", "fr", "--only", "BRA,KEN"];
    assert_eq!(fresh(&other), ["report fr"]);
    assert_eq!(reason(&other, "report fr"), "the option --only: BRA → BRA,KEN");
    assert_eq!(fresh(&["--language", "fr"]), ["report fr"]);
}
