//! SDMX-JSON: values by keys of indices, flat and by series, and messages that don't hold together.

use ssj::ingest::{Selection, vintage};
use ssj::model::Reader;

use crate::one_file::{
    assert_filtered, bytes, counted, estimated, everything, figures, fixture, original, problems,
    refused, sample, try_read,
};
use crate::packed::gzip;

const JSON: Reader = Reader::SdmxJson;

fn flat() -> String {
    std::fs::read_to_string(fixture("sdmx/flat.json")).unwrap()
}

#[test]
fn indices_are_resolved_noise_goes_and_multipliers_of_groups_count() {
    let read = everything(&fixture("sdmx/flat.json"), JSON);
    let expected = [
        ("WAIT", "NOR", "T", 2009, 19.7, "A", 1),
        ("WAIT.PT_SAL", "NOR", "T", 2010, 18.3, "E", 2),
        ("WAIT", "NAM", "T", 2010, 2000.0, "A", 3),
    ];
    assert_eq!(figures(&read), expected);
    let remark = "E; BASE: B15; COMMENT: checked by hand";
    assert_eq!(read.observations[1].remark.as_deref(), Some(remark));
    let wrong = [(6, "unknown_area", "REF_AREA", "QQQ"), (7, "not_a_number", "OBS_VALUE", "many")];
    assert_eq!(problems(&read), wrong);
    assert_filtered(&read, &[("aggregate_or_former_area", 1), ("empty_value", 1)]);
    assert_eq!(counted(&read), (7, 3, 0, 2));
    assert_eq!(figures(&bytes(gzip(flat().as_bytes()), JSON)), figures(&read));
}

#[test]
fn observations_by_series_in_the_older_form_are_read_too() {
    let read = everything(&fixture("sdmx/series.json"), JSON);
    let expected = [
        ("DF_WAIT", "NOR", "F", 2020, 1.5, "A", 1),
        ("DF_WAIT", "NOR", "F", 2019, 2.5, "A", 2),
        ("DF_WAIT", "NOR", "M", 2020, 3500.0, "A", 3),
    ];
    assert_eq!(figures(&read), expected);
    let first = &read.observations[0];
    assert_eq!(first.origin.source.as_deref(), Some("Labour force survey"));
    assert_eq!(first.remark.as_deref(), Some("P"));
}

#[test]
fn components_are_known_by_their_ids_in_letters_of_any_size() {
    let small =
        flat().replace("\"REF_AREA\"", "\"geo\"").replace("\"TIME_PERIOD\"", "\"time_period\"");
    let [small, plain] = [small, flat()].map(|text| bytes(text, JSON));
    assert_eq!(figures(&small), figures(&plain));
    assert_eq!(small.counts[0].filtered, plain.counts[0].filtered);
}

#[test]
fn a_message_says_when_it_was_made() {
    let told = |name: &str| vintage(&fixture(name), JSON).unwrap();
    assert_eq!(told("sdmx/flat.json").as_deref(), Some("2026-02-03"));
    assert_eq!(told("sdmx/series.json").as_deref(), Some("2026-01-01"));
}

#[test]
fn a_series_of_ours_is_told_by_dimensions() {
    let ours = original("WAIT", None, &[("UNIT_MEASURE", "PT_SAL")]);
    let path = fixture("sdmx/flat.json");
    let read = try_read(&path, JSON, Selection::of([("OURS", &ours)])).unwrap();
    assert_eq!(figures(&read), [("OURS", "NOR", "T", 2010, 18.3, "E", 2)]);
    assert_filtered(&read, &[("other_breakdown", 6)]);
}

#[test]
fn a_deletion_is_filtered() {
    let read = bytes(flat().replace("\"Information\"", "\"Delete\""), JSON);
    assert_filtered(&read, &[("deleted_by_provider", 7)]);
}

#[test]
fn what_does_not_hold_together_is_told_with_the_key() {
    let beyond = flat().replace("\"1:0:0:0\"", "\"1:0:0:7\"").replace("\"2:0:0:0\"", "\"x:0:0:0\"");
    let words = ["`1:0:0:7`: index 7", "3 codes of TIME_PERIOD", "`x:0:0:0`", "no index"];
    refused(beyond, JSON, &words);
    refused(flat().replace("\"1:0:0:0\"", "\"1:0:0\""), JSON, &["`1:0:0`", "3 indices", "4 dim"]);
    refused(flat().replace("[2, 0, null", "[2, 8, null"), JSON, &["`1:0:0:0`", "OBS_STATUS"]);
    let nowhere = flat().replace("\"structure\": 0", "\"structure\": 3");
    refused(nowhere, JSON, &["no structure 3", "it has 1", "`0:0:0:1`"]);
    let areas = flat().replace("\"REF_AREA\"", "\"SHAPE\"");
    refused(areas, JSON, &["no dimension REF_AREA", "SHAPE, MEASURE"]);
}

#[test]
fn what_is_no_message_is_told_in_the_services_words() {
    refused("{\"errors\": [{\"title\": \"No data\"}]}", JSON, &["no data set", "No data"]);
    refused("<html><title>Busy</title></html>", JSON, &["a web page", "Busy"]);
    refused("NoRecordsFound", JSON, &["no JSON", "NoRecordsFound"]);
    refused("", JSON, &["empty"]);
    let cut = flat()[..900].to_owned();
    refused(cut, JSON, &["cut or damaged"]);
    let none = r#"{"data": {"dataSets": [{"observations": {}}], "structures": [{"dimensions": {"observation":
        [{"id": "REF_AREA"}, {"id": "TIME_PERIOD"}]}}]}}"#;
    refused(none, JSON, &["holds no observation"]);
    refused("[1, 2]", JSON, &["no message of SDMX-JSON", "[1, 2]"]);
    let head = r#"{"data": {"dataSets": [{"observations": {"0:0": "#;
    refused(head.to_owned() + &"[".repeat(100_000), JSON, &["nested more deeply"]);
}

#[test]
fn what_is_wrong_deep_inside_a_message_is_told_with_its_place() {
    for (from, to, words) in [
        ("\"id\": \"MEASURE\"", "\"id\": 7", ["a string", ":22, column"]),
        ("{\"id\": \"UNIT_MULT\", ", "{", ["missing field `id`", ":26, column"]),
        ("\"structure\": 0", "\"structure\": \"0\"", ["a whole number", ":5, column"]),
        ("[18.3, 1, 0, 0", "[18.3, 9, 0, 0", ["`0:0:1:0`", "9"]),
        ("\"id\": \"REF_AREA\"", "\"id\": \"PLACE\"", ["structures[0]", "no dimension REF_AREA"]),
    ] {
        assert!(flat().contains(from), "{from}");
        refused(flat().replacen(from, to, 1), JSON, &words);
    }
}

#[test]
fn a_genuine_message_is_read_in_full() {
    let Some(path) = sample("oecd/DF_TUD_sdmx-json2.json") else { return };
    let read = everything(&path, JSON);
    assert_eq!(counted(&read), (75, 73, 0, 0));
    assert_filtered(&read, &[("aggregate_or_former_area", 2)]);
    assert_eq!(estimated(&read), 0);
    assert_eq!(figures(&read)[0], ("TUD.PT_SAL", "AUS", "T", 2009, 19.7, "A", 1));
    assert!(read.observations.iter().all(|o| o.value.to_string().len() <= 4));
}
