//! `ssj fetch` against a provider of our own with the faults that real ones have: each ends in the
//! right data or in an error that says what happened, and never in half a file in the store.

use std::time::{Duration, Instant};

use crate::packed::{gzip, zip};
use crate::stub::world::{DATA, NEWER, World, jobs};
use crate::stub::{Answer, Asked, ok, status};
use ssj::pipeline::FetchOrder;
use ssj::provenance::Lock;

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

    let tagged = World::new(|asked| match asked.nth {
        0 => ok(DATA).with("ETag", "\"one\"").cut(30),
        _ => ok(DATA),
    });
    tagged.brings(DATA);
    assert_eq!(tagged.stub.asked()[1].from(), None, "a tag alone promises no ranges");
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
fn a_reply_in_chunks_is_whole_only_with_its_last_chunk() {
    let chunks = |end: &str| format!("{:x}\r\n{DATA}\r\n{end}", DATA.len());
    let chunked = |text: String| ok(text).open().with("Transfer-Encoding", "chunked");
    World::new(move |_| chunked(chunks("0\r\n\r\n"))).brings(DATA);
    World::new(move |_| chunked(chunks(""))).refuses(&["ended before the reply did"]);
}

#[test]
fn a_server_that_speaks_no_tls_is_no_trusted_one() {
    let world = World::new(|_| ok(DATA));
    let text = world.dir.read("datasets/sources.toml").replace("http://", "https://");
    world.dir.write("datasets/sources.toml", text);
    world.refuses(&["cannot fetch https://127.0.0.1", "the connection ended"]);
}

#[test]
fn a_wrong_length_is_told_whichever_way_it_is_wrong() {
    World::new(|_| ok(DATA).told(DATA.len() + 9)).refuses(&["ended before the reply did"]);
    // Nothing after the told length can be seen: the row that is cut by it is.
    World::new(|_| ok(DATA).told(DATA.len() - 3)).refuses(&["cut", "last row has 3 fields"]);
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
    let (gz, zipped) = (gzip(&zeros), zip(&[("data.csv", &zeros)]));
    assert!(gz.len() < 10_000 && zipped.len() < 10_000);
    for bomb in [gz, zipped] {
        let world = World::new(move |_| ok(&bomb));
        world.refuses(&["unpacks to more than 1 megabytes", "raise `megabytes`", "/A.csv"]);
        assert!(world.tree().is_empty());
    }
    World::new(|_| ok(gzip(DATA.as_bytes()))).brings(gzip(DATA.as_bytes()));
    World::new(|_| ok(zip(&[("a.csv", DATA.as_bytes())])))
        .brings(zip(&[("a.csv", DATA.as_bytes())]));
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
    let row = r#""indicator":{"id":"A","value":"A"},"country":{"id":"AA","value":"Aland"},"countryiso3code":"AAA""#;
    ok(format!(
        r#"[{{"page":{page},"pages":{pages},"per_page":2,"total":6,"lastupdated":"{updated}"}},
            [{{{row},"date":"20{page}0","value":1}},{{{row},"date":"2021","value":null}}]]"#
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
    bank(|_| ok(r#"[{"page":1,"pages":0,"total":0},null]"#)).refuses(&["no data for this request"]);
    bank(|_| ok(r#"[{"message":[{"id":"120","value":"not valid"}]}]"#)).refuses(&["not valid"]);
    bank(|_| ok("[]")).refuses(&["no data for this request"]);
    bank(|_| ok(r#"[{"page":1},[{"value":1}]]"#)).refuses(&["no row with a value"]);
    bank(|_| ok(r#"[{"page":1,"pages":3},[{"value":1}"#))
        .refuses(&["no reply of the World Bank's API"]);
    World::new(|_| ok(r#"{"error":"deprecated"}"#)).refuses(&["deprecated"]);
    World::new(|_| ok("ref_area,indicator,time,obs_value\n")).refuses(&["a header and no row"]);
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
