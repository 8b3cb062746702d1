//! How long best and worst ranks take: for the default index, on one thread and on all, against
//! trying every corner of the arrangement for one area; and for larger made-up indices, with the
//! share of ends that are exact. `cargo bench --bench attainable` prints a line each.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use ssj::framework::{self, Framework};
use ssj::harmonise::build_panel;
use ssj::method::{Method, Origins};
use ssj::model::Grid;
use ssj::project::Project;
use ssj::score::{Input, Scores, below, score};
use ssj::uncertainty::attainable::attainable;

fn seconds<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let since = Instant::now();
    let done = black_box(work());
    (since.elapsed().as_secs_f64(), done)
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("a pool of threads").install(work)
}

fn default_index() -> (Framework, Scores) {
    let project = Project::find(Some(Path::new(env!("CARGO_MANIFEST_DIR")))).expect("the project");
    let method =
        Method::load(Some(&project), None, &[], &Origins::Snapshot).expect("the default method");
    let ingested = method.ingest().expect("the default data");
    let codes = method.areas_scored(&ingested).expect("areas");
    let areas = method.reference(&codes);
    let cut_off = method.framework.cut_off.expect("a cut-off");
    let panel = build_panel(&method.framework, &ingested.observations, codes, cut_off);
    let input = Input::of_panel(&method.framework, &panel, &areas);
    let scores = score(&method.framework, &input).expect("scores");
    (method.framework, scores)
}

/// An index of `parts` indicators whose scores share half their variance.
fn made_up(areas: usize, parts: usize) -> (Framework, Scores) {
    let mut text = "code = \"m\"\nname = \"M\"\n[[level]]\ncode = \"index\"\nname = \"I\"\n\
                    aggregate = { method = \"arithmetic_mean\" }\n"
        .to_owned();
    for part in 0..parts {
        text += &format!(
            "[[indicator]]\ncode = \"i{part}\"\nparent = \"index\"\nname = \"i{part}\"\n\
             value = \"I{part}\"\ngoalposts = {{ worst = 0, best = 100 }}\n"
        );
    }
    let framework = framework::read(Path::new("made_up.toml"), &text).expect("a framework");
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 40) as f64 / (1u64 << 24) as f64 * 50.0
    };
    let shared: Vec<f64> = (0..areas).map(|_| next()).collect();
    let values = Grid::from_fn(areas, parts, |area, _| Some(shared[area] + next()));
    let codes = (0..areas).map(|area| format!("A{area:03}")).collect();
    let scores = score(&framework, &Input::of_values(codes, values)).expect("scores");
    (framework, scores)
}

/// Tries every corner of the arrangement for the first ranked area of a geometric mean of four:
/// where three of the planes that make it level with another or a weight 0 meet.
fn every_corner(framework: &Framework, scores: &Scores) -> usize {
    let ranked: Vec<usize> =
        (0..scores.standings.len()).filter(|&a| scores.standings[a].is_ranked()).collect();
    let children: Vec<usize> = framework.focus_areas().collect();
    let value = |a: usize, l: usize| scores.levels.get(a, l).expect("a score").max(1.0).ln();
    let first = ranked[0];
    let mut planes: Vec<[f64; 4]> =
        (0..4).map(|c| std::array::from_fn(|o| f64::from(u8::from(o == c)))).collect();
    let rivals: Vec<[f64; 4]> = ranked[1..]
        .iter()
        .map(|&a| std::array::from_fn(|c| value(a, children[c]) - value(first, children[c])))
        .collect();
    planes.extend(&rivals);
    let dot = |a: &[f64; 4], b: &[f64; 4]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let mut fewest = rivals.len();
    for (i, a) in planes.iter().enumerate() {
        for (j, b) in planes.iter().enumerate().skip(i + 1) {
            for c in &planes[j + 1..] {
                let corner = cross([a, b, c]);
                let whole: f64 = corner.iter().sum();
                let weights = corner.map(|x| x / whole);
                if weights.iter().all(|w| *w >= -1e-9) {
                    let above = rivals.iter().filter(|r| dot(r, &weights) > 1e-9).count();
                    fewest = fewest.min(above);
                }
            }
        }
    }
    1 + fewest
}

/// What is at right angles to three vectors.
fn cross(rows: [&[f64; 4]; 3]) -> [f64; 4] {
    std::array::from_fn(|skip| {
        let kept: Vec<usize> = (0..4).filter(|c| *c != skip).collect();
        let m = |r: usize, c: usize| rows[r][kept[c]];
        let minor = m(0, 0) * (m(1, 1) * m(2, 2) - m(1, 2) * m(2, 1))
            - m(0, 1) * (m(1, 0) * m(2, 2) - m(1, 2) * m(2, 0))
            + m(0, 2) * (m(1, 0) * m(2, 1) - m(1, 1) * m(2, 0));
        if skip % 2 == 0 { minor } else { -minor }
    })
}

fn main() {
    let (framework, scores) = default_index();
    let (one, _) = on_threads(1, || seconds(|| attainable(&framework, &scores)));
    let (all, reached) = seconds(|| attainable(&framework, &scores));
    let reached = reached.expect("a mean");
    let (corners, best) = seconds(|| every_corner(&framework, &scores));
    assert_eq!(best, reached[0].regions[2].best.rank, "both ways agree");
    let ends = reached.len() as f64 * 6.0;
    println!("every corner, one end of one area   {:8.1} ms", corners * 1e3);
    println!(
        "one end of one area, one thread     {:8.3} ms   {:.0} × faster than every corner",
        one / ends * 1e3,
        corners / (one / ends)
    );
    println!(
        "{} areas × {} parts, one thread     {one:8.2} s",
        reached.len(),
        below(&framework, 0).len()
    );
    println!("the same on all threads             {all:8.2} s   {:.2} × as fast", one / all);
    for (areas, parts) in [(200, 6), (166, 17)] {
        let (framework, scores) = made_up(areas, parts);
        let (time, reached) = seconds(|| attainable(&framework, &scores));
        let reached = reached.expect("a mean");
        let ends = reached.iter().flat_map(|a| &a.regions).flat_map(|r| [&r.best, &r.worst]);
        let exact = ends.clone().filter(|end| end.is_exact()).count() as f64;
        let share = 100.0 * exact / ends.count() as f64;
        println!(
            "{areas} areas × {parts} parts, all threads   {time:8.2} s   {share:.1} % of ends exact"
        );
    }
}
