//! ILOSTAT's data service: CSV by codes and by labels, several sources, catalogue and dictionaries.

use ssj::ingest::Selection;
use ssj::ingest::ilostat::{Entry, read_dictionary, read_toc};
use ssj::model::{Reader, Sex};

use crate::one_file::{
    assert_filtered, bytes, counted, estimated, everything, figures, fixture, original, problems,
    refused, sample, try_bytes, try_read,
};
use crate::packed::gzip;

const ILOSTAT: Reader = Reader::Ilostat;
const UNE: &str = "UNE_2EAP_SEX_AGE_RT";
const YOUTH: &str = "UNE_2EAP_SEX_AGE_RT.AGE_YTHADULT_Y15-24";
const RURAL: &str = "UNE_2EAP_SEX_AGE_RT.AGE_YTHADULT_Y15-24.GEO_COV_RUR";

#[test]
fn rows_by_codes_are_read_with_their_breakdowns_and_estimates_are_marked() {
    let read = everything(&fixture("ilostat/codes.csv"), ILOSTAT);
    let expected = [
        (UNE, "NAM", "T", 2020, 20.5, "A", 2),
        (YOUTH, "NAM", "F", 2020, 41.25, "A", 3),
        (RURAL, "NAM", "M", 2020, 39.0, "A", 4),
        (UNE, "NOR", "T", 2021, 3.5, "E", 5),
        (UNE, "NOR", "T", 2022, 3.25, "E", 6),
        (UNE, "NOR", "T", 2023, 3.75, "E", 7),
        (UNE, "NOR", "T", 2019, 3.5, "A", 8),
        (UNE, "NOR", "T", 2018, 3.5, "A", 9),
        ("EMP_OTHER_NOC_RT", "NOR", "T", 2022, 60.0, "A", 23),
    ];
    assert_eq!(figures(&read), expected);
    let youth = &read.observations[1];
    assert_eq!(youth.remark.as_deref(), Some("B; C6:1058; I11:264; R1:3513_T2:85"));
    assert_eq!(youth.origin.source.as_deref(), Some("BA:11"));
    assert_eq!(read.observations[0].remark, None);
}

#[test]
fn every_kind_of_row_that_is_no_figure_is_told_or_filtered_by_name() {
    let read = everything(&fixture("ilostat/codes.csv"), ILOSTAT);
    let (rule, column) = ("unknown_area", "ref_area");
    let expected = [
        (15, rule, column, "NOX"),
        (16, "unknown_status", "obs_status", "Q"),
        (17, "unknown_sex", "sex", "X"),
        (18, "not_a_year", "time", "16"),
        (19, "not_a_year", "time", "sixteen"),
        (20, "not_a_number", "obs_value", "3,5"),
        (21, "unknown_indicator", "indicator", ""),
        (22, "field_count", "", "8 fields"),
    ];
    assert_eq!(problems(&read), expected);
    assert_eq!(counted(&read), (23, 9, 1, 8));
    let rules =
        [("aggregate_or_former_area", 1), ("empty_value", 1), ("not_annual", 2), ("other_sex", 1)];
    assert_filtered(&read, &rules);
}

#[test]
fn gzip_a_mark_and_other_line_ends_change_nothing() {
    let plain = std::fs::read(fixture("ilostat/codes.csv")).unwrap();
    let as_it_is = bytes(&plain, ILOSTAT);
    let marked = [b"\xef\xbb\xbf".as_slice(), &plain].concat();
    let crlf = String::from_utf8(plain.clone()).unwrap().replace('\n', "\r\n");
    for other in [gzip(&plain), gzip(&marked), marked, crlf.into_bytes()] {
        let read = bytes(other, ILOSTAT);
        assert_eq!(figures(&read), figures(&as_it_is));
        assert_eq!(problems(&read), problems(&as_it_is));
    }
}

#[test]
fn series_of_ours_are_told_by_sex_and_breakdown() {
    let youth = original(UNE, Some(Sex::Female), &[("classif1", "AGE_YTHADULT_Y15-24")]);
    let both = original(UNE, None, &[("classif1", "AGE_AGGREGATE_TOTAL")]);
    let selection = Selection::of([("YOUTH", &youth), ("ALL", &both)]);
    let read = try_read(&fixture("ilostat/codes.csv"), ILOSTAT, selection).unwrap();
    let series: Vec<&str> = read.observations.iter().map(|o| &*o.series).collect();
    assert_eq!(series, ["ALL", "YOUTH", "ALL", "ALL", "ALL", "ALL", "ALL"]);
    // The row without an indicator and that of another series are not wanted, men's youth is another
    // breakdown.
    assert_filtered(
        &read,
        &[
            ("aggregate_or_former_area", 1),
            ("empty_value", 1),
            ("not_annual", 2),
            ("other_breakdown", 1),
            ("other_sex", 1),
            ("series_not_wanted", 2),
        ],
    );
}

