//! The sentence that opens the page of a State.

use super::prose::Prose;
use crate::analyse::Finding;
use crate::exhibits;
use crate::fault::Result;
use crate::statistics::ends;
use crate::words::{said, say};

/// What a State's page says first: where it stands against income, its highest and its lowest area, and
/// the pace of its indicators, as far as each is known.
pub(super) fn message(prose: &Prose, area: usize) -> Result<String> {
    let mut said = Vec::new();
    let surely = prose.found.iter().find_map(|of| match &of.finding {
        Finding::Income { above, below, .. } if above.contains(&area) => Some("above"),
        Finding::Income { below, .. } if below.contains(&area) => Some("below"),
        _ => None,
    });
    if let Some(side) = surely {
        said.push(say!(prose, &format!("country.message.{side}"))?);
    }
    let covered = prose.framework.focus_areas().filter(|&l| prose.scores.is_covered(area, l));
    let scores: Vec<(usize, f64)> =
        covered.filter_map(|l| Some((l, (*prose.scores.levels.get(area, l))?))).collect();
    let common = exhibits::scores::common(scores.iter().map(|s| prose.range(s.0)));
    let ends = ends(&scores, |s| s.1).zip(common);
    if let Some(((low, high), _)) = ends.filter(|((l, h), r)| r.direction(h.1 - l.1).is_gt()) {
        let named = said![
            high = prose.level_short(high.0),
            high_score = prose.score(high.0, high.1),
            low = prose.level_short(low.0),
            low_score = prose.score(low.0, low.1)
        ];
        // An area on too little is left out, though its bar may be longer, or its score unknown.
        said.push(match prose.framework.focus_areas().count() > scores.len() {
            true => say!(prose, "country.message.areas_enough", ..named)?,
            false => say!(prose, "country.message.areas", ..named)?,
        });
    }
    said.extend(super::pace::clause(prose, area)?);
    let Some(first) = said.first().cloned() else { return say!(prose, "country.message.none") };
    let rest = said[1..]
        .iter()
        .try_fold(first, |said, next| say!(prose, "country.message.join", said, next = &next))?;
    say!(prose, "country.message.text", name = prose.name(area), said = rest)
}
