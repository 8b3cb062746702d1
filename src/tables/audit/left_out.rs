//! `audit_left_out.csv`: the ranks without each scored indicator.

use crate::analyse::Audit;
use crate::analyse::audit::{LeftOut, NotLeftOut, WhyNot};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::tables::table::{Table, row};
use crate::tables::text::words;

row! {
    /// The ranks without each scored indicator; what could not be left out has a reason and no ranks.
    Without in "audit_left_out.csv" {
        /// Code of the indicator
        indicator: String,
        /// Areas ranked both with it and without
        n: Option<usize>,
        /// Mean shift of their ranks, in places
        mean_shift: Option<f64>,
        /// The largest shift
        largest_shift: Option<usize>,
        /// Code of the area that moves that far
        ref_area: Option<String>,
        /// Its rank with the indicator
        rank_with: Option<usize>,
        /// Its rank without
        rank_without: Option<usize>,
        /// Spearman correlation of the index with it and without
        spearman: Option<f64>,
        /// Why it could not be left out
        not_left_out: String,
        /// Doubts, as words
        doubts: String,
    }
}

/// One row per scored indicator, in the framework's order.
pub fn left_out(framework: &Framework, panel: &Panel, audit: &Audit) -> Table {
    let done = audit.left_out.iter().map(|l| (l.indicator, done(framework, panel, l)));
    let not_done = audit.not_left_out.iter().map(|n| (n.indicator, not_done(framework, n)));
    let mut rows: Vec<(usize, Without)> = done.chain(not_done).collect();
    rows.sort_by_key(|(indicator, _)| *indicator);
    Table::of(rows.into_iter().map(|(_, row)| row))
}

fn done(framework: &Framework, panel: &Panel, left: &LeftOut) -> Without {
    Without {
        indicator: framework.indicators[left.indicator].code.clone(),
        n: Some(left.n),
        mean_shift: Some(left.mean_shift),
        largest_shift: Some(left.largest_shift),
        ref_area: left.mover.map(|(area, ..)| panel.areas[area].clone()),
        rank_with: left.mover.map(|(_, with, _)| with),
        rank_without: left.mover.map(|(.., without)| without),
        spearman: left.spearman,
        not_left_out: String::new(),
        doubts: words(left.is_decisive.then_some("decisive")),
    }
}

fn not_done(framework: &Framework, not: &NotLeftOut) -> Without {
    let not_left_out = match &not.why {
        WhyNot::AloneInItsLevel(level) => {
            format!("alone in its level: {}", framework.levels[*level].code)
        }
        WhyNot::InAFormula(level) => {
            format!("named in the formula of {}", framework.levels[*level].code)
        }
        WhyNot::CanNotBeScored(message) => format!("cannot be scored without it: {message}"),
        WhyNot::NoneRanked => "no area ranked both with it and without".to_owned(),
    };
    Without {
        indicator: framework.indicators[not.indicator].code.clone(),
        n: None,
        mean_shift: None,
        largest_shift: None,
        ref_area: None,
        rank_with: None,
        rank_without: None,
        spearman: None,
        not_left_out,
        doubts: String::new(),
    }
}
