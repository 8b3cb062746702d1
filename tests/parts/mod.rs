//! An index of a few parts, and the rank that an area has in it under given weights.
#![allow(dead_code)] // each test file uses its own part of this

use std::path::Path;

use crate::numbers::Numbers;
use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{Input, Scores, score};
use ssj::uncertainty::attainable::{Attainable, attainable};

pub const ARITHMETIC: &str = "{ method = \"arithmetic_mean\" }";

/// An index whose parts are `weights.len()` levels of one indicator each, scored as they are.
pub fn framework(aggregate: &str, weights: &[f64], more: &str) -> Framework {
    let mut text = format!(
        "code = \"t\"\nname = \"T\"\n[ranking]\ncoverage = 0\n\
         [[level]]\ncode = \"index\"\nname = \"I\"\naggregate = {aggregate}\n{more}\n"
    );
    for (part, weight) in weights.iter().enumerate() {
        text += &format!(
            "[[level]]\ncode = \"l{part}\"\nparent = \"index\"\nname = \"L\"\nweight = {weight}\n\
             aggregate = {ARITHMETIC}\n"
        );
    }
    for part in 0..weights.len() {
        text += &format!(
            "[[indicator]]\ncode = \"i{part}\"\nparent = \"l{part}\"\nname = \"N\"\n\
             value = \"S{part}\"\ngoalposts = {{ worst = 0, best = 100 }}\n"
        );
    }
    framework::read(Path::new("t.toml"), &text).unwrap_or_else(|e| panic!("{e}"))
}

pub fn scored(framework: &Framework, values: &[Vec<f64>]) -> Scores {
    let parts = framework.indicators.len();
    let grid = Grid::from_fn(values.len(), parts, |a, i| {
        Some(values[a][i]).filter(|value| !value.is_nan())
    });
    let areas = (0..values.len()).map(|a| format!("A{a:02}")).collect();
    score(framework, &Input::of_values(areas, grid)).unwrap_or_else(|e| panic!("{e}"))
}

pub fn reached(values: &[Vec<f64>], weights: &[f64]) -> Vec<Attainable> {
    let framework = framework(ARITHMETIC, weights, "");
    attainable(&framework, &scored(&framework, values)).unwrap()
}

/// Made-up scores and declared weights. On even seeds the scores are multiples of ten, so that
/// areas are level often, on whole lines and in single points.
pub fn made_up(seed: u64) -> (Vec<Vec<f64>>, Vec<f64>) {
    let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let parts = 2 + (seed % 4) as usize;
    let areas = 3 + (numbers.next() * if parts == 5 { 4.0 } else { 8.0 }) as usize;
    let mut score = || {
        let x = 1.0 + numbers.next() * 99.0;
        if seed % 8 < 4 { (x / 10.0).ceil() * 10.0 } else { x }
    };
    let values = (0..areas).map(|_| (0..parts).map(|_| score()).collect()).collect();
    let weights = (0..parts).map(|part| 1.0 + (seed as usize * part % 3) as f64).collect();
    (values, weights)
}

/// Lower and upper bound of each weight, of weights that sum to 1.
pub fn bounds(declared: &[f64], spread: Option<f64>) -> Vec<(f64, f64)> {
    let whole: f64 = declared.iter().sum();
    let of = |d: &f64| match spread {
        Some(b) => (d / whole * (1.0 - b), d / whole * (1.0 + b)),
        None => (0.0, 1.0),
    };
    declared.iter().map(of).collect()
}

/// The area's rank under weights, by the means' own definition; level areas as the end counts them.
pub fn rank_under(values: &[Vec<f64>], area: usize, weights: &[f64], best: bool) -> usize {
    let score = |a: usize| values[a].iter().zip(weights).map(|(x, w)| x * w).sum::<f64>();
    let others = (0..values.len()).filter(|&other| other != area);
    let ahead = |other: &usize| score(*other) - score(area);
    match best {
        true => 1 + others.filter(|other| ahead(other) > 1e-7).count(),
        false => 1 + others.filter(|other| ahead(other) >= -1e-7).count(),
    }
}
