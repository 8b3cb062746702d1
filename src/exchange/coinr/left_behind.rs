//! What a framework says and iMeta can't: named, so that nothing is lost silently.

use super::export::Years;
use crate::framework::{
    Aggregation, Framework, Imputation, Indicator, Level, NormaliseMethod, Treatment, Weighting,
};
use crate::harmonise::Panel;

/// One note for each kind of thing, with the codes it concerns.
pub(super) fn left_behind(framework: &Framework, panel: &Panel, years: Years) -> Vec<String> {
    let mut notes = Vec::new();
    let mut say = |what: &str, codes: Vec<String>| {
        if !codes.is_empty() {
            notes.push(format!("not carried: {what}: {}", codes.join(", ")));
        }
    };
    say(
        "the year of each value (panel.csv of `ssj score` has it), used from",
        used_years(panel, years),
    );
    let indicators = |of: &dyn Fn(&Indicator) -> Option<String>| -> Vec<String> {
        framework.indicators.iter().filter_map(of).collect()
    };
    let coded =
        |fits: &dyn Fn(&Indicator) -> bool| indicators(&|i| fits(i).then(|| i.code.clone()));
    say(
        "the formula, of which the result is written",
        coded(&|i| i.formula.bare_series().is_none()),
    );
    say("the figures of women and men", coded(&|i| i.by_sex.is_some()));
    say(
        "linear interpolation, of which the result is written",
        coded(&|i| i.in_time.linear.is_some()),
    );
    say("the floor of values", coded(&|i| i.floor.is_some()));
    say(
        "the transform, with its goalposts or target (values are written as measured)",
        indicators(&transform),
    );
    say(
        "the reason of the goalposts",
        coded(&|i| i.goalposts().is_some_and(|p| !p.why.en.is_empty())),
    );
    say(
        "the method of normalisation, an argument of Normalise()",
        indicators(&|i| Some(format!("{} {}", i.code, normalisation(i)))),
    );
    say("imputation, an argument of Impute()", indicators(&imputation));
    say(
        "treatment of outliers, an argument of Treat()",
        coded(&|i| i.treatment != Treatment::Untreated),
    );
    say("required for a rank", coded(&|i| i.required));
    say("themes", framework.themes.iter().map(|t| t.code.clone()).collect());
    let levels = |of: &dyn Fn(&Level) -> Option<String>| -> Vec<String> {
        framework.levels.iter().filter_map(of).collect()
    };
    say(
        "the method of aggregation, an argument of Aggregate()",
        levels(&|l| Some(format!("{} {}", l.code, aggregation(&l.aggregation)))),
    );
    say(
        "weights made from the scores (the declared ones are written)",
        levels(&|l| made(l).then(|| l.code.clone())),
    );
    say(
        "no score unless everything below has one",
        levels(&|l| l.complete.then(|| l.code.clone())),
    );
    say(
        "the share that must be observed for a score",
        levels(&|l| l.coverage.map(|c| format!("{} {c}", l.code))),
    );
    say("rules of the whole", whole(framework));
    notes
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

fn transform(indicator: &Indicator) -> Option<String> {
    let transform = indicator.transform?;
    Some(format!("{} {}", indicator.code, format!("{transform:?}").to_lowercase()))
}

/// The method by the name of COINr's function, where it has one.
fn normalisation(indicator: &Indicator) -> String {
    let name = match &indicator.normalisation.method {
        NormaliseMethod::Goalposts(_) => "n_goalposts",
        NormaliseMethod::MinMax => "n_minmax",
        NormaliseMethod::ZScore { .. } => "n_zscore",
        NormaliseMethod::Rank => "n_rank",
        NormaliseMethod::PercentileRank => "n_prank",
        NormaliseMethod::Borda => "n_borda",
        NormaliseMethod::DistanceToMax => "n_dist2max",
        NormaliseMethod::DistanceToTarget { .. } => "n_dist2targ",
        NormaliseMethod::DistanceToReference { .. } => "n_dist2ref",
        NormaliseMethod::FractionOfMax => "n_fracmax",
        NormaliseMethod::Categories { .. } => "by categories (COINr has no such method)",
    };
    let [low, high] = indicator.normalisation.scale;
    let scale =
        if (low, high) == (0.0, 100.0) { String::new() } else { format!(" {low}–{high}") };
    let all = if indicator.normalisation.all_years { " over all years" } else { "" };
    format!("{name}{scale}{all}")
}

fn imputation(indicator: &Indicator) -> Option<String> {
    let method = indicator.imputation.first()?;
    let name = match method {
        Imputation::Mean { by: None } => "i_mean",
        Imputation::Mean { by: Some(_) } => "i_mean_grp",
        Imputation::Median { by: None } => "i_median",
        Imputation::Median { by: Some(_) } => "i_median_grp",
        Imputation::RowMean => "row mean",
        Imputation::NearestAreas { .. } => "nearest areas",
    };
    Some(format!("{} {name}", indicator.code))
}

/// Likewise.
fn aggregation(by: &Aggregation) -> String {
    let floored = |name: &str, floor: &Option<f64>| match floor {
        Some(floor) => format!("{name} over scores of at least {floor}"),
        None => name.to_owned(),
    };
    match by {
        Aggregation::ArithmeticMean => "a_amean".to_owned(),
        Aggregation::GeometricMean { floor } => floored("a_gmean", floor),
        Aggregation::HarmonicMean { floor } => floored("a_hmean", floor),
        Aggregation::GeneralisedMean { power, floor } => {
            floored(&format!("a_genmean of power {power}"), floor)
        }
        Aggregation::Copeland => "a_copeland".to_owned(),
        Aggregation::Median => "by the median".to_owned(),
        Aggregation::Minimum => "by the minimum".to_owned(),
        Aggregation::OrderedWeightedAverage { .. } => "by an ordered weighted average".to_owned(),
        Aggregation::MazziottaPareto { .. } => "by Mazziotta–Pareto".to_owned(),
        Aggregation::BenefitOfTheDoubt { .. } => "by the benefit of the doubt".to_owned(),
    }
}

fn made(level: &Level) -> bool {
    !matches!(level.weighting, Weighting::Given | Weighting::Equal)
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
