//! How the scores below a level become its score, one file for each method: the keys that choose it, its
//! checks, its formula, and what a sentence on it holds. A new one is its file, its line in the list below, and
//! its words.

mod low;
mod method;
mod worked;

use super::chosen::methods;

pub use arithmetic_mean::arithmetic_mean;
pub use geometric_mean::geometric_mean;
pub use low::Low;
pub use mazziotta_pareto::Penalty;
pub use method::{About, Aggregating, Ends, Looks, OfOne, Unsummed};
pub use worked::{Among, Teller, Terms, Worked};

methods! {
    /// How a level's score is made from the scores below it.
    Aggregation: dyn Aggregating, "AggregateTable", "aggregate";
    arithmetic_mean::ArithmeticMean,
    geometric_mean::GeometricMean,
    harmonic_mean::HarmonicMean,
    generalised_mean::GeneralisedMean,
    median::Median,
    minimum::Minimum,
    ordered_weighted_average::OrderedWeightedAverage,
    mazziotta_pareto::MazziottaPareto,
    copeland::Copeland,
    benefit_of_the_doubt::BenefitOfTheDoubt,
    formula::Calculated,
}
