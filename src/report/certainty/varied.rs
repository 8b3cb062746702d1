//! What was varied and why, how often, and from which random numbers.

use crate::exhibits::choices;
use crate::fault::Result;
use crate::framework::WeightNoise;
use crate::model::Names;
use crate::report::content::{Block, Labelled};
use crate::report::prose::{Prose, share, text, weight};
use crate::uncertainty::{Choice, What};
use crate::words::{Number, said, say};

pub(super) fn blocks(prose: &Prose) -> Result<Vec<Block>> {
    let simulation = prose.simulation;
    let mut blocks = vec![prose.heading("certainty.varied.heading")?];
    // What is drawn to place States without a rank says nothing of the ranks of the others.
    match simulation.varies() {
        true => {
            blocks.push(text!(prose, "certainty.varied.text", n = simulation.choices.len())?);
        }
        false => blocks.push(text!(prose, "certainty.varied.nothing")?),
    }
    if simulation.choices.is_empty() {
        return Ok(blocks);
    }
    let items = simulation.choices.iter().map(|choice| item(prose, choice));
    blocks.push(Block::Terms { items: items.collect::<Result<_>>()? });
    let runs = said![runs = simulation.runs as usize, seed = simulation.plan.seed.to_string()];
    blocks.push(text!(prose, "certainty.varied.runs", ..runs)?);
    Ok(blocks)
}

/// A choice with its alternatives and the framework's reason.
fn item(prose: &Prose, choice: &Choice) -> Result<Labelled> {
    let why = why(prose, choice).map(|why| prose.in_language(why));
    let alternatives = alternatives(prose, choice)?;
    let text = why.map_or(alternatives.clone(), |why| format!("{alternatives} {why}"));
    Ok(Labelled { label: choices::label(prose, choice)?, text })
}

/// Why the framework calls a choice uncertain, if it says.
fn why<'a>(prose: &Prose<'a>, choice: &Choice) -> Option<&'a Names> {
    let vary = &prose.framework.uncertainty;
    match choice.what {
        What::Imputation => vary.imputation.as_ref()?.why.as_ref(),
        What::Treatment => vary.treatment.as_ref()?.why.as_ref(),
        What::Normalisation => vary.normalisation.as_ref()?.why.as_ref(),
        What::Aggregation(n) => vary.aggregations[n].why.as_ref(),
        What::Weights(n) => vary.weights[n].why.as_ref(),
        What::Drop => vary.drop.as_ref()?.why.as_ref(),
        What::Measurement => vary.measurement.as_ref()?.why.as_ref(),
        What::Placement => None,
    }
}

fn alternatives(prose: &Prose, choice: &Choice) -> Result<String> {
    let framework = prose.framework;
    let said = |key: &str, n: usize| say!(prose, &format!("certainty.how.{key}"), n);
    let vary = &framework.uncertainty;
    match choice.what {
        What::Imputation => {
            said("methods", vary.imputation.as_ref().map_or(0, |choice| choice.others.len()))
        }
        What::Treatment | What::Normalisation | What::Aggregation(_) => {
            said("methods", choice.alternatives.map_or(0, |n| n.saturating_sub(1)))
        }
        What::Drop => said("drop", choice.alternatives.map_or(0, |n| n.saturating_sub(1))),
        What::Placement => say!(prose, "certainty.how.placement"),
        What::Weights(n) => match vary.weights[n].noise {
            WeightNoise::Spread(spread) => {
                say!(prose, "certainty.how.spread", spread = share(spread))
            }
            WeightNoise::Dirichlet(by) => {
                say!(prose, "certainty.how.dirichlet", concentration = weight(by))
            }
        },
        What::Measurement => {
            let Some(of) = &vary.measurement else { return said("methods", 0) };
            let error = Number { value: of.estimated, kind: crate::words::NumberKind::Percent(1) };
            let whole = (of.estimated * 100.0).fract().abs() < 1e-9;
            let error = if whole { Number::percent(of.estimated) } else { error };
            let errors = say!(prose, "certainty.how.errors", error)?;
            if of.drift == 0.0 {
                return Ok(errors);
            }
            Ok(format!("{errors} {}", say!(prose, "certainty.how.drift")?))
        }
    }
}
