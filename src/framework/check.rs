//! The sense of a framework: a tree without a cycle, weights above 0, goalposts apart, names known.
//!
//! Every offender is collected with its line before anything is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use toml::Spanned;

use super::document::{
    AggregateMethod, AggregateTable, DerivedTable, Document, IndicatorTable, LevelTable,
};
use super::{
    Aggregation, Derived, Formula, Framework, Goalposts, Indicator, Level, ProgressRule, Transform,
};
use crate::fault::{Fault, Faults, Place, Result};
use crate::model::{Names, Sex};
use crate::toml_file::line_at;

pub(super) fn framework(file: &Path, text: &str, document: Document) -> Result<Framework> {
    let derived = document.derived.iter().map(|table| table.code.get_ref().clone()).collect();
    let mut check = Check { file, text, derived, faults: Vec::new() };
    let Document { schema, code, name, data, ranking, progress, inequality, themes, .. } = document;
    if *schema.get_ref() != 1 {
        let found = schema.get_ref();
        check.fault(&schema, format!("schema must be 1 (found {found})"));
    }
    let ranking_coverage = ranking.coverage.map_or(0.0, |c| check.share(&c, "ranking coverage"));
    let levels = check.levels(document.levels);
    let derived = check.derived(document.derived);
    let theme_codes: BTreeSet<&str> = themes.iter().map(|t| t.code.as_str()).collect();
    let indicators = check.indicators(document.indicators, &levels, &theme_codes);
    let progress = progress.map(|rule| check.progress(rule));
    let max_age = data.max_age.map(|age| {
        if *age.get_ref() < 0 {
            check.fault(&age, "max_age must not be below 0".to_owned());
        }
        age.into_inner()
    });
    let inequality = inequality.map(|table| {
        let known: Vec<&str> = indicators.iter().map(|i| i.code.as_str()).collect();
        check.known(&table.indicator, "indicator", &known);
        table.indicator.into_inner()
    });
    check.leaves(&levels, &indicators);
    let folder = file.parent().unwrap_or(Path::new(""));
    let framework = Framework {
        code,
        name,
        areas_file: data.areas.map(|name| folder.join(name)),
        sources_file: data.sources.map(|name| folder.join(name)),
        scope: data.scope,
        population: data.population.map(Spanned::into_inner),
        cut_off: data.cut_off,
        max_age,
        ranking_coverage,
        progress,
        inequality,
        themes,
        levels,
        derived,
        indicators,
        groupings: document.groupings,
    };
    Faults::check(check.faults, framework)
}

struct Check<'a> {
    file: &'a Path,
    text: &'a str,
    /// Codes of all derived quantities.
    derived: BTreeSet<String>,
    faults: Vec<Fault>,
}

/// More digits than a value of ours can hold.
const MOST_DECIMALS: usize = 12;
/// A weight beyond this makes sums of weights lose the others.
const LARGEST_WEIGHT: f64 = 1e6;

