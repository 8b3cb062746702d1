//! `ssj package`: a zip that a stranger can check, and what is refused.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::files;
use super::verified::{Edition, change};

/// Unpacks a zip, and gives its files by name.
fn unzip(bytes: &[u8], into: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let name = entry.name().unwrap().into_owned();
        let path = into.join(&name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &bytes).unwrap();
        assert!(!found.contains_key(&name), "{name} twice");
        found.insert(name, bytes);
    }
    found
}

#[test]
fn a_package_holds_all_that_a_stranger_needs() {
    let edition = Edition::new();
    let file = edition.project.join("report/editions/2026-H2.toml");
    let mut own = std::fs::read_to_string(&file).unwrap();
    own += "authors = [{ name = \"Ana \\\"=1\\\" Ñandú\", orcid = \"https://orcid.org/0000-0002-1825-0097\" }]\n";
    std::fs::write(&file, own).unwrap();
    let pack = edition.arguments(&["package", "--out", "out"]);
    edition.dir.run(&pack).fails(&["is not built", "ssj build --edition 2026-H2"]);
    edition.dir.run(&edition.arguments(&["build"])).ok();
    edition.dir.run(&pack).fails(&["has no lock", "ssj verify 2026-H2 --lock"]);
    edition.verify(&["--lock"]);
    edition.dir.run(&pack).ok();
    let name = "out/state-of-social-justice-2026-H2.zip";
    let bytes = std::fs::read(edition.dir.path(name)).unwrap();
    edition.dir.run(&pack).ok();
    assert!(bytes == std::fs::read(edition.dir.path(name)).unwrap(), "the same bytes every time");

    let folder = edition.dir.path("unzipped");
    let packed = unzip(&bytes, &folder);
    // Every file but the sums themselves has its sum.
    let sums = String::from_utf8(packed["SHA256SUMS"].clone()).unwrap();
    assert_eq!(sums.lines().count(), packed.len() - 1);
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        assert_eq!(ssj::hashed::Hashed::of("", &packed[name]).sha256, sum, "{name}");
    }
    // All outputs, and the tables in each form.
    for (path, bytes) in files(&edition.project.join("figures")) {
        assert_eq!(packed[&format!("figures/{}", path.display())], bytes);
    }
    for name in ["scores.csv", "scores.parquet", "scores.xlsx", "manifest.json"] {
        assert!(packed.contains_key(&format!("report/2026-H2/{name}")), "{name}");
    }
    let package: Value = serde_json::from_slice(&packed["datapackage.json"]).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let scores = resources.iter().find(|r| r["path"] == "report/2026-H2/scores.csv").unwrap();
    let fields = scores["schema"]["fields"].as_array().unwrap();
    let header = String::from_utf8_lossy(&packed["report/2026-H2/scores.csv"]).into_owned();
    let header: Vec<&str> = header.lines().next().unwrap().split(',').collect();
    assert_eq!(fields.iter().map(|f| f["name"].as_str().unwrap()).collect::<Vec<_>>(), header);
    let score = fields.iter().find(|field| field["name"] == "score").unwrap();
    assert_eq!(score["type"], "number");
    let citation = String::from_utf8_lossy(&packed["CITATION.cff"]);
    assert!(citation.contains("  - name: \"Ana \\\"=1\\\" Ñandú\""), "{citation}");
    // Nothing of a disk, and no store of originals.
    for (name, bytes) in &packed {
        assert!(!name.starts_with("datasets/sources/") && !name.contains("/."), "{name}");
        let home = edition.dir.path("").display().to_string();
        let is_there = bytes.windows(home.len()).any(|part| part == home.as_bytes());
        assert!(!is_there, "{name} names the folder it was made in");
    }

    // In the unpacked folder the edition comes out of its data again.
    let unzipped = folder.to_str().unwrap();
    let mut verify = edition.arguments(&["verify", "--json"]);
    let project = verify.iter().position(|argument| *argument == "--project").unwrap();
    verify[project + 1] = unzipped;
    let output = edition.dir.command(&verify).output().unwrap();
    let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(verdict["grade"], "full", "{verdict:#}");
    assert_eq!(verdict["lies_there"], true);
    validated(&folder);
}

/// The validators of Frictionless and RO-Crate, where their Python is named.
fn validated(folder: &Path) {
    let Some(python) = std::env::var_os("SSJ_VALIDATORS") else {
        println!("skipped: SSJ_VALIDATORS names no Python with frictionless and roc-validator");
        return;
    };
    let check = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/package/check.py");
    let output = Command::new(python).arg(check).arg(folder).output().unwrap();
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(output.status.success(), "{}", said.concat());
}

#[test]
fn what_is_not_as_it_was_built_is_not_packed() {
    let edition = Edition::new();
    edition.verify(&["--lock"]);
    edition.dir.run(&edition.arguments(&["build"])).ok();
    let pack = edition.arguments(&["package", "--out", "out"]);
    let table = edition.project.join("report/2026-H2/scores.csv");
    let before = std::fs::read(&table).unwrap();
    change(&table, "ranked", "Ranked");
    edition.dir.run(&pack).fails(&["scores.csv", "not as it was when the edition was built"]);
    std::fs::write(&table, before).unwrap();
    let framework = edition.project.join("datasets/framework.toml");
    change(&framework, "coverage = 0.6", "coverage = 0.7");
    edition.dir.run(&pack).fails(&["framework.toml", "not as it was when the edition was built"]);
    edition.dir.run(&edition.arguments(&["build"])).ok();
    edition.dir.run(&pack).fails(&["lock", "other inputs", "ssj verify 2026-H2"]);
    assert!(!edition.dir.exists("out"));
}
