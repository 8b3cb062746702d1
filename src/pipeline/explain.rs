//! `ssj explain`: the pipeline up to the scores, then of one area the tree behind one number.

use std::collections::BTreeMap;
use std::path::Path;

use super::meant;
use super::options::Options;
use super::plan::Plan;
use super::results::Results;
use super::stage::Stage;
use crate::explain::{Case, Explained, Interval, Tier, Tongue, tell_rows};
use crate::fault::{Fault, Place, Result};
use crate::framework::Framework;
use crate::hashed::Hashed;
use crate::ingest::{AreaCodes, FileCount, Ingested};
use crate::method::area_codes;
use crate::model::Label;
use crate::provenance::{Left, Manifest, State};
use crate::tables::{self, Table};
use crate::words::{said, say};

/// A scored edition, of which any number can be explained.
pub struct Explainer {
    plan: Plan,
    framework: Framework,
    ingested: Ingested,
    results: Results,
    codes: Option<AreaCodes>,
    intervals: Intervals,
    tongue: Tongue,
}

impl Explainer {
    /// Scores the edition, or the framework and data of the options; `year`: another cut-off.
    ///
    /// # Errors
    /// What stops the scores.
    pub fn open(options: &Options, year: Option<i32>) -> Result<Self> {
        let plan = Plan::make(&Stage::Score, options)?;
        let ingested = plan.method.ingest()?;
        if let Some(year) = year {
            check_year(year, &ingested)?;
        }
        let cut_off = year.or(plan.issue.as_ref().map(|issue| issue.edition.cut_off));
        let results = Results::compute(&plan.method, &ingested, cut_off, None)?;
        let observed = Label::distinct(ingested.observations.iter().map(|o| o.series));
        let framework = plan.method.framework.settled(&observed).into_owned();
        let codes = framework.areas_file.as_deref().map(area_codes).transpose()?;
        let tongue = match options.languages[..] {
            [] => Tongue::english(),
            [language] => Tongue::embedded(language),
            _ => return Err(Fault::new("a number is explained in one language at a time").into()),
        };
        let intervals = match year {
            Some(_) => Intervals::none(tongue.word("intervals_of_year")),
            None if options.framework.is_some() && options.out.is_none() => {
                Intervals::none(tongue.word("intervals_elsewhere"))
            }
            None => Intervals::of(&plan, &ingested, &results, &tongue)?,
        };
        Ok(Explainer { plan, framework, ingested, results, codes, intervals, tongue })
    }

    /// The areas that are scored, by code.
    pub fn areas(&self) -> &[String] {
        &self.results.panel.areas
    }

    /// The framework that scored them.
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// What was scored, for several explanations.
    ///
    /// # Errors
    /// None, for what was scored.
    pub fn case(&self) -> Result<Case<'_>> {
        let Results { areas, panel, input, scores, .. } = &self.results;
        let about = (areas, self.plan.method.catalogue.as_ref());
        let observations = &self.ingested.observations;
        let case = Case::new(&self.framework, about, observations, (panel, input, scores))?;
        Ok(case.told_in(self.tongue.clone()))
    }

    /// The tree of an area, by code or name, below a level or indicator by code.
    ///
    /// # Errors
    /// No such area or code, with the nearest; a name of several areas.
    pub fn explain(&self, area: &str, code: Option<&str>) -> Result<Explained> {
        let area = meant::area(&self.framework, self.codes.as_ref(), self.areas(), area)?;
        let of_area = self.intervals.by_cell.get(&self.results.panel.areas[area]);
        let interval = |code: &str| of_area.and_then(|all| all.get(code)).copied();
        let mut explained =
            self.case()?.explain(area, code, &|code| interval(code).unwrap_or_default())?;
        explained.edition = self.plan.issue.as_ref().map(|issue| issue.edition.id.clone());
        explained.intervals.clone_from(&self.intervals.told);
        explained.tier = self.intervals.tiers.get(&explained.area).copied();
        tell_rows(std::slice::from_mut(&mut explained), &self.plan.method.sources);
        Ok(explained)
    }
}

/// Something must be known by a year, for a number to be explained as of then.
fn check_year(year: i32, ingested: &Ingested) -> Result<()> {
    let years = || ingested.observations.iter().map(|observation| observation.year);
    match (years().min(), years().max()) {
        (Some(first), Some(last)) if year < first => {
            let fault = Fault::new(format!("nothing is known up to {year}"));
            Err(fault.hint(format!("the figures are of {first} to {last}")).into())
        }
        _ => Ok(()),
    }
}