impl Check<'_> {
    fn place<T>(&self, at: &Spanned<T>) -> Place {
        Place::line(self.file, line_at(self.text, at.span().start))
    }

    fn fault<T>(&mut self, at: &Spanned<T>, message: String) {
        let fault = Fault::new(message).at(self.place(at));
        self.faults.push(fault);
    }

    fn share(&mut self, at: &Spanned<f64>, what: &str) -> f64 {
        let share = *at.get_ref();
        if !(0.0..=1.0).contains(&share) {
            self.fault(at, format!("{what} must be a share from 0 to 1 (found {share})"));
        }
        share
    }

    fn weight(&mut self, at: &Spanned<f64>, code: &str) -> f64 {
        let weight = *at.get_ref();
        if !(1.0 / LARGEST_WEIGHT..=LARGEST_WEIGHT).contains(&weight) {
            let needed =
                if weight > 0.0 { "must be from 0.000001 to 1000000" } else { "must be above 0" };
            let fault = Fault::new(format!("weight of `{code}` {needed} (found {weight})"))
                .at(self.place(at))
                .hint(
                    "to show an indicator without scoring it, write `scored = false` and no weight",
                );
            self.faults.push(fault);
        }
        weight
    }

    fn known(&mut self, at: &Spanned<String>, what: &str, known: &[&str]) -> Option<usize> {
        let found = at.get_ref();
        let position = known.iter().position(|k| k == found);
        if position.is_none() {
            let fault = Fault::new(format!("there is no {what} `{found}`"))
                .at(self.place(at))
                .nearest(found, known.iter().copied());
            self.faults.push(fault);
        }
        position
    }

    fn unique(&mut self, seen: &mut BTreeMap<String, u64>, code: &Spanned<String>) {
        let line = line_at(self.text, code.span().start);
        if code.get_ref().is_empty() {
            self.fault(code, "a code must not be empty".to_owned());
        }
        if let Some(first) = seen.insert(code.get_ref().clone(), line) {
            let code_text = code.get_ref();
            self.fault(
                code,
                format!("the code `{code_text}` is used twice (first in line {first})"),
            );
        }
    }

    /// Levels with parents before children; the one without a parent comes first.
    fn levels(&mut self, tables: Vec<LevelTable>) -> Vec<Level> {
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
            levels.push(self.level(table, parents[original].flatten().and_then(position)));
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

    fn level(&mut self, table: LevelTable, parent: Option<usize>) -> Level {
        let code = table.code.into_inner();
        let weight = table.weight.map_or(1.0, |w| self.weight(&w, &code));
        let aggregation = self.aggregation(table.aggregate);
        Level {
            short: table.short.unwrap_or_else(|| table.name.clone()),
            code,
            parent,
            name: table.name,
            description: table.description,
            why: table.why,
            weight,
            complete: table.complete.unwrap_or(parent.is_none()),
            aggregation,
        }
    }

    fn aggregation(&mut self, table: AggregateTable) -> Aggregation {
        if let Some(floor) = &table.floor {
            if table.method == AggregateMethod::ArithmeticMean {
                self.fault(floor, "an arithmetic mean takes no floor".to_owned());
            } else if !(f64::MIN_POSITIVE..=100.0).contains(floor.get_ref()) {
                let found = floor.get_ref();
                let message = "floor of a geometric mean must be above 0 and at most 100";
                self.fault(floor, format!("{message} (found {found})"));
            }
        }
        let floor = table.floor.map(Spanned::into_inner);
        match table.method {
            AggregateMethod::ArithmeticMean => Aggregation::ArithmeticMean,
            AggregateMethod::GeometricMean => Aggregation::GeometricMean { floor },
        }
    }

    /// A formula that reads at least one name, and derived quantities without a sex.
    fn formula(&mut self, at: &Spanned<String>) -> Formula {
        let formula = Formula::parse(at.get_ref()).unwrap_or_else(|problem| {
            self.fault(at, format!("cannot read the formula ({problem})"));
            Formula::unreadable()
        });
        let names = formula.names();
        if names.is_empty() {
            self.fault(at, format!("the formula `{formula}` reads no series"));
        }
        for (name, sex) in names {
            if self.derived.contains(&name) && sex != Sex::Total {
                self.fault(at, format!("`{name}` is a derived quantity and has no sex to choose"));
            }
        }
        formula
    }

    fn derived(&mut self, tables: Vec<DerivedTable>) -> Vec<Derived> {
        let mut seen = BTreeMap::new();
        let mut derived = Vec::new();
        let mut ready: BTreeSet<String> = BTreeSet::new();
        for table in tables {
            self.unique(&mut seen, &table.code);
            let formula = self.formula(&table.formula);
            for (name, _) in formula.names() {
                if self.derived.contains(&name) && !ready.contains(&name) {
                    let code = table.code.get_ref();
                    let fault = Fault::new(format!(
                        "`{code}` is made from `{name}`, which is itself or comes later: a cycle or a wrong order"
                    ));
                    let place = self.place(&table.formula);
                    let hint = "a derived quantity may use only those that stand above it";
                    self.faults.push(fault.at(place).hint(hint));
                }
            }
            ready.insert(table.code.get_ref().clone());
            derived.push(Derived { code: table.code.into_inner(), formula, why: table.why });
        }
        derived
    }

    fn indicators(
        &mut self,
        tables: Vec<IndicatorTable>,
        levels: &[Level],
        themes: &BTreeSet<&str>,
    ) -> Vec<Indicator> {
        let mut seen = BTreeMap::new();
        let codes: Vec<&str> = levels.iter().map(|l| l.code.as_str()).collect();
        let themes: Vec<&str> = themes.iter().copied().collect();
        let mut indicators = Vec::new();
        for table in tables {
            self.unique(&mut seen, &table.code);
            if codes.contains(&table.code.get_ref().as_str()) {
                let code = table.code.get_ref();
                self.fault(&table.code, format!("`{code}` is the code of a level already"));
            }
            for theme in &table.themes {
                self.known(theme, "theme", &themes);
            }
            let parent = self.known(&table.parent, "level", &codes).unwrap_or(0);
            indicators.push(self.indicator(table, parent));
        }
        indicators
    }

    fn indicator(&mut self, table: IndicatorTable, parent: usize) -> Indicator {
        let goalposts = self.goalposts(&table);
        let formula = self.formula(&table.value);
        let code_text = table.code.get_ref().clone();
        let weight = match (table.scored, &table.weight) {
            (true, Some(weight)) => Some(self.weight(weight, &code_text)),
            (true, None) => Some(1.0),
            (false, None) => None,
            (false, Some(weight)) => {
                let message = format!("`{code_text}` is not scored and so has no weight");
                self.fault(weight, message);
                None
            }
        };
        if table.required && !table.scored {
            let message =
                format!("`{code_text}` can't be required for a rank without being scored");
            self.fault(&table.code, message);
        }
        let bare = formula.bare_series().filter(|name| !self.derived.contains(*name));
        let bare = bare.map(str::to_owned);
        if table.decimals > MOST_DECIMALS {
            let message = format!("`{code_text}` is shown with at most {MOST_DECIMALS} decimals");
            self.fault(&table.code, message);
        }
        if let Some(floor) = table.floor.as_ref().filter(|floor| !floor.get_ref().is_finite()) {
            self.fault(floor, format!("floor of `{code_text}` must be a finite number"));
        }
        Indicator {
            by_sex: table.by_sex.map(Spanned::into_inner).or(bare),
            short: table.short.unwrap_or_else(|| table.name.clone()),
            unit: table.unit.unwrap_or_else(|| Names::english("")),
            code: code_text,
            parent,
            name: table.name,
            formula,
            transform: table.transform,
            floor: table.floor.map(Spanned::into_inner),
            goalposts,
            weight,
            required: table.required,
            decimals: table.decimals,
            themes: table.themes.into_iter().map(Spanned::into_inner).collect(),
        }
    }

    fn goalposts(&mut self, table: &IndicatorTable) -> Goalposts {
        let posts = table.goalposts.get_ref();
        let (worst, best, code) = (posts.worst, posts.best, table.code.get_ref());
        let logarithm = table.transform == Some(Transform::Logarithm);
        if !worst.is_finite() || !best.is_finite() {
            let message =
                format!("goalposts of `{code}` must be finite (found {worst} and {best})");
            self.fault(&table.goalposts, message);
        } else if logarithm && (worst <= 0.0 || best <= 0.0) {
            let message = format!("goalposts of `{code}` must be above 0 to take their logarithm");
            self.fault(&table.goalposts, message);
        } else {
            let scale = |post: f64| if logarithm { post.ln() } else { post };
            let distance = scale(best) - scale(worst);
            if distance == 0.0 || !distance.is_finite() {
                let message =
                    format!("goalposts of `{code}` must differ (found {worst} and {best})");
                self.fault(&table.goalposts, message);
            }
        }
        Goalposts { worst, best, why: posts.why.clone().unwrap_or_default() }
    }

    /// Every level must have something below it that is scored.
    fn leaves(&mut self, levels: &[Level], indicators: &[Indicator]) {
        for (l, level) in levels.iter().enumerate() {
            let has_level = levels.iter().any(|other| other.parent == Some(l));
            if !has_level && !indicators.iter().any(|i| i.parent == l && i.weight.is_some()) {
                let message = format!("level `{}` has no scored indicator below it", level.code);
                self.faults.push(Fault::new(message).at(Place::file(self.file)));
            }
        }
    }

    fn progress(&mut self, rule: Spanned<ProgressRule>) -> ProgressRule {
        let ProgressRule { from, to, coverage } = rule.get_ref();
        if from[0] > from[1] || to[0] > to[1] || from[1] >= to[0] {
            let message =
                "progress needs two spans of years, the first before the second".to_owned();
            self.fault(&rule, message);
        } else if !(0.0..=1.0).contains(coverage) {
            self.fault(&rule, format!("progress coverage must be from 0 to 1 (found {coverage})"));
        }
        rule.into_inner()
    }
}

