//! Values of the measures that an index is compared with: from the panel, or another index scored.

use crate::fault::{Faults, Place, Result};
use crate::framework::{ComparedBy, Framework};
use crate::harmonise::{Panel, build_panel};
use crate::model::{Areas, Observation};
use crate::score::{Input, score};

/// The values of each measure of the framework, by area of the panel. Another index is scored over
/// the same areas and up to the same cut-off; all its scores count, ranked or not.
///
/// # Errors
/// Another index that can't be scored: its faults, at its file.
pub fn measured(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    observations: &[Observation],
) -> Result<Vec<Vec<Option<f64>>>> {
    let values = framework.measures.iter().enumerate().map(|(m, measure)| match &measure.by {
        ComparedBy::Formula(_) => {
            let value = |a: usize| panel.measure(a, m).map(|point| point.value);
            Ok((0..panel.areas.len()).map(value).collect())
        }
        ComparedBy::Index { file, framework: other } => {
            let index = index(other, areas, panel, observations);
            index.map_err(|Faults(mut faults)| {
                for fault in faults.iter_mut().filter(|f| f.place.is_none()) {
                    fault.place = Some(Place::file(file));
                }
                Faults(faults)
            })
        }
    });
    values.collect()
}

fn index(
    other: &Framework,
    areas: &Areas,
    panel: &Panel,
    observations: &[Observation],
) -> Result<Vec<Option<f64>>> {
    let panel = build_panel(other, observations, panel.areas.clone(), panel.cut_off);
    let scores = score(other, &Input::of_panel(other, &panel, areas))?;
    Ok(scores.levels.column(0).copied().collect())
}