/// Explains one number.
///
/// # Errors
/// Those of [`Explainer::open`] and [`Explainer::explain`].
pub fn explain(
    options: &Options,
    area: &str,
    code: Option<&str>,
    year: Option<i32>,
) -> Result<Explained> {
    Explainer::open(options, year)?.explain(area, code)
}

/// The 5th and 95th percentiles that lie with the edition's tables, by area and level.
#[derive(Default)]
struct Intervals {
    by_cell: BTreeMap<String, BTreeMap<String, Interval>>,
    tiers: BTreeMap<String, Tier>,
    /// Where they come from, or why there are none.
    told: String,
}

const TABLES: [&str; 2] = ["rank_intervals.csv", "score_intervals.csv"];
/// Left out above 1 000 areas.
const TIERS: &str = "tiers.csv";

impl Intervals {
    fn none(why: String) -> Self {
        Intervals { told: why, ..Intervals::default() }
    }

    /// Those of the simulation whose tables lie there, if it was one of this edition as it is now.
    fn of(plan: &Plan, ingested: &Ingested, results: &Results, tongue: &Tongue) -> Result<Self> {
        let none = |key: &str, file: &str| {
            let key = format!("intervals_{key}");
            Ok(Intervals::none(match file {
                "" => say!(tongue, &key),
                file => say!(tongue, &key, file),
            }))
        };
        let home = plan.layout.home();
        let manifest = Manifest::read(&plan.root, &format!("{home}{}", Manifest::FILE));
        let Ok(Some(manifest)) = manifest else {
            return none("not_there", "");
        };
        let names = TABLES.map(|table| format!("{home}{table}"));
        let in_tiers = format!("{home}{TIERS}");
        let now = manifest.made_from();
        let is_one = |left: &Left| {
            let file = &left.hashed.file;
            left.made_from == now && (names.contains(file) || *file == in_tiers)
        };
        let tables: Vec<Hashed> =
            manifest.marked().filter(is_one).map(|left| left.hashed).collect();
        let has = |name: &String| tables.iter().any(|table| table.file == *name);
        let Some(simulated) = manifest.simulated.filter(|_| names.iter().all(has)) else {
            return none("not_made", "");
        };
        let data = ingested.counts.iter().map(FileCount::hashed);
        let now: Vec<Hashed> = plan.method.inputs.iter().cloned().chain(data).collect();
        if let Some(changed) = now.iter().find(|input| !manifest.inputs.contains(input)) {
            let had = manifest.inputs.iter().any(|input| input.file == changed.file);
            return none(if had { "from_another" } else { "made_without" }, &changed.file);
        }
        if manifest.cut_off != Some(results.panel.cut_off) {
            return none("of_cut_off", "");
        }
        for table in &tables {
            if table.state(&plan.root)? != State::AsWritten {
                return none("changed", &table.file);
            }
        }
        let mut by_cell = BTreeMap::new();
        for (name, is_rank) in names.iter().zip([true, false]) {
            for (area, code, ends) in tables::ends(&table(&plan.root.join(name))?) {
                let of_area: &mut BTreeMap<String, Interval> =
                    by_cell.entry(area.to_owned()).or_default();
                let interval = of_area.entry(code.to_owned()).or_default();
                if is_rank { interval.rank = ends } else { interval.score = ends }
            }
        }
        let there = has(&in_tiers).then(|| table(&plan.root.join(in_tiers))).transpose()?;
        let tiers = there.as_ref().map(tiers).unwrap_or_default();
        let said = said![runs = simulated.runs.to_string(), seed = simulated.seed.to_string()];
        let told = say!(tongue, "intervals_of", ..said);
        Ok(Intervals { by_cell, tiers, told })
    }
}

/// A table of the edition that lies at `path` as it was written.
fn table(path: &Path) -> Result<Table> {
    let text = std::fs::read_to_string(path).map_err(|e| Fault::io("read the table", path, &e))?;
    let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let none = || Fault::new("this is no table of an edition").at(Place::file(path)).into();
    tables::read_back(file, &text)?.ok_or_else(none)
}

/// The tiers of a table, by area.
fn tiers(of: &Table) -> BTreeMap<String, Tier> {
    let members = || tables::tier_members(of);
    let of = members().map(|(_, [tier, _])| tier).max().unwrap_or_default();
    members().map(|(area, [tier, last])| (area.to_owned(), Tier { tier, last, of })).collect()
}
