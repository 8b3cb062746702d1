//! A first assignment in, a better one out: swaps and moves while they make the map read better.

use super::bins::{Bins, SIDE};
use super::site::Cell;
use super::spread::Aims;

/// How many nearest areas of its own region an area keeps in view.
const NEIGHBOURS: usize = 7;
/// Weight of the distance to the target against that of the way to a neighbour.
const HOME: f64 = 0.25;
/// Cost of a neighbour on the wrong side, per cell and per tenth of the pair's own distance.
const ORDER: f64 = 3.0;
/// Cost of a way that points elsewhere than on a map: once for a right angle, twice for the opposite.
const ANGLE: f64 = 2.0;
/// Cost of touching another region.
const TOUCH: f64 = 2.0;
/// Cost of an empty cell with areas of one region on three sides, more on four: land has no holes.
const HOLE: f64 = 3.0;
/// How far an area may move in one step, in cells.
const REACH: i64 = 3;
const ROUNDS: usize = 40;

/// Improves `cells` greedily and in a fixed order until nothing helps.
pub(super) fn settle(plan: &Aims, cells: Vec<Cell>) -> Vec<Cell> {
    let mut board = Board::new(plan, cells);
    for _ in 0..ROUNDS {
        let mut moved = false;
        for site in 0..board.cells.len() {
            moved |= board.improve(site);
        }
        if !moved {
            break;
        }
    }
    board.cells
}

struct Board<'a> {
    plan: &'a Aims,
    cells: Vec<Cell>,
    /// Row-major: who stands where.
    occupant: Vec<Option<usize>>,
    /// Areas each area is compared with; symmetric.
    near: Vec<Vec<usize>>,
}

impl<'a> Board<'a> {
    fn new(plan: &'a Aims, cells: Vec<Cell>) -> Self {
        let mut occupant = vec![None; plan.columns * plan.rows];
        for (site, cell) in cells.iter().enumerate() {
            occupant[cell.row * plan.columns + cell.column] = Some(site);
        }
        Board { near: neighbours(plan), plan, cells, occupant }
    }

    /// Moves one site to the cell within reach that lowers the cost most, swapping where it is taken.
    fn improve(&mut self, site: usize) -> bool {
        let from = self.cells[site];
        let mut best = (-1e-9, None);
        for down in -REACH..=REACH {
            for across in -REACH..=REACH {
                let Some(to) = self.cell(from, across, down).filter(|&to| to != from) else {
                    continue;
                };
                let change = self.change(site, to);
                if change < best.0 {
                    best = (change, Some(to));
                }
            }
        }
        best.1.inspect(|&to| self.swap(from, to)).is_some()
    }

    fn cell(&self, from: Cell, across: i64, down: i64) -> Option<Cell> {
        let column = usize::try_from(from.column as i64 + across).ok()?;
        let row = usize::try_from(from.row as i64 + down).ok()?;
        (column < self.plan.columns && row < self.plan.rows).then_some(Cell { row, column })
    }

    fn at(&self, cell: Cell) -> Option<usize> {
        self.occupant[cell.row * self.plan.columns + cell.column]
    }

    fn swap(&mut self, a: Cell, b: Cell) {
        let columns = self.plan.columns;
        self.occupant.swap(a.row * columns + a.column, b.row * columns + b.column);
        for cell in [a, b] {
            if let Some(site) = self.at(cell) {
                self.cells[site] = cell;
            }
        }
    }

    /// How much the whole cost changes if `site` goes to `to` and whoever is there comes back.
    fn change(&mut self, site: usize, to: Cell) -> f64 {
        let from = self.cells[site];
        let other = self.at(to);
        let before = self.joint_cost(site, other, [from, to]);
        self.swap(from, to);
        let after = self.joint_cost(site, other, [from, to]);
        self.swap(to, from);
        after - before
    }

    fn joint_cost(&self, site: usize, other: Option<usize>, cells: [Cell; 2]) -> f64 {
        let own = self.cost(site) + other.map_or(0.0, |o| self.cost(o));
        // Holes appear and vanish only where a cell is emptied or filled.
        let mut around: Vec<Cell> = Vec::new();
        if other.is_none() {
            around.extend(cells);
            around.extend(cells.iter().flat_map(|&c| self.beside(c)));
            around.sort();
            around.dedup();
        }
        own + around.into_iter().map(|c| self.hole(c)).sum::<f64>()
    }

