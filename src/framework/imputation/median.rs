//! The median of the areas that have a value.

use super::from::ImputedFrom;
use super::method::{BY, Imputing};
use super::source::Source;
use super::statistic::of_areas;
use crate::framework::chosen::{Chosen, Keys, Takes};
use crate::framework::said::{Holds, Parameter};

of_areas!(
    MedianOfAreas,
    "median",
    crate::statistics::median,
    "median_by",
    "i_median",
    "i_median_grp"
);
