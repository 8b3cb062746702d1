//! `excluded.csv`: every area that is not ranked, and why.

use std::collections::BTreeMap;

use super::table::{Table, row};
use crate::explain::{Tongue, unranked};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::{Reason, Scores};

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
    let (english, mut rows) = (Tongue::english(), Vec::new());
    for (a, area) in panel.areas.iter().enumerate() {
        let reasons = unranked(&english, framework, &scores.standings[a]);
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
