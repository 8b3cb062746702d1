//! Rows counted: those of problems, and those left out by a rule, with the areas that they are of.

use super::Account;
use super::rules::NOT_WANTED;
use crate::ingest::problem::{Offence, Problem, Rule};

impl Account<'_> {
    /// Counts a row (of a wide table, a cell).
    pub fn row(&mut self) {
        self.count.rows += 1;
    }

    /// Counts rows that are left out by a rule.
    pub fn filtered(&mut self, rule: &'static str) {
        *self.count.filtered.entry(rule).or_default() += 1;
    }

    /// Counts a row of a series that no one wants.
    pub fn not_wanted(&mut self) {
        self.row();
        self.filtered(NOT_WANTED);
    }

    /// Counts rows that are left out together.
    pub fn left_out(&mut self, rule: &'static str, rows: usize) {
        if rows > 0 {
            self.count.rows += rows;
            *self.count.filtered.entry(rule).or_default() += rows;
        }
    }

    pub fn problem(&mut self, line: u64, offences: &[Offence]) {
        let problem = Problem::of_row(&self.file, line, offences);
        let problem = problem.after(self.ingested.problems.last());
        self.ingested.problems.push(problem);
        self.count.problems += 1;
    }

    /// Whether a record has as many fields as the header; else it is a problem.
    pub fn has_fields(&mut self, found: usize, expected: usize, line: impl Fn() -> u64) -> bool {
        if found == expected {
            return true;
        }
        self.row();
        let expected = format!("{expected} fields, as in the header");
        let found = format!("{found} fields");
        self.wrong(line(), "", &found, &expected, Rule::FieldCount);
        false
    }

    /// A problem of one cell.
    pub fn wrong(&mut self, line: u64, column: &str, found: &str, expected: &str, rule: Rule) {
        self.problem(line, &[Offence::new(column, found, expected, rule)]);
    }

    /// Counts a row of an area that is left out by a rule.
    pub fn falls_out(&mut self, rule: &'static str, area: &str) {
        self.filtered(rule);
        self.fell(area, rule);
    }

    /// Remembers by which rule a row of a known area fell out.
    pub fn fell(&mut self, area: &str, rule: &'static str) {
        if let Some(area) = self.areas.known(area) {
            *self.ingested.fallen.entry(area).or_default().entry(rule).or_default() += 1;
        }
    }
}
