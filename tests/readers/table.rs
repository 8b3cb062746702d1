//! Tables made by hand, with the sidecar that says what they hold.

use std::path::PathBuf;

use ssj::ingest::Selection;
use ssj::model::Reader::Table;
use tempfile::TempDir;

use crate::one_file::{
    assert_filtered, everything_of, figures, file, original, problems, refused_source, source,
    try_source,
};
use crate::workbook::{row, workbook};

pub const HEAD: &str = "origin = \"Typed from a web page, May 2031\"\nlicence = \"none given\"\n";

pub fn table(name: &str, bytes: impl AsRef<[u8]>, sidecar: &str) -> (TempDir, PathBuf) {
    let (folder, path) = file(name, bytes);
    let beside = folder.path().join(format!("{name}.toml"));
    std::fs::write(beside, HEAD.to_owned() + sidecar).unwrap();
    (folder, path)
}

pub const RATIFIED: &str = "Ratifications as of May\n\nCountry,C001,C002,Where,Remark\n\
Viet Nam,yes,Not in force,register,\"from\nJune\"\n\
Côte d'Ivoire,no,n/a,,\n\
Niger,maybe,,,\n\
Atlantis,yes,,,\n\
World,yes,,,\n";

pub const RATIFIED_SIDECAR: &str = r#"header = 3
area = "Country"
year = 2031
source = "Where"
note = "Remark"
missing = ["n/a"]
words = { yes = 1, no = 0 }

[[value]]
column = "C001"
series = "C001"

[[value]]
column = "C002"
series = "C002_STATE"
year = 2030
words = { "Not in force" = 0.5 }
"#;

#[test]
fn a_wide_table_of_words_is_read_as_declared() {
    let (_folder, path) = table("r.csv", RATIFIED, RATIFIED_SIDECAR);
    let read = everything_of(&path, "hand", Table);
    let expected = [
        ("C001", "VNM", "T", 2031, 1.0, "A", 4),
        ("C002_STATE", "VNM", "T", 2030, 0.5, "A", 4),
        ("C001", "CIV", "T", 2031, 0.0, "A", 6),
    ];
    assert_eq!(figures(&read), expected);
    assert_eq!(read.observations[0].remark.as_deref(), Some("from June"));
    assert_eq!(read.observations[0].origin.source.as_deref(), Some("register"));
    let expected =
        [(7, "not_a_number", "C001", "maybe"), (8, "unknown_area", "Country", "Atlantis")];
    assert_eq!(problems(&read), expected);
    assert!(read.problems[0].expected.contains("declared: no, yes"), "{:?}", read.problems[0]);
    assert_filtered(&read, &[("aggregate_or_former_area", 1), ("empty_value", 4)]);
    assert_eq!(read.counts[0].rows, 10);
    let note = "r.csv: taken from Typed from a web page, May 2031; licence: none given";
    assert_eq!(read.notes, [note]);
}

#[test]
fn a_long_table_has_columns_of_years_series_and_sexes() {
    let text = "iso;when;what;sex;how much\nALB;2020;A;F;1.5\nALB;2021;B;;2\nALB;20211;A;M;\"2,5\"\n\
                ALB;next;A;X;3\n";
    let sidecar = "separator = \";\"\narea = \"iso\"\nyear = \"when\"\nseries = \"what\"\nsex = \"sex\"\n\
                   [[value]]\ncolumn = \"how much\"\n";
    let (_folder, path) = table("l.csv", text, sidecar);
    let read = everything_of(&path, "hand", Table);
    let expected = [("A", "ALB", "F", 2020, 1.5, "A", 2), ("B", "ALB", "T", 2021, 2.0, "A", 3)];
    assert_eq!(figures(&read), expected);
    let expected = [
        (4, "not_a_number", "how much", "2,5"),
        (5, "unknown_sex; not_a_year", "SEX; when", "X; next"),
    ];
    assert_eq!(problems(&read), expected);
    let ours = original("B", None, &[("when", "2021")]);
    let selection = Selection::of([("OURS", &ours)]);
    let read = try_source(&source(&path, "hand", Table, selection)).unwrap();
    assert_eq!(figures(&read), [("OURS", "ALB", "T", 2021, 2.0, "A", 3)]);
    assert_filtered(&read, &[("series_not_wanted", 3)]);
}

