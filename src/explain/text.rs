//! The tree as a person reads it.

use std::fmt;

use super::told::{
    Basis, Donor, Explained, Indicator, Interval, Leaf, Level, Node, Part, Quantity, Reading, Tier,
};
use super::tongue::Tongue;
use super::tree::Branch;
use crate::words::{Number, Say, said, say};

/// How many donors are told; all stand in the JSON.
const TOLD: usize = 8;

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tongue = &self.tongue;
        let none = || tongue.word("no_edition");
        let head = said![
            name = &self.name,
            area = &self.area,
            framework = &self.framework,
            edition = self.edition.clone().unwrap_or_else(none),
            cut_off = Number::year(self.cut_off)
        ];
        writeln!(f, "{}", say!(tongue, "head", ..head))?;
        if !self.unranked.is_empty() {
            writeln!(f, "{}", say!(tongue, "unranked", why = self.unranked.join("; ")))?;
        }
        if !self.intervals.is_empty() {
            writeln!(f, "{}", say!(tongue, "intervals", told = &self.intervals))?;
        }
        if let Some(Tier { tier, last, of }) = self.tier {
            let told = match last > tier {
                true => say!(tongue, "tier_slides", tier, of, last),
                false => say!(tongue, "tier", tier, of),
            };
            writeln!(f, "{told}")?;
        }
        write!(f, "\n{}", self.tree(tongue).to_string().trim_end())
    }
}

impl Explained {
    /// The lines that are printed, as the tree that they make, in the words that the case was told in.
    pub fn tree(&self, tongue: &Tongue) -> Branch {
        Teller(tongue).branch(&self.node, String::new())
    }
}

/// Tells a tree in a language.
struct Teller<'t>(&'t Tongue);

