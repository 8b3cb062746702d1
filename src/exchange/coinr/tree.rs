//! The tree as COINr wants it: every child exactly one level below its parent, indicators at 1.
//!
//! Where a branch is shorter than its siblings, aggregates of a single child fill it up: a mean of
//! one score is that score.

use super::codes::{Codes, Names};
use crate::framework::{Equal, Framework};
use crate::score::{Child, LevelWeights, Weights};

/// An indicator or a level as it stands in iMeta.
pub(super) struct Node {
    pub name: String,
    /// Counted from the indicators, 1, up.
    pub height: usize,
    pub parent: Option<String>,
    pub weight: f64,
}

/// An aggregate that only fills up a branch, and the indicator or level whose score it passes on.
pub(super) struct Filler {
    pub node: Node,
    pub passes_on: String,
}

/// The nodes of the scored indicators (`None` for the others), of the levels, and the fillers.
pub(super) struct Tree {
    pub indicators: Vec<Option<Node>>,
    pub levels: Vec<Node>,
    pub fillers: Vec<Filler>,
}

/// Builds the tree, under the weights `made` of scores, else the declared ones.
pub(super) fn tree(
    framework: &Framework,
    made: &[LevelWeights],
    names: &Names,
    codes: &mut Codes,
) -> Tree {
    let heights = heights(framework);
    let levels = &names.levels;
    let mut planter = Planter { framework, levels, heights, codes, fillers: Vec::new() };
    let mut of_indicators = Vec::new();
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let made = made_weight(made, indicator.parent, Child::Indicator(i));
        let weight = indicator.weight.map(|declared| made.unwrap_or(declared));
        let node = |w| planter.place(&names.indicators[i], 1, Some(indicator.parent), w);
        of_indicators.push(weight.map(node));
    }
    let mut of_levels = Vec::new();
    for (l, level) in framework.levels.iter().enumerate() {
        let made = level.parent.and_then(|parent| made_weight(made, parent, Child::Level(l)));
        let weight = made.unwrap_or(level.weight);
        of_levels.push(planter.place(&levels[l], planter.heights[l], level.parent, weight));
    }
    Tree { indicators: of_indicators, levels: of_levels, fillers: planter.fillers }
}

/// The weight of a child under weights that are the same for all areas.
fn made_weight(made: &[LevelWeights], parent: usize, child: Child) -> Option<f64> {
    let of_level = made.iter().find(|made| made.level == parent)?;
    let at = of_level.below.iter().position(|(other, ..)| *other == child)?;
    match &of_level.weights {
        Weights::Common(weights) => weights.get(at).copied(),
        Weights::PerArea(_) => None,
    }
}

struct Planter<'a> {
    framework: &'a Framework,
    levels: &'a [String],
    heights: Vec<usize>,
    codes: &'a mut Codes,
    fillers: Vec<Filler>,
}

impl Planter<'_> {
    /// A node, and the fillers between it and its parent: each stands alone under the next, and
    /// the uppermost has the node's weight among its siblings.
    fn place(&mut self, name: &str, height: usize, parent: Option<usize>, weight: f64) -> Node {
        let Some(above) = parent else {
            return Node { name: name.to_owned(), height, parent: None, weight };
        };
        let is_equal = self.framework.levels[above].weighting == Equal.into();
        let weight = if is_equal { 1.0 } else { weight };
        let between = height + 1..self.heights[above];
        let filler = |h: usize| self.codes.make("passed_on", name, &format!("{name}_L{h}"));
        let names: Vec<String> = [name.to_owned()].into_iter().chain(between.map(filler)).collect();
        let parents = names.iter().skip(1).chain([&self.levels[above]]).enumerate();
        let node = |(n, parent): (usize, &String)| Node {
            name: names[n].clone(),
            height: height + n,
            parent: Some(parent.clone()),
            weight: if n + 1 == names.len() { weight } else { 1.0 },
        };
        let mut nodes: Vec<Node> = parents.map(node).collect();
        let fillers = nodes.split_off(1).into_iter();
        self.fillers.extend(fillers.map(|node| Filler { node, passes_on: name.to_owned() }));
        nodes.remove(0)
    }
}

/// Of each level, one more than the highest thing directly below it that is scored.
fn heights(framework: &Framework) -> Vec<usize> {
    let mut heights = vec![1; framework.levels.len()];
    for indicator in framework.indicators.iter().filter(|i| i.weight.is_some()) {
        heights[indicator.parent] = 2;
    }
    // Parents stand before their children.
    for l in (1..framework.levels.len()).rev() {
        if let Some(parent) = framework.levels[l].parent {
            heights[parent] = heights[parent].max(heights[l] + 1);
        }
    }
    heights
}
