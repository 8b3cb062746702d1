//! Who is ranked: enough of the weight in every focus area, and every required indicator.

/// Whether an area is ranked, and if not, why.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    Ranked,
    /// Scores are shown, without a rank, for these reasons; the index may be missing.
    Indicative(Vec<Reason>),
}

/// Why an area is not ranked.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// A required indicator (position) has no value.
    RequiredMissing { indicator: usize },
    /// Too little of a focus area's indicator weight is present.
    LowCoverage { level: usize, coverage: f64 },
    /// A level has no score at all, so neither has the index.
    NoScore { level: usize },
}

impl Standing {
    pub fn is_ranked(&self) -> bool {
        *self == Standing::Ranked
    }
}
