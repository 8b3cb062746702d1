//! `attainable.csv`: the best and the worst rank that each ranked area can reach by a choice of
//! weights, with weights that do it.

use super::text::{number, wide_csv_text};
use crate::framework::Framework;
use crate::score::below;
use crate::uncertainty::attainable::{Attainable, Extreme};

/// `areas`: the codes of the rows that were scored. One row per ranked area and spread (`any`: all weights of 0 or above). Each end has its rank,
/// the limit that no weights pass, the number of other areas level with it there, and a weight for
/// each part of the index; `exact` says whether rank and limit agree at both ends.
pub fn attainable(framework: &Framework, areas: &[String], attainable: &[Attainable]) -> String {
    let mut header: Vec<String> = ["ref_area", "nominal", "spread", "exact"].map(Into::into).into();
    for end in ["best", "worst"] {
        header.extend([end.to_owned(), format!("{end}_limit"), format!("{end}_level_with")]);
        let codes = below(framework, 0).into_iter().map(|(child, _)| child.code(framework));
        header.extend(codes.map(|code| format!("{end}_weight_{code}")));
    }
    let rows = attainable.iter().flat_map(|of| of.regions.iter().map(move |reach| (of, reach)));
    let rows = rows.map(|(of, reach)| {
        let mut row = vec![
            areas[of.area].clone(),
            of.nominal.to_string(),
            reach.spread.map_or("any".to_owned(), |spread| number(Some(spread))),
            if reach.is_exact() { "yes" } else { "no" }.to_owned(),
        ];
        row.extend(cells(&reach.best));
        row.extend(cells(&reach.worst));
        row
    });
    wide_csv_text(header, rows)
}

fn cells(end: &Extreme) -> impl Iterator<Item = String> + '_ {
    let counts = [end.rank, end.limit, end.level_with].map(|count| count.to_string());
    counts.into_iter().chain(end.weights.iter().map(|weight| number(Some(*weight))))
}
