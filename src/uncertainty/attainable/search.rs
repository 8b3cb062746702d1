//! Functions that are linear over a simplex in, a point where the fewest of them are above 0 out:
//! branch and bound on simplices, cut until every function has one sign in each.
//!
//! # Why the answer is exact
//! A linear function that is above 0 at all corners of a simplex is above 0 throughout it, so the
//! number of such functions bounds the count from below, everywhere in the simplex. A simplex
//! whose bound is no better than the best point found is done with; any other is cut in two at the
//! point where one function crosses an edge, and the two halves cover it. A function is cut until
//! no piece has it on both sides, which each cut brings nearer (one corner fewer beyond 0 in either
//! half), so the search ends, and then no point of the region has escaped a bound.
//!
//! Two functions of which some sum a + λb with λ > 0 is above 0 at all corners are nowhere both at
//! or below 0: disjoint pairs of such add one each to the bound, and with a fence for b, which is
//! at or below 0 in the region, a is above 0 in all of the region that the simplex holds.
//!
//! Rounding can't make a bound too good: a function counts as above only beyond [`TIE`], while the
//! values at a corner, each a mix of two others, are right to some 1e-16 per cut.

use std::cmp::Reverse;
use std::rc::Rc;

/// Values up to here count as 0. Functions come in scaled to values of about 1 at most.
pub(super) const TIE: f64 = 1e-12;

/// What is searched. A function is told by its values at the corners of the simplex.
pub(super) struct Task<'a> {
    /// Counted where they are above 0.
    pub rows: &'a [Vec<f64>],
    /// Above 0 outside the region: points there don't count.
    pub fences: &'a [Vec<f64>],
    /// How many values of functions at corners may be looked at.
    pub budget: usize,
}

/// A point, and what is known of the best one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fewest {
    /// Shares of the corners; they sum to 1.
    pub at: Vec<f64>,
    /// How many rows are above 0 there.
    pub reached: usize,
    /// Nowhere are fewer; equal to `reached` unless the budget ran out.
    pub limit: usize,
}

/// The point with the fewest rows above 0, or `start` (a point of the region and its count) where
/// none has fewer.
pub(super) fn fewest(task: &Task, start: (Vec<f64>, usize)) -> Fewest {
    let mut search = Search { task, at: start.0, reached: start.1, looked: 0 };
    let mut pieces: Vec<Piece> = search.whole().into_iter().collect();
    while let Some(piece) = pieces.pop() {
        if piece.above >= search.reached {
            continue;
        }
        if search.looked >= task.budget {
            pieces.push(piece);
            break;
        }
        // A piece in which nothing is open has its count at its corners, which were tried.
        let Some(row) = piece.cut else { continue };
        if search.rivals_add(&piece, search.reached - piece.above) {
            continue;
        }
        let mut halves = search.halves(&piece, row);
        // The more promising half goes on top of the stack.
        halves.sort_by_key(|half| Reverse((half.above, half.open.len())));
        pieces.append(&mut halves);
    }
    let open = pieces.iter().map(|piece| piece.above);
    let limit = open.chain([search.reached]).min().unwrap_or(search.reached);
    Fewest { at: search.at, reached: search.reached, limit }
}

/// Shares of the corners of the whole, and the value there of every row, then every fence.
struct Point {
    shares: Vec<f64>,
    values: Vec<f64>,
}

/// A simplex.
struct Piece {
    corners: Vec<Rc<Point>>,
    /// Rows and fences that are on both sides of 0 within it.
    open: Vec<usize>,
    /// How many rows are above 0 throughout.
    above: usize,
    /// The one of `open` to cut along: once begun, until it is open no more.
    cut: Option<usize>,
}

struct Search<'a> {
    task: &'a Task<'a>,
    at: Vec<f64>,
    reached: usize,
    looked: usize,
}

