//! Distance to a target: (x − min) / (target − min), where more is better.

use serde::Serialize;

use super::method::{CAPPED, ENDS, Fit, Normalise, OVER, OnSheet, Reach, SCALE, Sentence, Told};
use super::scale::{Attempt, Pool, Scale, refuse};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DistanceToTarget {
    pub target: f64,
    pub capped: bool,
}

impl Chosen for DistanceToTarget {
    const WORD: &'static str = "distance_to_target";
    const TAKES: &'static [Takes] = &[
        SCALE,
        OVER,
        Takes { key: "target", kind: Kind::Number, doc: "The value that scores the highest." },
        CAPPED,
    ];

    fn read(keys: &mut Keys) -> Self {
        let target = keys.finite("target");
        let target = keys.needed("target", target, "90").unwrap_or(0.0);
        DistanceToTarget { target, capped: keys.flag("capped") }
    }
}

impl Normalise for DistanceToTarget {
    fn fit(&self, pool: Pool, of: &Fit) -> Attempt<Scale> {
        let one = of.fixed(self.target)?;
        if one <= pool.min {
            let message = format!("every value reaches the target of {}", self.target);
            return refuse(message, "set a further target, or choose goalposts");
        }
        Ok(Scale::up_to(pool.min, one, self.capped))
    }

    fn reach(&self) -> Reach {
        if self.capped { Reach::Within } else { Reach::Beyond }
    }

    fn stands_on_values(&self) -> Option<&'static str> {
        Some("the target")
    }

    fn origin(&self) -> Option<Sentence> {
        Some(Sentence::of("to_target", [("target", Told::Number(self.target))]))
    }

    fn in_method(&self) -> Sentence {
        Sentence::of(if self.capped { "target_capped" } else { "target" }, ENDS)
    }

    fn in_short(&self) -> Sentence {
        Sentence::of("target", [("target", Told::Number(self.target))])
    }

    fn on_sheet(&self, _: OnSheet) -> Sentence {
        let own = [("target", Told::Number(self.target)), ("worst", Told::Worst)];
        Sentence::of("target", own.into_iter().chain(ENDS))
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("n_dist2targ")
    }
}
