//! Findings in, the strongest of them out: what a report says first, chosen by rules from everything that
//! is known, and weighed by how many people it is about, how far apart it finds them and how sure it is.

mod finding;
mod known;
mod relations;
mod states;
#[cfg(test)]
mod tests;
mod world;

pub use finding::{Finding, Weighed};

use super::findings::Findings;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::Scores;
use crate::uncertainty::Simulation;
use known::Known;

/// How many messages lead a report, and how many of one kind.
pub const MESSAGES: usize = 10;
const OF_A_KIND: usize = 2;

/// Everything the rules find, strongest first; nothing where nothing is found.
pub fn found(
    framework: &Framework,
    panel: &Panel,
    scores: &Scores,
    findings: &Findings,
    simulation: &Simulation,
) -> Vec<Weighed> {
    let known = Known { framework, panel, scores, findings, simulation };
    let mut found = world::gaps(known);
    found.extend(world::lacks(known));
    found.extend(world::trends(known));
    found.extend(states::moved(known));
    found.extend(states::reached(known));
    found.extend(states::sexes(known));
    found.extend(states::progress(known));
    found.extend(states::uneven(known));
    found.extend(relations::income(known));
    found.extend(relations::against(known));
    found.extend(relations::inequality(known));
    found.retain(|message| message.weight() > 0.0 && message.weight().is_finite());
    // Of those that weigh the same the first, in the order in which they are looked for.
    found.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    found
}

/// Of findings, strongest first, those that lead: the strongest of each kind, then what else is strong, each
/// subject once; in the order of weight.
pub fn leading(found: &[Weighed]) -> Vec<Weighed> {
    let mut chosen: Vec<Weighed> = Vec::new();
    for of_a_kind in 0..OF_A_KIND {
        for message in found {
            let same = chosen.iter().filter(|c| c.finding.kind() == message.finding.kind()).count();
            let subjects = message.finding.subjects();
            let is_told = chosen
                .iter()
                .any(|c| c.finding.subjects().iter().any(|told| subjects.contains(told)));
            if chosen.len() < MESSAGES && same <= of_a_kind && !is_told && !chosen.contains(message)
            {
                chosen.push(message.clone());
            }
        }
    }
    chosen.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    chosen
}
