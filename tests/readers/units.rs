//! What figures are in: units, currencies, scales and base periods, in each form.

use super::meaning::{CSV, assert_each, refused_in_each, said};
use crate::forms::Table;
use crate::one_file::{assert_filtered, bytes, original, try_bytes};
use ssj::ingest::Selection;

#[test]
fn only_what_single_precision_added_goes() {
    let table = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT,DECIMALS
        KEN,LATE,2020,19.700001,,1
        NOR,LATE,2020,2619769.697,6,0
        GHA,LATE,2020,13003725.734336,,2
        BRA,LATE,2020,8.9,3,1";
    let values =
        [("KEN", 19.7), ("NOR", 2_619_769_697_000.0), ("GHA", 13_003_725.734_336), ("BRA", 8900.0)];
    let expected = values.map(|(area, value)| ("LATE", area, "T", 2020, value));
    assert_each(table, &expected, &[]);
}

#[test]
fn units_that_differ_inside_a_series_are_told_apart_or_refused() {
    let table = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE
        KEN,LATE,2020,5,PT
        NOR,LATE,2020,5000,PS
        NOR,SOON,2020,7,PS";
    let expected = [
        ("LATE.PT", "KEN", "T", 2020, 5.0),
        ("LATE.PS", "NOR", "T", 2020, 5000.0),
        ("SOON", "NOR", "T", 2020, 7.0),
    ];
    assert_each(table, &expected, &[]);
    for (form, read) in Table::of(table).in_each_form() {
        let notes = read.unwrap().notes;
        assert!(!notes.iter().any(|note| note.contains("UNIT_MEASURE")), "{form}: {notes:?}");
    }
    let open = format!("{table}\n        GHA,LATE,2020,6,");
    let words = ["`LATE` are in different units: PT in row", "UNIT_MEASURE"];
    refused_in_each(&open, &["csv", "json", "xlsx", "parquet"], &words);
}

#[test]
fn currencies_and_scales_are_units_too() {
    let table = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,CURRENCY
        KEN,PAY,2020,5,KES
        NOR,PAY,2020,7,NOK
        NOR,WAIT,2020,9,NOK";
    let expected = [
        ("PAY.KES", "KEN", "T", 2020, 5.0),
        ("PAY.NOK", "NOR", "T", 2020, 7.0),
        ("WAIT", "NOR", "T", 2020, 9.0),
    ];
    assert_each(table, &expected, &[]);
    // Beside a unit, and in a table of one's own.
    let own = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT,SCALE\n\
               KEN,PEOPLE,2020,53.8,PS,Millions\nNOR,PEOPLE,2020,5379,PS,Thousands\nNOR,PAY,2020,7,NOK,Units\n";
    let expected = [
        ("PEOPLE.PS.Millions", "KEN", "T", 2020, 53.8),
        ("PEOPLE.PS.Thousands", "NOR", "T", 2020, 5379.0),
        ("PAY", "NOR", "T", 2020, 7.0),
    ];
    assert_eq!(said(&bytes(own, CSV)), expected);
    let ours = original("PEOPLE", None, &[("UNIT", "PS")]);
    let told = try_bytes(own, CSV, Selection::of([("OURS", &ours)])).unwrap_err().to_string();
    for word in ["`OURS (PEOPLE)` are in different units", "SCALE = \"…\""] {
        assert!(told.contains(word), "{told}");
    }
    // What is told and is empty in some rows can't be told.
    let open = format!("{own}GHA,PEOPLE,2020,30,,\n");
    assert!(try_bytes(open, CSV, Selection::Everything).is_err());
}

#[test]
fn base_periods_tell_figures_apart_wherever_they_stand() {
    for head in [
        "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,BASE_PER",
        "BASE_PER,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE",
    ] {
        let row = |base: &str, rest: &str| match head.starts_with("BASE") {
            true => format!("\n        {base},{rest}"),
            false => format!("\n        {rest},{base}"),
        };
        let rows = [("2010", "KEN,CPI,2020,105"), ("2015", "NOR,CPI,2020,110")];
        let table: String = rows.iter().map(|(base, rest)| row(base, rest)).collect();
        let table = format!("{head}{table}{}", row("2015", "NOR,PPI,2020,101"));
        let expected = [
            ("CPI.2010", "KEN", "T", 2020, 105.0),
            ("CPI.2015", "NOR", "T", 2020, 110.0),
            ("PPI", "NOR", "T", 2020, 101.0),
        ];
        assert_each(&table, &expected, &[]);
        let open = format!("{table}{}", row("", "GHA,CPI,2020,6"));
        let words = ["`CPI` are in different units: 2010 in row", "BASE_PER"];
        refused_in_each(&open, &["csv", "json", "xlsx", "parquet"], &words);
        // Series that are whole don't suffer from others that aren't.
        let other = format!("{table}{}", row("", "GHA,WAIT,2020,6"));
        let more = [&expected[..], &[("WAIT", "GHA", "T", 2020, 6.0)]].concat();
        assert_each(&other, &more, &[]);
    }
}

#[test]
fn an_attribute_that_stands_once_for_a_series_holds_for_its_figures() {
    let text = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT,CONTACT[],CONTACT[].NAME[]\n\
                dataflow,X:D(1.0),I,KEN,LATE,,,6,a;b,c;d\n\
                dataflow,X:D(1.0),I,KEN,LATE,2020,5,,,\n\
                dataflow,X:D(1.0),I,NOR,LATE,2020,5,,x,y\n";
    let read = bytes(text, CSV);
    let expected = [("LATE", "KEN", "T", 2020, 5e6), ("LATE", "NOR", "T", 2020, 5.0)];
    assert_eq!(said(&read), expected);
    assert_filtered(&read, &[("empty_value", 1)]);
}
