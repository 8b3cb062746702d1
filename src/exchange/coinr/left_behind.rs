//! What a framework says and iMeta can't: named, so that nothing is lost silently.

use super::form::{Form, Years};
use crate::framework::{Aggregation, Framework, Indicator, Level, Low, Transform};
use crate::harmonise::Panel;

/// One note for each kind of thing, with the codes it concerns.
pub(super) fn left_behind(framework: &Framework, panel: &Panel, form: Form) -> Vec<String> {
    let mut notes = Vec::new();
    let mut say = |(what, codes): (&str, Vec<String>)| {
        if !codes.is_empty() {
            notes.push(format!("not carried: {what}: {}", codes.join(", ")));
        }
    };
    let year = "the year of each value (panel.csv of `ssj score` has it), used from";
    say((year, used_years(panel, form.years)));
    of_indicators(framework, panel).into_iter().for_each(&mut say);
    if form.native {
        scales(framework).into_iter().for_each(&mut say);
    }
    if !form.is_scored() {
        steps(framework).into_iter().for_each(&mut say);
    }
    say(("rules of the whole", whole(framework)));
    notes
}

/// The codes of the indicators that fit.
fn coded(framework: &Framework, fits: &dyn Fn(usize, &Indicator) -> bool) -> Vec<String> {
    let indicators = &framework.indicators;
    let fitting = indicators.iter().enumerate().filter(|(i, of)| fits(*i, of));
    let codes: Vec<String> = fitting.map(|(_, of)| of.code.clone()).collect();
    if codes.len() == indicators.len() { vec!["all indicators".to_owned()] } else { codes }
}

fn of_indicators(framework: &Framework, panel: &Panel) -> Vec<(&'static str, Vec<String>)> {
    let coded = |fits: &dyn Fn(usize, &Indicator) -> bool| coded(framework, fits);
    let reasoned = |i: &Indicator| i.goalposts().is_some_and(|posts| !posts.why.en.is_empty());
    let by_sex = |i: usize| panel.sexes.column(i).any(|pairs| !pairs.is_empty());
    vec![
        ("the formula (its result is written)", coded(&|_, i| i.formula.bare_series().is_none())),
        ("the figures of women and men", coded(&|i, _| by_sex(i))),
        ("interpolation (its result is written)", coded(&|_, i| i.in_time.linear.is_some())),
        ("the reason of the goalposts", coded(&|_, i| reasoned(i))),
        ("required for a rank", coded(&|_, i| i.required)),
        ("themes", framework.themes.iter().map(|t| t.code.clone()).collect()),
        ("readings", framework.readings.iter().map(|r| r.code.clone()).collect()),
    ]
}

/// What is done to values before they are normalised, where they are written as measured.
fn scales(framework: &Framework) -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("the floor of values", coded(framework, &|_, i| i.floor.is_some())),
        (
            "the transform, with its goalposts or target (values are written as measured)",
            framework.indicators.iter().filter_map(transform).collect(),
        ),
    ]
}

/// The methods, where no `build.R` has them.
fn steps(framework: &Framework) -> Vec<(&'static str, Vec<String>)> {
    let methods = |of: &dyn Fn(&Indicator) -> Option<String>| -> Vec<String> {
        let mut methods: Vec<String> = framework.indicators.iter().filter_map(of).collect();
        methods.sort();
        methods.dedup();
        let by = |method: String| {
            let codes = coded(framework, &|_, i| of(i).as_ref() == Some(&method));
            format!("{method} of {}", codes.join(" "))
        };
        methods.into_iter().map(by).collect()
    };
    let treated = coded(framework, &|_, i| i.treatment.changes_values());
    let levels = |of: &dyn Fn(&Level) -> Option<String>| -> Vec<String> {
        framework.levels.iter().filter_map(of).collect()
    };
    let share = |level: &Level| Some(format!("{} {}", level.code, level.coverage?));
    vec![
        ("the method of Normalise()", methods(&|i| Some(normalisation(i)))),
        ("the method of Impute()", methods(&imputation)),
        ("the method of Treat()", treated),
        (
            "the method of Aggregate()",
            levels(&|l| Some(format!("{} {}", l.code, aggregation(&l.aggregation)))),
        ),
        (
            "weights made from the scores (the declared ones are written)",
            levels(&|l| made(l).then(|| l.code.clone())),
        ),
        (
            "no score unless everything below has one",
            levels(&|l| l.complete.then(|| l.code.clone())),
        ),
        ("the share that must be observed for a score", levels(&share)),
    ]
}

fn used_years(panel: &Panel, years: Years) -> Vec<String> {
    let cells =
        (0..panel.areas.len()).flat_map(|a| (0..panel.history.columns()).map(move |i| (a, i)));
    let used = cells.filter_map(|(a, i)| Some(panel.used(a, i)?.point.year));
    let used: Vec<i32> = used.filter(|_| years == Years::Used).collect();
    match (used.iter().min(), used.iter().max()) {
        (Some(first), Some(last)) => vec![format!("{first} to {last}")],
        _ => Vec::new(),
    }
}

/// With the goalposts, which stand before the transform.
fn transform(indicator: &Indicator) -> Option<String> {
    let name = match indicator.transform? {
        Transform::Logarithm => "logarithm",
        Transform::SquareRoot => "square root",
        Transform::Reciprocal => "reciprocal",
    };
    let posts = indicator.goalposts();
    let posts =
        posts.map_or(String::new(), |p| format!(" of goalposts {} and {}", p.worst, p.best));
    Some(format!("{} {name}{posts}", indicator.code))
}

/// The method by the name of COINr's function, where it has one.
fn normalisation(indicator: &Indicator) -> String {
    let method = &indicator.normalisation.method;
    let none = || format!("by {} (COINr has no such method)", method.key());
    let name = method.coinr().map_or_else(none, str::to_owned);
    let [low, high] = indicator.normalisation.scale;
    let scale =
        if (low, high) == (0.0, 100.0) { String::new() } else { format!(" {low}–{high}") };
    let all = if indicator.normalisation.all_years { " over all years" } else { "" };
    format!("{name}{scale}{all}")
}

fn imputation(indicator: &Indicator) -> Option<String> {
    let method = indicator.imputation.first()?;
    let none = || format!("{} (COINr has no such method)", method.key());
    Some(method.coinr().map_or_else(none, str::to_owned))
}

/// Likewise.
fn aggregation(by: &Aggregation) -> String {
    let none = || format!("by {} (COINr has no such method)", by.key());
    let name = by.about().coinr.unwrap_or_else(none);
    match by.low() {
        Some(Low::Raised(floor)) => format!("{name} over scores of at least {floor}"),
        Some(Low::Excluded) => format!("{name} where no score is 0 or below"),
        Some(Low::Refused) | None => name,
    }
}

fn made(level: &Level) -> bool {
    level.weighting.is_made()
}

fn whole(framework: &Framework) -> Vec<String> {
    let rules = [
        (framework.scope.is_some(), "who is scored (others are not written)"),
        (framework.population.is_some(), "population, which weighs means of groups"),
        (framework.max_age.is_some(), "the oldest value used"),
        (framework.screen.overall.is_some(), "screening"),
        (framework.ranking_coverage > 0.0, "coverage for a rank"),
        (framework.progress.is_some(), "progress"),
        (framework.inequality.is_some(), "the index without inequality"),
        (framework.name.fr.is_some() || framework.name.es.is_some(), "names in other languages"),
    ];
    rules.into_iter().filter(|(is, _)| *is).map(|(_, name)| name.to_owned()).collect()
}