#[test]
fn an_export_by_labels_is_read_by_names() {
    let read = everything(&fixture("ilostat/labels.csv"), ILOSTAT);
    let series = "Time spent waiting, by sex (%)";
    let rural = "Time spent waiting, by sex (%).Area type: Rural";
    let expected = [
        (series, "CIV", "T", 2020, 10.5, "A", 2),
        (rural, "CIV", "F", 2020, 12.5, "A", 3),
        (series, "NOR", "M", 2020, 9.0, "E", 4),
        (series, "NOR", "T", 2021, 9.0, "E", 6),
    ];
    assert_eq!(figures(&read), expected);
    let remark = "Break in series; Repository: A | Other: B";
    assert_eq!(read.observations[0].remark.as_deref(), Some(remark));
    let wrong = [
        (7, "unknown_area", "ref_area.label", "Norwey"),
        (8, "unknown_status", "obs_status.label", "Invented"),
    ];
    assert_eq!(problems(&read), wrong);
    assert!(read.problems[0].expected.contains("nearest: Norway, NOR"), "{:?}", read.problems[0]);
    assert_filtered(&read, &[("other_sex", 1)]);
}

#[test]
fn codes_come_before_labels_where_a_file_has_both() {
    let both = "ref_area,ref_area.label,indicator,indicator.label,sex,sex.label,time,obs_value\n\
                NOR,Norway,A_NOC_RT,Waiting,SEX_F,Female,2020,5\n";
    assert_eq!(figures(&bytes(both, ILOSTAT)), [("A_NOC_RT", "NOR", "F", 2020, 5.0, "A", 2)]);
}

#[test]
fn a_union_without_sex_in_some_rows_takes_a_declared_sex() {
    let union = "ref_area,source,indicator,sex,classif1,time,obs_value\n\
                 NOR,XA:1,SHARE_NOC_RT,,,2020,40\nNOR,XA:1,A_SEX_RT,SEX_M,,2020,6\n";
    let women = original("SHARE_NOC_RT", Some(Sex::Female), &[]);
    let read = try_bytes(union, ILOSTAT, Selection::of([("WOMEN", &women)])).unwrap();
    assert_eq!(figures(&read), [("WOMEN", "NOR", "F", 2020, 40.0, "E", 2)]);
}

#[test]
fn the_source_that_the_file_marks_as_best_is_taken() {
    let read = everything(&fixture("ilostat/best_source.csv"), ILOSTAT);
    let kept: Vec<_> = figures(&read).iter().map(|f| (f.1, f.3, f.4)).collect();
    // The second source has more years, and yet the mark decides; a source without a rival stays.
    assert_eq!(
        kept,
        [("NAM", 2018, 10.0), ("NAM", 2019, 12.0), ("NAM", 2020, 13.0), ("NOR", 2020, 3.0)]
    );
    let [passed] = &read.passed_over[..] else { panic!("{:?}", read.passed_over) };
    assert_eq!((passed.row, passed.year, passed.value), (3, 2018, 11.0));
    assert_eq!((&*passed.source, &*passed.chosen), ("BB:2", "BA:1"));
    assert_filtered(&read, &[("other_source", 1)]);
    assert!(read.notes[0].contains("1 of 2 series of areas join years"), "{:?}", read.notes);
}

#[test]
fn without_a_mark_the_source_with_most_years_is_taken_for_all_sexes() {
    let read = everything(&fixture("ilostat/many_sources.csv"), ILOSTAT);
    let passed: Vec<_> =
        read.passed_over.iter().map(|p| (p.row, &*p.source, &*p.chosen, p.value)).collect();
    // BB:2 has three years of all ages against two, and two of youth against one; of two sources with
    // one year each the first by its code stays.
    let expected =
        [(3, "BA:1", "BB:2", 11.0), (8, "BA:1", "BB:2", 51.0), (11, "BD:4", "BC:3", 3.0)];
    assert_eq!(passed, expected);
    assert_eq!(counted(&read), (11, 8, 0, 0));
}

