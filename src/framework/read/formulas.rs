//! Formulas read: names that they may take, and what could be a name or a calculation.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;

use super::check::Check;
use super::indicator_tables::DerivedTable;
use crate::fault::Fault;
use crate::framework::formula::Formula;
use crate::framework::names;
use crate::framework::tree::Derived;
use crate::model::Sex;

impl Check<'_> {
    /// A formula that reads at least one name, and derived quantities without a sex.
    pub(super) fn formula(&mut self, at: &Spanned<String>) -> Formula {
        let formula = self.parsed(at);
        for (name, sex) in formula.names() {
            if self.derived.contains(&name) && sex != Sex::Total {
                self.fault(at, format!("`{name}` is a derived quantity and has no sex to choose"));
            }
        }
        let ambiguous = self.unambiguous(&formula, self.unlike_words.iter(), at);
        self.faults.extend(ambiguous);
        formula
    }

    /// Nothing in a formula may be meant as one of these names and read as a calculation.
    fn unambiguous<'n>(
        &self,
        formula: &Formula,
        names: impl Iterator<Item = &'n String>,
        at: &Spanned<impl Sized>,
    ) -> Vec<Fault> {
        let meant = names.filter(|name| formula.could_be(name));
        meant.map(|name| names::ambiguous(formula, name).at(self.place(at))).collect()
    }

    /// A formula that reads at least one name.
    pub(super) fn parsed(&mut self, at: &Spanned<String>) -> Formula {
        let (formula, faults) = Formula::read(at.get_ref());
        let place = self.place(at);
        self.faults.extend(faults.into_iter().map(|fault| fault.at(place.clone())));
        formula
    }

    pub(super) fn derived(&mut self, tables: Vec<DerivedTable>) -> Vec<Derived> {
        let mut seen = BTreeMap::new();
        let mut derived = Vec::new();
        let mut ready: BTreeSet<String> = BTreeSet::new();
        for table in tables {
            self.unique(&mut seen, &table.code);
            let formula = self.formula(&table.formula);
            for (name, _) in formula.names() {
                if self.derived.contains(&name) && !ready.contains(&name) {
                    let code = table.code.get_ref();
                    let message = format!(
                        "`{code}` is made from `{name}`, which is itself or comes later: a cycle or a wrong order"
                    );
                    let hint = "a derived quantity may use only those that stand above it";
                    self.refuse(&table.formula, message, hint);
                }
            }
            ready.insert(table.code.get_ref().clone());
            let (code, name) = (table.code.into_inner(), table.name);
            derived.push(Derived { code, name, formula, why: table.why });
        }
        derived
    }

    /// A formula must name each score directly below its level, and nothing else.
    pub(super) fn formula_fits(
        &mut self,
        formula: &Formula,
        place: Range<usize>,
        code: &str,
        below: &[&String],
    ) {
        let at = &Spanned::new(place, ());
        let names = formula.names();
        let known: BTreeSet<&String> = below.iter().copied().collect();
        for (name, sex) in names.iter().filter(|(name, _)| !name.is_empty()) {
            if !known.contains(name) {
                let message = format!("`{name}` is no score directly below `{code}`");
                let fault = Fault::new(message).at(self.place(at));
                self.faults.push(fault.nearest(name, below.iter().map(|code| code.as_str())));
            } else if *sex != Sex::Total {
                self.fault(at, format!("`{name}` is a score and has no sex to choose"));
            }
        }
        let ambiguous = self.unambiguous(formula, below.iter().copied(), at);
        let named: BTreeSet<&String> = names.iter().map(|(name, _)| name).collect();
        let is_named = |code: &String| named.contains(code);
        for left in below.iter().filter(|code| ambiguous.is_empty() && !is_named(code)) {
            let message =
                format!("`{left}` stands below `{code}`, and its formula does not name it");
            let hint = "take it into the formula; what is only to be shown has `scored = false`";
            self.refuse(at, message, hint);
        }
        self.faults.extend(ambiguous);
    }
}
