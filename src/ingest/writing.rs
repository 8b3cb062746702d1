//! How a table is written, as it is declared beside it: what parts its fields, its decimals and its
//! thousands. A text in, the number that it is by that out; without a declaration, whether it could be
//! two numbers.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::number::{figure_of, finite, number_in_place_of};
use super::said::ObsValue;
use crate::fault::{Fault, Faults, Place, Result};
use crate::model::Reader;
use crate::text_file;
use crate::toml_file::parse;

/// What a sidecar says of how its table is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Writing {
    /// What parts the fields of a CSV; a comma where nothing is said.
    pub separator: Option<char>,
    /// What parts the decimals of a number that is text; a point where nothing is said.
    pub decimal: Option<char>,
    /// What parts its thousands; nothing does where nothing is said.
    pub thousands: Option<char>,
}

/// Marks that look alike, of which one that is declared stands for all.
const BLANKS: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];
const APOSTROPHES: [char; 2] = ['\'', '’'];

/// The sidecar of a table.
pub fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".toml");
    path.with_file_name(name)
}

/// What a sidecar beside a file makes of it: a table whose columns it names, or one of our own form that
/// is written as it says; `None` where there is none.
///
/// # Errors
/// It is no TOML.
pub fn declared(path: &Path) -> Result<Option<Reader>> {
    let file = beside(path);
    if !file.is_file() {
        return Ok(None);
    }
    let table: toml::Table = parse(&file, &text_file::text(&file)?)?;
    if table.is_empty() {
        return Ok(None);
    }
    let is_written = |key: &String| ["separator", "decimal", "thousands"].contains(&key.as_str());
    Ok(Some(if table.keys().all(is_written) { Reader::SdmxCsv } else { Reader::Table }))
}

impl Writing {
    /// What the sidecar of a table of our own form says, if there is one.
    ///
    /// # Errors
    /// It says anything else, or what can't be.
    pub fn of(path: &Path) -> Result<Self> {
        let file = beside(path);
        if !file.is_file() {
            return Ok(Writing::default());
        }
        let writing: Writing = parse(&file, &text_file::text(&file)?)?;
        Faults::check(writing.faults(&file), writing)
    }

    /// What it says and can't be.
    pub fn faults(&self, file: &Path) -> Vec<Fault> {
        let fault =
            |message: String, hint: &str| Fault::new(message).at(Place::file(file)).hint(hint);
        let mut faults = Vec::new();
        if let Some(mark) = self.separator.filter(|mark| !mark.is_ascii()) {
            let hint = "`separator` is one character: \",\", \";\" or \"\\t\"";
            faults.push(fault(format!("`{mark}` can't part fields"), hint));
        }
        if let Some(mark) = self.decimal.filter(|mark| !matches!(mark, '.' | ',')) {
            faults.push(fault(
                format!("`{mark}` can't part decimals"),
                "`decimal` is \".\" or \",\"",
            ));
        }
        let is_mark = |mark: char| {
            matches!(mark, '.' | ',') || BLANKS.contains(&mark) || APOSTROPHES.contains(&mark)
        };
        if let Some(mark) = self.thousands.filter(|mark| !is_mark(*mark)) {
            let hint = "`thousands` is \".\", \",\", \" \" or \"'\"";
            faults.push(fault(format!("`{mark}` can't part thousands"), hint));
        }
        if self.thousands == Some(self.decimal()) {
            let message = format!("`{}` can't part decimals and thousands", self.decimal());
            faults.push(fault(message, "give `decimal` and `thousands` two marks"));
        }
        faults
    }

    /// What parts the fields.
    pub fn separator(&self) -> u8 {
        self.separator.and_then(|mark| u8::try_from(mark).ok()).unwrap_or(b',')
    }

    /// What parts decimals: where thousands have points and nothing is said, a comma.
    fn decimal(&self) -> char {
        self.decimal.unwrap_or(if self.thousands == Some('.') { ',' } else { '.' })
    }

    /// Whether it is said how numbers are written.
    pub fn is_said(&self) -> bool {
        self.decimal.is_some() || self.thousands.is_some()
    }

    /// The number that a text is.
    pub fn number(&self, text: &str) -> Option<f64> {
        finite(&self.plain(text)?)
    }

