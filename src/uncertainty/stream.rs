//! A seed, a purpose and a number of a stream in, the random numbers of that stream out.
//!
//! Counter-based: the numbers follow from these three alone, not from what was drawn before, so that
//! any thread can take any replication.

/// Philox 4×32 with ten rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
#[inline]
fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    const ROUNDS: usize = 10;
    const MULTIPLY: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
    const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
    for round in 0..ROUNDS {
        if round > 0 {
            key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
        }
        let first = u64::from(MULTIPLY[0]) * u64::from(counter[0]);
        let second = u64::from(MULTIPLY[1]) * u64::from(counter[2]);
        counter = [
            (second >> 32) as u32 ^ counter[1] ^ key[0],
            second as u32,
            (first >> 32) as u32 ^ counter[3] ^ key[1],
            first as u32,
        ];
    }
    counter
}

/// The numbers of one stream, in order.
#[derive(Debug, Clone)]
pub struct Stream {
    key: [u32; 2],
    counter: [u32; 4],
    block: [u32; 4],
    taken: usize,
}

impl Stream {
    /// `purpose`: what the numbers are for, so that two purposes never share numbers.
    pub fn new(seed: u64, purpose: u32, number: u64) -> Self {
        Stream {
            key: [seed as u32, (seed >> 32) as u32],
            counter: [0, purpose, number as u32, (number >> 32) as u32],
            block: [0; 4],
            taken: 4,
        }
    }

    #[inline]
    fn next(&mut self) -> u32 {
        if self.taken == 4 {
            self.block = philox(self.counter, self.key);
            self.counter[0] = self.counter[0].wrapping_add(1);
            self.taken = 0;
        }
        let number = self.block[self.taken];
        self.taken += 1;
        number
    }

    /// Uniform between 0 and 1, never either: the middle of one of 2³² equal steps.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        share(self.next())
    }

    /// As many from the normal distribution as there is room for: the numbers that [`Stream::normal`]
    /// gives one by one, in less than half the time.
    pub fn normals(&mut self, to: &mut [f64]) {
        const AT_ONCE: usize = 64;
        let mut distances = [0.0; AT_ONCE];
        for to in to.chunks_mut(AT_ONCE) {
            let distances = &mut distances[..to.len()];
            self.fill(distances);
            // As if all lay in the middle, which a processor does several at a time.
            for (normal, q) in to.iter_mut().zip(&mut *distances) {
                *q -= 0.5;
                *normal = central(*q);
            }
            for (normal, q) in to.iter_mut().zip(&*distances).filter(|(_, q)| q.abs() > CENTRAL) {
                *normal = normal_quantile(q + 0.5);
            }
        }
    }

    /// Uniform numbers, as [`Stream::uniform`] gives them one by one.
    fn fill(&mut self, to: &mut [f64]) {
        let left = (4 - self.taken).min(to.len());
        let (rest, whole) = to.split_at_mut(left);
        rest.iter_mut().for_each(|x| *x = self.uniform());
        let mut blocks = whole.chunks_exact_mut(4);
        for block in &mut blocks {
            let numbers = philox(self.counter, self.key);
            self.counter[0] = self.counter[0].wrapping_add(1);
            block.iter_mut().zip(numbers).for_each(|(x, number)| *x = share(number));
        }
        blocks.into_remainder().iter_mut().for_each(|x| *x = self.uniform());
    }

    /// One of 0 … n − 1, each as likely.
    pub fn one_of(&mut self, n: usize) -> usize {
        (self.uniform() * n as f64) as usize
    }

    /// From the normal distribution of mean 0 and deviation 1; one number of the stream each.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// The logarithm of a number from the gamma distribution of this shape and scale 1 (Marsaglia
    /// and Tsang 2000): finite however small the shape, where the number itself would be lost.
    pub fn ln_gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            // A gamma of one more, times a power of a uniform.
            let power = self.uniform().ln() / shape.max(f64::MIN_POSITIVE);
            return (self.gamma(shape + 1.0).ln() + power).max(f64::MIN);
        }
        self.gamma(shape).ln()
    }

    /// The same for shapes of 1 and above, not its logarithm.
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            let is_taken = v > 0.0 && self.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln();
            if is_taken {
                return d * v;
            }
        }
    }
}

#[inline]
fn share(number: u32) -> f64 {
    (f64::from(number) + 0.5) * (1.0 / 4_294_967_296.0)
}

/// How far from a half the first of the three forms of [`normal_quantile`] reaches.
const CENTRAL: f64 = 0.425;

/// The normal quantile of a half and `q`, which is at most [`CENTRAL`] from 0.
#[inline(always)]
fn central(q: f64) -> f64 {
    q * ratio(0.180625 - q * q, &CENTRE)
}

