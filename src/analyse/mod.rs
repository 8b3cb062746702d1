//! Scores in, findings out: women and men, groups, progress, inequality, availability, profiles.
//!
//! Numbers only: no formatting, no words, no colours.

mod aggregates;
pub mod audit;
mod availability;
mod bridge;
mod facets;
mod findings;
mod groups;
mod inequality;
mod measured;
mod messages;
mod observed;
mod openings;
mod pace;
mod profiles;
mod progress;
mod ranges;
mod readings;
mod regions;
mod revisions;
mod series;
mod sexes;
mod spread;
mod theil;

pub use aggregates::{Backing, Total, Whole, of_peers, shown};
pub use audit::Audit;
pub use availability::{AreaAvailability, Availability, IndicatorAvailability};
pub use bridge::{Crossing, Differences, Split, Step, Steps, split};
pub use facets::{InForce, Parts, SplitMean, in_force, parts};
pub use findings::{Findings, MUCH_IMPUTED, analyse};
pub use groups::{GroupMean, RankWithin, covered, mean_of_all, members, ranks_within};
pub use inequality::Inequality;
pub use measured::measured;
pub use messages::{Finding, MESSAGES, Weighed, found, leading};
pub use observed::{observed_median, observed_values};
pub use openings::OfRegion;
pub use pace::{Pace, Verdict, counts};
pub use profiles::{Profile, Standout};
pub use progress::{Carried, IndicatorChange, LevelChange, ONE_WAY, Progress};
pub use ranges::{NOISE, Ranges, ScoreRange};
pub use readings::{AT_ENDS, Support, ThemeScores};
pub use regions::{Region, RegionScores, regions_at, widest_region};
pub use revisions::{Change as RevisionKind, Move, Revision, Rounded, State, moves, revisions};
pub use series::{Year, series, years_with_values};
pub use sexes::{ENOUGH_STATES, LEAST_IN_GROUP, Medians, SexPair, medians, women_behind};
pub use spread::{Spread, spread};
pub use theil::{Incomes, Shared, Theil};
