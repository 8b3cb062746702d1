//! What a bridge tells, for people and for machines.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::evaluate::Bridge;
use crate::analyse::{Crossing, Split, Step};
use crate::explain::{Tongue, unranked};
use crate::pipeline::side::Side;

/// How many areas are told; all stand in the table.
const TOLD: usize = 10;

/// Points that a sum in another order loses or gains.
const STILL: f64 = 1e-9;

/// What differs between two sides, and what that moved.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Diff {
    pub before: String,
    pub after: String,
    pub last_years: [i32; 2],
    /// How many figures differ, by step.
    pub figures: BTreeMap<Step, usize>,
    /// Whether nothing is new but the last year, with which figures grow too old.
    pub is_year_alone: bool,
    pub method_differs: bool,
    pub ranked: [usize; 2],
    /// Mean size of each step's part of the index, over the areas that have one on both sides.
    pub mean_parts: Option<[f64; 4]>,
    /// Of the index, and of the levels that both sides have.
    pub areas: Vec<Crossing>,
    /// Areas that are ranked on one side alone, with why they aren't on the other.
    pub entered: BTreeMap<String, String>,
    pub left: BTreeMap<String, String>,
    /// The same of the index in a few sentences.
    pub paragraph: String,
    /// Why the steps can't be taken in every order.
    pub notes: Vec<String>,
    pub outputs: Vec<String>,
}

impl Diff {
    pub(super) fn of(bridge: &Bridge, names: [&String; 2]) -> Self {
        let [before, after] = bridge.sides;
        let index = || bridge.crossings.iter().filter(|crossing| crossing.level == 0);
        let splits: Vec<&Split> = index().filter_map(|crossing| crossing.points.as_ref()).collect();
        let mean = |step: Step| {
            splits.iter().map(|split| split.parts[step as usize].abs()).sum::<f64>()
                / splits.len() as f64
        };
        let ranked = |of: fn(&Crossing) -> bool| index().filter(|crossing| of(crossing)).count();
        let mut notes: Vec<String> = bridge.broken.iter().cloned().collect();
        let fewer =
            index().filter(|crossing| crossing.points.is_some_and(|split| split.orders < 24));
        let fewer: Vec<&str> = fewer.map(|crossing| crossing.area.as_str()).collect();
        if !fewer.is_empty() {
            notes.push(format!(
                "with some of the steps taken there is no index of {}: their parts are means over the orders that there are",
                fewer.join(", ")
            ));
        }
        Diff {
            before: names[0].clone(),
            after: names[1].clone(),
            last_years: [before.cut_off, after.cut_off],
            figures: bridge.figures.clone(),
            is_year_alone: bridge.is_year_alone(),
            method_differs: bridge.active.has(Step::Method),
            ranked: [ranked(|c| c.rank.0.is_some()), ranked(|c| c.rank.1.is_some())],
            mean_parts: (!splits.is_empty()).then(|| Step::ALL.map(mean)),
            areas: bridge.crossings.clone(),
            entered: index()
                .filter(|c| c.rank.0.is_none() && c.rank.1.is_some())
                .map(|c| (c.area.clone(), why_not(before, &c.area)))
                .collect(),
            left: index()
                .filter(|c| c.rank.0.is_some() && c.rank.1.is_none())
                .map(|c| (c.area.clone(), why_not(after, &c.area)))
                .collect(),
            paragraph: String::new(),
            notes,
            outputs: Vec::new(),
        }
    }

    /// The index of the areas that moved, those that moved most first: by points, then by places.
    fn moved(&self) -> Vec<&Crossing> {
        let size = |c: &Crossing| c.gained().map_or(0.0, f64::abs);
        let places = |c: &Crossing| c.climbed().map_or(0, i64::abs);
        let is_moved = |c: &&Crossing| c.level == 0 && (size(c) > STILL || places(c) > 0);
        let mut moved: Vec<&Crossing> = self.areas.iter().filter(is_moved).collect();
        let by_places = |a: &Crossing, b: &Crossing| places(b).cmp(&places(a));
        moved.sort_by(|a, b| {
            size(b).total_cmp(&size(a)).then(by_places(a, b)).then_with(|| a.area.cmp(&b.area))
        });
        moved
    }

    fn called(&self, step: Step) -> &'static str {
        if step == Step::New && self.is_year_alone { "last year" } else { step.name() }
    }

    fn count(&self) -> usize {
        self.areas.iter().filter(|crossing| crossing.level == 0).count()
    }
}