impl Search<'_> {
    fn whole(&mut self) -> Option<Piece> {
        let (rows, fences) = (self.task.rows, self.task.fences);
        let n = rows.first().or(fences.first())?.len();
        let corner = |c: usize| Point {
            shares: (0..n).map(|other| f64::from(u8::from(other == c))).collect(),
            values: rows.iter().chain(fences).map(|row| row[c]).collect(),
        };
        let corners: Vec<Rc<Point>> = (0..n).map(|c| Rc::new(corner(c))).collect();
        let open: Vec<usize> = (0..rows.len() + fences.len()).collect();
        corners.iter().for_each(|point| self.consider(point, &open, 0));
        self.piece(corners, &open, 0, None)
    }

    fn is_fence(&self, row: usize) -> bool {
        row >= self.task.rows.len()
    }

    /// Keeps a corner of a piece with these `open` and `above` if it is the best point so far.
    fn consider(&mut self, point: &Point, open: &[usize], above: usize) {
        let over = || open.iter().filter(|&&row| point.values[row] > TIE);
        if over().any(|&row| self.is_fence(row)) {
            return;
        }
        let count = above + over().count();
        if count < self.reached {
            self.reached = count;
            self.at.clone_from(&point.shares);
        }
    }

    /// The piece with these corners, within one with these `open`, `above` and `cut`; `None` where
    /// it lies outside the region.
    fn piece(
        &mut self,
        corners: Vec<Rc<Point>>,
        open: &[usize],
        above: usize,
        cut: Option<usize>,
    ) -> Option<Piece> {
        self.looked += open.len() * corners.len();
        let mut piece = Piece { corners, open: Vec::with_capacity(open.len()), above, cut: None };
        let mut balances = Vec::new();
        // Fences come last, so from the back each row meets those that are open.
        let mut fences: Vec<usize> = Vec::new();
        for &row in open.iter().rev() {
            let balance = match sides(&piece.corners, row) {
                Sides::Below => continue,
                Sides::Above => None,
                Sides::Both(balance) => Some(balance),
            };
            self.looked += fences.len() * piece.corners.len();
            let is_kept_out = |&fence: &usize| against(&piece.corners, row, fence);
            match balance.filter(|_| !fences.iter().any(is_kept_out)) {
                None if self.is_fence(row) => return None,
                None => piece.above += 1,
                Some(balance) => {
                    piece.open.push(row);
                    balances.push(balance);
                    fences.extend(Some(row).filter(|&row| self.is_fence(row)));
                }
            }
        }
        // Cutting along the row with most on its lesser side decides most.
        let by_balance = (0..balances.len()).max_by(|&a, &b| balances[a].total_cmp(&balances[b]));
        let begun = cut.filter(|row| piece.open.contains(row));
        piece.cut = begun.or(by_balance.map(|at| piece.open[at]));
        piece.open.reverse();
        Some(piece)
    }

    /// Whether at least `needed` more rows are above everywhere in the piece, by disjoint pairs of
    /// which one or the other is.
    fn rivals_add(&mut self, piece: &Piece, needed: usize) -> bool {
        let mut rows = piece.open.clone();
        rows.retain(|&row| !self.is_fence(row));
        let mut pairs = 0;
        while pairs + rows.len() / 2 >= needed {
            let Some(row) = rows.pop() else { return false };
            self.looked += rows.len() * piece.corners.len();
            let rival = rows.iter().rposition(|&rival| against(&piece.corners, row, rival));
            if let Some(rival) = rival {
                rows.remove(rival);
                pairs += 1;
            }
            if pairs >= needed {
                return true;
            }
        }
        false
    }

    /// The pieces on either side of the point where a row is 0 on the edge from its highest corner
    /// to its lowest.
    fn halves(&mut self, piece: &Piece, row: usize) -> Vec<Piece> {
        let value = |c: &usize| piece.corners[*c].values[row];
        let by_value = |a: &usize, b: &usize| value(a).total_cmp(&value(b));
        let corners = 0..piece.corners.len();
        let ends = corners.clone().max_by(by_value).zip(corners.min_by(by_value));
        let Some((high, low)) = ends else { return Vec::new() };
        let way = (value(&high) - TIE) / (value(&high) - value(&low));
        let mix = |of: fn(&Point) -> &[f64]| -> Vec<f64> {
            let ends = of(&piece.corners[high]).iter().zip(of(&piece.corners[low]));
            ends.map(|(a, b)| a + way * (b - a)).collect()
        };
        let mut point = Point { shares: mix(|p| &p.shares), values: mix(|p| &p.values) };
        point.values[row] = TIE;
        self.consider(&point, &piece.open, piece.above);
        let point = Rc::new(point);
        let half = |corner: usize| {
            let mut corners = piece.corners.clone();
            corners[corner] = Rc::clone(&point);
            self.piece(corners, &piece.open, piece.above, Some(row))
        };
        [high, low].into_iter().filter_map(half).collect()
    }
}