/// The normal quantile of a share between 0 and 1 (Wichura 1988, algorithm AS 241, PPND16): good to
/// about one part in 10¹⁶.
#[inline]
fn normal_quantile(share: f64) -> f64 {
    let q = share - 0.5;
    if q.abs() <= CENTRAL {
        return central(q);
    }
    let tail = if q < 0.0 { share } else { 1.0 - share };
    let r = (-tail.ln()).sqrt();
    let size = if r <= 5.0 { ratio(r - 1.6, &MIDDLE) } else { ratio(r - 5.0, &FAR) };
    if q < 0.0 { -size } else { size }
}

/// A polynomial over another, both from the highest power down.
#[inline(always)]
fn ratio(r: f64, [over, under]: &[[f64; 8]; 2]) -> f64 {
    let value = |of: &[f64; 8]| of.iter().fold(0.0, |sum, c| sum * r + c);
    value(over) / value(under)
}

#[allow(clippy::excessive_precision, reason = "as published")]
const CENTRE: [[f64; 8]; 2] = [
    [
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608,
    ],
    [
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0,
    ],
];
#[allow(clippy::excessive_precision, reason = "as published")]
const MIDDLE: [[f64; 8]; 2] = [
    [
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734,
    ],
    [
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0,
    ],
];
#[allow(clippy::excessive_precision, reason = "as published")]
const FAR: [[f64; 8]; 2] = [
    [
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772,
    ],
    [
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_numbers_its_authors_publish() {
        // Known answers of Random123, philox4x32-10.
        let of = |counter, key| philox(counter, key);
        assert_eq!(of([0; 4], [0; 2]), [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
        let ones = u32::MAX;
        assert_eq!(of([ones; 4], [ones; 2]), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
        let pi = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
        assert_eq!(
            of(pi, [0xa4093822, 0x299f31d0]),
            [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
        );
    }

    #[test]
    fn normal_quantiles_are_those_of_the_tables() {
        for (share, quantile) in [
            (0.5, 0.0),
            (0.975, 1.959963984540054),
            (0.841344746068543, 1.0),
            (0.0013498980316300933, -3.0),
            (2.86651571879194e-7, -5.0),
            (9.86587645037698e-10, -6.0),
            (7.61985302416047e-24, -10.0),
        ] {
            let found = normal_quantile(share);
            assert!((found - quantile).abs() < 1e-12, "{share}: {found}");
        }
    }

    #[test]
    fn draws_have_the_mean_and_the_deviation_of_their_distribution() {
        let mut stream = Stream::new(7, 1, 3);
        let n = 100_000;
        let mut moments = |draw: &dyn Fn(&mut Stream) -> f64| {
            let draws: Vec<f64> = (0..n).map(|_| draw(&mut stream)).collect();
            let mean = draws.iter().sum::<f64>() / f64::from(n);
            let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(n);
            (mean, variance)
        };
        let near = |(mean, variance): (f64, f64), (m, v): (f64, f64)| {
            // Five standard errors of the mean; the variance within five in a hundred.
            assert!((mean - m).abs() < 5.0 * (v / f64::from(n)).sqrt(), "{mean} is not {m}");
            assert!((variance / v - 1.0).abs() < 0.05, "{variance} is not {v}");
        };
        near(moments(&Stream::uniform), (0.5, 1.0 / 12.0));
        near(moments(&Stream::normal), (0.0, 1.0));
        near(moments(&|s| s.ln_gamma(4.0).exp()), (4.0, 4.0));
        near(moments(&|s| s.ln_gamma(0.5).exp()), (0.5, 0.5));
    }

    #[test]
    fn many_normals_at_once_are_those_of_one_by_one() {
        for (before, n) in [(0, 0), (0, 3), (1, 64), (2, 201), (3, 5)] {
            let (mut one, mut many) = (Stream::new(3, 2, 1), Stream::new(3, 2, 1));
            for _ in 0..before {
                assert_eq!(one.uniform(), many.uniform());
            }
            let mut found = vec![0.0; n];
            many.normals(&mut found);
            assert_eq!(found, (0..n).map(|_| one.normal()).collect::<Vec<_>>());
            assert_eq!(one.next(), many.next());
        }
    }

    /// ln u / shape is all that counts then: shares fall on one part alone, and not on all alike.
    #[test]
    fn a_gamma_of_a_tiny_shape_keeps_its_logarithm() {
        let mut stream = Stream::new(1, 0, 0);
        let drawn: Vec<f64> = (0..100).map(|_| stream.ln_gamma(1e-8)).collect();
        assert!(drawn.iter().all(|x| x.is_finite() && *x < 0.0), "{drawn:?}");
        let most = drawn.iter().copied().fold(f64::MIN, f64::max);
        let near = drawn.iter().filter(|x| **x > most - 700.0).count();
        assert_eq!(near, 1, "{drawn:?}");
    }

    #[test]
    fn another_seed_purpose_or_number_is_another_stream() {
        let first = |seed, purpose, number| Stream::new(seed, purpose, number).next();
        let all =
            [first(1, 0, 0), first(2, 0, 0), first(1, 1, 0), first(1, 0, 1), first(1, 0, 1 << 32)];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[..at].contains(one), "{all:x?}");
        }
        assert_eq!(first(1, 0, 0), first(1, 0, 0));
    }
}
