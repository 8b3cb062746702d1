//! What the framework calls uncertain, as far as the scripts can vary it, and what of it they can't.

use serde::Serialize;

use super::subject::Subject;
use crate::exhibits::choices;
use crate::fault::Result;
use crate::framework::{Aggregation, Framework, Normalisation, NormaliseMethod, WeightNoise};
use crate::uncertainty::{Told, What};

#[derive(Serialize)]
pub(super) struct Uncertain<'a> {
    /// What is drawn for each run.
    told: Told<'a>,
    /// By alternative, then indicator: `declared`, `min_max` or `percentile_rank`, with its ends.
    normalisations: Vec<Vec<(&'static str, [f64; 2])>>,
    /// Means besides those declared or chosen, with their levels.
    aggregations: Vec<OtherMeans>,
    weights: Vec<Noise<'a>>,
    /// Indicators left out one at a time.
    drop: &'a [usize],
    measurement: bool,
    /// In words, the choices that the scripts vary, and those that they leave as declared.
    varied: Vec<String>,
    kept: Vec<String>,
}

#[derive(Serialize)]
struct OtherMeans {
    levels: Vec<usize>,
    /// Method and floor.
    others: Vec<(&'static str, Option<f64>)>,
}

#[derive(Serialize)]
struct Noise<'a> {
    levels: &'a [usize],
    spread: Option<f64>,
    concentration: Option<f64>,
}

impl<'a> Uncertain<'a> {
    pub fn of(subject: &Subject<'a>) -> Result<Self> {
        let exhibits = subject.exhibits;
        let framework = exhibits.framework;
        let vary = &framework.uncertainty;
        let others = vary.normalisation.iter().flat_map(|choice| &choice.others);
        let mut uncertain = Uncertain {
            told: subject.kernel.told(),
            normalisations: others.map(|all| all.iter().map(scale).collect()).collect(),
            aggregations: vary.aggregations.iter().map(means).collect(),
            weights: vary.weights.iter().map(noise).collect(),
            drop: vary.drop.as_ref().map_or(&[][..], |drop| &drop.indicators),
            measurement: vary.measurement.is_some(),
            varied: Vec::new(),
            kept: Vec::new(),
        };
        if !rescales(framework) {
            uncertain.normalisations.clear();
        }
        for choice in subject.kernel.choices() {
            let is_varied = match choice.what {
                What::Imputation | What::Weights(_) | What::Drop => true,
                What::Treatment | What::Placement => false,
                What::Normalisation => !uncertain.normalisations.is_empty(),
                What::Aggregation(n) => {
                    uncertain.aggregations[n].others.len() == vary.aggregations[n].others.len()
                }
                What::Measurement => framework.scored().all(|i| can_remeasure(framework, i)),
            };
            let told = if is_varied { &mut uncertain.varied } else { &mut uncertain.kept };
            told.push(choices::label(exhibits, choice)?);
        }
        uncertain.measurement &= framework.scored().all(|i| can_remeasure(framework, i));
        Ok(uncertain)
    }
}

fn scale(of: &Normalisation) -> (&'static str, [f64; 2]) {
    let key = match of.method {
        NormaliseMethod::Goalposts(_) => "declared",
        ref method => method.key(),
    };
    (key, of.scale)
}

/// Whether the scripts can carry out every alternative scale on every scored indicator.
fn rescales(framework: &Framework) -> bool {
    let others = framework.uncertainty.normalisation.iter().flat_map(|choice| &choice.others);
    let is_known = |of: &Normalisation| {
        let known = matches!(
            of.method,
            NormaliseMethod::Goalposts(_)
                | NormaliseMethod::MinMax(_)
                | NormaliseMethod::PercentileRank(_)
        );
        known && !of.all_years
    };
    let mut others = others;
    others.all(|all| framework.scored().all(|i| is_known(&all[i])))
        && framework.scored().all(|i| !framework.indicators[i].treatment.changes_values())
}

/// Whether a value measured otherwise has a score by a line that is known.
fn can_remeasure(framework: &Framework, i: usize) -> bool {
    let of = &framework.indicators[i];
    of.goalposts().is_some() && !of.treatment.changes_values()
}

/// The means that the scripts know, besides what is declared.
fn means(choice: &crate::framework::AggregationChoice) -> OtherMeans {
    let known = |by: &Aggregation| match by {
        Aggregation::ArithmeticMean(_) | Aggregation::GeometricMean(_) => {
            Some((by.key(), by.floor()))
        }
        _ => None,
    };
    OtherMeans {
        levels: choice.levels.clone(),
        others: choice.others.iter().filter_map(known).collect(),
    }
}

fn noise(choice: &crate::framework::WeightsChoice) -> Noise<'_> {
    let (spread, concentration) = match choice.noise {
        WeightNoise::Spread(spread) => (Some(spread), None),
        WeightNoise::Dirichlet(concentration) => (None, Some(concentration)),
    };
    Noise { levels: &choice.levels, spread, concentration }
}
