//! Names of COINr's columns and types.

pub(super) const REQUIRED: [&str; 6] = ["Level", "iCode", "Parent", "Direction", "Type", "Weight"];

/// Every column of iMeta that means something here.
pub(super) const KNOWN: [&str; 16] = [
    "Level",
    "iCode",
    "iName",
    "Unit",
    "Direction",
    "Parent",
    "Weight",
    "Type",
    "Denominator",
    "ScaleFactor",
    "Target",
    "dist2targ_cap_max",
    "goalpost_lower",
    "goalpost_upper",
    "goalpost_scale",
    "goalpost_trunc2posts",
];

/// Columns of iData that have no row in iMeta.
pub(super) const SPECIAL: [&str; 3] = ["uCode", "uName", "Time"];

/// How R writes what is missing.
pub(super) const MISSING: &str = "NA";

/// What a row of iMeta describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Indicator,
    Aggregate,
    Group,
    Denominator,
    Other,
}

impl Type {
    pub const NAMES: [&str; 5] = ["Indicator", "Aggregate", "Group", "Denominator", "Other"];
    const ALL: [Type; 5] =
        [Type::Indicator, Type::Aggregate, Type::Group, Type::Denominator, Type::Other];

    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it stands in the tree of the index.
    pub fn is_in_index(self) -> bool {
        matches!(self, Type::Indicator | Type::Aggregate)
    }
}

/// A number as R and TOML read it back to the last bit.
pub(super) fn exact(value: f64) -> String {
    format!("{value}")
}

pub(super) fn or_missing(cell: Option<String>) -> String {
    cell.unwrap_or_else(|| MISSING.to_owned())
}
