//! `audit_left_out.csv`: the ranks without each scored indicator.

use crate::analyse::Audit;
use crate::analyse::audit::{LeftOut, NotLeftOut, WhyNot};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::tables::text::{csv_text, number, words};

/// In the framework's order; what could not be left out has a reason and no ranks.
pub fn left_out(framework: &Framework, panel: &Panel, audit: &Audit) -> String {
    let header = [
        "indicator",
        "n",
        "mean_shift",
        "largest_shift",
        "ref_area",
        "rank_with",
        "rank_without",
        "spearman",
        "not_left_out",
        "doubts",
    ];
    let done = audit.left_out.iter().map(|l| (l.indicator, done(framework, panel, l)));
    let not_done = audit.not_left_out.iter().map(|n| (n.indicator, not_done(framework, n)));
    let mut rows: Vec<(usize, [String; 10])> = done.chain(not_done).collect();
    rows.sort_by_key(|(indicator, _)| *indicator);
    csv_text(header, rows.into_iter().map(|(_, row)| row))
}

fn done(framework: &Framework, panel: &Panel, left: &LeftOut) -> [String; 10] {
    let mover =
        |cell: &dyn Fn((usize, usize, usize)) -> String| left.mover.map_or(String::new(), cell);
    [
        framework.indicators[left.indicator].code.clone(),
        left.n.to_string(),
        number(Some(left.mean_shift)),
        left.largest_shift.to_string(),
        mover(&|(area, ..)| panel.areas[area].clone()),
        mover(&|(_, with, _)| with.to_string()),
        mover(&|(.., without)| without.to_string()),
        number(left.spearman),
        String::new(),
        words(left.is_decisive.then_some("decisive")),
    ]
}

fn not_done(framework: &Framework, not: &NotLeftOut) -> [String; 10] {
    let reason = match &not.why {
        WhyNot::AloneInItsLevel(level) => {
            format!("alone in its level: {}", framework.levels[*level].code)
        }
        WhyNot::InAFormula(level) => {
            format!("named in the formula of {}", framework.levels[*level].code)
        }
        WhyNot::CanNotBeScored(message) => format!("cannot be scored without it: {message}"),
        WhyNot::NoneRanked => "no area ranked both with it and without".to_owned(),
    };
    let mut row: [String; 10] = Default::default();
    row[0].clone_from(&framework.indicators[not.indicator].code);
    row[8] = reason;
    row
}
