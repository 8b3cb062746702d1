//! What the project's pages say of it holds: the description of frameworks, the tables, the order of rooms.

mod floors;
mod pages;
mod said;
mod sentences;
mod sizes;
#[path = "../workdir/mod.rs"]
mod workdir;
