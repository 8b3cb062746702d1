//! What a sentence on a method holds: the method's parameters by the names in braces.

use super::formula::Formula;

/// What stands in place of a name in braces.
#[derive(Debug, Clone, PartialEq)]
pub enum Parameter {
    Number(f64),
    Numbers(Vec<f64>),
    Share(f64),
    Count(usize),
    /// The grouping of this column of the reference table.
    Grouping(String),
    /// A sentence of its own, by its key.
    Sentence(&'static str, Holds),
    Formula(Formula),
}

pub type Holds = Vec<(&'static str, Parameter)>;