/// Every name of every formula must be a derived quantity or a series of the catalogue.
///
/// # Errors
/// All unknown names with the line on which they first stand and the nearest known.
pub fn names(framework: &Framework, file: &Path, text: &str, known: &BTreeSet<&str>) -> Result<()> {
    let mut faults = Vec::new();
    for derived in framework.derived.iter().filter(|d| known.contains(d.code.as_str())) {
        let message = format!("the derived quantity `{}` has the name of a series", derived.code);
        faults.push(Fault::new(message).at(Place::file(file)).hint("give it another code"));
    }
    let unknown = framework.series_used().into_iter().filter(|(s, _)| !known.contains(s.as_str()));
    let unknown: BTreeSet<String> = unknown.map(|(series, _): (String, Sex)| series).collect();
    for name in unknown {
        let line =
            text.lines().position(|l| !l.trim_start().starts_with('#') && has_word(l, &name));
        let place = line.map_or(Place::file(file), |l| Place::line(file, l as u64 + 1));
        let derived = framework.derived.iter().map(|d| d.code.as_str());
        faults.push(
            Fault::new(format!("there is no series `{name}`"))
                .at(place)
                .nearest(&name, known.iter().copied().chain(derived)),
        );
    }
    Faults::check(faults, ())
}

fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    line.split(|c| !is_part(c)).any(|w| w == word)
}
