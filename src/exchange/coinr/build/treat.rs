//! Treatment of outliers, by COINr's `Treat()` on each indicator that it changes.

use super::{Builder, alike};
use crate::framework::{Indicator, Rescaling, Treatment, When};
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
        let treated = |i: usize| framework.indicators[i].treatment != Treatment::Untreated;
        let declared: Vec<usize> = self.scored().into_iter().filter(|&i| treated(i)).collect();
        if declared.is_empty() {
            return;
        }
        let scores = self.subject.scores;
        let change = |i: usize| scores.treated.iter().find(|t| t.indicator == i).map(|t| t.change);
        let changed = declared.iter().filter_map(|&i| Some((i, change(i)?)));
        let calls = changed.map(|(i, change)| (i, call(&framework.indicators[i], change)));
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
fn call(indicator: &Indicator, change: Change) -> String {
    let (first, second, when) = match &indicator.treatment {
        Treatment::Untreated => unreachable!("it changed a value"),
        Treatment::Winsorise { when, points, fallback } => {
            let (force, rule) = match when {
                When::Always => ("TRUE", rule(2.0, 3.5)),
                When::Rule { skewness, kurtosis } => ("FALSE", rule(*skewness, *kurtosis)),
            };
            let parameters =
                format!("na.rm = TRUE, winmax = {points}, {rule}, force_win = {force}");
            // A fallback that was not needed is not called here either.
            (("winsorise", parameters), fallback.map(|by| rescaling(by, change)), when)
        }
        Treatment::Percentiles { when, low, high } => {
            (("to_percentiles", format!("low = {low}, high = {high}")), None, when)
        }
        Treatment::Rescale { when, by } => (rescaling(*by, change), None, when),
    };
    let test = match when {
        When::Always => "f_pass = \"never\"".to_owned(),
        When::Rule { skewness, kurtosis } => {
            let rule = rule(*skewness, *kurtosis);
            format!("f_pass = \"check_SkewKurt\", f_pass_para = list(na.rm = TRUE, {rule})")
        }
    };
    let (function, parameters) = first;
    let mut call = format!("f1 = \"{function}\", f1_para = list({parameters}), ");
    if let Some((function, parameters)) = second {
        call += &format!("f2 = \"{function}\", f2_para = list({parameters}), ");
    }
    call + &test
}

fn rule(skewness: f64, kurtosis: f64) -> String {
    format!("skew_thresh = {skewness}, kurt_thresh = {kurtosis}")
}

/// λ is the declared one, or the one that was found.
fn rescaling(by: Rescaling, change: Change) -> (&'static str, String) {
    match (by, change) {
        (Rescaling::Logarithm, _) => ("log_CT", "na.rm = TRUE".to_owned()),
        (Rescaling::BoxCox { .. }, Change::BoxCox { lambda }) => {
            ("boxcox", format!("na.rm = TRUE, lambda = {lambda}"))
        }
        (Rescaling::BoxCox { lambda }, _) => {
            ("boxcox", format!("na.rm = TRUE, lambda = {}", lambda.unwrap_or(1.0)))
        }
    }
}
