//! `[[aggregate]]` in, numbers of the world out.

use std::collections::BTreeMap;

use toml::Spanned;

use super::check::{Check, Known};
use super::document::{AggregateOfAreasTable, InequalityTable};
use crate::framework::aggregates::Aggregate;
use crate::framework::formula::Formula;
use crate::framework::methods::Direction;
use crate::framework::tree::Share;
use crate::model::Names;

impl Check<'_> {
    /// Shares of income, and Theil's T inside an area with what it takes for granted.
    pub(super) fn incomes(
        &mut self,
        table: &InequalityTable,
    ) -> (Vec<Share>, Option<(Formula, Names)>) {
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