    fn hole(&self, cell: Cell) -> f64 {
        if self.at(cell).is_some() {
            return 0.0;
        }
        let sides: Vec<usize> =
            self.beside(cell).filter_map(|c| self.at(c)).map(|s| self.plan.blocks[s]).collect();
        let alike = sides.iter().filter(|&&s| s == sides[0]).count();
        if alike == sides.len() { HOLE * (alike as f64 - 2.0).max(0.0) } else { 0.0 }
    }

    fn beside(&self, cell: Cell) -> impl Iterator<Item = Cell> + '_ {
        [(-1, 0), (1, 0), (0, -1), (0, 1)]
            .into_iter()
            .filter_map(move |(across, down)| self.cell(cell, across, down))
    }

    fn cost(&self, site: usize) -> f64 {
        let cell = self.cells[site];
        let target = self.plan.targets[site];
        let home = squared(cell.column as f64 - target.0, cell.row as f64 - target.1);
        let ways: f64 = self.near[site].iter().map(|&other| self.way(site, other)).sum();
        HOME * home + ways + self.touching(site, cell)
    }

    /// How badly the way from one area to a neighbour differs from the way on a map.
    fn way(&self, site: usize, other: usize) -> f64 {
        let (a, b) = (self.cells[site], self.cells[other]);
        let across = b.column as f64 - a.column as f64;
        let down = b.row as f64 - a.row as f64;
        let (s, t) = (self.plan.targets[site], self.plan.targets[other]);
        let stretch = squared(across - (t.0 - s.0), down - (t.1 - s.1));
        let (north, east) = self.degrees(site, other);
        let straight = (across * east - down * north)
            / (across.hypot(down) * east.hypot(north)).max(f64::MIN_POSITIVE);
        stretch + ORDER * (wrong(across, east) + wrong(-down, north)) + ANGLE * (1.0 - straight)
    }

    /// Degrees north and east from one area to another, east shrunk with the latitude.
    fn degrees(&self, site: usize, other: usize) -> (f64, f64) {
        let (a, b) = (self.plan.centres[site], self.plan.centres[other]);
        let shrink = ((a.0 + b.0) / 2.0).to_radians().cos();
        (b.0 - a.0, (b.1 - a.1) * shrink)
    }

    fn touching(&self, site: usize, cell: Cell) -> f64 {
        let blocks = &self.plan.blocks;
        let strangers = self.beside(cell).filter_map(|c| self.at(c));
        TOUCH * strangers.filter(|&other| blocks[other] != blocks[site]).count() as f64
    }
}

/// Cells on the wrong side, weighed by how clearly the pair lies the other way.
fn wrong(cells: f64, degrees: f64) -> f64 {
    if cells * degrees < 0.0 { cells.abs() * (degrees.abs() / 2.0).min(2.0) } else { 0.0 }
}

fn squared(x: f64, y: f64) -> f64 {
    x * x + y * y
}

/// The nearest areas of the same block, by targets; if a has b in view, b has a.
fn neighbours(plan: &Aims) -> Vec<Vec<usize>> {
    let n = plan.targets.len();
    let mut near = vec![std::collections::BTreeSet::new(); n];
    let bins = Bins::new(&plan.targets);
    for i in 0..n {
        let distance = |j: &usize| {
            let (a, b) = (plan.targets[i], plan.targets[*j]);
            squared(b.0 - a.0, b.1 - a.1)
        };
        let mut others = Vec::new();
        // Wider and wider, until as many are so near that none beyond can be nearer.
        for reach in 1.. {
            let around = bins.around(i, reach);
            let is_all = around.len() == n;
            others = around;
            others.retain(|&j| j != i && plan.blocks[j] == plan.blocks[i]);
            let sure = squared(reach as f64 * SIDE, 0.0);
            if is_all || others.iter().filter(|j| distance(j) < sure).count() >= NEIGHBOURS {
                break;
            }
        }
        others.sort_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.cmp(b)));
        for &j in others.iter().take(NEIGHBOURS) {
            near[i].insert(j);
            near[j].insert(i);
        }
    }
    near.into_iter().map(|set| set.into_iter().collect()).collect()
}
