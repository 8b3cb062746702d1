//! What `ssj fetch` keeps: originals unaltered, pinned by hash, and never replaced by less; and what
//! it does when it is locked, offline or killed.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::stub::world::{DATA, NEWER, World, jobs, today};
use crate::stub::{ok, status};
use ssj::fault::{Fault, Result};
use ssj::hashed::Hashed;
use ssj::ingest::Examined;
use ssj::model::Reader;
use ssj::pipeline::{self, FetchOrder, Options};
use ssj::provenance::{Lock, Sidecar};

// ── What comes, comes unaltered and pinned ──────────────────────────────────────────────────

#[test]
fn an_original_is_stored_as_it_came_with_its_record_and_pinned() {
    // A byte-order mark, CRLF and blank lines: nothing of it is for the store to tidy.
    let bytes = ["\u{feff}", &DATA.replace('\n', "\r\n"), "\r\n\r\n"].concat().into_bytes();
    let sent = bytes.clone();
    let world = World::new(move |_| ok(&sent).with("ETag", "\"one\""));
    let fetched = world.order(&FetchOrder::default()).unwrap();
    assert_eq!((fetched.fetched, fetched.failed), (2, 0), "{fetched}");
    let day = today();
    let expected = ["A.csv", "A.csv.toml", "B.csv", "B.csv.toml"];
    assert_eq!(world.tree(), expected.map(|name| format!("labour/{day}/{name}")));
    let path = world.original(&day, "A.csv");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);

    let sidecar = Sidecar::of(&path).unwrap();
    assert_eq!(sidecar.address, format!("{}/A.csv", world.stub.address));
    assert_eq!(sidecar.sha256, Hashed::of("", &bytes).sha256);
    assert_eq!((sidecar.bytes, sidecar.rows), (bytes.len() as u64, 4));
    assert_eq!(sidecar.licence, "CC BY 4.0");
    assert_eq!(sidecar.tool, format!("ssj {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(sidecar.validators.etag.as_deref(), Some("\"one\""));
    assert!(sidecar.retrieved.starts_with(&day) && sidecar.retrieved.ends_with('Z'));

    let lock = Lock::read(&world.dir.path("datasets/sources.lock")).unwrap();
    let codes: Vec<&str> = lock.originals().iter().map(|l| l.code.as_str()).collect();
    assert_eq!(codes, ["A", "B"]);
    assert!(lock.verify(&world.dir.path("datasets/sources")).is_empty());
    let agent = world.stub.asked()[0].header("user-agent").to_owned();
    assert!(agent.contains("State of Social Justice"), "{agent}");
}

#[test]
fn what_is_the_same_is_not_sent_again_and_changes_no_lock() {
    let world = World::new(|asked| match asked.header("if-none-match") {
        "\"one\"" => status(304, "").with("ETag", "\"one\""),
        _ => ok(DATA).with("ETag", "\"one\""),
    });
    world.brings(DATA);
    let (lock, tree) = (world.lock(), world.tree());
    let again = world.fetch();
    assert_eq!((again.unchanged, again.fetched), (1, 0), "{again}");
    assert_eq!((world.lock(), world.tree()), (lock, tree));
    assert_eq!(world.stub.asked()[1].header("if-none-match"), "\"one\"");
}

#[test]
fn the_same_bytes_without_validators_are_unchanged_and_a_date_validates_too() {
    let world = World::new(|_| ok(DATA));
    world.brings(DATA);
    let lock = world.lock();
    assert_eq!(world.fetch().unchanged, 1);
    assert_eq!(world.lock(), lock);

    const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    let dated = World::new(|asked| match asked.header("if-modified-since") {
        DATE => status(304, ""),
        _ => ok(DATA).with("Last-Modified", DATE),
    });
    dated.brings(DATA);
    assert_eq!(dated.fetch().unchanged, 1);
}

#[test]
fn a_damaged_original_is_not_trusted_and_is_put_right() {
    let world = World::new(|asked| match asked.header("if-none-match") {
        "" => ok(DATA).with("ETag", "\"one\""),
        _ => status(304, ""),
    });
    world.brings(DATA);
    let path = world.original(&today(), "A.csv");
    std::fs::write(&path, "x").unwrap();
    world.fetch().check().unwrap();
    assert_eq!(std::fs::read_to_string(path).unwrap(), DATA);
    assert_eq!(world.stub.asked()[1].header("if-none-match"), "");
}

