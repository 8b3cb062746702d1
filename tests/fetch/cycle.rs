//! A full cycle against a stub: fetch, lock, score, a change upstream, fetch again; and what moved.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::stub::ok;
use crate::stub::world::World;
use crate::workdir::flat;
use ssj::pipeline::FetchOrder;

const AREAS: &str = "REF_AREA,ISO2,NAME_EN\nAAA,AA,Aland\nBBB,BB,Beland\nCCC,CC,Celand\n";

/// The file of one indicator: a figure for each area and year.
fn original(code: &str, figures: &[(&str, i32, f64)]) -> String {
    let mut text =
        "\"ref_area\",\"source\",\"indicator\",\"sex\",\"time\",\"obs_value\",\"obs_status\"\n"
            .to_owned();
    for (area, year, value) in figures {
        text += &format!("\"{area}\",\"BA:1\",\"{code}\",\"SEX_T\",\"{year}\",{value},\n");
    }
    // What the file holds beside: a group of countries, and years that no one looks at.
    text + &format!("\"X01\",\"XA:1\",\"{code}\",\"SEX_T\",\"2021\",50,\"M\"\n")
}

fn jobs(of_b: f64) -> String {
    original("A", &[("AAA", 2021, 60.0), ("BBB", 2021, of_b), ("CCC", 2020, 20.0)])
}

fn pay() -> String {
    original("B", &[("AAA", 2021, 50.0), ("BBB", 2021, 50.0), ("CCC", 2021, 50.0)])
}

/// A stub that sends other figures once it is told that they are revised.
fn world() -> (World, Arc<AtomicBool>) {
    let revised = Arc::new(AtomicBool::new(false));
    let is_revised = revised.clone();
    let world = World::new(move |asked| match asked.path.as_str() {
        "/A.csv" if is_revised.load(Ordering::Relaxed) => ok(jobs(70.0)),
        "/A.csv" => ok(jobs(40.0)),
        _ => ok(pay()),
    });
    let goalposts = "goalposts = { worst = 0, best = 100 }";
    let indicators = [("jobs", "JOBS", goalposts), ("pay", "PAY", goalposts)];
    world.dir.write("datasets/framework.toml", flat("[data]\ncut_off = 2021\n", &indicators));
    world.dir.write("datasets/reference/areas.csv", AREAS);
    world.dir.write("datasets/reference/aliases.csv", "SCHEME,CODE,REF_AREA\nlabour,X01,\n");
    let snapshot = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nAAA,JOBS,2019,1\nAAA,PAY,2019,1\n\
                    BBB,JOBS,2019,2\nBBB,PAY,2019,2\nCCC,JOBS,2019,3\nCCC,PAY,2019,3\n";
    world.dir.write("datasets/snapshot/labour.csv", snapshot);
    let catalogue = std::fs::read_to_string(world.dir.path("datasets/sources.toml")).unwrap();
    let named = "reader = \"ilostat\"\nfiles = [\"snapshot/labour.csv\"]";
    world.dir.write("datasets/sources.toml", catalogue.replacen("reader = \"ilostat\"", named, 1));
    (world, revised)
}

const SCORE: [&str; 5] = ["score", "--framework", "datasets/framework.toml", "--out", "scored"];

/// Index and rank of each area, as scores.csv has them.
fn scores(world: &World) -> Vec<(String, String, String)> {
    let mut reader = csv::Reader::from_path(world.dir.path("scored/scores.csv")).unwrap();
    let rows = reader.records().map(|row| row.unwrap());
    let index = rows.filter(|row| &row[2] == "index");
    index.map(|row| (row[0].to_owned(), row[5].to_owned(), row[6].to_owned())).collect()
}

fn told(rows: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    rows.iter().map(|(a, s, r)| ((*a).into(), (*s).into(), (*r).into())).collect()
}

