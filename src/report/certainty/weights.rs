//! How far other weights at the top of the index could move ranks.

use crate::analyse::{self, Reached};
use crate::fault::Result;
use crate::report::content::Block;
use crate::report::prose::{Prose, share, text};
use crate::score::Child;
use crate::uncertainty::attainable::Obstacle;
use crate::uncertainty::tiers::MOST_COMPARED;
use crate::words::{said, say};

pub(super) fn blocks(prose: &Prose) -> Result<Vec<Block>> {
    let mut blocks = vec![prose.heading("certainty.weights.heading")?];
    let found = match prose.exhibits.attainable {
        Ok(found) => found,
        Err(obstacle) => {
            let why = why_not(prose, obstacle)?;
            blocks.push(text!(prose, "certainty.weights.unknown", why)?);
            return Ok(blocks);
        }
    };
    blocks.push(text!(prose, &format!("certainty.weights.text_{}", below(prose)))?);
    for of in analyse::reached(found) {
        blocks.push(Block::Text { text: reached(prose, found.len(), of)? });
    }
    blocks.extend(prose.figure("attainable")?);
    Ok(blocks)
}

/// What the weights at the top of the index are of: `areas` or `indicators`.
pub(super) fn below(prose: &Prose) -> &'static str {
    if prose.has_focus_areas() { "areas" } else { "indicators" }
}

/// How many States could be first or last, and the middle number of places to move through.
fn reached(prose: &Prose, n: usize, of: Reached) -> Result<String> {
    let said = said![first = of.first, n, places = of.places];
    match of.spread {
        None => say!(prose, "certainty.weights.any", ..said),
        Some(spread) => say!(prose, "certainty.weights.within", ..said, spread = share(spread)),
    }
}

/// Why no such ranks can be computed, in the language of the report.
fn why_not(prose: &Prose, obstacle: Obstacle) -> Result<String> {
    let said = |key: &str| say!(prose, &format!("certainty.obstacle.{key}"));
    match obstacle {
        Obstacle::MadeWeights => said("made_weights"),
        Obstacle::OwnWeights => said("own_weights"),
        Obstacle::Method => {
            let by = prose.framework.levels[0].aggregation.summed();
            by.map_or_else(|why| said(why.words), |_| said("formula"))
        }
        Obstacle::TooManyAreas => {
            say!(prose, "certainty.obstacle.too_many", most = MOST_COMPARED)
        }
        Obstacle::Missing { area, child } => of_cell(prose, "missing", area, child),
        Obstacle::OffScale { area, child } => of_cell(prose, "off_scale", area, child),
    }
}

fn of_cell(prose: &Prose, key: &str, area: usize, child: Child) -> Result<String> {
    let part = match child {
        Child::Indicator(i) => prose.indicator_short(i),
        Child::Level(level) => prose.level_short(level),
    };
    say!(prose, &format!("certainty.obstacle.{key}"), state = prose.short_name(area), part)
}