#[test]
fn other_bytes_under_the_same_vintage_get_a_folder_of_their_own() {
    let world = World::new(|asked| ok(if asked.nth == 0 { DATA } else { NEWER }));
    world.brings(DATA);
    assert_eq!(world.fetch().fetched, 1);
    let (old, new) = (today(), format!("{}.2", today()));
    assert_eq!(std::fs::read_to_string(world.original(&old, "A.csv")).unwrap(), DATA);
    assert_eq!(std::fs::read_to_string(world.original(&new, "A.csv")).unwrap(), NEWER);
    let lock = Lock::read(&world.dir.path("datasets/sources.lock")).unwrap();
    assert_eq!(lock.originals().len(), 1);
    assert_eq!(lock.originals()[0].vintage, new);
    assert!(lock.verify(&world.dir.path("datasets/sources")).is_empty());
}

#[test]
fn a_code_that_the_catalogue_says_is_unchanged_is_not_asked_for() {
    let list = |day: &str| format!("id,last.update\nA_X,{day}/09/2026 07:08:03\n");
    let world = World::with(
        "/{code}.csv",
        "{code}.csv",
        "ilostat",
        "catalogue = \"STUB/toc\"\ncatalogue_id = \"{code}_X\"",
        move |asked| match (asked.path.as_str(), asked.nth) {
            ("/toc", 0 | 1) => ok(list("24")),
            ("/toc", 2) => ok(list("25")),
            ("/toc", _) => status(404, ""),
            (_, 0) => ok(DATA),
            _ => ok(NEWER),
        },
    );
    world.brings(DATA);
    assert!(world.original("2026-09-24", "A.csv").is_file(), "{:?}", world.tree());
    assert_eq!(world.fetch().unchanged, 1);
    let files = || world.stub.asked().iter().filter(|asked| asked.path == "/A.csv").count();
    assert_eq!(files(), 1, "the catalogue alone was asked for");
    assert_eq!(world.fetch().fetched, 1, "the catalogue has a later date");
    assert_eq!(std::fs::read(world.original("2026-09-25", "A.csv")).unwrap(), NEWER.as_bytes());
    // Without its catalogue the file itself is asked for.
    assert_eq!((world.fetch().unchanged, files()), (1, 3));
}

// ── What is good is kept ────────────────────────────────────────────────────────────────────

#[test]
fn a_shrunken_reply_replaces_nothing_unless_it_is_accepted() {
    let short = "ref_area,indicator,time,obs_value\nAAA,A,2020,1\n";
    let world = World::new(move |asked| ok(if asked.nth == 0 { DATA } else { short }));
    world.brings(DATA);
    world.refuses(&["shrunk by 75 %", "1 rows", "4 are locked", "--accept-shrunken"]);
    let order = FetchOrder { accept_shrunken: true, ..jobs() };
    assert_eq!(world.order(&order).unwrap().fetched, 1);
    assert_eq!(world.fetch().unchanged, 1, "the shrunken one is the measure from then on");
}

#[test]
fn a_tenth_less_is_no_shrinking() {
    let rows = |n: usize| {
        let row = |i| format!("AAA,A,{},1\n", 2000 + i);
        format!("ref_area,indicator,time,obs_value\n{}", (0..n).map(row).collect::<String>())
    };
    let world = World::new(move |asked| ok(rows(if asked.nth == 0 { 20 } else { 18 })));
    world.fetch().check().unwrap();
    assert_eq!(world.fetch().fetched, 1);
}

#[test]
fn a_series_that_is_gone_keeps_its_locked_vintage() {
    let world = World::new(|asked| if asked.nth == 0 { ok(DATA) } else { status(404, "") });
    world.brings(DATA);
    world.refuses(&["404"]);
}

#[test]
fn the_examiner_has_the_last_word() {
    let world = World::new(|_| ok(DATA));
    let refuse = |_: Reader, _: &Path| -> Result<Examined> { Err(Fault::new("not mine").into()) };
    let options = Options { project: Some(world.dir.path("")), quiet: true, ..Options::default() };
    let fetched = pipeline::fetch(&jobs(), &options, world.settings.clone(), &refuse).unwrap();
    assert_eq!(fetched.failed, 1);
    assert!(world.tree().is_empty());
}

