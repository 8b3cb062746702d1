//! Codes that R takes as names of columns, and the table that leads back to ours.

use std::collections::BTreeMap;

use crate::fault::{Fault, Faults, Result};
use crate::tables;

/// Words that R reads as something else than a name, in a header or in a cell.
const RESERVED: [&str; 24] = [
    "if",
    "else",
    "repeat",
    "while",
    "function",
    "for",
    "next",
    "break",
    "in",
    "NULL",
    "NA_integer_",
    "NA_real_",
    "NA_character_",
    "NA_complex_",
    "T",
    "F",
    "uCode",
    "uName",
    "Time",
    // Those that turn a wide table of ours into a long one.
    "REF_AREA",
    "TIME_PERIOD",
    "INDICATOR",
    "MEASURE",
    "SERIES",
];
/// Likewise, in capitals or not.
const READ_AS_VALUES: [&str; 6] = ["true", "false", "na", "nan", "inf", "infinity"];

/// A name that R, COINr and our formulas take as it is: it starts with a letter, the rest are
/// letters, digits, `_` and `.`, and it is no reserved word. Codes that are one already stay.
pub(super) fn safe(code: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' };
    let mut name: String = code.chars().map(keep).collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert(0, 'X');
    }
    let is_value = READ_AS_VALUES.contains(&name.to_lowercase().as_str());
    if is_value || name == "OBS_VALUE" || RESERVED.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// COINr's names, in the order of ours.
pub(super) struct Names {
    pub areas: Vec<String>,
    pub levels: Vec<String>,
    pub indicators: Vec<String>,
    /// Columns of the reference table by which areas are grouped, and their names.
    pub columns: Vec<String>,
    pub groups: Vec<String>,
}

/// Our codes and the names that stand for them, with what each is.
#[derive(Default)]
pub(super) struct Codes {
    /// (kind, code, name), in the order they came.
    rows: Vec<(&'static str, String, String)>,
    faults: Vec<Fault>,
}

impl Codes {
    /// The name of a code of one kind (`area`, `indicator`, `level`, `column`).
    pub fn add(&mut self, kind: &'static str, code: &str) -> String {
        let name = safe(code);
        let same = |(_, _, other): &&(&str, String, String)| *other == name;
        if let Some((other_kind, other, _)) = self.rows.iter().find(same) {
            let message = format!(
                "the {other_kind} `{other}` and the {kind} `{code}` would both be `{name}` in COINr"
            );
            let hint = "give one of them another code: COINr takes letters, digits, `_` and `.`, and each code once";
            self.faults.push(Fault::new(message).hint(hint));
        }
        self.rows.push((kind, code.to_owned(), name.clone()));
        name
    }

    /// A name for what only COINr needs, near to `wanted` and used by nothing else.
    pub fn make(&mut self, kind: &'static str, code: &str, wanted: &str) -> String {
        let mut name = safe(wanted);
        while self.rows.iter().any(|(_, _, other)| *other == name) {
            name.push('_');
        }
        self.rows.push((kind, code.to_owned(), name.clone()));
        name
    }

    /// How many codes had to be changed, by kind.
    pub fn changed(&self) -> BTreeMap<&'static str, usize> {
        let mut changed = BTreeMap::new();
        for (kind, code, name) in &self.rows {
            if code != name {
                *changed.entry(*kind).or_default() += 1;
            }
        }
        changed
    }

    /// The table of all codes, to read results back by. `done` says of an indicator's code what was
    /// done to its values and which units' were made.
    ///
    /// # Errors
    /// Every two codes that would be one.
    pub fn table(self, done: &dyn Fn(&str) -> [String; 2]) -> Result<String> {
        let header = ["kind", "code", "coinr", "values", "imputed"].map(str::to_owned).to_vec();
        let rows = self.rows.into_iter().map(|(kind, code, name)| {
            let [values, imputed] =
                if kind == "indicator" { done(&code) } else { Default::default() };
            vec![kind.into(), code, name, values, imputed]
        });
        let text = tables::rows_csv_text([header].into_iter().chain(rows));
        Faults::check(self.faults, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_becomes_a_name_that_r_takes() {
        assert_eq!(safe("SL_UEM.15"), "SL_UEM.15");
        assert_eq!(safe("533"), "X533");
        assert_eq!(safe("gender gap-2"), "gender_gap_2");
        assert_eq!(safe("_x"), "X_x");
        assert_eq!(safe("NA"), "NA_", "Namibia is a code, not a missing one");
        assert_eq!(safe("Time"), "Time_");
        assert_eq!(safe("time"), "time");
        assert_eq!(safe("True"), "True_");
    }

    #[test]
    fn two_codes_that_would_be_one_are_refused_by_name() {
        let mut codes = Codes::default();
        codes.add("indicator", "a-b");
        codes.add("level", "a b");
        let error = codes.table(&|_| Default::default()).unwrap_err().to_string();
        assert!(error.contains("indicator `a-b` and the level `a b`"), "{error}");
    }
}
