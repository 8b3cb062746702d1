//! How a level's score was made, as a formula with its numbers filled in, in the words of the tree. A method
//! that compares areas is said in words, with the numbers of this area.

use super::case::Case;
use super::told::{Numbers, Part};
use crate::framework::{Among, Formula, Looks, Piece, Teller, Terms, Worked};
use crate::model::Column;
use crate::score::{Child, Weights, below};
use crate::words::{Say, say};

/// `cell`: positions of area and level, which has a score.
pub(super) fn made(
    case: &Case,
    (area, level): (usize, usize),
    score: f64,
    parts: &[Part],
) -> (String, Numbers) {
    let tongue = &case.tongue;
    let (short, full) = (|x: f64| tongue.short(x), |x: f64| tongue.full(x));
    let say = |key: &str, filled: &[(&str, String)]| {
        let filled = filled.iter().map(|(name, text)| (*name, Say::from(text.clone())));
        say!(tongue, key, ..filled.collect::<Vec<_>>())
    };
    let teller = Teller { short: &short, full: &full, say: &say };
    let there: Vec<(f64, f64)> = parts.iter().filter_map(taken).collect();
    let terms = Terms { there: &there, teller: &teller };
    let Worked { formula, numbers } = match case.framework.levels[level].aggregation.looks() {
        Looks::AtOne(one) => one.worked(&terms),
        Looks::AtAll(all) => {
            let (below, weights) = columns(case, level);
            all.worked(&terms, &Among { area, below: &below, weights: &weights })
        }
        Looks::By(formula) => Worked::plain(calculated(case, formula, parts)),
    };
    (format!("{} = {formula}", short(score)), Numbers(numbers))
}

/// A formula over scores, with their numbers.
fn calculated(case: &Case, formula: &Formula, parts: &[Part]) -> String {
    let of = |code: &str| parts.iter().find(|part| part.node.code() == code)?.node.score();
    let filled = formula.said(|piece| match piece {
        Piece::Name(code, _) => of(code).map(|x| case.tongue.bracketed(x)),
        other => case.tongue.piece(other),
    });
    format!("{filled} = {formula}")
}

/// The score that a method took of a part, with the weight.
fn taken(part: &Part) -> Option<(f64, f64)> {
    Some((part.counted_as.or(part.node.score())?, part.weight))
}

/// The columns of what stands below a level, of the areas that have its score, and their weights.
fn columns(case: &Case, level: usize) -> (Vec<Column>, Weights) {
    let (framework, scores) = (case.framework, case.scores);
    let below = below(framework, level);
    let cell = |area: usize, child: Child| match child {
        Child::Indicator(i) => *scores.indicators.get(area, i),
        Child::Level(l) => *scores.levels.get(area, l),
    };
    let rows = scores.levels.rows();
    let has_score = |area: usize| scores.levels.get(area, level).is_some();
    let column = |(child, _): &(Child, f64)| {
        (0..rows).map(|area| cell(area, *child).filter(|_| has_score(area))).collect()
    };
    let made = scores.weights.iter().find(|weights| weights.level == level);
    let declared = || Weights::Common(below.iter().map(|(_, weight)| *weight).collect());
    (below.iter().map(column).collect(), made.map_or_else(declared, |made| made.weights.clone()))
}
