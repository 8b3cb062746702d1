//! Files that can't be read as a whole, by command: what is said of them, and that nothing of them counts.

use super::rows::{balance, checked_jobs};
use super::rows::{checked, score};
use crate::packed::gzip;
use crate::workdir::{SMALL, SMALL_DATA, Workdir};

#[test]
fn a_quote_that_is_never_closed_swallows_nothing_silently() {
    let rest = "AAA,JOBS,T,2021,5,A,\nAAA,JOBS,T,2022,6,A,\n";
    let header = "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,NOTE\n";
    let open = format!("{header}AAA,JOBS,T,2019,3,A,\"note\n{rest}");
    score(&checked(&open), &[])
        .fails(&["a quote opened in this line is never closed", "data.csv:2"]);
    // Closed by another stray quote further down: the rows between would be gone.
    let closed = format!("{header}AAA,JOBS,T,2019,3,A,\"note\n{rest}AAA,JOBS,T,2018,1,A,x\"\n");
    score(&checked(&closed), &[]).fails(&["runs over lines that read as rows", "data.csv:2"]);
    let honest = format!("{header}AAA,JOBS,T,2019,3,A,\"two\nlines\"\n{rest}");
    let summary = balance(&score(&checked_jobs(&honest), &[]).ok());
    assert_eq!(summary["observations"], 3);
}

#[test]
fn a_column_that_stands_twice_is_refused() {
    let dir = checked("REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_VALUE\nAAA,JOBS,2020,5,10\n");
    score(&dir, &[]).fails(&["the column OBS_VALUE stands twice", "data.csv:1"]);
}

#[test]
fn files_that_cannot_be_read_are_named_with_what_to_do() {
    let cases: [(&str, Vec<u8>, &[&str]); 7] = [
        ("empty", Vec::new(), &["the file is empty", "data.csv"]),
        (
            "wrong columns",
            b"COUNTRY,YEAR,OBS_VALU\nAAA,2020,1\n".to_vec(),
            &[
                "missing the column REF_AREA",
                "data.csv:1",
                "found the columns: COUNTRY, YEAR, OBS_VALU",
                "did you mean `OBS_VALU`?",
                "say what its columns hold in a file beside it, data.csv.toml: `ssj read --reader table",
            ],
        ),
        (
            "Latin-1",
            [SMALL_DATA.as_bytes(), b"AAA,JOBS,T,2018,1,\xe9\n"].concat(),
            &["not UTF-8", "byte 0xE9", "data.csv:11", "iconv"],
        ),
        ("UTF-32", b"\xff\xfe\0\0R\0\0\0".to_vec(), &["UTF-32", "iconv"]),
        ("half of UTF-16", b"\xff\xfeR\0E\0F".to_vec(), &["cut or damaged", "data.csv:1"]),
        (
            "half a gzip",
            gzip(SMALL_DATA.as_bytes())[..60].to_vec(),
            &["cut or damaged", "data.csv"],
        ),
        ("no gzip", b"\x1f\x8bnonsense".to_vec(), &["cut or damaged", "data.csv:1"]),
    ];
    for (what, bytes, parts) in cases {
        let dir = checked(bytes);
        let run = score(&dir, &[]);
        run.fails(parts);
        assert!(!dir.exists("out/scores.csv"), "{what}");
    }
    let dir = checked("");
    std::fs::remove_file(dir.path("data.csv")).unwrap();
    score(&dir, &[]).fails(&["cannot read the file", "data.csv", "is the file there?"]);
}

#[test]
fn all_files_that_cannot_be_read_are_named_not_only_the_first() {
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    dir.write("data/a.csv", "");
    dir.write("data/b.csv", "X\n1\n");
    dir.run(&["score", "--framework", "framework.toml", "--data", "data", "--out", "out"])
        .fails(&["a.csv", "b.csv"]);
    dir.run(&["score", "--framework", "framework.toml", "--data", "nowhere", "--out", "out"])
        .fails(&["cannot find the data", "nowhere"]);
}
