//! What the report can tell of: methods of a framework that its text and marks do not know are
//! refused, so that no score is printed with another method's description beside it.

use crate::fault::{Fault, Faults, Result};
use crate::framework::{
    Aggregation, Framework, Indicator, Level, NormaliseMethod, Transform, Treatment, Weighting,
};

/// Refuses a framework whose methods the report can't describe or mark.
///
/// # Errors
/// Every level and indicator with such a method.
pub fn check(framework: &Framework) -> Result<()> {
    let levels = framework.levels.iter().filter_map(|level| Some((&level.code, of_level(level)?)));
    let indicators =
        framework.indicators.iter().filter_map(|i| Some((&i.code, of_indicator(framework, i)?)));
    let mut faults: Vec<Fault> =
        levels.chain(indicators).map(|(code, what)| refuse(code, what)).collect();
    if framework.screen.overall.is_some() {
        faults.push(refuse(&framework.code, "screening by score coverage"));
    }
    Faults::check(faults, ())
}

fn refuse(code: &str, what: &str) -> Fault {
    Fault::new(format!("`{code}`: figures and the report can't tell of {what} yet"))
        .hint("`ssj score` computes it, and its tables keep every step")
}

fn of_level(level: &Level) -> Option<&'static str> {
    let means = matches!(
        level.aggregation,
        Aggregation::ArithmeticMean | Aggregation::GeometricMean { .. }
    );
    match level.weighting {
        _ if !means => Some("an aggregation other than the arithmetic and geometric mean"),
        _ if level.coverage.is_some() => Some("a score coverage of its own"),
        Weighting::Given => None,
        _ => Some("weights made from the data"),
    }
}

fn of_indicator(framework: &Framework, indicator: &Indicator) -> Option<&'static str> {
    let goalposts = matches!(indicator.normalisation.method, NormaliseMethod::Goalposts(_));
    let known = matches!(indicator.transform, None | Some(Transform::Logarithm));
    if !goalposts {
        Some("a normalisation other than goalposts")
    } else if indicator.normalisation.scale != [0.0, 100.0] {
        Some("scores that don't run from 0 to 100")
    } else if !known {
        Some("a transform other than the logarithm")
    } else if !indicator.imputation.is_empty() || indicator.in_time.linear.is_some() {
        Some("imputed values")
    } else if indicator.in_time.max_age != framework.max_age {
        Some("a maximum age of its own")
    } else if indicator.treatment != Treatment::Untreated {
        Some("treated outliers")
    } else {
        None
    }
}
