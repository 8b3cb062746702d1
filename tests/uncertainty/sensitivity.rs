//! Sensitivity indices against functions whose indices are known, and against enumeration.

use std::convert::Infallible;
use std::f64::consts::{PI, TAU};

use ssj::uncertainty::sensitivity::{Design, Indices, OutputIndices, choice, sensitivity};

/// First-order and total index of one input.
type Known = (f64, f64);

const COEFFICIENTS: [f64; 3] = [1.0, 2.0, -4.0];
const G: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
const LEVELS: [usize; 3] = [2, 3, 4];

fn indices(
    (inputs, points, seed): (usize, u32, u64),
    outputs: usize,
    model: impl Fn(&[f64], &mut [f64]) + Sync,
) -> Indices {
    let design = Design::new(inputs, points, seed).unwrap();
    let run = |(): &mut (), at: &[f64], to: &mut [f64]| {
        model(at, to);
        Ok::<_, Infallible>(())
    };
    sensitivity(&design, outputs, || (), run).unwrap()
}

/// Ishigami's function with a = 7, b = 0.1 of angles −π to π, and a linear one.
fn ishigami_and_linear(at: &[f64], to: &mut [f64]) {
    let [x, y, z] = [0, 1, 2].map(|i| TAU * at[i] - PI);
    to[0] = x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin();
    to[1] = at.iter().zip(COEFFICIENTS).map(|(u, c)| c * u).sum();
}

/// Whether three numbers add up to more than 2: a jump, as ranks make it. Its variance is 1/6 · 5/6.
/// Given one input it is true with x²/2, given two with max(0, x + y − 1): variances 1/20 − 1/36 and
/// 1/12 − 1/36, so first-order indices of 0.16 and total ones of 0.6.
fn jump(at: &[f64], to: &mut [f64]) {
    to[0] = f64::from(at.iter().sum::<f64>() > 2.0);
}

const JUMP_KNOWN: [Known; 3] = [(0.16, 0.6); 3];

/// Partial variances of Ishigami's function in closed form (Ishigami and Homma 1990).
fn ishigami_known() -> [Known; 3] {
    let (a, b) = (7.0_f64, 0.1_f64);
    let one = 0.5 * (1.0 + b * PI.powi(4) / 5.0).powi(2);
    let two = a * a / 8.0;
    let one_three = b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
    let all = one + two + one_three;
    [(one / all, (one + one_three) / all), (two / all, two / all), (0.0, one_three / all)]
}

fn linear_known() -> [Known; 3] {
    let all: f64 = COEFFICIENTS.iter().map(|c| c * c).sum();
    COEFFICIENTS.map(|c| (c * c / all, c * c / all))
}

/// Sobol's g, Π (|4u − 2| + a) / (1 + a).
fn g(at: &[f64], to: &mut [f64]) {
    to[0] = at.iter().zip(G).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product();
}

fn g_known() -> [Known; 8] {
    let partial = G.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let product: f64 = partial.iter().map(|v| 1.0 + v).product();
    partial.map(|v| (v / (product - 1.0), v * product / (1.0 + v) / (product - 1.0)))
}

/// Three choices of 2, 3 and 4 methods: each shifts the result, the first also turns the third round.
fn factorial(picked: [usize; 3]) -> f64 {
    let [a, b, c] = picked;
    let turned = if a == 0 { c } else { LEVELS[2] - 1 - c };
    [0.0, 3.0][a] + [0.0, 1.0, 5.0][b] + (turned * turned) as f64 + (a * b) as f64
}

