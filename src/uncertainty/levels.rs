//! Scores of indicators in, scores of every level out, on dense matrices that are made once.
//!
//! Each sum is taken in the order in which `score` takes it, so that both give the same bits.

use crate::framework::{Aggregation, Formula, Framework, Looks, OfOne};
use crate::score::{Child, ROUNDING, all_below, of_formula};

use super::choices::Case;

/// A level with what stands directly below it.
pub(super) struct Node {
    pub level: usize,
    pub children: Vec<Child>,
    /// As declared, or all 1 where the level says they are equal.
    pub weights: Vec<f64>,
    complete: bool,
    coverage: Option<f64>,
    /// Its methods, the declared one first; and the choice among them, if there is one.
    methods: Vec<Aggregation>,
    /// Of the children, by which a formula names them.
    codes: Vec<String>,
    choice: Option<usize>,
    /// The choice that moves its weights.
    pub weights_choice: Option<usize>,
    /// Whether its weights are those declared or equal ones.
    is_given: bool,
}

/// All levels from the leaves up.
pub(super) fn nodes(framework: &Framework) -> Vec<Node> {
    let vary = &framework.uncertainty;
    let node = |(level, below): (usize, Vec<(Child, f64)>)| {
        let of = &framework.levels[level];
        let (children, declared): (Vec<Child>, Vec<f64>) = below.into_iter().unzip();
        let choice = vary.aggregations.iter().position(|c| c.levels.contains(&level));
        let others = choice.map_or(&[][..], |c| &vary.aggregations[c].others);
        let fixed = of.weighting.fixed(&declared);
        let codes = children.iter().map(|child| child.code(framework).to_owned()).collect();
        Node {
            level,
            is_given: fixed.is_some(),
            weights: fixed.unwrap_or(declared),
            children,
            complete: of.complete,
            coverage: of.coverage,
            methods: std::iter::once(&of.aggregation).chain(others).cloned().collect(),
            codes,
            choice,
            weights_choice: vary.weights.iter().position(|c| c.levels.contains(&level)),
        }
    };
    all_below(framework).into_iter().enumerate().rev().map(node).collect()
}

impl Node {
    /// The method that a replication aggregates by.
    pub fn method(&self, case: &Case) -> &Aggregation {
        &self.methods[self.choice.map_or(0, |choice| case.aggregations[choice])]
    }

    /// Whether the matrices here can carry the method out; otherwise `score` itself does.
    pub fn is_dense(&self, case: &Case) -> bool {
        self.is_given && !self.method(case).compares()
    }

    /// Whether some method of the level is left to `score`.
    pub fn may_be_slow(&self) -> bool {
        !self.is_given || self.methods.iter().any(|by| by.compares())
    }

    /// Whether the replication takes logarithms of indicators' scores for the level.
    pub fn takes_logarithms(&self, case: &Case) -> bool {
        let over_indicators = self.children.iter().any(|c| matches!(c, Child::Indicator(_)));
        over_indicators && matches!(self.method(case), Aggregation::GeometricMean(_))
    }

    /// Floors of the geometric means over indicators that the level may be made by.
    pub fn floors(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        let over_indicators = self.children.iter().any(|c| matches!(c, Child::Indicator(_)));
        self.methods.iter().filter(move |_| over_indicators).filter_map(|method| match method {
            Aggregation::GeometricMean(mean) => Some(mean.low.floor()),
            _ => None,
        })
    }
}

/// Scores of the indicators of one replication, column by column.
pub(super) struct IndicatorColumns<'a> {
    pub scores: &'a [f64],
    pub present: &'a [f64],
    /// One matrix for each of `floors`.
    pub logarithms: &'a [Vec<f64>],
    pub floors: &'a [Option<f64>],
    /// 1 where a value is observed or drawn to place an area; for the coverage of levels.
    pub observed: &'a [f64],
}

/// Scores of the levels, column by column, and what is needed to make them.
pub(super) struct Levels {
    areas: usize,
    pub scores: Vec<f64>,
    pub present: Vec<f64>,
    sum: Vec<f64>,
    weight: Vec<f64>,
    logarithm: Vec<f64>,
    pairs: Vec<(f64, f64)>,
    /// Areas of which enough below the level is there.
    enough: Vec<bool>,
}

/// A level and an area for which a method has no value.
pub(super) struct NoValue {
    pub level: usize,
    pub area: usize,
}

impl Levels {
    pub fn new(areas: usize, levels: usize) -> Self {
        Levels {
            areas,
            scores: vec![0.0; areas * levels],
            present: vec![0.0; areas * levels],
            sum: vec![0.0; areas],
            weight: vec![0.0; areas],
            logarithm: vec![0.0; areas],
            pairs: Vec::new(),
            enough: vec![true; areas],
        }
    }

    /// The scores of a level, those of the levels below it being made. A child of weight 0 is left
    /// out altogether.
    pub fn make(
        &mut self,
        node: &Node,
        method: &Aggregation,
        weights: &[f64],
        columns: &IndicatorColumns,
    ) -> Result<(), NoValue> {
        self.enough.fill(true);
        if node.complete || node.coverage.is_some() {
            self.screen(node, weights, columns);
        }
        let is_log = matches!(method, Aggregation::GeometricMean(_));
        let is_mean = is_log || matches!(method, Aggregation::ArithmeticMean(_));
        match (method.looks(), is_mean) {
            (_, true) => {
                self.sums(node, weights, columns, is_log.then(|| method.floor()));
            }
            (Looks::By(formula), _) => self.calculate(node, formula, columns),
            (Looks::AtOne(one), _) => self.by_area(node, (method, one), weights, columns)?,
            // What compares areas is left to `score`.
            (Looks::AtAll(_), _) => self.weight.fill(0.0),
        }
        for area in 0..self.areas {
            let mut is_there = self.enough[area] && self.weight[area] > 0.0;
            let mean = if is_mean { self.sum[area] / self.weight[area] } else { self.sum[area] };
            let score = if is_log { mean.exp() } else { mean };
            if is_there && !(score.is_finite() && mean.is_finite()) {
                if !method.leaves_out() {
                    return Err(NoValue { level: node.level, area });
                }
                is_there = false;
            }
            let at = node.level * self.areas + area;
            self.scores[at] = if is_there { score } else { 0.0 };
            self.present[at] = f64::from(u8::from(is_there));
        }
        Ok(())
    }

