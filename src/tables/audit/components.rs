//! `audit_components.csv`: alpha of each level, and principal components of what stands below it.

use super::over::over;
use crate::analyse::audit::{Audit, Coherence, Component};
use crate::framework::Framework;
use crate::tables::table::{Table, row};
use crate::tables::text::words;

row! {
    /// Cronbach's alpha of each level, and principal components of what stands below it: one row per
    /// level, component and what loads on it, one for a level without components.
    Loading in "audit_components.csv" {
        /// `all`: over every area with scores; `ranked`: over those ranked alone, where not all are
        over: &'static str,
        /// Code of the level
        level: String,
        /// Areas in which everything below it has a score
        n: usize,
        /// Cronbach's alpha of the level
        alpha: Option<f64>,
        /// The component, from 1
        component: Option<usize>,
        /// Its eigenvalue
        eigenvalue: Option<f64>,
        /// Its share of the variance, 0–1
        share: Option<f64>,
        /// Code of what loads on it
        code: String,
        /// The loading
        loading: Option<f64>,
        /// Doubts about the level, as words
        doubts: String,
    }
}

/// One row per loading.
pub fn components(framework: &Framework, audit: &Audit) -> Table {
    let all = over(audit, |a| &a.coherence, |l| &l.coherence);
    Table::of(all.flat_map(|(over, of)| level(framework, over, of)))
}

fn level(framework: &Framework, over: &'static str, of: &Coherence) -> Vec<Loading> {
    let row = |component: Option<(usize, &Component)>, code: &str, loading: Option<f64>| Loading {
        over,
        level: framework.levels[of.level].code.clone(),
        n: of.n,
        alpha: of.alpha,
        component: component.map(|(k, _)| k + 1),
        eigenvalue: component.map(|(_, c)| c.eigenvalue),
        share: component.map(|(_, c)| c.share),
        code: code.to_owned(),
        loading,
        doubts: words(of.doubts.iter().map(|doubt| doubt.key())),
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
