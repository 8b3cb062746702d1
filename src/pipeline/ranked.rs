//! Scores and the tables of the last run in; why areas are not ranked, and who entered or left, out.

use std::collections::{BTreeMap, BTreeSet};

use super::results::Results;
use super::run::Run;
use crate::explain::{Tongue, unranked};
use crate::ingest::Ingested;
use crate::score::Standing;
use crate::summary::{NewlyRanked, Summary};
use crate::tables;

const SCORES: &str = "scores.csv";
const EXCLUDED: &str = "excluded.csv";

/// The areas that the last run ranked, and why it did not rank others; of its tables.
struct Last {
    ranked: BTreeSet<String>,
    reasons: BTreeMap<String, String>,
}

impl Last {
    /// `None` where the tables are not there, or not as they were written.
    fn of(scores: &[u8], excluded: &[u8]) -> Option<Self> {
        let read = |file: &str, text: &[u8]| {
            tables::read_back(file, std::str::from_utf8(text).ok()?).ok().flatten()
        };
        let (scores, excluded) = (read(SCORES, scores)?, read(EXCLUDED, excluded)?);
        let ranked = tables::ranked(&scores).map(str::to_owned).collect();
        let told = tables::reasons_told(&excluded);
        let reasons = told.map(|(area, why)| (area.to_owned(), why.to_owned())).collect();
        Some(Last { ranked, reasons })
    }
}

impl Run<'_> {
    /// Tells in the summary why areas are not ranked, and what changed since the last run of the same
    /// framework.
    pub(super) fn tell_ranked(&mut self, ingested: &Ingested, results: &Results) {
        let framework = &self.plan.method.framework;
        let standings = &results.scores.standings;
        for standing in standings {
            let Standing::Indicative(reasons) = standing else { continue };
            for reason in reasons {
                let kind = tables::kind_of_reason(framework, reason);
                *self.summary.not_ranked.entry(kind).or_default() += 1;
            }
        }
        let [Some(scores), Some(excluded)] =
            [SCORES, EXCLUDED].map(|file| self.delivery.earlier(file, &framework.code))
        else {
            return;
        };
        let Some(last) = Last::of(&scores, &excluded) else { return };
        let english = Tongue::english();
        for (area, standing) in results.panel.areas.iter().zip(standings) {
            let reasons = unranked(&english, framework, standing);
            match (last.ranked.contains(area), standing.is_ranked()) {
                (true, false) => {
                    let fell = fallen(ingested, area);
                    let why = reasons.into_iter().chain(fell).collect::<Vec<_>>().join("; ");
                    self.summary.ranked_no_more.push(NewlyRanked { area: area.clone(), why });
                }
                (false, true) => {
                    let why = last.reasons.get(area).cloned().unwrap_or_default();
                    self.summary.ranked_anew.push(NewlyRanked { area: area.clone(), why });
                }
                _ => {}
            }
        }
    }
}

/// The rows of an area that can't be used, by rule.
fn fallen(ingested: &Ingested, area: &str) -> Option<String> {
    let rules: BTreeSet<&str> =
        ingested.problems.iter().flat_map(|problem| problem.rule.split("; ")).collect();
    let fell = ingested.fallen.get(area)?.iter().filter(|(rule, _)| rules.contains(**rule));
    let fell: Vec<String> = fell.map(|(rule, n)| format!("{n} {rule}")).collect();
    (!fell.is_empty()).then(|| format!("rows of it can't be used: {}", fell.join(", ")))
}

impl Summary {
    /// Counts the rows that can't be used by rule; they stand in the table at `place`.
    pub(super) fn count_problems(&mut self, ingested: &Ingested, place: String) {
        for problem in &ingested.problems {
            *self.problems_by_rule.entry(problem.rule.to_string()).or_default() += 1;
        }
        self.problems_in = (!ingested.problems.is_empty()).then_some(place);
    }
}
