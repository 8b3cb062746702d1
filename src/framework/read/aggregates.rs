//! `[[aggregate]]` in, numbers of the world out.

use std::collections::BTreeMap;

use super::check::Check;
use super::document::AggregateOfAreasTable;
use crate::framework::aggregates::Aggregate;
use crate::framework::methods::Direction;

impl Check<'_> {
    pub(super) fn aggregates(&mut self, tables: Vec<AggregateOfAreasTable>) -> Vec<Aggregate> {
        let mut seen = BTreeMap::new();
        tables.iter().for_each(|table| self.unique(&mut seen, &table.code));
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
        };
        tables.into_iter().map(aggregate).collect()
    }
}
