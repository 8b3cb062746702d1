//! `audit_components.csv`: alpha of each level, and principal components of what stands below it.

use crate::analyse::audit::{Coherence, CoherenceDoubt, Component};
use crate::framework::Framework;
use crate::tables::text::{csv_text, number, words};

/// One row per level, component and what loads on it; one for a level without components. Alpha
/// and doubts are the level's, repeated in each of its rows.
pub fn components(framework: &Framework, levels: &[Coherence]) -> String {
    let header =
        ["level", "n", "alpha", "component", "eigenvalue", "share", "code", "loading", "doubts"];
    csv_text(header, levels.iter().flat_map(|of| level(framework, of)))
}

fn level(framework: &Framework, of: &Coherence) -> Vec<[String; 9]> {
    let row = |component: Option<(usize, &Component)>, code: &str, loading: Option<f64>| {
        [
            framework.levels[of.level].code.clone(),
            of.n.to_string(),
            number(of.alpha),
            component.map_or(String::new(), |(k, _)| (k + 1).to_string()),
            number(component.map(|(_, c)| c.eigenvalue)),
            number(component.map(|(_, c)| c.share)),
            code.to_owned(),
            number(loading),
            words(of.doubts.iter().map(|doubt| word(*doubt))),
        ]
    };
    if of.components.is_empty() {
        return vec![row(None, "", None)];
    }
    let loadings = of.components.iter().enumerate().flat_map(|(k, component)| {
        let of_child = of.below.iter().zip(&component.loadings);
        of_child.map(move |(child, loading)| (k, component, *child, *loading))
    });
    loadings
        .map(|(k, component, child, loading)| {
            row(Some((k, component)), child.code(framework), Some(loading))
        })
        .collect()
}

fn word(doubt: CoherenceDoubt) -> &'static str {
    match doubt {
        CoherenceDoubt::LowAlpha => "low_alpha",
        CoherenceDoubt::SeveralDimensions => "several_dimensions",
        CoherenceDoubt::OpposedLoading => "opposed_loading",
        CoherenceDoubt::TooFewAreas => "too_few_areas",
    }
}
