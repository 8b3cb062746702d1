//! What columns mean is the same in whatever a table is kept: what tells rows apart, and under which name
//! a row is counted.

use ssj::ingest::{Ingested, Selection};
use ssj::model::Reader;

use crate::forms::Table;
use crate::one_file::{
    assert_filtered, bytes, counted, figures, original, problems, refused, try_bytes,
};

pub const CSV: Reader = Reader::SdmxCsv;

/// Series, area, sex, year and value of each figure.
pub fn said(read: &Ingested) -> Vec<(&str, &str, &str, i32, f64)> {
    figures(read).into_iter().map(|(s, a, x, y, v, ..)| (s, a, x, y, v)).collect()
}

/// Every form of a table must hold these figures, and leave out so many rows by these rules.
#[track_caller]
pub fn assert_each(
    table: &str,
    expected: &[(&str, &str, &str, i32, f64)],
    rules: &[(&'static str, usize)],
) {
    for (form, read) in Table::of(table).in_each_form() {
        let read = read.unwrap_or_else(|faults| panic!("{form}: {faults}"));
        assert_eq!(said(&read), expected, "{form}: {:?}", read.problems);
        assert_eq!(read.counts[0].exact_duplicates, 0, "{form}");
        let filtered: Vec<_> = read.counts[0].filtered.clone().into_iter().collect();
        assert_eq!(filtered, rules, "{form}");
    }
}

/// Every form of a table must be refused, in these words.
#[track_caller]
pub fn refused_in_each(table: &str, forms: &[&str], words: &[&str]) {
    for (form, read) in Table::of(table).in_each_form() {
        if !forms.contains(&form) {
            continue;
        }
        let told = read.map(|read| said(&read).len()).expect_err(form).to_string();
        words
            .iter()
            .for_each(|word| assert!(told.contains(word), "{form}: {word} is not in {told}"));
    }
}

#[test]
fn a_breakdown_tells_rows_apart_wherever_it_stands_and_even_alone() {
    let table = "OBS_VALUE,OBS_STATUS,AGE,REF_AREA,INDICATOR,TIME_PERIOD
        9.5,A,Y15T24,KEN,LATE,2020
        9.5,A,Y25T64,KEN,LATE,2020
        4,A,_T,NOR,LATE,2020
        7,A,Y15T24,NOR,SOON,2020";
    let expected = [
        ("LATE.Y15T24", "KEN", "T", 2020, 9.5),
        ("LATE.Y25T64", "KEN", "T", 2020, 9.5),
        ("LATE", "NOR", "T", 2020, 4.0),
        ("SOON.Y15T24", "NOR", "T", 2020, 7.0),
    ];
    assert_each(table, &expected, &[]);
    // SOON has no figure of the whole, and is no series.
    for (form, read) in Table::of(table).in_each_form() {
        let seen = read.unwrap().series_seen;
        let seen: Vec<&str> = seen.iter().map(String::as_str).collect();
        assert_eq!(seen, ["LATE", "LATE.Y15T24", "LATE.Y25T64", "SOON.Y15T24"], "{form}");
    }
}

#[test]
fn an_attribute_tells_none_apart_wherever_it_stands() {
    let table = "COLLECTION,REF_AREA,INDICATOR,UNIT_MULT,TIME_PERIOD,OBS_STATUS,OBS_VALUE
        S,KEN,LATE,,2020,A,61.5
        ,NOR,LATE,3,2020,E,66.5";
    let expected = [("LATE", "KEN", "T", 2020, 61.5), ("LATE", "NOR", "T", 2020, 66500.0)];
    assert_each(table, &expected, &[]);
}

#[test]
fn a_year_is_counted_as_one_however_it_is_written() {
    let table = "FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE
        A,KEN,LATE,2014-01-01,1
        A: Annual,BRA,LATE,2014-12-31,2
        A,NOR,LATE,2014-01-01/P1Y,3
        Annual,GHA,LATE,YR2014,4
        A,FRA,LATE,1850,5
        M,FRA,LATE,2014-01,6";
    let years = [("KEN", 2014), ("BRA", 2014), ("NOR", 2014), ("GHA", 2014), ("FRA", 1850)];
    let expected: Vec<_> = years
        .into_iter()
        .zip(1..)
        .map(|((area, year), n)| ("LATE", area, "T", year, f64::from(n)))
        .collect();
    assert_each(table, &expected, &[("not_annual", 1)]);
}

#[test]
fn labels_behind_codes_and_in_their_place_are_read_as_codes() {
    let table = "FREQ,REF_AREA,INDICATOR,SEX,AGE,TIME_PERIOD,OBS_VALUE,UNIT_MULT
        A: Annual,KEN: Kenya,LATE: Late trains: all,F: Female,Y15: From 15,2020: 2020,5,3: Thousands
        Annual,Norway,LATE,Males,Total,2020,6,Units";
    let expected = [("LATE.Y15", "KEN", "F", 2020, 5000.0), ("LATE", "NOR", "M", 2020, 6.0)];
    assert_each(table, &expected, &[]);
    let unknown =
        "DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE\nX:D(1.0),Now and then,NOR,2020,1\n";
    let read = bytes(unknown, CSV);
    assert_eq!(problems(&read), [(2, "unknown_frequency", "FREQ", "Now and then")]);
}

#[test]
fn what_a_message_deletes_or_replaces_is_gone() {
    let table = "ACTION,REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COMMENT
        I,KEN,LATE,F,2020,1,E,
        I,KEN,LATE,M,2020,2,E,
        I,KEN,LATE,M,2021,3,E,
        I,NOR,LATE,F,2020,4,E,
        I,GHA,LATE,F,2020,5,E,
        D,KEN,,,2020,,,
        D,NOR,LATE,F,2020,-,,
        D,GHA,LATE,F,2020,,-,
        D,GHA,LATE,F,2020,,,-
        R,KEN,LATE,M,2021,6,A,
        I,KEN,LATE,F,2020,7,A,";
    let expected = [
        ("LATE", "GHA", "F", 2020, 5.0),
        ("LATE", "KEN", "M", 2021, 6.0),
        ("LATE", "KEN", "F", 2020, 7.0),
    ];
    assert_each(table, &expected, &[("deleted_by_provider", 7), ("replaced_by_provider", 1)]);
    for (form, read) in Table::of(table).in_each_form() {
        let read = read.unwrap();
        // The status of one of them is deleted, and so is no longer an estimate's.
        assert_eq!(read.observations[0].status.code(), "A", "{form}");
        assert!(read.problems.is_empty(), "{form}");
    }
}

pub const NOT_JSON: [&str; 3] = ["csv", "xlsx", "parquet"];

#[test]
fn a_column_of_unknown_meaning_is_let_through_or_refused_by_name() {
    let apart = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,COLOUR
        KEN,LATE,2020,5,red
        KEN,LATE,2020,5,blue";
    refused_in_each(apart, &NOT_JSON, &["differ in the column COLOUR", "column COLOUR"]);
    refused_in_each(apart, &["parquet"], &["write it again: under a name of SDMX"]);
    refused_in_each(apart, &["csv", "xlsx"], &["a table with a sidecar says what"]);
    // Constant, or every row is told apart without it.
    let alone = apart.replace("KEN,LATE,2020,5,blue", "NOR,LATE,2020,5,blue");
    for (form, read) in
        Table::of(&alone).in_each_form().into_iter().filter(|(f, _)| NOT_JSON.contains(f))
    {
        let read = read.unwrap();
        let expected = [("LATE", "KEN", "T", 2020, 5.0), ("LATE", "NOR", "T", 2020, 5.0)];
        assert_eq!(said(&read), expected, "{form}");
        let told = "tells every row apart without them: COLOUR";
        assert!(read.notes.iter().any(|note| note.contains(told)), "{form}: {:?}", read.notes);
    }
    // Empty beside a figure, it is no dimension; but the figures are not the same either.
    let empty = apart.replace("blue", "");
    for (form, read) in
        Table::of(&empty).in_each_form().into_iter().filter(|(f, _)| NOT_JSON.contains(f))
    {
        let read = read.unwrap();
        assert_eq!(counted(&read), (2, 0, 0, 2), "{form}");
        assert!(read.problems[0].expected.contains("they differ in COLOUR"), "{form}");
    }
    // One that holds totals breaks figures down.
    let totals = alone.replace("red", "_T");
    let expected = [("LATE", "KEN", "T", 2020, 5.0), ("LATE.blue", "NOR", "T", 2020, 5.0)];
    let csv = &Table::of(&totals).in_each_form()[0].1;
    assert_eq!(said(csv.as_ref().unwrap()), expected);
}

#[test]
fn where_a_row_came_from_tells_none_apart() {
    let text = "Unnamed: 0,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,PROVIDER,FILE,ROW,__index_level_0__\n\
                0,KEN,LATE,2020,5,a,a.csv,2,7\n1,KEN,LATE,2020,5,b,b.csv,3,8\n";
    assert_eq!(counted(&bytes(text, CSV)), (2, 1, 1, 0));
}

#[test]
fn a_dimension_among_dimensions_and_one_of_the_keys_tell_apart() {
    let placed = "DATAFLOW,REF_AREA,INDICATOR,COLOUR,TIME_PERIOD,OBS_VALUE\n\
                  X:D(1.0),KEN,LATE,red,2020,5\nX:D(1.0),KEN,LATE,blue,2020,5\n";
    let expected = [("LATE.red", "KEN", "T", 2020, 5.0), ("LATE.blue", "KEN", "T", 2020, 5.0)];
    assert_eq!(said(&bytes(placed, CSV)), expected);
    let keys = "STRUCTURE,STRUCTURE_ID,ACTION,SERIES_KEY,OBS_VALUE,MARK,COLOUR,REF_AREA,INDICATOR,TIME_PERIOD\n\
                dataflow,X:D(1.0),I,KEN.LATE.red,5,a,red,KEN,LATE,2020\n\
                dataflow,X:D(1.0),I,NOR.LATE.blue,5,b,blue,NOR,LATE,2020\n";
    let read = bytes(keys, CSV);
    let expected = [("LATE.red", "KEN", "T", 2020, 5.0), ("LATE.blue", "NOR", "T", 2020, 5.0)];
    assert_eq!(said(&read), expected);
    assert_eq!(read.notes, ["original: columns ignored: MARK"]);
    let lacking = "STRUCTURE,STRUCTURE_ID,OBS_KEY,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n\
                   dataflow,X:D(1.0),KEN.LATE.red.2020,KEN,LATE,2020,5\n\
                   dataflow,X:D(1.0),KEN.LATE.blue.2020,KEN,LATE,2020,5\n";
    refused(lacking, CSV, &["differ in OBS_KEY, of which a column is missing"]);
}

#[test]
fn a_series_of_ours_is_refused_where_it_leaves_open_which_rows_are_meant() {
    let text = "DATAFLOW,REF_AREA,INDICATOR,AGE,COLOUR,TIME_PERIOD,OBS_VALUE\n\
                X:D(1.0),KEN,LATE,Y15,red,2020,5\nX:D(1.0),KEN,LATE,Y15,blue,2020,5\n\
                X:D(1.0),KEN,SOON,Y15,red,2020,5\nX:D(1.0),KEN,SOON,Y25,red,2020,5\n";
    let read = |code: &str, only: &[(&str, &str)]| {
        let ours = original(code, None, only);
        try_bytes(text, CSV, Selection::of([("OURS", &ours)]))
    };
    assert_eq!(
        said(&read("LATE", &[("COLOUR", "red")]).unwrap()),
        [("OURS", "KEN", "T", 2020, 5.0)]
    );
    let told = read("LATE", &[]).unwrap_err().to_string();
    assert!(told.contains("COLOUR") && told.contains("only = {"), "{told}");
    // A breakdown that it doesn't name makes contradicting figures, never exact duplicates.
    let read = read("SOON", &[]).unwrap();
    assert_eq!(counted(&read), (4, 0, 0, 2));
    assert!(read.problems[0].expected.contains("they differ in AGE"), "{:?}", read.problems);
}

#[test]
fn a_wide_table_says_in_what_its_rows_are() {
    let text = "REF_AREA,TIME_PERIOD,CURRENCY,BASE_PER,PAY,WAIT\n\
                KEN,2020,KES,2015,5,1\nNOR,2020,NOK,2015,7,\nGHA,2020,,,,3\n";
    let expected = [
        ("PAY.KES.2015", "KEN", "T", 2020, 5.0),
        ("PAY.NOK.2015", "NOR", "T", 2020, 7.0),
        ("WAIT", "KEN", "T", 2020, 1.0),
        ("WAIT", "GHA", "T", 2020, 3.0),
    ];
    let read = bytes(text, CSV);
    let mut read = said(&read);
    read.sort_by(|a, b| a.0.cmp(b.0).then(a.4.total_cmp(&b.4)));
    assert_eq!(read, expected);
    let open = format!("{text}GHA,2020,,,8,\n");
    let told = try_bytes(open, CSV, Selection::Everything).unwrap_err().to_string();
    assert!(told.contains("`PAY` are in different units: KES.2015 in row 2"), "{told}");
    // One unit for all stays out of the codes.
    let one = "REF_AREA,TIME_PERIOD,CURRENCY,PAY\nKEN,2020,USD,5\nNOR,2020,USD,7\n";
    let read = bytes(one, CSV);
    assert_eq!(said(&read), [("PAY", "KEN", "T", 2020, 5.0), ("PAY", "NOR", "T", 2020, 7.0)]);
}

#[test]
fn a_wide_table_says_of_whom_and_how_often_its_rows_are() {
    let text = "REF_AREA,SEX,AGE,FREQ,UNIT_MULT,TIME_PERIOD,LATE\n\
                KEN,F,Y15,A,3,2020-01-01,5\nKEN,M,_T,A,,2020,5\nKEN,T,_T,M,,2020,5\n";
    let read = bytes(text, CSV);
    let expected = [("LATE.Y15", "KEN", "F", 2020, 5000.0), ("LATE", "KEN", "M", 2020, 5.0)];
    assert_eq!(said(&read), expected);
    assert_filtered(&read, &[("not_annual", 1)]);
}

#[test]
fn a_breakdown_of_a_wide_table_tells_its_rows_apart() {
    // Two parts with one figure are no duplicates, and no part stands for the whole.
    let text = "REF_AREA,TIME_PERIOD,EDUCATION,LATE,WAIT\nKEN,2020,PRIMARY,5,1\nKEN,2020,TERTIARY,5,2\n\
                KEN,2020,_T,6,3\nNOR,2020,PRIMARY,7,\n";
    let read = bytes(text, CSV);
    let mut read = said(&read);
    read.sort_by(|a, b| a.0.cmp(b.0).then(a.4.total_cmp(&b.4)));
    let expected = [
        ("LATE", "KEN", "T", 2020, 6.0),
        ("LATE.PRIMARY", "KEN", "T", 2020, 5.0),
        ("LATE.PRIMARY", "NOR", "T", 2020, 7.0),
        ("LATE.TERTIARY", "KEN", "T", 2020, 5.0),
        ("WAIT", "KEN", "T", 2020, 3.0),
        ("WAIT.PRIMARY", "KEN", "T", 2020, 1.0),
        ("WAIT.TERTIARY", "KEN", "T", 2020, 2.0),
    ];
    assert_eq!(read, expected);
    let seen = bytes("REF_AREA,TIME_PERIOD,EDUCATION,LATE\nKEN,2020,PRIMARY,5\n", CSV).series_seen;
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["LATE.PRIMARY"]);
    // Numbers below such a name are codes where they tell rows apart, and figures elsewhere.
    let codes = "REF_AREA,TIME_PERIOD,QUINTILE,LATE\nKEN,2020,1,5\nKEN,2020,2,5\n";
    let read = bytes(codes, CSV);
    let expected = [("LATE.1", "KEN", "T", 2020, 5.0), ("LATE.2", "KEN", "T", 2020, 5.0)];
    assert_eq!(said(&read), expected);
    let figures = "REF_AREA,TIME_PERIOD,INCOME,LATE\nKEN,2020,1,5\nNOR,2020,2,5\n";
    assert_eq!(counted(&bytes(figures, CSV)), (4, 4, 0, 0));
    // One that is alone tells apart all the same.
    let alone = "REF_AREA,TIME_PERIOD,sex,Education,LATE\nKEN,2020,female,Primary,5\n";
    assert_eq!(said(&bytes(alone, CSV)), [("LATE.Primary", "KEN", "F", 2020, 5.0)]);
}

#[test]
fn rows_of_a_wide_table_that_differ_anywhere_are_no_duplicates() {
    let text = "REF_AREA,TIME_PERIOD,GROUPE,LATE\nKEN,2020,1,5\nKEN,2020,2,5\nNOR,2020,1,7\nNOR,2020,1,7\n";
    let read = bytes(text, CSV);
    // Of Norway both figures are said twice; of Kenya none is used.
    assert_eq!(counted(&read), (8, 2, 2, 4));
    let told = &read.problems[0].expected;
    assert!(told.contains("they differ in another column of"), "{told}");
}

#[test]
fn a_message_in_a_language_with_decimal_commas_has_semicolons() {
    let head = "DATAFLOW;FREQ;REF_AREA;INDICATOR;TIME_PERIOD;OBS_VALUE;UNIT_MULT;DECIMALS\n";
    let row = |area: &str, value: &str| format!("X:Y(1.0);A;{area};LATE;2020;{value};3;1\n");
    let commas = format!("{head}{}{}", row("KEN", "5,5"), row("NOR", "1,234"));
    let expected = [("LATE", "KEN", "T", 2020, 5500.0), ("LATE", "NOR", "T", 2020, 1234.0)];
    assert_eq!(said(&bytes(&commas, CSV)), expected);
    for points in [commas.replace(',', "."), commas.replace(',', ".").replace(';', "\t")] {
        assert_eq!(said(&bytes(points, CSV)), expected);
    }
    // Both marks: one of them may part thousands.
    let both = format!("{head}{}{}", row("KEN", "22,5"), row("NOR", "1.234"));
    let open = format!("{head}{}{}", row("KEN", "22"), row("NOR", "1.234"));
    let doubts =
        [(both, "points (`1.234`) and commas (`22,5`)"), (open, "it could be 1.234 or 1234")];
    for (text, words) in doubts {
        let asked = &bytes(text, CSV).asked[0].to_string();
        assert!(asked.contains(words) && asked.contains(".toml"), "{asked}");
    }
}
