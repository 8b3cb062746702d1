//! What an export is to R itself; skipped where there is no R.

use std::process::Command;

use super::{SMALL, SMALL_DATA, Workdir};

/// `None` where R is not installed.
fn broken_rules(dir: &Workdir) -> Option<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/coinr_rules.R");
    let Ok(run) = Command::new("Rscript").arg(script).arg(dir.path(".")).output() else {
        println!("skipped: there is no Rscript");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap())
}

#[test]
fn r_reads_an_export_as_coinr_needs_it() {
    let dir = Workdir::new();
    let project = env!("CARGO_MANIFEST_DIR");
    for more in [&[][..], &["--all-years"]] {
        let export = ["export", "coinr", "--project", project, "--out", "."];
        dir.run(&[&export[..], more].concat()).ok();
        let Some(broken) = broken_rules(&dir) else { return };
        assert_eq!(broken, "");
    }
    dir.write("iMeta.csv", dir.read("iMeta.csv").replace("index,1,Aggregate", "NA,1,Aggregate"));
    assert_eq!(broken_rules(&dir).unwrap(), "broken: one level below the parent \n");
}

/// Codes that R reads as numbers, truth values or missing; a tree of uneven depth; no units.
#[test]
fn r_reads_codes_of_any_kind() {
    let dir = Workdir::new();
    let text = SMALL
        .replace("\"gap\"", "\"T\"")
        .replace("\"jobs\"", "\"2 b\"")
        .replace("code = \"poverty\"\nparent = \"home\"", "code = \"poverty\"\nparent = \"index\"")
        .replace(
            "[[level]]\ncode = \"home\"\nparent = \"index\"\nname = \"Home\"\naggregate = { method = \"arithmetic_mean\" }\n",
            "",
        );
    dir.write("framework.toml", text);
    dir.write("data.csv", SMALL_DATA.replace("AAA,", "004,").replace("BBB,", "NA,"));
    let export = ["export", "coinr", "--framework", "framework.toml", "--data", "data.csv"];
    dir.run(&[&export[..], &["--out", "."]].concat()).ok();
    if let Some(broken) = broken_rules(&dir) {
        assert_eq!(broken, "");
    }
}
