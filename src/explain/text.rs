//! The tree as a person reads it.

use std::fmt;

use super::number::{bracketed, short};
use super::told::{
    Basis, Donor, Explained, Indicator, Interval, Leaf, Level, Node, Part, Quantity, Reading,
};
use super::tree::Branch;

/// How many donors are told; all stand in the JSON.
const TOLD: usize = 8;

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edition = self.edition.as_deref().unwrap_or("no edition");
        writeln!(
            f,
            "{} ({}), framework {}, {edition}, values up to {}",
            self.name, self.area, self.framework, self.cut_off
        )?;
        if !self.unranked.is_empty() {
            writeln!(f, "not ranked: {}", self.unranked.join("; "))?;
        }
        if !self.intervals.is_empty() {
            writeln!(f, "intervals: {}", self.intervals)?;
        }
        write!(f, "\n{}", self.tree().to_string().trim_end())
    }
}

impl Explained {
    /// The lines that are printed, as the tree that they make.
    pub fn tree(&self) -> Branch {
        branch(&self.node, String::new())
    }
}

fn branch(node: &Node, before: String) -> Branch {
    match node {
        Node::Level(level) => of_level(level, before),
        Node::Indicator(indicator) => of_indicator(indicator, before),
    }
}

fn of_level(level: &Level, before: String) -> Branch {
    let score = match (level.score, level.computed) {
        (Some(score), _) => short(score),
        (None, Some(made)) => {
            format!("no score is given, as too little is known (the formula gives {})", short(made))
        }
        (None, None) => "no score".to_owned(),
    };
    let rank = match level.rank {
        Some(rank) => format!(", rank {rank} of {}", level.ranked),
        None => format!(" [{}]", level.status),
    };
    let mut lines = vec![format!("{before}{}  {}: {score}{rank}", level.code, level.name)];
    lines.extend(interval(&level.interval));
    lines.push(format!("{}  [{}]", level.formula, level.method));
    if level.weighting != "given" {
        lines.push(format!("its weights are made: {}", level.weighting));
    }
    lines.push(format!("{} % of its weight is observed", short(level.coverage * 100.0)));
    Branch { lines, below: level.parts.iter().map(of_part).collect() }
}

fn interval(of: &Interval) -> Option<String> {
    let span = |what: &str, ends: Option<[f64; 2]>| {
        ends.map(|[low, high]| format!("{what} {}–{}", short(low), short(high)))
    };
    let spans: Vec<String> =
        [span("rank", of.rank), span("score", of.score)].into_iter().flatten().collect();
    (!spans.is_empty()).then(|| format!("5th–95th percentile: {}", spans.join(", ")))
}

fn of_part(part: &Part) -> Branch {
    let weight = match part.node.score() {
        Some(_) => format!("{} % · ", short(part.share * 100.0)),
        None => "0 % · ".to_owned(),
    };
    let mut branch = branch(&part.node, weight);
    let mut of_weight = format!("weight {}", short(part.declared));
    if part.weight != part.declared {
        of_weight =
            format!("declared weight {}, used {}", short(part.declared), short(part.weight));
    }
    if !part.note.is_empty() {
        of_weight += &format!(" ({})", part.note);
    }
    branch.lines.insert(1, of_weight);
    if let Some(floor) = part.counted_as {
        branch.lines.insert(2, format!("counts as the floor of {}", short(floor)));
    }
    branch
}

fn of_indicator(of: &Indicator, before: String) -> Branch {
    let score = of.score.map_or("no score".to_owned(), short);
    let shown = if of.scored { "" } else { " (shown, not scored)" };
    let mut lines = vec![format!("{before}{}  {}: {score}{shown}", of.code, of.name)];
    for step in of.steps.iter().rev() {
        lines.push(format!("{}  [{}]", step.how, step.what));
    }
    let value = of.value.map_or("no value".to_owned(), |x| format!("{} {}", short(x), of.unit));
    lines.push(format!("value {}", value.trim_end()));
    let below = of_basis(&of.basis, &mut lines);
    Branch { lines, below }
}

