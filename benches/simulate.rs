//! What a replication costs, in µs of processor time: by size, by number and by threads, for the
//! choices of a published simulation and for our own index; and the memory it takes.
//!
//! `cargo bench --bench simulate` prints a line each; words behind `--` choose lines that hold one.

mod machine;

use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use machine::{peak_memory, seconds};
use ssj::framework::{self, Alternatives, Filling, Framework, MedianOfAreas, When, Winsorise};
use ssj::harmonise::build_panel;
use ssj::method::{Method, Origins};
use ssj::model::Grid;
use ssj::project::Project;
use ssj::score::{Input, score};
use ssj::uncertainty::{Kernel, Measured, Replications, Watch, run};

/// Seconds per replication of COINr 1.1.14 on 51 areas and 49 indicators, for the four choices of its
/// vignette, measured on a machine like this one.
const COINR: f64 = 0.097;

/// The choices of that vignette.
const FOUR: &str = r#"
[treat]
method = "winsorise"
points = 5
fallback = "none"
[normalise]
method = "min_max"
scale = [1, 100]
[uncertainty.treatment]
alternatives = [
    { method = "winsorise", points = 1, fallback = "none" },
    { method = "winsorise", points = 2, fallback = "none" },
    { method = "winsorise", points = 3, fallback = "none" },
    { method = "winsorise", points = 4, fallback = "none" },
]
[uncertainty.normalisation]
alternatives = [{ method = "z_score", mean = 10, deviation = 2 }]
[[uncertainty.weights]]
depth = 0
[[uncertainty.weights]]
depth = 1
[[uncertainty.aggregation]]
alternatives = [{ method = "geometric_mean", floor = 0.01 }]
"#;

/// Four focus areas, as many groups in each as four or five indicators fill.
fn made_up(areas: usize, indicators: usize) -> (Framework, Input) {
    let mut text = format!("code = \"b\"\nname = \"B\"\n{FOUR}");
    let mut level = |code: &str, parent: &str| {
        let parent =
            if parent.is_empty() { String::new() } else { format!("parent = \"{parent}\"\n") };
        text += &format!(
            "[[level]]\ncode = \"{code}\"\nname = \"{code}\"\n{parent}aggregate = {{ method = \"arithmetic_mean\" }}\n"
        );
    };
    level("index", "");
    let groups = (indicators / 5).max(4);
    (0..4).for_each(|f| level(&format!("f{f}"), "index"));
    (0..groups).for_each(|g| level(&format!("g{g}"), &format!("f{}", g % 4)));
    for i in 0..indicators {
        let group = i % groups;
        text += &format!(
            "[[indicator]]\ncode = \"i{i}\"\nname = \"i{i}\"\nparent = \"g{group}\"\nvalue = \"i{i}\"\ndirection = 1\n"
        );
    }
    let framework = framework::read(Path::new("b.toml"), &text).expect("a made-up framework");
    let mut state = 1_u64;
    let values = Grid::from_fn(areas, indicators, |_, _| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let share = (state >> 40) as f64 / (1u64 << 24) as f64;
        Some((3.0 * share).exp())
    });
    (framework, Input::of_values((0..areas).map(|a| format!("A{a:04}")).collect(), values))
}

