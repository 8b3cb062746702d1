//! The tree of levels: one root, no cycle, something scored below each; and groupings of areas.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::check::Check;
use super::document::LevelTable;
use crate::fault::{Fault, Place};
use crate::framework::methods::Aggregation;
use crate::framework::tree::{Grouping, Indicator, Level, Theme};

impl Check<'_> {
    /// Themes with codes of their own.
    pub(super) fn themes(&mut self, tables: Vec<Spanned<Theme>>) -> Vec<Theme> {
        let mut seen = BTreeSet::new();
        for table in tables.iter().filter(|t| !seen.insert(t.get_ref().code.to_lowercase())) {
            self.fault(table, format!("the theme `{}` stands twice", table.get_ref().code));
        }
        tables.into_iter().map(Spanned::into_inner).collect()
    }

    /// Groupings with codes of their own, one of them at most with peers.
    pub(super) fn groupings(&mut self, tables: Vec<Spanned<Grouping>>) -> Vec<Grouping> {
        let mut known: Vec<Grouping> = Vec::new();
        for table in tables {
            let Grouping { code, peers, .. } = table.get_ref();
            if known.iter().any(|other| other.code.eq_ignore_ascii_case(code)) {
                self.fault(&table, format!("the grouping `{code}` stands twice"));
            }
            let mut values = BTreeSet::new();
            for group in table.get_ref().groups.iter().filter(|g| !values.insert(&g.value)) {
                let message = format!("the group `{}` of `{code}` stands twice", group.value);
                self.fault(&table, message);
            }
            let first = known.iter().find(|other| other.peers.is_some());
            if let Some(first) = first.filter(|_| peers.is_some()) {
                let message =
                    format!("`{code}` has peers, and so has `{}`: one grouping can", first.code);
                let fault = Fault::new(message).at(self.place(&table));
                self.faults.push(fault.hint("leave out `peers` in one of them"));
            }
            known.push(table.into_inner());
        }
        known
    }

    /// Levels with parents before children; the one without a parent comes first.
    pub(super) fn levels(&mut self, tables: Vec<LevelTable>, coverage: Option<f64>) -> Vec<Level> {
        let mut seen = BTreeMap::new();
        tables.iter().for_each(|table| self.unique(&mut seen, &table.code));
        let codes: Vec<&str> = tables.iter().map(|t| t.code.get_ref().as_str()).collect();
        let mut parents = Vec::new();
        for table in &tables {
            parents.push(table.parent.as_ref().map(|p| self.known(p, "level", &codes)));
        }
        let roots = parents.iter().filter(|p| p.is_none()).count();
        if roots != 1 {
            let found = format!("exactly one level must have no parent: the index (found {roots})");
            self.faults.push(Fault::new(found).at(Place::file(self.file)));
        }
        let order = self.tree_order(&tables, &parents);
        let position = |of: usize| order.iter().position(|&o| o == of);
        let mut tables: Vec<Option<LevelTable>> = tables.into_iter().map(Some).collect();
        let mut levels = Vec::new();
        for &original in &order {
            let Some(table) = tables[original].take() else { continue };
            let parent = parents[original].flatten().and_then(position);
            levels.push(self.level(table, parent, coverage));
        }
        levels
    }

    /// Positions of the levels, breadth first from the root; what can't be reached is in a cycle.
    fn tree_order(
        &mut self,
        tables: &[LevelTable],
        parents: &[Option<Option<usize>>],
    ) -> Vec<usize> {
        let mut order: Vec<usize> = (0..tables.len()).filter(|&l| parents[l].is_none()).collect();
        let mut next = 0;
        while next < order.len() {
            let parent = order[next];
            order.extend((0..tables.len()).filter(|&l| parents[l] == Some(Some(parent))));
            next += 1;
        }
        for (l, table) in tables.iter().enumerate() {
            let parent_is_known = parents[l].is_none_or(|parent| parent.is_some());
            if !order.contains(&l) && parent_is_known && self.is_in_cycle(l, parents) {
                let code = table.code.get_ref();
                self.fault(&table.code, format!("the parents of level `{code}` form a cycle"));
            }
        }
        order
    }

    fn is_in_cycle(&self, level: usize, parents: &[Option<Option<usize>>]) -> bool {
        let mut at = level;
        for _ in 0..parents.len() {
            match parents[at] {
                Some(Some(parent)) => at = parent,
                _ => return false,
            }
        }
        true
    }

    fn level(&mut self, table: LevelTable, parent: Option<usize>, coverage: Option<f64>) -> Level {
        let code = table.code.into_inner();
        let weight = table.weight.map_or(1.0, |w| self.weight(&w, &code));
        let own = table.coverage.map(|c| self.share(&c, "coverage"));
        let weighting = self.weighting(table.weights);
        self.floors.extend(table.aggregate.floor.clone().map(|floor| (code.clone(), floor)));
        self.formulas.extend(table.aggregate.formula.clone().map(|at| (code.clone(), at)));
        let aggregation = self.aggregation(table.aggregate);
        self.weights_count(&code, &weighting, &aggregation);
        let is_formula = matches!(aggregation, Aggregation::Formula(_));
        Level {
            short: table.short.unwrap_or_else(|| table.name.clone()),
            code,
            parent,
            name: table.name,
            description: table.description,
            why: table.why,
            weight,
            weighting,
            coverage: own.or(coverage),
            // A formula says itself what it can't do without.
            complete: table.complete.unwrap_or(parent.is_none() && !is_formula),
            aggregation,
        }
    }

    /// Every level must have something below it that is scored, an `order` a weight for each, a
    /// formula a name for each, and a floor scores that can pass it.
    pub(super) fn leaves(&mut self, levels: &[Level], indicators: &[Indicator]) {
        for (l, level) in levels.iter().enumerate() {
            let inner = levels.iter().filter(|other| other.parent == Some(l)).count();
            let scored = indicators.iter().filter(|i| i.parent == l && i.is_scored()).count();
            if let Aggregation::OrderedWeightedAverage { order } = &level.aggregation {
                self.order_fits(&level.code, order.len(), inner + scored);
            }
            if let Some(floor) = self.floors.get(&level.code).cloned() {
                self.floor_fits(l, &floor, levels, indicators);
            }
            let formula = self.formulas.get(&level.code).cloned();
            if let (Aggregation::Formula(formula), Some(at)) = (&level.aggregation, formula) {
                self.formula_fits(formula, &at, l, levels, indicators);
            }
            if inner + scored == 0 {
                let message = format!("level `{}` has no scored indicator below it", level.code);
                self.faults.push(Fault::new(message).at(Place::file(self.file)));
            }
        }
    }
}
