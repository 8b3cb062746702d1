//! The number of a point and of a coordinate in, a scrambled low-discrepancy number of [0, 1) out.
//!
//! Sobol's sequence with the direction numbers of Joe and Kuo (2008), from the `sobol_burley` crate,
//! with Owen's nested uniform scrambling (Owen 1995). The scrambling is our own, for two reasons.
//! The crate gives 23 random bits: too few to pick among many streams or to reach the tail of a
//! normal distribution, where 53 are at hand. And its hash only comes close to nested uniform
//! scrambling, while the intervals rest on every scrambled point being exactly uniform.

use sobol_burley::parts::sobol_rev;

/// Digits of Sobol's sequence, so that the crate's sequence has 2^16 different points.
pub const DIGITS: u32 = 16;

/// Coordinates that the direction numbers reach.
pub const COORDINATES: usize = 256;

/// Bits of a number of [0, 1) that a `f64` keeps.
const BITS: u32 = f64::MANTISSA_DIGITS;

/// One scrambled sequence: any seed and any scramble number give an independent one.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// One per coordinate: the coordinates of a point are scrambled independently.
    keys: Vec<u64>,
}

impl Sequence {
    /// `coordinates` up to [`COORDINATES`].
    pub fn new(seed: u64, scramble: u64, coordinates: usize) -> Self {
        let key = hash(hash(seed, 0), scramble);
        Sequence { keys: (0..coordinates).map(|c| hash(key, c as u64)).collect() }
    }

    /// Writes the coordinates of the point numbered `index`, below 2^[`DIGITS`].
    pub fn write(&self, index: u32, point: &mut [f64]) {
        for (coordinate, (key, u)) in (0..).zip(self.keys.iter().zip(point)) {
            let digits = sobol_rev(index.reverse_bits(), coordinate).reverse_bits();
            *u = scramble(digits >> (u32::BITS - DIGITS), *key);
        }
    }
}

/// Nested uniform scrambling: each digit is flipped or not by a random bit that depends on all the
/// digits before it. Points differ within their first [`DIGITS`] digits, so that what follows is
/// independent from point to point: one hash of the digits gives it all.
fn scramble(digits: u32, key: u64) -> f64 {
    let mut scrambled = 0;
    for place in 0..DIGITS {
        let before = (1 << place) | (digits >> (DIGITS - place));
        let digit = u64::from(digits >> (DIGITS - 1 - place)) & 1;
        scrambled = (scrambled << 1) | (digit ^ (hash(key, before.into()) >> 63));
    }
    let tail = BITS - DIGITS;
    let rest = hash(key, ((1 << DIGITS) | digits).into()) >> (u64::BITS - tail);
    ((scrambled << tail) | rest) as f64 / (1_u64 << BITS) as f64
}

/// The number numbered `index` of the stream `key`: the output function of SplitMix64 (Steele, Lea
/// and Flood 2014) at a counter.
fn hash(key: u64, index: u64) -> u64 {
    let mut z = key.wrapping_add(index.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(seed: u64, scramble: u64, coordinates: usize, n: u32) -> Vec<Vec<f64>> {
        let sequence = Sequence::new(seed, scramble, coordinates);
        let row = |index| {
            let mut point = vec![f64::NAN; coordinates];
            sequence.write(index, &mut point);
            point
        };
        (0..n).map(row).collect()
    }

    fn cells(points: &[Vec<f64>], of: impl Fn(&[f64]) -> usize) -> Vec<usize> {
        let mut counts = vec![0; points.len()];
        points.iter().for_each(|point| counts[of(point)] += 1);
        counts
    }

    #[test]
    fn every_slice_holds_one_point_in_every_coordinate() {
        let points = points(7, 3, COORDINATES, 1024);
        for c in 0..COORDINATES {
            let counts = cells(&points, |point| (point[c] * 1024.0) as usize);
            assert_eq!(counts, [1; 1024], "coordinate {c}");
        }
    }

    #[test]
    fn every_box_of_the_first_two_coordinates_holds_one_point() {
        let points = points(7, 3, 2, 256);
        for wide in 0..=8 {
            let (columns, rows) = (1 << wide, 256 >> wide);
            let counts = cells(&points, |point| {
                (point[0] * columns as f64) as usize * rows + (point[1] * rows as f64) as usize
            });
            assert_eq!(counts, [1; 256], "{columns} × {rows}");
        }
    }

    #[test]
    fn numbers_keep_53_bits_and_stay_below_one() {
        let points = points(1, 0, 4, 1 << DIGITS);
        let last_bit = |u: &f64| (u * (1_u64 << BITS) as f64) as u64 & 1;
        let odd: u64 = points.iter().flatten().map(last_bit).sum();
        // Fair coins: 131 072 ± 4 standard deviations of 256.
        assert!((130_048..=132_096).contains(&odd), "{odd}");
        assert!(points.iter().flatten().all(|u| (0.0..1.0).contains(u)));
    }

    #[test]
    fn scrambles_seeds_and_coordinates_are_independent_and_uniform() {
        // One point of 4 000 scrambles: mean 1/2 and correlation 0, within 4 standard errors.
        let of = |seed: u64, later: u64, c: usize| -> Vec<f64> {
            (0..4000).map(|s| points(seed, s + later, 3, 6)[5][c]).collect()
        };
        let one = of(1, 0, 1);
        assert!((crate::statistics::mean(&one).unwrap() - 0.5).abs() < 4.0 * 0.004_565);
        for other in [of(1, 0, 2), of(2, 0, 1), of(1, 1, 1)] {
            let pairs: Vec<(f64, f64)> = one.iter().copied().zip(other).collect();
            let r = crate::statistics::pearson(&pairs).unwrap();
            assert!(r.abs() < 4.0 / 4000_f64.sqrt(), "{r}");
        }
    }

    #[test]
    fn scrambling_is_nested_uniform() {
        // Two points that share k digits and differ in the next still do so, and everything after
        // is independent: the mean product of the rests, scaled to [0, 1), is 1/4.
        for k in [0, 3, 15] {
            let (low, high) = (0, 1 << (DIGITS - 1 - k));
            let scale = (1_u64 << (k + 1)) as f64;
            let rests = |key| {
                let (a, b) = (scramble(low, key) * scale, scramble(high, key) * scale);
                assert_eq!((a / 2.0).floor(), (b / 2.0).floor());
                assert_ne!(a.floor(), b.floor());
                (a.fract(), b.fract())
            };
            let pairs: Vec<(f64, f64)> = (0..4000).map(|i| rests(hash(5, i))).collect();
            let r = crate::statistics::pearson(&pairs).unwrap();
            assert!(r.abs() < 4.0 / 4000_f64.sqrt(), "{k}: {r}");
        }
    }
}
