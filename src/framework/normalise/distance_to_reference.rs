//! Distance to a reference area: (x − min) / (x of the area − min), where more is better.

use serde::Serialize;

use super::method::{CAPPED, ENDS, Fit, Normalise, OVER, OnSheet, Reach, SCALE, Sentence, Told};
use super::scale::{Attempt, Pool, Scale, refuse};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};

/// `area`: code of the area whose value scores the top of the scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DistanceToReference {
    pub area: String,
    pub capped: bool,
}

impl Chosen for DistanceToReference {
    const WORD: &'static str = "distance_to_reference";
    const TAKES: &'static [Takes] = &[
        SCALE,
        OVER,
        Takes {
            key: "reference",
            kind: Kind::Text,
            doc: "Code of the area whose value scores the highest.",
        },
        CAPPED,
    ];

    fn read(keys: &mut Keys) -> Self {
        let area = keys.text("reference");
        let area = keys.needed("reference", area, "\"FRA\"").unwrap_or_default();
        DistanceToReference { area, capped: keys.flag("capped") }
    }
}

impl Normalise for DistanceToReference {
    fn fit(&self, pool: Pool, of: &Fit) -> Attempt<Scale> {
        const ANOTHER: &str = "name an area that has a value above the lowest, or choose min_max";
        let area = &self.area;
        let Some(one) = of.reference else {
            return refuse(format!("the reference area {area} has no value"), ANOTHER);
        };
        if one <= pool.min {
            return refuse(format!("no area scores below the reference area {area}"), ANOTHER);
        }
        Ok(Scale::up_to(pool.min, one, self.capped))
    }

    fn reach(&self) -> Reach {
        if self.capped { Reach::Within } else { Reach::Beyond }
    }

    fn reference(&self) -> Option<&str> {
        Some(&self.area)
    }

    fn origin(&self) -> Option<Sentence> {
        Some(Sentence::of("to_reference", [("area", Told::Area(self.area.clone()))]))
    }

    fn in_method(&self) -> Sentence {
        let key = if self.capped { "reference_capped" } else { "reference" };
        let area = ("area", Told::Area(self.area.clone()));
        Sentence::of(key, ENDS.into_iter().chain([area]))
    }

    fn in_short(&self) -> Sentence {
        Sentence::of("reference", [("area", Told::Area(self.area.clone()))])
    }

    fn on_sheet(&self, _: OnSheet) -> Sentence {
        let own = [("area", Told::Area(self.area.clone())), ("worst", Told::Worst)];
        Sentence::of("reference", own.into_iter().chain(ENDS))
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("n_dist2ref")
    }
}