    /// What a cell of values holds.
    pub fn figure(&self, text: &str) -> ObsValue {
        match self.number(text) {
            _ if text.is_empty() => ObsValue::None,
            Some(number) => ObsValue::Number(number),
            None => ObsValue::Unreadable,
        }
    }

    /// What a cell of values holds in a message in a language that may have decimal commas.
    pub fn figure_in_message(text: &str) -> ObsValue {
        let comma = Writing { decimal: Some(','), ..Writing::default() };
        match figure_of(text, false) {
            ObsValue::Unreadable => comma.figure(text),
            figure => figure,
        }
    }

    /// The text with a point for its decimals and no other mark; `None` where a mark of thousands does
    /// not part threes, or one stands there that is not declared.
    fn plain<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        let decimal = self.decimal();
        if decimal == '.' && self.thousands.is_none() {
            return Some(text.into());
        }
        let (whole, behind) = match text.split_once(decimal) {
            Some((whole, behind)) => (whole, Some(behind)),
            None => (text, None),
        };
        let whole = match self.thousands {
            Some(mark) => ungrouped(whole, mark)?,
            None => whole.to_owned(),
        };
        if whole.contains(['.', ',']) || behind.is_some_and(|part| part.contains(['.', ','])) {
            return None;
        }
        Some(behind.map_or(whole.clone(), |part| format!("{whole}.{part}")).into())
    }

    /// What is expected in place of a text that is no number, in words.
    pub fn expected(&self, text: &str) -> Cow<'static, str> {
        let Some(mark) = self.thousands else {
            return match self.decimal() {
                ',' => "a number with a decimal comma and no other mark, as is declared".into(),
                _ => number_in_place_of(text).into(),
            };
        };
        format!("a number with `{}` for its decimals and, if any, `{mark}` before each three digits of its thousands, as is declared", self.decimal()).into()
    }
}

/// A whole number without its marks of thousands.
fn ungrouped(text: &str, mark: char) -> Option<String> {
    let is_mark = |c: char| {
        let alike = [&BLANKS[..], &APOSTROPHES[..]].into_iter().find(|all| all.contains(&mark));
        alike.map_or(c == mark, |all| all.contains(&c))
    };
    let mut groups = text.split(is_mark);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = first.trim_start_matches(['-', '+']).len();
    let are_threes = rest.iter().all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()));
    let good = rest.is_empty() || (1..=3).contains(&digits) && are_threes;
    good.then(|| first.to_owned() + &rest.concat())
}

/// What the numbers of one column look like where nothing is said of how they are written.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Marks {
    /// The first number that could be two: a mark before its last three digits.
    doubtful: Option<String>,
    /// Whether one shows that the mark parts decimals.
    is_settled: bool,
    /// The mark before more than three digits, as only programs write it, and all numbers alike.
    fine: Option<char>,
    /// The first number with a point, and with a comma, as its only mark.
    first: [Option<String>; 2],
}

impl Marks {
    pub fn see(&mut self, text: &str) {
        let Some((whole, behind)) = text.split_once(['.', ',']) else { return };
        let mark = char::from(text.as_bytes()[whole.len()]);
        if !behind.contains(['.', ',']) {
            self.first[usize::from(mark == ',')].get_or_insert_with(|| text.to_owned());
        }
        if could_be_thousands(whole, behind) {
            self.doubtful.get_or_insert_with(|| text.to_owned());
        } else {
            self.is_settled = true;
        }
        if behind.len() > 3 && behind.bytes().all(|b| b.is_ascii_digit()) {
            self.fine.get_or_insert(mark);
        }
    }

    pub fn add(&mut self, other: Marks) {
        self.is_settled |= other.is_settled;
        self.doubtful = self.doubtful.take().or(other.doubtful);
        self.fine = self.fine.or(other.fine);
        for (mine, its) in self.first.iter_mut().zip(other.first) {
            *mine = mine.take().or(its);
        }
    }

