//! UN SDG database, in every form that it comes in.

use ssj::ingest::{Selection, vintage};
use ssj::model::{Bounds, Original, Reader::Unsdg};

use crate::one_file::{
    assert_filtered, everything_of, figures, file, original, problems, refused_source, sample,
    source, try_source,
};
use crate::workbook::{row, workbook};

const API: &str = "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,\
Value,Time_Detail,TimeCoverage,UpperBound,LowerBound,BasePeriod,Source,GeoInfoUrl,FootNote,[Age],\
[Cities],[Location],[Nature],[Reporting Type],[Sex],[Units]\n";

/// A row of the API's CSV: area, year, value, note, age, city, nature, reporting type, sex.
fn api(cells: [&str; 9]) -> String {
    let [area, year, value, note, age, city, nature, reporting, sex] = cells;
    format!(
        "1,1.1,1.1.1,SI_TST,\"Test, made up\",{area},Somewhere,{year},{value},{year},,,,,Office,,{note},{age},{city},ALLAREA,{nature},{reporting},{sex},PERCENT\n"
    )
}

fn rows(rows: &[[&str; 9]]) -> Vec<u8> {
    let text: String = rows.iter().map(|cells| api(*cells)).collect();
    // As the service sends it: filled up with NUL to a power of two.
    let mut bytes = (API.to_owned() + &text).into_bytes();
    bytes.resize(bytes.len().next_power_of_two() * 2, 0);
    bytes
}

#[test]
fn the_apis_csv_is_read_to_its_padding_with_every_quirk() {
    let bytes = rows(&[
        ["8", "2015", "11.5", "", "ALLAGE", "NOCITI", "C", "G", "BOTHSEX"],
        [
            "8",
            "2016",
            ">95",
            "\"first line,\nsecond \"\"line\"\"\"",
            "ALLAGE",
            "NOCITI",
            "E",
            "G",
            "FEMALE",
        ],
        ["516", "2016", "\"2,553\"", "", "15-24", "", "M", "", "MALE"],
        ["516", "2017", "NA", "", "ALLAGE", "", "C", "G", "BOTHSEX"],
        ["1", "2017", "4", "", "ALLAGE", "", "E", "G", "BOTHSEX"],
        ["76", "2017", "4", "", "ALLAGE", "NOCITI", "N", "G", "BOTHSEX"],
        ["76", "2017", "4", "", "ALLAGE", "SAO_PAULO", "C", "G", "BOTHSEX"],
        ["76", "2017", "4", "", "ALLAGE", "", "C", "N", "BOTHSEX"],
    ]);
    let (_folder, path) = file("1.1.1.csv", bytes);
    let read = everything_of(&path, "unsdg", Unsdg);
    let expected = [
        ("SI_TST", "ALB", "T", 2015, 11.5, "A", 2),
        ("SI_TST", "ALB", "F", 2016, 95.0, "E", 3),
        ("SI_TST.AGE_15-24", "NAM", "M", 2016, 2553.0, "E", 5),
    ];
    assert_eq!(figures(&read), expected);
    assert_eq!(
        read.observations[1].remark.as_deref(),
        Some("E | >95 | first line, second \"line\"")
    );
    assert_eq!(read.observations[0].origin.source.as_deref(), Some("Office"));
    assert_filtered(
        &read,
        &[
            ("aggregate_or_former_area", 1),
            ("city", 1),
            ("empty_value", 1),
            ("not_relevant_here", 1),
            ("other_reporting_type", 1),
        ],
    );
    assert_eq!(read.counts[0].rows, 8);
}