/// Where a row stands in a simplex; on both sides, with the lesser of the sums of its values there.
enum Sides {
    Below,
    Above,
    Both(f64),
}

/// A row that is at 0 on a face and above it elsewhere is above: the face belongs to the
/// neighbouring piece too, where the row is not.
fn sides(corners: &[Rc<Point>], row: usize) -> Sides {
    let (mut over, mut under) = (0.0, 0.0);
    for corner in corners {
        let value = corner.values[row] - TIE;
        if value > 0.0 {
            over += value;
        } else {
            under -= value;
        }
    }
    match (over, under) {
        (0.0, _) => Sides::Below,
        (_, 0.0) => Sides::Above,
        _ => Sides::Both(over.min(under)),
    }
}

/// Whether a + λb is above 0 at all corners for some λ > 0.
fn against(corners: &[Rc<Point>], a: usize, b: usize) -> bool {
    let (mut least, mut most) = (0.0, f64::INFINITY);
    for corner in corners {
        let (a, b) = (corner.values[a] - TIE, corner.values[b] - TIE);
        match (a > 0.0, b > 0.0) {
            (true, true) => {}
            (false, true) => least = f64::max(least, -a / b),
            (true, false) if b < 0.0 => most = f64::min(most, a / -b),
            (true, false) => {}
            (false, false) => return false,
        }
    }
    least < most
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows that differ from corner to corner, by a linear congruence.
    fn rows(n: usize, corners: usize, seed: u64) -> Vec<Vec<f64>> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 40) as f64 / (1u64 << 24) as f64 - 0.4
        };
        (0..n).map(|_| (0..corners).map(|_| next()).collect()).collect()
    }

    fn found(rows: &[Vec<f64>], fences: &[Vec<f64>], budget: usize) -> Fewest {
        let start = vec![1.0 / rows[0].len() as f64; rows[0].len()];
        fewest(&Task { rows, fences, budget }, (start, rows.len()))
    }

    #[test]
    fn a_search_that_is_cut_short_still_bounds_the_answer() {
        let mut was_cut_short = false;
        for seed in 0..20 {
            let rows = rows(40, 4, seed);
            let whole = found(&rows, &[], usize::MAX);
            assert_eq!(whole.limit, whole.reached);
            for budget in [0, 1_000, 10_000, 50_000] {
                let short = found(&rows, &[], budget);
                assert!(short.limit <= whole.reached && whole.reached <= short.reached);
                was_cut_short |= short.limit < short.reached;
            }
        }
        assert!(was_cut_short);
    }

    #[test]
    fn fences_keep_points_out_by_hand() {
        // The row is at or below 0 from half of the first corner on; the fence allows a quarter.
        let (row, fence) = (vec![-1.0, 1.0], vec![0.75, -0.25]);
        assert_eq!(found(std::slice::from_ref(&row), &[], usize::MAX).reached, 0);
        let fenced = found(&[row], &[fence], usize::MAX);
        assert_eq!((fenced.reached, fenced.limit), (1, 1));
    }

    #[test]
    fn rivals_are_told_by_hand() {
        let corner = |a: f64, b: f64| Rc::new(Point { shares: Vec::new(), values: vec![a, b] });
        // 1 + λ·(−1) and −1 + λ·3 are both above 0 for λ from 1/3 to 1.
        assert!(against(&[corner(1.0, -1.0), corner(-1.0, 3.0)], 0, 1));
        // −1 + λ·0.5 needs λ above 2, where the first is below 0: both can be at or below 0.
        assert!(!against(&[corner(1.0, -1.0), corner(-1.0, 0.5)], 0, 1));
        assert!(!against(&[corner(1.0, 1.0), corner(-1.0, -0.5)], 0, 1));
    }
}
