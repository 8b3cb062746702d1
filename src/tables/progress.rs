//! `progress.csv`: changes of indicators and focus areas between the two periods of the framework.

use super::text::{csv_text, number};
use crate::analyse::Progress;
use crate::framework::Framework;
use crate::harmonise::Panel;

pub fn progress(framework: &Framework, panel: &Panel, progress: &Progress) -> String {
    let header = [
        "ref_area",
        "code",
        "from_year",
        "from_value",
        "from_score",
        "to_year",
        "to_value",
        "to_score",
        "change",
        "coverage",
        "status",
    ];
    let indicators = progress.indicators.iter().map(|c| {
        [
            panel.areas[c.area].clone(),
            framework.indicators[c.indicator].code.clone(),
            c.from_year.to_string(),
            number(Some(c.from_value)),
            number(Some(c.from_score)),
            c.to_year.to_string(),
            number(Some(c.to_value)),
            number(Some(c.to_score)),
            number(Some(c.change())),
            String::new(),
            "measured".to_owned(),
        ]
    });
    let levels = progress.levels.iter().map(|c| {
        let empty = String::new;
        [
            panel.areas[c.area].clone(),
            framework.levels[c.level].code.clone(),
            empty(),
            empty(),
            number(c.scores.map(|s| s.0)),
            empty(),
            empty(),
            number(c.scores.map(|s| s.1)),
            number(c.scores.map(|s| s.1 - s.0)),
            number(Some(c.coverage)),
            if c.scores.is_some() { "measured" } else { "not_measurable" }.to_owned(),
        ]
    });
    csv_text(header, levels.chain(indicators))
}
