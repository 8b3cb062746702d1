//! A good point to start the search from: rows and a point in, a point with fewer rows above 0 out.

use super::search::TIE;

/// Shares moved from corner to corner, two at a time and as far as suits, while fewer rows are
/// above 0 after it; with the count at the end. `caps`: the largest share of each corner.
pub(super) fn climb(rows: &[Vec<f64>], caps: &[f64], from: Vec<f64>) -> (Vec<f64>, usize) {
    let mut at = from;
    let mut values: Vec<f64> = rows.iter().map(|row| value(row, &at)).collect();
    loop {
        let count = values.iter().filter(|v| **v > TIE).count();
        let pairs = (0..at.len()).flat_map(|to| (0..at.len()).map(move |from| (to, from)));
        let moves = pairs.filter(|(to, from)| to != from).map(|(to, from)| {
            let most = at[from].min(caps[to] - at[to]);
            let (step, fewest) = along(rows, &values, (to, from), most);
            (fewest, to, from, step)
        });
        let best = moves.min_by(|a, b| a.0.cmp(&b.0));
        let Some((_, to, from, step)) = best.filter(|best| best.0 < count) else {
            return (at, count);
        };
        at[to] += step;
        at[from] = (at[from] - step).max(0.0);
        values = rows.iter().map(|row| value(row, &at)).collect();
    }
}

pub(super) fn value(row: &[f64], shares: &[f64]) -> f64 {
    row.iter().zip(shares).map(|(x, share)| x * share).sum()
}

/// How much to move from one corner to another, `most` at most, and how many rows are above then:
/// the middle of the first stretch between two crossings where they are fewest.
fn along(rows: &[Vec<f64>], values: &[f64], (to, from): (usize, usize), most: f64) -> (f64, usize) {
    let mut count = values.iter().filter(|v| **v > TIE).count();
    // Steps at which a row crosses 0, with what that does to the count.
    let mut crossings: Vec<(f64, bool)> = Vec::new();
    for (row, value) in rows.iter().zip(values) {
        let slope = row[to] - row[from];
        let step = (TIE - value) / slope;
        if (*value > TIE) != (slope > 0.0) && step > 0.0 && step < most {
            crossings.push((step, slope > 0.0));
        }
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut best = (0.0, count);
    for (at, &(step, rises)) in crossings.iter().enumerate() {
        count = if rises { count + 1 } else { count - 1 };
        let next = crossings.get(at + 1).map_or(most, |next| next.0);
        if count < best.1 && next > step {
            best = ((step + next) / 2.0, count);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_move_to_the_middle_of_the_best_stretch_by_hand() {
        // On the edge from the second corner to the first, at share u of the first: the one row is
        // above below u = 0.5, the other above from u = 0.75 on.
        let rows = [vec![-1.0, 1.0], vec![1.0, -3.0]];
        let (at, count) = climb(&rows, &[1.0, 1.0], vec![0.0, 1.0]);
        assert_eq!(count, 0);
        assert!((at[0] - 0.625).abs() < 1e-9 && (at[0] + at[1] - 1.0).abs() < 1e-12, "{at:?}");
        // Held below the crossing by a cap, it stays.
        assert_eq!(climb(&rows, &[0.4, 1.0], vec![0.0, 1.0]), (vec![0.0, 1.0], 1));
    }
}
