//! Imputation and treatment chosen: keys that the method takes, parameters within their bounds.

use std::ops::Range;

use toml::Spanned;

use super::check::Check;
use super::document::Defaults;
use super::method_tables::*;
use crate::fault::Fault;
use crate::framework::chosen::{Keys, Listed, MethodTable};
use crate::framework::methods::{
    FAR_OUT, Goalposts, Imputation, InTime, Rescaling, Treatment, When,
};

/// A key of a table: its name and where it stands, if it does.
pub(super) type Key = (&'static str, Option<Range<usize>>);

pub(super) fn key<T>(name: &'static str, value: &Option<Spanned<T>>) -> Key {
    (name, value.as_ref().map(Spanned::span))
}

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
        let Some(entry) = M::entry(word) else {
            let message = format!("there is no method `{word}` to {} by", M::VERB);
            let words: Vec<&str> = M::METHODS.iter().map(|entry| entry.word).collect();
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

    /// Faults every key given that `method` does not take.
    pub(super) fn only(&mut self, method: &str, keys: &[Key], taken: &[&str]) {
        for (name, span) in keys {
            let Some(span) = span.clone().filter(|_| !taken.contains(name)) else { continue };
            let hint = match taken {
                [] => "leave the key out".to_owned(),
                _ => format!("it takes {}", taken.join(", ")),
            };
            let message = format!("the method {method} takes no `{name}`");
            self.refuse(&Spanned::new(span, ()), message, hint);
        }
    }

    pub(super) fn needs(
        &mut self,
        at: &Spanned<impl Sized>,
        method: &str,
        name: &str,
        example: &str,
    ) {
        let message = format!("the method {method} needs `{name}`");
        self.refuse(at, message, format!("for example `{name} = {example}`"));
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
        own: Option<Vec<ImputeTable>>,
        defaults: &Defaults,
    ) -> (InTime, Vec<Imputation>) {
        let tables = own.unwrap_or_else(|| defaults.imputes.clone());
        let mut in_time = InTime { max_age: defaults.max_age, linear: None };
        let mut across = Vec::new();
        for table in tables {
            let keys = [key("years", &table.years), key("by", &table.by), key("k", &table.k)];
            let years = inner(&table.years);
            if let Some(at) = table.years.as_ref().filter(|y| *y.get_ref() < 0) {
                self.fault(at, format!("years must not be below 0 (found {})", at.get_ref()));
            }
            let is_in_time = match table.method.get_ref() {
                ImputeMethod::CarriedForward => {
                    self.only("carried_forward", &keys, &["years"]);
                    in_time.max_age = years;
                    true
                }
                ImputeMethod::Linear => {
                    self.only("linear", &keys, &["years"]);
                    in_time.linear = Some(years);
                    true
                }
                ImputeMethod::Mean => {
                    self.only("mean", &keys, &["by"]);
                    across.push(Imputation::Mean { by: inner(&table.by) });
                    false
                }
                ImputeMethod::Median => {
                    self.only("median", &keys, &["by"]);
                    across.push(Imputation::Median { by: inner(&table.by) });
                    false
                }
                ImputeMethod::RowMean => {
                    self.only("row_mean", &keys, &[]);
                    across.push(Imputation::RowMean);
                    false
                }
                ImputeMethod::NearestAreas => {
                    self.only("nearest_areas", &keys, &["k"]);
                    across.push(Imputation::NearestAreas { k: self.neighbours(&table) });
                    false
                }
            };
            if is_in_time && !across.is_empty() {
                let message = "carried_forward and linear choose the value in time, before any \
                               other imputation: they must stand first";
                self.fault(&table.method, message.to_owned());
            }
        }
        (in_time, across)
    }

    fn neighbours(&mut self, table: &ImputeTable) -> usize {
        match &table.k {
            Some(k) if *k.get_ref() > 0 => *k.get_ref(),
            Some(k) => {
                self.fault(k, "k must be at least 1 (found 0)".to_owned());
                1
            }
            None => {
                self.needs(&table.method, "nearest_areas", "k", "5");
                1
            }
        }
    }

    fn when(&mut self, table: &TreatTable) -> When {
        match inner(&table.when) {
            Some(WhenWord::Always) => {
                let keys = [key("skewness", &table.skewness), key("kurtosis", &table.kurtosis)];
                self.only("`when = \"always\"`", &keys, &[]);
                When::Always
            }
            _ => When::Rule {
                skewness: inner(&table.skewness).unwrap_or(FAR_OUT[0]),
                kurtosis: inner(&table.kurtosis).unwrap_or(FAR_OUT[1]),
            },
        }
    }

    pub(super) fn treatment(&mut self, table: Option<&TreatTable>) -> Treatment {
        let Some(table) = table else { return Treatment::Untreated };
        for at in [&table.skewness, &table.kurtosis, &table.lambda].into_iter().flatten() {
            self.within(at, at.get_ref().is_finite(), "it must be a finite number");
        }
        let keys = [
            key("when", &table.when),
            key("skewness", &table.skewness),
            key("kurtosis", &table.kurtosis),
            key("points", &table.points),
            key("fallback", &table.fallback),
            key("lambda", &table.lambda),
            key("low", &table.low),
            key("high", &table.high),
        ];
        const RULE: [&str; 3] = ["when", "skewness", "kurtosis"];
        let rule_and = |more: &[&'static str]| [&RULE[..], more].concat();
        match table.method.get_ref() {
            TreatMethod::None => {
                self.only("none", &keys, &[]);
                Treatment::Untreated
            }
            TreatMethod::Winsorise => {
                self.only("winsorise", &keys, &rule_and(&["points", "fallback", "lambda"]));
                self.winsorise(table)
            }
            TreatMethod::Percentiles => {
                self.only("percentiles", &keys, &rule_and(&["low", "high"]));
                self.percentiles(table)
            }
            TreatMethod::Logarithm => {
                self.only("logarithm", &keys, &RULE);
                Treatment::Rescale { when: self.when(table), by: Rescaling::Logarithm }
            }
            TreatMethod::BoxCox => {
                self.only("box_cox", &keys, &rule_and(&["lambda"]));
                let by = Rescaling::BoxCox { lambda: inner(&table.lambda) };
                Treatment::Rescale { when: self.when(table), by }
            }
        }
    }

    fn winsorise(&mut self, table: &TreatTable) -> Treatment {
        let when = self.when(table);
        let points = inner(&table.points).unwrap_or(5);
        let lambda = inner(&table.lambda);
        let fallback = match inner(&table.fallback) {
            None if when == When::Always => None,
            None | Some(Fallback::Logarithm) => Some(Rescaling::Logarithm),
            Some(Fallback::BoxCox) => Some(Rescaling::BoxCox { lambda }),
            Some(Fallback::None) => None,
        };
        if let (When::Always, Some(at), Some(_)) = (when, &table.fallback, fallback) {
            let message = "a fallback is for when the rule still fails: there is none with \
                           `when = \"always\"`";
            self.fault(at, message.to_owned());
        }
        let unused = table.lambda.as_ref();
        if let Some(at) = unused.filter(|_| !matches!(fallback, Some(Rescaling::BoxCox { .. }))) {
            self.fault(at, "`lambda` needs `fallback = \"box_cox\"`".to_owned());
        }
        Treatment::Winsorise { when, points, fallback }
    }

    fn percentiles(&mut self, table: &TreatTable) -> Treatment {
        let low = table.low.as_ref().map_or(0.0, |at| self.share(at, "low"));
        let high = table.high.as_ref().map_or(1.0, |at| self.share(at, "high"));
        if low >= high {
            let message = format!("low must be below high (found {low} and {high})");
            self.fault(&table.method, message);
        } else if table.low.is_none() && table.high.is_none() {
            self.needs(&table.method, "percentiles", "high", "0.95");
        }
        Treatment::Percentiles { when: self.when(table), low, high }
    }
}
