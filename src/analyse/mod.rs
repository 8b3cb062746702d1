//! Scores in, findings out: women and men, groups, progress, inequality, availability, profiles.
//!
//! Numbers only: no formatting, no words, no colours.

mod aggregates;
pub mod audit;
mod availability;
mod bridge;
mod changes;
mod classes;
mod crossings;
mod facets;
mod findings;
mod groups;
mod inequality;
mod lines;
mod measured;
mod messages;
mod observed;
mod openings;
mod pace;
mod profiles;
mod progress;
mod ranges;
mod reaches;
mod readings;
mod regions;
mod revisions;
mod series;
mod sexes;
mod spread;
mod standings;
mod theil;

pub use aggregates::{Backing, Total, Whole, of_peers, shown};
pub use audit::Audit;
pub use availability::{
    AreaAvailability, Availability, IndicatorAvailability, OLD, by_age, mean_age, observed_under,
};
pub use bridge::{Crossing, Differences, Split, Step, Steps, split};
pub use changes::{FocusChange, focus_changes, risen_and_fallen};
pub use classes::{ClassCounts, class_of, equal_shares, most_in_class};
pub use crossings::{MeanMove, mean_move, moved, moves as moves_any, range_of, steps_of};
pub use facets::{InForce, Parts, SplitMean, in_force, parts};
pub use findings::{Findings, MUCH_IMPUTED, analyse};
pub use groups::{
    Ends, GroupMean, RankWithin, covered, ends_of, furthest_apart, mean_of_all, members,
    ranks_within,
};
pub use inequality::{AT_EITHER_END, HARDLY, Inequality};
pub use lines::{Lines, least_backing, lines, most_changed, years_of};
pub use measured::measured;
pub use messages::{Finding, MESSAGES, Weighed, found, leading};
pub use observed::{observed_median, observed_values};
pub use openings::OfRegion;
pub use pace::{Pace, Verdict, counts};
pub use profiles::{Profile, Standout};
pub use progress::{Carried, IndicatorChange, LevelChange, ONE_WAY, Progress};
pub use ranges::{NOISE, Ranges, ScoreRange, Tally};
pub use reaches::{Reached, Reaches, by_rank, reached, reaches, widest};
pub use readings::{AT_ENDS, Support, ThemeScores};
pub use regions::{Region, RegionScores, regions_at, widest_region};
pub use revisions::{Change as RevisionKind, Move, Revision, Rounded, State, moves, revisions};
pub use series::{Basis, Year, series, shown_scores, years_with_values};
pub use sexes::{
    BothSexes, ENOUGH_STATES, LEAST_IN_GROUP, Medians, SexPair, both_sexes, estimated_share,
    known_most, medians, most_behind, women_behind,
};
pub use spread::{Spread, spreads_within};
pub use standings::{LevelStandings, Middle, Standings, highest_ranked, middle};
pub use theil::{Incomes, Shared, Theil};
