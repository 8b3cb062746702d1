//! What is called uncertain: alternatives that can be carried out, levels and indicators that exist.

use toml::Spanned;

use super::check::{Check, Known};
use super::levels::codes_below;
use super::methods::inner;
use super::uncertainty_tables::*;
use crate::fault::{Fault, Place};
use crate::framework::aggregation::Aggregation;
use crate::framework::normalise::Normalisation;
use crate::framework::tree::{Indicator, Level};
use crate::framework::uncertainty::{
    AggregationChoice, Alternatives, DEFAULT_CERTAIN, DEFAULT_ERROR, DEFAULT_RUNS, DEFAULT_SEED,
    DEFAULT_SPREAD, DropChoice, Measurement, Uncertainty, WeightNoise, WeightsChoice,
};
use crate::toml_file::Two;

/// Of the logarithm of a value: beyond, values are off by more than any two areas differ.
const LARGEST_ERROR: f64 = 10.0;
/// More replications than ranks can be counted for, or anyone can wait for.
const MOST_RUNS: u64 = 1_000_000_000;

impl Check<'_> {
    /// The declaration, or what holds where there is none. `normalisations`: by alternative, then
    /// by indicator, as they were read with the indicators.
    pub(super) fn uncertainty(
        &mut self,
        table: Option<UncertaintyTable>,
        levels: &[Level],
        indicators: &[Indicator],
        normalisations: Vec<Vec<Normalisation>>,
    ) -> Uncertainty {
        let Some(table) = table else {
            let mut vary = Uncertainty::unsaid((0..levels.len()).collect());
            vary.weights.iter_mut().for_each(|w| w.levels.retain(|&l| takes_weights(&levels[l])));
            vary.weights.retain(|choice| !choice.levels.is_empty());
            return vary;
        };
        let runs = inner(&table.runs).unwrap_or(DEFAULT_RUNS);
        if let Some(at) = table.runs.as_ref().filter(|_| !(1..=MOST_RUNS).contains(&runs)) {
            self.fault(at, format!("runs must be from 1 to {MOST_RUNS} (found {runs})"));
        }
        let certain = inner(&table.certain).unwrap_or(DEFAULT_CERTAIN);
        if let Some(at) = table.certain.as_ref().filter(|_| !(certain > 0.5 && certain <= 1.0)) {
            self.fault(at, format!("certain must be above 0.5 and at most 1 (found {certain})"));
        }
        let vary = Uncertainty {
            runs,
            certain,
            seed: table.seed.unwrap_or(DEFAULT_SEED),
            normalisation: table.normalisation.map(|choice| {
                self.some(&choice.alternatives, "{ method = \"min_max\" }");
                Alternatives { others: normalisations, why: choice.why }
            }),
            treatment: table.treatment.map(|choice| {
                self.some(&choice.alternatives, "{ method = \"winsorise\" }");
                let others = choice.alternatives.get_ref().iter();
                let others = others.map(|t| self.treatment(Some(t))).collect();
                Alternatives { others, why: choice.why }
            }),
            imputation: table.imputation.map(|choice| {
                self.some(&choice.alternatives, "{ method = \"regression\" }");
                let others = choice.alternatives.get_ref().iter();
                let others = others.filter_map(|table| self.chosen(table)).collect();
                Alternatives { others, why: choice.why }
            }),
            aggregations: table
                .aggregations
                .into_iter()
                .map(|choice| self.aggregation_choice(choice, levels, indicators))
                .collect(),
            weights: table.weights.into_iter().map(|c| self.weights_choice(c, levels)).collect(),
            drop: None,
            measurement: table.measurement.map(|table| self.measurement(table)),
        };
        let drop = table.drop.map(|table| self.drop_choice(table, levels, indicators, &vary));
        let vary = Uncertainty { drop, ..vary };
        self.chosen_once("aggregation", vary.aggregations.iter().map(|c| &c.levels), levels);
        self.chosen_once("weights", vary.weights.iter().map(|c| &c.levels), levels);
        vary
    }

    /// A level may stand in one entry of a kind only: two draws for one thing would contradict.
    fn chosen_once<'l>(
        &mut self,
        kind: &str,
        entries: impl Iterator<Item = &'l Vec<usize>>,
        levels: &[Level],
    ) {
        let mut seen = std::collections::BTreeSet::new();
        for &l in entries.flatten() {
            if !seen.insert(l) {
                let code = &levels[l].code;
                let message = format!("`{code}` is in two entries of [[uncertainty.{kind}]]");
                let fault = Fault::new(message).at(Place::file(self.file));
                self.faults.push(fault.hint("choose it by depth or by code in one of them only"));
            }
        }
    }

    /// A choice needs something to choose from.
    fn some<T>(&mut self, at: &Spanned<Vec<T>>, example: &str) {
        if at.get_ref().is_empty() {
            let fault = Fault::new("there is no alternative to the declared method");
            let hint = format!("name one, for example [{example}], or leave the choice out");
            let fault = fault.at(self.place(at)).hint(hint);
            self.faults.push(fault);
        }
    }

    fn aggregation_choice(
        &mut self,
        choice: AggregationChoiceTable,
        levels: &[Level],
        indicators: &[Indicator],
    ) -> AggregationChoice {
        let is_named = choice.levels.is_some();
        let place = self.place(&choice.alternatives);
        let (code, mut at) = self.levels_chosen(choice.depth, choice.levels, levels, "aggregation");
        // A mean has not the scale of a formula: who means it names the level.
        at.retain(|&l| is_named || levels[l].aggregation.formula().is_none());
        if at.is_empty() && !is_named {
            let fault = Fault::new("every level chosen here is made by a formula").at(place);
            self.faults.push(fault.hint("name those that may be made otherwise: levels = [\"…\"]"));
        }
        self.some(&choice.alternatives, "{ method = \"arithmetic_mean\" }");
        let tables = choice.alternatives.into_inner();
        let others: Vec<Aggregation> = tables.iter().map(|table| self.aggregation(table)).collect();
        let below = codes_below(levels, indicators);
        for &l in &at {
            for (other, table) in others.iter().zip(&tables) {
                self.weights_count(&levels[l].code, &levels[l].weighting, other);
                if let Some((formula, place)) = other.formula().zip(table.place("formula")) {
                    self.formula_fits(formula, place, &levels[l].code, &below[l]);
                }
                self.aggregation_fits(&levels[l].code, other, below[l].len());
            }
        }
        AggregationChoice { code, levels: at, others, why: choice.why }
    }

    fn weights_choice(&mut self, choice: WeightsChoiceTable, levels: &[Level]) -> WeightsChoice {
        let named = choice.levels.is_some();
        let places: Vec<Place> =
            choice.levels.iter().flatten().map(|code| self.place(code)).collect();
        let (code, mut at) = self.levels_chosen(choice.depth, choice.levels, levels, "weights");
        if named {
            for (&l, place) in at.iter().zip(places) {
                if !takes_weights(&levels[l]) {
                    let code = &levels[l].code;
                    let message = format!("the weights below `{code}` are made, or don't count");
                    let hint = "leave the level out: only weights that are given can vary";
                    self.faults.push(Fault::new(message).at(place).hint(hint));
                }
            }
        }
        at.retain(|&l| takes_weights(&levels[l]));
        let noise = match (&choice.spread, &choice.concentration) {
            (Some(_), Some(at)) => {
                self.fault(at, "weights vary by a spread or a concentration, not both".to_owned());
                WeightNoise::Spread(DEFAULT_SPREAD)
            }
            (Some(at), None) => {
                let spread = *at.get_ref();
                let fits = (0.0..1.0).contains(&spread);
                self.within(at, fits, "spread must be a share of 0 or above, below 1");
                WeightNoise::Spread(spread)
            }
            (None, Some(at)) => {
                let concentration = *at.get_ref();
                let fits = concentration > 0.0 && concentration.is_finite();
                self.within(at, fits, "concentration must be above 0");
                WeightNoise::Dirichlet(concentration)
            }
            (None, None) => WeightNoise::Spread(DEFAULT_SPREAD),
        };
        WeightsChoice { code, levels: at, noise, why: choice.why }
    }

    /// The levels at a depth or of these codes; all where neither is given. And a code for them.
    fn levels_chosen(
        &mut self,
        depth: Option<Spanned<usize>>,
        codes: Option<Vec<Spanned<String>>>,
        levels: &[Level],
        kind: &str,
    ) -> (String, Vec<usize>) {
        let all = || (0..levels.len()).collect();
        match (depth, codes) {
            (Some(at), Some(_)) => {
                self.fault(&at, "levels are chosen by depth or by code, not both".to_owned());
                (kind.to_owned(), all())
            }
            (Some(at), None) => {
                let depth = *at.get_ref();
                let depths = depths(levels);
                let here: Vec<usize> = (0..levels.len()).filter(|&l| depths[l] == depth).collect();
                if here.is_empty() {
                    self.fault(&at, format!("there is no level at depth {depth}"));
                }
                (format!("{kind} at depth {depth}"), here)
            }
            (None, Some(codes)) => {
                let known = Known::of(levels.iter().map(|l| l.code.as_str()));
                let found = codes.iter().filter_map(|code| self.known(code, "level", &known));
                let found = found.collect();
                let names: Vec<&str> = codes.iter().map(|code| code.get_ref().as_str()).collect();
                (format!("{kind} of {}", names.join(", ")), found)
            }
            (None, None) => (kind.to_owned(), all()),
        }
    }

    fn drop_choice(
        &mut self,
        table: DropTable,
        levels: &[Level],
        indicators: &[Indicator],
        vary: &Uncertainty,
    ) -> DropChoice {
        let below = codes_below(levels, indicators);
        let needs_all = needs_all(levels, vary);
        let can = |i: usize| {
            let Indicator { parent, .. } = indicators[i];
            indicators[i].is_scored() && below[parent].len() > 1 && !needs_all[parent]
        };
        let Some(codes) = table.indicators else {
            let indicators = (0..indicators.len()).filter(|&i| can(i)).collect();
            return DropChoice { indicators, why: table.why };
        };
        let known = Known::of(indicators.iter().map(|i| i.code.as_str()));
        let mut chosen = Vec::new();
        for code in &codes {
            let Some(i) = self.known(code, "indicator", &known) else { continue };
            if !can(i) {
                let message = format!("`{}` can't be left out alone", code.get_ref());
                let hint = "it is not scored, stands alone below its level, or its level is (or may \
                            be) a formula or an ordered_weighted_average, which need every score";
                let fault = Fault::new(message).at(self.place(code)).hint(hint);
                self.faults.push(fault);
            }
            chosen.push(i);
        }
        DropChoice { indicators: chosen, why: table.why }
    }

    fn measurement(&mut self, table: MeasurementTable) -> Measurement {
        let mut size = |at: &Option<Spanned<f64>>, what: &str, unsaid: f64| {
            let Some(at) = at else { return unsaid };
            let size = *at.get_ref();
            let fits = (0.0..=LARGEST_ERROR).contains(&size);
            self.within(at, fits, &format!("{what} must be from 0 to {LARGEST_ERROR}"));
            size
        };
        Measurement {
            estimated: size(&table.estimated, "estimated", DEFAULT_ERROR),
            drift: size(&table.drift, "drift", 1.0),
            why: table.why,
        }
    }

    /// The possible range of an indicator's values, the lower end first.
    pub(super) fn value_range(&mut self, at: &Option<Spanned<Two<f64>>>) -> Option<[f64; 2]> {
        let at = at.as_ref()?;
        let Two([low, high]) = *at.get_ref();
        if low.is_nan() || high.is_nan() || low >= high {
            self.fault(at, format!("range must run from low to high (found {low} to {high})"));
        }
        Some([low, high])
    }

    /// An indicator's own measurement error.
    pub(super) fn error(&mut self, at: &Option<Spanned<f64>>) -> Option<f64> {
        let at = at.as_ref()?;
        let error = *at.get_ref();
        let fits = (0.0..=LARGEST_ERROR).contains(&error);
        let what = format!("error must be from 0 to {LARGEST_ERROR}, a share of the value");
        self.within(at, fits, &what);
        Some(error)
    }
}

/// Whether weights are given, and count in some way that could be chosen.
fn takes_weights(level: &Level) -> bool {
    !level.weighting.is_made() && level.aggregation.formula().is_none()
}

/// How far below the index each level stands; parents stand before their children.
fn depths(levels: &[Level]) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::with_capacity(levels.len());
    for level in levels {
        depths.push(level.parent.map_or(0, |parent| depths[parent] + 1));
    }
    depths
}

/// Whether a level has a score only if everything below it has one, by any of its aggregations.
fn needs_all(levels: &[Level], vary: &Uncertainty) -> Vec<bool> {
    let mut needs: Vec<bool> = levels.iter().map(|l| l.aggregation.needs_all()).collect();
    for choice in &vary.aggregations {
        let any = choice.others.iter().any(|by| by.needs_all());
        choice.levels.iter().filter(|_| any).for_each(|&level| needs[level] = true);
    }
    needs
}
