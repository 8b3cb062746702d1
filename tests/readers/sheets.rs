//! Workbooks given to any reader: the sheet with figures, its formulas, percentages and older forms.

use super::recognised::recognised;
use crate::one_file::{assert_filtered, everything_of, figures, file, problems};
use crate::packed::zip;
use crate::workbook::{row, workbook};
use ssj::ingest::recognise;
use ssj::model::Reader;
use std::io::Cursor;

#[test]
fn of_a_workbook_the_sheet_with_figures_is_read_by_any_reader_with_its_rows() {
    let notes = row(1, &["Notes"]) + &row(3, &["Nothing, \"here\""]);
    let figures_in = row(2, &["Data Source", "World Development Indicators"])
        + &row(
            4,
            &["Country Name", "Country Code", "Indicator Name", "Indicator Code", "=2019", "=2020"],
        )
        + &row(5, &["Kenya", "KEN", "a, b", "A.B", "=1.5", ""]);
    let list = row(1, &["Country Code", "Region", "IncomeGroup", "SpecialNotes"]);
    let book = workbook(&[("Notes", &notes), ("Data", &figures_in), ("Countries", &list)]);
    let (_folder, path) = file("book.csv", &book);
    assert_eq!(recognise(&path).unwrap(), Reader::Worldbank);
    let read = everything_of(&path, "worldbank", Reader::Worldbank);
    assert_eq!(figures(&read), [("A.B", "KEN", "T", 2019, 1.5, "A", 5)]);
    assert_filtered(&read, &[("empty_value", 1)]);

    let (_folder, path) = file("two.xlsx", workbook(&[("A", &figures_in), ("B", &figures_in)]));
    let said = recognised(&path);
    assert!(said.contains("several") && said.contains("A (worldbank), B (worldbank)"), "{said}");
    let (_folder, path) = file("none.xlsx", workbook(&[("A", "")]));
    assert!(recognised(&path).contains("no sheet of the workbook has a cell"));
}

#[test]
fn a_formula_without_a_result_is_a_problem_in_every_reader() {
    let cell = |place: &str, inside: &str| format!("<c r=\"{place}\">{inside}</c>");
    let rows = row(1, &["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE"])
        + &row(2, &["KEN", "A", "=2019"])
            .replace("</row>", &(cell("D2", "<f>1/2</f><v></v>") + "</row>"))
        + &row(3, &["KEN", "A", "=2020"])
            .replace("</row>", &(cell("D3", "<f>1/2</f><v>0.5</v>") + "</row>"))
        + &row(4, &["KEN", "A", "=2021"])
            .replace("</row>", &(cell("D4", "<f>1-1</f><v>0</v>") + "</row>"))
        + &row(5, &["KEN", "A", "=2022"])
            .replace("</row>", "<c r=\"D5\" t=\"str\"><f>IF(1,\"\")</f><v></v></c></row>");
    let book = workbook(&[("A", &rows)]);
    let (_folder, path) = file("a.xlsx", &book);
    let read = everything_of(&path, "", Reader::SdmxCsv);
    let values: Vec<_> = figures(&read).iter().map(|f| (f.3, f.4)).collect();
    assert_eq!(values, [(2020, 0.5), (2021, 0.0)]);
    assert_eq!(problems(&read), [(2, "formula_without_result", "OBS_VALUE", "=1/2")]);
    assert!(read.problems[0].expected.contains("open it in a spreadsheet program"));
    assert_filtered(&read, &[("empty_value", 1)]);

    // A program that can't calculate writes 0 for each, and asks for a calculation.
    let asks = "</sheets><calcPr fullCalcOnLoad=\"1\"/>";
    let mut archive = zip::ZipArchive::new(Cursor::new(&book)).unwrap();
    let names: Vec<String> = archive.file_names().map(|n| n.unwrap().into_owned()).collect();
    let members: Vec<(String, Vec<u8>)> = names
        .into_iter()
        .map(|name| {
            let text = std::io::read_to_string(archive.by_name(&name).unwrap()).unwrap();
            (name, text.replace("</sheets>", asks).into_bytes())
        })
        .collect();
    let members: Vec<_> = members.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    let (_folder, path) = file("a.xlsx", zip(&members));
    let read = everything_of(&path, "", Reader::SdmxCsv);
    assert_eq!(figures(&read).len(), 1);
    let rules: Vec<_> = problems(&read).iter().map(|p| (p.0, p.1)).collect();
    assert_eq!(rules, [(2, "formula_without_result"), (4, "formula_without_result")]);
}

