//! iMeta in, its rows checked one by one out; then as a tree. Every offender is collected.

use std::collections::BTreeMap;

use super::columns::{KNOWN, MISSING, REQUIRED, Type};
use super::sheet::CsvTable;
use crate::fault::{Fault, Place};
use crate::framework::Direction;

/// Goalposts as COINr has them: `lower` below `upper` in the native unit, the direction apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Posts {
    pub lower: f64,
    pub upper: f64,
    /// The score of the better post; the other scores 0.
    pub scale: f64,
    /// Whether scores end at the posts.
    pub cut: bool,
}

/// A row of iMeta.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub row: usize,
    pub code: String,
    pub name: String,
    pub unit: Option<String>,
    pub kind: Type,
    pub level: Option<usize>,
    pub parent: Option<String>,
    pub direction: Direction,
    pub weight: f64,
    pub denominator: Option<String>,
    pub factor: f64,
    pub target: Option<f64>,
    pub posts: Option<Posts>,
}

/// The rows of iMeta, each with what is wrong with it among the faults.
pub(super) fn entries(sheet: &CsvTable, faults: &mut Vec<Fault>) -> Vec<Entry> {
    let missing: Vec<&str> = REQUIRED.into_iter().filter(|c| sheet.column(c).is_none()).collect();
    for column in &missing {
        let known = sheet.header.iter().map(String::as_str);
        let fault = Fault::new(format!("the column {column} is missing"))
            .at(Place::line(&sheet.file, 1))
            .hint(format!("iMeta needs {}", REQUIRED.join(", ")));
        faults.push(fault.nearest(column, known));
    }
    if !missing.is_empty() {
        return Vec::new();
    }
    let entries: Vec<Entry> = sheet.rows().filter_map(|row| entry(sheet, row, faults)).collect();
    unique(sheet, &entries, faults);
    entries
}

/// Columns of iMeta that mean nothing here.
pub(super) fn ignored(sheet: &CsvTable) -> Vec<&str> {
    let names = sheet.header.iter().map(String::as_str);
    names.filter(|name| !KNOWN.contains(name)).collect()
}

/// `None` where there is no code or no type to go on with.
fn entry(sheet: &CsvTable, row: usize, faults: &mut Vec<Fault>) -> Option<Entry> {
    let code = code(sheet, row, faults);
    let kind = kind(sheet, row, faults);
    let (code, kind) = (code?, kind?);
    let mut entry = Entry {
        row,
        name: sheet.named(row, "iName").unwrap_or(&code).to_owned(),
        unit: sheet.named(row, "Unit").map(str::to_owned),
        kind,
        level: None,
        parent: sheet.named(row, "Parent").map(str::to_owned),
        direction: Direction::More,
        weight: 1.0,
        denominator: None,
        factor: 1.0,
        target: None,
        posts: None,
        code,
    };
    if kind.is_in_index() {
        entry.level = level(sheet, row, kind, faults);
        entry.direction = direction(sheet, row, faults);
        entry.weight = weight(sheet, row, kind, faults);
    }
    if kind == Type::Indicator {
        entry.denominator = sheet.named(row, "Denominator").map(str::to_owned);
        entry.factor = sheet.number(row, "ScaleFactor", faults).unwrap_or(1.0);
        if entry.factor == 0.0 {
            let hint = "leave it empty for no factor";
            faults.push(sheet.wrong(row, "ScaleFactor", "0", "a number other than 0", hint));
        }
        entry.target = sheet.number(row, "Target", faults);
        entry.posts = posts(sheet, row, faults);
    }
    Some(entry)
}

fn code(sheet: &CsvTable, row: usize, faults: &mut Vec<Fault>) -> Option<String> {
    let text = sheet.text(row, sheet.column("iCode")?);
    let fits =
        text.starts_with(|c: char| !c.is_ascii_digit()) && !text.contains(char::is_whitespace);
    if fits && text != MISSING {
        return Some(text.to_owned());
    }
    let expected = "a code that starts with a letter and holds no blank";
    let hint = "rename it here, in Parent and in iData; COINr refuses such a code too";
    faults.push(sheet.wrong(row, "iCode", text, expected, hint));
    // What can be told apart is still looked for in the other table.
    (!text.is_empty() && text != MISSING).then(|| text.to_owned())
}

