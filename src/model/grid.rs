//! A dense table, row by row: areas down, indicators or levels across.

/// Row-major matrix of any cell type; `Grid<Option<f64>>` is a matrix with its mask.
#[derive(Debug, Clone, PartialEq)]
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
        let cells = (0..rows * columns).map(|i| cell(i / columns, i % columns)).collect();
        Grid { rows, columns, cells }
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
}
