//! A model with uncertain choices in, how sure its results are out: distributions, bands, sensitivity.

pub mod bands;
pub mod counts;
pub mod histogram;
pub mod sensitivity;
mod stream;
