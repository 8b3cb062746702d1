//! A table read back from its own CSV: the same cells, to go out in another form.

use csv::{ReaderBuilder, StringRecord};

use super::dictionary::{of_reading, of_scoring, of_simulation};
use super::table::{Column, Declared, Kind, Table, Values};
use crate::characters::of_cell;
use crate::fault::{Fault, Result};

/// Stands for the code of a part of the index in the name of a column.
const CODE: &str = "CODE";

/// The table of an edition that the text of `file` (`scores.csv`) holds; `None` for a file that is none.
///
/// # Errors
/// A column that the table does not have, or a cell of another kind, with its line.
pub fn read_back(file: &str, text: &str) -> Result<Option<Table>> {
    let all = [of_reading(), of_scoring(), of_simulation()].concat();
    let Some(declared) = all.into_iter().find(|declared| declared.file == file) else {
        return Ok(None);
    };
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut rows = reader
        .records()
        .map(|row| row.map_err(|e| Fault::new(format!("{file} is no table any more ({e})"))));
    let header = rows.next().unwrap_or_else(|| Ok(StringRecord::new()))?;
    let columns = header.iter().map(|name| declared.column(name)).collect::<Result<Vec<_>>>()?;
    let mut table = Table::empty(declared.file, declared.about, columns);
    for (line, row) in (2..).zip(rows) {
        for (cell, (values, name)) in row?.iter().zip(table.ends().zip(&header)) {
            values.read(cell).ok_or_else(|| {
                let message = format!("`{cell}` in line {line} of {file} is no cell of {name}");
                Fault::new(message).hint("`ssj build` makes the table again")
            })?;
        }
    }
    Ok(Some(table))
}

impl Declared {
    /// What the column called `name` holds.
    fn column(&self, name: &str) -> Result<Column> {
        let code = |column: &Column| {
            let (before, behind) = column.name.split_once(CODE)?;
            let code = name.strip_prefix(before)?.strip_suffix(behind)?;
            Some(Column::new(name, column.kind, &column.about.replace(CODE, code)))
        };
        let same = self.columns.iter().find(|column| column.name == name).cloned();
        same.or_else(|| self.columns.iter().find_map(code)).ok_or_else(|| {
            Fault::new(format!("{} has no column {name}", self.file))
                .hint("`ssj build` makes the table again")
                .into()
        })
    }
}

impl Values {
    /// Puts the cell of a CSV at the end; `None` where it is of another kind.
    fn read(&mut self, cell: &str) -> Option<()> {
        match self {
            Values::Text(cells) => cells.push(of_cell(cell).into()),
            Values::Whole(cells) => cells.push(optional(cell)?),
            Values::Number(cells) => cells.push(optional(cell)?),
            Values::Boolean(cells) => cells.push(match cell {
                "" => None,
                "yes" => Some(true),
                "no" => Some(false),
                _ => return None,
            }),
        }
        Some(())
    }
}

/// A number, or none in an empty cell.
fn optional<T: std::str::FromStr>(cell: &str) -> Option<Option<T>> {
    if cell.is_empty() { Some(None) } else { cell.parse().ok().map(Some) }
}

/// What the columns of a CSV hold, as far as its cells say it: whole numbers, numbers or texts.
pub fn kinds(text: &str) -> Vec<(String, Kind)> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = reader.records().map_while(std::result::Result::ok);
    let header = rows.next().unwrap_or_default();
    let mut kinds = vec![Kind::Whole; header.len()];
    let mut are_seen = vec![false; header.len()];
    for row in rows {
        for ((cell, kind), is_seen) in row.iter().zip(&mut kinds).zip(&mut are_seen) {
            *is_seen |= !cell.is_empty();
            if !cell.is_empty() && *kind == Kind::Whole && cell.parse::<i64>().is_err() {
                *kind = Kind::Number;
            }
            if !cell.is_empty() && *kind == Kind::Number && !is_number(cell) {
                *kind = Kind::Text;
            }
        }
    }
    let kind = |(kind, is_seen)| if is_seen { kind } else { Kind::Text };
    header.iter().map(str::to_owned).zip(kinds.into_iter().zip(are_seen).map(kind)).collect()
}

fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok_and(f64::is_finite) && !cell.contains(['i', 'I', 'n', 'N'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_with_the_same_cells() {
        for declared in [of_reading(), of_scoring(), of_simulation()].concat() {
            let mut table = Table::empty(declared.file, declared.about, declared.columns.clone());
            for row in 0..2 {
                table.ends().for_each(|values| match values {
                    Values::Text(cells) => cells.push(["=1+1", ""][row].into()),
                    Values::Whole(cells) => cells.push([Some(-7), None][row]),
                    Values::Number(cells) => cells.push([Some(0.25), None][row]),
                    Values::Boolean(cells) => cells.push([Some(false), None][row]),
                });
            }
            let back = read_back(declared.file, &table.csv()).unwrap().unwrap();
            assert_eq!(back, table, "{}", declared.file);
        }
        assert_eq!(read_back("map_index.csv", "a\n1\n").unwrap(), None);
    }

    #[test]
    fn a_cell_of_another_kind_and_a_strange_column_are_named() {
        let told = |text: &str| read_back("scores.csv", text).unwrap_err().to_string();
        let told_column = told("ref_area,colour\nKEN,red\n");
        assert!(told_column.contains("no column colour"), "{told_column}");
        let told_cell = told("ref_area,score\nKEN,1\nNOR,much\n");
        assert!(
            told_cell.contains("`much` in line 3") && told_cell.contains("score"),
            "{told_cell}"
        );
    }

    #[test]
    fn cells_tell_what_a_column_holds() {
        let text = "a,b,c,d,e\n1,1.5,x,,NaN\n2,,3,,1\n";
        let expected = [
            ("a", Kind::Whole),
            ("b", Kind::Number),
            ("c", Kind::Text),
            ("d", Kind::Text),
            ("e", Kind::Text),
        ];
        assert_eq!(kinds(text), expected.map(|(name, kind)| (name.to_owned(), kind)));
    }
}
