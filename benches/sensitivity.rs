//! What the scrambled sequence and the bookkeeping of a sensitivity analysis cost and gain, as
//! ratios: the error of the indices against that of pseudo-random points at the same number of
//! runs, and the time against a bare loop over the same model. `cargo bench` prints a line each.

use std::convert::Infallible;
use std::f64::consts::{PI, TAU};
use std::hint::black_box;
use std::time::Instant;

use ssj::uncertainty::sensitivity::{Design, Indices, SCRAMBLES, sensitivity};

const SEEDS: u64 = 10;
const REPEATS: usize = 7;

/// Outputs of the model with many: a score and a rank for each of 200 areas.
const MANY: usize = 400;

fn ishigami(at: &[f64], to: &mut [f64]) {
    let [x, y, z] = [0, 1, 2].map(|i| TAU * at[i] - PI);
    to[0] = x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin();
}

/// Total indices of Ishigami's function, in closed form.
fn ishigami_totals() -> [f64; 3] {
    let one = 0.5 * (1.0 + 0.1 * PI.powi(4) / 5.0).powi(2);
    let (two, one_three) = (49.0 / 8.0, 0.01 * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0));
    [one + one_three, two, one_three].map(|v| v / (one + two + one_three))
}

/// Three choices of 2, 3 and 4 methods that only add up, as a discrete model.
fn steps(at: &[f64], to: &mut [f64]) {
    to[0] = [2.0, 3.0, 4.0].iter().zip(at).map(|(k, u)| (k * u).floor()).sum();
}

/// Total indices of [`steps`]: variances (k² − 1) / 12.
fn steps_totals() -> [f64; 3] {
    [3.0, 8.0, 15.0].map(|v| v / 26.0)
}

/// Many outputs, each a product of all ten inputs: about as little work per output as there can be.
fn many(at: &[f64], to: &mut [f64]) {
    let product: f64 = at.iter().map(|u| 1.0 + u).product();
    (0..).zip(to).for_each(|(i, y)| *y = product * f64::from(i));
}

fn analyse(
    inputs: usize,
    points: u32,
    seed: u64,
    outputs: usize,
    model: fn(&[f64], &mut [f64]),
) -> Indices {
    let design = Design::new(inputs, points, seed).expect("a design");
    let run = |(): &mut (), at: &[f64], to: &mut [f64]| {
        model(at, to);
        Ok::<_, Infallible>(())
    };
    sensitivity(&design, outputs, || (), run).unwrap_or_else(|never| match never {})
}

/// Numbers of [0, 1) that depend on the seed alone (a linear congruence, high bits).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Total indices by Jansen's form on as many pseudo-random points as all scrambles have.
fn pseudo_random_totals(points: u32, seed: u64, model: fn(&[f64], &mut [f64])) -> [f64; 3] {
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d);
    let run = |at: &[f64]| {
        let mut y = [0.0];
        model(at, &mut y);
        y[0]
    };
    let (mut outputs, mut above) = (Vec::new(), [0.0; 3]);
    for _ in 0..points as usize * SCRAMBLES {
        let [a, b] = [(); 2].map(|()| [(); 3].map(|()| numbers.next()));
        let y_a = run(&a);
        outputs.extend([y_a, run(&b)]);
        for (i, above) in above.iter_mut().enumerate() {
            let mut mixed = a;
            mixed[i] = b[i];
            *above += (y_a - run(&mixed)).powi(2);
        }
    }
    let variance = ssj::statistics::variance(&outputs).expect("outputs that vary");
    above.map(|sum| sum / outputs.len() as f64 / variance)
}

fn root_mean_square(found: impl Iterator<Item = [f64; 3]>, known: [f64; 3]) -> f64 {
    let squares: Vec<f64> =
        found.flat_map(|found| [0, 1, 2].map(|i| (found[i] - known[i]).powi(2))).collect();
    (squares.iter().sum::<f64>() / squares.len() as f64).sqrt()
}

fn errors(name: &str, points: u32, model: fn(&[f64], &mut [f64]), known: [f64; 3]) {
    let scrambled = |seed| {
        let found = analyse(3, points, seed, 1, model);
        let inputs = found.outputs[0].inputs.as_ref().expect("an output that varies");
        [0, 1, 2].map(|i| inputs[i].total.value)
    };
    let sequence = root_mean_square((0..SEEDS).map(scrambled), known);
    let random =
        root_mean_square((0..SEEDS).map(|seed| pseudo_random_totals(points, seed, model)), known);
    println!(
        "{name}, 16 × {points:5} points   error {sequence:.2e}, pseudo-random {random:.2e}: {:6.1} × smaller",
        random / sequence
    );
}

/// The median time of a few runs, in seconds, after one that is not counted.
fn median_seconds<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..=REPEATS)
        .map(|_| {
            let since = Instant::now();
            black_box(work());
            since.elapsed().as_secs_f64()
        })
        .skip(1)
        .collect();
    times.sort_by(f64::total_cmp);
    times[REPEATS / 2]
}

/// The model as often as the analysis runs it, at points that cost next to nothing.
fn bare_loop(runs: u64, inputs: usize, outputs: usize, model: fn(&[f64], &mut [f64])) -> f64 {
    let (mut numbers, mut at, mut to) = (Numbers(1), vec![0.5; inputs], vec![0.0; outputs]);
    for run in 0..runs {
        at[run as usize % inputs] = numbers.next();
        model(black_box(&at), &mut to);
        black_box(&to);
    }
    to[0]
}

fn times(name: &str, inputs: usize, points: u32, outputs: usize, model: fn(&[f64], &mut [f64])) {
    let runs = Design::new(inputs, points, 1).expect("a design").runs();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let one = pool.install(|| median_seconds(|| analyse(inputs, points, 1, outputs, model)));
    let all = median_seconds(|| analyse(inputs, points, 1, outputs, model));
    let bare = median_seconds(|| bare_loop(runs, inputs, outputs, model));
    let nanoseconds = |seconds: f64| seconds * 1e9 / runs as f64;
    println!(
        "{name}   bare loop {:6.0} ns per run, analysis {:6.0} ns on one thread ({:.2} ×), {:6.0} ns on all",
        nanoseconds(bare),
        nanoseconds(one),
        one / bare,
        nanoseconds(all)
    );
}

fn main() {
    for points in [1 << 6, 1 << 8, 1 << 10, 1 << 12] {
        errors("Ishigami   ", points, ishigami, ishigami_totals());
        errors("three steps", points, steps, steps_totals());
    }
    times("3 inputs, 1 output    ", 3, 1 << 12, 1, ishigami);
    times("10 inputs, 400 outputs", 10, 1 << 9, MANY, many);
}
