//! Names in formulas: which a framework reads, which it could mean, and whether the data or the
//! catalogue have them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use super::formula::Formula;
use super::tree::{ComparedBy, Framework, Indicator};
use crate::fault::{Fault, Faults, Place, Result, nearest};
use crate::model::{Sex, is_in_word, is_word, said};

impl Framework {
    /// Every series and sex read for the index and for what it is compared with.
    pub fn series_used(&self) -> BTreeSet<(String, Sex)> {
        let others = self.compared().flat_map(|(_, other)| other.own_series());
        self.own_series().into_iter().chain(others).collect()
    }

    /// Every series and sex the framework's own file names, in formulas and for women and men side
    /// by side.
    pub fn own_series(&self) -> BTreeSet<(String, Sex)> {
        let mut used: BTreeSet<_> = self.formulas().flat_map(Formula::names).collect();
        let derived = self.derived_codes();
        used.retain(|(name, _)| !derived.contains(name.as_str()));
        for series in self.indicators.iter().filter_map(|i| i.by_sex.as_ref()) {
            used.insert((series.clone(), Sex::Female));
            used.insert((series.clone(), Sex::Male));
        }
        used.extend(self.population.iter().map(|s| (s.clone(), Sex::Total)));
        used
    }

    /// The series that a formula reads, also by the derived quantities in it.
    pub fn series_in(&self, formula: &Formula) -> BTreeSet<(String, Sex)> {
        let mut found = BTreeSet::new();
        for (name, sex) in formula.names() {
            match self.derived.iter().find(|derived| derived.code == name) {
                Some(derived) => found.extend(self.series_in(&derived.formula)),
                None => drop(found.insert((name, sex))),
            }
        }
        found
    }

    /// Everything of the framework's own formulas that is read as a calculation and could be meant
    /// as the name of a series, if there is one of that name.
    pub fn possible_names(&self) -> BTreeSet<&str> {
        self.formulas().flat_map(Formula::possible_names).collect()
    }

    /// Names that formulas hold without quotes and that are no calculation (see [`Formula::meant`]).
    pub fn meant(&self, known: &BTreeSet<&str>) -> BTreeSet<&str> {
        self.formulas().flat_map(|formula| formula.meant(&self.knows(known))).collect()
    }

    /// The framework with these names read as names.
    pub fn settled(&self, known: &BTreeSet<&str>) -> Cow<'_, Framework> {
        if self.meant(known).is_empty() {
            return Cow::Borrowed(self);
        }
        let mut settled = self.clone();
        let knows = self.knows(known);
        for formula in settled.formulas_mut() {
            if let Some(as_names) = formula.settled(&knows) {
                *formula = as_names;
            }
        }
        for indicator in &mut settled.indicators {
            let bare = indicator.formula.bare_series().filter(|name| known.contains(name));
            indicator.by_sex = indicator.by_sex.take().or_else(|| bare.map(str::to_owned));
        }
        Cow::Owned(settled)
    }

    /// Whether a name is one of these or of a derived quantity.
    fn knows(&self, known: &BTreeSet<&str>) -> impl Fn(&str) -> bool {
        let derived = self.derived_codes();
        move |name| known.contains(name) || derived.contains(name)
    }

    fn derived_codes(&self) -> BTreeSet<&str> {
        self.derived.iter().map(|derived| derived.code.as_str()).collect()
    }

    fn formulas_mut(&mut self) -> impl Iterator<Item = &mut Formula> {
        let measures = self.measures.iter_mut().filter_map(|measure| match &mut measure.by {
            ComparedBy::Formula(formula) => Some(formula),
            ComparedBy::Index { .. } => None,
        });
        let derived = self.derived.iter_mut().map(|derived| &mut derived.formula);
        let aggregates = self.aggregates.iter_mut().flat_map(|a| [&mut a.value, &mut a.weight]);
        let shares = self.shares.iter_mut().map(|share| &mut share.value);
        let incomes = shares.chain(self.within.iter_mut().map(|within| &mut within.0));
        let own = self.indicators.iter_mut().flat_map(Indicator::formulas_mut);
        own.chain(derived).chain(measures).chain(aggregates).chain(incomes)
    }

    /// The formulas over series: of indicators with their asides, of derived quantities, of measures
    /// and of aggregates.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        let measures = self.measures.iter().filter_map(|measure| match &measure.by {
            ComparedBy::Formula(formula) => Some(formula),
            ComparedBy::Index { .. } => None,
        });
        let own = self.indicators.iter().map(|i| &i.formula);
        let own = own.chain(self.derived.iter().map(|d| &d.formula)).chain(measures);
        own.chain(self.asides().chain(self.aggregated()).map(|(_, formula)| formula))
    }

    /// What is told beside the indicators' values, in their order; with the indicator's code.
    pub fn asides(&self) -> impl Iterator<Item = (&str, &Formula)> {
        self.indicators.iter().flat_map(|i| i.asides().map(|formula| (i.code.as_str(), formula)))
    }

    /// Position among [`Framework::asides`] of an indicator's first part; its split stands after them.
    pub fn first_aside(&self, indicator: usize) -> usize {
        self.indicators[..indicator].iter().map(|i| i.asides().count()).sum()
    }

    /// The formulas of aggregates, by two: value, then weight; with the aggregate's code. Then those of
    /// shares of income and of what lies within an area, under the code of the indicator of inequality.
    pub fn aggregated(&self) -> impl Iterator<Item = (&str, &Formula)> {
        let code = self.inequality.as_deref().unwrap_or_default();
        let shares = self.shares.iter().map(|share| &share.value);
        let incomes = shares.chain(self.within.iter().map(|within| &within.0));
        let aggregates = self
            .aggregates
            .iter()
            .flat_map(|a| [(a.code.as_str(), &a.value), (&a.code, &a.weight)]);
        aggregates.chain(incomes.map(move |formula| (code, formula)))
    }

    /// Position among [`Framework::aggregated`] of the first share of income.
    pub fn beside_aggregates(&self) -> usize {
        2 * self.aggregates.len()
    }
}