#[test]
fn what_cannot_be_used_is_a_problem_with_its_line() {
    let bytes = rows(&[
        ["8", "2015", "12,5", "", "", "", "C", "G", "BOTHSEX"],
        ["8", "\"2015\"", "\"12,5\"", "", "", "", "C", "G", "BOTHSEX"],
        ["999", "2015", "1", "", "", "", "C", "G", "BOTHSEX"],
        ["8", "2015", "1", "", "", "", "X", "G", "BOTHSEX"],
        ["8", "2015", "1", "", "", "", "C", "G", "NEITHER"],
        ["8", "2015-2016", "1", "", "", "", "C", "G", ""],
        ["8", "1015", "many", "", "", "", "C", "G", ""],
    ]);
    let (_folder, path) = file("1.1.1.csv", bytes);
    let read = everything_of(&path, "unsdg", Unsdg);
    let expected = [
        (2, "field_count", "", "25 fields"),
        (3, "not_a_number", "Value", "12,5"),
        (4, "unknown_area", "GeoAreaCode", "999"),
        (5, "unknown_status", "Nature", "X"),
        (6, "unknown_sex", "Sex", "NEITHER"),
        (7, "not_a_year", "TimePeriod", "2015-2016"),
        (8, "year_out_of_range; not_a_number", "TimePeriod; Value", "1015; many"),
    ];
    assert_eq!(problems(&read), expected);
    assert!(read.observations.is_empty());
}

#[test]
fn series_of_ours_are_picked_by_their_breakdowns_and_bounds_need_a_word() {
    let bytes = rows(&[
        ["8", "2015", "<5", "", "ALLAGE", "", "C", "G", "BOTHSEX"],
        ["8", "2015", "7", "", "15-24", "", "C", "G", "BOTHSEX"],
        ["8", "2015", "8", "", "65+", "", "C", "G", "BOTHSEX"],
    ]);
    let (_folder, path) = file("1.1.1.csv", bytes);
    let read = |all: Option<Bounds>| {
        let all = Original { bounds: all, ..original("SI_TST", None, &[("[Age]", "ALLAGE")]) };
        let young = original("SI_TST", None, &[("Age", "15-24")]);
        let selection = Selection::of([("ALL", &all), ("YOUNG", &young)]);
        try_source(&source(&path, "unsdg", Unsdg, selection)).unwrap()
    };
    let undeclared = read(None);
    assert_eq!(problems(&undeclared), [(2, "undeclared_bound", "Value", "<5")]);
    let young = ("YOUNG", "ALB", "T", 2015, 7.0, "A", 3);
    assert_eq!(figures(&undeclared), [young]);
    assert_filtered(&undeclared, &[("other_breakdown", 1)]);
    let at_limit = read(Some(Bounds::AtLimit));
    assert_eq!(figures(&at_limit), [("ALL", "ALB", "T", 2015, 5.0, "E", 2), young]);
    let left_out = read(Some(Bounds::LeaveOut));
    assert_filtered(&left_out, &[("bound_left_out", 1), ("other_breakdown", 1)]);
    let none = source(&path, "unsdg", Unsdg, Selection::of([]));
    assert_filtered(&try_source(&none).unwrap(), &[("series_not_wanted", 3)]);
}

#[test]
fn portal_exports_and_unsds_own_form_have_the_same_columns_under_other_names() {
    let portal = "SeriesCode,GeoAreaCode,GeoAreaName,TimePeriod,Value,Source,FootNote,Age,Nature,Sex,Units\n\
                  SI_TST,8,Albania,2015,1.5,Office,,ALLAGE,C,BOTHSEX,PERCENT\n";
    let own = b"\"SeriesCode\",\"SeriesRelease\",\"ReportingType_Code\",\"ReportingType_Desc\",\"Nature_Code\",\
        \"Nature_Desc\",\"GeoArea_Code\",\"GeoArea_Desc\",\"Year\",\"Value\",\"ValueType\",\"Age_Code\",\"Age_Desc\",\"Footnotes\"\r\n\
        \"SI_TST\",\"2031.Q1.G.01\",\"G\",\"Global\",\"E\",\"Estimated data\",\"384\",\"C\xf4te d'Ivoire\",2015.0,\"1.5\",\"Float\",\"15-24\",\"15 to 24\",\"d\xe9j\xe0\"\r\n";
    let (_folder, path) = file("portal.csv", portal);
    let read = everything_of(&path, "unsdg", Unsdg);
    assert_eq!(figures(&read), [("SI_TST", "ALB", "T", 2015, 1.5, "A", 2)]);
    assert_eq!(vintage(&path, Unsdg), Ok(None));
    let (_folder, path) = file("own.csv", own);
    let read = everything_of(&path, "unsdg", Unsdg);
    assert_eq!(figures(&read), [("SI_TST.AGE_15-24", "CIV", "T", 2015, 1.5, "E", 2)]);
    assert_eq!(read.observations[0].remark.as_deref(), Some("E | déjà"));
    let release = vintage(&path, Unsdg);
    assert_eq!(release, Ok(Some("2031.Q1.G.01".to_owned())));
}