fn kind(sheet: &CsvTable, row: usize, faults: &mut Vec<Fault>) -> Option<Type> {
    let text = sheet.text(row, sheet.column("Type")?);
    let kind = Type::parse(text);
    if kind.is_none() {
        let expected = Type::NAMES.join(", ");
        let hint = "Indicator for a column of data, Aggregate for what is made from others";
        let fault = sheet.wrong(row, "Type", text, &expected, hint);
        faults.push(fault.nearest(text, Type::NAMES));
    }
    kind
}

fn level(sheet: &CsvTable, row: usize, kind: Type, faults: &mut Vec<Fault>) -> Option<usize> {
    let number = sheet.named(row, "Level").unwrap_or_default();
    let level = number.parse().ok().filter(|level| match kind {
        Type::Indicator => *level == 1,
        _ => (2..=1000).contains(level),
    });
    if level.is_none() {
        let expected = if kind == Type::Indicator {
            "1, the level of indicators"
        } else {
            "a whole number above 1, the level of an aggregate"
        };
        let hint = "levels are counted from the indicators, 1, up to the index";
        faults.push(sheet.wrong(row, "Level", number, expected, hint));
    }
    level
}

fn direction(sheet: &CsvTable, row: usize, faults: &mut Vec<Fault>) -> Direction {
    let text = sheet.named(row, "Direction").unwrap_or_default();
    match text.parse::<f64>() {
        Ok(1.0) => Direction::More,
        Ok(-1.0) => Direction::Less,
        _ => {
            let hint = "1 where more is better, -1 where less is";
            faults.push(sheet.wrong(row, "Direction", text, "1 or -1", hint));
            Direction::More
        }
    }
}

/// Of an indicator also 0: it is shown and does not count.
fn weight(sheet: &CsvTable, row: usize, kind: Type, faults: &mut Vec<Fault>) -> f64 {
    let text = sheet.named(row, "Weight").unwrap_or_default();
    let counts = |weight: &f64| (1e-6..=1e6).contains(weight);
    let weight = crate::ingest::finite(text);
    let weight = weight.filter(|w| counts(w) || (*w == 0.0 && kind == Type::Indicator));
    if weight.is_none() {
        let expected = match kind {
            Type::Indicator => "a weight: 0, or a number from 0.000001 to 1000000",
            _ => "a weight: a number from 0.000001 to 1000000",
        };
        let hint = "weights count among siblings: 1 for all where none matters more";
        faults.push(sheet.wrong(row, "Weight", text, expected, hint));
    }
    weight.unwrap_or(1.0)
}

/// Goalposts, where the row has both.
fn posts(sheet: &CsvTable, row: usize, faults: &mut Vec<Fault>) -> Option<Posts> {
    let lower = sheet.number(row, "goalpost_lower", faults);
    let upper = sheet.number(row, "goalpost_upper", faults);
    let scale = sheet.number(row, "goalpost_scale", faults).unwrap_or(1.0);
    let cut = match sheet.named(row, "goalpost_trunc2posts") {
        None | Some("TRUE" | "true" | "T" | "1") => true,
        Some("FALSE" | "false" | "F" | "0") => false,
        Some(other) => {
            let hint = "TRUE where scores end at the goalposts";
            faults.push(sheet.wrong(row, "goalpost_trunc2posts", other, "TRUE or FALSE", hint));
            true
        }
    };
    let (column, expected) = match (lower, upper) {
        (None, None) => return None,
        (Some(lower), Some(upper)) if lower < upper && scale > 0.0 => {
            return Some(Posts { lower, upper, scale, cut });
        }
        (Some(lower), Some(upper)) if lower >= upper => {
            ("goalpost_upper", format!("more than the lower goalpost, {lower}"))
        }
        (Some(_), Some(_)) => ("goalpost_scale", "a number above 0".to_owned()),
        (None, _) => ("goalpost_lower", "a number beside the upper goalpost".to_owned()),
        (_, None) => ("goalpost_upper", "a number beside the lower goalpost".to_owned()),
    };
    let found = sheet.named(row, column).unwrap_or_default();
    let hint = "both goalposts in the unit of the data, or neither; Direction says which is better";
    faults.push(sheet.wrong(row, column, found, &expected, hint));
    None
}

