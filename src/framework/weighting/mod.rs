//! Where the weights below a level come from, one file for each method: the keys that choose it, its formula,
//! and what a sentence on it holds. A new one is its file, its line in the list below, and its words.

mod method;
#[cfg(test)]
mod tests;

use super::chosen::methods;

pub use method::{Below, Weighing};

methods! {
    /// Where the weights of what stands directly below a level come from.
    Weighting: dyn Weighing, "WeightsTable", "weigh";
    given::Given,
    equal::Equal,
    principal_components::PrincipalComponents,
    entropy::Entropy,
    critic::Critic,
    match_influence::MatchInfluence,
    benefit_of_the_doubt::OwnWeights,
}