#[test]
fn old_wide_exports_have_a_figure_and_its_nature_to_each_year() {
    let text = "\u{feff}\"Goal\",\"Series Code\",\"Parent Country or Area Code\",\"Country or Area Code\",\
        \"Country or Area Name\",\"LDC\",\"Age group\",\"Location\",\"Sex\",\"2000\",\"FN\",\"2001\",\"FN\"\r\n\
        \"1\",\"SI_TST\",\"\",\"MDG_WORLD\",\"World\",\"\",\"All age ranges or no breakdown by age\",\"Total (national level)\",\"Both sexes or no breakdown by sex\",\"1\",\"C\",\"2\",\"C\"\r\n\
        \"1\",\"SI_TST\",\"MDG_WORLD\",\"ALB\",\"Albania\",\"True\",\"All age ranges or no breakdown by age\",\"Urban\",\"Female\",\"8.00\",\"E, 1, 12\",\"\",\"\"\r\n";
    let (_folder, path) = file("wide.csv", text);
    let read = everything_of(&path, "unsdg", Unsdg);
    assert_eq!(figures(&read), [("SI_TST.LOCATION_Urban", "ALB", "F", 2000, 8.0, "E", 3)]);
    assert_eq!(read.observations[0].remark.as_deref(), Some("E | 1, 12"));
    assert_filtered(&read, &[("aggregate_or_former_area", 2), ("empty_value", 1)]);
}

#[test]
fn pages_of_json_are_read_with_their_dimensions() {
    let page = r#"{"size": 2, "totalElements": 3, "totalPages": 2, "pageNumber": 1, "data": [
        {"goal": ["1"], "series": "SI_TST", "geoAreaCode": "8", "geoAreaName": "Albania",
         "timePeriodStart": 2015.0, "value": "11.5", "valueType": "Float", "source": "Office",
         "footnotes": ["one", "two"], "attributes": {"Nature": "C", "Units": "PERCENT"},
         "dimensions": {"Sex": "FEMALE", "Age": "15-24", "Reporting Type": "G"}},
        {"series": "SI_TST", "geoAreaCode": "8", "timePeriodStart": 2016.0, "value": "<5",
         "attributes": {"Nature": "E"}, "dimensions": {}}]}"#;
    let next = r#"{"totalPages": 2, "pageNumber": 2, "data": [
        {"series": "SI_TST", "geoAreaCode": "8", "timePeriodStart": 2017.0, "value": null,
         "attributes": {"Nature": "C"}, "dimensions": {"Quantile": "_T"}}]}"#;
    for text in [format!("{page}\n{next}"), format!("[{page},{next}]")] {
        let (_folder, path) = file("SI_TST.json", text);
        let read = everything_of(&path, "unsdg", Unsdg);
        let expected = [
            ("SI_TST.AGE_15-24", "ALB", "F", 2015, 11.5, "A", 1),
            ("SI_TST", "ALB", "T", 2016, 5.0, "E", 2),
        ];
        assert_eq!(figures(&read), expected);
        assert_eq!(read.observations[0].remark.as_deref(), Some("C | one two"));
        assert_filtered(&read, &[("empty_value", 1)]);
    }
}