// ── Locked, offline, listed ─────────────────────────────────────────────────────────────────

fn locked() -> FetchOrder {
    FetchOrder { locked: true, ..jobs() }
}

#[test]
fn locked_fetches_what_the_store_lacks_and_nothing_else() {
    let world = World::new(|_| ok(DATA));
    let told = world.order(&locked()).unwrap().check().unwrap_err().to_string();
    assert!(told.contains("labour A is not in datasets/sources.lock"), "{told}");
    world.brings(DATA);
    assert_eq!(world.order(&locked()).unwrap().unchanged, 1);
    assert_eq!(world.stub.count(), 1, "what is there is not asked for");
    let lock = world.lock();
    std::fs::remove_dir_all(world.dir.path("datasets/sources")).unwrap();
    assert_eq!(world.order(&locked()).unwrap().fetched, 1);
    assert_eq!((world.lock(), world.tree().len()), (lock, 2));
    std::fs::write(world.original(&today(), "A.csv"), NEWER).unwrap();
    let told = world.order(&locked()).unwrap().check().unwrap_err().to_string();
    for bytes in [DATA, NEWER] {
        assert!(told.contains(&Hashed::of("", bytes.as_bytes()).sha256), "{told}");
    }
}

#[test]
fn locked_refuses_what_the_publisher_has_changed() {
    let world = World::new(|asked| ok(if asked.nth == 0 { DATA } else { NEWER }));
    world.brings(DATA);
    let lock = world.lock();
    std::fs::remove_dir_all(world.dir.path("datasets/sources")).unwrap();
    let told = world.order(&locked()).unwrap().check().unwrap_err().to_string();
    for bytes in [DATA, NEWER] {
        assert!(told.contains(&Hashed::of("", bytes.as_bytes()).sha256), "{told}");
    }
    assert_eq!(world.lock(), lock);
    assert!(world.tree().is_empty(), "{:?}", world.tree());
}

#[test]
fn offline_asks_no_one_and_says_what_is_missing_or_changed() {
    let world = World::new(|_| ok(DATA));
    let offline = FetchOrder { offline: true, ..FetchOrder::default() };
    let before = world.order(&offline).unwrap();
    assert_eq!((before.absent, before.failed), (2, 0));
    world.order(&FetchOrder::default()).unwrap().check().unwrap();
    let asked = world.stub.count();
    assert_eq!(world.order(&offline).unwrap().unchanged, 2);
    std::fs::remove_file(world.original(&today(), "A.csv")).unwrap();
    std::fs::write(world.original(&today(), "B.csv"), "x").unwrap();
    let told = world.order(&offline).unwrap().check().unwrap_err().to_string();
    for part in ["not in the store", "A.csv", "its hash is", "B.csv", "the lock has"] {
        assert!(told.contains(part), "{told}");
    }
    assert_eq!(world.stub.count(), asked);
}

#[test]
fn the_command_lists_fetches_and_tells_machines() {
    let world = World::with("/{code}.csv", "{code}.csv", "ilostat", "release_months = [1]", |a| {
        if a.path == "/A.csv" { ok(DATA) } else { status(404, "gone") }
    });
    let list = world.ssj(&["fetch", "--list"]).ok().out;
    assert_eq!(list.matches("never fetched").count(), 2, "{list}");
    assert_eq!(world.stub.count(), 0);
    let run = world.ssj(&["fetch", "--json"]);
    run.fails(&["404", "gone", "B.csv"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&told["fetched"], &told["failed"]), (&1.into(), &1.into()));
    assert!(told["outcomes"][1]["reason"].as_str().unwrap().contains("404"));
    let list = world.ssj(&["fetch", "--list", "--json"]).ok().out;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let [jobs, pay] = &list["sources"].as_array().unwrap()[..] else { panic!("{list}") };
    // Fetched in January it would be due in February, in any other month next January.
    let next = jobs["next_release"].as_str().unwrap();
    assert!(next > today().as_str() && next.ends_with("-01"), "{next}");
    assert_eq!((&jobs["state"], &pay["state"]), (&"up_to_date".into(), &"never_fetched".into()));
    assert_eq!(jobs["series"][0], "JOBS");
}

