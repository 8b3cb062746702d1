//! Areas in, cells of a grid out: an equal-tile map computed from rough centres.
//!
//! Each area gets one square of its own, all of one size, so that no State is too small to be seen
//! and no boundary is drawn. Four steps: [`spread`] stretches every region into the room it needs,
//! pushes crowded areas apart, [`assign`] snaps them to cells at the least total distance (near it,
//! where there are very many), and
//! [`settle`] swaps neighbours until north, south, east and west read as they do on a map. Nothing
//! is random: the same table gives the same grid.

mod assign;
mod bins;
mod settle;
mod site;
mod spread;

pub use site::{Cell, Site};

/// Where every area stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileGrid {
    pub columns: usize,
    pub rows: usize,
    /// One per area, in the order the areas were given.
    pub cells: Vec<Cell>,
}

/// Columns of the list of areas without a centre, where there is no map above it to follow.
const LIST_COLUMNS: usize = 20;

/// Places every area: those with a centre as a map, the others in the order given below it.
///
/// Areas keep clear of other regions where they can. Two areas never share a cell.
pub fn arrange(sites: &[Site]) -> TileGrid {
    let mapped: Vec<usize> = (0..sites.len()).filter(|&i| sites[i].centre.is_some()).collect();
    let mut order = mapped.clone();
    order.sort_by_key(|&i| sites[i].code);
    let placed = place(&order.iter().map(|&i| sites[i]).collect::<Vec<_>>());

    let mut cells = vec![Cell { row: 0, column: 0 }; sites.len()];
    for (&site, &cell) in order.iter().zip(&placed) {
        cells[site] = cell;
    }
    let columns = placed.iter().map(|c| c.column + 1).max();
    let rows = placed.iter().map(|c| c.row + 2).max().unwrap_or(0);
    let width = columns.unwrap_or(LIST_COLUMNS);
    let unmapped = (0..sites.len()).filter(|&i| sites[i].centre.is_none());
    for (k, site) in unmapped.enumerate() {
        cells[site] = Cell { row: rows + k / width, column: k % width };
    }
    TileGrid {
        columns: cells.iter().map(|c| c.column + 1).max().unwrap_or(0),
        rows: cells.iter().map(|c| c.row + 1).max().unwrap_or(0),
        cells,
    }
}

/// Cells of sites that all have a centre, cropped to the first row and column used.
fn place(sites: &[Site]) -> Vec<Cell> {
    if sites.is_empty() {
        return Vec::new();
    }
    let plan = spread::spread(sites);
    let cells = assign::nearest_cells(&plan.targets, plan.columns, plan.rows);
    let cells = settle::settle(&plan, cells);
    let left = cells.iter().map(|c| c.column).min().unwrap_or(0);
    let top = cells.iter().map(|c| c.row).min().unwrap_or(0);
    cells.iter().map(|c| Cell { row: c.row - top, column: c.column - left }).collect()
}

#[cfg(test)]
mod tests;
