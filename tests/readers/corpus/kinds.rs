//! Kinds of bad input one by one: keys that aren't unique, what no one sees, values of the wrong kind,
//! cells that a spreadsheet program would run, and what is said of them.

use crate::workdir::{SMALL, SMALL_DATA, Workdir};

const AREAS: &str = "REF_AREA,ISO2,ISO3,M49,NAME_EN,NAME_FR,REGION\n\
                     AAA,AA,AAA,4,Aland,Alande,North\nBBB,BB,BBB,8,Bland,Blande,South\n";

/// [`SMALL`] with a table of areas, and its data.
fn small(areas: &str) -> Workdir {
    let dir = Workdir::new();
    dir.write(
        "framework.toml",
        SMALL.replace("[ranking]", "[data]\nareas = \"areas.csv\"\n[ranking]"),
    );
    dir.write("areas.csv", areas);
    dir.write("data.csv", SMALL_DATA);
    dir
}

/// Scores [`SMALL`], with one of its texts replaced, on data; all results but the hashes.
fn scored(framework: &str, data: &str) -> (Workdir, String) {
    let dir = Workdir::of(framework, data);
    let run = dir.score().ok();
    (dir, run.out)
}

#[test]
fn a_code_or_a_name_that_stands_for_two_areas_is_refused_with_both_lines() {
    for (from, to, column) in [
        ("BB,BBB,8", "AA,BBB,8", "ISO2"),
        ("BB,BBB,8", "aa,BBB,8", "ISO2"),
        ("BB,BBB,8", "BB,AAA,8", "ISO3"),
        ("BB,BBB,8", "BB,BBB,004", "M49"),
        ("BBB,BB,", "aaa,BB,", "REF_AREA"),
        ("Bland,", "The ALAND,", "NAME_EN"),
        ("Blande", "Aland", "NAME_FR"),
    ] {
        let dir = small(&AREAS.replacen(from, to, 1));
        let place = format!("areas.csv:3, column {column}");
        dir.score().fails(&[&place, "stands for the area in line 2 already"]);
        assert!(!dir.exists("out/scores.csv"), "{to}");
    }
    let dir = small(AREAS);
    dir.write("aliases.csv", "SCHEME,CODE,REF_AREA\n,Bland,AAA\nx,Bland,AAA\n");
    dir.score().fails(&["`Bland` is BBB in the table of areas, and not AAA", "aliases.csv:2"]);
    dir.write("aliases.csv", "SCHEME,CODE,REF_AREA\nx,Bland,AAA\nx,BLAND,BBB\n");
    dir.score().fails(&["stands twice", "first in line 2", "aliases.csv:3"]);
}

#[test]
fn codes_that_differ_by_capitals_alone_are_refused() {
    for (from, to, told, line) in [
        ("code = \"gap\"", "code = \"JOBS\"", "`jobs` and `JOBS` differ by capitals alone", 33),
        ("code = \"home\"", "code = \"WORK\"", "`work` and `WORK` differ by capitals alone", 19),
        ("code = \"gap\"", "code = \"Work\"", "`work` and `Work` differ by capitals alone", 33),
        ("code = \"gap\"", "code = \"work\"", "`work` is the code of a level already", 33),
    ] {
        let dir = small(AREAS);
        let framework =
            SMALL.replacen(from, to, 1).replace("parent = \"home\"", "parent = \"WORK\"");
        dir.write("framework.toml", framework);
        dir.score().fails(&[told, &format!("framework.toml:{line}")]);
    }
    let twice = "[[theme]]\ncode = \"a\"\nname = \"A\"\n\n[[theme]]\ncode = \"A\"\nname = \"B\"\n\n[[level]]";
    let dir = small(AREAS);
    dir.write("framework.toml", SMALL.replacen("[[level]]", twice, 1));
    dir.score().fails(&["the theme `A` stands twice", "framework.toml:11"]);
    let data = format!("{SMALL_DATA}bbb,JOBS,T,2020,20,A\n");
    let dir = Workdir::of(SMALL, data);
    dir.score().fails(&["the areas `BBB` and `bbb` differ by capitals alone", "data.csv:11"]);
}

