//! Good inputs of every kind, each with the command that reads it.

use std::path::Path;

use crate::forms::Table;
use crate::packed::{gzip, zip};
use crate::workdir::{SMALL, SMALL_DATA, catalogue};

/// How an input is written, and so how it is mutated.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Toml,
    Csv,
    Text,
    Bytes,
}

/// Files by name, of which one is mutated.
pub struct Base {
    pub name: &'static str,
    pub files: Vec<(&'static str, Vec<u8>)>,
    pub target: &'static str,
    pub kind: Kind,
    pub command: Vec<&'static str>,
    /// The table in `out/` that says what came of it.
    pub result: &'static str,
}

const RICH: &str = r#"code = "rich"
name = { en = "An index", fr = "Un indice" }

[data]
areas = "areas.csv"
sources = "sources.toml"
cut_off = 2021
max_age = 4
population = "PEOPLE"

[ranking]
coverage = 0.5

[screen]
coverage = 0.3
overall = 0.2

[[impute]]
method = "median"
by = "REGION"

[treat]
method = "winsorise"
points = 2
fallback = "none"

[progress]
from = [2000, 2005]
to = [2015, 2020]
coverage = 0.5

[uncertainty]
runs = 50
seed = 3

[uncertainty.measurement]
estimated = 0.1
drift = 1

[[uncertainty.weights]]
depth = 1
spread = 0.2

[[theme]]
code = "women"
name = "Women"

[[level]]
code = "index"
name = "Index"
aggregate = { method = "generalised_mean", power = 0.5, floor = 1 }

[[level]]
code = "work"
parent = "index"
name = "Work"
weights = { method = "benefit_of_the_doubt", bounds = [0.1, 0.9] }
aggregate = { method = "arithmetic_mean" }

[[level]]
code = "home"
parent = "index"
name = "Home"
aggregate = { method = "ordered_weighted_average", order = [1] }

[[derived]]
code = "gap"
formula = "100 * PART[F] / PART[M]"

[[indicator]]
code = "jobs"
parent = "work"
name = "Jobs"
value = "JOBS"
range = [0, 100]
goalposts = { worst = 0, best = 50, why = "made up" }
normalise = { method = "goalposts", scale = [0, 100] }
weight = 1
themes = ["women"]

[[indicator]]
code = "women"
parent = "work"
name = "Women per hundred men"
value = "gap"
direction = 1
normalise = { method = "min_max", scale = [0, 100], over = "one_year" }
weight = 0.5

[[indicator]]
code = "poverty"
parent = "home"
name = "Poverty"
value = "POOR"
goalposts = { worst = 60, best = 0 }

[[grouping]]
code = "region"
column = "REGION"
name = "Region"
groups = [{ value = "North", name = "North" }, { value = "South", name = "South" }]
"#;

const AREAS: &str = "REF_AREA,ISO2,M49,NAME_EN,NAME_FR,REGION,LATITUDE,LONGITUDE\n\
    AAA,AA,4,Aland,Alande,North,10,20\nBBB,BB,8,Bland,Blande,South,-10.5,20\n\
    CCC,CC,12,Cland,\"Clande, la\",South,,\n";
const ALIASES: &str = "SCHEME,CODE,REF_AREA,KIND,BESIDE,NAME\n,Land of A,AAA,,,\noffice,X1,BBB,,,\n\
    ,World,,aggregate,,World\n,Clandia,,ask,,CCC or BBB\n,Clandia,CCC,,CCC,Cland\n";

const LONG: &str = "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n\
    AAA,JOBS,T,2019,10,A\nAAA,JOBS,T,2020,40,A\nAAA,PART,F,2020,45,E\nAAA,PART,M,2020,75,A\n\
    AAA,PART,F,2021,50.5,A\nAAA,POOR,T,2020,0,A\nBBB,PART,F,2020,30,A\nBBB,PART,M,2020,60,A\n\
    BBB,POOR,T,2020,45,A\nCCC,JOBS,T,2020,22.25,A\nCCC,PART,F,2020,31,A\nCCC,PART,M,2020,62,A\n\
    CCC,POOR,T,2018,12,A\nAAA,PEOPLE,T,2020,1000000,A\nBBB,PEOPLE,T,2020,5e5,A\nCCC,PEOPLE,T,2020,7,A\n";
const WIDE: &str = "REF_AREA,TIME_PERIOD,JOBS,PART_F,PART_M,POOR\n\
    AAA,2020,40,45,75,0\nBBB,2020,,30,60,45\nCCC,2020,22.25,31,62,12\n";
const SIDECAR: &str = "origin = \"a test, of today\"\nlicence = \"none\"\narea = \"Country\"\nyear = 2020\n\
    missing = [\"..\"]\n\n[words]\n\"nil\" = 0\n\n[[value]]\ncolumn = \"Jobs\"\nseries = \"JOBS\"\n\n\
    [[value]]\ncolumn = \"Poor, %\"\nseries = \"POOR\"\n";
const TABLE: &str = "Country,Jobs,\"Poor, %\"\nAAA,40,0\nBBB,..,45\nCCC,nil,12.5\n";
const LOCK: &str = "[[original]]\nprovider = \"office\"\ncode = \"JOBS\"\nfile = \"JOBS.csv\"\n\
    vintage = \"2026\"\naddress = \"https://example.org/JOBS\"\n\
    sha256 = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\nbytes = 10\nrows = 1\n\
    retrieved = \"2026-11-22T10:00:00Z\"\n";
const MANIFEST: &str = r#"{
  "stage": "score", "edition": null, "framework": "small", "cut_off": 2020, "tool": "ssj 0.1.0",
  "typst": null,
  "inputs": [{"file": "framework.toml", "bytes": 3, "sha256": "aa"}],
  "outputs": [{"file": "scores.csv", "bytes": 3, "sha256": "bb"}],
  "earlier": []
}
"#;

