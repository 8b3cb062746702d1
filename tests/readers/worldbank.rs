//! The World Bank's forms: pages of the API, an indicator's CSV and zip, the bulk CSV, countries.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ssj::ingest::{Selection, examine, read_countries, vintage};
use ssj::model::{ObsStatus, Reader};
use tempfile::TempDir;

use crate::one_file::{
    everything, file, fixture, original, places, refused_file, sample, tally, try_read, values,
};

use crate::packed::zip;

const WB: Reader = Reader::Worldbank;
const INDICATOR: &str = "worldbank/API_XX.TEST.ZS_DS2_en_csv_v2_1.csv";
/// Rows, observations, problems, empty cells, cells of aggregates: counted by other means.
const GINI: [usize; 6] = [15_048, 1257, 0, 13_783, 0, 8];
const POPULATION: [usize; 6] = [15_312, 12_149, 0, 427, 2622, 114];
const METADATA: &str = "worldbank/Metadata_Country_API_XX.TEST.ZS_DS2_en_csv_v2_1.csv";

/// A zip of fixtures.
fn zipped<'m>(members: &[(&'m str, &str)]) -> (TempDir, PathBuf) {
    let read = |(name, from): &(&'m str, &str)| (*name, fs::read(fixture(from)).unwrap());
    let members: Vec<_> = members.iter().map(read).collect();
    let members: Vec<_> = members.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    file("originals.zip", zip(&members))
}

fn selection(series: &[(&str, &str)]) -> Selection {
    let originals: Vec<_> = series.iter().map(|(_, code)| original(code, None, &[])).collect();
    Selection::of(series.iter().map(|(ours, _)| *ours).zip(&originals))
}

fn filtered(rules: &[(&'static str, usize)]) -> BTreeMap<&'static str, usize> {
    rules.iter().copied().collect()
}

#[test]
fn a_page_of_the_api_gives_figures_by_area_whichever_code_the_row_has() {
    let page = everything(&fixture("worldbank/page.json"), WB);
    let expected = [
        ("XX.TEST.ZS", "NAM", 2021, 0.300_000_000_000_000_04),
        ("XX.TEST.ZS", "NAM", 2020, 12.5),
        ("XX.OTHER", "NOR", 2021, 7.0),
    ];
    assert_eq!(values(&page), expected);
    assert_eq!(page.observations[1].status, ObsStatus::Estimated);
    assert_eq!(page.observations[1].remark.as_deref(), Some("E"));
    assert_eq!(page.observations[1].origin.row(), 4);
    let rules = [
        ("aggregate_or_former_area", 1),
        ("empty_value", 1),
        ("not_annual", 1),
        ("territory_outside_table", 1),
    ];
    assert_eq!(tally(&page.counts[0]), (9, 3, 2, filtered(&rules)));
    let wrong = [
        (6, "not_a_number", "value"),
        (8, "unknown_status; unknown_area", "OBS_STATUS; countryiso3code"),
    ];
    assert_eq!(places(&page), wrong);
}

#[test]
fn a_page_says_its_vintage_and_how_many_there_are() {
    let page = fixture("worldbank/page.json");
    assert_eq!(vintage(&page, WB).unwrap().as_deref(), Some("2026-07-01"));
    assert_eq!(examine(WB, &page).unwrap().pages, Some(3));
}

#[test]
fn what_the_api_sends_in_place_of_figures_is_refused_in_its_own_words() {
    let message =
        r#"[{"message":[{"id":"120","key":"Invalid value","value":"The code is not valid"}]}]"#;
    let refusals: [(&str, &[&str]); 9] = [
        (message, &["error 120", "Invalid value", "The code is not valid"]),
        (&message[1..message.len() - 1], &["error 120", "The code is not valid"]),
        (r#"[{"page":0,"pages":0,"per_page":50,"total":0},null]"#, &["no data", "pages: 0"]),
        (r#"[{"page":1,"pages":"1","per_page":"50","total":"0"},[]]"#, &["no data", "total: 0"]),
        ("<!DOCTYPE html><html><h1>Bad Request</h1></html>", &["web page", "Bad Request"]),
        (
            "<?xml version=\"1.0\"?><wb:error><wb:message>Gone</wb:message></wb:error>",
            &["XML", "Gone", "format=json"],
        ),
        (
            "[{\"page\":1,\"pages\":1},[{\"indicator\":{\"id\":\"X\"},\n\"country\"",
            &["no reply", ":2"],
        ),
        ("[[[[[[", &["no reply"]),
        (" \n", &["empty"]),
    ];
    for (reply, words) in refusals {
        let (_dir, path) = file("page.json", reply);
        refused_file(&path, WB, words);
    }
}

#[test]
fn an_indicator_is_read_below_its_preamble_with_either_line_end_and_from_its_zip() {
    let whole = everything(&fixture(INDICATOR), WB);
    let code = "XX.TEST.ZS";
    let expected = [
        (code, "NAM", 2020, 12.5),
        (code, "NAM", 2021, 0.3),
        (code, "NOR", 2019, 10.0),
        (code, "NOR", 2021, 11.0),
    ];
    assert_eq!(values(&whole), expected);
    assert_eq!(whole.observations[2].origin.row(), 7);
    let rules = [("aggregate_or_former_area", 2), ("empty_value", 4)];
    assert_eq!(tally(&whole.counts[0]), (13, 4, 3, filtered(&rules)));
    let wrong =
        [(7, "not_a_number", "2020"), (9, "unknown_area", "Country Code"), (10, "field_count", "")];
    assert_eq!(places(&whole), wrong);
    assert_eq!(vintage(&fixture(INDICATOR), WB).unwrap().as_deref(), Some("2026-07-01"));

    let text = fs::read_to_string(fixture(INDICATOR)).unwrap();
    let (_dir, path) = file("API_X.csv", text.replace('\n', "\r\n"));
    assert_eq!(values(&everything(&path, WB)), expected);
    let members = [("Metadata_Country_API_X.csv", METADATA), ("API_X_v2.csv", INDICATOR)];
    let (_dir, path) = zipped(&members);
    assert_eq!(values(&everything(&path, WB)), expected);
    assert_eq!(vintage(&path, WB).unwrap().as_deref(), Some("2026-07-01"));
}

#[test]
fn of_the_bulk_file_only_what_is_wanted_is_read_and_the_rest_is_counted() {
    let bulk = fixture("worldbank/WDIData.csv");
    let wanted = || selection(&[("TESTED", "XX.TEST.ZS"), ("TESTS", "XX.TEST")]);
    let some = try_read(&bulk, WB, wanted()).unwrap();
    let expected = [
        ("TESTED", "NAM", 2020, 12.5),
        ("TESTED", "NAM", 2021, 0.3),
        ("TESTS", "NAM", 2021, 9.0),
        ("TESTED", "NOR", 2021, 11.0),
        ("TESTS", "NOR", 2020, 7.0),
        ("TESTS", "NOR", 2021, 8.0),
    ];
    assert_eq!(values(&some), expected);
    let lines: Vec<u64> = some.observations.iter().map(|o| o.origin.row()).collect();
    assert_eq!(lines, [2, 2, 5, 6, 8, 8]);
    let rules = [("aggregate_or_former_area", 2), ("empty_value", 2), ("series_not_wanted", 4)];
    assert_eq!(tally(&some.counts[0]), (14, 6, 0, filtered(&rules)));
    let (_dir, path) = zipped(&[
        ("WDICountry.csv", "worldbank/WDICountry.csv"),
        ("WDIData.csv", "worldbank/WDIData.csv"),
    ]);
    assert_eq!(values(&try_read(&path, WB, wanted()).unwrap()), expected);
    assert_eq!(vintage(&path, WB).unwrap(), None);

    let all = everything(&bulk, WB);
    assert_eq!(
        tally(&all.counts[0]),
        (14, 10, 0, filtered(&[("aggregate_or_former_area", 2), ("empty_value", 2)]))
    );
}

#[test]
fn the_sex_is_in_the_code_of_the_indicator() {
    let text = "Country Name,Country Code,Indicator Name,Indicator Code,2020\n\
                Norway,NOR,x,SL.UEM.TOTL.FE.ZS,1\nNorway,NOR,x,SL.UEM.TOTL.MA.ZS,2\n\
                Norway,NOR,x,SL.UEM.TOTL.ZS,3\nNorway,NOR,x,SL.TLF.CACT.FM.ZS,4\n";
    let (_dir, path) = file("API_x.csv", text);
    let read = everything(&path, WB);
    let sexes: Vec<_> = read.observations.iter().map(|o| o.sex.code()).collect();
    assert_eq!(sexes, ["F", "M", "T", "T"]);
}

#[test]
fn metadata_in_place_of_figures_is_named() {
    refused_file(&fixture(METADATA), WB, &["list of countries", "API_*.csv"]);
    refused_file(&fixture("worldbank/WDICountry.csv"), WB, &["list of countries"]);
    refused_file(&fixture("worldbank/country.json"), WB, &["list of countries"]);
    let (_dir, path) = file("a.csv", "CountryCode,SeriesCode,DESCRIPTION\nNAM,X,note\n");
    refused_file(&path, WB, &["notes on series"]);
    let (_dir, path) =
        file("a.csv", "Country Name,Country Code,Indicator Cod,2019\nNamibia,NAM,X,1\n");
    refused_file(&path, WB, &["missing the column Indicator Code", "did you mean `Indicator Cod`"]);
    let (_dir, path) = file("a.csv", "Country Code,Indicator Code,2019,2019\nNAM,X,1,1\n");
    refused_file(&path, WB, &["2019 stands twice"]);
    let (_dir, path) = zipped(&[("WDICountry.csv", "worldbank/WDICountry.csv")]);
    refused_file(&path, WB, &["none", "WDICountry.csv"]);
}

#[test]
fn countries_are_known_by_the_id_of_their_region_whatever_it_is_called() {
    let list = |path: &Path| {
        let read = read_countries(path).unwrap_or_else(|faults| panic!("{faults}"));
        read.into_iter()
            .map(|c| (c.code, c.iso2, c.region_id, c.income, c.is_aggregate))
            .collect::<Vec<_>>()
    };
    let text = |t: &str| Some(t.to_owned()).filter(|t| !t.is_empty());
    let row = |code: &str, iso2: &str, region: &str, income: &str| {
        (code.to_owned(), text(iso2), text(region), text(income), region.is_empty())
    };
    let json =
        [row("NAM", "NA", "SSF", "LMC"), row("AFG", "AF", "MEA", "LIC"), row("ZZA", "9Z", "", "")];
    assert_eq!(list(&fixture("worldbank/country.json")), json);
    let beside =
        [row("NAM", "", "SSF", "LMC"), row("MAR", "", "MEA", "LMC"), row("ZZA", "", "", "")];
    assert_eq!(list(&fixture(METADATA)), beside);
    let bulk =
        [row("NAM", "NA", "SSF", "LMC"), row("VEN", "VE", "LCN", ""), row("ZZA", "9Z", "", "")];
    assert_eq!(list(&fixture("worldbank/WDICountry.csv")), bulk);
    let (_dir, path) = zipped(&[("API_X.csv", INDICATOR), ("Metadata_Country_X.csv", METADATA)]);
    assert_eq!(list(&path), beside);
}

#[test]
fn a_region_that_is_not_known_and_a_page_of_several_are_refused() {
    let (_dir, path) = file("c.csv", "Country Code,Region,IncomeGroup\nNAM,North Amerika,\n");
    let faults = read_countries(&path).unwrap_err().to_string();
    assert!(faults.contains("North America") && faults.contains("c.csv:2"), "{faults}");
    let text = fs::read_to_string(fixture("worldbank/country.json")).unwrap();
    let (_dir, path) = file("c.json", text.replace("\"pages\":1", "\"pages\":6"));
    let faults = read_countries(&path).unwrap_err().to_string();
    assert!(faults.contains("6 pages") && faults.contains("per_page"), "{faults}");
}

#[test]
fn genuine_files_of_the_world_bank() {
    let sizes = [
        ("API_SI.POV.GINI_DS2_en_csv_v2.2016.csv", GINI, "2016-10-14"),
        ("API_SP.POP.TOTL_DS2_en_csv_v2.csv", POPULATION, "2018-01-25"),
        ("api_v2_country_JP_indicator_NY.GDP.PCAP.CD.json", [5, 5, 0, 0, 0, 0], "2026-07-01"),
    ];
    for (name, [rows, observations, problems, empty, aggregates, outside], date) in sizes {
        let Some(path) = sample(&format!("worldbank/{name}")) else { continue };
        let read = everything(&path, WB);
        let rules = [
            ("empty_value", empty),
            ("aggregate_or_former_area", aggregates),
            ("territory_outside_table", outside),
        ];
        let rules = rules.into_iter().filter(|(_, n)| *n > 0).collect();
        assert_eq!(tally(&read.counts[0]), (rows, observations, problems, rules), "{name}");
        assert_eq!(vintage(&path, WB).unwrap().as_deref(), Some(date));
    }
}

#[test]
fn genuine_lists_of_countries() {
    let lists = [
        ("api_v2_country_per_page1000.json", 295, 78),
        ("WDICountry.csv", 264, 47),
        ("Metadata_Country_API_SI.POV.GINI_DS2_en_csv_v2_2252167.csv", 263, 46),
    ];
    for (name, all, aggregates) in lists {
        let Some(path) = sample(&format!("worldbank/{name}")) else { continue };
        refused_file(&path, WB, &["list of countries"]);
        let countries = read_countries(&path).unwrap_or_else(|faults| panic!("{faults}"));
        let found = countries.iter().filter(|c| c.is_aggregate).count();
        assert_eq!((countries.len(), found), (all, aggregates), "{name}");
    }
    if let Some(path) = sample("worldbank/WDIcountry-series.head800.csv") {
        refused_file(&path, WB, &["notes on series"]);
    }
}

#[test]
fn a_cell_under_no_head_and_a_row_cut_before_its_last_comma_are_problems() {
    let head = "Country Name,Country Code,Indicator Name,Indicator Code,2020,2021,\n";
    // A decimal comma makes three cells of two; a cut makes 58 of 58.7.
    let rows =
        "Brazil,BRA,x,XX.TEST,34,6,35\nNorway,NOR,x,XX.TEST,1,2,\nNamibia,NAM,x,XX.TEST,59.1,58";
    let (_dir, path) = file("API_XX.csv", format!("{head}{rows}"));
    let read = everything(&path, WB);
    let told: Vec<(u64, &str)> = read.problems.iter().map(|p| (p.row, &*p.rule)).collect();
    assert_eq!(told, [(2, "field_count"), (4, "field_count")]);
    assert_eq!(values(&read), [("XX.TEST", "NOR", 2020, 1.0), ("XX.TEST", "NOR", 2021, 2.0)]);
}