    /// Sums of weights and of weighted scores, or of their logarithms not below a floor.
    fn sums(
        &mut self,
        node: &Node,
        weights: &[f64],
        columns: &IndicatorColumns,
        floor: Option<Option<f64>>,
    ) {
        let Levels { areas, scores: made, present: there, sum, weight: whole, logarithm, .. } =
            self;
        let areas = *areas;
        sum.fill(0.0);
        whole.fill(0.0);
        let floor_at = floor.and_then(|floor| columns.floors.iter().position(|f| *f == floor));
        for (child, &weight) in node.children.iter().zip(weights).filter(|(_, w)| **w != 0.0) {
            let (scores, present) = match (*child, floor) {
                (Child::Indicator(i), _) => {
                    let own = i * areas..(i + 1) * areas;
                    let matrix = floor_at.map_or(columns.scores, |at| &columns.logarithms[at]);
                    (&matrix[own.clone()], &columns.present[own])
                }
                (Child::Level(l), None) => {
                    let own = l * areas..(l + 1) * areas;
                    (&made[own.clone()], &there[own])
                }
                (Child::Level(l), Some(floor)) => {
                    let own = l * areas..(l + 1) * areas;
                    let low = floor.unwrap_or(f64::NEG_INFINITY);
                    let pairs = made[own.clone()].iter().zip(&there[own.clone()]);
                    for (to, (x, m)) in logarithm.iter_mut().zip(pairs) {
                        *to = if *m > 0.0 { x.max(low).ln() } else { 0.0 };
                    }
                    (&logarithm[..], &there[own])
                }
            };
            let sums = sum.iter_mut().zip(whole.iter_mut());
            for ((sum, whole), (x, m)) in sums.zip(scores.iter().zip(present)) {
                *sum += weight * x;
                *whole += weight * m;
            }
        }
    }

    /// Methods that look at one area at a time, by `score` itself.
    fn by_area(
        &mut self,
        node: &Node,
        (method, one): (&Aggregation, &dyn OfOne),
        weights: &[f64],
        columns: &IndicatorColumns,
    ) -> Result<(), NoValue> {
        for area in 0..self.areas {
            self.weight[area] = 0.0;
            if !self.enough[area] {
                continue;
            }
            self.pairs.clear();
            let kept = node.children.iter().zip(weights).filter(|(_, w)| **w != 0.0);
            for (child, &weight) in kept {
                let score = score(&self.scores, &self.present, columns, self.areas, *child, area);
                self.pairs.extend(score.map(|score| (score, weight)));
            }
            let score = match one.score(&mut self.pairs) {
                Ok(score) => score,
                Err(_) if method.leaves_out() => None,
                Err(_) => return Err(NoValue { level: node.level, area }),
            };
            self.sum[area] = score.unwrap_or(0.0);
            self.weight[area] = f64::from(u8::from(score.is_some()));
        }
        Ok(())
    }

    /// What a formula makes of the scores below it, by `score` itself.
    fn calculate(&mut self, node: &Node, formula: &Formula, columns: &IndicatorColumns) {
        let Levels { areas, scores, present, .. } = self;
        for area in 0..*areas {
            let of = |c: usize| score(scores, present, columns, *areas, node.children[c], area);
            let found = of_formula(formula, &node.codes, of).ok();
            self.sum[area] = found.unwrap_or(0.0);
            self.weight[area] = f64::from(u8::from(found.is_some()));
        }
    }

    /// Finds the areas of which too little below the level is there for a score.
    fn screen(&mut self, node: &Node, weights: &[f64], columns: &IndicatorColumns) {
        let kept = || node.children.iter().zip(weights).filter(|(_, w)| **w != 0.0);
        let below = kept().count().max(1) as f64;
        for area in 0..self.areas {
            let (mut present, mut observed) = (0.0, 0.0);
            for (child, _) in kept() {
                let (there, seen) = match *child {
                    Child::Indicator(i) => {
                        let at = i * self.areas + area;
                        (columns.present[at], columns.observed[at])
                    }
                    Child::Level(l) => {
                        let there = self.present[l * self.areas + area];
                        (there, there)
                    }
                };
                present += there;
                observed += seen;
            }
            let lacks = node.complete && present < below;
            let is_low = node.coverage.is_some_and(|needed| observed / below + ROUNDING < needed);
            self.enough[area] = !(lacks || is_low);
        }
    }
}

/// The score of what stands below a level; levels have been made.
fn score(
    made: &[f64],
    there: &[f64],
    columns: &IndicatorColumns,
    areas: usize,
    child: Child,
    area: usize,
) -> Option<f64> {
    let (at, scores, present) = match child {
        Child::Indicator(i) => (i * areas + area, columns.scores, columns.present),
        Child::Level(l) => (l * areas + area, made, there),
    };
    (present[at] > 0.0).then(|| scores[at])
}
