//! The mean of the areas that have a value.

use super::from::ImputedFrom;
use super::method::{BY, Imputing};
use super::source::Source;
use super::statistic::of_areas;
use crate::framework::chosen::{Chosen, Keys, Takes};
use crate::framework::said::{Holds, Parameter};

of_areas!(MeanOfAreas, "mean", crate::statistics::mean, "mean_by", "i_mean", "i_mean_grp");
