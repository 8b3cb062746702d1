//! Normalisation chosen: direction, goalposts and scale, and choices that go together.

use toml::Spanned;

use super::check::Check;
use super::indicator_tables::{GoalpostsTable, IndicatorTable};
use crate::framework::chosen::{Keys, MethodTable};
use crate::framework::methods::{Direction, Goalposts};
use crate::framework::normalise::{MinMax, Normalisation, NormaliseMethod, YEARS};
use crate::framework::transform::rescaled;
use crate::framework::treatment::Treatment;

const LARGEST_SCORE: f64 = 1e9;
/// The method that is meant where none is chosen.
const GOALPOSTS: &str = "goalposts";

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
        table: Option<&MethodTable<NormaliseMethod>>,
    ) -> Normalisation {
        let posts = indicator.goalposts.as_ref().map(|at| self.goalposts(indicator, at));
        let plain = |method| Normalisation { method, scale: [0.0, 100.0], all_years: false };
        let is_by_posts = table.is_none_or(|table| table.method().get_ref() == GOALPOSTS);
        if is_by_posts && posts.is_none() {
            let code = indicator.code.get_ref();
            let message = format!("`{code}` has no goalposts");
            let hint = "give it `goalposts = { worst = …, best = … }`, or choose another method in [normalise], such as min_max";
            self.refuse(&indicator.code, message, hint);
        }
        let Some(table) = table else { return plain(posts.unwrap_or_default().into()) };
        let more = |keys: &mut Keys| (scale(keys), keys.word("over", &YEARS) == Some(YEARS[1]));
        match self.chosen_and(table, posts, more) {
            Some((method, (scale, all_years))) => Normalisation { method, scale, all_years },
            None => plain(MinMax.into()),
        }
    }

    fn goalposts(&mut self, table: &IndicatorTable, at: &Spanned<GoalpostsTable>) -> Goalposts {
        let posts = at.get_ref();
        let (worst, best, code) = (posts.worst, posts.best, table.code.get_ref());
        let found = format!("(found {worst} and {best})");
        let scaled = rescaled(table.transform, worst)
            .and_then(|zero| rescaled(table.transform, best).map(|one| one - zero));
        if !worst.is_finite() || !best.is_finite() {
            self.fault(at, format!("goalposts of `{code}` must be finite {found}"));
        } else if let Err(problem) = scaled {
            self.fault(at, format!("goalposts of `{code}` must have a transform: {problem}"));
        } else if scaled.is_ok_and(|distance| distance == 0.0 || !distance.is_finite()) {
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
        if let Some(fixed) =
            normalisation.method.stands_on_values().filter(|_| treatment.changes_the_scale())
        {
            let message =
                format!("`{code}` can be treated onto another scale than {fixed} stand on");
            let hint = "treat it with `fallback = \"none\"`, or declare a `transform` instead";
            self.refuse(at, message, hint);
        }
        if normalisation.all_years && treatment.changes_values() {
            let message =
                format!("`{code}` is normalised over all years, of which treatment sees only one");
            let hint =
                "leave it untreated, `treat = { method = \"none\" }`, or normalise over one year";
            self.refuse(at, message, hint);
        }
    }
}

/// The scores that the lowest and the highest position get.
fn scale(keys: &mut Keys) -> [f64; 2] {
    const UNSAID: [f64; 2] = [0.0, 100.0];
    let Some([low, high]) = keys.two("scale") else { return UNSAID };
    // Sums of squares of scores must stay numbers.
    let fits = |end: f64| end.abs() <= LARGEST_SCORE;
    if !(low < high && fits(low) && fits(high)) {
        let message =
            format!("scale must run from low to high, within a billion (found {low} to {high})");
        keys.wrong("scale", message);
    }
    [low, high]
}