impl Teller<'_> {
    fn short(&self, x: f64) -> String {
        self.0.short(x)
    }

    fn branch(&self, node: &Node, before: String) -> Branch {
        match node {
            Node::Level(level) => self.of_level(level, before),
            Node::Indicator(indicator) => self.of_indicator(indicator, before),
        }
    }

    /// Code, name and score of what stands at a branch.
    fn head(&self, before: &str, code: &str, name: &str, score: Option<f64>) -> String {
        let score = score.map_or_else(|| self.0.word("no_score"), |x| self.short(x));
        format!("{before}{code}  {name}{}{score}", self.0.colon())
    }

    fn of_level(&self, level: &Level, before: String) -> Branch {
        let mut head = match (level.score, level.computed) {
            (None, Some(made)) => {
                let told = say!(self.0, "too_little", score = self.short(made));
                format!("{before}{}  {}{}{told}", level.code, level.name, self.0.colon())
            }
            (score, _) => self.head(&before, &level.code, &level.name, score),
        };
        head += &match level.rank {
            Some(rank) => {
                let said = said![rank = rank.to_string(), of = level.ranked.to_string()];
                let within = level.within.iter().map(|of| {
                    let said = said![
                        rank = of.rank.to_string(),
                        of = of.of.to_string(),
                        group = &of.group
                    ];
                    format!(", {}", say!(self.0, "rank_within", ..said))
                });
                format!(", {}{}", say!(self.0, "rank", ..said), within.collect::<String>())
            }
            None => format!(" [{}]", self.0.word(&format!("status_{}", level.status))),
        };
        let mut lines = vec![head];
        lines.extend(self.interval(&level.interval));
        lines.push(format!("{}  [{}]", level.formula, level.method));
        if level.weighting != "given" {
            lines.push(say!(self.0, "weights_made", method = level.weighting));
        }
        lines.push(say!(self.0, "observed", share = self.short(level.coverage * 100.0)));
        Branch { lines, below: level.parts.iter().map(|part| self.of_part(part)).collect() }
    }

    fn interval(&self, of: &Interval) -> Option<String> {
        let span = |key: &str, ends: Option<[f64; 2]>| {
            let [low, high] = ends?.map(|x| Say::Text(self.short(x)));
            Some(say!(self.0, key, low, high))
        };
        let spans = [span("rank_span", of.rank), span("score_span", of.score)];
        let spans: Vec<String> = spans.into_iter().flatten().collect();
        let told = || say!(self.0, "percentiles", spans = spans.join(", "));
        (!spans.is_empty()).then(told)
    }

    fn of_part(&self, part: &Part) -> Branch {
        let weight = match part.node.score() {
            Some(_) => format!("{} % · ", self.short(part.share * 100.0)),
            None => "0 % · ".to_owned(),
        };
        let mut branch = self.branch(&part.node, weight);
        let (declared, used) = (self.short(part.declared), self.short(part.weight));
        let mut of_weight = match part.weight == part.declared {
            true => say!(self.0, "weight", weight = declared),
            false => {
                say!(self.0, "weight_used", declared, used)
            }
        };
        if !part.note.is_empty() {
            of_weight += &format!(" ({})", part.note);
        }
        branch.lines.insert(1, of_weight);
        if let Some(floor) = part.counted_as {
            branch.lines.insert(2, say!(self.0, "floor", floor = self.short(floor)));
        }
        branch
    }

    fn of_indicator(&self, of: &Indicator, before: String) -> Branch {
        let mut head = self.head(&before, &of.code, &of.name, of.score);
        if !of.scored {
            head += &format!(" ({})", self.0.word("not_scored"));
        }
        let mut lines = vec![head];
        for step in of.steps.iter().rev() {
            lines.push(format!("{}  [{}]", step.how, step.what));
        }
        let value = of.value.map_or_else(
            || self.0.word("no_value"),
            |x| format!("{} {}", self.short(x), of.unit).trim_end().to_owned(),
        );
        lines.push(say!(self.0, "value", value));
        let below = self.of_basis(&of.basis, &mut lines);
        Branch { lines, below }
    }

    /// What hangs below the value, and what is said of it.
    fn of_basis(&self, basis: &Basis, lines: &mut Vec<String>) -> Vec<Branch> {
        let last = lines.last_mut().expect("the value is told");
        match basis {
            Basis::Observed { year, age, reading } => {
                let year = Number::year(*year);
                let told = match usize::try_from(*age) {
                    Ok(age @ 1..) => say!(self.0, "carried", year, age),
                    _ => say!(self.0, "of_year", year),
                };
                *last += &format!(", {told}");
                self.of_reading(reading, lines)
            }
            Basis::Between { year, readings } => {
                let [(first, low), (second, high)] = readings;
                let [from, to, at] = [*first, *second, *year].map(Number::year);
                let told = say!(self.0, "between", first = from, second = to, year = at);
                *last += &format!(", {told}");
                lines.push(format!(
                    "{} + ({year} − {first}) / ({second} − {first}) × ({} − {})",
                    self.short(low.value),
                    self.short(high.value),
                    self.0.bracketed(low.value)
                ));
                readings.iter().map(|(_, reading)| self.of_year(reading)).collect()
            }
            Basis::Imputed { how, donors, .. } => {
                *last += &format!(", {}", say!(self.0, "imputed", how));
                lines.extend(self.of_donors(donors));
                Vec::new()
            }
            Basis::Missing { why } => {
                *last += &format!("{}{why}", self.0.colon());
                Vec::new()
            }
        }
    }

    fn of_donors(&self, donors: &[Donor]) -> Option<String> {
        let told = donors.iter().take(TOLD).map(|donor| {
            let Donor { area, indicator, year, value, position } = donor;
            let year = year.map_or(String::new(), |year| format!(" ({year})"));
            let value = self.short(*value);
            match position {
                Some(position) => {
                    let said = said![position = self.short(*position)];
                    format!("{indicator} {value}{year}, {}", say!(self.0, "position", ..said))
                }
                None => format!("{area} {value}{year}"),
            }
        });
        let mut told: Vec<String> = told.collect();
        if told.is_empty() {
            return None;
        }
        let more = donors.len() - told.len();
        if more > 0 {
            told.push(say!(self.0, "more", n = more.to_string()));
        }
        Some(say!(self.0, "from", donors = told.join(", ")))
    }

    /// The formula is told beside the value; of one series alone nothing but the figure.
    fn of_reading(&self, reading: &Reading, lines: &mut Vec<String>) -> Vec<Branch> {
        if let Some(filled) = &reading.filled {
            lines.push(format!("{} = {filled} = {}", self.short(reading.value), reading.formula));
        }
        reading.quantities.iter().map(|quantity| self.of_quantity(quantity)).collect()
    }

    fn of_year(&self, reading: &Reading) -> Branch {
        let mut lines = vec![self.short(reading.value)];
        let below = self.of_reading(reading, &mut lines);
        Branch { lines, below }
    }

    fn of_quantity(&self, quantity: &Quantity) -> Branch {
        match quantity {
            Quantity::Series(leaf) => self.of_leaf(leaf),
            Quantity::Derived { code, reading } => {
                let mut lines = vec![format!("{code}: {}", self.short(reading.value))];
                let below = self.of_reading(reading, &mut lines);
                Branch { lines, below }
            }
        }
    }

    fn of_leaf(&self, leaf: &Leaf) -> Branch {
        let name = leaf.series_name.as_ref().map_or(String::new(), |name| format!("  {name}"));
        let sex = if leaf.sex == "T" { String::new() } else { format!("[{}]", leaf.sex) };
        let said = said![
            series = format!("{}{sex}{name}", leaf.series),
            value = self.0.full(leaf.value),
            year = Number::year(leaf.year),
            status = self.0.word(leaf.status)
        ];
        let mut said = say!(self.0, "figure", ..said);
        // The bare code of what is said already.
        let remark = leaf.remark.as_ref().filter(|remark| !["A", "E"].contains(&remark.as_str()));
        for more in leaf.source.as_ref().into_iter().chain(remark) {
            said += &format!("; {more}");
        }
        let release = leaf.release.as_ref().map_or(String::new(), |release| format!(", {release}"));
        let row = say!(self.0, "row", row = leaf.row.to_string());
        let place = format!("{}{release}; {}, {row}", leaf.provider, leaf.file);
        let text = match (&leaf.text, &leaf.no_text) {
            (Some(text), _) => Some(format!("> {text}")),
            (None, Some(why)) => Some(say!(self.0, "hidden", why = &why)),
            (None, None) => None,
        };
        Branch { lines: [said, place].into_iter().chain(text).collect(), below: Vec::new() }
    }
}
