//! The annex "how sure are we": what was varied, how far results move, what moves them, and what
//! none of this can know.

mod column;
mod country;
mod moves;
#[cfg(test)]
mod tests;
mod varied;
mod weights;
mod widths;

pub(super) use country::lines as country_lines;

use super::content::{Block, Chapter};
use super::prose::Prose;
use crate::fault::Result;
use crate::uncertainty::What;
use crate::words::say;

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = say!(prose, "certainty.title")?;
    let mut summary = vec![widths::lead(prose)?];
    summary.extend(moves::lead(prose)?);
    let mut blocks = varied::blocks(prose)?;
    blocks.extend(widths::blocks(prose)?);
    blocks.extend(moves::blocks(prose)?);
    blocks.extend(weights::blocks(prose)?);
    blocks.extend(limits(prose)?);
    Ok(Chapter::of("certainty", title, summary, blocks))
}

/// What no simulation of this kind can know.
fn limits(prose: &Prose) -> Result<Vec<Block>> {
    let said = |key: &str| say!(prose, &format!("certainty.limits.{key}"));
    let mut items = vec![said("choices")?, said("indicators")?];
    if has(prose, What::Measurement) {
        items.push(said("errors")?);
    }
    items.extend([said("equal")?, said("parts")?]);
    if has(prose, What::Placement) {
        items.push(said("placed")?);
    }
    Ok(vec![prose.heading("certainty.limits.heading")?, Block::Points { items }])
}

fn has(prose: &Prose, what: What) -> bool {
    prose.simulation.choices.iter().any(|choice| choice.what == what)
}
