//! A dense table, row by row: areas down, indicators or levels across.

use serde::{Deserialize, Serialize};

/// The values or the scores of all areas by one indicator or level.
pub type Column = Vec<Option<f64>>;

/// Row-major matrix of any cell type; `Grid<Option<f64>>` is a matrix with its mask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grid<T> {
    rows: usize,
    columns: usize,
    cells: Vec<T>,
}

impl<T: Clone> Grid<T> {
    pub fn filled(rows: usize, columns: usize, cell: T) -> Self {
        Grid { rows, columns, cells: vec![cell; rows * columns] }
    }
}

impl<T> Grid<T> {
    /// A grid whose cell at (row, column) is `cell(row, column)`.
    pub fn from_fn(rows: usize, columns: usize, mut cell: impl FnMut(usize, usize) -> T) -> Self {
        let mut cells = Vec::with_capacity(rows * columns);
        for row in 0..rows {
            cells.extend((0..columns).map(|column| cell(row, column)));
        }
        Grid { rows, columns, cells }
    }

    /// A grid of columns of `rows` cells each, every cell as `cell` gives it.
    pub fn from_columns<C>(rows: usize, columns: &[Vec<C>], cell: impl Fn(&C) -> T) -> Self {
        Grid::from_fn(rows, columns.len(), |row, column| cell(&columns[column][row]))
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    pub fn get(&self, row: usize, column: usize) -> &T {
        &self.cells[row * self.columns + column]
    }

    pub fn get_mut(&mut self, row: usize, column: usize) -> &mut T {
        &mut self.cells[row * self.columns + column]
    }

    pub fn set(&mut self, row: usize, column: usize, cell: T) {
        self.cells[row * self.columns + column] = cell;
    }

    pub fn row(&self, row: usize) -> &[T] {
        &self.cells[row * self.columns..(row + 1) * self.columns]
    }

    pub fn column(&self, column: usize) -> impl Iterator<Item = &T> {
        (0..self.rows).map(move |row| self.get(row, column))
    }

    /// All columns, read row by row; every cell as `cell` gives it from its row.
    pub fn to_columns<C>(&self, cell: impl Fn(usize, &T) -> C) -> Vec<Vec<C>> {
        let mut columns: Vec<Vec<C>> =
            (0..self.columns).map(|_| Vec::with_capacity(self.rows)).collect();
        for row in 0..self.rows {
            for (column, of_row) in columns.iter_mut().zip(self.row(row)) {
                column.push(cell(row, of_row));
            }
        }
        columns
    }
}
