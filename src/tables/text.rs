//! Rows in, CSV text out; numbers and lists of words as cells.

use crate::characters::as_cell;

/// A CSV text of rows of one length, the header among them; no cell is run by a spreadsheet program.
pub fn rows_csv_text<R: AsRef<[String]>>(rows: impl IntoIterator<Item = R>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let cell = |text: &String| as_cell(text).into_owned().into_bytes();
    let written =
        rows.into_iter().try_for_each(|row| writer.write_record(row.as_ref().iter().map(cell)));
    written.expect("rows of one length can always be written to memory");
    let bytes = writer.into_inner().expect("memory can always be flushed");
    String::from_utf8(bytes).expect("texts joined by commas stay UTF-8")
}

/// A number for a table: twelve significant digits at most, no zeros at its end, empty where missing.
pub fn number(value: Option<f64>) -> String {
    let Some(value) = value else { return String::new() };
    let rounded: f64 = format!("{value:.11e}").parse().unwrap_or(value);
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// Several codes or names in one cell.
pub fn several<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    all.into_iter().collect::<Vec<_>>().join(";")
}

/// Several words in one cell.
pub fn words(words: impl IntoIterator<Item = &'static str>) -> String {
    words.into_iter().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_missing_ones_empty() {
        assert_eq!(number(Some(91.5)), "91.5");
        assert_eq!(number(Some(100.0)), "100");
        assert_eq!(number(Some(1.0 / 3.0)), "0.333333333333");
        assert_eq!(number(Some(0.1 + 0.2)), "0.3");
        assert_eq!(number(Some(3e-12)), "0.000000000003");
        assert_eq!(number(Some(-0.0)), "0");
        assert_eq!(number(None), "");
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_text_and_numbers_stay_numbers() {
        let rows = [["@name", "value", "note"], ["=HYPERLINK(\"x\")", "-1.5", "\u{1b}[2J"]];
        let text = rows_csv_text(rows.map(|row| row.map(str::to_owned)));
        let expected = "'@name,value,note\n\"'=HYPERLINK(\"\"x\"\")\",-1.5,\\u{1b}[2J\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_hostile_name_is_quoted() {
        let text = rows_csv_text([vec!["name".to_owned()], vec!["#let x = [\"a\", b".to_owned()]]);
        assert_eq!(text, "name\n\"#let x = [\"\"a\"\", b\"\n");
    }
}
