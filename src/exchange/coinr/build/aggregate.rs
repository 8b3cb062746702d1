//! Aggregation, by COINr's `Aggregate()`: one function for each height of the tree.

use super::{Builder, alike, numbers};
use crate::exchange::coinr::form;
use crate::framework::{Aggregation, Low, Penalty};
use crate::score::{Weights, below};

const MEAN: &str = "a_amean(x, w)";
/// The functions of COINr that are a rule by themselves.
const BARE: [(&str, &str); 3] =
    [(MEAN, "a_amean"), ("a_gmean(x, w)", "a_gmean"), ("a_hmean(x, w)", "a_hmean")];
/// An aggregate of one passes its score on.
const PASSES_ON: &str = "x[[1]]";

const PARENT: &str =
    "parent <- function(x) coin$Meta$Ind$Parent[match(names(x)[1], coin$Meta$Ind$iCode)]";
const MEDIAN: &str = "a_median <- function(x, w) {
  at <- order(x, na.last = NA)
  at <- at[w[at] > 0]
  if (length(at) == 0) return(NA_real_)
  below <- cumsum(w[at]) - sum(w[at]) / 2
  half <- which(abs(below) <= 1e-12 * sum(w[at]))
  if (length(half) > 0) mean(x[at][half[1] + 0:1], na.rm = TRUE) else x[at][which(below > 0)[1]]
}";
const COPELAND: &str = "a_copeland_present <- function(x, w) {
  x <- as.matrix(x)
  wins <- function(i) {
    apart <- colSums(w * sign(x[i, ] - t(x)), na.rm = TRUE)
    sum(apart > 1e-12 * sum(w)) - sum(apart < -1e-12 * sum(w))
  }
  ifelse(rowSums(!is.na(x)) > 0, vapply(seq_len(nrow(x)), wins, 0), NA_real_)
}";
const PENALISED: &str = "a_mazziotta_pareto <- function(x, w, sign) {
  x <- vapply(x, function(x) {
    x <- x - mean(x, na.rm = TRUE)
    100 + 10 * x / sqrt(mean(x^2, na.rm = TRUE))
  }, numeric(nrow(x)))
  mean <- apply(x, 1, a_amean, w)
  mean + sign * apply((x - mean)^2, 1, a_amean, w) / mean
}";

/// How a level's score is made in R, from `x`, what stands below it, and `w`, their weights.
struct Rule {
    text: String,
    /// `x` is the row of one unit; else all of them, a data frame.
    by_row: bool,
}