#[test]
fn xlsx_dumps_are_read_though_numbers_are_texts() {
    let header = [
        "seriesCode",
        "seriesRelease",
        "timePeriod",
        "geoAreaCode",
        "sexCode",
        "sexDesc",
        "value",
        "natureCode",
    ];
    let sheet = row(1, &header)
        + &row(2, &["SI_TST", "2031.Q1", "=2016", "8", "FEMALE", "Female", "100.0", "E"])
        + &row(4, &["SI_TST", "2031.Q1", "=2016", "516", "BOTHSEX", "", "", ""]);
    let (_folder, path) = file("dump.xlsx", workbook(&[("Sheet1", &sheet)]));
    let read = everything_of(&path, "unsdg", Unsdg);
    assert_eq!(figures(&read), [("SI_TST", "ALB", "F", 2016, 100.0, "E", 2)]);
    assert_filtered(&read, &[("empty_value", 1)]);
    let release = vintage(&path, Unsdg);
    assert_eq!(release, Ok(Some("2031.Q1".to_owned())));
}

#[test]
fn what_comes_in_place_of_data_is_refused_with_its_words() {
    let cases: [(&str, &[&str]); 8] = [
        ("<!DOCTYPE html><h1>Service Unavailable</h1>", &["a web page", "Service Unavailable"]),
        (
            "{\"Message\":\"An error has occurred.\"}",
            &["message in place of data", "An error has occurred."],
        ),
        ("{\"data\": []}", &["no row below the header"]),
        ("{\"data\": [3]}", &["row 1 of `data` is no object"]),
        ("{\"data\": [", &["as JSON"]),
        (API, &["no row below the header", "series by series"]),
        (
            "SeriesCode,GeoAreaCode,Time,Value\n",
            &["missing the column TimePeriod", "found the columns"],
        ),
        ("a,b\n1,2\n", &["reads as its header", "a, b"]),
    ];
    for (text, words) in cases {
        let (_folder, path) = file("data.csv", text);
        refused_source(&source(&path, "unsdg", Unsdg, Selection::Everything), words);
    }
    let stray = ["8", "2015", "1", "\"never closed", "", "", "C", "G", ""];
    let next = ["8", "2016", "1", "", "", "", "C", "G", ""];
    let last = ["8", "2017", "1", "closed\"", "", "", "C", "G", ""];
    let (_folder, path) = file("data.csv", rows(&[stray, next, last]));
    let words = ["data.csv:2", "lines that read as rows of their own"];
    refused_source(&source(&path, "unsdg", Unsdg, Selection::Everything), &words);
    let (_folder, path) = file("data.csv", API.to_owned() + "\0\0x");
    refused_source(
        &source(&path, "unsdg", Unsdg, Selection::Everything),
        &["behind the first NUL"],
    );
}

#[test]
fn genuine_clean_fuels_with_their_bounds() {
    let Some(path) = sample("unsdg/7.1.2-EG_EGY_CLEAN_long.head260.csv") else { return };
    let read = everything_of(&path, "unsdg", Unsdg);
    assert_eq!(read.counts[0].rows, 259);
    assert_eq!(read.observations.len(), 239);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    assert_filtered(&read, &[("aggregate_or_former_area", 20)]);
    let bound = |sign: &str| {
        let has =
            |o: &&ssj::model::Observation| o.remark.as_ref().is_some_and(|r| r.contains(sign));
        read.observations.iter().filter(has).count()
    };
    // Five more `>95` are those of Australia and New Zealand together.
    assert_eq!((bound("| >95"), bound("| <5")), (73, 30));
    let release = vintage(&path, Unsdg);
    assert_eq!(release, Ok(Some("2019.Q1.G.01".to_owned())));
}

