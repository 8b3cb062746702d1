//! `attainable.csv`: the best and the worst rank that each ranked area can reach by a choice of
//! weights, with weights that do it.

use super::table::{Cell, Column, Kind, Table};
use super::text::number;
use crate::framework::Framework;
use crate::score::below;
use crate::uncertainty::attainable::{Attainable, Extreme};

/// `areas`: the codes of the rows that were scored. Each end has a weight for each part of the index.
pub fn attainable(framework: &Framework, areas: &[String], attainable: &[Attainable]) -> Table {
    let codes: Vec<&str> =
        below(framework, 0).into_iter().map(|(child, _)| child.code(framework)).collect();
    let mut table = empty(&codes);
    for of in attainable {
        for reach in &of.regions {
            let spread = reach.spread.map_or("any".to_owned(), |spread| number(Some(spread)));
            let mut ends = table.ends();
            let mut next = || ends.next().expect("a column for each cell");
            areas[of.area].clone().put(next());
            of.nominal.put(next());
            spread.put(next());
            reach.is_exact().put(next());
            for Extreme { rank, limit, level_with, weights } in [&reach.best, &reach.worst] {
                [rank, limit, level_with].into_iter().for_each(|count| count.put(next()));
                weights.iter().for_each(|weight| weight.put(next()));
            }
        }
    }
    table
}

/// The table without rows, with weights of these parts of the index.
pub(super) fn empty(codes: &[&str]) -> Table {
    let mut columns = vec![
        Column::new("ref_area", Kind::Text, "The area's code"),
        Column::new("nominal", Kind::Whole, "Its rank in the edition"),
        Column::new(
            "spread",
            Kind::Text,
            "How far weights may be from the declared ones: `any` is all weights of 0 or above",
        ),
        Column::new("exact", Kind::Boolean, "Whether rank and limit agree at both ends"),
    ];
    for end in ["best", "worst"] {
        let about = format!("The {end} rank that was found");
        columns.push(Column::new(end, Kind::Whole, &about));
        let about = format!("The rank that no weights pass at the {end} end");
        columns.push(Column::new(format!("{end}_limit"), Kind::Whole, &about));
        let about = format!("Other areas level with it at the {end} rank");
        columns.push(Column::new(format!("{end}_level_with"), Kind::Whole, &about));
        columns.extend(codes.iter().map(|code| {
            let about = format!("Weight of {code} that gives the {end} rank");
            Column::new(format!("{end}_weight_{code}"), Kind::Number, &about)
        }));
    }
    let about = "The best and the worst rank that other weights can give each ranked area: one row \
                 for each area and spread of weights";
    Table::empty("attainable.csv", about, columns)
}
