//! Goalposts: clip((x − worst) / (best − worst), 0, 1), of values set beforehand, as UNDP's indices.

use super::method::{ENDS, Fit, Normalise, OnSheet, SCALE, Sentence, Told};
use super::scale::{Attempt, Pool, Scale};
use crate::framework::chosen::{Chosen, Keys, Takes};
pub use crate::framework::methods::Goalposts;

fn posts(of: &Goalposts) -> [(&'static str, Told); 2] {
    [("zero", Told::Number(of.worst)), ("hundred", Told::Number(of.best))]
}

impl Chosen for Goalposts {
    const WORD: &'static str = "goalposts";
    const TAKES: &'static [Takes] = &[SCALE];

    /// They stand with the indicator, not in the table.
    fn read(keys: &mut Keys) -> Self {
        keys.goalposts.clone().unwrap_or_default()
    }
}

impl Normalise for Goalposts {
    fn fit(&self, _: Pool, of: &Fit) -> Attempt<Scale> {
        let (zero, one) = (of.fixed(self.worst)?, of.fixed(self.best)?);
        Ok(Scale::Line { zero, one, low: 0.0, high: 1.0 })
    }

    fn set_beforehand(&self) -> bool {
        true
    }

    fn stands_on_values(&self) -> Option<&'static str> {
        Some("goalposts")
    }

    fn origin(&self) -> Option<Sentence> {
        let ends = [("worst", Told::Number(self.worst)), ("best", Told::Number(self.best))];
        Some(Sentence::holding(ends))
    }

    fn formula(&self, scale: [f64; 2]) -> Option<&'static str> {
        Some(if scale == [0.0, 100.0] { "score" } else { "scaled" })
    }

    fn in_short(&self) -> Sentence {
        Sentence::holding(posts(self))
    }

    fn on_sheet(&self, _: OnSheet) -> Sentence {
        Sentence::holding(posts(self).into_iter().chain(ENDS))
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("n_goalposts")
    }
}
