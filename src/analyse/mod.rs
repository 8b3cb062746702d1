//! Scores in, findings out: women and men, groups, progress, inequality, availability, profiles.
//!
//! Numbers only: no formatting, no words, no colours.

pub mod audit;
mod availability;
mod groups;
mod inequality;
mod measured;
mod profiles;
mod progress;
mod sexes;

pub use audit::Audit;
pub use availability::{AreaAvailability, Availability, IndicatorAvailability};
pub use groups::{GroupMean, mean_of_all};
pub use inequality::Inequality;
pub use measured::measured;
pub use profiles::{Profile, Standout};
pub use progress::{IndicatorChange, LevelChange, Progress};
pub use sexes::{ENOUGH_STATES, SexPair};

pub use crate::statistics;

use std::cmp::Ordering;

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::Scores;

/// Differences of scores smaller than this many points are called none: most values are modelled or
/// some years old, and an edition without intervals can't tell them apart.
pub const NOISE: f64 = 2.0;

/// Which way a difference of scores goes, or none within the noise. A difference of just the noise
/// counts, also where rounding leaves it a hair below.
pub fn direction(difference: f64) -> Ordering {
    const ROUNDING: f64 = 1e-9;
    if difference.abs() < NOISE - ROUNDING { Ordering::Equal } else { difference.total_cmp(&0.0) }
}

/// Everything the figures and the text may say.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    pub sexes: Vec<SexPair>,
    pub groups: Vec<GroupMean>,
    /// `None` where the framework asks for no comparison over time.
    pub progress: Option<Progress>,
    /// `None` where the framework names no indicator of inequality.
    pub inequality: Option<Inequality>,
    pub availability: Availability,
    /// One per area, in the panel's order.
    pub profiles: Vec<Profile>,
    pub audit: Audit,
}

/// All findings of an edition. `measures`: the values of each measure for comparison, by area.
pub fn analyse(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
    measures: &[Vec<Option<f64>>],
) -> Findings {
    Findings {
        sexes: sexes::side_by_side(framework, panel),
        groups: groups::means(framework, areas, panel, scores),
        progress: progress::measure(framework, panel),
        inequality: inequality::against_the_index(framework, panel, scores),
        availability: availability::count(framework, panel),
        profiles: profiles::stand_outs(framework, areas, panel, scores),
        audit: audit::audit(framework, areas, panel, scores, measures),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_of_just_the_noise_counts_in_spite_of_rounding() {
        assert_eq!(direction(2.0), Ordering::Greater);
        assert_eq!(direction(34.1 - 36.1), Ordering::Less);
        assert_eq!(direction(1.99), Ordering::Equal);
        assert_eq!(direction(-0.0), Ordering::Equal);
    }
}
