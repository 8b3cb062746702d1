//! A framework and its scores in, `build.R` out: the calls that make the same scores in COINr.
//!
//! What COINr does is left to COINr; what it can't is done by a short function that says so; what
//! is neither is read from `by_ssj.csv`, where the scores of ssj stand. Its interfaces are those of
//! its reference pages; 1.1.12 is the first version that has them all.

mod aggregate;
mod normalise;
mod treat;

use super::codes::Names;
use super::columns::{exact, or_missing};
use super::form::Subject;
use super::tree::Tree;
use crate::model::Column;
use crate::tables::rows_csv_text as csv_text;

/// `build.R`, and what it needs and can't do.
pub(super) struct Script {
    pub text: String,
    /// Scores that COINr has no method for, where there are any.
    pub by_ssj: Option<String>,
    /// What COINr can't do, each with who does it.
    pub notes: Vec<String>,
}

/// What the parts are written from, and what they add to.
struct Builder<'a> {
    subject: &'a Subject<'a>,
    names: &'a Names,
    tree: &'a Tree,
    /// The steps so far.
    steps: String,
    /// The data set that the next step starts from.
    data: &'static str,
    by_ssj: Vec<(String, Column)>,
    notes: Vec<String>,
}

/// Writes the script for the tables that were made of `subject`.
pub(super) fn script(subject: &Subject, names: &Names, tree: &Tree) -> Script {
    let (steps, by_ssj, notes) = Default::default();
    let mut builder = Builder { subject, names, tree, steps, data: "Raw", by_ssj, notes };
    builder.treat();
    builder.normalise();
    builder.aggregate();
    let Builder { steps, by_ssj, notes, .. } = builder;
    let read = if by_ssj.is_empty() { "" } else { "by_ssj <- read.csv(\"by_ssj.csv\")\n" };
    let title = one_line(&subject.framework.name.en);
    let text = format!(
        "# Made by `ssj export coinr`: {title}.\n\
         # Makes the same scores in COINr (1.1.12 or later), with the tables beside this file:\n\
         # Rscript build.R in their folder. codes.csv leads from COINr's codes back to the\n\
         # framework's, and says what was done to the values of each indicator.\n\
         library(COINr)\n\
         coin <- new_coin(read.csv(\"iData.csv\"), read.csv(\"iMeta.csv\"), quietly = TRUE)\n\
         {read}{steps}\n\
         scores <- get_dset(coin, dset = \"Aggregated\")\n\
         write.csv(scores, \"scores_coinr.csv\", row.names = FALSE)\n"
    );
    let by_ssj = (!by_ssj.is_empty()).then(|| table(names, &by_ssj));
    Script { text, by_ssj, notes }
}

impl Builder<'_> {
    fn add(&mut self, lines: &str) {
        self.steps.push_str(lines);
        self.steps.push('\n');
    }

    /// A function that COINr lacks, written once.
    fn define(&mut self, lines: &str) {
        if !self.steps.contains(lines) {
            self.add(lines);
        }
    }

    /// COINr's names of these indicators, as a vector of R.
    fn codes(&self, indicators: &[usize]) -> String {
        vector(indicators.iter().map(|&i| self.names.indicators[i].as_str()))
    }

    fn scored(&self) -> Vec<usize> {
        let indicators = &self.subject.framework.indicators;
        (0..indicators.len()).filter(|&i| indicators[i].weight.is_some()).collect()
    }
}

/// Things that are written alike, in the order they came.
fn alike<T: Copy>(things: impl IntoIterator<Item = (T, String)>) -> Vec<(String, Vec<T>)> {
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    for (thing, text) in things {
        match groups.iter_mut().find(|(same, _)| *same == text) {
            Some((_, members)) => members.push(thing),
            None => groups.push((text, vec![thing])),
        }
    }
    groups
}

/// `c("a", "b")`, in lines of some 100 characters.
fn vector<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let (mut text, mut width) = ("c(".to_owned(), 2);
    for (n, name) in names.enumerate() {
        if n > 0 {
            text.push(',');
            let is_full = width + name.len() > 80;
            text.push_str(if is_full { "\n    " } else { " " });
            width = if is_full { 4 } else { width + 2 };
        }
        text.push_str(&format!("\"{name}\""));
        width += name.len() + 2;
    }
    text + ")"
}

/// `c(1, 2.5)`.
fn numbers(values: impl IntoIterator<Item = f64>) -> String {
    let values: Vec<String> = values.into_iter().map(exact).collect();
    format!("c({})", values.join(", "))
}

/// A text that stays within its line of comment.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Columns of scores by unit.
fn table(names: &Names, columns: &[(String, Column)]) -> String {
    let mut header = vec!["uCode".to_owned()];
    header.extend(columns.iter().map(|(name, _)| name.clone()));
    let rows = names.areas.iter().enumerate().map(|(area, unit)| {
        let scores = columns.iter().map(|(_, column)| or_missing(column[area].map(exact)));
        [unit.clone()].into_iter().chain(scores).collect::<Vec<_>>()
    });
    csv_text([header].into_iter().chain(rows))
}
