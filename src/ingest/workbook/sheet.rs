//! The rows of a sheet as written cells: what stands in each, and what kind it is of.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// What kind a cell is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Kind {
    Nothing,
    Text,
    Number,
    /// A number that is shown as a percentage, written as it is kept: 5.7 % is 0.057.
    Percentage,
    /// Written `true` or `false`.
    Truth,
    /// Written as of ISO 8601.
    Date,
    /// Such as `#N/A`.
    Error,
    /// One whose result the file does not hold, written with `=` in front.
    Formula,
}

/// A cell as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ingest) struct Written {
    pub text: String,
    pub kind: Kind,
}

/// The rows of a sheet that have any cell, each with its number (from 1) and its cells by column.
pub(in crate::ingest) struct Sheet {
    pub rows: Vec<(u64, Vec<(usize, Written)>)>,
}

impl Sheet {
    /// A row with every column up to the last filled one.
    pub fn texts(row: &[(usize, Written)]) -> Vec<String> {
        let mut texts = vec![String::new(); row.last().map_or(0, |(column, _)| column + 1)];
        for (column, cell) in row {
            texts[*column].clone_from(&cell.text);
        }
        texts
    }

    /// The same as CSV: each row on the line of its number, all of one length.
    pub fn csv(&self) -> Vec<u8> {
        let width = self.rows.iter().filter_map(|(_, row)| row.last()).map(|(at, _)| at + 1).max();
        let mut text = Vec::new();
        let mut line = 1;
        for (number, row) in &self.rows {
            text.resize(text.len() + (*number - line) as usize, b'\n');
            line = *number + 1;
            let mut cells = Sheet::texts(row);
            cells.resize(width.unwrap_or_default(), String::new());
            let quoted = cells.iter().map(|cell| {
                let cell = cell.replace(['\r', '\n'], " ");
                if cell.contains([',', '"']) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell
                }
            });
            text.extend(quoted.collect::<Vec<_>>().join(",").into_bytes());
            text.push(b'\n');
        }
        text
    }

    /// Cells, in any order, put into rows.
    pub fn of(mut cells: Vec<((u32, u32), Written)>) -> Self {
        cells.retain(|(_, cell)| !cell.text.is_empty());
        // Composed or decomposed, a letter is the same.
        for (_, cell) in cells.iter_mut().filter(|(_, cell)| !cell.text.is_ascii()) {
            cell.text = cell.text.nfc().collect();
        }
        cells.sort_by_key(|(place, _)| *place);
        let mut rows: Vec<(u64, Vec<(usize, Written)>)> = Vec::new();
        for ((row, column), cell) in cells {
            let (line, cell) = (u64::from(row) + 1, (column as usize, cell));
            match rows.last_mut().filter(|(last, _)| *last == line) {
                Some((_, row)) => row.push(cell),
                None => rows.push((line, vec![cell])),
            }
        }
        let mut sheet = Sheet { rows };
        sheet.tell_percentages_apart();
        sheet
    }

    /// Percentages in a column of other numbers are written as they are shown, so that no one takes
    /// 0.057 for a figure beside 5.7. A year above them is the column's name.
    fn tell_percentages_apart(&mut self) {
        let is_year = |cell: &Written| {
            cell.text.len() == 4 && cell.text.starts_with(['1', '2']) && !cell.text.contains('.')
        };
        let mut columns: BTreeMap<usize, Vec<&mut Written>> = BTreeMap::new();
        for (column, cell) in self.rows.iter_mut().flat_map(|(_, row)| row) {
            if matches!(cell.kind, Kind::Number | Kind::Percentage) {
                columns.entry(*column).or_default().push(cell);
            }
        }
        for cells in columns.into_values() {
            let named = usize::from(is_year(cells[0]));
            let other = cells.iter().skip(named).any(|cell| cell.kind == Kind::Number);
            for cell in cells.into_iter().filter(|c| other && c.kind == Kind::Percentage) {
                let shown = cell.text.parse::<f64>().unwrap_or_default() * 100.0;
                // As many digits as the number has, and none that the multiplication adds.
                cell.text = format!("{}%", (shown * 1e9).round() / 1e9);
                cell.kind = Kind::Text;
            }
        }
    }
}