/// Why an area is not ranked on a side.
fn why_not(side: &Side, area: &str) -> String {
    let row = side.scored.panel.areas.iter().position(|known| known == area);
    let Some(row) = row else { return "it is not among the areas scored".to_owned() };
    let standing = &side.scored.scores.standings[row];
    unranked(&Tongue::english(), &side.plan.method.framework, standing).join("; ")
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "bridge    {} → {}", self.before, self.after)?;
        let [first, last] = self.last_years;
        let figures = |step: Step| self.figures.get(&step).copied().unwrap_or_default();
        writeln!(
            f,
            "figures   {} revised, {} new, {} of series of an area that had none or has none now (coverage), {} of series that only one of the two methods reads",
            figures(Step::Revised),
            figures(Step::New),
            figures(Step::Coverage),
            figures(Step::Method)
        )?;
        let method = if self.method_differs { "differs" } else { "is the same" };
        writeln!(f, "method    {method}; last year {first} → {last}")?;
        writeln!(f, "ranked    {} → {}", self.ranked[0], self.ranked[1])?;
        writeln!(f, "in short  {}", self.paragraph)?;
        let moved = self.moved();
        if moved.is_empty() && self.entered.is_empty() && self.left.is_empty() {
            write!(f, "index     of no area moved")?;
            return files(f, &self.outputs);
        }
        if let Some(parts) = self.mean_parts {
            let parts = Step::ALL
                .iter()
                .zip(parts)
                .map(|(step, part)| format!("{} {part:.2}", self.called(*step)));
            let parts: Vec<String> = parts.collect();
            writeln!(
                f,
                "steps     mean size of the part of each in the index, in points: {}",
                parts.join(", ")
            )?;
        }
        for (nth, crossing) in moved.iter().take(TOLD).enumerate() {
            writeln!(
                f,
                "{}{}",
                if nth == 0 { "moved     " } else { "          " },
                self.line(crossing)
            )?;
        }
        if moved.len() > TOLD {
            writeln!(f, "          and {} more; --out DIR writes them all", moved.len() - TOLD)?;
        }
        for (what, areas) in [("entered   ", &self.entered), ("left      ", &self.left)] {
            for (area, why) in areas.iter().take(TOLD) {
                let side = if what.starts_with("entered") { "was" } else { "is" };
                writeln!(f, "{what}{area}: {side} not ranked, as {why}")?;
            }
            if areas.len() > TOLD {
                writeln!(f, "          and {} more (--json has all)", areas.len() - TOLD)?;
            }
        }
        for note in &self.notes {
            writeln!(f, "note      {note}")?;
        }
        write!(f, "levels    {} scores of {} areas were compared", self.areas.len(), self.count())?;
        files(f, &self.outputs)
    }
}

fn files(f: &mut fmt::Formatter<'_>, files: &[String]) -> fmt::Result {
    match files {
        [] => Ok(()),
        files => write!(f, "\nfiles     {}", files.join("\n          ")),
    }
}

impl Diff {
    /// `TLS: 27.51 → 36.62 (+9.11: new +8.00, coverage +1.11), rank 150 → 132 (+18: new +15, coverage +3)`.
    fn line(&self, of: &Crossing) -> String {
        let score = |x: Option<f64>, status: Option<&str>| match x {
            Some(x) => format!("{x:.2}"),
            None => status.unwrap_or("none").to_owned(),
        };
        let (before, after) = (score(of.score.0, of.status.0), score(of.score.1, of.status.1));
        let mut line = format!("{}: {before} → {after}", of.area);
        if let (Some(gained), Some(split)) = (of.gained(), &of.points)
            && gained.abs() > STILL
        {
            line += &format!(" ({gained:+.2}: {})", self.parts(split, 2));
        }
        if let (Some(climbed), Some(split), (Some(before), Some(after))) =
            (of.climbed(), &of.places, of.rank)
        {
            line += &format!(", rank {before} → {after}");
            if climbed != 0 {
                line += &format!(" ({climbed:+}: {})", self.parts(split, 1));
            }
        }
        line.replace('-', "−")
    }

    fn parts(&self, split: &Split, decimals: usize) -> String {
        let some = Step::ALL.iter().zip(split.parts).filter(|(_, part)| part.abs() > STILL);
        let some = some.map(|(step, part)| format!("{} {part:+.decimals$}", self.called(*step)));
        some.collect::<Vec<_>>().join(", ")
    }
}
