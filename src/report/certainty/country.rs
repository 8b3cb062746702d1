//! Two lines for a State's page: how far other weights could move it, and what moves its rank most.

use super::moves::most;
use super::weights::below;
use crate::fault::Result;
use crate::report::prose::{Prose, share};
use crate::uncertainty::attainable::Reach;
use crate::words::{Number, said, say};

/// The lines on the page of an area; none of what can't be told for any State.
pub(in crate::report) fn lines(prose: &Prose, area: usize) -> Result<Vec<String>> {
    let exhibits = prose.exhibits;
    if exhibits.scores.levels.get(area, 0).is_none() {
        return Ok(Vec::new());
    }
    let is_ranked = exhibits.scores.standings[area].is_ranked();
    let mut lines = Vec::new();
    if let Ok(found) = exhibits.attainable {
        let of = found.iter().find(|of| of.area == area);
        let ends = of.and_then(|of| Some((of.regions.last()?, of.regions.first()?)));
        match ends {
            Some((widest, narrowest)) => lines.push(reach(prose, widest, narrowest)?),
            None if !is_ranked => lines.push(say!(prose, "certainty.country.unranked")?),
            None => {}
        }
    }
    if let Some(of) = exhibits.sensitivities.filter(|of| !of.choices.is_empty()) {
        let key = if is_ranked { "rank" } else { "place" };
        lines.push(most(prose, of, &of.ranks[area], &format!("certainty.country.{key}"))?);
    }
    Ok(lines)
}

/// `rank 30–52; within a quarter more or less: 35–41`. Where an end is not exact, the limits that no
/// weights pass.
fn reach(prose: &Prose, widest: &Reach, narrowest: &Reach) -> Result<String> {
    let range = |of: &Reach| -> Result<String> {
        match of.best.limit == of.worst.limit {
            true => Ok(prose.number(Number::count(of.best.limit))),
            false => say!(prose, "span", first = of.best.limit, last = of.worst.limit),
        }
    };
    let said = said![
        any = range(widest)?,
        spread = share(narrowest.spread.unwrap_or(0.0)),
        within = range(narrowest)?
    ];
    let exact = if widest.is_exact() && narrowest.is_exact() { "reach" } else { "limits" };
    say!(prose, &format!("certainty.country.{exact}_{}", below(prose)), ..said)
}
