//! `ssj fetch` against a provider of our own with the faults that real ones have: each ends in the
//! right data or in an error that says what happened, and never in half a file in the store.

mod stub;
mod workdir;

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use ssj::fault::{Fault, Result};
use ssj::fetch::Settings;
use ssj::ingest::{Examined, examine};
use ssj::model::Reader;
use ssj::pipeline::{self, FetchOrder, Fetched, Options};
use ssj::provenance::{Hashed, Lock, Sidecar};
use stub::{Answer, Asked, Stub, ok, status};
use workdir::{Run, Workdir};

const DATA: &str = "ref_area,time,obs_value\nAAA,2020,1\nBBB,2020,2\nCCC,2020,3\nDDD,2020,4\n";
const NEWER: &str = "ref_area,time,obs_value\nAAA,2020,1\nBBB,2020,9\nCCC,2020,3\nDDD,2020,4\n";

/// A project with one provider, two series of it, and a stub that plays it.
struct World {
    dir: Workdir,
    stub: Stub,
    settings: Settings,
}

impl World {
    fn new(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        World::with("/{code}.csv", "{code}.csv", "ilostat", "", answer)
    }

    /// `more`: further keys of `[provider.fetch]`.
    fn with(
        address: &str,
        file: &str,
        reader: &str,
        more: &str,
        answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let (dir, stub) = (Workdir::new(), Stub::serve(answer));
        dir.write("datasets/framework.toml", "");
        let address = if address.starts_with('/') {
            format!("{}{address}", stub.address)
        } else {
            address.to_owned()
        };
        let megabytes = if more.contains("megabytes") { "" } else { "megabytes = 1" };
        let mut catalogue = format!(
            "[[licence]]\nname = \"CC BY 4.0\"\nclass = \"open\"\n\
             [[provider]]\ncode = \"labour\"\nname = \"Labour\"\nlicence = \"CC BY 4.0\"\n\
             reader = \"{reader}\"\n[provider.fetch]\naddress = \"{address}\"\nfile = \"{file}\"\n\
             requests_per_second = 100\n{megabytes}\n{more}\n\
             [[provider]]\ncode = \"paper\"\nname = \"On paper\"\n"
        );
        for (series, code) in [("JOBS", "A"), ("PAY", "B")] {
            catalogue.push_str(&format!(
                "[[series]]\ncode = \"{series}\"\nname = \"{series}\"\nunit = \"%\"\n\
                 range = [0, 100]\nprovider = \"labour\"\n[[series.original]]\ncode = \"{code}\"\n"
            ));
        }
        dir.write("datasets/sources.toml", catalogue);
        let quick = Duration::from_millis;
        let settings = Settings {
            connect: quick(2000),
            silence: quick(600),
            window: quick(300),
            attempts: 3,
            first_wait: quick(5),
            longest_wait: quick(3000),
            ..Settings::default()
        };
        World { dir, stub, settings }
    }

    fn order(&self, order: &FetchOrder) -> Result<Fetched> {
        let options =
            Options { project: Some(self.dir.path("")), quiet: true, ..Options::default() };
        pipeline::fetch(order, &options, self.settings.clone(), &examine)
    }

    /// Fetches the series `JOBS`, whose code is `A`.
    fn fetch(&self) -> Fetched {
        self.order(&jobs()).unwrap()
    }

    /// The error of fetching `JOBS`, which leaves the store as it was.
    #[track_caller]
    fn refuses(&self, parts: &[&str]) {
        let before = (self.tree(), self.lock());
        let fetched = self.fetch();
        assert_eq!((fetched.failed, fetched.fetched), (1, 0), "{fetched}");
        let told = fetched.check().unwrap_err().to_string();
        for part in parts {
            assert!(told.contains(part), "`{part}` is not in:\n{told}");
        }
        assert_eq!((self.tree(), self.lock()), before, "a failure changes nothing");
    }

