//! Formulas over series: each area and year in which their components exist gives one value.

use std::collections::{BTreeMap, BTreeSet};

use super::panel::{Panel, Point, weakest};
use super::table::{Quantity, Table};
use crate::fault::Result;
use crate::framework::{ComparedBy, Formula, Framework, Lack};
use crate::model::{Grid, Observation, Sex};

/// Builds the panel of `areas` (sorted codes) from the observations.
///
/// # Errors
/// Only where the table of observations can't be built at all.
pub fn build_panel(
    framework: &Framework,
    observations: &[Observation],
    areas: Vec<String>,
    cut_off: i32,
) -> Result<Panel> {
    let observed: BTreeSet<&str> = observations.iter().map(|o| &*o.series).collect();
    let framework = &*framework.settled(&observed);
    let table = Table::new(observations, &areas)?;
    let mut known: BTreeMap<(String, Sex), Quantity> = BTreeMap::new();
    for (series, sex) in framework.own_series() {
        let quantity = table.quantity(&series, sex)?;
        known.insert((series, sex), quantity);
    }
    let mut undefined = Vec::new();
    for derived in &framework.derived {
        let (quantity, lost) = evaluate(&derived.formula, &known);
        undefined.extend(lost.into_iter().map(|key| (derived.code.clone(), key)));
        known.insert((derived.code.clone(), Sex::Total), quantity);
    }
    let shape = (areas.len(), framework.indicators.len());
    let mut history = Grid::filled(shape.0, shape.1, Vec::new());
    let mut sexes = Grid::filled(shape.0, shape.1, Vec::new());
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let formula = (indicator.code.as_str(), &indicator.formula);
        fill(&mut history, i, formula, &known, &mut undefined);
        let Some(series) = &indicator.by_sex else { continue };
        let side = |sex| known.get(&(series.clone(), sex));
        let (Some(women), Some(men)) = (side(Sex::Female), side(Sex::Male)) else { continue };
        for (key, woman) in women {
            if let Some(man) = men.get(key) {
                sexes.get_mut(key.0, i).push((woman.clone(), man.clone()));
            }
        }
    }
    let mut measures = Grid::filled(shape.0, framework.measures.len(), Vec::new());
    for (m, measure) in framework.measures.iter().enumerate() {
        let ComparedBy::Formula(formula) = &measure.by else { continue };
        fill(&mut measures, m, (&measure.code, formula), &known, &mut undefined);
    }
    let mut asides = Grid::filled(shape.0, framework.asides().count(), Vec::new());
    for (column, formula) in framework.asides().enumerate() {
        fill(&mut asides, column, formula, &known, &mut undefined);
    }
    let mut aggregates = Grid::filled(shape.0, framework.aggregated().count(), Vec::new());
    for (column, formula) in framework.aggregated().enumerate() {
        fill(&mut aggregates, column, formula, &known, &mut undefined);
    }
    let mut population = vec![Vec::new(); areas.len()];
    if let Some(series) = &framework.population {
        for ((area, _), point) in known.remove(&(series.clone(), Sex::Total)).unwrap_or_default() {
            population[area].push(point);
        }
    }
    let undefined = undefined
        .into_iter()
        .map(|(code, (area, year))| format!("{code} of {} in {year}", areas[area]))
        .collect();
    let (max_age, in_time) = (framework.max_age, framework.indicators.iter().map(|i| i.in_time));
    let in_time = in_time.collect();
    Ok(Panel {
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
    })
}

/// Puts the values of a formula into a column of a grid, and the keys at which it has none that is finite
/// to those of the others, under the code it stands for.
fn fill(
    grid: &mut Grid<Vec<Point>>,
    column: usize,
    (code, formula): (&str, &Formula),
    known: &BTreeMap<(String, Sex), Quantity>,
    undefined: &mut Vec<(String, (usize, i32))>,
) {
    let (quantity, lost) = evaluate(formula, known);
    undefined.extend(lost.into_iter().map(|key| (code.to_owned(), key)));
    for ((area, _), point) in quantity {
        grid.get_mut(area, column).push(point);
    }
}

/// The formula at every key where its components give it a value; and the keys at which they are
/// there and the value is not finite.
fn evaluate(
    formula: &Formula,
    known: &BTreeMap<(String, Sex), Quantity>,
) -> (Quantity, Vec<(usize, i32)>) {
    let names = formula.names();
    let components: Vec<Option<&Quantity>> = names.iter().map(|name| known.get(name)).collect();
    let keys = components.iter().flatten().flat_map(|c| c.keys().copied());
    let keys: BTreeSet<(usize, i32)> = keys.collect();
    let mut quantity = Quantity::new();
    let mut undefined = Vec::new();
    for key in keys {
        let part = |name: &str, sex: Sex| {
            let position = names.iter().position(|(n, s)| n == name && *s == sex)?;
            components[position]?.get(&key)
        };
        match formula.evaluate(&|name, sex| Some(part(name, sex)?.value)) {
            Ok((value, used)) => {
                let parts: Vec<&Point> =
                    used.into_iter().filter_map(|(name, sex)| part(name, sex)).collect();
                quantity.insert(key, derived_point(key.1, value, &parts));
            }
            Err(Lack::Undefined) => undefined.push(key),
            Err(Lack::Missing) => {}
        }
    }
    (quantity, undefined)
}

fn derived_point(year: i32, value: f64, parts: &[&Point]) -> Point {
    let mut origins: Vec<_> = parts.iter().flat_map(|p| p.origins.iter().cloned()).collect();
    origins.sort();
    origins.dedup();
    Point { year, value, status: weakest(parts), origins }
}
