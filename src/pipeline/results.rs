//! The products of the stages between ingest and figures, held together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analyse::{Findings, analyse, measured};
use crate::exhibits::{Reconstruction, Since};
use crate::fault::{Fault, Result};
use crate::framework::Framework;
use crate::harmonise::{Panel, Used, build_panel};
use crate::ingest::Ingested;
use crate::method::Method;
use crate::model::Areas;
use crate::score::{Input, Scores, score};
use crate::tables::{self, Table};
use crate::uncertainty::attainable::{Attainable, Obstacle};
use crate::uncertainty::{Sensitivities, Simulation};

/// The last year that counts: of the edition, else of the framework, else the latest year there is.
///
/// # Errors
/// There is none.
pub(super) fn last_year(method: &Method, ingested: &Ingested, cut_off: Option<i32>) -> Result<i32> {
    let latest = ingested.observations.iter().map(|o| o.year).max();
    cut_off.or(method.framework.cut_off).or(latest).ok_or_else(|| {
        Fault::new("there is not one observation to score")
            .hint("look at problems.csv and at the rows filtered in the summary")
            .into()
    })
}

/// Panel and scores.
pub(super) struct Scored {
    pub areas: Areas,
    pub panel: Panel,
    pub input: Input,
    pub scores: Scores,
}

impl Scored {
    pub fn of(method: &Method, ingested: &Ingested, cut_off: i32) -> Result<Self> {
        let codes = method.areas_scored(ingested)?;
        let areas = method.reference(&codes);
        let panel = build_panel(&method.framework, &ingested.observations, codes, cut_off);
        let input = Input::of_panel(&method.framework, &panel, &areas);
        let scores = score(&method.framework, &input)?;
        Ok(Scored { areas, panel, input, scores })
    }
}

/// Panel, scores and findings of one edition.
pub(super) struct Results {
    pub areas: Areas,
    pub panel: Panel,
    pub input: Input,
    pub scores: Scores,
    /// Those of them that are printed.
    pub printed: Scores,
    pub findings: Findings,
    pub reconstruction: Option<Reconstruction>,
    /// What moved since the edition before; found where a report is made.
    pub since: Option<Since>,
    /// Areas whose every row fell out, each with how many did by which rule.
    fallen: BTreeMap<String, String>,
}

impl Results {
    /// `cut_off`: of the edition, else of the framework, else the latest year there is.
    /// `later`: id and cut-off of a later edition that this one is a reconstruction beside.
    pub fn compute(
        method: &Method,
        ingested: &Ingested,
        cut_off: Option<i32>,
        later: Option<(String, i32)>,
    ) -> Result<Self> {
        let framework = &method.framework;
        let cut_off = last_year(method, ingested, cut_off)?;
        let Scored { areas, panel, input, scores } = Scored::of(method, ingested, cut_off)?;
        let measures = measured(framework, &areas, &panel, &ingested.observations)?;
        let findings = analyse(framework, &areas, &panel, &scores, &measures);
        let reconstruction = later.map(|(id, cut_off)| {
            compare(framework, &panel, id, Panel { cut_off, ..panel.clone() })
        });
        let told = |rules: &BTreeMap<&str, usize>| -> Vec<String> {
            rules.iter().map(|(rule, n)| format!("{n} {rule}")).collect()
        };
        let fallen = ingested.without_rows().into_iter();
        let fallen =
            fallen.map(|(area, rules)| (area.to_owned(), told(rules).join(", "))).collect();
        let printed = scores.printed();
        let since = None;
        Ok(Results {
            areas,
            panel,
            input,
            scores,
            printed,
            findings,
            reconstruction,
            since,
            fallen,
        })
    }

    /// The tables of this stage.
    pub fn tables(&self, method: &Method) -> Vec<Table> {
        let (framework, catalogue) = (&method.framework, method.catalogue.as_ref());
        let Results { areas, panel, scores, findings, fallen, .. } = self;
        let mut tables = vec![
            tables::scores(framework, areas, panel, scores, None),
            tables::panel(framework, (areas, catalogue), panel, scores),
            tables::groups(framework, findings.groups.iter().chain(findings.means_of_regions())),
            tables::sexes(framework, panel, &findings.sexes),
            tables::excluded(framework, areas, panel, scores, fallen),
        ];
        tables.extend(tables::imputed(framework, panel, scores));
        if !scores.treated.is_empty() {
            tables.push(tables::treated(framework, panel, scores));
        }
        if !scores.weights.is_empty() {
            tables.push(tables::weights(framework, panel, scores));
        }
        if let Some(progress) = &findings.progress {
            tables.push(tables::progress(framework, panel, progress));
        }
        if !findings.paces.is_empty() {
            tables.push(tables::pace(framework, panel, &findings.paces));
        }
        if !findings.totals.is_empty() {
            tables.push(tables::world(framework, &findings.totals));
        }
        if !findings.readings.is_empty() {
            tables.push(tables::readings(framework, areas, panel, &findings.readings));
        }
        tables.extend(tables::audit(framework, panel, &findings.audit));
        tables
    }
}

/// How many values a reconstruction uses that a later edition, from the same vintages, uses otherwise.
fn compare(framework: &Framework, panel: &Panel, beside: String, later: Panel) -> Reconstruction {
    let cut_off = later.cut_off;
    let mut counts =
        Reconstruction { beside, cut_off, shared: 0, differing: 0, only_later: 0, only_here: 0 };
    for a in 0..panel.areas.len() {
        for i in 0..framework.indicators.len() {
            match (panel.used(a, i), later.used(a, i)) {
                (Some(Used { point: here, .. }), Some(Used { point: there, .. })) => {
                    counts.shared += 1;
                    counts.differing += usize::from(here != there);
                }
                (None, Some(_)) => counts.only_later += 1,
                (Some(_), None) => counts.only_here += 1,
                (None, None) => {}
            }
        }
    }
    counts
}

/// How sure the results are.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Certainty {
    /// Without the places and intervals that are not printed.
    pub simulation: Simulation,
    /// `None` where it was not asked for, or stopped.
    pub sensitivities: Option<Sensitivities>,
    /// What each ranked area can reach by other weights, or why that can't be said.
    pub attainable: std::result::Result<Vec<Attainable>, Obstacle>,
}
