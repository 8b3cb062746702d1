//! Why a State is not ranked, and what its scores rest on, in the sentences of its page.

use super::prose::{Prose, share};
use crate::fault::Result;
use crate::score::{Reason, Standing};
use crate::words::{said, say};

/// A sentence for every required indicator that is missing and every score that rests on too
/// little, and one for all scores that are missing; none for a ranked State.
pub(super) fn reasons(prose: &Prose, area: usize) -> Result<Vec<String>> {
    let Standing::Indicative(reasons) = &prose.exhibits.scores.standings[area] else {
        return Ok(Vec::new());
    };
    let mut said = Vec::new();
    let mut without = Vec::new();
    for reason in reasons {
        match reason {
            Reason::RequiredMissing { indicator } => {
                let named = said![indicator = prose.indicator(*indicator)];
                said.push(say!(prose, "standing.required", ..named)?);
            }
            Reason::LowCoverage { level, coverage } => {
                said.push(low_coverage(prose, area, *level, *coverage)?);
            }
            Reason::LeftOut { share: seen } => {
                let needed = prose.exhibits.framework.screen.overall.unwrap_or(0.0);
                let said_of = said![share = share(*seen), needed = share(needed)];
                said.push(say!(prose, "standing.left_out", ..said_of)?);
            }
            Reason::LowScoreCoverage { level, share: seen } => {
                let needed = prose.exhibits.framework.levels[*level].coverage.unwrap_or(0.0);
                let said_of = said![
                    area = prose.level_short(*level),
                    share = share(*seen),
                    needed = share(needed)
                ];
                said.push(say!(prose, "standing.score_coverage", ..said_of)?);
            }
            Reason::NoValue { level, .. } => {
                let name = said![area = prose.level_short(*level)];
                said.push(say!(prose, "standing.no_value", ..name)?);
            }
            Reason::NoScore { level: 0 } | Reason::Incomplete { level: 0, .. } => {
                said.push(say!(prose, "standing.no_index")?);
            }
            Reason::NoScore { level } | Reason::Incomplete { level, .. } => {
                without.push(say!(prose, "quoted", name = prose.level_short(*level))?);
            }
        }
    }
    if !without.is_empty() {
        said.push(say!(prose, "standing.no_score", areas = prose.list(&without)?)?);
    }
    Ok(said)
}

fn low_coverage(prose: &Prose, area: usize, level: usize, coverage: f64) -> Result<String> {
    let (n, of) = indicators(prose, area, level);
    let arguments = said![area = prose.level_short(level), n, of, coverage = share(coverage)];
    if prose.scores.standings[area].rests_on_too_little(level) {
        return say!(prose, "standing.too_little", ..arguments);
    }
    say!(prose, "standing.coverage", ..arguments, needed = share(prose.framework.ranking_coverage))
}

/// Indicators under a level that have an observed value in an area, and those that could have one.
fn indicators(prose: &Prose, area: usize, level: usize) -> (usize, usize) {
    let framework = prose.exhibits.framework;
    let scores = &prose.exhibits.scores.observed;
    let scored = || framework.scored_under(level);
    (scored().filter(|&i| *scores.get(area, i)).count(), scored().count())
}
