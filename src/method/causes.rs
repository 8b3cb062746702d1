//! What came of reading in; what of it may be the cause of a later failure out, in words, so that it is
//! told before that.

use std::collections::{BTreeMap, BTreeSet};

use super::Method;
use crate::fault::{Fault, Faults, Result};
use crate::ingest::{Ingested, sex_named};
use crate::model::Sex;

/// How many rows that can't be used are shown before the others are counted.
const SHOWN: usize = 3;

impl Method {
    /// What stopped a later stage, behind the rows that could not be used.
    pub fn explained(&self, ingested: &Ingested, faults: Faults) -> Faults {
        Faults(unused(ingested).into_iter().chain(faults.0).collect())
    }

    /// A series that the data have of another sex than a formula asks for must not pass for one without
    /// a figure.
    ///
    /// # Errors
    /// Every such series, with the sexes that there are.
    pub(super) fn check_sexes(&self, ingested: &Ingested) -> Result<()> {
        let mut sexes: BTreeMap<&str, BTreeSet<Sex>> = BTreeMap::new();
        for observation in &ingested.observations {
            sexes.entry(&observation.series).or_default().insert(observation.sex);
        }
        let framework = &self.framework;
        let is_there = |series: &str, sex: Sex| {
            let is_named = |found: &BTreeSet<Sex>| {
                sex == Sex::Total && sex_named(series).is_some_and(|s| found.contains(&s))
            };
            let is_derived = framework.derived.iter().any(|derived| derived.code == series);
            is_derived || sexes.get(series).is_some_and(|f| f.contains(&sex) || is_named(f))
        };
        let formulas = framework.indicators.iter().map(|indicator| &indicator.formula);
        let formulas = formulas.chain(framework.derived.iter().map(|derived| &derived.formula));
        let asked: BTreeSet<(String, Sex)> =
            formulas.flat_map(|formula| formula.lacks(&is_there)).collect();
        let missing = |(series, sex): (String, Sex)| {
            let found = sexes.get(series.as_str())?;
            let codes: Vec<&str> = found.iter().map(|sex| sex.code()).collect();
            let (sex, first, codes) = (sex.code(), codes[0], codes.join(" and "));
            let message =
                format!("`{series}` has no figure whose SEX is {sex}, only those of {codes}");
            let fault = Fault::new(message);
            let name = format!("{series}[{sex}]");
            Some(match ingested.series_seen.contains(&name) {
                true => fault.hint(format!(
                    "a series is called `{name}`: in a formula that stands in quotes, \"{name}\""
                )),
                false => fault.hint(format!("a formula reads them as `{series}[{first}]`")),
            })
        };
        Faults::check(asked.into_iter().filter_map(missing).collect(), ())
    }
}

/// The rows that could not be used: how many, and the first of them.
fn unused(ingested: &Ingested) -> Option<Fault> {
    let first = ingested.problems.first()?;
    let (n, rows) =
        (ingested.problems.len(), ingested.counts.iter().map(|c| c.rows).sum::<usize>());
    let fault = Fault::new(format!(
        "{n} of {rows} rows of the data can't be used; what is told next may come of that"
    ));
    let fault = fault.at(first.told().0);
    let shown = ingested.problems.iter().take(SHOWN).map(|problem| {
        let (place, what) = problem.told();
        format!("{place}: {what}")
    });
    Some(shown.fold(fault, Fault::hint))
}
