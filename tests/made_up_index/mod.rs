//! A made-up index for simulations: five indicators in two focus areas, some values missing.
#![allow(dead_code)] // each test file uses its own part of this

use std::path::Path;

use crate::numbers::Numbers;
use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{Input, Scores, score};
use ssj::uncertainty::Measured;

/// How an index is made.
#[derive(Clone, Copy)]
pub struct Method {
    pub impute: &'static str,
    pub treat: &'static str,
    pub normalise: &'static str,
    pub inner: &'static str,
    pub top: &'static str,
    pub left_out: Option<&'static str>,
}

pub const PLAIN: Method = Method {
    impute: "",
    treat: "method = \"none\"",
    normalise: "method = \"goalposts\"",
    inner: "{ method = \"arithmetic_mean\" }",
    top: "{ method = \"geometric_mean\", floor = 1 }",
    left_out: None,
};

/// Five indicators in two focus areas; two are better smaller, one is required.
pub fn framework(method: Method, screen: &str, uncertainty: &str) -> Framework {
    let Method { impute, treat, normalise, inner, top, left_out } = method;
    let impute = if impute.is_empty() { String::new() } else { format!("[[impute]]\n{impute}\n") };
    let mut text = format!(
        "code = \"p\"\nname = \"P\"\n[ranking]\ncoverage = 0.4\n{screen}\n{impute}[treat]\n{treat}\n[normalise]\n{normalise}\n{uncertainty}\n\
         [[level]]\ncode = \"index\"\nname = \"Index\"\naggregate = {top}\n\
         [[level]]\ncode = \"one\"\nparent = \"index\"\nname = \"One\"\nweight = 2\naggregate = {inner}\n\
         [[level]]\ncode = \"two\"\nparent = \"index\"\nname = \"Two\"\naggregate = {inner}\n"
    );
    for (code, parent, weight, posts, more) in [
        ("a", "one", 1.0, "worst = 10, best = 90", "required = true"),
        ("b", "one", 2.0, "worst = 90, best = 10", ""),
        ("c", "one", 0.5, "worst = 0, best = 100", ""),
        ("d", "two", 1.0, "worst = 100, best = 0", ""),
        ("e", "two", 3.0, "worst = 0, best = 80", ""),
    ] {
        let scored = if left_out == Some(code) {
            "scored = false".to_owned()
        } else {
            format!("weight = {weight}\n{more}")
        };
        text += &format!(
            "[[indicator]]\ncode = \"{code}\"\nparent = \"{parent}\"\nname = \"{code}\"\nvalue = \"{code}\"\n{scored}\ngoalposts = {{ {posts} }}\n"
        );
    }
    framework::read(Path::new("p.toml"), &text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

pub const AREAS: usize = 23;

/// One cell in eight is missing; some values are far out, and some are tied.
pub fn input(seed: u64) -> Input {
    let mut numbers = Numbers(seed);
    let values = Grid::from_fn(AREAS, 5, |_, _| {
        let (value, chance, far) = (numbers.percent(), numbers.percent(), numbers.percent());
        let value = if far > 95.0 { value + 900.0 } else { value };
        (chance > 12.0).then_some(if far < 20.0 { value.round() } else { value })
    });
    Input::of_values((0..AREAS).map(|a| format!("A{a:02}")).collect(), values)
}

pub fn scored(framework: &Framework, input: &Input) -> Scores {
    score(framework, input).unwrap_or_else(|e| panic!("{e}"))
}

pub fn exactly() -> Measured {
    Measured::exactly(AREAS, 5)
}

pub const NOTHING: &str = "[uncertainty]";