    /// What must be asked of the column `name` of the table at `path`; `fine` are the marks of numbers in
    /// any of its columns that a program wrote.
    fn asked(&self, path: &Path, name: &str, fine: &[char]) -> Option<Fault> {
        let text = self.doubtful.as_ref().filter(|_| !self.is_settled)?;
        let mark = if text.contains('.') { '.' } else { ',' };
        if fine.contains(&mark) {
            return None;
        }
        let (decimals, thousands) = (text.replace(',', "."), text.replace(['.', ','], ""));
        let message = format!(
            "every number of `{name}` that has a `{mark}` has exactly three digits behind it, such as `{text}`: it could be {decimals} or {thousands}"
        );
        let file = beside(path);
        Some(Fault::new(message).at(Place::file(path)).hint(format!(
            "say which in {}: `decimal = \"{mark}\"` where it is {decimals}, `thousands = \"{mark}\"` where it is {thousands}",
            file.display()
        )))
    }

    /// What must be asked of a table's columns of numbers, each with its name.
    pub fn all_asked(path: &Path, columns: &[(String, Marks)]) -> Vec<Fault> {
        let fine: Vec<char> = columns.iter().filter_map(|(_, marks)| marks.fine).collect();
        columns.iter().filter_map(|(name, marks)| marks.asked(path, name, &fine)).collect()
    }

    /// What must be asked of a message whose fields are parted by something else than commas: decimals
    /// have points in it, or commas, and thousands nothing.
    pub fn asked_of_message(path: &Path, columns: Vec<(String, Marks)>) -> Option<Fault> {
        let mut all = Marks::default();
        columns.into_iter().for_each(|(_, marks)| all.add(marks));
        let [point, comma] = &all.first;
        let Some((point, comma)) = point.as_ref().zip(comma.as_ref()) else {
            return all.asked(path, "the message", &[',']);
        };
        let message = format!(
            "numbers of the message have points (`{point}`) and commas (`{comma}`): which of them part decimals can't be told"
        );
        let hint = format!(
            "say how it is written in {}: `separator = …`, `decimal = \",\"`, `thousands = \".\"`",
            beside(path).display()
        );
        Some(Fault::new(message).at(Place::file(path)).hint(hint))
    }
}

/// `522` and `250`: no number of thousands begins with 0, or has more than three digits before the mark.
fn could_be_thousands(whole: &str, behind: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let whole = whole.trim_start_matches(['-', '+']);
    let is_first = (1..=3).contains(&whole.len()) && digits(whole) && !whole.starts_with('0');
    is_first && behind.len() == 3 && digits(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(decimal: char, thousands: Option<char>, text: &str) -> Option<f64> {
        Writing { separator: None, decimal: Some(decimal), thousands }.number(text)
    }

    #[test]
    fn a_number_is_read_as_its_table_is_written() {
        assert_eq!(number(',', Some('.'), "1.234.567,8"), Some(1_234_567.8));
        assert_eq!(number(',', Some('.'), "-1.234"), Some(-1234.0));
        assert_eq!(number(',', Some('.'), "1.23"), None, "a point that parts no threes");
        assert_eq!(number(',', Some('.'), "1234,5"), Some(1234.5));
        assert_eq!(number(',', None, "1,500"), Some(1.5));
        assert_eq!(number(',', None, "1.500"), None, "a mark that is not declared");
        assert_eq!(number('.', Some(','), "1,234.5"), Some(1234.5));
        assert_eq!(number(',', Some(' '), "1\u{202f}234,5"), Some(1234.5));
        assert_eq!(number('.', Some('\''), "1’234"), Some(1234.0));
        assert_eq!(number('.', None, "1.5e3"), Some(1500.0));
    }

    #[test]
    fn a_column_is_in_doubt_where_nothing_in_it_tells() {
        let asked = |texts: &[&str]| {
            let mut marks = Marks::default();
            texts.iter().for_each(|text| marks.see(text));
            marks.asked(Path::new("t.csv"), "A", &[]).map(|fault| fault.to_string())
        };
        let told = asked(&["522.250", "12", "1.000"]).unwrap();
        assert!(
            told.contains("it could be 522.250 or 522250") && told.contains("t.csv.toml"),
            "{told}"
        );
        assert!(asked(&["1,500"]).unwrap().contains("1.500 or 1500"));
        for settled in
            [&["0.462", "1.250"][..], &["1.5", "1.250"], &["1234.567"], &["12"], &["1.2.3"]]
        {
            assert_eq!(asked(settled), None, "{settled:?}");
        }
    }
}