#[test]
fn women_and_men_of_a_year_come_from_one_source() {
    // The total has more years in BA:1, women only stand in BB:2: all three series follow one choice.
    let rows = "ref_area,source,indicator,sex,time,obs_value\n\
                NAM,BA:1,A,SEX_T,2018,1\nNAM,BA:1,A,SEX_T,2019,2\nNAM,BA:1,A,SEX_M,2019,3\n\
                NAM,BB:2,A,SEX_T,2019,4\nNAM,BB:2,A,SEX_M,2019,5\nNAM,BB:2,A,SEX_F,2019,6\n";
    let sexes = [Sex::Total, Sex::Male, Sex::Female].map(|sex| original("A", Some(sex), &[]));
    let selection = Selection::of(["T", "M", "F"].into_iter().zip(&sexes));
    let read = try_bytes(rows, ILOSTAT, selection).unwrap();
    let kept: Vec<_> = figures(&read).iter().map(|f| (f.0, f.3, f.4)).collect();
    assert_eq!(kept, [("T", 2018, 1.0), ("T", 2019, 2.0), ("M", 2019, 3.0)]);
    let passed: Vec<_> = read.passed_over.iter().map(|p| (&*p.series, p.value)).collect();
    assert_eq!(passed, [("T", 4.0), ("M", 5.0), ("F", 6.0)]);
}

#[test]
fn the_choice_does_not_hang_on_the_order_of_rows() {
    let text = std::fs::read_to_string(fixture("ilostat/many_sources.csv")).unwrap();
    let mut rows: Vec<&str> = text.lines().collect();
    rows[1..].reverse();
    let turned = bytes(rows.join("\n"), ILOSTAT);
    let chosen = |read: &ssj::ingest::Ingested| {
        let mut chosen: Vec<_> =
            read.passed_over.iter().map(|p| (p.ref_area, p.value as i64)).collect();
        chosen.sort();
        chosen
    };
    assert_eq!(chosen(&turned), chosen(&bytes(&text, ILOSTAT)));
}

#[test]
fn what_comes_in_place_of_data_is_told_in_the_providers_words() {
    let retired =
        r#"{"error": "deprecated or invalid dataset id=OLD_A", "documentation": "see the list"}"#;
    refused(retired, ILOSTAT, &["deprecated or invalid dataset id=OLD_A; see the list", "retired"]);
    let page = "<!DOCTYPE html><html><head><title>503 Busy</title></head></html>";
    refused(page, ILOSTAT, &["a web page", "503 Busy"]);
    refused("[1, 2]", ILOSTAT, &["JSON where a table is expected"]);
    let header = "\"ref_area\",\"source\",\"indicator\",\"time\",\"obs_value\"\n";
    refused(header, ILOSTAT, &["a header and no row", "does not know the code"]);
    refused("", ILOSTAT, &["empty"]);
    refused(" \n", ILOSTAT, &["empty"]);
    refused("ref_area,indicator,time\nNOR,A,2020\n", ILOSTAT, &["missing the column obs_value"]);
    let semicolons = "ref_area;indicator;time;obs_value\nNOR;A;2020;1\n";
    refused(semicolons, ILOSTAT, &["missing the column ref_area", "separated by ';'"]);
    let swallowed =
        "ref_area,indicator,time,obs_value\n\"NOR,A,2020,1\nNOR,A,2021,2\nNOR\",A,2022,3\n";
    refused(swallowed, ILOSTAT, &["read as rows of their own", ":2"]);
}

