//! How long the stages take on the default data, as ratios: reading against a raw scan of the same
//! files; figures of four times the areas against those of ours; pages a second; a second build against
//! the first. `cargo bench` prints a line each.

mod world;

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use ssj::ingest::Ingested;
use ssj::method::{Method, Origins};
use ssj::project::Project;

const RUNS: usize = 15;

/// The median time of a few runs, in milliseconds, after one that is not counted.
fn median_ms<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..=RUNS)
        .map(|_| {
            let since = Instant::now();
            black_box(work());
            since.elapsed().as_secs_f64() * 1000.0
        })
        .skip(1)
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Every field of every row, parsed as CSV and looked at, nothing kept.
fn raw_scan(method: &Method) -> usize {
    let scan = |path: &Path| {
        let mut reader = csv::Reader::from_path(path).expect("a file of the snapshot");
        let mut record = csv::StringRecord::new();
        let mut bytes = 0;
        while reader.read_record(&mut record).expect("a row of the snapshot") {
            bytes += record.iter().map(str::len).sum::<usize>();
        }
        bytes
    };
    method.sources.iter().map(|source| scan(&source.path)).sum()
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("a pool of threads").install(work)
}

/// What `ssj` says of a run in a project: its summary.
fn summary(project: &Path, arguments: &[&str]) -> serde_json::Value {
    let out = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ssj"));
    command.args(arguments).args(["--json", "--quiet", "--project"]).arg(project);
    let run = command.arg("--out").arg(out.path()).output().expect("ssj");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("a summary")
}

/// The seconds of one stage in a summary.
fn seconds(summary: &serde_json::Value, stage: &str) -> f64 {
    let stages = summary["seconds"].as_array().expect("seconds");
    let found = stages.iter().find(|entry| entry[0] == stage).expect("the stage");
    found[1].as_f64().expect("a number")
}

/// A build of an edition in its own folder, in seconds.
fn build(project: &Path) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ssj"));
    command.args(["build", "--quiet", "--json", "--project"]).arg(project);
    let since = Instant::now();
    let run = command.output().expect("ssj");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    since.elapsed().as_secs_f64()
}

/// A second build where nothing, a sentence of one language or a weight was changed, as shares of the
/// first; and how long it takes until a changed weight has its scores.
fn again() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = world::world(folder.path(), 0);
    let whole = build(&project);
    println!("a whole edition                {whole:8.1} s");
    let tell = |what: &str, seconds: f64| {
        println!("{what:<30} {seconds:8.2} s    {:.3} of the whole", seconds / whole);
    };
    for (what, file, from, to) in [
        ("nothing changed", "report/words.en.toml", "", ""),
        ("a French sentence changed", "report/words.fr.toml", "title = \"", "title = \"Donc, "),
        ("a weight changed", "datasets/framework.toml", "weight = 0.5\n", "weight = 0.6\n"),
    ] {
        let path = project.join(file);
        let text = std::fs::read_to_string(&path).expect("a file of the project");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("a file of the project");
        if what == "a weight changed" {
            let since = Instant::now();
            summary(&project, &["score"]);
            tell("its scores alone", since.elapsed().as_secs_f64());
        }
        tell(what, build(&project));
    }
}

/// Pages a second; and figures of a world with three copies of every State against those of ours.
fn edition(project: &Path) {
    let ours = summary(project, &["build"]);
    let pages = ours["pages"].as_f64().expect("pages");
    let typesetting = seconds(&ours, "report");
    println!("typesetting                    {:8.1} pages a second", pages / typesetting);
    let folder = tempfile::tempdir().expect("a folder");
    let larger = summary(&world::world(folder.path(), 3), &["figures"]);
    let (before, after) = (seconds(&ours, "figures"), seconds(&larger, "figures"));
    println!(
        "figures of 4 × the areas       {:8.1} s    {:.1} × those of ours",
        after,
        after / before
    );
}

fn main() {
    let project = Project::find(Some(Path::new(env!("CARGO_MANIFEST_DIR")))).expect("the project");
    let method =
        Method::load(Some(&project), None, &[], &Origins::Snapshot).expect("the default method");
    let ingested: Ingested = method.ingest().expect("the default data");
    let rows: usize = ingested.counts.iter().map(|count| count.rows).sum();

    let raw = median_ms(|| raw_scan(&method));
    let one = on_threads(1, || median_ms(|| method.ingest()));
    let all = median_ms(|| method.ingest());
    println!("raw scan of {rows} rows          {raw:8.1} ms");
    println!("ingest on one thread           {one:8.1} ms   {:.2} × the raw scan", one / raw);
    println!("ingest on all threads          {all:8.1} ms   {:.2} × the raw scan", all / raw);
    edition(&project.root);
    again();
}