/// The exact indices of [`factorial`]: variances of means over all 24 cells.
fn factorial_known() -> [Known; 3] {
    let cells: Vec<[usize; 3]> = (0..24).map(|i| [i % 2, i / 2 % 3, i / 6]).collect();
    let mean_where = |fits: &dyn Fn(&[usize; 3]) -> bool| {
        let values: Vec<f64> = cells.iter().filter(|c| fits(c)).map(|c| factorial(*c)).collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    let mean = mean_where(&|_| true);
    let spread = |of: &dyn Fn(&[usize; 3]) -> f64| {
        cells.iter().map(|cell| (of(cell) - mean).powi(2)).sum::<f64>() / cells.len() as f64
    };
    let all = spread(&|cell| factorial(*cell));
    [0, 1, 2].map(|i| {
        let alone = spread(&|cell| mean_where(&|c| c[i] == cell[i]));
        let others = spread(&|cell| mean_where(&|c| (0..3).all(|j| j == i || c[j] == cell[j])));
        (alone / all, 1.0 - others / all)
    })
}

/// The largest distance of an estimate from what is known.
fn largest_error(output: &OutputIndices, known: &[Known]) -> f64 {
    let inputs = output.inputs.as_ref().unwrap();
    assert_eq!(inputs.len(), known.len());
    let error =
        |(found, (first, total)): (&ssj::uncertainty::sensitivity::InputIndices, &Known)| {
            (found.first.value - first).abs().max((found.total.value - total).abs())
        };
    inputs.iter().zip(known).map(error).fold(0.0, f64::max)
}

#[test]
fn known_functions_give_their_indices() {
    let found = indices((3, 1 << 11, 1), 2, ishigami_and_linear);
    // The figures that textbooks print, from the closed form.
    assert!((ishigami_known()[0].0 - 0.3139).abs() < 5e-5);
    assert!((ishigami_known()[0].1 - 0.5576).abs() < 5e-5);
    assert!((ishigami_known()[1].0 - 0.4424).abs() < 5e-5);
    assert!(largest_error(&found.outputs[0], &ishigami_known()) < 0.004);
    assert!(largest_error(&found.outputs[1], &linear_known()) < 0.001);
    assert_eq!(found.runs, 16 * 2048 * 5);

    let found = indices((8, 1 << 11, 1), 1, g);
    assert!(largest_error(&found.outputs[0], &g_known()) < 0.006);

    let found = indices((3, 1 << 11, 1), 1, jump);
    assert!(largest_error(&found.outputs[0], &JUMP_KNOWN) < 0.01);
}

#[test]
fn means_variances_and_what_inputs_explain_alone_are_known_too() {
    let found = indices((3, 1 << 11, 1), 2, ishigami_and_linear);
    let [ishigami, linear] = &found.outputs[..] else { panic!("two outputs") };
    // Ishigami: mean a/2; variance as in the textbooks. Linear: mean Σc/2, variance Σc²/12.
    assert!((ishigami.mean.unwrap() - 3.5).abs() < 0.002);
    assert!((ishigami.variance.unwrap() - 13.8446).abs() < 0.02);
    assert!((linear.mean.unwrap() + 0.5).abs() < 1e-4);
    assert!((linear.variance.unwrap() - 21.0 / 12.0).abs() < 1e-3);
    assert!((linear.alone.unwrap().value - 1.0).abs() < 1e-3);
    let (alone, known) = (ishigami.alone.unwrap(), 0.3139 + 0.4424);
    assert!(alone.low() < known && known < alone.high());
}

#[test]
fn a_full_factorial_gives_the_enumerated_indices() {
    let model = |at: &[f64], to: &mut [f64]| {
        to[0] = factorial([0, 1, 2].map(|i| choice(at[i], LEVELS[i] as u64) as usize));
    };
    let known = factorial_known();
    assert!(known[0].1 - known[0].0 > 0.1, "the first choice interacts");
    let found = indices((3, 1 << 11, 3), 1, model);
    assert!(largest_error(&found.outputs[0], &known) < 0.004);
}

#[test]
fn errors_fall_faster_than_those_of_independent_points() {
    let rms = |points: u32| {
        let errors = (0..8).map(|seed| {
            let found = indices((3, points, seed), 2, ishigami_and_linear);
            largest_error(&found.outputs[0], &ishigami_known()).powi(2)
        });
        (errors.sum::<f64>() / 8.0).sqrt()
    };
    // Sixteen times the points: independent ones would bring the error to a quarter.
    let (few, many) = (rms(1 << 8), rms(1 << 12));
    assert!(many < few / 6.0, "{few} at 2^8, {many} at 2^12");
}

#[test]
fn intervals_cover_as_often_as_they_say() {
    let seeds = 300;
    let (mut covered, mut all) = (0, 0);
    let model = |at: &[f64], to: &mut [f64]| {
        ishigami_and_linear(at, &mut to[..2]);
        jump(at, &mut to[2..]);
    };
    for seed in 0..seeds {
        let found = indices((3, 1 << 6, seed), 3, model);
        let known = [ishigami_known(), linear_known(), JUMP_KNOWN];
        for (output, known) in found.outputs.iter().zip(known) {
            for (input, (first, total)) in output.inputs.as_ref().unwrap().iter().zip(known) {
                for (found, known) in [(input.first, first), (input.total, total)] {
                    covered += usize::from(found.low() <= known && known <= found.high());
                    all += 1;
                }
            }
        }
    }
    let share = covered as f64 / all as f64;
    assert!((0.93..0.97).contains(&share), "{share} of {all}");
}

#[test]
fn one_input_stands_for_a_whole_set_of_random_numbers() {
    // The second input picks one of 4 096 numbered draws, uniform on 0–2: Var 1/3 of the draw and
    // 1/12 of the first input make indices of 1/5 and 4/5.
    let draw = |stream: u64| {
        let mixed = (stream + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        ((mixed ^ (mixed >> 32)) >> 11) as f64 / (1_u64 << 52) as f64
    };
    let found = indices((2, 1 << 12, 5), 1, |at, to| to[0] = at[0] + draw(choice(at[1], 4096)));
    assert!(largest_error(&found.outputs[0], &[(0.2, 0.2), (0.8, 0.8)]) < 0.02);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let run = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?}", indices((3, 1 << 7, seed), 2, ishigami_and_linear)))
    };
    let one = run(1, 9);
    assert!(one == run(2, 9) && one == run(16, 9));
    assert_ne!(one, run(1, 10));
}

