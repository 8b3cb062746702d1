//! `ssj fetch` against providers of our own: what it takes, what it keeps, and a cycle in full.

mod answers;
mod cycle;
#[path = "../packed/mod.rs"]
mod packed;
mod store;
#[path = "../stub/mod.rs"]
mod stub;
#[path = "../workdir/mod.rs"]
mod workdir;
