//! `[[aggregate]]` in, numbers of the world out.

use std::collections::BTreeMap;

use toml::Spanned;

use super::check::{Check, Known};
use super::document::AggregateOfAreasTable;
use crate::framework::aggregates::Aggregate;
use crate::framework::methods::Direction;

impl Check<'_> {
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
            decimals: table.decimals,
            themes: table.themes.into_iter().map(Spanned::into_inner).collect(),
        };
        tables.into_iter().map(aggregate).collect()
    }
}