    /// `JOBS` comes in as `data`, whole, with its record, and nothing else.
    #[track_caller]
    fn brings(&self, data: impl AsRef<[u8]>) {
        let fetched = self.fetch();
        assert_eq!((fetched.fetched, fetched.failed), (1, 0), "{fetched}");
        let lock = Lock::read(&self.dir.path("datasets/sources.lock")).unwrap();
        let path = lock.originals()[0].path(&self.dir.path("datasets/sources"));
        assert_eq!(std::fs::read(path).unwrap(), data.as_ref());
        assert_eq!(self.tree().len(), 2, "{:?}", self.tree());
    }

    /// Every file under the store, relative to it.
    fn tree(&self) -> Vec<String> {
        let root = self.dir.path("datasets/sources");
        let mut files = Vec::new();
        walk(&root, &root, &mut files);
        files.sort();
        files
    }

    fn lock(&self) -> Option<String> {
        std::fs::read_to_string(self.dir.path("datasets/sources.lock")).ok()
    }

    fn original(&self, vintage: &str, file: &str) -> std::path::PathBuf {
        self.dir.path("datasets/sources/labour").join(vintage).join(file)
    }

    fn ssj(&self, arguments: &[&str]) -> Run {
        self.dir.run(arguments)
    }
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, files);
        } else if entry.file_name() != ".guard" {
            files.push(path.strip_prefix(root).unwrap().display().to_string());
        }
    }
}

fn jobs() -> FetchOrder {
    FetchOrder { names: vec!["JOBS".into()], ..FetchOrder::default() }
}

