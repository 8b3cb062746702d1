//! A panel and its scores in, everything that the figures and the text may say out.

use super::aggregates::{self, Total};
use super::audit::{self, Audit};
use super::availability::{self, Availability};
use super::facets::{self, SplitMean};
use super::groups::{self, GroupMean, RankWithin};
use super::inequality::{self, Inequality};
use super::pace::{self, Pace};
use super::profiles::{self, Profile};
use super::progress::{self, Progress};
use super::ranges::{self, Ranges};
use super::readings::{self, ThemeScores};
use super::regions::{self, Region};
use super::sexes::{self, SexPair};
use super::theil::{self, Incomes};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::{Areas, Grid};
use crate::score::{Scores, coverage};

/// Everything the figures and the text may say.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    pub sexes: Vec<SexPair>,
    pub groups: Vec<GroupMean>,
    /// Ranks among the ranked of an area's own group, by grouping.
    pub within: Vec<Grid<Option<RankWithin>>>,
    /// `None` where the framework asks for no comparison over time.
    pub progress: Option<Progress>,
    /// `None` where the framework names no indicator of inequality.
    pub inequality: Option<Inequality>,
    /// Incomes between countries and inside them.
    pub incomes: Incomes,
    pub availability: Availability,
    /// Means of areas told apart, of the indicators that ask for it.
    pub splits: Vec<SplitMean>,
    /// One per area, in the panel's order.
    pub profiles: Vec<Profile>,
    pub audit: Audit,
    /// Numbers of the world and of groups, in real units.
    pub totals: Vec<Total>,
    /// What is told of each region; none where the framework names no regions.
    pub regions: Vec<Region>,
    /// The pace of each scored indicator with goalposts, by area; none where the framework asks for none.
    pub paces: Vec<Pace>,
    /// Every theme of every reading.
    pub readings: Vec<ThemeScores>,
    /// From where to where the scores run.
    pub ranges: Ranges,
    /// Share of the declared indicator weight at or below a level whose value was imputed, 0–1.
    pub imputed: Grid<f64>,
}

/// All findings of an edition. `measures`: the values of each measure for comparison, by area.
pub fn analyse(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
    measures: &[Vec<Option<f64>>],
) -> Findings {
    let ranges = ranges::of_scores(framework, scores);
    let made = imputed(panel, scores);
    let progress = progress::measure(framework, panel, &ranges);
    let totals = aggregates::totals(framework, areas, panel);
    let availability = availability::count(framework, panel, scores);
    let told = regions::Told {
        panel,
        scores,
        totals: &totals,
        availability: &availability,
        progress: progress.as_ref(),
        ranges: &ranges,
    };
    Findings {
        regions: regions::regions(framework, areas, &told),
        sexes: sexes::side_by_side(framework, panel),
        groups: groups::means(framework, areas, panel, scores),
        within: framework
            .groupings
            .iter()
            .map(|grouping| groups::ranks_within(areas, panel, scores, grouping))
            .collect(),
        progress,
        inequality: inequality::against_the_index(framework, panel, scores, measures),
        incomes: theil::incomes(
            framework,
            areas,
            panel,
            framework.income.and_then(|m| measures.get(m)),
        ),
        audit: audit::audit(framework, areas, panel, scores, measures),
        totals,
        paces: pace::paces(framework, panel),
        availability,
        splits: facets::split_means(framework, panel),
        profiles: profiles::stand_outs(framework, areas, panel, scores, &ranges),
        readings: readings::scores(framework, scores, &made, &ranges.indicators),
        ranges,
        imputed: coverage(framework, &made),
    }
}

/// From this share of a focus area's indicator weight on, an area whose values were imputed is marked
/// wherever its score or its rank stands.
pub const MUCH_IMPUTED: f64 = 0.25;

impl Findings {
    /// The mean scores of a group of a grouping at a level.
    pub fn group_mean(&self, of: (usize, usize), level: usize) -> Option<&GroupMean> {
        self.groups.iter().find(|m| ((m.grouping, m.group), m.level) == (of, level))
    }

    /// Mean scores of the regions, in their order.
    pub fn means_of_regions(&self) -> impl Iterator<Item = &GroupMean> {
        self.regions.iter().flat_map(|of| of.levels.iter().map(|(mean, _)| mean))
    }

    /// Whether an area's score at a level rests on imputed values so far that it is marked: its own
    /// share, or at the index that of any focus area.
    pub fn rests_on_imputed(&self, framework: &Framework, area: usize, level: usize) -> bool {
        let much = |level: usize| *self.imputed.get(area, level) >= MUCH_IMPUTED;
        much(level) || (level == 0 && framework.focus_areas().any(much))
    }
}

/// Which values were made: from other areas or indicators, or read off between two years.
fn imputed(panel: &Panel, scores: &Scores) -> Grid<bool> {
    let (rows, columns) = (scores.indicators.rows(), scores.indicators.columns());
    Grid::from_fn(rows, columns, |area, i| {
        let between = || panel.used(area, i).is_some_and(|used| used.between.is_some());
        scores.imputed(area, i).is_some() || between()
    })
}
