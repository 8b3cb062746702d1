//! `sexes.csv`: women and men side by side, where both are observed in the same year.

use super::text::{csv_text, number};
use crate::analyse::SexPair;
use crate::framework::Framework;
use crate::harmonise::Panel;

pub fn sexes(framework: &Framework, panel: &Panel, pairs: &[SexPair]) -> String {
    let header =
        ["ref_area", "indicator", "year", "women", "men", "women_score", "men_score", "status"];
    let rows = pairs.iter().map(|p| {
        [
            panel.areas[p.area].clone(),
            framework.indicators[p.indicator].code.clone(),
            p.year.to_string(),
            number(Some(p.women)),
            number(Some(p.men)),
            number(Some(p.women_score)),
            number(Some(p.men_score)),
            if p.estimated { "estimated" } else { "published" }.to_owned(),
        ]
    });
    csv_text(header, rows)
}
