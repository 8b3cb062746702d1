//! Messages of SDMX-CSV, 1.0 and 2.0, and what stays as it was for files of our own form.

use ssj::ingest::Selection;
use ssj::model::{Reader, Sex};

use crate::one_file::{
    assert_filtered, bytes, counted, everything, figures, fixture, original, problems, refused,
    sample, try_read,
};

const CSV: Reader = Reader::SdmxCsv;

#[test]
fn a_message_is_read_with_its_breakdowns_multipliers_and_models() {
    let read = everything(&fixture("sdmx/one.csv"), CSV);
    let expected = [
        ("WAIT_RT", "NAM", "T", 2011, 8.9, "A", 2),
        ("WAIT_RT.AGE_X_Y15-24", "NAM", "M", 2011, 18.7, "A", 3),
        ("WAIT_NB", "NOR", "T", 2011, 1500.0, "E", 4),
    ];
    assert_eq!(figures(&read), expected);
    let remarks: Vec<_> = read.observations.iter().map(|o| o.remark.as_deref()).collect();
    assert_eq!(remarks, [Some("Repository: A"), Some("B; Break"), Some("A")]);
    assert_eq!(read.observations[0].origin.source.as_deref(), Some("LFS - Labour Force Survey"));
    assert_eq!(read.notes, ["original: columns ignored: UNIT_MEASURE"]);
}

#[test]
fn every_other_row_of_a_message_is_told_or_filtered_by_name() {
    let read = everything(&fixture("sdmx/one.csv"), CSV);
    let expected = [
        (12, "not_a_number", "OBS_VALUE", "low"),
        (13, "unknown_status", "OBS_STATUS", "L"),
        (14, "not_a_number", "UNIT_MULT", "ten"),
        (17, "unknown_sex", "SEX", "both"),
    ];
    assert_eq!(problems(&read), expected);
    assert_eq!(counted(&read), (16, 3, 0, 4));
    let rules =
        [("aggregate_or_former_area", 1), ("empty_value", 4), ("not_annual", 2), ("other_sex", 2)];
    assert_filtered(&read, &rules);
}

#[test]
fn labels_beside_codes_are_passed_over_and_deletions_filtered() {
    let read = everything(&fixture("sdmx/two_with_labels.csv"), CSV);
    let expected = [
        ("WAIT.PT_SAL", "NOR", "T", 2020, 19.7, "A", 2),
        ("WAIT.PS.S", "NOR", "T", 2020, 2_500_000.0, "E", 3),
    ];
    assert_eq!(figures(&read), expected);
    assert_eq!(problems(&read), [(5, "unknown_action", "ACTION", "Z")]);
    assert_filtered(&read, &[("aggregate_or_former_area", 1), ("deleted_by_provider", 1)]);
}

#[test]
fn codes_with_their_labels_in_one_cell_are_taken_apart() {
    let read = everything(&fixture("sdmx/both.csv"), CSV);
    // No dimension names a series, so the dataflow does.
    assert_eq!(figures(&read), [("DF_WAIT.Y15", "NOR", "F", 2020, 5.0, "A", 2)]);
    assert_eq!(read.observations[0].remark.as_deref(), Some("P: Provisional; see: note"));
    assert_filtered(&read, &[("not_annual", 1)]);
}

#[test]
fn series_of_ours_are_told_by_the_ids_of_dimensions() {
    let ours = original("WAIT", Some(Sex::Female), &[("UNIT_MEASURE", "PT_SAL")]);
    let path = fixture("sdmx/two_with_labels.csv");
    let read = try_read(&path, CSV, Selection::of([("OURS", &ours)])).unwrap();
    assert_eq!(figures(&read), [("OURS", "NOR", "F", 2020, 19.7, "A", 2)]);
}

#[test]
fn eurostats_small_letters_are_understood() {
    let text = "DATAFLOW,LAST UPDATE,freq,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n\
                ESTAT:WAIT(1.0),01/02/26 23:00:00,A,PC,T,NO,2020,5,\n\
                ESTAT:WAIT(1.0),01/02/26 23:00:00,A,PC,F,NO,2020,6,be\n\
                ESTAT:WAIT(1.0),01/02/26 23:00:00,A,PC,M,NO,2020,7,p\n\
                ESTAT:WAIT(1.0),01/02/26 23:00:00,A,PC,M,NO,2021,7,x\n";
    let read = bytes(text, CSV);
    let expected = [
        ("WAIT.PC", "NOR", "T", 2020, 5.0, "A", 2),
        ("WAIT.PC", "NOR", "F", 2020, 6.0, "E", 3),
        ("WAIT.PC", "NOR", "M", 2020, 7.0, "A", 4),
    ];
    assert_eq!(figures(&read), expected);
    assert_eq!(problems(&read), [(5, "unknown_status", "OBS_FLAG", "x")]);
}

