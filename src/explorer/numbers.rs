//! Values with their years and status, and the scores and ranks as published; every list of areas is
//! in their order.

use serde::Serialize;

use crate::exhibits::{Exhibits, choices};
use crate::fault::Result;
use crate::harmonise::Used;
use crate::model::ObsStatus;
use crate::score::{Reason, Standing};

#[derive(Serialize)]
pub(super) struct Numbers {
    /// By indicator.
    indicators: Vec<Values>,
    /// By level.
    levels: Vec<Published>,
    /// By area.
    ranked: Vec<bool>,
    why_not: Vec<Vec<Why>>,
    /// By area: the tier and the one it could slide to.
    tiers: Vec<Option<(usize, usize)>>,
    certain: f64,
    runs: u64,
    varies: bool,
    /// By area, what moves its rank most: (choice in words, share of the variance).
    moves: Vec<Vec<(String, f64)>>,
    /// By area: (spread of the weights, best, worst rank).
    attainable: Vec<Vec<(Option<f64>, usize, usize)>>,
}

/// One indicator.
#[derive(Serialize)]
struct Values {
    /// The value used, made ones included.
    value: Vec<Option<f64>>,
    year: Vec<Option<i32>>,
    /// For each area a letter: `p`ublished, `e`stimated, `i`mputed, `b`etween two years, `-` missing.
    status: String,
    /// 1 where it was observed.
    observed: String,
    score: Vec<Option<f64>>,
    /// What a scale is fitted on, where that is not the value: on that of the transform.
    prepared: Option<Vec<Option<f64>>>,
    /// The first year, then the values of it and each year after, up to the cut-off.
    history: Vec<Option<(i32, Vec<Option<f64>>)>>,
    /// By area, of each part whether it is in force.
    parts: Vec<String>,
    /// By area: position of the verdict, whether it is sure, and year and value at both ends.
    paces: Vec<Option<PaceOf>>,
    /// By area: year, the value of women and of men.
    sexes: Vec<Option<(i32, f64, f64)>>,
}

type PaceOf = (usize, bool, Option<[(i32, f64); 2]>);

/// One level.
#[derive(Serialize)]
struct Published {
    score: Vec<Option<f64>>,
    rank: Vec<Option<usize>>,
    coverage: Vec<f64>,
    /// 5th and 95th percentile.
    scores: Vec<Option<(f64, f64)>>,
    ranks: Vec<Option<(f64, f64)>>,
    /// 1 where much of the score was imputed.
    marked: String,
}

/// Why an area is not ranked, by the key of the sentence that says it.
#[derive(Serialize)]
struct Why {
    key: &'static str,
    level: Option<usize>,
    indicator: Option<usize>,
    share: Option<f64>,
}

impl Numbers {
    pub fn of(exhibits: &Exhibits) -> Result<Self> {
        let (framework, found) = (exhibits.framework, exhibits.simulation);
        let areas = 0..exhibits.panel.areas.len();
        let standings = &exhibits.scores.standings;
        Ok(Numbers {
            indicators: (0..framework.indicators.len()).map(|i| values(exhibits, i)).collect(),
            levels: (0..framework.levels.len()).map(|l| published(exhibits, l)).collect(),
            ranked: standings.iter().map(Standing::is_ranked).collect(),
            why_not: standings.iter().map(why_not).collect(),
            tiers: areas.clone().map(|a| found.tier_of(a)).collect(),
            certain: found.certain,
            runs: found.runs,
            varies: found.varies(),
            moves: areas.clone().map(|a| moves(exhibits, a)).collect::<Result<_>>()?,
            attainable: areas.map(|a| attainable(exhibits, a)).collect(),
        })
    }
}

fn bits(all: impl Iterator<Item = bool>) -> String {
    all.map(|is| if is { '1' } else { '0' }).collect()
}

fn values(exhibits: &Exhibits, i: usize) -> Values {
    let (panel, scores) = (exhibits.panel, exhibits.scores);
    let areas = 0..panel.areas.len();
    let left_out = |a: usize| match &scores.standings[a] {
        Standing::Indicative(why) => why.iter().any(|r| matches!(r, Reason::LeftOut { .. })),
        Standing::Ranked => false,
    };
    let cell = |a: usize| match (scores.imputed(a, i), panel.used(a, i)) {
        (Some(made), _) => (Some(made.value), None, 'i'),
        (None, Some(_)) if left_out(a) => (None, None, '-'),
        (None, Some(Used { point, between, .. })) => {
            let status = match (between, point.status) {
                (Some(_), _) => 'b',
                (None, ObsStatus::Published) => 'p',
                (None, ObsStatus::Estimated) => 'e',
            };
            (Some(point.value), Some(point.year), status)
        }
        (None, None) => (None, None, '-'),
    };
    let cells: Vec<_> = areas.clone().map(cell).collect();
    let value: Vec<Option<f64>> = cells.iter().map(|cell| cell.0).collect();
    let prepared: Vec<Option<f64>> = scores.prepared.column(i).copied().collect();
    let first = exhibits.framework.first_aside(i);
    let parts = 0..exhibits.framework.indicators[i].parts.len();
    let part = |a: usize, n: usize| match panel.aside(a, first + n) {
        Some(point) if point.value >= 1.0 => '1',
        Some(_) => '0',
        None => '-',
    };
    Values {
        year: cells.iter().map(|cell| cell.1).collect(),
        status: cells.iter().map(|cell| cell.2).collect(),
        observed: bits(scores.observed.column(i).copied()),
        score: scores.indicators.column(i).copied().collect(),
        prepared: Some(prepared).filter(|prepared| *prepared != value),
        history: areas.clone().map(|a| history(exhibits, a, i)).collect(),
        parts: areas.map(|a| parts.clone().map(|n| part(a, n)).collect()).collect(),
        paces: paces(exhibits, i),
        sexes: sexes(exhibits, i),
        value,
    }
}