#[test]
fn what_no_one_sees_in_codes_of_data_is_left_out_with_a_note() {
    let (plain, _) = scored(SMALL, SMALL_DATA);
    let joined = SMALL_DATA.replacen("BBB,PART,F", "\u{feff}BBB,PART,F", 1);
    for hidden in ["\u{feff}", "\u{200b}", "\u{ad}", "\u{202e}", "\u{2060}", "\u{200d}"] {
        for (data, line) in [
            (SMALL_DATA.replacen("BBB,POOR", &format!("B{hidden}BB,POOR"), 1), 10),
            (SMALL_DATA.replacen("BBB,POOR", &format!("BBB,PO{hidden}OR"), 1), 10),
            (SMALL_DATA.replacen("2019,10", &format!("{hidden}2019,1{hidden}0"), 1), 2),
            (SMALL_DATA.replacen("TIME_PERIOD", &format!("TIME{hidden}_PERIOD"), 1), 1),
            (joined.clone(), 8),
        ] {
            let (dir, told) = scored(SMALL, &data);
            assert_eq!(dir.read("out/scores.csv"), plain.read("out/scores.csv"), "{data:?}");
            assert!(told.contains(&format!("the first in line {line}")), "{data:?}: {told}");
            assert!(told.contains("U+") && !told.contains(hidden), "{told}");
        }
    }
}

#[test]
fn composed_and_decomposed_letters_and_odd_spaces_make_no_second_area() {
    let named = |name: &str| SMALL_DATA.replacen("BBB,PART,F", &format!("{name},PART,F"), 1);
    let of = |first: &str, then: &str| {
        let data = named(first).replace("BBB,", &format!("{then},"));
        scored(SMALL, &data).0.rows("out/scores.csv").len()
    };
    assert_eq!(of("Côte", "Co\u{302}te"), 6, "two areas at three levels");
    assert_eq!(of("New\u{a0}Land", "New Land"), 6);
    assert_eq!(of("Cote", "Co\u{302}te"), 9, "an accent is one");
}

#[test]
fn characters_that_a_terminal_obeys_are_problems_and_reach_no_terminal_and_no_table() {
    for obeyed in ["\u{1b}[2J", "\u{7}", "\u{9b}0m"] {
        let data = SMALL_DATA.replacen("BBB,POOR", &format!("B{obeyed}BB,POOR"), 1).replacen(
            "2019,10,A",
            &format!("2019,1{obeyed},A"),
            1,
        );
        let (dir, told) = scored(SMALL, &data);
        let problems = dir.read("out/problems.csv");
        assert!(
            problems.contains("data.csv,2,") && problems.contains("data.csv,10,"),
            "{problems}"
        );
        assert!(!problems.contains(obeyed) && !told.contains(obeyed));
        assert!(problems.contains("\\u{"), "{problems}");
        assert_eq!(dir.rows("out/scores.csv").len(), 6, "no third area");
    }
    let dir = small(&AREAS.replacen("Bland", "B\u{202e}land", 1));
    dir.score().fails(&["U+202E", "areas.csv:3, column NAME_EN"]);
}

#[test]
fn what_no_one_sees_in_a_framework_is_refused_with_its_line() {
    for (from, to, told) in [
        ("code = \"gap\"", "code = \"g\u{200b}ap\"", "U+200B"),
        ("code = \"gap\"", "code = \"g\\u200Bap\"", "U+200B"),
        ("name = \"Women per", "name = \"Women \\u202Eper", "U+202E"),
        ("name = \"Women per", "name = \"Women \\u001Bper", "U+001B"),
        ("100 * PART[F] / PART[M]", "100*PA\u{ad}RT[F]/PART[M]", "U+00AD"),
    ] {
        let dir = Workdir::new();
        dir.write("data.csv", SMALL_DATA);
        dir.write("framework.toml", SMALL.replacen(from, to, 1));
        let run = dir.score();
        run.fails(&[told, "framework.toml:3"]);
        assert!(!run.err.contains(['\u{200b}', '\u{202e}', '\u{1b}', '\u{ad}']));
    }
    // Prose may say where its words are parted.
    let prose = SMALL.replacen("Women per hundred men", "Women per hun\u{ad}dred men", 1);
    scored(&prose, SMALL_DATA);
}

