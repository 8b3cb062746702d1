//! What an uncertain choice is called: a label for rows and columns, and a name for sentences.

use super::Exhibits;
use crate::fault::Result;
use crate::uncertainty::{Choice, What};
use crate::words::{said, say};

/// A label, beginning with a capital: `Weights of focus areas`.
///
/// # Errors
/// Words missing.
pub(crate) fn label(exhibits: &Exhibits, choice: &Choice) -> Result<String> {
    words(exhibits, choice, "label")
}

/// A name as it stands in a sentence after a colon: `the weights of the focus areas`.
///
/// # Errors
/// Words missing.
pub(crate) fn name(exhibits: &Exhibits, choice: &Choice) -> Result<String> {
    words(exhibits, choice, "name")
}

fn words(exhibits: &Exhibits, choice: &Choice, form: &str) -> Result<String> {
    let vary = &exhibits.framework.uncertainty;
    let plain = |key: &str| {
        let key = format!("figure.choice.{form}.{key}");
        exhibits.words.get(&key).map(str::to_owned)
    };
    match choice.what {
        What::Imputation => plain("imputation"),
        What::Treatment => plain("treatment"),
        What::Normalisation => plain("normalisation"),
        What::Drop => plain("drop"),
        What::Measurement => plain("measurement"),
        What::Placement => plain("placement"),
        What::Aggregation(n) => {
            at_levels(exhibits, form, "aggregation", &vary.aggregations[n].levels)
        }
        What::Weights(n) => at_levels(exhibits, form, "weights", &vary.weights[n].levels),
    }
}

/// The words for a choice at some levels, by what stands below them: the focus areas, indicators, or
/// both; else the levels by name.
fn at_levels(exhibits: &Exhibits, form: &str, kind: &str, levels: &[usize]) -> Result<String> {
    let framework = exhibits.framework;
    let focus: Vec<usize> = framework.focus_areas().collect();
    let all = framework.levels.len();
    let flat = focus.is_empty();
    let below = match levels {
        [0] if !flat => "areas",
        [0] => "indicators",
        levels if levels.len() == all => "all",
        levels if levels == focus && all == focus.len() + 1 => "indicators",
        levels => {
            let names: Vec<&str> =
                levels.iter().map(|level| exhibits.level_short(*level)).collect();
            let said = said![levels = exhibits.words.list(&names)?];
            return say!(exhibits.words, &format!("figure.choice.{form}.{kind}_some"), ..said);
        }
    };
    exhibits.words.get(&format!("figure.choice.{form}.{kind}_{below}")).map(str::to_owned)
}
