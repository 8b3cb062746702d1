//! Benefit of the doubt: the score under each area's own most favourable weights, ×100.

use serde::Serialize;

use super::method::{About, Aggregating, Ends, Looks, OfAll, OfAreas, Summed, Unsummed};
use super::worked::{Among, Terms, Worked};
use crate::framework::chosen::{Chosen, Keys, Takes};
use crate::framework::doubt;
use crate::framework::made::{Refusal, Weights};
use crate::framework::said::{Holds, Parameter};
use crate::model::{Column, Grid};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BenefitOfTheDoubt {
    /// On each weight's share of their sum.
    pub bounds: Option<[f64; 2]>,
}

impl Chosen for BenefitOfTheDoubt {
    const WORD: &'static str = "benefit_of_the_doubt";
    const TAKES: &'static [Takes] = &[doubt::BOUNDS];

    fn read(keys: &mut Keys) -> Self {
        BenefitOfTheDoubt { bounds: doubt::bounds(keys) }
    }
}

impl OfAll for BenefitOfTheDoubt {
    fn scores(&self, below: &[Column], _: &Weights) -> Result<OfAreas, Refusal> {
        let own = doubt::weights(below, self.bounds)?;
        let score = |(area, weights): (usize, &Option<Vec<f64>>)| {
            let parts = weights.as_ref()?.iter().zip(below);
            Some(100.0 * parts.map(|(w, column)| w * column[area].unwrap_or(0.0)).sum::<f64>())
        };
        let column = own.iter().enumerate().map(score).collect();
        let weight = |a: usize, c: usize| own[a].as_ref().map_or(0.0, |w| w[c]);
        let own = Grid::from_fn(own.len(), below.len(), weight);
        Ok((column, Some(Weights::PerArea(own))))
    }

    fn worked(&self, terms: &Terms, _: &Among) -> Worked {
        let sum = terms.sum(|x, w| format!("{w} × {x}"));
        Worked::plain(format!("100 × ({sum}), {}", terms.say("most_favourable", &[])))
    }
}

impl Aggregating for BenefitOfTheDoubt {
    fn looks(&self) -> Looks<'_> {
        Looks::AtAll(self)
    }

    fn takes_weights(&self) -> bool {
        false
    }

    fn ends(&self) -> Ends {
        Ends::Set([0.0, 100.0])
    }

    fn summed(&self) -> Summed<'_> {
        let english = "each area has weights of its own";
        Err(Unsummed { words: "own_weights", english })
    }

    fn about(&self) -> About {
        About {
            words: Some("doubt"),
            has_formula: true,
            coinr: Some("by the benefit of the doubt".to_owned()),
            ..About::default()
        }
    }

    /// The best result there is, under any weights.
    fn in_method(&self) -> Holds {
        vec![("high", Parameter::Number(100.0))]
    }

    fn in_method_too(&self) -> Option<(&'static str, Holds)> {
        let [low, high] = self.bounds?;
        Some(("doubt_bounds", vec![("low", Parameter::Share(low)), ("high", Parameter::Share(high))]))
    }
}
