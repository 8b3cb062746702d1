//! Files of the World Inequality Database: `country;variable;percentile;year;value;age;pop`, since 2026
//! with `data_quality`; observations out.

use std::path::Path;

use csv::StringRecord;

use super::account::{Account, NO_AREA, PART_OF_AN_AREA};
use super::delimited::{Cells, Dialect, Head, scan};
use super::holds::Holds;
use super::input;
use super::number::figure_of;
use super::problem::{Offence, Rule};
use super::reading::{Expected, Ingested, Source};
use super::said::Said;
use crate::fault::Result;
use crate::model::{ObsStatus, Sex};

/// Reads the data of one country, plain, gzipped, or as a member of its zip. A header without rows
/// is noted: the database has such files.
///
/// # Errors
/// A missing column, a file cut off.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let path = &source.path;
    let input = input::open(path, Holds::is_table)?;
    let account = Account::new(source, expected);
    let open = |head: &Head, account: &mut Account| {
        let columns = WidColumns::find(path, head)?;
        account.series_in(columns.variable, 1, &head.header);
        Ok(columns)
    };
    let take = |columns: &WidColumns, cells: &Cells, account: &mut Account| {
        columns.take(cells, account);
        Ok(())
    };
    let (columns, account) = scan(path, input, Dialect::SEMICOLONS, |_| true, account, open, take)?;
    let mut ingested = account.done();
    ingested.notes.extend(columns.ignored(&source.name));
    if ingested.counts.iter().all(|count| count.rows == 0) {
        ingested.notes.push(format!("{}: a header without rows", source.name));
    }
    Ok(ingested)
}

/// The database's own code of a variable, taken apart: `sptincj992` is the share (`s`) of pre-tax
/// national income (`ptinc`) of equal-split adults (`j`) over 20 (`992`).
#[derive(Debug, PartialEq, Eq)]
struct Variable<'a> {
    /// One letter: `s` share, `a` average, `t` threshold, `g` Gini coefficient, …
    kind: &'a str,
    concept: &'a str,
    /// One letter: `i` individuals, `j` equal-split, `m` men, `f` women, `t` tax units, …
    population: &'a str,
    age: &'a str,
}

impl<'a> Variable<'a> {
    /// `None` where the code is not built like that.
    fn parse(code: &'a str) -> Option<Self> {
        let letters = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase());
        let is_one = code.len() == 10
            && code.is_ascii()
            && letters(&code[..7])
            && code[7..].bytes().all(|b| b.is_ascii_digit());
        is_one.then(|| Variable {
            kind: &code[..1],
            concept: &code[1..6],
            population: &code[6..7],
            age: &code[7..],
        })
    }

    /// The sex that the figures are about, where the population says it.
    fn sex(&self) -> Option<Sex> {
        match self.population {
            "f" => Some(Sex::Female),
            "m" => Some(Sex::Male),
            _ => None,
        }
    }
}

const REQUIRED: [&str; 5] = ["country", "variable", "percentile", "year", "value"];
const OPTIONAL: [&str; 3] = ["age", "pop", "data_quality"];

struct WidColumns {
    header: StringRecord,
    area: usize,
    variable: usize,
    percentile: usize,
    year: usize,
    value: usize,
    age: Option<usize>,
    population: Option<usize>,
    quality: Option<usize>,
}

impl WidColumns {
    fn find(path: &Path, head: &Head) -> Result<Self> {
        let [area, variable, percentile, year, value] = head.columns(path, REQUIRED)?;
        let [age, population, quality] = OPTIONAL.map(|name| head.column(name));
        let header = head.header.clone();
        Ok(WidColumns { header, area, variable, percentile, year, value, age, population, quality })
    }

    fn take(&self, cells: &Cells, account: &mut Account) {
        let code = cells.text(self.variable);
        if !account.wants(code) {
            return account.not_wanted();
        }
        if !account.has_fields(cells.len(), self.header.len(), || cells.line()) {
            return;
        }
        let area = cells.text(self.area);
        if let Some(rule) = no_area(area) {
            account.row();
            return account.filtered(rule);
        }
        let variable = Variable::parse(code);
        let written = cells.text(self.value);
        let value = figure_of(written, true);
        let quality = remark(cells.optional(self.quality));
        let said = Said {
            area: (area, "country"),
            series: code,
            sex: variable.as_ref().and_then(Variable::sex),
            year: (cells.text(self.year), "year"),
            value,
            written: (written, "value"),
            status: ObsStatus::Published,
            source: "",
            remark: &quality,
            wrong: self.wrong(cells, code, variable.as_ref()),
            ..Said::default()
        };
        let detail = || format!(".{}", cells.text(self.percentile));
        account.take(&said, &detail, &|name| self.cell(cells, variable.as_ref(), name), || {
            cells.line()
        });
    }

    /// A cell by the name of its column, or a part of the variable's code.
    fn cell<'r>(
        &self,
        cells: &'r Cells,
        variable: Option<&Variable<'r>>,
        name: &str,
    ) -> Option<&'r str> {
        if let Some(column) = self.header.iter().position(|h| h.trim() == name) {
            return Some(cells.text(column));
        }
        match name {
            "age" => variable.map(|v| v.age),
            "pop" => variable.map(|v| v.population),
            "type" => variable.map(|v| v.kind),
            "concept" => variable.map(|v| v.concept),
            _ => None,
        }
    }

    /// A code that is not built as it should be, or says something else than the columns beside it.
    fn wrong(&self, cells: &Cells, code: &str, variable: Option<&Variable>) -> Vec<Offence> {
        let rule = Rule::UnknownIndicator;
        let Some(variable) = variable else {
            let expected = "a variable: type, five letters of the concept, population, three digits of age (sptincj992)";
            return vec![Offence::new("variable", code, expected, rule)];
        };
        let parts =
            [("age", self.age, variable.age), ("pop", self.population, variable.population)];
        let mut wrong = Vec::new();
        for (name, column, said) in parts {
            let Some(found) = column.map(|c| cells.text(c)).filter(|found| *found != said) else {
                continue;
            };
            wrong.push(Offence::new(name, found, format!("{said}, as in {code}"), rule));
        }
        wrong
    }

    fn ignored(&self, name: &str) -> Option<String> {
        let known = |h: &&str| REQUIRED.contains(h) || OPTIONAL.contains(h) || h.is_empty();
        let ignored: Vec<&str> = self.header.iter().map(str::trim).filter(|h| !known(h)).collect();
        (!ignored.is_empty()).then(|| format!("{name}: columns ignored: {}", ignored.join(", ")))
    }
}

/// The rule by which rows of a code are left out that is no State's: `US-NJ` and `CN-RU` are parts,
/// `QE-MER` a region at market exchange rates, `QE`, `WO`, `XN` and `OA` regions. The codes of regions
/// are all those with these letters that ISO 3166-1 has given to no one.
fn no_area(code: &str) -> Option<&'static str> {
    if let Some((_, part)) = code.split_once('-') {
        return Some(if part == "MER" || part == "PPP" { NO_AREA } else { PART_OF_AN_AREA });
    }
    let is_region = matches!(code.as_bytes(), [b'O' | b'Q' | b'W' | b'X', second] if second.is_ascii_uppercase());
    let is_state = ["OM", "QA", "WF", "WS"].contains(&code);
    (is_region && !is_state).then_some(NO_AREA)
}

/// What the provider says of the quality of a figure, from 0 to 5.
fn remark(quality: &str) -> String {
    if quality.is_empty() { String::new() } else { format!("data_quality {quality}") }
}