/// What hangs below the value, and what is said of it.
fn of_basis(basis: &Basis, lines: &mut Vec<String>) -> Vec<Branch> {
    let last = lines.last_mut().expect("the value is told");
    match basis {
        Basis::Observed { year, age, reading } => {
            *last += &match age {
                0 => format!(", of {year}"),
                1 => format!(", of {year}, carried forward 1 year"),
                age => format!(", of {year}, carried forward {age} years"),
            };
            of_reading(reading, lines)
        }
        Basis::Between { year, readings } => {
            let [(first, low), (second, high)] = readings;
            *last += &format!(", imputed: on the line between {first} and {second}, at {year}");
            lines.push(format!(
                "{} + ({year} − {first}) / ({second} − {first}) × ({} − {})",
                short(low.value),
                short(high.value),
                bracketed(low.value)
            ));
            readings.iter().map(|(_, reading)| of_year(reading)).collect()
        }
        Basis::Imputed { how, donors, .. } => {
            *last += &format!(", imputed: {how}");
            lines.extend(of_donors(donors));
            Vec::new()
        }
        Basis::Missing { why } => {
            *last += &format!(": {why}");
            Vec::new()
        }
    }
}

fn of_donors(donors: &[Donor]) -> Option<String> {
    let told = donors.iter().take(TOLD).map(|donor| {
        let Donor { area, indicator, year, value, position } = donor;
        let year = year.map_or(String::new(), |year| format!(" ({year})"));
        match position {
            Some(position) => {
                format!("{indicator} {}{year}, position {}", short(*value), short(*position))
            }
            None => format!("{area} {}{year}", short(*value)),
        }
    });
    let told: Vec<String> = told.collect();
    let more = donors.len() - told.len();
    let more =
        if more == 0 { String::new() } else { format!(", and {more} more (--json has all)") };
    (!told.is_empty()).then(|| format!("from {}{more}", told.join(", ")))
}

/// The formula is told beside the value; of one series alone nothing but the figure.
fn of_reading(reading: &Reading, lines: &mut Vec<String>) -> Vec<Branch> {
    if let Some(filled) = &reading.filled {
        lines.push(format!("{} = {filled} = {}", short(reading.value), reading.formula));
    }
    reading.quantities.iter().map(of_quantity).collect()
}

fn of_year(reading: &Reading) -> Branch {
    let mut lines = vec![short(reading.value)];
    let below = of_reading(reading, &mut lines);
    Branch { lines, below }
}

fn of_quantity(quantity: &Quantity) -> Branch {
    match quantity {
        Quantity::Series(leaf) => of_leaf(leaf),
        Quantity::Derived { code, reading } => {
            let mut lines = vec![format!("{code}: {}", short(reading.value))];
            let below = of_reading(reading, &mut lines);
            Branch { lines, below }
        }
    }
}

fn of_leaf(leaf: &Leaf) -> Branch {
    let name = leaf.series_name.as_ref().map_or(String::new(), |name| format!("  {name}"));
    let sex = if leaf.sex == "T" { String::new() } else { format!("[{}]", leaf.sex) };
    let mut said =
        format!("{}{sex}{name}: {} in {}, {}", leaf.series, leaf.value, leaf.year, leaf.status);
    // The bare code of what is said already.
    let remark = leaf.remark.as_ref().filter(|remark| !["A", "E"].contains(&remark.as_str()));
    for more in leaf.source.as_ref().into_iter().chain(remark) {
        said += &format!("; {more}");
    }
    let release = leaf.release.as_ref().map_or(String::new(), |release| format!(", {release}"));
    let place = format!("{}{release}; {}, row {}", leaf.provider, leaf.file, leaf.row);
    let text = match (&leaf.text, &leaf.no_text) {
        (Some(text), _) => Some(format!("> {text}")),
        (None, Some(why)) => Some(format!("the row can’t be shown: {why}")),
        (None, None) => None,
    };
    Branch { lines: [said, place].into_iter().chain(text).collect(), below: Vec::new() }
}
