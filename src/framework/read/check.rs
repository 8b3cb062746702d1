//! The sense of a framework: a tree without a cycle, weights above 0, goalposts apart, names known.
//!
//! Every offender is collected with its line before anything is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use toml::Spanned;

use super::document::{Defaults, Document};
use super::uncertainty_tables::UncertaintyTable;
use crate::fault::{Fault, Faults, Place, Result};
use crate::framework::methods::Screen;
use crate::framework::normalise::Normalisation;
use crate::framework::tree::{Framework, ProgressRule};
use crate::model::{is_word, unquoted};
use crate::toml_file::Lines;

/// Checks everything; `read_alone` reads a framework that this one is compared with.
pub(super) fn framework(
    file: &Path,
    text: &str,
    document: Document,
    read_alone: &dyn Fn(&Path, &str) -> Result<Framework>,
) -> Result<Framework> {
    let derived: BTreeSet<String> =
        document.derived.iter().map(|table| table.code.get_ref().clone()).collect();
    let mut check = Check {
        file,
        lines: Lines::of(text),
        read_alone,
        unlike_words: derived.iter().filter(|code| !is_word(code)).cloned().collect(),
        derived,
        floors: BTreeMap::new(),
        formulas: BTreeMap::new(),
        other_normalisations: Vec::new(),
        faults: Vec::new(),
    };
    let framework = check.framework(document);
    // A fault of the framework's defaults is met by every indicator, and said once.
    let mut said = BTreeSet::new();
    check.faults.retain(|fault| said.insert(fault.clone()));
    Faults::check(check.faults, framework)
}

/// The alternatives of a choice, if it is made at all.
fn others<T: Clone>(
    uncertain: Option<&UncertaintyTable>,
    of: impl Fn(&UncertaintyTable) -> Option<&Spanned<Vec<T>>>,
) -> Vec<T> {
    uncertain.and_then(of).map_or_else(Vec::new, |all| all.get_ref().clone())
}

pub(super) struct Check<'a> {
    pub file: &'a Path,
    lines: Lines,
    pub read_alone: &'a dyn Fn(&Path, &str) -> Result<Framework>,
    /// Codes of all derived quantities.
    pub derived: BTreeSet<String>,
    /// Those of them that a formula could hold as a calculation.
    pub unlike_words: Vec<String>,
    /// Where the floors of the levels stand, by their codes.
    pub floors: BTreeMap<String, Range<usize>>,
    /// Likewise their formulas.
    pub formulas: BTreeMap<String, Range<usize>>,
    /// Normalisations called uncertain: by alternative, then by indicator.
    pub other_normalisations: Vec<Vec<Normalisation>>,
    pub faults: Vec<Fault>,
}

/// Codes in small letters, each as it is written and with its line.
pub(super) type Seen = BTreeMap<String, (String, u64)>;
/// In place of the line, where codes of another kind are looked at too.
pub(super) const ABOVE: u64 = 0;

/// Of which share of the weight a number of the world speaks at least.
const DEFAULT_AGGREGATE_SHARE: f64 = 0.8;

/// Names by position; the first of those that are alike.
pub(super) struct Known<'a> {
    names: Vec<&'a str>,
    at: BTreeMap<&'a str, usize>,
}

impl<'a> Known<'a> {
    pub fn of(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = names.collect();
        let at = names.iter().enumerate().rev().map(|(at, name)| (*name, at)).collect();
        Known { names, at }
    }
}

/// For how many unknown names the nearest is looked for.
const MOST_NEAREST: usize = 100;
/// A weight beyond this makes sums of weights lose the others.
const LARGEST_WEIGHT: f64 = 1e6;