/// Microseconds of processor time per replication, on so many threads: the least of three tries, for
/// what the machine does beside can only slow them.
fn micro(kernel: &Kernel, runs: u64, threads: usize) -> f64 {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let watch = Watch { progress: &|_| {}, stop: &AtomicBool::new(false) };
    let once = || {
        let since = seconds();
        let found = pool.install(|| run(kernel, Replications { runs, seed: 1 }, &watch));
        black_box(found.expect("a simulation"));
        (seconds() - since) / runs as f64 * 1e6
    };
    (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// A line of the table; gives µs per replication on one thread.
fn tell(name: &str, kernel: &Kernel, runs: u64) -> f64 {
    let one = micro(kernel, runs, 1);
    let (twice, two) = (micro(kernel, 2 * runs, 1), micro(kernel, 2 * runs, 2));
    println!("{name:<44} {one:8.1} {twice:8.1} {two:8.1}");
    one
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [memory, runs] = &arguments[..]
        && memory == MEMORY
    {
        return hold(runs.parse().expect("a number of runs"));
    }
    let is_asked = |name: &str| arguments.is_empty() || arguments.iter().any(|a| name.contains(a));
    println!("{:<44} µs of processor time per replication:", "");
    println!("{:<44} {:>8} {:>8} {:>8}", "", "N runs", "2 N runs", "2 thr.");
    for (areas, indicators, runs) in
        [(51, 49, 20_000), (200, 26, 10_000), (200, 100, 5_000), (1000, 100, 1_000)]
    {
        let name = format!("{areas} × {indicators}, four choices");
        if !is_asked(&name) {
            continue;
        }
        let (framework, input) = made_up(areas, indicators);
        let scores = score(&framework, &input).expect("scores");
        let measured = Measured::exactly(areas, indicators);
        let kernel = Kernel::new(&framework, &input, &scores, &measured, 1).expect("a kernel");
        let one = tell(&name, &kernel, runs);
        if (areas, indicators) == (51, 49) {
            println!("{:<44} {:8.0} times as fast as the reference", "", COINR / one * 1e6);
        }
    }
    default_index(&is_asked);
    if is_asked(MEMORY) {
        memory();
    }
}

/// Our own index: by its methods alone, then with measurement error, draws that fill gaps, and
/// winsorised columns.
fn default_index(is_asked: &dyn Fn(&str) -> bool) {
    let project = Project::find(Some(Path::new(env!("CARGO_MANIFEST_DIR")))).expect("the project");
    let method =
        Method::load(Some(&project), None, &[], &Origins::Snapshot).expect("the default method");
    let ingested = method.ingest().expect("the default data");
    let codes = method.areas_scored(&ingested).expect("areas");
    let areas = method.reference(&codes);
    let declared = method.framework.clone();
    let panel = build_panel(&declared, &ingested.observations, codes, 2025);
    let input = Input::of_panel(&declared, &panel, &areas);
    let scores = score(&declared, &input).expect("scores");
    let measured = Measured::of_panel(&declared, &panel);
    let tell = |what: &str, framework: &Framework| {
        let name = format!("default index, {what}");
        if is_asked(&name) {
            let kernel = Kernel::new(framework, &input, &scores, &measured, 1).expect("a kernel");
            tell(&name, &kernel, 10_000);
        }
    };
    let winsorised = |points| Winsorise { when: When::Always, points, fallback: None }.into();
    let treatment = Some(Alternatives { others: [2, 5].map(winsorised).to_vec(), why: None });
    let by_region = MedianOfAreas { by: Some("REGION".to_owned()) }.into();
    let fillings = vec![Filling::Made(by_region), Filling::Regression];
    let imputation = Some(Alternatives { others: fillings, why: None });

    let mut framework = declared.clone();
    framework.uncertainty.measurement = None;
    tell("methods", &framework);
    framework.uncertainty.treatment = treatment.clone();
    tell("methods and treatments", &framework);
    framework = declared;
    tell("and measurement", &framework);
    framework.uncertainty.imputation = imputation;
    tell("and measurement, imputation", &framework);
    framework.uncertainty.treatment = treatment;
    tell("and measurement, imputation, treatments", &framework);
}

const MEMORY: &str = "memory";

/// The most memory that simulations of two lengths hold, each in a process of its own.
fn memory() {
    for runs in [10_000, 100_000] {
        let program = std::env::current_exe().expect("this program");
        let mut child = std::process::Command::new(program);
        let ended = child.args([MEMORY, &runs.to_string()]).status().expect("a child");
        assert!(ended.success());
    }
}

fn hold(runs: u64) {
    let (framework, input) = made_up(200, 26);
    let scores = score(&framework, &input).expect("scores");
    let measured = Measured::exactly(200, 26);
    let kernel = Kernel::new(&framework, &input, &scores, &measured, 1).expect("a kernel");
    let watch = Watch { progress: &|_| {}, stop: &AtomicBool::new(false) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
    black_box(
        pool.install(|| run(&kernel, Replications { runs, seed: 1 }, &watch))
            .expect("a simulation"),
    );
    let peak = peak_memory().map_or("unknown".to_owned(), |mib| format!("{mib:.0} MiB"));
    println!("200 × 26, {runs} runs on two threads: at most {peak} held");
}