/// Style 1 is a date: day 43831 is 1 January 2020.
#[test]
fn dates_truths_and_errors_of_a_workbook_are_not_taken_for_numbers() {
    let cell = |place: &str, kind: &str, value: &str| {
        format!("<c r=\"{place}\" {kind}><v>{value}</v></c>")
    };
    let text = |place: &str, text: &str| {
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let date = "s=\"1\"";
    let rows = row(1, &["Country", "Year", "Rating"])
        + &format!(
            "<row r=\"2\">{}{}{}</row>",
            text("A2", "Albania"),
            cell("B2", date, "43831"),
            cell("C2", "", "4.5")
        )
        + &format!(
            "<row r=\"3\">{}{}{}</row>",
            text("A3", "Niger"),
            cell("B3", "", "2020"),
            cell("C3", "t=\"b\"", "1")
        )
        + &format!(
            "<row r=\"4\">{}{}{}</row>",
            text("A4", "Mali"),
            cell("B4", "", "2020"),
            cell("C4", "t=\"e\"", "#N/A")
        )
        + &format!(
            "<row r=\"5\">{}{}{}</row>",
            text("A5", "Chad"),
            cell("B5", "", "2020"),
            cell("C5", date, "43831")
        )
        + &format!(
            "<row r=\"6\">{}{}{}</row>",
            text("A6", "Togo"),
            cell("B6", "", "2020"),
            text("C6", "5+")
        );
    let book = workbook(&[("Notes", &row(1, &["nothing"])), ("Ratings", &rows)]);
    let columns = "sheet = \"Ratings\"\narea = \"Country\"\nyear = \"Year\"\n[[value]]\ncolumn = \"Rating\"\nseries = \"RATING\"\n";
    let (_folder, path) = table("r.xlsx", &book, columns);
    let read = everything_of(&path, "hand", Table);
    assert_eq!(figures(&read), [("RATING", "ALB", "T", 2020, 4.5, "A", 2)]);
    let expected = [
        (3, "not_a_number", "Rating", "true"),
        (4, "not_a_number", "Rating", "#N/A"),
        (5, "not_a_number", "Rating", "2020-01-01"),
        (6, "not_a_number", "Rating", "5+"),
    ];
    assert_eq!(problems(&read), expected);
    let declared = format!("missing = [\"#N/A\"]\nwords = {{ \"5+\" = 6, true = 1 }}\n{columns}");
    let (_folder, path) = table("r.xlsx", &book, &declared);
    let read = everything_of(&path, "hand", Table);
    let values: Vec<f64> = read.observations.iter().map(|o| o.value).collect();
    assert_eq!(values, [4.5, 1.0, 6.0]);
    assert_eq!(problems(&read), [(5, "not_a_number", "Rating", "2020-01-01")]);
}

#[test]
fn a_sidecar_that_does_not_fit_is_refused_with_all_that_is_wrong() {
    let cases: [(&str, &[&str]); 5] = [
        (
            "area = \"Land\"\n[[value]]\ncolumn = \"C01\"\n",
            &[
                "`Land` that the sidecar names is not there",
                "found the columns: Country, C001",
                "did you mean `C001`?",
                "the series of the column `C01` can't be told",
                "the year of the column `C01` can't be told",
            ],
        ),
        ("area = \"Country\"\nvalue = []\n", &["names no column of values"]),
        ("areas = \"Country\"\nvalue = []\n", &["areas", "did you mean `area`?"]),
        (
            "header = 7\narea = \"Country\"\nvalue = []\n",
            &["line 7 of the table is empty", "`header = …`"],
        ),
        ("separator = \"–\"\narea = \"Country\"\nvalue = []\n", &["`–` can't part fields"]),
    ];
    for (sidecar, words) in cases {
        let (_folder, path) = table("r.csv", "Country,C001\nAlbania,1\n", sidecar);
        refused_source(&source(&path, "hand", Table, Selection::Everything), words);
    }
    let book = workbook(&[("One", &row(1, &["Country"]))]);
    let (_folder, path) =
        table("r.xlsx", book, "sheet = \"Two\"\narea = \"Country\"\nvalue = []\n");
    refused_source(
        &source(&path, "hand", Table, Selection::Everything),
        &["no sheet `Two`", "it has: One"],
    );
}

#[test]
fn what_a_sidecar_lacks_is_told_at_once_with_lines_to_copy() {
    let (folder, path) = file("r.csv", "Country,C001\nAlbania,1\n");
    let refused_with = |sidecar: &str, words: &[&str]| {
        std::fs::write(folder.path().join("r.csv.toml"), sidecar).unwrap();
        refused_source(&source(&path, "hand", Table, Selection::Everything), words);
    };
    // One without a word is none: what the columns hold is proposed.
    refused_with("\n", &["needs a sidecar that says what it holds", "area = \"Country\""]);
    let block = "[[value]]         # for each column of values\ncolumn = ";
    let words =
        ["the sidecar lacks `origin`, `licence`, `value`", "origin = ", "licence = ", block];
    refused_with("area = \"Country\"\nyear = 2020\n", &words);
    let rest = "origin = \"t\"\nlicence = \"t\"\narea = \"Country\"\nyear = 2020\n";
    refused_with(
        &format!("{rest}[[value]]\nseries = \"A\"\n"),
        &["missing field `column`", "r.csv.toml:5"],
    );
}

#[test]
fn a_column_is_found_in_any_composition_of_its_letters() {
    let (folder, path) = file("t.csv", "Pai\u{301}s,An\u{303}o,V\nKenia,2020,1\n");
    let sidecar = "origin = \"t\"\nlicence = \"none\"\narea = \"País\"\nyear = \"Año\"\n\
                   [[value]]\ncolumn = \"V\"\nseries = \"SL.UEM.TOTL.FE.ZS\"\n";
    std::fs::write(folder.path().join("t.csv.toml"), sidecar).unwrap();
    let read = everything_of(&path, "", Table);
    assert_eq!(figures(&read), [("SL.UEM.TOTL.FE.ZS", "KEN", "F", 2020, 1.0, "A", 2)]);
}

#[test]
fn decimal_commas_are_of_values_and_not_of_breakdowns() {
    let sidecar = "separator = \";\"\ndecimal = \",\"\narea = \"Área\"\nyear = \"Año\"\n\
                   series = \"Serie\"\nbreakdowns = [\"Tamaño\"]\nmissing = [\"sin dato\"]\n\
                   [[value]]\ncolumn = \"Valor\"\n";
    // Composed in the sidecar, decomposed in the table.
    let text = "A\u{301}rea;An\u{303}o;Serie;Taman\u{303}o;Valor\n\
                KEN;2020;R;1,5;12,5\nKEN;2020;R;2,5;12,5\nKEN;2020;R;_T;1.234,5\nGHA;2020;R;_T;sin dato\n";
    let (_folder, path) = table("t.csv", text, sidecar);
    let read = everything_of(&path, "", Table);
    let expected =
        [("R.1,5", "KEN", "T", 2020, 12.5, "A", 2), ("R.2,5", "KEN", "T", 2020, 12.5, "A", 3)];
    assert_eq!(figures(&read), expected);
    assert_eq!(problems(&read), [(4, "not_a_number", "Valor", "1.234,5")]);
    assert_filtered(&read, &[("empty_value", 1)]);
}
