//! A formula over the scores below a level by their codes.

use serde::Serialize;

use super::method::{About, Aggregating, Looks, Summed, Unsummed};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};
use crate::framework::formula::Formula;
use crate::framework::said::{Holds, Parameter};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calculated(pub Formula);

impl Chosen for Calculated {
    const WORD: &'static str = "formula";
    const TAKES: &'static [Takes] = &[Takes {
        key: "formula",
        kind: Kind::Text,
        doc: "Over the scores directly below by their codes, such as `100 * women / men`; codes with other \
              characters than letters, digits, _ and . are quoted.",
    }];

    fn read(keys: &mut Keys) -> Self {
        let found = keys.formula("formula");
        let formula = keys.needed("formula", found, "\"100 * women / men\"");
        Calculated(formula.unwrap_or_else(Formula::unreadable))
    }
}

impl Aggregating for Calculated {
    fn looks(&self) -> Looks<'_> {
        Looks::By(&self.0)
    }

    fn takes_weights(&self) -> bool {
        false
    }

    fn summed(&self) -> Summed<'_> {
        let english = "it is made by a formula, not a weighted mean";
        Err(Unsummed { words: "formula", english })
    }

    fn about(&self) -> About {
        About { coinr: Some(format!("by the formula {}", self.0)), ..About::default() }
    }

    fn in_kind(&self) -> Holds {
        vec![("formula", Parameter::Formula(self.0.clone()))]
    }
}
