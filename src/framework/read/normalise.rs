//! Normalisation chosen: direction, goalposts and scale, and choices that go together.

use toml::Spanned;

use super::check::Check;
use super::document::{GoalpostsTable, IndicatorTable};
use super::method_tables::{NormaliseTable, NormaliseWord, Over};
use super::methods::{Key, inner, key};
use crate::framework::methods::{
    Direction, Goalposts, Normalisation, NormaliseMethod, Transform, Treatment,
};
use crate::toml_file::Two;

const LARGEST_SCORE: f64 = 1e9;

impl Check<'_> {
    /// Which way is better: as declared, or as the goalposts lie.
    pub(super) fn direction(&mut self, table: &IndicatorTable) -> Direction {
        let posts = table.goalposts.as_ref().map(Spanned::get_ref);
        let of_posts =
            posts.map(|p| if p.best < p.worst { Direction::Less } else { Direction::More });
        let Some(at) = &table.direction else {
            if of_posts.is_none() {
                let message =
                    format!("`{}` does not say which way is better", table.code.get_ref());
                let hint = "give it `direction = 1` where more is better or -1 where less is, or goalposts";
                self.refuse(&table.code, message, hint);
            }
            return of_posts.unwrap_or(Direction::More);
        };
        let declared = self.declared_direction(at);
        if of_posts.is_some_and(|of_posts| of_posts != declared) {
            let code = table.code.get_ref();
            self.fault(at, format!("direction and goalposts of `{code}` contradict each other"));
        }
        declared
    }

    pub(super) fn declared_direction(&mut self, at: &Spanned<i32>) -> Direction {
        match at.get_ref() {
            1 => Direction::More,
            -1 => Direction::Less,
            found => {
                self.fault(
                    at,
                    format!("direction must be 1 (more is better) or -1 (found {found})"),
                );
                Direction::More
            }
        }
    }

    /// As the table says; goalposts without one.
    pub(super) fn normalisation(
        &mut self,
        indicator: &IndicatorTable,
        table: Option<&NormaliseTable>,
    ) -> Normalisation {
        let posts = indicator.goalposts.as_ref().map(|at| self.goalposts(indicator, at));
        let word = table.map_or(NormaliseWord::Goalposts, |t| *t.method.get_ref());
        let method = match (word, posts) {
            (NormaliseWord::Goalposts, Some(posts)) => {
                if let Some(table) = table {
                    self.only("goalposts", &normalise_keys(table), &["scale"]);
                }
                NormaliseMethod::Goalposts(posts)
            }
            (NormaliseWord::Goalposts, None) => {
                let code = indicator.code.get_ref();
                let message = format!("`{code}` has no goalposts");
                let hint = "give it `goalposts = { worst = …, best = … }`, or choose another method in [normalise], such as min_max";
                self.refuse(&indicator.code, message, hint);
                NormaliseMethod::MinMax
            }
            (_, _) => table.map_or(NormaliseMethod::MinMax, |table| self.normalise_method(table)),
        };
        Normalisation {
            method,
            scale: table.map_or([0.0, 100.0], |t| self.scale(t)),
            all_years: table.is_some_and(|t| inner(&t.over) == Some(Over::AllYears)),
        }
    }

    fn normalise_method(&mut self, table: &NormaliseTable) -> NormaliseMethod {
        let keys = normalise_keys(table);
        let mut only = |method, taken: &[&str]| self.only(method, &keys, taken);
        match table.method.get_ref() {
            NormaliseWord::Goalposts | NormaliseWord::MinMax => {
                only("min_max", &["scale", "over"]);
                NormaliseMethod::MinMax
            }
            NormaliseWord::ZScore => {
                only("z_score", &["mean", "deviation", "over"]);
                let deviation = inner(&table.deviation).unwrap_or(1.0);
                if let Some(at) = &table.deviation {
                    let fits = deviation > 0.0 && deviation.is_finite();
                    self.within(at, fits, "deviation must be a finite number above 0");
                }
                NormaliseMethod::ZScore { mean: inner(&table.mean).unwrap_or(0.0), deviation }
            }
            NormaliseWord::Rank => {
                only("rank", &["over"]);
                NormaliseMethod::Rank
            }
            NormaliseWord::PercentileRank => {
                only("percentile_rank", &["scale", "over"]);
                NormaliseMethod::PercentileRank
            }
            NormaliseWord::Borda => {
                only("borda", &["over"]);
                NormaliseMethod::Borda
            }
            NormaliseWord::DistanceToMax => {
                only("distance_to_max", &["scale", "over"]);
                NormaliseMethod::DistanceToMax
            }
            NormaliseWord::FractionOfMax => {
                only("fraction_of_max", &["scale", "over"]);
                NormaliseMethod::FractionOfMax
            }
            NormaliseWord::DistanceToTarget => {
                only("distance_to_target", &["scale", "over", "target", "capped"]);
                if table.target.is_none() {
                    self.needs(&table.method, "distance_to_target", "target", "90");
                }
                let target = inner(&table.target).unwrap_or(0.0);
                if let Some(at) = &table.target {
                    self.within(at, target.is_finite(), "target must be a finite number");
                }
                let capped = inner(&table.capped).unwrap_or(false);
                NormaliseMethod::DistanceToTarget { target, capped }
            }
            NormaliseWord::DistanceToReference => {
                only("distance_to_reference", &["scale", "over", "reference", "capped"]);
                if table.reference.is_none() {
                    self.needs(&table.method, "distance_to_reference", "reference", "\"FRA\"");
                }
                let area = inner(&table.reference).unwrap_or_default();
                let capped = inner(&table.capped).unwrap_or(false);
                NormaliseMethod::DistanceToReference { area, capped }
            }
            NormaliseWord::Categories => {
                only("categories", &["scale", "thresholds"]);
                NormaliseMethod::Categories { thresholds: self.thresholds(table) }
            }
        }
    }

    fn thresholds(&mut self, table: &NormaliseTable) -> Vec<f64> {
        let thresholds = inner(&table.thresholds).unwrap_or_default();
        match &table.thresholds {
            Some(at) if thresholds.is_empty() || !ascend(&thresholds) => {
                self.fault(
                    at,
                    "thresholds must be one or more numbers, each above the one before".to_owned(),
                );
            }
            Some(_) => {}
            None => self.needs(&table.method, "categories", "thresholds", "[10, 20, 50]"),
        }
        thresholds
    }

    fn scale(&mut self, table: &NormaliseTable) -> [f64; 2] {
        let Some(at) = &table.scale else { return [0.0, 100.0] };
        let Two([low, high]) = *at.get_ref();
        // Sums of squares of scores must stay numbers.
        let fits = |end: f64| end.abs() <= LARGEST_SCORE;
        if !(low < high && fits(low) && fits(high)) {
            let message = format!(
                "scale must run from low to high, within a billion (found {low} to {high})"
            );
            self.fault(at, message);
        }
        [low, high]
    }

    fn goalposts(&mut self, table: &IndicatorTable, at: &Spanned<GoalpostsTable>) -> Goalposts {
        let posts = at.get_ref();
        let (worst, best, code) = (posts.worst, posts.best, table.code.get_ref());
        let lower = worst.min(best);
        let (what, exists) = match table.transform {
            None => ("", true),
            Some(Transform::Logarithm) => ("above 0 to take their logarithm", lower > 0.0),
            Some(Transform::SquareRoot) => ("0 or above to take their square root", lower >= 0.0),
            Some(Transform::Reciprocal) => ("above 0 to take their reciprocal", lower > 0.0),
        };
        let scale = |post: f64| match table.transform {
            None => post,
            Some(Transform::Logarithm) => post.ln(),
            Some(Transform::SquareRoot) => post.sqrt(),
            Some(Transform::Reciprocal) => 1.0 / post,
        };
        let distance = scale(best) - scale(worst);
        if !worst.is_finite() || !best.is_finite() {
            let found = format!("(found {worst} and {best})");
            self.fault(at, format!("goalposts of `{code}` must be finite {found}"));
        } else if !exists {
            self.fault(at, format!("goalposts of `{code}` must be {what}"));
        } else if distance == 0.0 || !distance.is_finite() {
            let found = format!("(found {worst} and {best})");
            self.fault(at, format!("goalposts of `{code}` must differ {found}"));
        }
        Goalposts { worst, best, why: posts.why.clone().unwrap_or_default() }
    }

    /// Choices that contradict each other: a scale fixed beforehand needs values on the scale they
    /// are measured on, and all years together need them untreated.
    pub(super) fn consistent(
        &mut self,
        at: &Spanned<String>,
        treatment: &Treatment,
        normalisation: &Normalisation,
    ) {
        let code = at.get_ref();
        let fixed = match normalisation.method {
            NormaliseMethod::Goalposts(_) => Some("goalposts"),
            NormaliseMethod::DistanceToTarget { .. } => Some("the target"),
            NormaliseMethod::Categories { .. } => Some("thresholds"),
            _ => None,
        };
        if let Some(fixed) = fixed.filter(|_| treatment.changes_the_scale()) {
            let message =
                format!("`{code}` can be treated onto another scale than {fixed} stand on");
            let hint = "treat it with `fallback = \"none\"`, or declare a `transform` instead";
            self.refuse(at, message, hint);
        }
        if normalisation.all_years && *treatment != Treatment::Untreated {
            let message =
                format!("`{code}` is normalised over all years, of which treatment sees only one");
            let hint =
                "leave it untreated, `treat = { method = \"none\" }`, or normalise over one year";
            self.refuse(at, message, hint);
        }
    }
}

fn ascend(thresholds: &[f64]) -> bool {
    thresholds.iter().all(|t| t.is_finite()) && thresholds.is_sorted_by(|a, b| a < b)
}

fn normalise_keys(table: &NormaliseTable) -> Vec<Key> {
    vec![
        key("scale", &table.scale),
        key("over", &table.over),
        key("mean", &table.mean),
        key("deviation", &table.deviation),
        key("target", &table.target),
        key("reference", &table.reference),
        key("capped", &table.capped),
        key("thresholds", &table.thresholds),
    ]
}