#[test]
fn what_is_fetched_is_scored_and_a_change_upstream_is_named_with_what_it_moves() {
    let (world, revised) = world();
    let run = world.ssj(&SCORE);
    assert!(run.success, "{}", run.err);
    assert_eq!(scores(&world)[0].1, "1", "the project's own files, before anything is fetched");

    let fetched = world.order(&FetchOrder::default()).unwrap();
    assert_eq!((fetched.fetched, fetched.failed), (2, 0), "{fetched}");
    let run = world.ssj(&SCORE);
    assert!(run.success, "{}", run.err);
    assert!(run.out.contains("2 series are read from locked originals"), "{}", run.out);
    assert!(run.out.contains("replaced_by_original: 6"), "{}", run.out);
    // (60 + 50) / 2, (40 + 50) / 2, (20 + 50) / 2.
    assert_eq!(scores(&world), told(&[("AAA", "55", "1"), ("BBB", "45", "2"), ("CCC", "35", "3")]));
    let own = world.ssj(&[&SCORE[..], &["--originals", "none"]].concat());
    assert!(own.success && scores(&world)[0].1 == "1", "{}", own.err);

    revised.store(true, Ordering::Relaxed);
    let again = world.order(&FetchOrder::default()).unwrap();
    assert_eq!((again.fetched, again.unchanged, again.failed), (1, 1, 0), "{again}");
    let compare = ["revisions", "--framework", "datasets/framework.toml", "--out", "moved"];
    let run = world.ssj(&compare);
    assert!(run.success, "{}", run.err);
    for part in [
        "revised   1: JOBS 1",
        "revised JOBS BBB T 2021: 40 published → 70 published",
        "BBB: index 45.00 → 60.00, rank 2 → 1",
        "AAA: index 55.00 → 55.00, rank 1 → 2",
    ] {
        assert!(run.out.contains(part), "`{part}` is not in:\n{}", run.out);
    }
    let table = std::fs::read_to_string(world.dir.path("moved/moves.csv")).unwrap();
    assert_eq!(
        table,
        "ref_area,code,level,score_before,score_after,rank_before,rank_after,places_gained\n\
         AAA,index,index,55,55,1,2,-1\nBBB,index,index,45,60,2,1,1\n"
    );
    let figures = std::fs::read_to_string(world.dir.path("moved/revisions.csv")).unwrap();
    assert!(figures.contains("JOBS,BBB,T,2021,revised,40,70,published,published,"), "{figures}");
}

#[test]
fn an_original_changed_after_it_was_locked_is_refused_with_both_hashes() {
    let (world, _) = world();
    world.order(&FetchOrder::default()).unwrap();
    let lock = ssj::provenance::Lock::read(&world.dir.path("datasets/sources.lock")).unwrap();
    let path = lock.originals()[0].path(&world.dir.path("datasets/sources")).unwrap();
    std::fs::write(&path, jobs(99.0)).unwrap();
    let run = world.ssj(&SCORE);
    assert!(!run.success);
    let expected = lock.originals()[0].sha256.as_str();
    assert!(run.err.contains("was changed") && run.err.contains(expected), "{}", run.err);
    assert!(run.err.contains("ssj fetch --locked"), "{}", run.err);
}

#[test]
fn locked_originals_that_the_store_lacks_leave_the_own_files_and_say_so() {
    let (world, _) = world();
    world.order(&FetchOrder::default()).unwrap();
    std::fs::remove_dir_all(world.dir.path("datasets/sources")).unwrap();
    let run = world.ssj(&SCORE);
    assert!(run.success, "{}", run.err);
    assert!(run.out.contains("2 series are locked, but their originals"), "{}", run.out);
    assert_eq!(scores(&world)[0].1, "1");
}

#[test]
fn an_original_of_which_nothing_fits_stops_the_run() {
    let (world, _) = world();
    let catalogue = std::fs::read_to_string(world.dir.path("datasets/sources.toml")).unwrap();
    let only = "code = \"A\"\nonly = { sex = \"SEX_F\" }\n";
    world.dir.write("datasets/sources.toml", catalogue.replacen("code = \"A\"\n", only, 1));
    world.order(&FetchOrder::default()).unwrap();
    let run = world.ssj(&SCORE);
    assert!(!run.success);
    for part in ["no row of the originals of `JOBS` (A.csv) can be used", "--originals none"] {
        assert!(run.err.contains(part), "`{part}` is not in:\n{}", run.err);
    }
}

#[test]
fn restricted_series_are_told_in_scores_and_refused_in_exports() {
    let (world, _) = world();
    let catalogue = std::fs::read_to_string(world.dir.path("datasets/sources.toml")).unwrap();
    world.dir.write("datasets/sources.toml", catalogue.replacen("\"open\"", "\"restricted\"", 1));
    let run = world.ssj(&SCORE);
    assert!(run.success && run.out.contains("may not be passed on"), "{}", run.out);
    let export = ["export", "coinr", "--framework", "datasets/framework.toml", "--out", "given"];
    let refused = world.ssj(&export);
    assert!(!refused.success);
    for part in ["`JOBS` may not be passed on", "CC BY 4.0", "--allow-restricted"] {
        assert!(refused.err.contains(part), "`{part}` is not in:\n{}", refused.err);
    }
    assert!(world.ssj(&[&export[..], &["--allow-restricted"]].concat()).success);
}
