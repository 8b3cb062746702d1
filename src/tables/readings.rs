//! `readings.csv`: every area at every theme of the readings.

use super::scores::name_of;
use super::table::{Table, row};
use crate::analyse::ThemeScores;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;

row! {
    /// Every area at every theme of the readings: the same indicators by the questions of others, scored
    /// by the framework's own methods. Themes are not ranked, and a reading has no total.
    OfTheme in "readings.csv" {
        /// Code of the reading
        reading: String,
        /// Code of the theme
        theme: String,
        /// Its name in English
        theme_name: String,
        /// The area's code
        ref_area: String,
        /// Its name in English
        name: String,
        /// The score, of the tagged indicators that are scored
        score: Option<f64>,
        /// Share of their weight that is observed, 0–1
        coverage: f64,
        /// Share of their weight whose value was imputed, 0–1
        imputed: f64,
        /// `covered`: rests on as much of the weight as a rank asks for; `indicative`; `too_little`: on
        /// less than a third of it, and not printed; or `no_score`
        status: &'static str,
    }
}

/// One row per theme and area.
pub fn readings(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    found: &[ThemeScores],
) -> Table {
    let cells = found.iter().flat_map(|of| panel.areas.iter().enumerate().map(move |at| (of, at)));
    Table::of(cells.map(|(of, (a, area))| {
        let theme = &framework.themes[of.theme];
        OfTheme {
            reading: framework.readings[of.reading].code.clone(),
            theme: theme.code.clone(),
            theme_name: theme.name.en.clone(),
            ref_area: area.clone(),
            name: name_of(areas, area),
            score: of.scores[a],
            coverage: of.coverage[a],
            imputed: of.imputed[a],
            status: of.support(framework, a).name(),
        }
    }))
}