#[test]
fn progress_is_told_and_silence_is_kept() {
    let world = World::new(|_| ok(DATA));
    assert!(world.ssj(&["fetch"]).ok().err.contains("[1/2] labour A"));
    assert_eq!(world.ssj(&["fetch", "--quiet"]).ok().err, "");
}

#[test]
fn a_source_is_due_once_its_release_month_has_begun() {
    let world =
        World::with("/{code}.csv", "{code}.csv", "ilostat", "release_months = [1]", |_| ok(DATA));
    world.brings(DATA);
    // Last asked long ago.
    let path = world.original(&today(), "A.csv");
    let sidecar = Sidecar::of(&path).unwrap();
    let sidecar = Sidecar { checked: "2020-05-01T00:00:00Z".into(), ..sidecar };
    std::fs::write(Sidecar::path(&path), sidecar.to_toml().unwrap()).unwrap();
    let list = world.ssj(&["fetch", "--list", "JOBS"]).ok().out;
    assert!(list.contains("2021-01-01") && list.contains(" due "), "{list}");
    assert_eq!(world.fetch().unchanged, 1);
    assert!(world.ssj(&["fetch", "--list", "JOBS"]).ok().out.contains("up to date"));
}

#[test]
fn names_that_are_none_are_told_with_the_nearest() {
    let world = World::new(|_| ok(DATA));
    let unknown = world.ssj(&["fetch", "labuor", "JOBZ"]);
    unknown.fails(&["no provider or series `labuor`", "`labour`", "`JOBZ`", "`JOBS`"]);
    world.ssj(&["fetch", "paper"]).fails(&["nothing to fetch for `paper`"]);
    assert_eq!(world.stub.count(), 0);
    world.ssj(&["fetch", "PAY"]).ok();
    assert_eq!(world.stub.asked()[0].path, "/B.csv");
}

#[test]
fn what_the_catalogue_no_longer_names_leaves_the_lock() {
    let world = World::new(|_| ok(DATA));
    world.order(&FetchOrder::default()).unwrap().check().unwrap();
    let text = world.dir.read("datasets/sources.toml").replace("code = \"B\"", "code = \"C\"");
    world.dir.write("datasets/sources.toml", text);
    world.fetch().check().unwrap();
    assert!(world.lock().unwrap().contains("B.csv"), "one series alone says nothing of others");
    world.order(&FetchOrder::default()).unwrap().check().unwrap();
    let lock = world.lock().unwrap();
    assert!(!lock.contains("B.csv") && lock.contains("C.csv"), "{lock}");
    assert!(world.original(&today(), "B.csv").exists(), "the store forgets nothing");
}

// ── Killed ──────────────────────────────────────────────────────────────────────────────────

/// Starts `ssj fetch JOBS`, waits until bytes have reached the disk, and kills it.
fn kill_halfway(world: &World) {
    let mut child = world.dir.command(&["fetch", "JOBS", "--quiet"]).spawn().unwrap();
    let part = world.dir.path("datasets/sources/.part/labour/A.csv");
    let since = Instant::now();
    while std::fs::metadata(&part).map_or(0, |data| data.len()) == 0 {
        assert!(since.elapsed() < Duration::from_secs(20), "nothing came");
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let outside = world.tree().into_iter().filter(|file| !file.starts_with(".part/"));
    assert_eq!(outside.count(), 0, "half a file is not in the store");
    assert!(world.lock().is_none());
}

#[test]
fn a_killed_fetch_is_resumed_where_the_server_can() {
    let world = World::new(|asked| match asked.nth {
        0 => ok(DATA).ranged(asked, "\"one\"").hang(40),
        _ => ok(DATA).ranged(asked, "\"one\""),
    });
    kill_halfway(&world);
    world.brings(DATA);
    assert_eq!(world.stub.asked()[1].from(), Some(40));
}

#[test]
fn a_killed_fetch_is_begun_again_where_it_cannot_be_resumed() {
    let world = World::new(|asked| if asked.nth == 0 { ok(DATA).hang(40) } else { ok(DATA) });
    kill_halfway(&world);
    world.brings(DATA);
    assert_eq!(world.stub.asked()[1].from(), None);
}