#[test]
fn what_never_moves_or_is_no_number_has_no_indices() {
    let model = |at: &[f64], to: &mut [f64]| {
        to[0] = 0.1;
        to[1] = if at[0] > 0.99 { f64::NAN } else { at[0] };
        // 0.1 again but for the last digits.
        to[2] = 0.1 + (at[1] - 0.5) * 1e-15;
        to[3] = at[1];
        // Output 4 is forgotten.
    };
    let found = indices((2, 256, 1), 5, model).outputs;
    for constant in [0, 2] {
        assert_eq!(found[constant].variance, Some(0.0));
        assert_eq!((&found[constant].inputs, found[constant].alone), (&None, None));
    }
    assert_eq!(found[0].mean, Some(0.1));
    for undefined in [1, 4] {
        assert_eq!((found[undefined].mean, found[undefined].variance), (None, None));
        assert_eq!(found[undefined].inputs, None);
    }
    let inputs = found[3].inputs.as_ref().unwrap();
    assert_eq!((inputs[0].total.value, inputs[0].total.standard_error), (0.0, 0.0));
    assert!((inputs[1].total.value - 1.0).abs() < 0.01);
}

#[test]
fn a_models_first_error_is_given_whichever_thread_meets_one() {
    let design = Design::new(2, 64, 1).unwrap();
    let failing = |(): &mut (), at: &[f64], _: &mut [f64]| {
        if at[0] > 0.9 { Err(format!("no result at {:?}", at[0])) } else { Ok(()) }
    };
    let errors: Vec<String> = [1, 2, 16]
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| sensitivity(&design, 1, || (), failing)).unwrap_err()
        })
        .to_vec();
    assert!(errors[0].starts_with("no result at 0.9"), "{errors:?}");
    assert!(errors.iter().all(|error| *error == errors[0]));
}