impl Check<'_> {
    fn framework(&mut self, document: Document) -> Framework {
        let Document { schema, code, name, data, ranking, progress, inequality, .. } = document;
        self.schema(&schema);
        let ranking_coverage = ranking.coverage.map_or(0.0, |c| self.share(&c, "ranking coverage"));
        let coverage = document.screen.coverage.map(|c| self.share(&c, "coverage"));
        let overall = document.screen.overall.map(|c| self.share(&c, "overall coverage"));
        let levels = self.levels(document.levels, coverage);
        let derived = self.derived(document.derived);
        let (readings, themes) = self.readings(document.readings, document.themes);
        let theme_codes = Known::of(themes.iter().map(|t| t.code.as_str()));
        let max_age = data.max_age.map(|age| self.max_age(age));
        let defaults = Defaults {
            max_age,
            other_normalise: others(document.uncertainty.as_ref(), |u| {
                Some(&u.normalisation.as_ref()?.alternatives)
            }),
            other_treat: others(document.uncertainty.as_ref(), |u| {
                Some(&u.treatment.as_ref()?.alternatives)
            }),
            imputes: document.imputes,
            treat: document.treat,
            normalise: document.normalise,
        };
        let indicators = self.indicators(document.indicators, &levels, &theme_codes, &defaults);
        let progress = progress.map(|rule| self.progress(rule));
        let measure_codes: Vec<String> =
            document.compares.iter().map(|table| table.code.get_ref().clone()).collect();
        let (inequality, income, (shares, within)) =
            self.inequality(inequality, &indicators, &measure_codes);
        let measures = self.comparisons(document.compares);
        let income = measures.iter().position(|measure| Some(&measure.code) == income.as_ref());
        let aggregate_share =
            data.aggregate_share.as_ref().map(|c| self.share(c, "aggregate share"));
        let aggregates = self.aggregates(document.aggregates, &theme_codes);
        self.leaves(&levels, &indicators);
        let others = std::mem::take(&mut self.other_normalisations);
        let uncertainty = self.uncertainty(document.uncertainty, &levels, &indicators, others);
        let answers = self.answers(document.answers);
        let (groupings, regions) = self.groupings(document.groupings, document.regions);
        let folder = self.file.parent().unwrap_or(Path::new(""));
        Framework {
            code,
            name,
            areas_file: data.areas.map(|name| folder.join(name)),
            sources_file: data.sources.map(|name| folder.join(name)),
            scope: data.scope,
            population: data.population.map(|name| unquoted(name.get_ref()).into_owned()),
            cut_off: data.cut_off,
            max_age,
            screen: Screen { overall },
            ranking_coverage,
            progress,
            inequality,
            income,
            shares,
            within,
            aggregates,
            aggregate_share: aggregate_share.unwrap_or(DEFAULT_AGGREGATE_SHARE),
            measures,
            readings,
            themes,
            levels,
            derived,
            indicators,
            groupings,
            regions,
            answers,
            uncertainty,
        }
    }

    fn schema(&mut self, schema: &Spanned<u32>) {
        let found = schema.get_ref();
        if *found != 1 {
            self.fault(schema, format!("schema must be 1 (found {found})"));
        }
    }

    pub(super) fn place<T>(&self, at: &Spanned<T>) -> Place {
        Place::line(self.file, self.lines.at(at.span().start))
    }

    pub(super) fn fault<T>(&mut self, at: &Spanned<T>, message: String) {
        let fault = Fault::new(message).at(self.place(at));
        self.faults.push(fault);
    }

    /// A fault and what to do about it.
    pub(super) fn refuse<T>(&mut self, at: &Spanned<T>, message: String, hint: impl Into<String>) {
        let fault = Fault::new(message).at(self.place(at)).hint(hint);
        self.faults.push(fault);
    }

    pub(super) fn share(&mut self, at: &Spanned<f64>, what: &str) -> f64 {
        let share = *at.get_ref();
        if !(0.0..=1.0).contains(&share) {
            self.fault(at, format!("{what} must be a share from 0 to 1 (found {share})"));
        }
        share
    }

    fn max_age(&mut self, age: Spanned<i32>) -> i32 {
        if *age.get_ref() < 0 {
            self.fault(&age, "max_age must not be below 0".to_owned());
        }
        age.into_inner()
    }

    pub(super) fn weight(&mut self, at: &Spanned<f64>, code: &str) -> f64 {
        let weight = *at.get_ref();
        if !(1.0 / LARGEST_WEIGHT..=LARGEST_WEIGHT).contains(&weight) {
            let needed =
                if weight > 0.0 { "must be from 0.000001 to 1000000" } else { "must be above 0" };
            let message = format!("weight of `{code}` {needed} (found {weight})");
            let hint =
                "to show an indicator without scoring it, write `scored = false` and no weight";
            self.refuse(at, message, hint);
        }
        weight
    }

    pub(super) fn known(
        &mut self,
        at: &Spanned<String>,
        what: &str,
        known: &Known,
    ) -> Option<usize> {
        let found = at.get_ref();
        let position = known.at.get(found.as_str()).copied();
        if position.is_none() {
            let fault = Fault::new(format!("there is no {what} `{found}`")).at(self.place(at));
            // Where everything is wrong, what is nearest to each would take as long as all pairs.
            let few = self.faults.len() < MOST_NEAREST;
            let near = known.names.iter().filter(|_| few).copied();
            self.faults.push(fault.nearest(found, near));
        }
        position
    }

    /// A code stands once; files are named after codes, and some systems don't tell capitals from small
    /// letters.
    pub(super) fn unique(&mut self, seen: &mut Seen, code: &Spanned<String>) {
        let (line, text) = (self.lines.at(code.span().start), code.get_ref());
        if text.trim().is_empty() {
            self.fault(code, "a code must not be empty".to_owned());
        }
        let Some((other, first)) = seen.insert(text.to_lowercase(), (text.clone(), line)) else {
            return;
        };
        let differs = format!("the codes `{other}` and `{text}` differ by capitals alone");
        let message = match first {
            ABOVE if other == *text => format!("`{text}` is the code of a level already"),
            ABOVE => differs,
            _ if other == *text => {
                format!("the code `{text}` is used twice (first in line {first})")
            }
            _ => format!("{differs} (the first in line {first})"),
        };
        self.fault(code, message);
    }

    fn progress(&mut self, rule: Spanned<ProgressRule>) -> ProgressRule {
        let ProgressRule { from, to, coverage, pace } = rule.get_ref();
        if from[0] > from[1] || to[0] > to[1] || from[1] >= to[0] {
            let message =
                "progress needs two spans of years, the first before the second".to_owned();
            self.fault(&rule, message);
        } else if !(0.0..=1.0).contains(coverage) {
            self.fault(&rule, format!("progress coverage must be from 0 to 1 (found {coverage})"));
        } else if pace
            .as_ref()
            .is_some_and(|p| p.from[1] >= p.to[0] || p.apart < 1 || p.year <= p.to[0])
        {
            let message = "pace needs two spans of years, the first before the second, values a year apart or more, and a year after them";
            self.fault(&rule, message.to_owned());
        }
        rule.into_inner()
    }
}
