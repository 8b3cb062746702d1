//! `excluded.csv`: every area that is not ranked, and why.

use std::collections::BTreeMap;

use super::table::{Table, row};
use crate::framework::{Framework, Level};
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::{Reason, Scores, Standing};

row! {
    /// Every area that is not ranked, and why: those in scope, then those out of it.
    Excluded in "excluded.csv" {
        /// The area's code
        ref_area: String,
        /// Its name in English
        name: String,
        /// That of its index, as in `scores.csv`; or `out_of_scope`
        status: &'static str,
        /// Why, in words; several reasons joined by `; `
        reason: String,
    }
}

/// Areas in scope that are not ranked, then those out of scope. `fallen`:
/// areas whose every row fell out, with how many did by which rule.
pub fn excluded(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
    fallen: &BTreeMap<String, String>,
) -> Table {
    let name = |code: &str| areas.get(code).map_or(code.to_owned(), |a| a.name.en.clone());
    let mut rows = Vec::new();
    for (a, area) in panel.areas.iter().enumerate() {
        let reasons = reasons(framework, &scores.standings[a]);
        if reasons.is_empty() {
            continue;
        }
        let status = scores.status(a, 0).name();
        let fell = fallen.get(area).map(|rules| format!("every row of it fell out: {rules}"));
        let reasons: Vec<String> = reasons.into_iter().chain(fell).collect();
        let (ref_area, name, reason) = (area.clone(), name(area), reasons.join("; "));
        rows.push(Excluded { ref_area, name, status, reason });
    }
    for area in areas.iter().filter(|area| panel.areas.binary_search(&area.code).is_err()) {
        let reason = match &framework.scope {
            Some(scope) => format!("{} is not {}", scope.column, scope.value),
            None => "no data".to_owned(),
        };
        let (ref_area, name) = (area.code.clone(), area.name.en.clone());
        rows.push(Excluded { ref_area, name, status: "out_of_scope", reason });
    }
    Table::of(rows)
}

/// Each area with why it is not ranked, of the table read back.
pub(crate) fn reasons_told(of: &Table) -> impl Iterator<Item = (&str, &str)> {
    of.texts("ref_area").iter().zip(of.texts("reason")).map(|(area, why)| (&**area, &**why))
}

/// Why an area is not ranked, a sentence for each reason; nothing where it is.
pub(crate) fn reasons(framework: &Framework, standing: &Standing) -> Vec<String> {
    match standing {
        Standing::Ranked => Vec::new(),
        Standing::Indicative(reasons) => reasons.iter().map(|r| reason(framework, r)).collect(),
    }
}

/// What kind of reason it is, in words that are the same for every area.
pub(crate) fn kind_of_reason(framework: &Framework, reason: &Reason) -> String {
    let code = |level: &usize| &framework.levels[*level].code;
    let percent = |share: Option<f64>| share.unwrap_or(0.0) * 100.0;
    match reason {
        Reason::RequiredMissing { indicator } => {
            format!("{} missing, which is required", framework.indicators[*indicator].code)
        }
        Reason::LowCoverage { level, .. } => {
            let needed = percent(Some(framework.ranking_coverage));
            format!("{} below {needed:.0}% of its weight", code(level))
        }
        Reason::Incomplete { level, .. } => format!("{} incomplete", code(level)),
        Reason::LowScoreCoverage { level, .. } => {
            let needed = percent(framework.levels[*level].coverage);
            format!("{} below {needed:.0}% of its parts", code(level))
        }
        Reason::LeftOut { .. } => {
            format!("below {:.0}% of all indicators", percent(framework.screen.overall))
        }
        Reason::NoValue { level, .. } => format!("{} without a value by its method", code(level)),
        Reason::NoScore { level } => format!("{} without any value", code(level)),
    }
}

fn reason(framework: &Framework, reason: &Reason) -> String {
    match reason {
        Reason::RequiredMissing { indicator } => {
            format!("{} is missing and required for a rank", framework.indicators[*indicator].code)
        }
        Reason::LowCoverage { level, coverage } => {
            let (code, needed) = (&framework.levels[*level].code, framework.ranking_coverage);
            let (share, needed) = (coverage * 100.0, needed * 100.0);
            format!("{code} has {share:.0}% of its indicator weight, below {needed:.0}%")
        }
        Reason::Incomplete { level, share } => {
            let (Level { code, complete, aggregation, .. }, share) =
                (&framework.levels[*level], share * 100.0);
            let needs = match aggregation.formula() {
                Some(formula) if !complete => format!("too little for {formula}"),
                _ => "and needs all of it".to_owned(),
            };
            format!("{code} has {share:.0}% of what stands below it, {needs}")
        }
        Reason::LowScoreCoverage { level, share } => {
            let level = &framework.levels[*level];
            let (share, needed) = (share * 100.0, level.coverage.unwrap_or(0.0) * 100.0);
            let code = &level.code;
            format!("{code} has {share:.0}% of what stands below it, below {needed:.0}%")
        }
        Reason::LeftOut { share } => {
            let (share, needed) = (share * 100.0, framework.screen.overall.unwrap_or(0.0) * 100.0);
            format!("it has {share:.0}% of the scored indicators, below {needed:.0}%: left out")
        }
        Reason::NoValue { level, low } => {
            let Level { code, aggregation, .. } = &framework.levels[*level];
            match (low, aggregation.formula()) {
                (Some((child, score)), _) => {
                    let (mean, child) =
                        (aggregation.about().called.unwrap_or("the mean"), child.code(framework));
                    format!(
                        "{code} has no score: {mean} has none with a score of {score} ({child})"
                    )
                }
                (None, Some(formula)) => {
                    format!("{code} has no score: its formula {formula} has no finite value")
                }
                (None, None) => format!("{code} has no score: its method has no value"),
            }
        }
        Reason::NoScore { level } => {
            format!("{} has no score: nothing below it is known", framework.levels[*level].code)
        }
    }
}
