//! Checked entries of iMeta in, the text of a `framework.toml` out.

use std::fmt::Write;

use super::codes::safe;
use super::columns::{Type, exact};
use super::entries::Entry;
use super::units::Units;
use crate::framework::Direction;

const PREFACE: &str = "\
# Made from the tables of COINr: iMeta.csv says what is measured and how it is weighed, iData.csv
# holds the values (here data.csv). The methods stand in neither: in COINr they are arguments of
# Impute(), Treat(), Normalise() and Aggregate(). Those chosen below are what COINr does where it is
# told nothing: nothing imputed, nothing treated, min–max from 0 to 100, arithmetic means of what is
# present. Look at each, and change what was otherwise.
";

/// How the values stand in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// No `Time`, and no year given.
    Unknown,
    /// No `Time`: all values are of this year.
    Given(i32),
    /// `Time`, of which this is the latest.
    Latest(i32),
}

/// The framework; the entries must form a tree.
pub(super) fn framework(entries: &[Entry], units: &Units, time: Time) -> String {
    let root = entries.iter().find(|e| e.kind == Type::Aggregate && e.parent.is_none());
    let (code, name) = root.map_or(("index", "Index"), |root| (&root.code, &root.name));
    let mut text = String::from(PREFACE);
    key(&mut text, "\nschema", "1");
    key(&mut text, "code", &quoted(code));
    key(&mut text, "name", &quoted(name));
    text += "\n[data]\n";
    if units.table.is_some() {
        key(&mut text, "areas", "\"areas.csv\"");
    }
    text += &in_time(time);
    text += "\n# Normalise()\n[normalise]\nmethod = \"min_max\"\nscale = [0, 100]\n";
    // Levels from the index down, so that the file reads as the index does.
    let mut levels: Vec<&Entry> = entries.iter().filter(|e| e.kind == Type::Aggregate).collect();
    levels.sort_by_key(|e| std::cmp::Reverse(e.level));
    levels.into_iter().for_each(|entry| level(&mut text, entry));
    let indicators = entries.iter().filter(|e| e.kind == Type::Indicator);
    indicators.for_each(|entry| indicator(&mut text, entry));
    groupings(&mut text, units);
    text
}

fn in_time(time: Time) -> String {
    match time {
        Time::Unknown => {
            "# iData has no Time: 0 stands for a year that is not known. Write it here.\ncut_off = 0\n"
                .to_owned()
        }
        Time::Given(year) => format!("cut_off = {year}\n"),
        Time::Latest(year) => format!(
            "# The latest Time. As in a coin of one year, no earlier value is carried forward;\n\
             # a larger `max_age` would.\ncut_off = {year}\nmax_age = 0\n"
        ),
    }
}

fn level(text: &mut String, entry: &Entry) {
    *text += "\n[[level]]\n";
    key(text, "code", &quoted(&entry.code));
    if let Some(parent) = &entry.parent {
        key(text, "parent", &quoted(parent));
        key(text, "weight", &exact(entry.weight));
    }
    key(text, "name", &quoted(&entry.name));
    if entry.parent.is_none() {
        *text += "complete = false                   # made of the areas that have a score\n";
    }
    key(text, "aggregate", "{ method = \"arithmetic_mean\" }");
}

fn indicator(text: &mut String, entry: &Entry) {
    *text += "\n[[indicator]]\n";
    key(text, "code", &quoted(&entry.code));
    key(text, "parent", &quoted(entry.parent.as_deref().unwrap_or_default()));
    key(text, "name", &quoted(&entry.name));
    if let Some(unit) = &entry.unit {
        key(text, "unit", &quoted(unit));
    }
    key(text, "value", &quoted(&formula(entry)));
    let less_is_better = entry.direction == Direction::Less;
    key(text, "direction", if less_is_better { "-1" } else { "1" });
    if let Some(posts) = &entry.posts {
        let (worst, best) = match less_is_better {
            true => (posts.upper, posts.lower),
            false => (posts.lower, posts.upper),
        };
        let (worst, best) = (exact(worst), exact(best));
        key(text, "goalposts", &format!("{{ worst = {worst}, best = {best} }}"));
        let scale = exact(posts.scale);
        key(text, "normalise", &format!("{{ method = \"goalposts\", scale = [0, {scale}] }}"));
    } else if let Some(target) = entry.target {
        let target = exact(target);
        let method = format!("{{ method = \"distance_to_target\", target = {target} }}");
        key(text, "# iMeta has a target; to use it: normalise", &method);
    }
    match entry.weight {
        0.0 => *text += "scored = false                     # its weight is 0\n",
        weight => key(text, "weight", &exact(weight)),
    }
}

/// The series, or divided by its denominator as COINr does.
fn formula(entry: &Entry) -> String {
    let series = safe(&entry.code);
    match &entry.denominator {
        None => series,
        Some(by) if entry.factor == 1.0 => format!("{series} / {}", safe(by)),
        Some(by) => format!("{series} / {} * {}", safe(by), exact(entry.factor)),
    }
}

fn groupings(text: &mut String, units: &Units) {
    let groups = units.attributes.iter().filter(|a| a.entry.kind == Type::Group);
    for attribute in groups.filter(|a| !a.values.is_empty()) {
        *text += "\n[[grouping]]\n";
        key(text, "code", &quoted(&attribute.entry.code));
        key(text, "column", &quoted(&attribute.column));
        key(text, "name", &quoted(&attribute.entry.name));
        *text += "groups = [\n";
        for value in &attribute.values {
            let value = quoted(value);
            let _ = writeln!(text, "    {{ value = {value}, name = {value} }},");
        }
        *text += "]\n";
    }
}

fn key(text: &mut String, name: &str, value: &str) {
    // Writing to a text can't fail.
    let _ = writeln!(text, "{name} = {value}");
}

/// A text of TOML on one line.
fn quoted(text: &str) -> String {
    let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", flat.replace('\\', "\\\\").replace('"', "\\\""))
}
