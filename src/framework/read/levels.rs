//! The tree of levels: one root, no cycle, something scored below each; and groupings of areas.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::aggregate::highest_below;
use super::check::{Check, Known};
use super::document::LevelTable;
use crate::fault::{Fault, Place};
use crate::framework::answers::Answer;
use crate::framework::grouping::Grouping;
use crate::framework::tree::{Indicator, Level};
use crate::framework::weighting::Given;

impl Check<'_> {
    /// Answers to doubts of the audit, each doubt answered once.
    pub(super) fn answers(&mut self, tables: Vec<Spanned<Answer>>) -> Vec<Answer> {
        let mut seen = BTreeSet::new();
        for table in &tables {
            if table.get_ref().doubts.is_empty() {
                self.fault(table, "an answer must name the doubts it is to".to_owned());
            }
            for doubt in table.get_ref().doubts.iter().filter(|doubt| !seen.insert(*doubt)) {
                self.fault(table, format!("the doubt `{doubt}` is answered twice"));
            }
        }
        tables.into_iter().map(Spanned::into_inner).collect()
    }

    /// Groupings with codes of their own, one of them at most with peers; the regions apart.
    pub(super) fn groupings(
        &mut self,
        tables: Vec<Spanned<Grouping>>,
        regions: Option<Spanned<Grouping>>,
    ) -> (Vec<Grouping>, Option<Grouping>) {
        let has_regions = regions.is_some();
        if let Some(table) = regions.as_ref().filter(|table| table.get_ref().peers.is_some()) {
            let fault = Fault::new("regions have pages, and no `peers`").at(self.place(table));
            self.faults.push(fault.hint("a [[grouping]] has peers, with which its areas compare"));
        }
        let mut known: Vec<Grouping> = Vec::new();
        for table in tables.into_iter().chain(regions) {
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
        let regions = if has_regions { known.pop() } else { None };
        (known, regions)
    }

    /// Levels with parents before children; the one without a parent comes first.
    pub(super) fn levels(&mut self, tables: Vec<LevelTable>, coverage: Option<f64>) -> Vec<Level> {
        let mut seen = BTreeMap::new();
        tables.iter().for_each(|table| self.unique(&mut seen, &table.code));
        let codes = Known::of(tables.iter().map(|t| t.code.get_ref().as_str()));
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
        let mut positions = vec![None; tables.len()];
        order.iter().enumerate().for_each(|(position, &of)| positions[of] = Some(position));
        let mut tables: Vec<Option<LevelTable>> = tables.into_iter().map(Some).collect();
        let mut levels = Vec::new();
        for &original in &order {
            let Some(table) = tables[original].take() else { continue };
            let parent = parents[original].flatten().and_then(|of| positions[of]);
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
        let mut children = vec![Vec::new(); tables.len()];
        for (l, parent) in parents.iter().enumerate() {
            if let Some(Some(parent)) = parent {
                children[*parent].push(l);
            }
        }
        let is_root = |l: &usize| parents[*l].is_none();
        let order = breadth_first((0..tables.len()).filter(is_root).collect(), &children);
        // Below a parent that is unknown, which is told, nothing is in a cycle.
        let is_lost = |l: &usize| parents[*l] == Some(None);
        let lost = breadth_first((0..tables.len()).filter(is_lost).collect(), &children);
        let mut is_told = vec![false; tables.len()];
        order.iter().chain(&lost).for_each(|&l| is_told[l] = true);
        for (table, _) in tables.iter().zip(is_told).filter(|(_, is_told)| !is_told) {
            let code = table.code.get_ref();
            self.fault(&table.code, format!("the parents of level `{code}` form a cycle"));
        }
        order
    }

    fn level(&mut self, table: LevelTable, parent: Option<usize>, coverage: Option<f64>) -> Level {
        let code = table.code.into_inner();
        let weight = table.weight.map_or(1.0, |w| self.weight(&w, &code));
        let own = table.coverage.map(|c| self.share(&c, "coverage"));
        let weighting = table.weights.and_then(|table| self.chosen(&table));
        let weighting = weighting.unwrap_or_else(|| Given.into());
        let aggregation = self.aggregation(&table.aggregate);
        self.weights_count(&code, &weighting, &aggregation);
        let place = |key: &str| Some((code.clone(), table.aggregate.place(key)?));
        self.floors.extend(place("floor"));
        self.formulas.extend(place("formula"));
        let is_formula = aggregation.formula().is_some();
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
        let below = codes_below(levels, indicators);
        let highest = highest_below(levels, indicators);
        for (l, level) in levels.iter().enumerate() {
            let by = &level.aggregation;
            self.aggregation_fits(&level.code, by, below[l].len());
            let floor = by.floor().zip(self.floors.get(&level.code).cloned());
            if let Some(((floor, place), highest)) = floor.zip(highest[l]) {
                self.floor_fits(&level.code, &Spanned::new(place, floor), highest);
            }
            if let Some((formula, place)) =
                by.formula().zip(self.formulas.get(&level.code).cloned())
            {
                self.formula_fits(formula, place, &level.code, &below[l]);
            }
            if below[l].is_empty() {
                let message = format!("level `{}` has no scored indicator below it", level.code);
                self.faults.push(Fault::new(message).at(Place::file(self.file)));
            }
        }
    }
}

/// `order`, and what stands below it, level by level.
fn breadth_first(mut order: Vec<usize>, children: &[Vec<usize>]) -> Vec<usize> {
    let mut next = 0;
    while next < order.len() {
        order.extend(&children[order[next]]);
        next += 1;
    }
    order
}

/// The codes of the scored indicators and the levels directly below each level. Without a root,
/// which is told, there are no levels.
pub(super) fn codes_below<'a>(
    levels: &'a [Level],
    indicators: &'a [Indicator],
) -> Vec<Vec<&'a String>> {
    let mut below = vec![Vec::new(); levels.len()];
    let scored = indicators.iter().filter(|i| i.is_scored()).map(|i| (i.parent, &i.code));
    let inner = levels.iter().filter_map(|l| Some((l.parent?, &l.code)));
    let parts = scored.chain(inner).filter(|(parent, _)| *parent < levels.len());
    parts.for_each(|(parent, code)| below[parent].push(code));
    below
}
