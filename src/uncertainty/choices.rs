//! A framework's uncertain choices in, what a replication decides for each of them out.

use serde::{Deserialize, Serialize};

use super::stream::Stream;
use crate::framework::{Filling, Framework};

/// One thing that could have been otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// A short name for tables.
    pub code: String,
    pub what: What,
    /// How many alternatives there are, the declared one first; `None` where a choice is made of
    /// many random numbers, and a pick is the number of their stream.
    pub alternatives: Option<usize>,
}

/// What a choice is about; positions are those of the framework's own lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    Imputation,
    Treatment,
    Normalisation,
    Aggregation(usize),
    Weights(usize),
    Drop,
    Measurement,
    /// What areas without a rank lack, drawn so that they can be placed.
    Placement,
}

/// The uncertain choices of a framework. `noisy`: whether any value is uncertain; `placed`: whether
/// anything must be drawn to place the areas without a rank.
pub fn choices(framework: &Framework, noisy: bool, placed: bool) -> Vec<Choice> {
    let vary = &framework.uncertainty;
    let mut choices = Vec::new();
    let mut add = |code: &str, what, alternatives| {
        choices.push(Choice { code: code.to_owned(), what, alternatives });
    };
    if let Some(choice) = &vary.imputation {
        let drawn = choice.others.contains(&Filling::Regression);
        add("imputation", What::Imputation, (!drawn).then_some(choice.others.len() + 1));
    }
    if let Some(choice) = &vary.treatment {
        add("treatment", What::Treatment, Some(choice.others.len() + 1));
    }
    if let Some(choice) = &vary.normalisation {
        add("normalisation", What::Normalisation, Some(choice.others.len() + 1));
    }
    for (n, choice) in vary.aggregations.iter().enumerate() {
        add(&choice.code, What::Aggregation(n), Some(choice.others.len() + 1));
    }
    for (n, choice) in vary.weights.iter().enumerate().filter(|(_, c)| !c.levels.is_empty()) {
        add(&choice.code, What::Weights(n), None);
    }
    if let Some(choice) = vary.drop.as_ref().filter(|choice| !choice.indicators.is_empty()) {
        add("indicator left out", What::Drop, Some(choice.indicators.len() + 1));
    }
    if noisy {
        add("measurement", What::Measurement, None);
    }
    if placed {
        add("values drawn for areas without a rank", What::Placement, None);
    }
    choices
}

impl Choice {
    /// What a replication picks: an alternative, or its own stream.
    pub fn pick(&self, seed: u64, replication: u64) -> u64 {
        match self.alternatives {
            Some(n) => Stream::new(seed, self.purpose(), replication).one_of(n) as u64,
            None => replication,
        }
    }

    /// The pick at a point from 0 to 1 (1 not included): the alternatives in equal shares, streams
    /// far more finely than any sequence of points.
    pub fn pick_at(&self, point: f64) -> u64 {
        const STREAMS: f64 = 9_007_199_254_740_992.0;
        (point * self.alternatives.map_or(STREAMS, |n| n as f64)) as u64
    }

    /// The random numbers of a choice that is made of them.
    pub fn stream(&self, seed: u64, pick: u64) -> Stream {
        Stream::new(seed, self.purpose() ^ 1, pick)
    }

    /// A number from the code (FNV-1a), so that a choice keeps its numbers whatever else varies.
    /// Even, the odd one above it being for streams.
    fn purpose(&self) -> u32 {
        let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        self.code.bytes().fold(0x811C_9DC5, mix) & !1
    }
}

/// What one replication decides, in the terms of the kernel.
#[derive(Debug, Clone, Default)]
pub(super) struct Case {
    /// 0 is what is declared, then the alternatives in their order.
    pub filling: usize,
    pub treatment: usize,
    pub normalisation: usize,
    pub aggregations: Vec<usize>,
    /// Position of an indicator.
    pub dropped: Option<usize>,
    /// Streams of random numbers; `None` where nothing is drawn.
    pub imputation: Option<Stream>,
    pub weights: Vec<Option<Stream>>,
    pub measurement: Option<Stream>,
    pub placement: Option<Stream>,
}

impl Case {
    /// Nothing decided otherwise than declared.
    pub fn declared(framework: &Framework) -> Self {
        let vary = &framework.uncertainty;
        Case {
            aggregations: vec![0; vary.aggregations.len()],
            weights: vec![None; vary.weights.len()],
            ..Case::default()
        }
    }

    /// Takes over the picks, one for each choice.
    pub fn take(&mut self, framework: &Framework, choices: &[Choice], seed: u64, picks: &[u64]) {
        for (choice, &pick) in choices.iter().zip(picks) {
            let at = pick as usize;
            match choice.what {
                What::Treatment => self.treatment = at,
                What::Normalisation => self.normalisation = at,
                What::Aggregation(n) => self.aggregations[n] = at,
                What::Drop => {
                    let choice = framework.uncertainty.drop.as_ref();
                    let indicators = choice.map_or(&[][..], |choice| &choice.indicators);
                    self.dropped = at.checked_sub(1).map(|at| indicators[at]);
                }
                What::Weights(n) => self.weights[n] = Some(choice.stream(seed, pick)),
                What::Measurement => self.measurement = Some(choice.stream(seed, pick)),
                What::Placement => self.placement = Some(choice.stream(seed, pick)),
                What::Imputation if choice.alternatives.is_some() => self.filling = at,
                What::Imputation => {
                    let others =
                        framework.uncertainty.imputation.as_ref().map_or(0, |c| c.others.len());
                    let mut stream = choice.stream(seed, pick);
                    self.filling = stream.one_of(others + 1);
                    self.imputation = Some(stream);
                }
            }
        }
    }
}
