//! Measures that an index is compared with, declared in its framework: what they give, and what is
//! said of those that make no sense.

use crate::small_world::FLAT;
use crate::workdir::Workdir;

const COMPARED: &str = "[[compare]]
code = \"wealth\"
name = \"Wealth\"
value = \"100 * RICH / ALL\"
[[compare]]
code = \"other\"
name = \"Other\"
framework = \"other/index.toml\"
";

const OTHER: &str = "code = \"other\"
name = \"Other\"
[data]
cut_off = 1999
[[compare]]
code = \"back\"
name = \"Back\"
framework = \"../framework.toml\"
[[level]]
code = \"other\"
name = \"Other\"
aggregate = { method = \"arithmetic_mean\" }
[[indicator]]
code = \"low\"
parent = \"other\"
name = \"Low\"
value = \"LOW\"
goalposts = { worst = 130, best = 0 }
";

/// An index of one series, compared with a formula and with another index that names it back.
fn compared(compare: &str, other: &str) -> Workdir {
    let dir = Workdir::new();
    let framework = format!(
        "code = \"t\"\nname = \"T\"\n[data]\ncut_off = 2020\n{compare}{FLAT}[[indicator]]\n\
         code = \"a\"\nparent = \"index\"\nname = \"A\"\nvalue = \"A\"\n\
         goalposts = {{ worst = 0, best = 100 }}\n"
    );
    dir.write("framework.toml", framework);
    dir.write("other/index.toml", other);
    let row = |i: i32| format!("A{i:02},{},{},{},{}\n", 5 * i, 130 - i * i, i * i, 200);
    let rows: String = (0..12).map(row).collect();
    dir.write("data.csv", format!("REF_AREA,A,LOW,RICH,ALL\n{rows}"));
    dir
}

#[test]
fn measures_are_formulas_or_other_indices_over_the_same_data() {
    let dir = compared(COMPARED, OTHER);
    dir.score().ok();
    let rows = dir.rows("out/audit_measures.csv");
    assert_eq!(rows.len(), 2);
    for (row, code) in rows.iter().zip(["wealth", "other"]) {
        // Both are i² but for the scale: the same ranks, and r of i and i² from 0 to 11, with
        // Σ(i − 5.5)·i² = 1573 and Σ(i² − 253/6)² = 55913/3: 1573 / √(143 · 55913/3).
        assert_eq!((row["measure"].as_str(), row["code"].as_str()), (code, "index"));
        assert_eq!((row["n"].as_str(), row["spearman"].as_str()), ("12", "1"));
        assert_eq!(row["doubts"], "detour");
        let r: f64 = row["pearson"].parse().unwrap();
        assert!((r - 1573.0 / (143.0f64 * 55913.0 / 3.0).sqrt()).abs() < 1e-9, "{r}");
    }
    let manifest = dir.read("out/manifest.json");
    assert!(manifest.contains("other/index.toml"), "{manifest}");
    // Without comparisons there is no such table.
    let alone = compared("", OTHER);
    alone.score().ok();
    assert!(!alone.exists("out/audit_measures.csv") && alone.exists("out/audit_left_out.csv"));
}

#[test]
fn comparisons_that_make_no_sense_are_refused_with_their_line() {
    let refused = |from: &str, to: &str, parts: &[&str]| {
        assert!(COMPARED.contains(from));
        compared(&COMPARED.replacen(from, to, 1), OTHER).score().fails(parts);
    };
    let both = "framework = \"other/index.toml\"\nvalue = \"A\"";
    refused("framework = \"other/index.toml\"", both, &["`other`", "both", "framework.toml:10"]);
    refused("framework = \"other/index.toml\"", "", &["`other`", "neither"]);
    refused("other/index.toml", "framework.toml", &["compared with itself", "framework.toml:12"]);
    refused("other/index.toml", "none.toml", &["none.toml", "framework.toml:12"]);
    refused("code = \"other\"", "code = \"wealth\"", &["`wealth` is used twice"]);
    refused("RICH", "RICHE", &["no series `RICHE`", "framework.toml:8", "did you mean `RICH`?"]);
    refused("RICH / ALL", "RICH /", &["cannot read the formula", "framework.toml:8"]);
    refused("framework =", "framwork =", &["did you mean `framework`?"]);
    let other = |from: &str, to: &str, parts: &[&str]| {
        assert!(OTHER.contains(from));
        compared(COMPARED, &OTHER.replacen(from, to, 1)).score().fails(parts);
    };
    other("\"LOW\"", "\"LOWE\"", &["no series `LOWE`", "other/index.toml:17", "`LOW`?"]);
    other("worst = 130", "worst = 0", &["goalposts of `low` must differ", "index.toml:18"]);
    let logarithm = "transform = \"logarithm\"\ngoalposts = { worst = 100, best = 1 }";
    let zero = OTHER.replacen("goalposts = { worst = 130, best = 0 }", logarithm, 1);
    let zero = zero.replacen("\"LOW\"", "\"RICH\"", 1);
    compared(COMPARED, &zero).score().fails(&["low of A00", "other/index.toml"]);
}

#[test]
fn a_measure_without_a_value_is_told() {
    let dir = compared(COMPARED, OTHER);
    let empty = dir.read("data.csv").replace(",200\n", ",\n");
    dir.write("data.csv", empty);
    let run = dir.score().ok();
    assert!(format!("{}{}", run.out, run.err).contains("wealth: no area has a value"));
}

/// LOW is 130 − i², so that its order is the index's turned round.
#[test]
fn a_measure_of_which_less_is_better_is_turned_round() {
    let low = "[[compare]]\ncode = \"low\"\nname = \"Low\"\nvalue = \"LOW\"\n";
    for (direction, spearman) in [("", "-1"), ("direction = 1\n", "-1"), ("direction = -1\n", "1")]
    {
        let dir = compared(&format!("{low}{direction}"), OTHER);
        dir.score().ok();
        let row = &dir.rows("out/audit_measures.csv")[0];
        assert_eq!(row["spearman"], spearman, "{direction}");
        assert_eq!(row["direction"] == "-1", direction.contains("-1"));
    }
    let refused = ["direction must be 1 (more is better) or -1", "framework.toml:9"];
    compared(&format!("{low}direction = 2\n"), OTHER).score().fails(&refused);
}