fn paces(exhibits: &Exhibits, i: usize) -> Vec<Option<PaceOf>> {
    let mut of_areas = vec![None; exhibits.panel.areas.len()];
    for pace in exhibits.findings.paces.iter().filter(|pace| pace.indicator == i) {
        of_areas[pace.area] = Some((pace.verdict as usize, pace.is_sure(), pace.ends));
    }
    of_areas
}

fn sexes(exhibits: &Exhibits, i: usize) -> Vec<Option<(i32, f64, f64)>> {
    let mut of_areas = vec![None; exhibits.panel.areas.len()];
    for pair in exhibits.findings.sexes.iter().filter(|pair| pair.indicator == i) {
        of_areas[pair.area] = Some((pair.year, pair.women, pair.men));
    }
    of_areas
}

/// To six digits, for a line that is drawn; nothing of an indicator that is only shown.
fn history(exhibits: &Exhibits, a: usize, i: usize) -> Option<(i32, Vec<Option<f64>>)> {
    let panel = exhibits.panel;
    if !exhibits.framework.indicators[i].is_scored() {
        return None;
    }
    let until = panel.history.get(a, i).iter().take_while(|point| point.year <= panel.cut_off);
    let points: Vec<(i32, f64)> = until.map(|point| (point.year, point.value)).collect();
    let (first, last) = (points.first()?.0, points.last()?.0);
    let mut line = vec![None; (last - first) as usize + 1];
    for (year, value) in points {
        line[(year - first) as usize] = format!("{value:.5e}").parse().ok();
    }
    Some((first, line))
}

fn published(exhibits: &Exhibits, l: usize) -> Published {
    let (scores, found) = (exhibits.scores, exhibits.simulation);
    let areas = 0..exhibits.panel.areas.len();
    Published {
        score: scores.levels.column(l).copied().collect(),
        rank: scores.ranks.column(l).copied().collect(),
        coverage: scores.coverage.column(l).copied().collect(),
        scores: found.scores.column(l).map(|of| of.map(|of| (of.p05, of.p95))).collect(),
        ranks: found.ranks.column(l).map(|of| of.map(|of| (of.of.p05, of.of.p95))).collect(),
        marked: bits(areas.map(|a| exhibits.is_marked(a, l))),
    }
}

fn why_not(standing: &Standing) -> Vec<Why> {
    let Standing::Indicative(reasons) = standing else { return Vec::new() };
    let why = |reason: &Reason| {
        let of = |key, level, share| Why { key, level, share, indicator: None };
        match *reason {
            Reason::RequiredMissing { indicator } => {
                Why { indicator: Some(indicator), ..of("standing.required", None, None) }
            }
            Reason::LowCoverage { level, coverage } => {
                of("standing.coverage", Some(level), Some(coverage))
            }
            Reason::LeftOut { share } => of("standing.left_out", None, Some(share)),
            Reason::LowScoreCoverage { level, share } => {
                of("standing.score_coverage", Some(level), Some(share))
            }
            Reason::NoValue { level, .. } => of("standing.no_value", Some(level), None),
            Reason::NoScore { level: 0 } | Reason::Incomplete { level: 0, .. } => {
                of("standing.no_index", None, None)
            }
            Reason::NoScore { level } | Reason::Incomplete { level, .. } => {
                of("standing.no_score", Some(level), None)
            }
        }
    };
    reasons.iter().map(why).collect()
}

/// The choices that make more than noise of the variance of an area's rank, the largest first. Where chance
/// puts a share beyond the whole it stands as the whole, as in `sensitivity.csv`.
fn moves(exhibits: &Exhibits, a: usize) -> Result<Vec<(String, f64)>> {
    let Some(found) = exhibits.sensitivities else { return Ok(Vec::new()) };
    let leading = found.ordered(&found.ranks[a]).into_iter();
    let leading = leading.filter(|(_, indices)| indices.total.low() > 0.0);
    leading
        .map(|(choice, indices)| {
            Ok((choices::label(exhibits, choice)?, indices.total.value.clamp(0.0, 1.0)))
        })
        .collect()
}

fn attainable(exhibits: &Exhibits, a: usize) -> Vec<(Option<f64>, usize, usize)> {
    let of_area = exhibits.attainable.ok().and_then(|all| all.iter().find(|of| of.area == a));
    let regions = of_area.into_iter().flat_map(|of| &of.regions);
    regions.map(|reach| (reach.spread, reach.best.rank, reach.worst.rank)).collect()
}
