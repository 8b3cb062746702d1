//! What is done to the outliers of an indicator, one file for each method: the keys that choose it, its checks,
//! its formula, and what a sentence on it holds. A new one is its file, its line in the list below, and its
//! words.

mod method;
#[cfg(test)]
mod tests;
mod when;

use super::chosen::methods;

pub use method::{Change, Treating, treat};
pub use when::{FAR_OUT, When};

methods! {
    /// What is done to the outliers of an indicator.
    Treatment: dyn Treating, "TreatTable", "treat";
    none::Untreated,
    winsorise::Winsorise,
    percentiles::Percentiles,
    logarithm::Logarithm,
    box_cox::BoxCox,
}