#[test]
fn tables_of_our_own_are_held_to_years_numbers_and_three_sexes() {
    let text = "REF_AREA,INDICATOR,SEX,AGE,FREQ,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n\
                NOR,JOBS,T,Y15,Q,2020,1,A\nNOR,JOBS,T,Y15,A,2021-03,1,A\n\
                NOR,JOBS,SEX_O,Y15,A,2022,NaN,A\nNOR,JOBS,T,Y15,A,2020,2,A\n";
    let read = bytes(text, CSV);
    assert_eq!(figures(&read), [("JOBS.Y15", "NOR", "T", 2020, 2.0, "A", 5)]);
    let expected = [
        (3, "not_a_year", "TIME_PERIOD", "2021-03"),
        (4, "unknown_sex; not_a_number", "SEX; OBS_VALUE", "SEX_O; NaN"),
    ];
    assert_eq!(problems(&read), expected);
    assert_filtered(&read, &[("not_annual", 1)]);
}

#[test]
fn what_is_no_message_is_told() {
    refused("DATAFLOW,TIME_PERIOD,OBS_VALUE\nA,2020,1\n", CSV, &["missing the column REF_AREA"]);
    let twice = "DATAFLOW,REF_AREA,AGE,AGE,TIME_PERIOD,OBS_VALUE\n";
    refused(twice, CSV, &["the column AGE stands twice"]);
    // A message may have tabs, a table of ours says so.
    let tabs = "REF_AREA\tINDICATOR\tTIME_PERIOD\tOBS_VALUE\nNOR\tA\t2020\t1\n";
    refused(tabs, CSV, &["separated by '\\t'"]);
    let error = r#"{"errors": [{"code": 150, "title": "semantic error"}]}"#;
    refused(error, CSV, &["answers with an error", "semantic error"]);
    refused("<html><title>Sign in</title></html>", CSV, &["a web page", "Sign in"]);
}

#[test]
fn a_genuine_message_is_read_in_full() {
    let Some(path) = sample("ilostat/sdmx_csv_probe_UNE_DEAP_SEX_AGE_RT.csv") else { return };
    let read = everything(&path, CSV);
    let series = "UNE_DEAP_RT.AGE_YTHADULT_YGE15";
    let expected =
        [(series, "ABW", "T", 2011, 8.9, "A", 2), (series, "ABW", "M", 2011, 8.6, "A", 3)];
    assert_eq!(figures(&read), expected);
    assert_eq!(counted(&read), (2, 2, 0, 0));
}

/// So many rows that duplicates are left out while they are read.
fn many() -> String {
    let mut rows = String::new();
    for series in 0..300 {
        for area in ["AFG", "BRA", "FRA", "URY"] {
            let row = |year| format!("{area},S{series},{year},{}\n", year % 7 + series);
            rows.extend((1960..2020).map(row));
        }
    }
    rows
}

#[test]
fn duplicates_are_counted_and_take_no_room_and_conflicts_name_each_row() {
    let header = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n";
    let (rows, n) = (many(), 72_000);
    let read = bytes([header, &rows, &rows].concat(), CSV);
    assert_eq!(counted(&read), (2 * n, n, n, 0));
    assert_eq!(figures(&read), figures(&bytes([header, &rows].concat(), CSV)));

    // One more row of another value makes problems of the first two.
    let other = "AFG,S0,1960,99\n";
    let read = bytes([header, &rows, &rows, other].concat(), CSV);
    assert_eq!(counted(&read), (2 * n + 1, n - 1, n - 1, 3));
    let found = problems(&read).into_iter().map(|(row, rule, ..)| (row, rule));
    let rows = [2, 2 + n as u64, 2 + 2 * n as u64].map(|row| (row, "conflicting_duplicate"));
    assert_eq!(found.collect::<Vec<_>>(), rows);
}
