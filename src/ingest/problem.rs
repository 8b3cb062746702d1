//! Problems: rows that can't be used, as rows of `problems.csv`.

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::characters::visible;
use crate::fault::Place;

/// Why a row can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    FieldCount,
    UnknownArea,
    AmbiguousArea,
    UnknownIndicator,
    OtherProvider,
    UnknownSex,
    UnknownStatus,
    NotANumber,
    YearOutOfRange,
    NotAYear,
    ValueOutOfRange,
    ConflictingDuplicate,
    UndeclaredBound,
    UnknownAction,
    /// A cell of a workbook that was written by a program and never calculated.
    FormulaWithoutResult,
    UnknownFrequency,
}

impl Rule {
    pub fn name(self) -> &'static str {
        match self {
            Rule::FieldCount => "field_count",
            Rule::UnknownArea => "unknown_area",
            Rule::AmbiguousArea => "ambiguous_area",
            Rule::UnknownIndicator => "unknown_indicator",
            Rule::OtherProvider => "other_provider",
            Rule::UnknownSex => "unknown_sex",
            Rule::UnknownStatus => "unknown_status",
            Rule::NotANumber => "not_a_number",
            Rule::YearOutOfRange => "year_out_of_range",
            Rule::NotAYear => "not_a_year",
            Rule::ValueOutOfRange => "value_out_of_range",
            Rule::ConflictingDuplicate => "conflicting_duplicate",
            Rule::UndeclaredBound => "undeclared_bound",
            Rule::UnknownAction => "unknown_action",
            Rule::FormulaWithoutResult => "formula_without_result",
            Rule::UnknownFrequency => "unknown_frequency",
        }
    }
}

/// One row that can't be used. Where several cells of it are wrong, each stands here in turn,
/// joined by `; `, so that one row of the file stays one row of `problems.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub file: Arc<str>,
    /// Line in the file, from 1.
    pub row: u64,
    pub column: Arc<str>,
    pub found: Arc<str>,
    pub expected: Arc<str>,
    pub rule: Arc<str>,
}

impl Problem {
    /// Where it stands, and what is wrong, in words: an empty cell has nothing to quote, and a row that is
    /// wrong as a whole no column.
    pub fn told(&self) -> (Place, String) {
        let place = Place::line(Path::new(&*self.file), self.row);
        let place = if self.column.is_empty() { place } else { place.column(&self.column) };
        let found =
            if self.found.is_empty() { "nothing".into() } else { format!("`{}`", self.found) };
        (place, format!("found {found}, expected {}", self.expected))
    }
}

/// One wrong cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Offence {
    pub column: String,
    pub found: String,
    pub expected: String,
    pub rule: Rule,
}

impl Offence {
    /// A formula stands where its result should, whatever is expected there.
    pub fn new(column: &str, found: &str, expected: impl Into<String>, rule: Rule) -> Self {
        let (column, shown) = (column.to_owned(), shortened(found));
        if !found.starts_with('=') {
            return Offence { column, found: shown, expected: expected.into(), rule };
        }
        let expected = "the result of the formula, which the file does not hold: open it in a spreadsheet program and save it";
        let rule = Rule::FormulaWithoutResult;
        Offence { column, found: shown, expected: expected.to_owned(), rule }
    }
}

/// What was found, cut where it is longer than anyone reads.
fn shortened(found: &str) -> String {
    const READ: usize = 120;
    let found = &*visible(found);
    match found.char_indices().nth(READ) {
        Some((end, _)) => format!("{}… ({} characters)", &found[..end], found.chars().count()),
        None => found.to_owned(),
    }
}

impl Problem {
    pub(super) fn of_row(file: &str, row: u64, offences: &[Offence]) -> Self {
        let join = |part: fn(&Offence) -> &str| -> Arc<str> {
            offences.iter().map(part).collect::<Vec<_>>().join("; ").into()
        };
        Problem {
            file: file.into(),
            row,
            column: join(|o| &o.column),
            found: join(|o| &o.found),
            expected: join(|o| &o.expected),
            rule: join(|o| o.rule.name()),
        }
    }

    /// Shares the texts that are the same as those of the problem before: where every row of a file is
    /// wrong in one way, that way is kept once.
    pub(super) fn after(mut self, before: Option<&Problem>) -> Self {
        let Some(before) = before else { return self };
        let share = |text: &mut Arc<str>, before: &Arc<str>| {
            if *text == *before {
                *text = Arc::clone(before);
            }
        };
        share(&mut self.file, &before.file);
        share(&mut self.column, &before.column);
        share(&mut self.found, &before.found);
        share(&mut self.expected, &before.expected);
        share(&mut self.rule, &before.rule);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_in_one_way_is_kept_once() {
        let wrong = |row, found| {
            let offence = Offence::new("OBS_VALUE", found, "a number", Rule::NotANumber);
            Problem::of_row("data.csv", row, &[offence])
        };
        let first = wrong(2, "x");
        let second = wrong(3, "y").after(Some(&first));
        assert_eq!((&*second.found, second.row), ("y", 3));
        let said = |p: &Problem| [&p.file, &p.column, &p.expected, &p.rule].map(Arc::as_ptr);
        assert_eq!(said(&first), said(&second));
        assert!(size_of::<Problem>() <= 88);
    }
}
