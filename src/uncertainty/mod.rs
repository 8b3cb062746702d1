//! A model with uncertain choices in, how sure its results are out: distributions, bands, sensitivity.

pub mod sensitivity;
