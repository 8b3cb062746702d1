//! Treatment of outliers, by COINr's `Treat()` on each indicator that it changes.

use super::{Builder, alike};
use crate::framework::{Treatment, When};
use crate::score::Change;

const NEVER: &str = "# Asks for treatment without the rule of skewness and kurtosis.\n\
                     never <- function(x) FALSE";
const TO_PERCENTILES: &str = "# COINr has no winsorisation to percentiles.\n\
                              to_percentiles <- function(x, low, high) {\n  \
                              ends <- unname(quantile(x, c(low, high), na.rm = TRUE))\n  \
                              pmin(pmax(x, ends[1]), ends[2])\n}";

impl Builder<'_> {
    pub(super) fn treat(&mut self) {
        let framework = self.subject.framework;
        let treated = |i: usize| framework.indicators[i].treatment.changes_values();
        let declared: Vec<usize> = self.scored().into_iter().filter(|&i| treated(i)).collect();
        if declared.is_empty() {
            return;
        }
        let scores = self.subject.scores;
        let change = |i: usize| scores.treated.iter().find(|t| t.indicator == i).map(|t| t.change);
        let changed = declared.iter().filter_map(|&i| Some((i, change(i)?)));
        let calls =
            changed.map(|(i, change)| (i, call(&framework.indicators[i].treatment, change)));
        let groups = alike(calls);
        let changes: usize = groups.iter().map(|(_, members)| members.len()).sum();
        let of = declared.len();
        self.add(&format!(
            "\n# Treat: changes {changes} of the {of} indicators that are to be treated."
        ));
        if groups.is_empty() {
            return;
        }
        let is_called = |name: &str| groups.iter().any(|(call, _)| call.contains(name));
        for (name, lines) in [("never", NEVER), ("to_percentiles", TO_PERCENTILES)] {
            if is_called(name) {
                self.define(lines);
            }
        }
        if is_called("to_percentiles") {
            self.notes.push("winsorisation to percentiles: build.R does it".to_owned());
        }
        self.add("treat <- function(x) {");
        for (call, members) in groups {
            let codes = self.codes(&members);
            self.add(&format!("  for (code in {codes}) x[[code]] <- Treat(x[[code]], {call})$x"));
        }
        self.add("  x\n}");
        self.add("coin <- Custom(coin, dset = \"Raw\", f_cust = treat, write_to = \"Treated\")");
        self.data = "Treated";
    }
}

/// The arguments of `Treat()`, for a column that this treatment changed so.
fn call(treatment: &Treatment, change: Change) -> String {
    let functions = treatment.in_r(change).into_iter().zip(1..);
    let mut call: String = functions
        .map(|((name, parameters), n)| {
            format!("f{n} = \"{name}\", f{n}_para = list({parameters}), ")
        })
        .collect();
    call += &match treatment.when() {
        Some(rule @ When::Rule { .. }) => {
            let rule = rule.in_r();
            format!("f_pass = \"check_SkewKurt\", f_pass_para = list(na.rm = TRUE, {rule})")
        }
        Some(When::Always) | None => "f_pass = \"never\"".to_owned(),
    };
    call
}