impl Indicator {
    /// The formulas of its parts, then of its split.
    fn asides(&self) -> impl Iterator<Item = &Formula> {
        let split = self.split.iter().map(|split| &split.formula);
        self.parts.iter().map(|part| &part.formula).chain(split)
    }

    /// Its own formula and those.
    pub(super) fn formulas_mut(&mut self) -> impl Iterator<Item = &mut Formula> {
        let split = self.split.iter_mut().map(|split| &mut split.formula);
        let parts = self.parts.iter_mut().map(|part| &mut part.formula);
        std::iter::once(&mut self.formula).chain(parts).chain(split)
    }
}

/// How a fault of an unknown series begins.
pub const NO_SERIES: &str = "there is no series";

/// Every name of every formula must be a derived quantity or a series of the catalogue.
///
/// # Errors
/// All unknown names with the line on which they first stand and the nearest known.
pub fn check(framework: &Framework, file: &Path, text: &str, known: &BTreeSet<&str>) -> Result<()> {
    let mut faults = Vec::new();
    for derived in framework.derived.iter().filter(|d| known.contains(d.code.as_str())) {
        let message = format!("the derived quantity `{}` has the name of a series", derived.code);
        faults.push(Fault::new(message).at(Place::file(file)).hint("give it another code"));
    }
    let place = |name: &str| {
        let names = |line: &str| !line.trim_start().starts_with('#') && has_name(line, name);
        let line = text.lines().position(names);
        line.map_or(Place::file(file), |l| Place::line(file, l as u64 + 1))
    };
    let framework = framework.settled(known);
    let odd = known.iter().filter(|name| !is_word(name));
    for name in odd.filter(|name| text.contains(**name)) {
        let formula = framework.formulas().find(|formula| formula.could_be(name));
        faults.extend(formula.map(|formula| ambiguous(formula, name).at(place(name))));
    }
    let unknown = framework.own_series().into_iter().filter(|(s, _)| !known.contains(s.as_str()));
    let unknown: BTreeSet<String> = unknown.map(|(series, _): (String, Sex)| series).collect();
    for name in unknown {
        let derived = framework.derived.iter().map(|d| d.code.as_str());
        let near = nearest(&name, known.iter().copied().chain(derived));
        let fault = Fault::new(format!("{NO_SERIES} `{name}`")).at(place(&name));
        faults.push(match near {
            Some(near) if is_word(near) => fault.hint(format!("did you mean `{near}`?")),
            Some(near) => fault.hint(format!("did you mean {near}? {}", quote(near))),
            None => fault,
        });
    }
    Faults::check(faults, ())
}

/// What is written in a formula could be this name, or a calculation.
pub(super) fn ambiguous(formula: &Formula, name: &str) -> Fault {
    let message = format!("`{name}` could be a name, or a calculation with parts of it");
    let calculation = match formula.spaced(name) {
        Some(spaced) => format!("for the calculation, put spaces around its signs: {spaced}"),
        None => "for the calculation, quote each name in it".to_owned(),
    };
    Fault::new(message).hint(format!("for the name, {}", quote(name))).hint(calculation)
}

fn quote(name: &str) -> String {
    format!("quote it in the formula: {}", said(name))
}

/// Whether a line holds a name: a word as a whole, another in any place.
fn has_name(line: &str, name: &str) -> bool {
    let is_whole = |word: &str| word == name;
    line.split(|c| !is_in_word(c)).any(is_whole) || (!is_word(name) && line.contains(name))
}
