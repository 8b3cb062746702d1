//! `[[aggregate]]` in, numbers of the world out.

use std::collections::BTreeMap;

use toml::Spanned;

use super::check::{Check, Known};
use super::document::{AggregateOfAreasTable, InequalityTable};
use crate::framework::aggregates::Aggregate;
use crate::framework::formula::Formula;
use crate::framework::methods::Direction;
use crate::framework::tree::{Indicator, Share};
use crate::model::Names;

/// Shares of income, and Theil's T inside an area with what it takes for granted.
type Incomes = (Vec<Share>, Option<(Formula, Names)>);

impl Check<'_> {
    /// The indicator of inequality, the measure of income, and what parts of the people have.
    pub(super) fn inequality(
        &mut self,
        table: Option<InequalityTable>,
        indicators: &[Indicator],
        measures: &[String],
    ) -> (Option<String>, Option<String>, Incomes) {
        let Some(table) = table else { return Default::default() };
        let known = Known::of(indicators.iter().map(|i| i.code.as_str()));
        self.known(&table.indicator, "indicator", &known);
        if let Some(income) = &table.income {
            self.known(income, "measure", &Known::of(measures.iter().map(String::as_str)));
        }
        let incomes = self.incomes(&table);
        (Some(table.indicator.into_inner()), table.income.map(Spanned::into_inner), incomes)
    }

    /// Shares of income, and Theil's T inside an area with what it takes for granted.
    fn incomes(&mut self, table: &InequalityTable) -> Incomes {
        let shares = table.shares.iter();
        let shares = shares
            .map(|share| Share { name: share.name.clone(), value: self.formula(&share.value) });
        let shares = shares.collect();
        let Some(within) = &table.within else { return (shares, None) };
        let formula = self.formula(within);
        match (&table.within_why, &table.income) {
            (Some(why), Some(_)) => (shares, Some((formula, why.clone()))),
            _ => {
                let message = "`within` needs `income` and `within_why`: what it takes for granted";
                self.fault(within, message.to_owned());
                (shares, None)
            }
        }
    }

    pub(super) fn aggregates(
        &mut self,
        tables: Vec<AggregateOfAreasTable>,
        themes: &Known,
    ) -> Vec<Aggregate> {
        let mut seen = BTreeMap::new();
        tables.iter().for_each(|table| self.unique(&mut seen, &table.code));
        for theme in tables.iter().flat_map(|table| &table.themes) {
            self.known(theme, "theme", themes);
        }
        let aggregate = |table: AggregateOfAreasTable| Aggregate {
            value: self.formula(&table.value),
            weight: self.formula(&table.weight),
            direction: table
                .direction
                .as_ref()
                .map_or(Direction::More, |at| self.declared_direction(at)),
            code: table.code.into_inner(),
            short: table.short.unwrap_or_else(|| table.name.clone()),
            name: table.name,
            unit: table.unit,
            of: table.of,
            why: table.why,
            decimals: table.decimals,
            themes: table.themes.into_iter().map(Spanned::into_inner).collect(),
        };
        tables.into_iter().map(aggregate).collect()
    }
}