impl Builder<'_> {
    pub(super) fn aggregate(&mut self) {
        self.add("\n# Aggregate");
        let top = self.tree.levels[0].height;
        let (mut functions, mut by_frame) = (Vec::new(), Vec::new());
        for height in 2..=top {
            let rules = self.rules(height);
            let rows = rules.iter().all(|(_, rule)| rule.by_row);
            functions.push(self.function(height, rules));
            by_frame.push(if rows { "FALSE" } else { "TRUE" });
        }
        let functions = super::vector(functions.iter().map(String::as_str));
        let data = self.data;
        let frames = match by_frame.contains(&"TRUE") {
            true => format!(",\n  by_df = c({})", by_frame.join(", ")),
            false => String::new(),
        };
        self.add(&format!(
            "coin <- Aggregate(coin, dset = \"{data}\", f_ag = {functions}{frames})"
        ));
    }

    /// The aggregates of one height by name, each with its rule.
    fn rules(&mut self, height: usize) -> Vec<(String, Rule)> {
        let levels = self.tree.levels.iter().enumerate().filter(|(_, n)| n.height == height);
        let mut rules: Vec<(String, Rule)> =
            levels.map(|(l, node)| (node.name.clone(), self.rule(l))).collect();
        let fillers = self.tree.fillers.iter().filter(|f| f.node.height == height);
        let passes_on = || Rule { text: PASSES_ON.to_owned(), by_row: true };
        rules.extend(fillers.map(|filler| (filler.node.name.clone(), passes_on())));
        rules
    }

    /// The name of the function of a height; written before, where COINr has none.
    fn function(&mut self, height: usize, mut rules: Vec<(String, Rule)>) -> String {
        if rules.iter().any(|(_, rule)| rule.text == MEAN) {
            // The mean of one score is that score.
            rules
                .iter_mut()
                .filter(|(_, r)| r.text == PASSES_ON)
                .for_each(|(_, r)| r.text = MEAN.into());
        }
        let by_row = rules.iter().all(|(_, rule)| rule.by_row);
        let text = |rule: &Rule| match rule.by_row && !by_row {
            true => format!("apply(x, 1, function(x) {})", rule.text),
            false => rule.text.clone(),
        };
        let groups = alike(rules.iter().map(|(name, rule)| (name.as_str(), text(rule))));
        if let [(only, _)] = &groups[..]
            && let Some((_, bare)) = BARE.iter().find(|(text, _)| text == only)
        {
            return (*bare).to_owned();
        }
        let name = format!("to_level_{height}");
        match &groups[..] {
            [(only, _)] => self.add(&format!("{name} <- function(x, w) {only}")),
            _ => {
                self.define(PARENT);
                let cases = groups.iter().map(|(text, parents)| {
                    let (last, before) = parents.split_last().expect("a group has a member");
                    let before: String = before.iter().map(|p| format!("{p} = , ")).collect();
                    format!("  {before}{last} = {text}")
                });
                let cases = cases.collect::<Vec<_>>().join(",\n");
                self.add(&format!("{name} <- function(x, w) switch(parent(x),\n{cases}\n)"));
            }
        }
        name
    }

    fn rule(&mut self, l: usize) -> Rule {
        let form::Subject { framework, scores, .. } = *self.subject;
        let level = &framework.levels[l];
        let code = &level.code;
        let own = scores.weights.iter().find(|made| made.level == l);
        if own.is_some_and(|made| matches!(made.weights, Weights::PerArea(_))) {
            return self.taken(l, "weights of each area's own");
        }
        if level.aggregation.formula().is_some() {
            return self.taken(l, "the formula");
        }
        let Some((mut text, by_row)) = self.method(l) else {
            return self.taken(l, level.aggregation.key());
        };
        if level.aggregation.low() == Some(Low::Excluded) {
            self.notes.push(format!("no score of {code} with a 0 below it: build.R does it"));
            let low = match level.aggregation {
                Aggregation::GeneralisedMean(ref mean) if mean.power > 0.0 => "< 0",
                _ => "<= 0",
            };
            text = format!("if (any(x {low}, na.rm = TRUE)) NA_real_ else {text}");
        }
        if let (Some(share), true) = (level.coverage, by_row) {
            text = format!("if (mean(!is.na(x)) + 1e-12 < {share}) NA_real_ else {text}");
        }
        if level.complete && by_row {
            self.notes
                .push(format!("no score of {code} unless all below it have one: build.R does it"));
            text = format!("if (anyNA(x)) NA_real_ else {text}");
        }
        if !by_row && (level.complete || level.coverage.is_some()) {
            let keep = match (level.complete, level.coverage) {
                (false, Some(share)) => format!("rowMeans(!is.na(x)) + 1e-12 >= {share}"),
                _ => "complete.cases(x)".to_owned(),
            };
            text = format!("{{ x[!({keep}), ] <- NA; {text} }}");
        }
        Rule { text, by_row }
    }

    /// The expression of a level's method, and whether it looks at one unit at a time; `None`: there is no line of R
    /// for it.
    fn method(&mut self, l: usize) -> Option<(String, bool)> {
        let level = &self.subject.framework.levels[l];
        let code = &level.code;
        if let Some(floor) = level.aggregation.floor() {
            self.notes
                .push(format!("the floor of {floor} under the mean of {code}: build.R does it"));
        }
        let x =
            level.aggregation.floor().map_or("x".to_owned(), |floor| format!("pmax(x, {floor})"));
        let present = "[!is.na(x)]";
        let own = |lines: &str, call: String, what: &str, by: &mut Self| {
            by.define(&format!("# COINr has no such aggregation: {what}.\n{lines}"));
            by.notes.push(format!("{what} for {code}: build.R does it"));
            call
        };
        Some(match &level.aggregation {
            Aggregation::ArithmeticMean(_) => (MEAN.to_owned(), true),
            Aggregation::GeometricMean(_) => (format!("a_gmean({x}, w)"), true),
            Aggregation::HarmonicMean(_) => (format!("a_hmean({x}, w)"), true),
            // COINr's own has no value where one is missing.
            Aggregation::GeneralisedMean(mean) => {
                let power = mean.power;
                (format!("a_genmean(({x}){present}, w{present}, p = {power})"), true)
            }
            Aggregation::Median(_) => {
                (own(MEDIAN, "a_median(x, w)".into(), "the weighted median", self), true)
            }
            Aggregation::Minimum(_) => {
                self.notes.push(format!("the minimum for {code}: build.R does it"));
                ("if (all(is.na(x))) NA_real_ else min(x, na.rm = TRUE)".to_owned(), true)
            }
            Aggregation::OrderedWeightedAverage(by) => {
                self.notes
                    .push(format!("the ordered weighted average for {code}: build.R does it"));
                let order = numbers(by.order.iter().copied());
                (
                    format!(
                        "if (anyNA(x)) NA_real_ else a_amean(sort(x, decreasing = TRUE), {order})"
                    ),
                    true,
                )
            }
            Aggregation::MazziottaPareto(by) => {
                let sign = if by.penalty == Penalty::Minus { -1 } else { 1 };
                let call = format!("a_mazziotta_pareto(x, w, {sign})");
                (own(PENALISED, call, "Mazziotta–Pareto", self), false)
            }
            Aggregation::Copeland(_) if self.has_gaps(l) => {
                let call = "a_copeland_present(x, w)".to_owned();
                (own(COPELAND, call, "Copeland over the scores that two units share", self), false)
            }
            Aggregation::Copeland(_) => ("a_copeland(x, w)".to_owned(), false),
            _ => return None,
        })
    }

    /// The level's scores from the file of those that COINr can't make.
    fn taken(&mut self, l: usize, why: &str) -> Rule {
        let name = &self.tree.levels[l].name;
        let code = &self.subject.framework.levels[l].code;
        self.notes.push(format!("{why} for {code}: its scores are taken from by_ssj.csv"));
        let column = self.subject.scores.levels.column(l).copied().collect();
        self.by_ssj.push((name.clone(), column));
        let text = format!("by_ssj${name}[match(coin$Data$Raw$uCode, by_ssj$uCode)]");
        Rule { text, by_row: false }
    }

    /// Whether any area lacks a score directly below a level, or loses it for what is not observed.
    fn has_gaps(&self, l: usize) -> bool {
        let form::Subject { framework, scores, .. } = *self.subject;
        if framework.levels[l].coverage.is_some() {
            return true;
        }
        let lacks = |child| match child {
            crate::score::Child::Indicator(i) => scores.indicators.column(i).any(Option::is_none),
            crate::score::Child::Level(l) => scores.levels.column(l).any(Option::is_none),
        };
        below(framework, l).into_iter().any(|(child, _)| lacks(child))
    }
}
