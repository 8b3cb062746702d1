//! UNDP's time series of the Human Development Report.

use ssj::ingest::Selection;
use ssj::model::Reader::Undp;

use crate::one_file::{
    assert_filtered, everything_of, figures, file, original, problems, refused_source, sample,
    source, try_source,
};

/// Côte d'Ivoire and Türkiye in Windows-1252.
const TABLE: &[u8] =
    b"iso3,country,hdicode,region,hdi_rank_2022,hdi_2021,hdi_2022,loss2_f_2022,gdi_group\r\n\
CIV,C\xf4te d'Ivoire,Medium,SSA,166,0.5,..,7.25,1\r\n\
TUR,T\xfcrkiye,Very High,,45,,0.855,many,1\r\n\
PRK,Korea,,,,0.1\r\n\
XYZ,Nowhere,,,1,,,,\r\n\
ZZK.WORLD,World,,,,0.7,0.71,,\r\n";

#[test]
fn every_series_and_year_is_a_row() {
    let (_folder, path) = file("hdr.csv", TABLE);
    let read = everything_of(&path, "undp", Undp);
    let expected = [
        ("hdi_rank", "CIV", "T", 2022, 166.0, "A", 2),
        ("hdi", "CIV", "T", 2021, 0.5, "A", 2),
        ("loss2_f", "CIV", "T", 2022, 7.25, "A", 2),
        ("hdi_rank", "TUR", "T", 2022, 45.0, "A", 3),
        ("hdi", "TUR", "T", 2022, 0.855, "A", 3),
    ];
    assert_eq!(figures(&read), expected);
    let expected = [
        (3, "not_a_number", "loss2_f_2022", "many"),
        (4, "field_count", "", "6 fields"),
        (5, "unknown_area", "iso3", "XYZ"),
    ];
    assert_eq!(problems(&read), expected);
    assert_filtered(&read, &[("aggregate_or_former_area", 4), ("empty_value", 5)]);
    assert_eq!(read.counts[0].rows, 17);
    assert_eq!(read.notes, ["hdr.csv: columns ignored: gdi_group"]);
}

#[test]
fn women_and_men_are_what_the_series_says() {
    let text = "iso3,hdi_2022,hdi_f_2022,hdi_m_2022,lfpr_f_2022,gni_pc_m_2022,co2_m_2022,x_f_2022,x_m_2022\n\
                ALB,1,2,3,4,5,6,7,8\n";
    let (_folder, path) = file("hdr.csv", text);
    let read = everything_of(&path, "undp", Undp);
    let sexes: Vec<_> = figures(&read).iter().map(|f| (f.0, f.2)).collect();
    let expected = [
        ("hdi", "T"),
        ("hdi_f", "F"),
        ("hdi_m", "M"),
        ("lfpr_f", "F"),
        ("gni_pc_m", "M"),
        ("co2_m", "T"),
        ("x_f", "F"),
        ("x_m", "M"),
    ];
    assert_eq!(sexes, expected);
    let undeclared = original("hdi_f", None, &[]);
    let read = try_source(&source(&path, "undp", Undp, Selection::of([("HDI_W", &undeclared)])));
    assert_eq!(figures(&read.unwrap()), [("HDI_W", "ALB", "F", 2022, 2.0, "A", 2)]);
}

#[test]
fn utf_8_is_read_as_well_and_a_series_is_picked_by_its_code() {
    let text = "iso3,country,hdi_2022,hdi_f_2022\nCIV,Côte d’Ivoire,0.5,0.4\n";
    let (_folder, path) = file("hdr.csv", text);
    let women = original("hdi_f", None, &[]);
    let women = ssj::model::Original { sex: Some(ssj::model::Sex::Female), ..women };
    let selection = Selection::of([("HDI", &women)]);
    let read = try_source(&source(&path, "undp", Undp, selection)).unwrap();
    assert_eq!(figures(&read), [("HDI", "CIV", "F", 2022, 0.4, "A", 2)]);
    assert_filtered(&read, &[("series_not_wanted", 1)]);
}

#[test]
fn what_is_no_such_table_is_refused() {
    let cases: [(&str, &[&str]); 5] = [
        ("code,country,hdicode,hdi_2022\nALB,Albania,High,1\n", &["missing the column iso3"]),
        ("<html>Not found</html>", &["a web page", "Not found"]),
        ("country,hdi_2022\nx,1\n", &["reads as its header", "country, hdi_2022"]),
        ("iso3,country\nALB,Albania\n", &["no column holds a series and a year", "iso3, country"]),
        ("iso3,hdi_2022,hdi_2022\nALB,1,2\n", &["hdi_2022 stands twice"]),
    ];
    for (text, words) in cases {
        let (_folder, path) = file("hdr.csv", text);
        refused_source(&source(&path, "undp", Undp, Selection::Everything), words);
    }
}

#[test]
fn the_export_of_the_portal_is_read_a_figure_to_a_row() {
    let text = "CountryIsoCode,Country,indexCode,index,dimension,indicatorCode,indicator,year,value,note\n\
                ALB,Albania,HDI,\"Index, human\",,eys,Years,2015,10.5,a\n\
                ALB,Albania,IHDI,Index,,eys,Years,2016,..,\n\
                ZZK.WORLD,World,HDI,Index,,eys,Years,2015,12,\n\
                TUR,T\u{fc}rkiye,HDI,Index,,hdi,Index,2015,many,\n";
    let (_folder, path) = file("hdr-data.csv", text.replace("CountryIso", "countryIso"));
    assert_eq!(everything_of(&path, "undp", Undp).observations.len(), 1);
    let (_folder, path) = file("hdr-data.csv", text);
    let read = everything_of(&path, "undp", Undp);
    assert_eq!(figures(&read), [("eys", "ALB", "T", 2015, 10.5, "A", 2)]);
    assert_eq!(read.observations[0].remark.as_deref(), Some("a"));
    assert_eq!(problems(&read), [(5, "not_a_number", "value", "many")]);
    assert_filtered(&read, &[("aggregate_or_former_area", 1), ("empty_value", 1)]);
    let ours = original("eys", None, &[("indexCode", "IHDI")]);
    let read = try_source(&source(&path, "undp", Undp, Selection::of([("E", &ours)]))).unwrap();
    let rules = [
        ("aggregate_or_former_area", 1),
        ("empty_value", 1),
        ("other_breakdown", 1),
        ("series_not_wanted", 1),
    ];
    assert_filtered(&read, &rules);
}

#[test]
fn genuine_time_series() {
    let Some(path) = sample("hdr/HDR23-24_Composite_indices_complete_time_series.head20.csv")
    else {
        return;
    };
    let read = everything_of(&path, "undp", Undp);
    assert_eq!(read.counts[0].rows, 20 * 1072);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    assert_filtered(&read, &[("empty_value", 2635)]);
    assert_eq!(read.observations.len(), 18_805);
    assert_eq!(read.series_seen.len(), 40);
    assert_eq!(figures(&read)[1], ("hdi", "AFG", "T", 1990, 0.284, "A", 2));
}
