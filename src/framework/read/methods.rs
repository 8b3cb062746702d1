//! Methods chosen: the word of a table's method, and the keys that this method takes.

use toml::Spanned;

use super::check::Check;
use super::document::Defaults;
use crate::fault::Fault;
use crate::framework::chosen::{Keys, Listed, MethodTable};
use crate::framework::imputation::{Imputation, InTime};
use crate::framework::methods::Goalposts;
use crate::framework::steps::Step;
use crate::framework::treatment::{Treatment, Untreated};

pub(super) fn inner<T: Clone>(value: &Option<Spanned<T>>) -> Option<T> {
    value.as_ref().map(|v| v.get_ref().clone())
}

impl Check<'_> {
    /// The method of a table; `None`: there is no such method.
    pub(super) fn chosen<M: Listed>(&mut self, table: &MethodTable<M>) -> Option<M> {
        self.chosen_and(table, None, |_| ()).map(|(method, ())| method)
    }

    /// As [`Check::chosen`], of an indicator with these goalposts; and what `more` reads of the same keys.
    pub(super) fn chosen_and<M: Listed, T>(
        &mut self,
        table: &MethodTable<M>,
        goalposts: Option<Goalposts>,
        more: impl FnOnce(&mut Keys) -> T,
    ) -> Option<(M, T)> {
        let word = table.method().get_ref();
        let methods = M::methods();
        let Some(entry) = methods.iter().find(|entry| entry.word == word) else {
            let message = format!("there is no method `{word}` to {} by", M::VERB);
            let words: Vec<&str> = methods.iter().map(|entry| entry.word).collect();
            let place = self.place(table.method());
            let fault = Fault::new(message).at(place).nearest(word, words.clone());
            self.faults.push(fault.hint(format!("there are {}", words.join(", "))));
            return None;
        };
        let mut keys = Keys::new(table.written(), (entry.word, entry.takes), goalposts);
        let found = ((entry.read)(&mut keys), more(&mut keys));
        for (span, fault) in keys.faults() {
            self.faults.push(fault.at(self.place(&Spanned::new(span, ()))));
        }
        Some(found)
    }

    pub(super) fn within(&mut self, at: &Spanned<f64>, fits: bool, what: &str) {
        if !fits {
            let found = at.get_ref();
            self.fault(at, format!("{what} (found {found})"));
        }
    }

    /// How the value is chosen in time, then how a missing one is made.
    pub(super) fn imputation(
        &mut self,
        own: Option<Vec<MethodTable<Step>>>,
        defaults: &Defaults,
    ) -> (InTime, Vec<Imputation>) {
        let mut in_time = InTime { max_age: defaults.max_age, linear: None };
        let mut across = Vec::new();
        for table in own.as_ref().unwrap_or(&defaults.imputes) {
            match self.chosen(table) {
                None => continue,
                Some(Step::Across(method)) => {
                    across.push(method);
                    continue;
                }
                Some(Step::CarriedForward(years)) => in_time.max_age = years,
                Some(Step::Linear(years)) => in_time.linear = Some(years),
            }
            if !across.is_empty() {
                let message = "carried_forward and linear choose the value in time, before any \
                               other imputation: they must stand first";
                self.fault(table.method(), message.to_owned());
            }
        }
        (in_time, across)
    }

    pub(super) fn treatment(&mut self, table: Option<&MethodTable<Treatment>>) -> Treatment {
        table.and_then(|table| self.chosen(table)).unwrap_or_else(|| Untreated.into())
    }
}
