//! A point well inside its cell: rows and a point in, the centre of the largest ball around which
//! no row changes from 0 or below to above out.

use super::climb::value;
use super::search::TIE;
use crate::statistics::simplex::maximise;

/// The centre (in shares) of the largest ball that stays within the region and where every row
/// that is not above 0 at `at` stays at or below 0; `at` itself where no ball fits.
pub(super) fn centre(rows: &[Vec<f64>], caps: &[f64], at: &[f64]) -> Vec<f64> {
    let n = at.len();
    let mut constraints = Constraints { rows: Vec::new(), limits: Vec::new() };
    for row in rows {
        let here = value(row, at);
        let mean = row.iter().sum::<f64>() / n as f64;
        // Moves keep the sum of shares, so only what differs from the mean matters.
        let slope: Vec<f64> = row.iter().map(|x| x - mean).collect();
        let length = slope.iter().map(|x| x * x).sum::<f64>().sqrt();
        if here <= TIE && length > TIE {
            let unit: Vec<f64> = slope.iter().map(|x| x / length).collect();
            constraints.add(&unit, 1.0, -here / length);
        }
    }
    // The distance to a face, along the plane of shares that sum to 1.
    let length = (1.0 - 1.0 / n as f64).sqrt();
    for c in 0..n {
        let towards = |sign: f64| -> Vec<f64> {
            (0..n).map(|other| if other == c { sign } else { 0.0 }).collect()
        };
        constraints.add(&towards(-1.0), length, at[c]);
        if caps[c] < 1.0 {
            constraints.add(&towards(1.0), length, caps[c] - at[c]);
        }
    }
    constraints.add(&vec![1.0; n], 0.0, 0.0);
    constraints.add(&vec![-1.0; n], 0.0, 0.0);
    let radius: Vec<f64> = (0..=2 * n).map(|v| f64::from(u8::from(v == 2 * n))).collect();
    let Some(found) = maximise(&radius, &constraints.rows, &constraints.limits) else {
        return at.to_vec();
    };
    let moved = at.iter().enumerate().map(|(c, x)| (x + found[c] - found[n + c]).max(0.0));
    moved.collect()
}

/// Of a move in shares (what each gains, then what each loses) and the radius.
struct Constraints {
    /// One after the other.
    rows: Vec<f64>,
    limits: Vec<f64>,
}

impl Constraints {
    /// `slope`·move + `length`·radius ≤ `limit`; a limit that rounding left below 0 is 0.
    fn add(&mut self, slope: &[f64], length: f64, limit: f64) {
        let losses = slope.iter().map(|x| -x);
        self.rows.extend(slope.iter().copied().chain(losses).chain([length]));
        self.limits.push(limit.max(0.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_centre_of_a_stretch_and_of_a_triangle_by_hand() {
        // Of two corners, the row lets the first have up to half: the centre is at a quarter.
        let found = centre(&[vec![1.0, -1.0]], &[1.0, 1.0], &[0.5, 0.5]);
        assert!((found[0] - 0.25).abs() < 1e-9 && (found[1] - 0.75).abs() < 1e-9, "{found:?}");
        // Without a row the ball of a triangle is in its middle.
        for share in centre(&[], &[1.0; 3], &[1.0, 0.0, 0.0]) {
            assert!((share - 1.0 / 3.0).abs() < 1e-9);
        }
        // The first at most a fifth: the middle of what is left.
        let found = centre(&[], &[0.2, 1.0], &[0.0, 1.0]);
        assert!((found[0] - 0.1).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn a_cell_without_inside_keeps_its_point() {
        let rows = [vec![1.0, -1.0], vec![-1.0, 1.0]];
        let found = centre(&rows, &[1.0, 1.0], &[0.5, 0.5]);
        assert!(found.iter().all(|x| (x - 0.5).abs() < 1e-9), "{found:?}");
    }
}