fn today() -> String {
    ssj::fetch::now().date()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

// ── What comes, comes unaltered and pinned ──────────────────────────────────────────────────

#[test]
fn an_original_is_stored_as_it_came_with_its_record_and_pinned() {
    // A byte-order mark, CRLF and padding: nothing of it is for the store to tidy.
    let bytes = ["\u{feff}", &DATA.replace('\n', "\r\n"), "\0\0\0"].concat().into_bytes();
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

// ── What fails in passing is asked again ────────────────────────────────────────────────────

#[test]
fn a_server_that_is_busy_is_asked_again_after_the_time_it_says() {
    let world = World::new(|asked| match asked.nth {
        0 => status(429, "slow down").with("Retry-After", 1),
        _ => ok(DATA),
    });
    let since = Instant::now();
    world.brings(DATA);
    assert!(since.elapsed() >= Duration::from_secs(1), "{:?}", since.elapsed());
}

#[test]
fn a_provider_that_asks_for_a_long_wait_is_left_alone() {
    let world = World::new(|_| status(429, "").with("Retry-After", 4000));
    let fetched = world.order(&FetchOrder::default()).unwrap();
    assert_eq!((fetched.failed, world.stub.count()), (2, 1), "the second is not asked for");
    let told = fetched.check().unwrap_err().to_string();
    assert!(told.contains("429") && told.contains("wait 4000 s"), "{told}");
}

#[test]
fn an_error_of_the_server_passes_or_is_told_after_the_last_attempt() {
    World::new(|asked| if asked.nth == 0 { status(500, "") } else { ok(DATA) }).brings(DATA);
    let down = World::new(|_| status(503, "<html><title>Back soon</title></html>"));
    down.refuses(&["503", "Back soon", "tried 3 times", "/A.csv"]);
    assert_eq!(down.stub.count(), 3);
}

#[test]
fn what_is_not_there_is_asked_for_once_and_the_rest_is_fetched() {
    let world = World::new(|asked| match asked.path.as_str() {
        "/A.csv" => status(404, r#"{"error":"deprecated, see C"}"#),
        _ => ok(DATA),
    });
    let fetched = world.order(&FetchOrder::default()).unwrap();
    assert_eq!((fetched.fetched, fetched.failed, world.stub.count()), (1, 1, 2));
    let told = fetched.check().unwrap_err().to_string();
    assert!(told.contains("404") && told.contains("deprecated, see C"), "{told}");
    assert_eq!(world.tree().len(), 2);
}

#[test]
fn a_cut_reply_is_resumed_where_the_server_can_and_begun_again_where_not() {
    let world = World::new(|asked| match asked.nth {
        0 => ok(DATA).ranged(asked, "\"one\"").cut(30),
        _ => ok(DATA).ranged(asked, "\"one\""),
    });
    world.brings(DATA);
    let second = &world.stub.asked()[1];
    assert_eq!((second.from(), second.header("if-range")), (Some(30), "\"one\""));

    let plain = World::new(|asked| if asked.nth == 0 { ok(DATA).cut(30) } else { ok(DATA) });
    plain.brings(DATA);
    assert_eq!(plain.stub.asked()[1].from(), None);
}

#[test]
fn a_reply_that_changed_since_it_was_cut_is_taken_anew() {
    let world = World::new(|asked| match asked.nth {
        0 => ok(DATA).ranged(asked, "\"one\"").cut(30),
        _ => ok(NEWER).ranged(asked, "\"two\""),
    });
    world.brings(NEWER);
}

#[test]
fn a_wrong_range_or_none_is_never_pasted_on() {
    let wrong = World::new(|asked| match asked.nth {
        0 => ok(DATA).ranged(asked, "\"one\"").cut(30),
        1 => status(206, &DATA[10..]).with("Content-Range", "bytes 10-60/61"),
        _ => ok(DATA).ranged(asked, "\"one\""),
    });
    wrong.brings(DATA);
    assert_eq!(wrong.stub.asked()[2].from(), None);
    let none = World::new(|asked| match asked.nth {
        0 => ok(DATA).ranged(asked, "\"one\"").cut(30),
        1 => status(416, ""),
        _ => ok(DATA).ranged(asked, "\"one\""),
    });
    none.brings(DATA);
}

#[test]
fn a_reply_that_is_always_cut_leaves_nothing_but_what_can_be_resumed() {
    let plain = World::new(|_| ok(DATA).cut(30));
    plain.refuses(&["ended before the reply did", "after 30 of", "tried 3 times"]);
    assert!(plain.tree().is_empty());

    let ranged = World::new(|asked| match asked.nth {
        0..3 => ok(DATA).ranged(asked, "\"one\"").cut(0),
        _ => ok(DATA).ranged(asked, "\"one\""),
    });
    assert_eq!(ranged.fetch().failed, 1);
    ranged.brings(DATA);

    let partly = World::new(|asked| match asked.nth {
        0 => ok(DATA).ranged(asked, "\"one\"").cut(30),
        1..3 => status(503, ""),
        _ => ok(DATA).ranged(asked, "\"one\""),
    });
    assert_eq!(partly.fetch().failed, 1);
    assert_eq!(partly.tree(), [".part/labour/A.csv", ".part/labour/A.csv.part.toml"]);
    assert!(partly.lock().is_none());
    partly.brings(DATA);
    assert_eq!(partly.stub.asked().last().unwrap().from(), Some(30));
}

#[test]
fn a_wrong_length_is_told_whichever_way_it_is_wrong() {
    World::new(|_| ok(DATA).told(DATA.len() + 9)).refuses(&["ended before the reply did"]);
    // Nothing after the told length can be seen: the row that is cut by it is.
    World::new(|_| ok(DATA).told(DATA.len() - 3)).refuses(&["cut", "last row has 2 fields"]);
}

#[test]
fn a_reply_in_drops_and_one_that_stops_are_given_up() {
    let drip = Duration::from_millis(20);
    World::new(move |_| ok(DATA).drip(drip)).refuses(&["too slowly", "tried 3 times"]);
    World::new(|_| ok(DATA).hang(30)).refuses(&["did not answer in time", "after 30 of"]);
}

#[test]
fn a_provider_that_is_not_there_is_tried_for_one_file_only() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("http://{free}/{{code}}.csv");
    let world = World::with(&address, "{code}.csv", "ilostat", "", |_| ok(DATA));
    let fetched = world.order(&FetchOrder::default()).unwrap();
    assert_eq!(fetched.failed, 2);
    let told = fetched.check().unwrap_err().to_string();
    assert!(told.contains("takes no connection; tried 3 times"), "{told}");
    assert!(told.contains("B.csv (not asked for"), "{told}");
}

// ── What is no data is refused ──────────────────────────────────────────────────────────────

#[test]
fn a_web_page_sent_as_data_is_refused_by_its_title_or_passes() {
    const PAGE: &str = "<!DOCTYPE html><html><title>Just a moment</title></html>";
    World::new(|_| ok(PAGE).with("Content-Type", "text/csv"))
        .refuses(&["web page", "Just a moment"]);
    World::new(|asked| if asked.nth == 0 { ok(PAGE) } else { ok(DATA) }).brings(DATA);
    World::new(|_| ok("")).refuses(&["the reply is empty"]);
}

#[test]
fn a_wrong_type_is_refused_where_it_can_be_no_data_and_else_the_bytes_count() {
    let image = World::new(|_| ok(DATA).with("Content-Type", "image/png"));
    image.refuses(&["image/png"]);
    assert_eq!(image.stub.count(), 1);
    World::new(|_| ok(DATA).with("Content-Type", "text/html; charset=utf-8")).brings(DATA);
    World::new(|_| ok(DATA).with("Content-Type", "application/octet-stream")).brings(DATA);
}

#[test]
fn redirects_are_followed_but_not_in_circles_nor_anywhere() {
    let led = |asked: &Asked| match asked.path.as_str() {
        "/A.csv" => status(302, "").with("Location", "/files/A.csv"),
        _ => ok(DATA),
    };
    World::new(led).brings(DATA);
    let circle = World::new(|asked| match asked.path.as_str() {
        "/A.csv" => status(301, "").with("Location", "/b"),
        _ => status(307, "").with("Location", "/A.csv"),
    });
    circle.refuses(&["in a circle"]);
    assert_eq!(circle.stub.count(), 2);
    World::new(|asked| status(302, "").with("Location", format!("{}x", asked.path)))
        .refuses(&["redirects more than 5 times"]);
    World::new(|_| status(302, "").with("Location", "http://example.org/A.csv"))
        .refuses(&["http://example.org/A.csv", "only https://"]);
}

#[test]
fn nothing_but_https_is_asked_elsewhere() {
    let world = World::with("http://192.0.2.1/{code}", "{code}.csv", "ilostat", "", |_| ok(DATA));
    let since = Instant::now();
    world.refuses(&["only https:// addresses are fetched"]);
    assert!(since.elapsed() < Duration::from_millis(500), "refused before anyone is asked");
}

#[test]
fn bombs_are_refused_by_what_they_unpack_to_before_they_are_stored() {
    let zeros = vec![b'0'; 3_000_000];
    let (gz, zipped) = (gzip(&zeros), zip("data.csv", &zeros));
    assert!(gz.len() < 10_000 && zipped.len() < 10_000);
    for bomb in [gz, zipped] {
        let world = World::new(move |_| ok(&bomb));
        world.refuses(&["unpacks to more than 1 megabytes", "raise `megabytes`", "/A.csv"]);
        assert!(world.tree().is_empty());
    }
    World::new(|_| ok(gzip(DATA.as_bytes()))).brings(gzip(DATA.as_bytes()));
    World::new(|_| ok(zip("a.csv", DATA.as_bytes()))).brings(zip("a.csv", DATA.as_bytes()));
    let mut damaged = gzip(DATA.as_bytes());
    damaged.truncate(damaged.len() - 4);
    World::new(move |_| ok(&damaged)).refuses(&["cut or damaged"]);
}

#[test]
fn a_reply_larger_than_allowed_is_ended() {
    World::new(|_| ok("x").told(2_000_000).hang(1)).refuses(&["more than 1 megabytes"]);
    let endless = World::new(|_| ok(DATA.repeat(30_000)).open());
    endless.refuses(&["more than 1 megabytes"]);
    assert_eq!(endless.stub.count(), 1);
}

// ── Pages ───────────────────────────────────────────────────────────────────────────────────

fn page(asked: &Asked, pages: &str, updated: &str) -> Answer {
    let page = asked.path.rsplit('=').next().unwrap();
    ok(format!(
        r#"[{{"page":{page},"pages":{pages},"lastupdated":"{updated}"}},
            [{{"date":"20{page}0","value":1}},{{"date":"2021","value":null}}]]"#
    ))
}

fn bank(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> World {
    World::with("/{code}?page={page}", "{code}.{page}.json", "worldbank", "", answer)
}

#[test]
fn all_pages_come_under_the_publishers_own_vintage() {
    let world = bank(|asked| page(asked, "\"3\"", "2026-07-13"));
    let fetched = world.fetch();
    assert_eq!((fetched.fetched, fetched.outcomes[0].files, fetched.outcomes[0].rows), (1, 3, 3));
    let names = [1, 2, 3].map(|n| format!("labour/2026-07-13/A.{n}.json"));
    let expected: Vec<String> =
        names.iter().flat_map(|name| [name.clone(), format!("{name}.toml")]).collect();
    assert_eq!(world.tree(), expected);
    assert_eq!(world.fetch().unchanged, 1);
}

#[test]
fn a_page_that_fails_leaves_none_of_them() {
    let world = bank(|asked| match asked.path.ends_with("=2") {
        true => status(404, ""),
        false => page(asked, "3", "2026-07-13"),
    });
    world.refuses(&["404", "page=2"]);
    assert!(world.tree().is_empty());
    bank(|asked| {
        let updated = if asked.path.ends_with("=3") { "2026-10-01" } else { "2026-07-13" };
        page(asked, "3", updated)
    })
    .refuses(&["changed the data while its pages were fetched"]);
}

#[test]
fn an_empty_page_and_a_message_in_place_of_data_are_refused() {
    bank(|_| ok(r#"[{"page":1,"pages":0,"total":0},null]"#)).refuses(&["no row with a value"]);
    bank(|_| ok(r#"[{"message":[{"id":"120","value":"not valid"}]}]"#)).refuses(&["not valid"]);
    bank(|_| ok("[]")).refuses(&["no row with a value"]);
    bank(|_| ok(r#"[{"page":1},[{"value":1}]]"#)).refuses(&["must say how many there are"]);
    bank(|_| ok(r#"[{"page":1,"pages":3},[{"value":1}"#)).refuses(&["cut or damaged JSON"]);
    World::new(|_| ok(r#"{"error":"deprecated"}"#)).refuses(&["deprecated"]);
    World::new(|_| ok("ref_area,time,obs_value\n")).refuses(&["no row with a value"]);
}

#[test]
fn fewer_pages_than_before_leave_no_old_ones_in_the_lock() {
    let world = bank(|asked| match asked.nth {
        0 => page(asked, "2", "2026-07-13"),
        _ => page(asked, "1", "2026-10-01"),
    });
    world.fetch().check().unwrap();
    let order = FetchOrder { accept_shrunken: true, ..jobs() };
    world.order(&order).unwrap().check().unwrap();
    let lock = Lock::read(&world.dir.path("datasets/sources.lock")).unwrap();
    let files: Vec<&str> = lock.originals().iter().map(|l| l.file.as_str()).collect();
    assert_eq!((files, lock.originals()[0].vintage.as_str()), (vec!["A.1.json"], "2026-10-01"));
}

// ── What is good is kept ────────────────────────────────────────────────────────────────────

#[test]
fn a_shrunken_reply_replaces_nothing_unless_it_is_accepted() {
    let short = "ref_area,time,obs_value\nAAA,2020,1\n";
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
        let row = |i| format!("AAA,{},1\n", 2000 + i);
        format!("ref_area,time,obs_value\n{}", (0..n).map(row).collect::<String>())
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
    Sidecar { checked: "2020-05-01T00:00:00Z".into(), ..sidecar }.write(&path).unwrap();
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