#[test]
fn values_of_the_wrong_kind_are_refused_with_their_line() {
    let posts = "goalposts = { worst = 0, best = 50 }";
    let scale =
        |list: &str| format!("normalise = {{ method = \"goalposts\", scale = {list} }}\n{posts}");
    let data = |keys: &str| format!("[data]\n{keys}\n\n[ranking]");
    for (from, to, told, line) in [
        (posts, scale("[0, 100, 3]"), "expected a list of two (found 3)", 29),
        (posts, scale("[0]"), "expected a list of two (found 1)", 29),
        (posts, scale("[0, 1e300]"), "scale must run from low to high", 29),
        (posts, format!("error = 99999\n{posts}"), "error must be from 0 to 10", 29),
        (posts, format!("range = [0, 1, 2]\n{posts}"), "expected a list of two", 29),
        (
            "[ranking]",
            data("cut_off = 99999"),
            "expected a year from 1500 to 2100 (found 99999)",
            5,
        ),
        ("[ranking]", data("cut_off = -1"), "expected a year from 1500 to 2100 (found -1)", 5),
        ("[ranking]", data("areas = \"\""), "a name must not be empty", 5),
        ("name = \"Work\"", "name = \"\"".to_owned(), "a text must not be empty", 15),
        (
            "name = \"Work\"",
            "name = { en = \"Work\", fr = \" \" }".to_owned(),
            "must not be empty",
            15,
        ),
        ("code = \"small\"", "code = \"\"".to_owned(), "a name must not be empty", 1),
        ("code = \"gap\"", "code = \" \"".to_owned(), "a code must not be empty", 33),
    ] {
        let dir = Workdir::new();
        dir.write("data.csv", SMALL_DATA);
        dir.write("framework.toml", SMALL.replacen(from, &to, 1));
        dir.score().fails(&[told, &format!("framework.toml:{line}")]);
        assert!(!dir.exists("out/scores.csv"), "{to}");
    }
}

#[test]
fn a_catalogue_with_values_of_the_wrong_kind_is_refused_with_its_line() {
    const SOURCES: &str = "years = { first = 2000, last = 2030 }\n\n[[provider]]\ncode = \"office\"\n\
        name = \"Office\"\nfiles = [\"data.csv\"]\n\n[[provider]]\ncode = \"other\"\nname = \"Other\"\n\n\
        [[series]]\ncode = \"JOBS\"\nname = \"Jobs\"\nunit = \"%\"\nrange = [0, 100]\nprovider = \"office\"\n";
    for (from, to, told, line) in [
        ("[\"data.csv\"]", "[]", "the list names nothing", 6),
        ("[\"data.csv\"]", "[\"data.csv\", \"DATA.csv\"]", "the file `DATA.csv` differs", 6),
        ("[\"data.csv\"]", "[\"\"]", "the file has an empty name", 6),
        ("code = \"other\"", "code = \"Office\"", "the provider `Office` differs from `office`", 9),
        ("[0, 100]", "[0, 100, 200]", "expected a list of two (found 3)", 16),
        ("first = 2000", "first = -2000", "expected a year from 1500 to 2100", 1),
        ("name = \"Other\"", "name = \"\"", "a text must not be empty", 10),
    ] {
        let dir = Workdir::new();
        dir.write("data.csv", SMALL_DATA);
        dir.write("sources.toml", SOURCES.replacen(from, to, 1));
        let places = "[data]\nsources = \"sources.toml\"\n\n[ranking]";
        dir.write("framework.toml", SMALL.replace("[ranking]", places));
        let run = dir.run(&["score", "--framework", "framework.toml", "--out", "out"]);
        run.fails(&[told, &format!("sources.toml:{line}")]);
    }
}

#[cfg(unix)]
#[test]
fn a_device_is_refused_and_a_pipe_read_to_its_end() {
    let dir = Workdir::small();
    dir.score().ok();
    let score = |data: &str, framework: &str| {
        dir.run(&["score", "--framework", framework, "--data", data, "--out", "piped"])
    };
    for device in ["/dev/zero", "/dev/null", "/dev/urandom"] {
        score(device, "framework.toml").fails(&["a device", device]);
        score("data.csv", device).fails(&["a device", device]);
        dir.run(&["read", device]).fails(&["a device", device]);
    }
    let long = std::fs::File::create(dir.path("long.toml")).unwrap();
    long.set_len(4 << 30).unwrap();
    score("data.csv", "long.toml").fails(&["longer than 64 MB", "long.toml"]);
    let ssj = env!("CARGO_BIN_EXE_ssj");
    for data in ["<(cat data.csv)", "- < data.csv", "- < <(cat data.csv)"] {
        let piped = format!("{ssj} score --framework framework.toml --out piped --data {data}");
        let mut run = std::process::Command::new("bash");
        match run.args(["-c", &piped]).current_dir(dir.path(".")).output() {
            Ok(output) => {
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                assert_eq!(dir.read("piped/scores.csv"), dir.read("out/scores.csv"));
                std::fs::remove_dir_all(dir.path("piped")).unwrap();
            }
            Err(_) => println!("skipped: no bash here"),
        }
    }
    let wrong = format!("echo no table | {ssj} read -");
    if let Ok(output) = std::process::Command::new("bash").args(["-c", &wrong]).output() {
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && told.contains("at: -"), "{told}");
    }
}