const SCORE: [&str; 8] =
    ["score", "--framework", "framework.toml", "--data", "data.csv", "--out", "out", "--json"];
const SIMULATE: [&str; 6] = ["simulate", "--framework", "framework.toml", "--out", "out", "--json"];
const AUDIT: [&str; 7] = ["audit", "--project", ".", "--edition", "2026-H2", "--out", "out"];

fn read(file: &'static str) -> Vec<&'static str> {
    vec!["read", file, "--out", "out", "--json"]
}

/// What [`RICH`] is read with.
fn rich() -> Vec<(&'static str, Vec<u8>)> {
    let files = [
        ("framework.toml", RICH),
        ("sources.toml", &catalogue()),
        ("areas.csv", AREAS),
        ("aliases.csv", ALIASES),
        ("data.csv", LONG),
    ];
    files.map(|(name, text)| (name, text.as_bytes().to_vec())).into()
}

/// An edition that speaks English alone.
fn in_english(edition: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(edition).replace("\"en\", \"fr\", \"es\"", "\"en\"").into_bytes()
}

/// A project of [`SMALL`], with the words, the look and the edition of ours.
fn project() -> Vec<(&'static str, Vec<u8>)> {
    let own = |name: &'static str| {
        (name, std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap())
    };
    let text = |name, text: &str| (name, text.as_bytes().to_vec());
    let (name, edition) = own("report/editions/2026-H2.toml");
    let places = "[data]\nsources = \"sources.toml\"\nareas = \"reference/areas.csv\"\n\n[ranking]";
    vec![
        text("datasets/framework.toml", &SMALL.replace("[ranking]", places)),
        text("datasets/sources.toml", &catalogue()),
        text("datasets/sources.lock", LOCK),
        text("datasets/reference/areas.csv", AREAS),
        text("datasets/data.csv", LONG),
        (name, in_english(&edition)),
        own("report/words.en.toml"),
        own("report/figures.en.toml"),
        own("report/look.toml"),
    ]
}

