//! Formulas over series: each area and year in which their components exist gives one value.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::panel::{Panel, Point};
use super::table::{Quantity, Table};
use crate::framework::{ComparedBy, Comparison, Formula, Framework, Lack};
use crate::model::{Grid, Label, Observation, Sex};

/// Builds the panel of `areas` (sorted codes) from the observations.
pub fn build_panel(
    framework: &Framework,
    observations: &[Observation],
    areas: Vec<String>,
    cut_off: i32,
) -> Panel {
    let observed = Label::distinct(observations.iter().map(|o| o.series));
    let framework = &*framework.settled(&observed);
    let table = Table::new(observations, &areas);
    let mut known = Known { table, derived: BTreeMap::new() };
    let mut undefined = Vec::new();
    for derived in &framework.derived {
        let (quantity, lost) = evaluate(&derived.formula, &known);
        undefined.extend(lost.into_iter().map(|key| (derived.code.clone(), key)));
        known.derived.insert(&derived.code, quantity);
    }
    let shape = (areas.len(), framework.indicators.len());
    let mut history = Grid::filled(shape.0, shape.1, Vec::new());
    let mut sexes = Grid::filled(shape.0, shape.1, Vec::new());
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let formula = (indicator.code.as_str(), &indicator.formula);
        fill(&mut history, i, formula, &known, &mut undefined);
        let Some(series) = &indicator.by_sex else { continue };
        both_sexes(&known, series, |area, pair| sexes.get_mut(area, i).push(pair));
    }
    let mut filled = |formulas: Vec<Option<(&str, &Formula)>>| {
        let mut grid = Grid::filled(shape.0, formulas.len(), Vec::new());
        for (column, formula) in formulas.into_iter().enumerate() {
            formula.into_iter().for_each(|f| fill(&mut grid, column, f, &known, &mut undefined));
        }
        grid
    };
    let measures = filled(framework.measures.iter().map(measured).collect());
    let asides = filled(framework.asides().map(Some).collect());
    let aggregates = filled(framework.aggregated().map(Some).collect());
    let mut population = vec![Vec::new(); areas.len()];
    if let Some(series) = &framework.population {
        for ((area, _), point) in known.get(series, Sex::Total).into_owned() {
            population[area].push(point);
        }
    }
    let undefined = undefined
        .into_iter()
        .map(|(code, (area, year))| format!("{code} of {} in {year}", areas[area]))
        .collect();
    let (max_age, in_time) = (framework.max_age, framework.indicators.iter().map(|i| i.in_time));
    let in_time = in_time.collect();
    Panel {
        areas,
        cut_off,
        max_age,
        in_time,
        history,
        sexes,
        measures,
        asides,
        aggregates,
        population,
        undefined,
    }
}

/// The formula of a measure that has one: others are indices of frameworks.
fn measured(measure: &Comparison) -> Option<(&str, &Formula)> {
    match &measure.by {
        ComparedBy::Formula(formula) => Some((&measure.code, formula)),
        ComparedBy::Index { .. } => None,
    }
}

/// A series of women and of men, where both are there.
fn both_sexes(known: &Known, series: &str, mut add: impl FnMut(usize, (Point, Point))) {
    let (women, men) = (known.get(series, Sex::Female), known.get(series, Sex::Male));
    for (key, woman) in women.iter() {
        if let Some(man) = men.get(key) {
            add(key.0, (woman.clone(), man.clone()));
        }
    }
}

/// What formulas may name.
struct Known<'a> {
    table: Table<'a>,
    derived: BTreeMap<&'a str, Quantity>,
}

impl Known<'_> {
    /// A quantity; that of a series is taken out anew each time, so that few are held at once.
    fn get(&self, name: &str, sex: Sex) -> Cow<'_, Quantity> {
        match self.derived.get(name).filter(|_| sex == Sex::Total) {
            Some(derived) => Cow::Borrowed(derived),
            None => Cow::Owned(self.table.quantity(name, sex)),
        }
    }
}

/// Puts the values of a formula into a column of a grid, and the keys at which it has none that is finite
/// to those of the others, under the code it stands for.
fn fill(
    grid: &mut Grid<Vec<Point>>,
    column: usize,
    (code, formula): (&str, &Formula),
    known: &Known,
    undefined: &mut Vec<(String, (usize, i32))>,
) {
    let (quantity, lost) = evaluate(formula, known);
    undefined.extend(lost.into_iter().map(|key| (code.to_owned(), key)));
    for ((area, _), point) in quantity {
        grid.get_mut(area, column).push(point);
    }
    for area in 0..grid.rows() {
        grid.get_mut(area, column).shrink_to_fit();
    }
}

/// The formula at every key where its components give it a value; and the keys at which they are
/// there and the value is not finite.
fn evaluate(formula: &Formula, known: &Known) -> (Quantity, Vec<(usize, i32)>) {
    let names = formula.names();
    let components: Vec<Cow<Quantity>> =
        names.iter().map(|(name, sex)| known.get(name, *sex)).collect();
    let keys = components.iter().flat_map(|c| c.keys().copied());
    let keys: BTreeSet<(usize, i32)> = keys.collect();
    let mut quantity = Quantity::new();
    let mut undefined = Vec::new();
    for key in keys {
        let part = |name: &str, sex: Sex| {
            let position = names.iter().position(|(n, s)| n == name && *s == sex)?;
            components[position].get(&key)
        };
        match formula.evaluate(&|name, sex| Some(part(name, sex)?.value)) {
            Ok((value, used)) => {
                let parts: Vec<&Point> =
                    used.into_iter().filter_map(|(name, sex)| part(name, sex)).collect();
                quantity.insert(key, Point::from_parts(key.1, value, &parts));
            }
            Err(Lack::Undefined) => undefined.push(key),
            Err(Lack::Missing) => {}
        }
    }
    (quantity, undefined)
}
