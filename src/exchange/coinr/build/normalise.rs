//! Normalisation, by COINr's `Normalise()` with a specification for each group of indicators.

use super::{Builder, alike, numbers};
use crate::exchange::coinr::form;
use crate::framework::{
    Categories, Direction, DistanceToReference, DistanceToTarget, Normalisation, NormaliseMethod,
    ZScore, rescaled,
};

const POSTS: &str = "# The goalposts of iMeta, turned where less is better, as COINr turns the values.\n\
                     posts <- function(code) {\n  \
                     of <- coin$Meta$Ind[match(code, coin$Meta$Ind$iCode), ]\n  \
                     c(sort(of$Direction * c(of$goalpost_lower, of$goalpost_upper)), of$goalpost_scale)\n}";
const N_FROM: &str = "# COINr's methods that start at 0 or end at 1, onto the scale of the framework.\n\
                      n_from <- function(x, f, from, times, ...) from + times * do.call(f, list(x, ...))";
const N_STEPS: &str = "# COINr has no categories: the share of the thresholds that a value reaches.\n\
                       n_steps <- function(x, steps) vapply(x, function(one) mean(steps <= one), 0)";
const N_FRACMIN: &str = "# COINr has no fraction of the best value where less is better.\n\
                         n_fracmin <- function(x) max(x, na.rm = TRUE) / x";
/// Goalposts from 0, which COINr reads from iMeta itself.
const PLAIN: &str = "list(f_n = \"n_goalposts\", f_n_para = list(gposts = posts(code)))";