/// Written by a program that can't calculate, in the form of Excel 97.
#[test]
fn a_workbook_of_before_2007_and_one_of_opendocument_are_read_too() {
    const TABLE: &str = "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
        xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    let text = |t: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{t}</text:p></table:table-cell>"
        )
    };
    let number = |n: f64| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{n}\"></table:table-cell>"
        )
    };
    let formula = "<table:table-cell office:value-type=\"float\" table:formula=\"of:=[.B2]*100\"></table:table-cell>";
    let line = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = line(&["Country", "Total", "Share"].map(text))
        + &line(&[text("Kenya"), number(200.0), formula.to_owned()]);
    let content = format!(
        "<office:document-content {TABLE}><office:body><office:spreadsheet><table:table table:name=\"T\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
    let ods = zip(&[
        ("mimetype", mimetype),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ]);
    let xls = include_bytes!("../fixtures/table/before_2007.xls");
    let sidecar = "origin = \"o\"\nlicence = \"l\"\narea = \"Country\"\nyear = 2020\n\
        [[value]]\ncolumn = \"Total\"\nseries = \"T\"\n[[value]]\ncolumn = \"Share\"\nseries = \"S\"\n";
    for (name, bytes, found) in [("t.ods", &ods[..], "=[.B2]*100"), ("t.xls", xls, "=B2*100")] {
        let (folder, path) = file(name, bytes);
        std::fs::write(folder.path().join(format!("{name}.toml")), sidecar).unwrap();
        let read = everything_of(&path, "hand", recognise(&path).unwrap());
        assert_eq!(figures(&read), [("T", "KEN", "T", 2020, 200.0, "A", 2)]);
        assert_eq!(problems(&read), [(2, "formula_without_result", "Share", found)]);
    }
}

#[test]
fn percentages_beside_plain_numbers_are_told_apart() {
    let style = |line: u32, area: &str, style: &str, value: &str| {
        row(line, &[area, "=2020"])
            .replace("</row>", &format!("<c r=\"C{line}\" {style}><v>{value}</v></c></row>"))
    };
    let head = row(1, &["Country", "Year", "Rate"]);
    let shown =
        head.clone() + &style(2, "Kenya", "s=\"2\"", "0.057") + &style(3, "Mali", "s=\"2\"", "0.1");
    let mixed = shown.clone() + &style(4, "Niger", "", "3.1");
    let sidecar = "origin = \"o\"\nlicence = \"l\"\narea = \"Country\"\nyear = \"Year\"\n[[value]]\ncolumn = \"Rate\"\nseries = \"R\"\n";
    let read = |rows: &str| {
        let (folder, path) = file("p.xlsx", workbook(&[("P", rows)]));
        std::fs::write(folder.path().join("p.xlsx.toml"), sidecar).unwrap();
        everything_of(&path, "hand", Reader::Table)
    };
    let fractions = read(&shown);
    let values: Vec<f64> = fractions.observations.iter().map(|o| o.value).collect();
    assert_eq!(values, [0.057, 0.1]);
    assert!(
        fractions.notes.iter().any(|n| n.contains("the percentages of `Rate`")),
        "{:?}",
        fractions.notes
    );
    let told = read(&mixed);
    assert_eq!(figures(&told), [("R", "NER", "T", 2020, 3.1, "A", 4)]);
    let expected = [(2, "not_a_number", "Rate", "5.7%"), (3, "not_a_number", "Rate", "10%")];
    assert_eq!(problems(&told), expected);
    assert!(told.problems[0].expected.contains("without a percent sign"));
}
