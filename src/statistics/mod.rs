//! Slices of numbers in, one number or a few out: the mathematics that scoring and analysis share.
//!
//! Pure: every function says when it is undefined and gives `None` there, never NaN.

mod correlation;
mod eigen;
mod moments;
mod order;
pub mod simplex;
pub mod theil;

pub use correlation::{correlation_matrix, kendall_tau_b, partial, pearson, spearman};
pub use eigen::{Component, principal_components};
pub use moments::{
    deviation, ends, excess_kurtosis, mean, median, quantile, quantile_of_sorted, quartiles,
    skewness, variance,
};
pub use order::Order;