#[test]
fn cells_that_a_spreadsheet_would_run_come_out_as_text_and_are_read_as_they_were() {
    let dir = Workdir::new();
    let data = SMALL_DATA.replace("OBS_STATUS", "OBS_STATUS,REMARK,SOURCE");
    let rows = ["=1+1", "+x", "-x", "@x", "'=x", "plain", "-5", "=HYPERLINK(\"\"h\"\")", "x"];
    let data: String = data
        .lines()
        .enumerate()
        .map(|(n, line)| match n.checked_sub(1) {
            None => format!("{line}\n"),
            Some(n) => format!("{line},\"{}\",\"{}\"\n", rows[n], rows[n].replace("'=x", "+y")),
        })
        .collect();
    dir.write("data.csv", data);
    dir.run(&["read", "data.csv", "--out", "one"]).ok();
    let one = dir.read("one/observations.csv");
    for cell in one.lines().skip(1).flat_map(|line| line.split(',')) {
        let cell = cell.trim_matches('"');
        let is_run = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
        assert!(!is_run, "{cell}");
    }
    assert!(one.contains(",'=1+1,") && one.contains(",-5,"), "{one}");
    dir.run(&["read", "one/observations.csv", "--out", "two"]).ok();
    let without_place = |text: String| -> Vec<String> {
        text.lines().map(|line| line.rsplitn(4, ',').last().unwrap_or("").to_owned()).collect()
    };
    assert_eq!(without_place(dir.read("two/observations.csv")), without_place(one));
}

#[test]
fn a_text_of_a_workbook_that_looks_like_a_formula_is_a_text() {
    let dir = Workdir::new();
    dir.write("data.csv", SMALL_DATA.replacen("AAA,JOBS", "=AAA(1),JOBS", 1));
    dir.run(&["read", "data.csv", "--format", "xlsx", "--out", "out"]).ok();
    let book = std::fs::File::open(dir.path("out/observations.xlsx")).unwrap();
    let mut book = zip::ZipArchive::new(book).unwrap();
    let mut part = |name: &str| std::io::read_to_string(book.by_name(name).unwrap()).unwrap();
    assert!(part("xl/sharedStrings.xml").contains("<t>=AAA(1)</t>"));
    assert!(!part("xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn messages_name_what_is_wrong_and_where() {
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    let long = [SMALL_DATA.as_bytes(), &vec![b'x'; 70 << 20]].concat();
    dir.write("data.csv", long);
    dir.score().fails(&["the line is longer than 32 MB", "data.csv:11"]);
    let quote = [SMALL_DATA.as_bytes(), b"AAA,\"", &vec![b'x'; 40 << 20]].concat();
    dir.write("data.csv", quote);
    dir.score().fails(&["a quote opened in this line", "data.csv:11"]);
    dir.write("data.csv", SMALL_DATA);
    let few = ["simulate", "--framework", "framework.toml", "--data", "data.csv", "--out", "out"];
    let few = dir.run(&[&few[..], &["--runs", "100", "--sensitivity-runs", "1"]].concat());
    few.fails(&["1 runs are too few for the sensitivity", "framework.toml"]);
    let mut latin = SMALL.replace("Women per hundred", "Women per hundr\u{fffd}d").into_bytes();
    let at = latin.windows(3).position(|w| w == "\u{fffd}".as_bytes()).unwrap();
    latin.splice(at..at + 3, [0xe9]);
    dir.write("framework.toml", latin);
    dir.score().fails(&["byte 0xE9 in line 35", "framework.toml:35", "Latin-1"]);
    for (open, shut, n) in [("(", ")", 50_000), ("-", "", 50_000), ("ln(", ")", 20_000)] {
        let nested = format!("value = \"{}JOBS{}\"", open.repeat(n), shut.repeat(n));
        dir.write("framework.toml", SMALL.replacen("value = \"JOBS\"", &nested, 1));
        dir.score().fails(&["formula", "framework.toml:28"]);
    }
    let nested = format!("name = {}1{}", "[".repeat(5000), "]".repeat(5000));
    dir.write("framework.toml", SMALL.replacen("name = \"Work\"", &nested, 1));
    let run = dir.score();
    run.fails(&["nested", "framework.toml:15"]);
    assert!(!run.err.contains("recursion"), "{}", run.err);
}
