//! A scored edition in; of one area and one level or indicator the tree out of which its number grew,
//! down to the rows of the files it was read from.
//!
//! The numbers of the tree are those that were computed with, unrounded: the leaves give the score
//! again. What is printed of them is rounded.

mod basis;
mod case;
mod find;
mod indicator;
mod level;
mod methods;
mod number;
mod reading;
mod rows;
mod scale;
mod text;
mod told;
mod tongue;
mod treated;
mod tree;
mod unranked;

pub use case::Case;
pub use rows::tell_rows;
pub use told::{
    Basis, Donor, Explained, Indicator, Interval, Leaf, Level, Node, Numbers, Part, Quantity,
    Reading, Step, Tier, Within,
};
pub use tongue::{Tongue, told_of_weight};
pub use tree::Branch;
pub use unranked::unranked;