impl Builder<'_> {
    pub(super) fn normalise(&mut self) {
        let (mut taken, mut made) = (Vec::new(), Vec::new());
        for i in self.scored() {
            let of = &self.subject.framework.indicators[i];
            let is_over_years = of.normalisation.all_years && !of.is_absolute();
            match self.specification(i).filter(|_| !is_over_years) {
                Some(body) => made.push((i, body)),
                None => taken.push(i),
            }
        }
        let groups = alike(made);
        self.add("\n# Normalise");
        for (name, lines) in
            [("posts", POSTS), ("n_from", N_FROM), ("n_steps", N_STEPS), ("n_fracmin", N_FRACMIN)]
        {
            let is_only_plain = name == "posts" && groups.len() == 1 && groups[0].0 == PLAIN;
            if !is_only_plain && groups.iter().any(|(body, _)| body.contains(name)) {
                self.define(lines);
            }
        }
        let methods = [
            ("n_steps", "normalisation by categories"),
            ("n_fracmin", "fraction of the best value where less is better"),
        ];
        for (name, method) in methods {
            if let Some((_, members)) = groups.iter().find(|(body, _)| body.contains(name)) {
                let codes = self.codes(members);
                self.notes.push(format!("{method}: build.R does it for {codes}"));
            }
        }
        let specifications = self.specifications(groups, &taken);
        let data = self.data;
        self.add(&format!("coin <- Normalise(coin, dset = \"{data}\",{specifications})"));
        self.data = "Normalised";
        self.take(&taken);
        self.leave_uncounted();
    }

    /// The argument of `Normalise()` for groups of indicators; `taken` are left as they are.
    fn specifications(&mut self, groups: Vec<(String, Vec<usize>)>, taken: &[usize]) -> String {
        if let ([(body, _)], []) = (&groups[..], taken) {
            if body == PLAIN {
                return "\n  global_specs = list(f_n = \"n_goalposts\", f_n_para = \"use_iMeta\")"
                    .into();
            }
            if !body.contains("posts(code)") {
                return format!("\n  global_specs = {body}");
            }
        }
        self.define("each <- function(codes, spec) sapply(codes, spec, simplify = FALSE)");
        let left = (!taken.is_empty()).then(|| ("list(f_n = \"none\")".to_owned(), taken.to_vec()));
        let lines = groups.into_iter().chain(left).map(|(body, members)| {
            format!("  each({}, function(code)\n    {body})", self.codes(&members))
        });
        format!(" indiv_specs = c(\n{}\n)", lines.collect::<Vec<_>>().join(",\n"))
    }

    /// Scores over all years need the other years, which are not in these tables; of a method that is
    /// neither COINr's nor made here, the scores are all there is.
    fn take(&mut self, taken: &[usize]) {
        if taken.is_empty() {
            return;
        }
        let codes = self.codes(taken);
        let of = |i: &usize| &self.subject.framework.indicators[*i].normalisation;
        let (over_years, unknown): (Vec<usize>, Vec<usize>) =
            taken.iter().partition(|i| of(i).all_years);
        let why =
            [(over_years, "over all years"), (unknown, "by a method that COINr does not have")];
        for (some, why) in why.into_iter().filter(|(some, _)| !some.is_empty()) {
            let codes = self.codes(&some);
            self.notes.push(format!("scores of {codes} {why}: taken from by_ssj.csv"));
        }
        for &i in taken {
            let column = self.subject.scores.indicators.column(i).copied().collect();
            self.by_ssj.push((self.names.indicators[i].clone(), column));
        }
        self.add(&format!(
            "# Scaled over years that are not in iData, or as COINr can't: the scores of ssj.\n\
             taken <- {codes}\n\
             coin <- Custom(coin, dset = \"Normalised\", write_to = \"Taken\", f_cust = function(x) {{\n  \
             x[taken] <- by_ssj[match(x$uCode, by_ssj$uCode), taken]\n  x\n}})"
        ));
        self.data = "Taken";
    }

    /// What `Normalise()` is told of an indicator; `None` where there is no function for its method.
    fn specification(&self, i: usize) -> Option<String> {
        let of = &self.subject.framework.indicators[i];
        let Normalisation { method, scale: [low, high], .. } = &of.normalisation;
        let sign = of.scored_direction().sign();
        let fixed = |x: f64| sign * rescaled(of.transform, x).unwrap_or(f64::NAN);
        let from = |f: &str, parameters: String| {
            let times = high - low;
            format!(
                "list(f_n = \"n_from\", f_n_para = list(f = \"{f}\", from = {low}, times = {times}{parameters}))"
            )
        };
        let cap = |capped: &bool| if *capped { "TRUE" } else { "FALSE" };
        Some(match method {
            NormaliseMethod::Goalposts(_) if *low == 0.0 => PLAIN.to_owned(),
            NormaliseMethod::Goalposts(_) => format!(
                "list(f_n = \"n_from\", f_n_para = list(f = \"n_goalposts\", from = {low}, times = 1, gposts = posts(code)))"
            ),
            NormaliseMethod::MinMax(_) => {
                format!(
                    "list(f_n = \"n_minmax\", f_n_para = list(l_u = {}))",
                    numbers([*low, *high])
                )
            }
            NormaliseMethod::ZScore(ZScore { mean, deviation }) => {
                let to = numbers([*mean, *deviation]);
                format!("list(f_n = \"n_zscore\", f_n_para = list(m_sd = {to}))")
            }
            NormaliseMethod::Rank(_) => "list(f_n = \"n_rank\")".to_owned(),
            NormaliseMethod::Borda(_) => "list(f_n = \"n_borda\")".to_owned(),
            NormaliseMethod::PercentileRank(_) => from("n_prank", String::new()),
            NormaliseMethod::DistanceToMax(_) => from("n_dist2max", String::new()),
            NormaliseMethod::DistanceToTarget(DistanceToTarget { target, capped }) => {
                let (target, cap) = (fixed(*target), cap(capped));
                from("n_dist2targ", format!(", targ = {target}, cap_max = {cap}"))
            }
            NormaliseMethod::DistanceToReference(DistanceToReference { area, capped }) => {
                let at = self.subject.panel.areas.iter().position(|code| code == area);
                let unit = at.map_or("", |at| &self.names.areas[at]);
                let cap = cap(capped);
                from(
                    "n_dist2ref",
                    format!(", iref = match(\"{unit}\", coin$Data$Raw$uCode), cap_max = {cap}"),
                )
            }
            NormaliseMethod::FractionOfMax(_) => {
                let is_more = of.scored_direction() == Direction::More;
                from(if is_more { "n_fracmax" } else { "n_fracmin" }, String::new())
            }
            NormaliseMethod::Categories(Categories { thresholds }) => {
                let steps = numbers(thresholds.iter().map(|t| fixed(*t)));
                from("n_steps", format!(", steps = {steps}"))
            }
            #[allow(unreachable_patterns, reason = "of a method without a line above")]
            _ => return None,
        })
    }

    /// Where too little is observed for a score of a level, COINr must not count what was made.
    fn leave_uncounted(&mut self) {
        let cells = self.uncounted();
        if cells.is_empty() {
            return;
        }
        self.add("# Too little was observed for a score of the level above: what was made does not count.");
        let lists = cells.iter().map(|(i, areas)| {
            let units = super::vector(areas.iter().map(|&a| self.names.areas[a].as_str()));
            format!("  {} = {units}", self.names.indicators[*i])
        });
        let lists = lists.collect::<Vec<_>>().join(",\n");
        let data = self.data;
        self.add(&format!(
            "uncounted <- list(\n{lists}\n)\n\
             coin <- Custom(coin, dset = \"{data}\", write_to = \"Counted\", f_cust = function(x) {{\n  \
             for (code in names(uncounted)) x[x$uCode %in% uncounted[[code]], code] <- NA\n  x\n}})"
        ));
        self.data = "Counted";
    }

    /// Indicators with the areas whose value was made, under levels that have no score there.
    fn uncounted(&self) -> Vec<(usize, Vec<usize>)> {
        let form::Subject { framework, scores, .. } = *self.subject;
        let of = |i: usize| {
            let level = framework.indicators[i].parent;
            framework.levels[level].coverage?;
            let is_lost = |&a: &usize| {
                scores.levels.get(a, level).is_none()
                    && scores.indicators.get(a, i).is_some()
                    && !scores.observed.get(a, i)
            };
            let areas: Vec<usize> = (0..self.names.areas.len()).filter(is_lost).collect();
            (!areas.is_empty()).then_some((i, areas))
        };
        self.scored().into_iter().filter_map(of).collect()
    }
}