#[test]
fn genuine_homicides_of_a_part_of_a_state() {
    let Some(path) = sample("unsdg/16.1.1-VC_IHR_PSRCN_long.rows-with-thousands-comma.csv") else {
        return;
    };
    let read = everything_of(&path, "unsdg", Unsdg);
    assert_filtered(&read, &[("territory_outside_table", 5)]);
    assert_eq!(read.counts[0].rows, 5);
}

#[test]
fn genuine_wide_export() {
    let Some(path) = sample("unsdg/legacy2018_unstats_sdgs_12.2.1.head120.csv") else { return };
    let read = everything_of(&path, "unsdg", Unsdg);
    assert_eq!(read.counts[0].rows, 119 * 11);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    assert_filtered(&read, &[("aggregate_or_former_area", 17 * 11), ("empty_value", 12)]);
    assert_eq!(read.observations.len(), 1110);
}

#[test]
fn genuine_xlsx() {
    let Some(path) = sample("unsdg/Data_1.3.1_SI_COV_POOR_2019.Q1.G.02.xlsx") else { return };
    let read = everything_of(&path, "unsdg", Unsdg);
    assert_eq!(read.counts[0].rows, 930);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    assert_filtered(&read, &[("empty_value", 873)]);
    assert_eq!(read.observations.len(), 57);
}

#[test]
fn units_tell_figures_of_a_series_apart_and_multipliers_are_multiplied_out() {
    let head = "SeriesCode,GeoAreaCode,TimePeriod,Value,[Sex],[Units],[Unit multiplier]\n";
    let rows = "X,578,2020,5,BOTHSEX,PERCENT,Units\nX,404,2020,8,BOTHSEX,NUMBER,Thousands\n\
                X,288,2020,<8,BOTHSEX,NUMBER,Thousands\nY,404,2020,7,BOTHSEX,NUMBER,many\n";
    let (_folder, path) = file("u.csv", format!("{head}{rows}"));
    let read = everything_of(&path, "un", Unsdg);
    let expected = [
        ("X.PERCENT", "NOR", "T", 2020, 5.0, "A", 2),
        ("X.NUMBER", "KEN", "T", 2020, 8000.0, "A", 3),
        ("X.NUMBER", "GHA", "T", 2020, 8000.0, "E", 4),
    ];
    assert_eq!(figures(&read), expected);
    assert_eq!(problems(&read), [(5, "not_a_number", "[Unit multiplier]", "many")]);
    let ours = Original { bounds: Some(Bounds::AtLimit), ..original("X", None, &[]) };
    refused_source(
        &source(&path, "un", Unsdg, Selection::of([("OURS", &ours)])),
        &["different units: PERCENT in row 2, NUMBER in row 3", "only = { Units = \"PERCENT\" }"],
    );
    let ours = original("X", None, &[("Units", "PERCENT")]);
    let read = try_source(&source(&path, "un", Unsdg, Selection::of([("OURS", &ours)]))).unwrap();
    assert_eq!(figures(&read), [("OURS", "NOR", "T", 2020, 5.0, "A", 2)]);
}

#[test]
fn base_periods_tell_figures_of_a_series_apart() {
    let text = "SeriesCode,GeoAreaCode,TimePeriod,Value,[Units],BasePeriod\n\
                X,578,2020,5,USD,2015\nX,404,2020,8,USD,2017\nY,404,2020,7,USD,2015\n";
    let (_folder, path) = file("u.csv", text);
    let expected = [
        ("X.USD.2015", "NOR", "T", 2020, 5.0, "A", 2),
        ("X.USD.2017", "KEN", "T", 2020, 8.0, "A", 3),
        ("Y", "KEN", "T", 2020, 7.0, "A", 4),
    ];
    assert_eq!(figures(&everything_of(&path, "un", Unsdg)), expected);
}
