//! The indicators: each with its level, its methods and its weight, and whether they go together.

use toml::Spanned;

use super::check::{ABOVE, Check, Known, Seen};
use super::document::Defaults;
use super::indicator_tables::IndicatorTable;
use crate::framework::normalise::Normalisation;
use crate::framework::treatment::Treatment;
use crate::framework::tree::{Indicator, Level};
use crate::model::{Names, unquoted};

/// More digits than a value of ours can hold.
const MOST_DECIMALS: usize = 12;

impl Check<'_> {
    pub(super) fn indicators(
        &mut self,
        tables: Vec<IndicatorTable>,
        levels: &[Level],
        themes: &Known,
        defaults: &Defaults,
    ) -> Vec<Indicator> {
        let level = |l: &Level| (l.code.to_lowercase(), (l.code.clone(), ABOVE));
        let mut seen: Seen = levels.iter().map(level).collect();
        let codes = Known::of(levels.iter().map(|l| l.code.as_str()));
        let mut indicators = Vec::new();
        for table in tables {
            self.unique(&mut seen, &table.code);
            for theme in table.themes.iter().chain(table.parts.iter().flat_map(|p| &p.themes)) {
                self.known(theme, "theme", themes);
            }
            let parent = self.known(&table.parent, "level", &codes).unwrap_or(0);
            indicators.push(self.indicator(table, parent, defaults));
        }
        indicators
    }

    fn indicator(
        &mut self,
        mut table: IndicatorTable,
        parent: usize,
        defaults: &Defaults,
    ) -> Indicator {
        let direction = self.direction(&table);
        let (in_time, imputation) = self.imputation(table.impute.take(), defaults);
        let treatment = self.treatment(table.treat.as_ref().or(defaults.treat.as_ref()));
        let chosen = table.normalise.as_ref().or(defaults.normalise.as_ref());
        let normalisation = self.normalisation(&table, chosen);
        self.alternatives(&table, defaults, &treatment, &normalisation);
        let (range, error) = (self.value_range(&table.range), self.error(&table.error));
        let formula = self.formula(&table.value);
        let code_text = table.code.get_ref().clone();
        let weight = self.weight_of(&table, &code_text);
        if table.required && !table.scored {
            let message =
                format!("`{code_text}` can't be required for a rank without being scored");
            self.fault(&table.code, message);
        }
        let (parts, split) = (self.parts(table.parts), self.split(table.split.take()));
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
            by_sex: table.by_sex.map(|name| unquoted(name.get_ref()).into_owned()).or(bare),
            short: table.short.unwrap_or_else(|| table.name.clone()),
            unit: table.unit.unwrap_or_else(|| Names::english("")),
            code: code_text,
            parent,
            name: table.name,
            formula,
            transform: table.transform,
            floor: table.floor.map(Spanned::into_inner),
            range,
            error,
            direction,
            in_time,
            imputation,
            treatment,
            normalisation,
            weight,
            required: table.required,
            caution: table.caution,
            parts,
            split,
            decimals: table.decimals,
            themes: table.themes.into_iter().map(Spanned::into_inner).collect(),
        }
    }

    /// Among its siblings; none of an indicator that is only shown.
    fn weight_of(&mut self, table: &IndicatorTable, code: &str) -> Option<f64> {
        match (table.scored, &table.weight) {
            (true, Some(weight)) => Some(self.weight(weight, code)),
            (true, None) => Some(1.0),
            (false, None) => None,
            (false, Some(weight)) => {
                self.fault(weight, format!("`{code}` is not scored and so has no weight"));
                None
            }
        }
    }

    /// Reads the other normalisations for this indicator; each must go with each treatment.
    fn alternatives(
        &mut self,
        table: &IndicatorTable,
        defaults: &Defaults,
        treatment: &Treatment,
        normalisation: &Normalisation,
    ) {
        let others =
            defaults.other_normalise.iter().map(|other| self.normalisation(table, Some(other)));
        let others: Vec<Normalisation> = others.collect();
        let treatments = defaults.other_treat.iter().map(|other| self.treatment(Some(other)));
        let treatments: Vec<Treatment> = treatments.collect();
        for treatment in [treatment].into_iter().chain(&treatments) {
            for normalisation in [normalisation].into_iter().chain(&others) {
                self.consistent(&table.code, treatment, normalisation);
            }
        }
        self.other_normalisations.resize(others.len(), Vec::new());
        for (of, other) in self.other_normalisations.iter_mut().zip(others) {
            of.push(other);
        }
    }
}
