//! What is told of a number, from its score to its leaves.

use serde::Serialize;

use super::tongue::Tongue;

/// Numbers by name, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Numbers(pub Vec<(&'static str, f64)>);

impl Numbers {
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

impl Serialize for Numbers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// What is told of one area.
#[derive(Debug, Clone, Serialize)]
pub struct Explained {
    pub area: String,
    pub name: String,
    pub framework: String,
    pub edition: Option<String>,
    pub cut_off: i32,
    /// Why the area is not ranked, where it isn't.
    pub unranked: Vec<String>,
    /// Where the intervals come from, or why there are none.
    pub intervals: String,
    /// Of a ranked area, where there was a simulation.
    pub tier: Option<Tier>,
    #[serde(flatten)]
    pub node: Node,
    /// In which it is told.
    #[serde(skip)]
    pub tongue: Tongue,
}

/// The tier of an area, the one that it could slide to, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tier {
    pub tier: usize,
    pub last: usize,
    pub of: usize,
}

/// A level or an indicator, with what is below it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    Level(Box<Level>),
    Indicator(Box<Indicator>),
}

impl Node {
    /// The score with which the level above was computed.
    pub fn score(&self) -> Option<f64> {
        match self {
            Node::Level(level) => level.computed,
            Node::Indicator(indicator) => indicator.score,
        }
    }

    pub fn code(&self) -> &str {
        match self {
            Node::Level(level) => &level.code,
            Node::Indicator(indicator) => &indicator.code,
        }
    }
}

/// 5th and 95th percentile over the replications.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Interval {
    pub rank: Option<[f64; 2]>,
    pub score: Option<[f64; 2]>,
}

/// A rank among the ranked of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Within {
    pub group: String,
    pub rank: usize,
    pub of: usize,
}

/// A level, how its score was made and from what.
#[derive(Debug, Clone, Serialize)]
pub struct Level {
    pub code: String,
    pub name: String,
    /// As it is printed: none where it rests on too little.
    pub score: Option<f64>,
    /// What the formula gives, whatever it rests on: with it the level above was computed.
    pub computed: Option<f64>,
    /// In the words of `scores.csv`.
    pub status: &'static str,
    pub rank: Option<usize>,
    /// How many are ranked at this level.
    pub ranked: usize,
    /// Ranks among the ranked of its own group, of every grouping of several groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Within>,
    pub interval: Interval,
    /// Share of the declared weight at or below it that is observed.
    pub coverage: f64,
    /// As the framework file calls it.
    pub method: &'static str,
    /// Where its weights come from, as the framework file calls it.
    pub weighting: &'static str,
    /// With its numbers; where there is no score, why.
    pub formula: String,
    /// What the method took beside the scores and weights of the parts.
    pub numbers: Numbers,
    pub parts: Vec<Part>,
}

/// One of what stands directly below a level.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    pub declared: f64,
    /// What was computed with; 0 where there is no score.
    pub weight: f64,
    /// Its share of the weight of what is there.
    pub share: f64,
    /// What must be known of a weight that was made.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The score that the method took, where it isn't that of the part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_as: Option<f64>,
    #[serde(flatten)]
    pub node: Node,
}

/// An indicator, and the way from its rows to its score.
#[derive(Debug, Clone, Serialize)]
pub struct Indicator {
    pub code: String,
    pub name: String,
    pub unit: String,
    /// Whether it counts; otherwise it is only shown.
    pub scored: bool,
    pub score: Option<f64>,
    pub value: Option<f64>,
    pub basis: Basis,
    /// From the value to the score.
    pub steps: Vec<Step>,
}

/// One thing that was done to a value.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub what: &'static str,
    pub from: f64,
    pub to: f64,
    /// In words, with its numbers.
    pub how: String,
    pub numbers: Numbers,
}

impl Step {
    pub(super) fn new(
        what: &'static str,
        from: f64,
        to: f64,
        how: String,
        numbers: Vec<(&'static str, f64)>,
    ) -> Self {
        Step { what, from, to, how, numbers: Numbers(numbers) }
    }
}

/// What a value is based on.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Basis {
    /// Read, or derived from what was read; `age`: years before the cut-off.
    Observed {
        year: i32,
        age: i32,
        reading: Reading,
    },
    /// On the line between two years.
    Between {
        year: i32,
        readings: [(i32, Reading); 2],
    },
    /// Made from other areas, or from other indicators.
    Imputed {
        method: &'static str,
        how: String,
        numbers: Numbers,
        donors: Vec<Donor>,
    },
    Missing {
        why: String,
    },
}

/// A value that another was made from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Donor {
    pub area: String,
    pub indicator: String,
    pub year: Option<i32>,
    pub value: f64,
    /// Where the value lies between the lowest (0) and the highest (1) there is, turned where less is
    /// better; only where positions were averaged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<f64>,
}

/// A formula of one area and year with what it read.
#[derive(Debug, Clone, Serialize)]
pub struct Reading {
    pub formula: String,
    /// The same with numbers; nothing where it is one series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filled: Option<String>,
    pub value: f64,
    pub quantities: Vec<Quantity>,
}

/// A name in a formula with its value.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    Series(Box<Leaf>),
    Derived { code: String, reading: Reading },
}

/// One figure as it was published, and where.
#[derive(Debug, Clone, Serialize)]
pub struct Leaf {
    pub series: String,
    pub series_name: Option<String>,
    pub sex: &'static str,
    pub year: i32,
    pub value: f64,
    pub status: &'static str,
    pub remark: Option<String>,
    pub source: Option<String>,
    pub provider: String,
    pub release: Option<String>,
    pub file: String,
    pub row: u64,
    /// The row as it stands in the file.
    pub text: Option<String>,
    /// Why it can't be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_text: Option<String>,
}
