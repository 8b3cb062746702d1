//! The audit of an index, and measures that it is compared with.

mod command;
mod compare;
mod doubts;
#[path = "../numbers/mod.rs"]
mod numbers;
mod properties;
#[path = "../small_world/mod.rs"]
mod small_world;
mod without;
#[path = "../workdir/mod.rs"]
mod workdir;
