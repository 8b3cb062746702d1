//! The scale of a method of normalisation: fitted on a pool of values, it gives each its position.

/// Why a column has no scores: a sentence, and what would work.
#[derive(Debug, Clone, PartialEq)]
pub struct NoScale {
    pub message: String,
    /// The value it is about, where it is about one.
    pub value: Option<f64>,
    pub hint: &'static str,
}

pub type Attempt<T> = std::result::Result<T, NoScale>;

pub fn refuse<T>(message: String, hint: &'static str) -> Attempt<T> {
    Err(NoScale { message, hint, value: None })
}

/// What helps where a method has no scores for the values.
pub const OTHER: &str = "choose goalposts or rank for it, or leave it out with `scored = false`";

/// What a rank counts.
#[derive(Debug, Clone, Copy)]
pub enum Count {
    /// 1 for the lowest.
    FromOne,
    /// 0 for the lowest.
    Below,
    /// From 0 to 1.
    Share,
}

/// A method fitted to the values: gives the position of each.
#[derive(Debug, Clone)]
pub enum Scale {
    /// (x − zero) / (one − zero), held between `low` and `high`.
    Line {
        zero: f64,
        one: f64,
        low: f64,
        high: f64,
    },
    ZScore {
        mean: f64,
        deviation: f64,
        to: (f64, f64),
    },
    /// The pool in ascending order.
    Ranks {
        sorted: Vec<f64>,
        count: Count,
    },
    /// best / x.
    Inverse {
        best: f64,
    },
    /// Share of the thresholds reached.
    Steps {
        thresholds: Vec<f64>,
    },
}

impl Scale {
    /// A line without ends.
    pub fn line(zero: f64, one: f64) -> Self {
        Scale::Line { zero, one, low: f64::NEG_INFINITY, high: f64::INFINITY }
    }

    /// A line that ends at `one` where it is capped.
    pub fn up_to(zero: f64, one: f64, capped: bool) -> Self {
        let high = if capped { 1.0 } else { f64::INFINITY };
        Scale::Line { zero, one, low: f64::NEG_INFINITY, high }
    }

    pub fn ranks(pool: Pool, count: Count) -> Self {
        let mut sorted = pool.values;
        sorted.sort_by(f64::total_cmp);
        Scale::Ranks { sorted, count }
    }

    pub fn position(&self, x: f64) -> f64 {
        match self {
            Scale::Line { zero, one, low, high } => ((x - zero) / (one - zero)).clamp(*low, *high),
            Scale::ZScore { mean, deviation, to } => to.0 + to.1 * (x - mean) / deviation,
            Scale::Inverse { best } => best / x,
            Scale::Steps { thresholds } => {
                let reached = thresholds.partition_point(|t| *t <= x);
                reached as f64 / thresholds.len() as f64
            }
            Scale::Ranks { sorted, count } => {
                let below = sorted.partition_point(|other| *other < x) as f64;
                match count {
                    Count::FromOne => below + 1.0,
                    Count::Below => below,
                    Count::Share => below / (sorted.len() - 1) as f64,
                }
            }
        }
    }
}

/// What a scale is fitted on: values multiplied by their direction, so that more is better.
pub struct Pool {
    pub n: usize,
    pub min: f64,
    pub max: f64,
    /// All of them, for the methods that look at more than their ends.
    pub values: Vec<f64>,
}

impl Pool {
    /// The only value, or the same value `n` times: "all 3 values are 5".
    pub fn all_alike(&self, sign: f64, one: &str, all: &str) -> String {
        let (n, value) = (self.n, sign * self.min);
        match n {
            1 => format!("{value} is the only value: {one}"),
            _ => format!("all {n} values are {value}: {all}"),
        }
    }
}
