//! The edition before in; what moved each focus area's score since, by step, out.

use super::diff::Bridge;
use super::options::Options;
use super::plan::Plan;
use super::run::Run;
use super::side::Side;
use super::stage::Stage;
use crate::analyse::Crossing;
use crate::exhibits::Since;
use crate::fault::Result;
use crate::ingest::Ingested;

impl Run<'_> {
    /// The crossings of focus areas whose score rests on enough in both editions; nothing where there is no
    /// edition before.
    ///
    /// # Errors
    /// What stops the scores of the edition before.
    pub(super) fn since(&self, ingested: &Ingested) -> Result<Option<Since>> {
        let Some(before) = self.plan.edition_before()? else { return Ok(None) };
        let side = |id: &str| {
            let edition = Some(id.to_owned());
            let options = Options { edition, out: None, ..self.options.clone() };
            Side::given(Plan::make(&Stage::Score, &options)?, ingested.clone())
        };
        let own = self.plan.issue.as_ref().map_or("", |issue| &issue.edition.id);
        let (earlier, later) = (side(&before.id)?, side(own)?);
        let bridge = Bridge::between(&earlier, &later);
        let is_area: Vec<usize> = later.plan.method.framework.focus_areas().collect();
        let is_year_alone = bridge.is_year_alone();
        let mut crossings = bridge.crossings;
        crossings.retain(|crossing| {
            let levels = [
                earlier.plan.method.framework.level(&crossing.code),
                later.plan.method.framework.level(&crossing.code),
            ];
            let both = [&earlier, &later].into_iter().zip(levels);
            is_area.contains(&crossing.level)
                && both.into_iter().all(|(side, level)| is_covered(side, crossing, level))
        });
        Ok(Some(Since {
            before: before.id,
            cut_off: before.cut_off,
            is_reconstructed: before.reconstructed_beside.is_some(),
            is_year_alone,
            crossings,
        }))
    }
}

fn is_covered(side: &Side, crossing: &Crossing, level: Option<usize>) -> bool {
    let row = side.scored.panel.areas.iter().position(|known| *known == crossing.area);
    row.zip(level).is_some_and(|(row, level)| side.scored.scores.is_covered(row, level))
}
