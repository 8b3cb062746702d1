//! The tables of `[[impute]]`: how a value is chosen in time, then how a missing one is made.

use super::chosen::{Entry, Keys, Kind, Listed, Takes};
use super::imputation::Imputation;

/// A table of `[[impute]]`.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    CarriedForward(Option<i32>),
    Linear(Option<i32>),
    Across(Imputation),
}

const OLD: &[Takes] =
    &[Takes { key: "years", kind: Kind::Whole, doc: "How old a value may be, in years." }];
const APART: &[Takes] = &[Takes {
    key: "years",
    kind: Kind::Whole,
    doc: "How many years the two observations may be apart.",
}];

impl Listed for Step {
    const TABLE: &'static str = "ImputeTable";
    const VERB: &'static str = Imputation::VERB;

    fn methods() -> Vec<Entry<Self>> {
        let carried = |keys: &mut Keys| Step::CarriedForward(years(keys));
        let linear = |keys: &mut Keys| Step::Linear(years(keys));
        let in_time =
            [Entry::new("carried_forward", OLD, carried), Entry::new("linear", APART, linear)];
        let across = Imputation::methods().into_iter().map(|entry| entry.map(Step::Across));
        in_time.into_iter().chain(across).collect()
    }
}

fn years(keys: &mut Keys) -> Option<i32> {
    let years = keys.whole("years")?;
    if years < 0 {
        keys.wrong("years", format!("years must not be below 0 (found {years})"));
    }
    Some(years)
}
