//! Every area in, the trees out that `ssj explain` prints of it: packed, as most are never asked for.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

use super::page::base64;
use crate::explain::{Branch, Case, Explained, Interval, tell_rows};
use crate::fault::{Fault, Result};
use crate::ingest::Source;
use crate::uncertainty::Simulation;

/// The trees of all areas by code, below the index, then of each indicator that is not scored, in the
/// words of the case: JSON, gzipped, in base 64.
///
/// # Errors
/// None, for what was scored.
pub fn chains(case: &Case, simulation: &Simulation, sources: &[Source]) -> Result<String> {
    let mut told: Vec<Explained> = Vec::new();
    let mut firsts = Vec::new();
    for area in 0..case.panel.areas.len() {
        firsts.push(told.len());
        let interval = |code: &str| interval(case, simulation, area, code);
        let shown = case.framework.indicators.iter().filter(|i| !i.is_scored());
        for code in std::iter::once(None).chain(shown.map(|i| Some(i.code.as_str()))) {
            told.push(case.explain(area, code, &interval)?);
        }
    }
    tell_rows(&mut told, sources);
    firsts.push(told.len());
    let of_area = |area: usize| -> Vec<Branch> {
        told[firsts[area]..firsts[area + 1]].iter().map(|of| of.tree(&case.tongue)).collect()
    };
    let all: BTreeMap<&str, Vec<Branch>> = case
        .panel
        .areas
        .iter()
        .enumerate()
        .map(|(area, code)| (code.as_str(), of_area(area)))
        .collect();
    packed(&all).map(|bytes| base64(&bytes)).map_err(|e| {
        Fault::new(format!("cannot pack the explanations of the explorer ({e})")).into()
    })
}

fn packed(value: &impl Serialize) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&serde_json::to_vec(value)?)?;
    encoder.finish()
}

fn interval(case: &Case, simulation: &Simulation, area: usize, code: &str) -> Interval {
    let Some(level) = case.framework.level(code) else { return Interval::default() };
    Interval {
        rank: simulation.ranks.get(area, level).as_ref().map(|rank| [rank.of.p05, rank.of.p95]),
        score: simulation.scores.get(area, level).as_ref().map(|score| [score.p05, score.p95]),
    }
}
