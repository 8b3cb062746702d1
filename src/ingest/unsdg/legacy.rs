//! Exports of before 2018: a column for each year, each with a column `FN` behind it that begins with
//! the nature of the figure (`C, 1, 12`). Every cell of a year is a row of the account.

use super::super::account::{Account, NO_AREA};
use super::columns::{Cell, UnsdgColumns, is_named};

/// The columns of years.
pub(super) struct Years {
    /// (position of the values, of the notes beside them).
    years: Vec<(usize, Option<usize>)>,
    area: Option<usize>,
}

impl Years {
    /// The years of a wide header; `None` where it is that of a long table.
    pub fn find(header: &[String]) -> Option<Self> {
        if header.iter().any(|h| is_named(h, "Value") || is_named(h, "TimePeriod")) {
            return None;
        }
        let is_year = |name: &str| name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
        let notes = |column: usize| header.get(column).is_some_and(|h| is_named(h, "FN"));
        let years: Vec<_> = (0..header.len())
            .filter(|column| is_year(&header[*column]))
            .map(|column| (column, notes(column + 1).then_some(column + 1)))
            .collect();
        let area = header.iter().position(|h| is_named(h, "Country or Area Code"));
        (!years.is_empty()).then_some(Years { years, area })
    }

    /// Takes the figures of one row.
    pub fn take<'r>(
        &self,
        columns: &'r UnsdgColumns,
        text: &dyn Fn(usize) -> &'r str,
        line: &dyn Fn() -> u64,
        account: &mut Account,
    ) {
        let is_wanted = account.wants(text(columns.series));
        let is_group = self.area.is_some_and(|area| is_group(text(area)));
        for (column, notes) in &self.years {
            if !is_wanted {
                account.not_wanted();
                continue;
            }
            if is_group {
                account.row();
                account.filtered(NO_AREA);
                continue;
            }
            let notes = notes.map_or("", text);
            let (nature, more) = notes.split_once(',').unwrap_or((notes, ""));
            let year = columns.names[*column].as_str();
            let cell = Cell {
                year: (year, year),
                value: (text(*column), year),
                nature: (nature.trim(), "FN"),
                notes: more,
            };
            columns.take_cell(&cell, text, line, account);
        }
    }
}

/// Groups of countries have codes of their own with the name of their list in front.
fn is_group(code: &str) -> bool {
    ["MDG_", "M49_", "SDG_"].iter().any(|list| code.starts_with(list))
}
