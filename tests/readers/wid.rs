//! Files of the World Inequality Database.

use std::collections::BTreeMap;

use ssj::ingest::Selection;
use ssj::model::{Reader, Sex};

use crate::one_file::{
    everything, everything_of, fixture, original, places, refused_file, sample, tally, try_read,
    values,
};

const WID: Reader = Reader::Wid;

fn filtered(rules: &[(&'static str, usize)]) -> BTreeMap<&'static str, usize> {
    rules.iter().copied().collect()
}

#[test]
fn every_row_is_a_figure_a_problem_or_filtered_by_name() {
    let read = everything(&fixture("wid/WID_data_NA.csv"), WID);
    let expected = [
        ("sptincj992.p90p100", "NAM", 2019, 0.6),
        ("sptincj992.p90p100", "NAM", 2020, 0.6125),
        ("sptincj992.p0p50", "NAM", 2020, -0.01),
        ("spllinf992.p0p100", "NAM", 2020, 0.4),
        ("anninci992.p0p100", "NAM", 2020, 150_000.0),
        ("sptincj992.p90p100", "OMN", 2020, 0.55),
    ];
    assert_eq!(values(&read), expected);
    let first = &read.observations[0];
    assert_eq!((first.sex, first.remark.as_deref()), (Sex::Total, Some("data_quality 3")));
    assert_eq!((read.observations[3].sex, read.observations[3].remark), (Sex::Female, None));
    let rules = [("aggregate_or_former_area", 3), ("empty_value", 1), ("part_of_an_area", 1)];
    assert_eq!(tally(&read.counts[0]), (16, 6, 5, filtered(&rules)));
    let wrong = [
        (8, "unknown_indicator", "variable"),
        (9, "unknown_indicator; unknown_indicator", "age; pop"),
        (10, "not_a_number", "value"),
        (11, "field_count", ""),
        (17, "unknown_area", "country"),
    ];
    assert_eq!(places(&read), wrong);
}

#[test]
fn a_series_is_a_variable_and_what_only_says_of_it() {
    let top =
        original("sptincj992", None, &[("percentile", "p90p100"), ("age", "992"), ("pop", "j")]);
    let read = try_read(&fixture("wid/WID_data_NA.csv"), WID, Selection::of([("TOP", &top)]));
    let read = read.unwrap();
    let expected =
        [("TOP", "NAM", 2019, 0.6), ("TOP", "NAM", 2020, 0.6125), ("TOP", "OMN", 2020, 0.55)];
    assert_eq!(values(&read), expected);
    let rules = [
        ("aggregate_or_former_area", 3),
        ("other_breakdown", 3),
        ("part_of_an_area", 1),
        ("series_not_wanted", 3),
    ];
    assert_eq!(tally(&read.counts[0]), (16, 3, 3, filtered(&rules)));
}

#[test]
fn a_header_without_rows_is_noted() {
    let read = everything_of(&fixture("wid/WID_data_ON.csv"), "office", WID);
    assert_eq!(tally(&read.counts[0]), (0, 0, 0, BTreeMap::new()));
    assert_eq!(read.notes, ["WID_data_ON.csv: a header without rows"]);
}

#[test]
fn other_files_of_the_database_are_named() {
    refused_file(&fixture("wid/WID_countries.csv"), WID, &["list of countries", "WID_data_*.csv"]);
    refused_file(&fixture("wid/WID_metadata_NA.csv"), WID, &["description of variables"]);
    refused_file(
        &fixture("worldbank/WDICountry.csv"),
        WID,
        &["a list of countries", "it holds no figures"],
    );
}

#[test]
fn genuine_files_of_the_database() {
    if let Some(path) = sample("wid/WID_data_QC.head3500.csv") {
        let read = everything(&path, WID);
        let rules = [("aggregate_or_former_area", 3499)];
        assert_eq!(tally(&read.counts[0]), (3499, 0, 0, filtered(&rules)));
        // The same figures as those of a State.
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("WID_data_NO.csv");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&state, text.replace("\nQC;", "\nNO;")).unwrap();
        let read = everything(&state, WID);
        assert_eq!(tally(&read.counts[0]), (3499, 3499, 0, BTreeMap::new()));
        let sum: f64 = read.observations.iter().map(|o| o.value).sum();
        let total = 6817922.889963254;
        assert!((sum - total).abs() <= 1e-9 * total.abs(), "{sum}");
    }
    if let Some(path) = sample("wid/WID_data_ON.csv") {
        assert_eq!(everything(&path, WID).counts[0].rows, 0);
    }
    if let Some(path) = sample("wid/WID_countries.csv") {
        refused_file(&path, WID, &["list of countries"]);
    }
}
