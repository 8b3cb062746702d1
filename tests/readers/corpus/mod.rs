//! Bad inputs: each kind by itself, and a corpus of mutated ones. What comes of one is right, or an error
//! with its place.

#[cfg(unix)]
mod bases;
mod kinds;
#[cfg(unix)]
mod mutate;
#[cfg(unix)]
mod mutated;
