//! `bridge.csv`: what moved each score and rank between two editions, by step.

use super::scores::level_kind;
use super::table::{Table, row};
use crate::analyse::{Crossing, Split, Step};
use crate::framework::Framework;

row! {
    /// What moved each score and rank between two sides of `ssj diff`: the parts sum to the change.
    Bridged in "bridge.csv" {
        /// The area's code
        ref_area: String,
        /// Code of the level
        code: String,
        /// `index`, `area` (a focus area) or `group`
        level: &'static str,
        /// The score before
        score_before: Option<f64>,
        /// The score after
        score_after: Option<f64>,
        /// The status of the score before, as in `scores.csv`: of `too_little` no score is given
        status_before: &'static str,
        /// The status of the score after
        status_after: &'static str,
        /// Points gained; below 0 where lost
        score_change: Option<f64>,
        /// Of these, by figures that stand otherwise or no more
        score_revised: Option<f64>,
        /// By further figures where there were some, and by the later year that counts
        score_new: Option<f64>,
        /// By the framework, the table of areas, and series that only one side reads
        score_method: Option<f64>,
        /// By series of the area that had no figure, or have none any more
        score_coverage: Option<f64>,
        /// Over how many of the 24 orders of the steps these are means: fewer where a score does not exist on the way
        score_orders: Option<usize>,
        /// The rank before
        rank_before: Option<usize>,
        /// The rank after
        rank_after: Option<usize>,
        /// Places gained; below 0 where lost
        places_gained: Option<i64>,
        /// As `score_revised`, in places
        places_revised: Option<f64>,
        /// As `score_new`, in places
        places_new: Option<f64>,
        /// As `score_method`, in places
        places_method: Option<f64>,
        /// As `score_coverage`, in places
        places_coverage: Option<f64>,
        /// As `score_orders`
        places_orders: Option<usize>,
    }
}

/// One row for each area and level that both sides have; no parts where a side has no score, or no rank.
/// `framework`: of the later side.
pub fn bridge(framework: &Framework, crossings: &[Crossing]) -> Table {
    let part = |split: Option<Split>, step: Step| split.map(|split| split.parts[step as usize]);
    Table::of(crossings.iter().map(|crossing| {
        let (points, places) = (crossing.points, crossing.places);
        Bridged {
            ref_area: crossing.area.clone(),
            code: crossing.code.clone(),
            level: level_kind(framework, crossing.level),
            score_before: crossing.score.0,
            score_after: crossing.score.1,
            status_before: crossing.status.0.unwrap_or_default(),
            status_after: crossing.status.1.unwrap_or_default(),
            score_change: crossing.gained(),
            score_revised: part(points, Step::Revised),
            score_new: part(points, Step::New),
            score_method: part(points, Step::Method),
            score_coverage: part(points, Step::Coverage),
            score_orders: points.map(|split| split.orders),
            rank_before: crossing.rank.0,
            rank_after: crossing.rank.1,
            places_gained: crossing.climbed(),
            places_revised: part(places, Step::Revised),
            places_new: part(places, Step::New),
            places_method: part(places, Step::Method),
            places_coverage: part(places, Step::Coverage),
            places_orders: places.map(|split| split.orders),
        }
    }))
}
