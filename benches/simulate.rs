//! How long a replication takes: by size, by number and by threads, and beside a raw loop over the
//! same number of cells. `cargo bench --bench simulate` prints a line each.

use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use ssj::framework::{self, Framework};
use ssj::harmonise::build_panel;
use ssj::method::{Method, Origins};
use ssj::model::Grid;
use ssj::project::Project;
use ssj::score::{Input, score};
use ssj::uncertainty::{Kernel, Measured, Plan, Watch, run};

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

/// Seconds per replication on so many threads.
fn seconds(kernel: &Kernel, runs: u64, threads: usize) -> f64 {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let watch = Watch { progress: &|_| {}, stop: &AtomicBool::new(false) };
    let since = Instant::now();
    let found = pool.install(|| run(kernel, Plan { runs, seed: 1 }, &watch));
    black_box(found.expect("a simulation"));
    since.elapsed().as_secs_f64() / runs as f64
}

/// Seconds that a multiplication and an addition take for each cell of a matrix: what the machine
/// does at the moment.
fn raw_loop(cells: usize) -> f64 {
    const TIMES: usize = 2000;
    let (matrix, mut sums) = (vec![1.5; cells], vec![0.0; cells]);
    let since = Instant::now();
    for time in 0..TIMES {
        let weight = black_box(time as f64);
        sums.iter_mut().zip(&matrix).for_each(|(sum, x)| *sum += weight * x);
        black_box(&mut sums);
    }
    since.elapsed().as_secs_f64() / TIMES as f64
}

fn micro(seconds: f64) -> f64 {
    seconds * 1e6
}

fn tell(name: &str, kernel: &Kernel, cells: usize, runs: u64) -> f64 {
    let raw = raw_loop(cells);
    let one = seconds(kernel, runs, 1);
    let twice = seconds(kernel, 2 * runs, 1);
    let two = seconds(kernel, 2 * runs, 2);
    println!(
        "{name:<34} {:8.1} µs a replication, {:6.0} × the raw loop; of twice as many {:8.1} µs; on two threads {:8.1} µs ({:.2} ×)",
        micro(one),
        one / raw,
        micro(twice),
        micro(two),
        twice / two
    );
    one
}

fn main() {
    for (areas, indicators, runs) in
        [(51, 49, 20_000), (200, 26, 10_000), (200, 100, 10_000), (1000, 100, 1_000)]
    {
        let (framework, input) = made_up(areas, indicators);
        let scores = score(&framework, &input).expect("scores");
        let measured = Measured::exactly(areas, indicators);
        let kernel = Kernel::new(&framework, &input, &scores, &measured, 1).expect("a kernel");
        let name = format!("{areas} × {indicators}, four choices");
        let one = tell(&name, &kernel, areas * indicators, runs);
        if (areas, indicators) == (51, 49) {
            println!("{:<34} {:8.0} times as fast as the reference", "", COINR / one);
        }
    }
    default_index();
}

/// Our own index: by its methods alone, and with drawn values and measurement error.
fn default_index() {
    let project = Project::find(Some(Path::new(env!("CARGO_MANIFEST_DIR")))).expect("the project");
    let method =
        Method::load(Some(&project), None, &[], &Origins::Snapshot).expect("the default method");
    let ingested = method.ingest().expect("the default data");
    let codes = method.areas_scored(&ingested).expect("areas");
    let areas = method.reference(&codes);
    let mut framework = method.framework.clone();
    let panel = build_panel(&framework, &ingested.observations, codes, 2025).expect("a panel");
    let input = Input::of_panel(&framework, &panel, &areas);
    let cells = input.areas.len() * framework.indicators.len();
    let scores = score(&framework, &input).expect("scores");
    let measured = Measured::of_panel(&framework, &panel);
    let kernel = Kernel::new(&framework, &input, &scores, &measured, 1).expect("a kernel");
    tell("default index, all", &kernel, cells, 10_000);
    framework.uncertainty.measurement = None;
    let kernel = Kernel::new(&framework, &input, &scores, &measured, 1).expect("a kernel");
    tell("default index, methods", &kernel, cells, 10_000);
}