/// A publisher's file among the fixtures, called `name`, alone.
fn fixture(path: &str, name: &'static str, kind: Kind) -> Base {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path);
    let files = vec![(name, std::fs::read(from).unwrap())];
    Base { name, files, target: name, kind, command: read(name), result: "observations.csv" }
}

pub fn bases() -> Vec<Base> {
    use Kind::{Bytes, Csv, Text, Toml};
    let base = |name, files, target, kind, command: &[&'static str]| {
        let result = match command[0] {
            "read" => "observations.csv",
            _ => "scores.csv",
        };
        Base { name, files, target, kind, command: command.to_vec(), result }
    };
    let small = |data: &str| {
        let files = [("framework.toml", SMALL), ("data.csv", data)];
        files.map(|(name, text)| (name, text.as_bytes().to_vec())).to_vec()
    };
    let table = |data: Vec<u8>, name: &'static str, sidecar: &'static str| {
        vec![(name, data), (sidecar, SIDECAR.as_bytes().to_vec())]
    };
    let folder = tempfile::TempDir::new().unwrap();
    Table::of(LONG).write(folder.path());
    let made = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let book = vec![("m.xlsx", made("m.xlsx")), ("m.xlsx.toml", made("m.xlsx.toml"))];
    let one = |name: &'static str, bytes: Vec<u8>| vec![(name, bytes)];
    let packed = |bytes: Vec<u8>| vec![("framework.toml", SMALL.into()), ("data.csv", bytes)];
    let mut manifest = small(SMALL_DATA);
    manifest.push(("out/manifest.json", MANIFEST.as_bytes().to_vec()));
    vec![
        base("framework", small(SMALL_DATA), "framework.toml", Toml, &SCORE),
        base("rich framework", rich(), "framework.toml", Toml, &SIMULATE),
        base("catalogue", rich(), "sources.toml", Toml, &SIMULATE),
        base("areas", rich(), "areas.csv", Csv, &SIMULATE),
        base("aliases", rich(), "aliases.csv", Csv, &SIMULATE),
        base("data", rich(), "data.csv", Csv, &SIMULATE),
        base("long", small(SMALL_DATA), "data.csv", Csv, &SCORE),
        base("wide", small(WIDE), "data.csv", Csv, &read("data.csv")),
        base("read", one("data.csv", LONG.into()), "data.csv", Csv, &read("data.csv")),
        base("gzip", packed(gzip(SMALL_DATA.as_bytes())), "data.csv", Bytes, &SCORE),
        base("zip", packed(zip(&[("d.csv", SMALL_DATA.as_bytes())])), "data.csv", Bytes, &SCORE),
        base("table", table(TABLE.into(), "t.csv", "t.csv.toml"), "t.csv", Csv, &read("t.csv")),
        base(
            "sidecar",
            table(TABLE.into(), "t.csv", "t.csv.toml"),
            "t.csv.toml",
            Toml,
            &read("t.csv"),
        ),
        base("workbook", book, "m.xlsx", Bytes, &read("m.xlsx")),
        base(
            "parquet",
            one("m.parquet", made("m.parquet")),
            "m.parquet",
            Bytes,
            &read("m.parquet"),
        ),
        base("message", one("m.json", made("m.json")), "m.json", Text, &read("m.json")),
        fixture("sdmx/one.csv", "one.csv", Csv),
        fixture("sdmx/flat.json", "flat.json", Text),
        fixture("sdmx/series.json", "series.json", Text),
        fixture("ilostat/codes.csv", "ilostat.csv", Csv),
        fixture("worldbank/WDIData.csv", "wdi.csv", Csv),
        fixture("worldbank/page.json", "page.json", Text),
        fixture("wid/WID_data_NA.csv", "WID_data_NA.csv", Text),
        base("words", project(), "report/words.en.toml", Toml, &AUDIT),
        base("edition", project(), "report/editions/2026-H2.toml", Toml, &AUDIT),
        base("look", project(), "report/look.toml", Toml, &AUDIT),
        base("lock", project(), "datasets/sources.lock", Toml, &AUDIT),
        base("manifest", manifest, "out/manifest.json", Text, &SCORE),
    ]
}
