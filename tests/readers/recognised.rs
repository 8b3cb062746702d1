//! Each file is known by what it holds, whatever it is called; what no reader takes is named.

use crate::packed::zip;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};
use ssj::ingest::{Selection, recognise};
use ssj::model::Reader;
use std::io::Write;

use crate::one_file::{
    assert_filtered, everything_of, figures, file, problems, sample, source, try_source,
};

/// What is said of bytes under a name that says something else.
fn said(bytes: impl AsRef<[u8]>) -> String {
    let (_folder, path) = file("table.csv", bytes);
    recognised(&path)
}

pub fn recognised(path: &Path) -> String {
    match recognise(path) {
        Ok(reader) => reader.name().to_owned(),
        Err(faults) => faults.to_string(),
    }
}

pub const OURS: &[u8] = b"REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nKEN,A,2020,5\n";

#[test]
fn what_no_reader_takes_is_named_with_what_to_do() {
    let utf32: Vec<u8> =
        "\u{feff}REF_AREA,A\n".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(&zip(&[("a.csv", OURS)])).unwrap();
    let cases: [(&[u8], &[&str]); 30] = [
        (b"%PDF-1.7\n", &["a PDF document"]),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 1\n", &["Git LFS", "git lfs pull"]),
        (b"../.git/annex/objects/5x/9Q/SHA256E-s1--a.csv\n", &["git-annex", "git annex get"]),
        (b",me,host,3.5.2031 10:11,file:///a/4;", &["LibreOffice"]),
        (b"\0\x05\x16\x07\0\x02\0\0Mac OS X", &["macOS"]),
        (&utf32, &["UTF-32", "iconv"]),
        (b"{\"@odata.context\":\"https://ghoapi.azureedge.net/api/$metadata#X\",\"value\":[{\"SpatialDim\":\"KEN\",\"NumericValue\":1}]}", &["an answer of an OData service", "Global Health Observatory", "jq -r"]),
        (&gzip.finish().unwrap(), &["packed once more", "unpack it"]),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f", &["binary"]),
        (b"<html><title>Busy</title></html>", &["a web page", "it says: Busy"]),
        (b"<table><tr><td>Kenya</td></tr></table>", &["a table of a web page", "save it as .xlsx"]),
        (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", &["Excel 2003"]),
        (b"<?xml version=\"1.0\"?>\n<!-- a -->\n<m:StructureSpecificData xmlns:m=\"x\"/>", &["SDMX-ML (StructureSpecificData)", "SDMX-CSV"]),
        (b"<m:Structure xmlns:m=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\"/>", &["a structure message of SDMX-ML"]),
        (b"<m:Error xmlns:m=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\"><t>No results</t></m:Error>", &["error of an SDMX service", "No results"]),
        (b"<feed><a/></feed>", &["XML (`feed`)"]),
        (b"{\"error\": {\"code\": 404, \"message\": \"Not found\"}}", &["answers with an error: Not found"]),
        (b"{\"version\": \"2.0\", \"class\": \"dataset\"}", &["JSON-stat"]),
        (b"{\"version\": \"2.0\", \"class\": \"collection\", \"link\": {}}", &["JSON-stat"]),
        (b"PARE\x04\0\0\0PARE", &["locked by a key"]),
        (b"Data extracted on 01/02/2026 12:00:00 from [ESTAT]\n\nTIME,2019,\nFrance,8.4,b\n", &["Eurostat's data browser", "SDMX-CSV or TSV"]),
        (b"{\"data\": {\"codelists\": []}, \"meta\": {\"schema\": \"sdmx-json-structure\"}}", &["a structure message of SDMX-JSON"]),
        (b"{\"chart\": {}, \"columns\": {}}", &["Our World in Data's description"]),
        (b"[{\"ref_area\": \"KEN\", \"obs_value\": 1}]", &["ILOSTAT's figures as JSON", "format=.csv"]),
        (b"[{\"sex\": \"SEX_T\", \"sex.label\": \"Total\"}]", &["a list of ILOSTAT", "no figures"]),
        (b"[{\"geoAreaCode\": \"4\", \"geoAreaName\": \"Afghanistan\"}]", &["a list of the UN SDG"]),
        (b"\"id\",\"indicator\",\"indicator.label\",\"last.update\"\n", &["a list of ILOSTAT"]),
        (b"Goal,Indicator,SeriesCode,SeriesDescription\n1,1.1.1,SI_POV,x\n", &["a list of the UN SDG"]),
        (b"\"INDICATOR_CODE\",\"INDICATOR_NAME\",\"SOURCE_NOTE\",\n", &["a list of series", "no figures"]),
        (b"Code,License Type,Indicator Name,Long definition\n", &["a list of series", "DataBank"]),
    ];
    for (bytes, words) in cases {
        let said = said(bytes);
        for word in words {
            assert!(said.contains(word), "`{word}` is not in:\n{said}");
        }
    }
}

/// Columns that some publishers' files have too.
#[test]
fn a_table_of_ones_own_is_not_taken_for_a_publishers_list_or_message() {
    for header in [
        "Country Code,Region,Score\nKEN,Africa,1\n",
        "country,indicator,year,value\nKenya,a,2020,1\n",
        "Country,Measure,Structure,2019\nKenya,a,b,1\n",
        "countrycode,country,year,pop\nKEN,Kenya,2019,5\n",
        "ORCID,Country,Score\n1,Kenya,2\n",
    ] {
        assert_eq!(said(header), "table", "{header}");
    }
}

#[test]
fn of_a_zip_the_member_with_figures_is_read_and_no_other_counts() {
    let wb = b"Country Name,Country Code,Indicator Name,Indicator Code,2020\nKenya,KEN,x,A.B,1\n";
    let list = b"Code,Indicator Name,Long definition\nA.B,x,y\n";
    let left =
        [("__MACOSX/._a.csv", &b"junk, "[..]), (".DS_Store", b"x"), ("README.txt", b"Words.")];
    for (members, reader) in [
        (vec![("a.csv", OURS)], "sdmx_csv"),
        (vec![("x_Data.csv", &wb[..]), ("x_Series - Metadata.csv", list)], "worldbank"),
    ] {
        let (_folder, path) = file("t.zip", zip(&[&members[..], &left].concat()));
        assert_eq!(recognised(&path), reader);
        assert_eq!(everything_of(&path, "", recognise(&path).unwrap()).observations.len(), 1);
    }
    for (members, words) in [
        (vec![("a.csv", OURS), ("b.csv", OURS)], ["several", "a.csv (sdmx_csv), b.csv (sdmx_csv)"]),
        (vec![("m.csv", &list[..])], ["none", "m.csv (a list of series"]),
        (
            vec![("b.zip", b"PK\x03\x04\x14\0")],
            ["none", "b.zip (a zip or a workbook, packed once more)"],
        ),
    ] {
        let (_folder, path) = file("t.zip", zip(&members));
        let said = recognised(&path);
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
}

#[test]
fn a_sidecar_is_proposed_for_the_table_of_a_zip_and_not_for_its_description() {
    let life = b"Entity,Code,Year,Life\nKenya,KEN,2020,62\n";
    let members: [(&str, &[u8]); 3] = [
        ("life.csv", life),
        ("life.metadata.json", b"{\"chart\": {}, \"columns\": {}}"),
        ("readme.md", b"# Life\n"),
    ];
    let (_folder, path) = file("life.zip", zip(&members));
    let told = try_source(&source(&path, "p", Reader::Table, Selection::Everything)).unwrap_err();
    assert!(told.to_string().contains("area = \"Code\""), "{told}");
}

#[test]
fn a_file_given_to_the_wrong_reader_is_told_whose_it_is() {
    let (_folder, path) = file("a.csv", "country;variable;percentile;year;value;age;pop\n");
    let wrong = source(&path, "", Reader::SdmxCsv, Selection::Everything);
    let expected = ssj::ingest::Expected::default();
    let told = ssj::ingest::ingest(&[wrong], &expected).unwrap_err().to_string();
    assert!(told.contains("it begins like one of `wid`: `ssj read"), "{told}");
}

/// Every genuine file that holds figures is known without a word on whose it is.
#[test]
fn genuine_files_are_known_by_what_they_hold() {
    for (name, reader) in [
        ("ilostat/rplumber_une-deap-sex-age-rt-a.csv", "ilostat"),
        ("oecd/DF_TUD_sdmx-json2.json", "sdmx_json"),
        ("undp/hdr2025_tidy.csv", "sdmx_csv"),
        ("hdr/HDR23-24_Composite_indices_complete_time_series.head20.csv", "undp"),
        ("unsdg/Data_1.3.1_SI_COV_POOR_2019.Q1.G.02.xlsx", "unsdg"),
        ("unsdg/legacy2018_unstats_sdgs_12.2.1.head120.csv", "unsdg"),
        ("wid/WID_data_QC.head3500.csv", "wid"),
        ("worldbank/API_SI.POV.GINI_DS2_en_csv_v2.2016.csv", "worldbank"),
        ("worldbank/api_v2_country_JP_indicator_NY.GDP.PCAP.CD.json", "worldbank"),
        ("unsdg/UNSD_M49_en.csv", "the UN's list of countries and areas"),
        ("worldbank/WDICountry.csv", "a list of countries"),
        ("worldbank/WDIcountry-series.head800.csv", "notes on series"),
        ("wid/WID_countries.csv", "list of countries (WID_countries.csv)"),
        ("ilostat/rplumber_toc_indicator.3of13.json", "a list of ILOSTAT"),
    ] {
        let Some(path) = sample(name) else { continue };
        let copy = file("a", std::fs::read(&path).unwrap());
        let said = recognised(&copy.1);
        assert!(said.contains(reader), "{name}: {said}");
    }
}

/// What a file of one name holds: area, series, year, value.
fn read_as(name: &str, bytes: &[u8], reader: Reader) -> Vec<(String, String, i32, f64)> {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(recognise(&path).unwrap(), reader, "{name}");
    let read = everything_of(&path, "p", reader);
    assert_eq!(problems(&read), [], "{name}");
    let of = |o: &ssj::model::Observation| {
        (o.ref_area.to_string(), o.series.to_string(), o.year, o.value)
    };
    read.observations.iter().map(of).collect()
}

#[test]
fn publishers_own_tables_are_read_for_what_they_are() {
    let one =
        |area: &str, series: &str, year, value| (area.to_owned(), series.to_owned(), year, value);
    // Eurostat's own: codes joined in the first column, `:` is no value, letters are flags.
    let tsv = b"freq,unit,sex,geo\\TIME_PERIOD\t2019 \t2020 \nA,PC,T,FR\t5.7 b\t: \nA,PC,T,EU27_2020\t7 \t8 \n";
    let found = read_as("estat_une_rt.tsv", tsv, Reader::SdmxCsv);
    assert_eq!(found, [one("FRA", "UNE_RT.PC", 2019, 5.7)]);
    // Excel's line on the separator.
    let sep = b"sep=,\nREF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nKEN,A,2020,5\n";
    assert_eq!(read_as("a.csv", sep, Reader::SdmxCsv), [one("KEN", "A", 2020, 5.0)]);
    // Of other fields than commas, as it is saved in much of Europe.
    let sep = b"sep=;\r\nREF_AREA;INDICATOR;TIME_PERIOD;OBS_VALUE\r\nKEN;A;2020;5\r\n";
    assert_eq!(read_as("a.csv", sep, Reader::SdmxCsv), [one("KEN", "A", 2020, 5.0)]);
    // UTF-16, as spreadsheet programs save "Unicode text".
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let ours = wide(&format!("\u{feff}{}", std::str::from_utf8(OURS).unwrap()));
    for bytes in [&ours[..], &ours[2..], &zip(&[("a.csv", &ours)])] {
        assert_eq!(read_as("u.csv", bytes, Reader::SdmxCsv), [one("KEN", "A", 2020, 5.0)]);
    }
    // Quarters stand for no year, and are left out by name.
    let quarters = b"Country Name,Country Code,Indicator Name,Indicator Code,2019,2020Q1\nKenya,KEN,Jobs,SL.A,1.5,7\n";
    assert_eq!(read_as("q.csv", quarters, Reader::Worldbank), [one("KEN", "SL.A", 2019, 1.5)]);
    let (_folder, path) = file("q.csv", quarters);
    assert_filtered(&everything_of(&path, "p", Reader::Worldbank), &[("not_annual", 1)]);
    // A file of series codes that is no one of the UN's.
    let imf = "DATASET,SERIES_CODE,COUNTRY,INDICATOR,TIME_PERIOD,OBS_VALUE\n";
    assert_eq!(said(imf), "sdmx_csv");
    // DataBank's export, with its words for no figure and its footer.
    let bank = b"Country Name,Country Code,Series Name,Series Code,2019 [YR2019],2020 [YR2020]\nKenya,KEN,Jobs,SL.A,1.5,..\n,,,,,\nData from database: WDI,,,,,\nLast Updated: 07/01/2026,,,,,\n";
    assert_eq!(read_as("b.csv", bank, Reader::Worldbank), [one("KEN", "SL.A", 2019, 1.5)]);
    // The same where figures were asked for in other scales.
    let bank = b"Country Name,Country Code,Series Name,Series Code,Scale (Precision),2019 [YR2019]\nKenya,KEN,Jobs,SL.A,Millions (0.1),1.5\nNorway,NOR,Jobs,SL.A,Units,7\n";
    let found = read_as("c.csv", bank, Reader::Worldbank);
    assert_eq!(found, [one("KEN", "SL.A", 2019, 1.5e6), one("NOR", "SL.A", 2019, 7.0)]);
}

#[test]
fn a_publishers_table_with_other_separators_is_told_how_to_save_it() {
    for (text, reader) in [
        ("ref_area;indicator;sex;time;obs_value\nKEN;A;SEX_T;2020;5,5\n", Reader::Ilostat),
        (
            "Country Name;Country Code;Indicator Name;Indicator Code;2020\nKenya;KEN;a;A;5,5\n",
            Reader::Worldbank,
        ),
    ] {
        let (_folder, path) = file("a.csv", text);
        assert_eq!(recognise(&path).unwrap(), reader);
        let told =
            try_source(&source(&path, "p", reader, Selection::Everything)).unwrap_err().to_string();
        assert!(told.contains("separated by ';': save the file with commas"), "{told}");
        assert!(!told.contains("sidecar"), "it would be no table of one's own: {told}");
    }
}

#[test]
fn a_long_table_in_small_letters_is_no_file_of_ilostat() {
    let long = "ref_area,indicator,time_period,obs_value,sex\nKEN,A,2020,5,female\n";
    let (_folder, path) = file("long.csv", long);
    assert_eq!(recognised(&path), "sdmx_csv");
    assert_eq!(
        figures(&everything_of(&path, "", Reader::SdmxCsv)),
        [("A", "KEN", "F", 2020, 5.0, "A", 2)]
    );
    assert_eq!(said("ref_area,indicator,time,obs_value\nKEN,A,2020,5\n"), "ilostat");
}