fn unique(sheet: &CsvTable, entries: &[Entry], faults: &mut Vec<Fault>) {
    let mut first: BTreeMap<&str, u64> = BTreeMap::new();
    for entry in entries {
        let line = sheet.line(entry.row);
        if let Some(earlier) = first.get(entry.code.as_str()) {
            let message =
                format!("the code `{}` stands twice (first in line {earlier})", entry.code);
            let hint = "each code once: rename one, here and in iData";
            faults.push(Fault::new(message).at(sheet.place(entry.row, "iCode")).hint(hint));
        } else {
            first.insert(&entry.code, line);
        }
    }
}

/// Whether the entries in the index form one tree whose levels fit.
pub(super) fn check_tree(sheet: &CsvTable, entries: &[Entry], faults: &mut Vec<Fault>) {
    let mut by_code: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in entries.iter().filter(|e| e.kind.is_in_index()) {
        by_code.entry(&entry.code).or_insert(entry);
    }
    let known: Vec<&str> =
        by_code.values().filter(|e| e.kind == Type::Aggregate).map(|e| e.code.as_str()).collect();
    let mut roots = Vec::new();
    for entry in entries.iter().filter(|e| e.kind.is_in_index()) {
        match entry.parent.as_deref() {
            None if entry.kind == Type::Aggregate => roots.push(entry),
            None => {
                let hint = "name the aggregate it belongs to";
                let expected = "the code of an aggregate";
                faults.push(sheet.wrong(entry.row, "Parent", "", expected, hint));
            }
            Some(parent) if !known.contains(&parent) => {
                let hint = "give it a row of Type Aggregate, or name another";
                let expected = "the code of an aggregate";
                let fault = sheet.wrong(entry.row, "Parent", parent, expected, hint);
                faults.push(fault.nearest(parent, known.iter().copied()));
            }
            Some(parent) if is_in_cycle(entry, &by_code) => {
                let message = format!(
                    "`{}` stands above itself: its parents form a cycle through `{parent}`",
                    entry.code
                );
                let hint = "follow Parent upwards: it must end at the index";
                faults.push(Fault::new(message).at(sheet.place(entry.row, "Parent")).hint(hint));
            }
            Some(parent) => one_level_below(sheet, entry, by_code[parent], faults),
        }
    }
    check_roots(sheet, &roots, faults);
    for aggregate in known {
        if !entries.iter().any(|e| e.kind.is_in_index() && e.parent.as_deref() == Some(aggregate)) {
            let message = format!("the aggregate `{aggregate}` has nothing below it");
            let hint = "name it as the Parent of something, or remove the row";
            let row = by_code[aggregate].row;
            faults.push(Fault::new(message).at(sheet.place(row, "iCode")).hint(hint));
        }
    }
}

fn is_in_cycle(entry: &Entry, by_code: &BTreeMap<&str, &Entry>) -> bool {
    let mut at = entry;
    for _ in 0..by_code.len() {
        match at.parent.as_deref().and_then(|parent| by_code.get(parent)) {
            Some(above) if above.code == entry.code => return true,
            Some(above) => at = above,
            None => return false,
        }
    }
    false
}

fn one_level_below(sheet: &CsvTable, entry: &Entry, parent: &Entry, faults: &mut Vec<Fault>) {
    let (Some(own), Some(above)) = (entry.level, parent.level) else { return };
    if above != own + 1 {
        let found = own.to_string();
        let expected = format!("{}, one below its parent `{}` at {above}", above - 1, parent.code);
        let hint = "put an aggregate of one between them where a branch is shorter than others";
        faults.push(sheet.wrong(entry.row, "Level", &found, &expected, hint));
    }
}

fn check_roots(sheet: &CsvTable, roots: &[&Entry], faults: &mut Vec<Fault>) {
    if roots.is_empty() {
        let fault = Fault::new("no aggregate is without a parent: there is no index");
        let hint = "leave Parent empty or NA for the index alone";
        faults.push(fault.at(Place::file(&sheet.file)).hint(hint));
    }
    for root in roots.iter().skip(1) {
        let (code, first) = (&root.code, &roots[0].code);
        let message =
            format!("`{code}` has no parent, and neither has `{first}`: one index is expected");
        let hint = "leave Parent empty for the index alone, and name it in the other row";
        faults.push(Fault::new(message).at(sheet.place(root.row, "Parent")).hint(hint));
    }
}
