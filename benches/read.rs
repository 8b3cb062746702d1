//! How fast originals of full size are read, and in how much memory: `cargo bench --bench read`.
//!
//! Each measurement is a process of its own, so that its peak of memory is its own too: ours, a raw scan
//! with the csv crate on one thread, and, where Python has it, Polars reading the same file. Wall and
//! processor time are the least of several runs. Files are made once, in `target/tmp`.

mod sizes;

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use sizes::{Area, Size, wdi_code, wid_code};
use ssj::ingest::{AreaCodes, Expected, Selection, Source, ingest, read, read_areas};
use ssj::model::{Original, Reader};

const RUNS: usize = 5;
const PEER: &str = include_str!("sizes/peer.py");

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "measure") {
        return measure(&arguments[at + 1], Path::new(&arguments[at + 2]));
    }
    let areas = areas();
    let only = arguments.iter().skip(1).find(|argument| !argument.starts_with('-'));
    for size in Size::ALL.into_iter().filter(|s| only.is_none_or(|o| s.name().contains(o))) {
        let path = size.file(Path::new(env!("CARGO_TARGET_TMPDIR")), &areas).expect("a file");
        let megabytes = std::fs::metadata(&path).expect("a file").len() as f64 / 1e6;
        println!("{}, {megabytes:.0} MB", size.name());
        for what in ["filtered", "hashed", "scan", "full"] {
            let me = std::env::current_exe().expect("this program");
            tell(what, megabytes, Command::new(me).arg("measure").arg(what).arg(&path));
        }
        for what in ["read_csv", "streaming"] {
            let mut python = Command::new("python3");
            tell(what, megabytes, python.args(["-c", PEER, what]).arg(&path));
        }
    }
}

/// Runs a measurement and prints its line: seconds and processor seconds of the fastest run, peak.
fn tell(what: &str, megabytes: f64, command: &mut Command) {
    let label = match what {
        "filtered" => "ours, what is wanted",
        "hashed" => "ours, what is wanted, with hash and duplicates",
        "full" => "ours, everything",
        "scan" => "csv crate, raw scan on one thread",
        "read_csv" => "Polars, read_csv",
        _ => "Polars, scan_csv, filter, streaming",
    };
    let output = command.output();
    let text = output.as_ref().map(|o| String::from_utf8_lossy(&o.stdout).into_owned());
    let numbers: Vec<f64> =
        text.iter().flat_map(|t| t.split_whitespace()).filter_map(|n| n.parse().ok()).collect();
    match numbers[..] {
        [wall, processor, peak, rows] => println!(
            "  {label:<48} {wall:7.3} s {:7.0} MB/s {processor:8.3} s of processors {peak:7.0} MB peak {rows:10} rows",
            megabytes / wall
        ),
        _ => {
            let said = output.map(|o| String::from_utf8_lossy(&o.stderr).into_owned());
            let said = said.unwrap_or_else(|error| error.to_string());
            println!("  {label:<48} {}", said.lines().last().unwrap_or("peer not installed"));
        }
    }
}

/// In a process of its own: prints wall seconds, processor seconds, peak megabytes, observations.
fn measure(what: &str, path: &Path) {
    // Everything of the largest file would be 14 million observations: one run is enough.
    let runs = if what == "full" { 2 } else { RUNS };
    let mut best = (f64::MAX, f64::MAX);
    let mut rows = 0;
    for _ in 0..runs {
        let (since, before) = (Instant::now(), processor_seconds());
        rows = match what {
            "scan" => scan(path),
            _ => observations(what, path),
        };
        let took = (since.elapsed().as_secs_f64(), processor_seconds() - before);
        best = (best.0.min(took.0), best.1.min(took.1));
    }
    println!("{} {} {} {rows}", best.0, best.1, peak_megabytes());
}