#[test]
fn the_catalogue_tells_when_each_data_set_changed_in_both_its_forms() {
    let json = r#"[{"id": "B_A", "last.update": "05/01/2026 23:59:01", "n.records": 12, "data.start": 1990, "data.end": 2025, "classif.labels": ""},
                   {"id": "A_A"}, {}]"#;
    let csv = "id,last.update,n.records,data.start,data.end\nB_A,05/01/2026 23:59:01,12,1990,2025\nA_A,,,,\n";
    for text in [json, csv] {
        let (_dir, path) = written(text);
        let toc = read_toc(&path).unwrap();
        let last_update = Some("2026-01-05T23:59:01Z".to_owned());
        let full = Entry { last_update, records: Some(12), start: Some(1990), end: Some(2025) };
        assert_eq!(toc.len(), 2);
        assert_eq!(toc["B_A"], full);
        assert_eq!(toc["A_A"], Entry::default());
    }
    let wrong =
        r#"[{"id": "A", "last.update": "31/13/2026"}, {"id": "B", "n.records": "many"}, {"x": 1}]"#;
    let (_dir, path) = written(wrong);
    let told = read_toc(&path).unwrap_err().to_string();
    for word in ["entry of A", "31/13/2026", "entry of B", "many", "has no `id`"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    let (_dir, path) = written(r#"{"error": "no such list"}"#);
    assert!(read_toc(&path).unwrap_err().to_string().contains("no such list"));
}

#[test]
fn a_dictionary_gives_the_label_of_each_code() {
    for text in [
        r#"[{"sex": "SEX_T", "sex.label": "Total"}, {"sex": "SEX_F", "sex.label": "Female"}, {}]"#,
        "sex,sex.label\nSEX_T,Total\nSEX_F,Female\n,\n",
    ] {
        let (_dir, path) = written(text);
        let labels = read_dictionary(&path).unwrap();
        assert_eq!(labels["SEX_T"], "Total");
        assert_eq!(labels.len(), 2);
    }
    let (_dir, path) = written(r#"[{"code": "A", "name": "B"}]"#);
    let told = read_dictionary(&path).unwrap_err().to_string();
    assert!(told.contains("no code with its label") && told.contains("code, name"), "{told}");
}

fn written(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list");
    std::fs::write(&path, text).unwrap();
    (dir, path)
}

#[test]
fn a_genuine_export_by_labels_is_read_in_full() {
    let name = "ilostat/EAR_4MTH_SEX_GEO_CUR_NB_A-filtered-2025-06-01.head600.csv";
    let Some(path) = sample(name) else { return };
    let read = everything(&path, ILOSTAT);
    assert_eq!(counted(&read), (599, 599, 0, 0));
    assert_filtered(&read, &[]);
    let remarked = read.observations.iter().filter(|o| {
        o.remark.as_deref().is_some_and(|remark| remark.starts_with("Break in series"))
    });
    assert_eq!(remarked.count(), 63);
    let women = read.observations.iter().filter(|o| o.sex == Sex::Female).count();
    assert_eq!((women, estimated(&read)), (198, 0));
}

#[test]
fn genuine_replies_of_the_data_service_are_read_in_full() {
    let files = [
        ("ilostat/rplumber_une-deap-sex-age-rt-a.csv", 52, 24, 28, 0, 0),
        ("ilostat/rplumber_multi-dataset-union.csv", 4, 4, 0, 0, 4),
        ("ilostat/rplumber_une-deap_best_source_all.csv", 8, 6, 0, 2, 0),
    ];
    for (name, rows, observations, aggregates, others, estimates) in files {
        let Some(path) = sample(name) else { continue };
        let read = everything(&path, ILOSTAT);
        assert_eq!(counted(&read), (rows, observations, 0, 0), "{name}");
        let rules = [("aggregate_or_former_area", aggregates), ("other_source", others)];
        let rules: Vec<_> = rules.into_iter().filter(|(_, rows)| *rows > 0).collect();
        assert_filtered(&read, &rules);
        assert_eq!(estimated(&read), estimates, "{name}");
    }
}

#[test]
fn genuine_lists_and_errors_of_the_service_are_understood() {
    if let Some(path) = sample("ilostat/rplumber_toc_indicator.3of13.json") {
        let toc = read_toc(&path).unwrap();
        assert_eq!(toc.len(), 3);
        let une = &toc["UNE_DEAP_SEX_AGE_RT_A"];
        assert_eq!(une.last_update.as_deref(), Some("2026-09-24T07:10:19Z"));
        assert_eq!((une.records, une.start, une.end), (Some(322_228), Some(1947), Some(2027)));
    }
    if let Some(path) = sample("ilostat/rplumber_dic_obs_status.json") {
        let labels = read_dictionary(&path).unwrap();
        let codes: String = labels.keys().map(String::as_str).collect();
        assert_eq!(codes, "ABIMRU");
    }
    if let Some(path) = sample("ilostat/rplumber_retired-dataset_400.json") {
        let faults = try_read(&path, ILOSTAT, Selection::Everything).unwrap_err().to_string();
        assert!(faults.contains("deprecated or invalid dataset id=FOO_BAR_A"), "{faults}");
    }
}
