//! What was read and what of it is used in; every indicator without one value out, with what there is of
//! its series and what to write instead.

use std::collections::{BTreeMap, BTreeSet};

use super::Method;
use crate::fault::{Fault, Faults, Place, Result};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::ingest::{Ingested, sex_named};
use crate::model::{Label, Sex, said, said_all};

/// What the data have of one series and sex, in the areas that are scored and in others.
#[derive(Default)]
struct There<'a> {
    scored: BTreeSet<&'a str>,
    others: BTreeSet<&'a str>,
    years: BTreeSet<i32>,
}

impl Method {
    /// An indicator that no area has a value of must not pass for one.
    ///
    /// # Errors
    /// Every such indicator: which sexes, years and areas there are, and what to write.
    pub fn check_filled(&self, ingested: &Ingested, panel: &Panel) -> Result<()> {
        let observed = Label::distinct(ingested.observations.iter().map(|o| o.series));
        let framework = &*self.framework.settled(&observed);
        let is_empty = |i: &usize| (0..panel.areas.len()).all(|a| panel.used(a, *i).is_none());
        let empty: Vec<usize> = (0..framework.indicators.len()).filter(is_empty).collect();
        if empty.is_empty() {
            return Ok(());
        }
        let there = there(ingested, panel);
        let why = why_none(ingested);
        let is_there = |i: &usize| {
            let series = framework.series_in(&framework.indicators[*i].formula);
            series.iter().any(|(name, _)| there.contains_key(name.as_str()))
        };
        let (empty, absent): (Vec<usize>, Vec<usize>) = empty.into_iter().partition(is_there);
        let absent = (!absent.is_empty()).then(|| self.absent(framework, &absent, &why));
        let fault = |i: usize| {
            let indicator = &framework.indicators[i];
            let series = framework.series_in(&indicator.formula);
            let message = format!(
                "{}: no area that is scored has a value; its formula is `{}`",
                indicator.code, indicator.formula
            );
            let fault = Fault::new(message).at(Place::file(&self.file));
            let alone = series.len() == 1;
            let hints: BTreeSet<String> =
                series.iter().map(|name| told(name, &there, &why, alone)).collect();
            let fault = hints.into_iter().fold(fault, Fault::hint);
            match time(panel, i) {
                Some(hint) => fault.hint(hint),
                None if alone => fault,
                None => fault.hint("no area has all that the formula needs in one year"),
            }
        };
        Err(Faults(absent.into_iter().chain(empty.into_iter().map(fault)).collect()))
    }

    /// One fault for all indicators of whose series the data have no row.
    fn absent(&self, framework: &Framework, indicators: &[usize], why: &str) -> Fault {
        let indicators = indicators.iter().map(|&i| &framework.indicators[i]);
        let series = indicators.clone().flat_map(|i| framework.series_in(&i.formula));
        let series: BTreeSet<String> = series.map(|(name, _)| name).collect();
        let codes: Vec<&str> = indicators.map(|indicator| indicator.code.as_str()).collect();
        let fault = Fault::new(format!("{}: no area that is scored has a value", codes.join(", ")))
            .at(Place::file(&self.file))
            .hint(no_row(&said_all(series.iter().map(String::as_str)), why));
        let fault = match &framework.sources_file {
            Some(_) if self.named => fault.hint(
                "--data takes the place of every file that the catalogue names: name those too that are to be read",
            ),
            _ => fault,
        };
        fault.hint("or leave such an indicator out")
    }
}

/// What there is of every series, by sex.
fn there<'a>(ingested: &'a Ingested, panel: &Panel) -> BTreeMap<&'a str, BTreeMap<Sex, There<'a>>> {
    let mut all: BTreeMap<&str, BTreeMap<Sex, There>> = BTreeMap::new();
    for observation in &ingested.observations {
        let of_series = all.entry(&observation.series).or_default();
        let one = of_series.entry(observation.sex).or_default();
        let area = &*observation.ref_area;
        let is_scored = panel.areas.binary_search_by(|known| known.as_str().cmp(area)).is_ok();
        if is_scored { &mut one.scored } else { &mut one.others }.insert(area);
        if is_scored {
            one.years.insert(observation.year);
        }
    }
    all
}

/// Where rows are that are no figures.
fn why_none(ingested: &Ingested) -> String {
    let mut rules = BTreeMap::new();
    let filtered = ingested.counts.iter().flat_map(|count| &count.filtered);
    filtered.for_each(|(rule, n)| *rules.entry(*rule).or_insert(0) += n);
    let rules: Vec<String> = rules.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
    let left_out =
        (!rules.is_empty()).then(|| format!("rows were left out by {}", rules.join(", ")));
    let wrong = (!ingested.problems.is_empty()).then(|| "see problems.csv".to_owned());
    left_out.into_iter().chain(wrong).collect::<Vec<_>>().join("; ")
}

fn no_row(series: &str, why: &str) -> String {
    let why = if why.is_empty() { String::new() } else { format!(": {why}") };
    format!("the data have no usable row of {series}{why}")
}

/// What there is of one name in a formula, and what to write.
fn told(
    (series, sex): &(String, Sex),
    there: &BTreeMap<&str, BTreeMap<Sex, There>>,
    why: &str,
    is_alone: bool,
) -> String {
    let name = said(series);
    let Some(sexes) = there.get(series.as_str()) else {
        return no_row(&name, why);
    };
    let named = sex_named(series).filter(|_| *sex == Sex::Total);
    let found = sexes.get(sex).or_else(|| sexes.get(&named?));
    let Some(found) = found else {
        let codes: Vec<&str> = sexes.keys().map(|sex| sex.code()).collect();
        let (asked, first, codes) = (sex.code(), codes[0], codes.join(" and "));
        return format!(
            "{name} has figures of SEX {codes}, none of {asked}: write `{name}[{first}]`"
        );
    };
    let Some(years) = span(&found.years) else {
        let others = said_all(found.others.iter().copied());
        return format!("{name} has figures of areas that are not scored alone: {others}");
    };
    let areas = found.scored.len();
    let few = if is_alone { String::new() } else { format!(", such as {}", first(&found.scored)) };
    format!("{name} has figures of {areas} areas{few}, of {years}")
}

fn first<'a>(areas: &BTreeSet<&'a str>) -> &'a str {
    areas.first().copied().unwrap_or_default()
}

fn span(years: &BTreeSet<i32>) -> Option<String> {
    let (first, last) = (years.first()?, years.last()?);
    Some(if first == last { first.to_string() } else { format!("{first} to {last}") })
}

/// Where there are values and none of a year that counts: which count.
fn time(panel: &Panel, indicator: usize) -> Option<String> {
    let years: BTreeSet<i32> =
        panel.history.column(indicator).flatten().map(|point| point.year).collect();
    let years = span(&years)?;
    let last = panel.cut_off;
    let counted = match panel.in_time[indicator].max_age {
        Some(age) => format!("{} to {last}, at most {age} years old", last - age),
        None => format!("up to {last}"),
    };
    Some(format!(
        "its values are of {years}; of the years that count, {counted}, there is none: raise `max_age` in [data] (or `years` of `carried_forward`), or take another cut-off"
    ))
}