/// Every field of every row, parsed as CSV and looked at, nothing kept.
fn scan(path: &Path) -> usize {
    let separator = if path.ends_with(Size::Wid.name()) { b';' } else { b',' };
    let reader = csv::ReaderBuilder::new().delimiter(separator).from_path(path);
    let (mut reader, mut record) = (reader.expect("a file"), csv::ByteRecord::new());
    let (mut rows, mut bytes) = (0, 0);
    while reader.read_byte_record(&mut record).expect("a row") {
        bytes += record.iter().map(<[u8]>::len).sum::<usize>();
        rows += 1;
    }
    black_box(bytes);
    rows
}

fn observations(what: &str, path: &Path) -> usize {
    let codes = codes();
    let expected = Expected { areas: Some(&codes), ..Expected::default() };
    let selection = if what == "full" { Selection::Everything } else { wanted(path) };
    let source = Source {
        path: path.to_owned(),
        name: "bench".to_owned(),
        provider: "bench".to_owned(),
        reader: reader(path),
        selection,
        sha256: None,
    };
    let read = match what {
        "hashed" => ingest(&[source], &expected),
        _ => read(&source, &expected),
    };
    read.unwrap_or_else(|faults| panic!("{}", faults.to_string().replace('\n', " ")))
        .observations
        .len()
}

fn reader(path: &Path) -> Reader {
    match Size::ALL.into_iter().find(|size| path.ends_with(size.name())) {
        Some(Size::WdiBulk) => Reader::Worldbank,
        Some(Size::Ilostat) => Reader::Ilostat,
        Some(Size::Long) => Reader::SdmxCsv,
        _ => Reader::Wid,
    }
}

/// A handful of series, each of a single breakdown.
fn wanted(path: &Path) -> Selection {
    let (codes, only): (Vec<String>, &[(&str, &str)]) = match reader(path) {
        Reader::Worldbank => ([0, 310, 620, 930, 1240].map(wdi_code).to_vec(), &[]),
        Reader::Ilostat => (
            vec!["EMP_TEMP_SEX_AGE_ECO_NB".to_owned()],
            &[("sex", "SEX_T"), ("classif1", "AGE_YTHADULT_0"), ("classif2", "ECO_SECTOR_0")],
        ),
        Reader::SdmxCsv => (vec!["SERIES_250".to_owned()], &[]),
        _ => ([0, 10, 20, 30].map(wid_code).to_vec(), &[("percentile", "p90p100")]),
    };
    let original = |code: &String| Original {
        provider: "bench".to_owned(),
        code: code.clone(),
        sex: None,
        only: only
            .iter()
            .map(|(column, code)| ((*column).to_owned(), (*code).to_owned()))
            .collect(),
        multiply: 1.0,
        estimated: false,
        bounds: None,
    };
    let originals: Vec<Original> = codes.iter().map(original).collect();
    Selection::of(codes.iter().map(String::as_str).zip(&originals))
}

fn text(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/reference").join(file);
    std::fs::read_to_string(path).expect("a reference table")
}

fn codes() -> AreaCodes {
    let areas = read_areas(Path::new("areas.csv"), &text("areas.csv")).expect("areas");
    let codes = AreaCodes::of(&areas).with_aliases(Path::new("aliases.csv"), &text("aliases.csv"));
    codes.expect("aliases")
}

/// Our areas, and as many aggregates of the World Bank behind them.
fn areas() -> Vec<Area> {
    let areas = read_areas(Path::new("areas.csv"), &text("areas.csv")).expect("areas");
    let ours =
        areas.iter().map(|a| (a.code.clone(), a.attribute("ISO2").unwrap_or("NO").to_owned()));
    let aliases = text("aliases.csv");
    let of_bank = aliases.lines().filter_map(|line| line.strip_prefix("worldbank,"));
    let no_areas = of_bank.filter_map(|line| line.split_once(",,")).map(|(code, _)| code);
    let aggregates =
        no_areas.filter(|code| code.len() == 3).map(|code| (code.to_owned(), "WO".to_owned()));
    ours.chain(aggregates).collect()
}

/// Seconds that all threads of this process have had a processor (Linux; 0 elsewhere).
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = behind_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory that this process has had (Linux; 0 elsewhere).
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() * 1024.0 / 1e6
}
