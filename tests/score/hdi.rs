//! Indices of UNDP's Human Development Report for every area and year of the samples beside the
//! project, with nothing but the framework files of `datasets/examples/`. Skipped where the samples
//! are absent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ssj::framework::{self, Framework};
use ssj::harmonise::build_panel;
use ssj::ingest::{Expected, Source, ingest};
use ssj::model::{Areas, Observation, RefArea};
use ssj::score::{Input, score};

/// The sample, if it is here.
fn sample(name: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples").join(name);
    if file.is_file() {
        return Some(file);
    }
    println!("skipped: the sample {} is not here", file.display());
    None
}

/// An example, of values of the very year.
fn example(index: &str) -> Framework {
    let name = format!("datasets/examples/{index}.toml");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
    let text = std::fs::read_to_string(&file).unwrap();
    let of_year = text.replacen("[[level]]", "[data]\nmax_age = 0\n\n[[level]]", 1);
    framework::read(&file, &of_year).unwrap_or_else(|faults| panic!("{name}: {faults}"))
}

fn observations(file: PathBuf, series: &BTreeSet<String>) -> Vec<Observation> {
    let source = Source::own(file, "data.csv".to_owned(), "undp".to_owned());
    let expected = Expected { series: Some(series), ..Expected::default() };
    ingest(&[source], &expected).unwrap_or_else(|faults| panic!("{faults}")).observations
}

/// The index of every area in a year, as published: from 0 to 1.
fn scored(framework: &Framework, observations: &[Observation], year: i32) -> BTreeMap<String, f64> {
    let areas: BTreeSet<String> = observations.iter().map(|o| o.ref_area.to_string()).collect();
    let reference = Areas::new(areas.iter().map(|code| RefArea::bare(code)));
    let codes = areas.into_iter().collect();
    let panel = build_panel(framework, observations, codes, year);
    let input = Input::of_panel(framework, &panel, &reference);
    let scores = score(framework, &input).unwrap_or_else(|faults| panic!("{year}: {faults}"));
    let index = scores.levels.column(0).enumerate();
    index.filter_map(|(a, x)| Some((panel.areas[a].clone(), (*x)? / 100.0))).collect()
}

/// The components that UNDP published unrounded in 2024: to the third decimal.
#[test]
fn unrounded_components_give_every_published_value() {
    let name = "hdr/HDR23-24_Composite_indices_complete_time_series.head20.csv";
    let Some(file) = sample(name) else { return };
    let mut reader = csv::Reader::from_path(file).unwrap();
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, column: String| -> Option<f64> {
        row[header.iter().position(|h| h == column).unwrap()].parse().ok()
    };
    let mut data = "REF_AREA,TIME_PERIOD,HD_LE,HD_EYS,HD_MYS,HD_GNIPC\n".to_owned();
    for (row, year) in rows.iter().flat_map(|row| (1990..=2022).map(move |year| (row, year))) {
        data += &format!("{},{year}", &row[0]);
        for series in ["le", "eys", "mys", "gnipc"] {
            let value = cell(row, format!("{series}_{year}"));
            data += &format!(",{}", value.map_or(String::new(), |x| x.to_string()));
        }
        data += "\n";
    }
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("data.csv");
    std::fs::write(&file, data).unwrap();
    let framework = example("hdi");
    let series = framework.own_series().into_iter().map(|(series, _)| series).collect();
    let observations = observations(file, &series);
    let mut checked = 0;
    for year in 1990..=2022 {
        let index = scored(&framework, &observations, year);
        for row in &rows {
            let Some(published) = cell(row, format!("hdi_{year}")) else { continue };
            let area = &row[0];
            assert_eq!(format!("{:.3}", index[area]), format!("{published:.3}"), "{area} {year}");
            checked += 1;
        }
    }
    assert_eq!(checked, 594);
}

/// The tables of the report of 2025 are rounded: near everywhere, and mostly the same digits.
#[test]
fn rounded_components_give_every_published_value_of_three_indices() {
    let Some(file) = sample("undp/hdr2025_tidy.csv") else { return };
    let indices = [
        ("hdi", "HD_HDI", 2688, 2678),
        ("gdi", "HD_GDI", 2498, 2478),
        ("ihdi", "HD_IHDI", 2143, 2138),
    ];
    for (index, code, of, least) in indices {
        let framework = example(index);
        let series = framework.own_series().into_iter().map(|(series, _)| series);
        let all = observations(file.clone(), &series.chain([code.to_owned()]).collect());
        let (mut checked, mut equal) = (0, 0);
        for year in 2010..=2023 {
            let scored = scored(&framework, &all, year);
            for published in all.iter().filter(|o| &*o.series == code && o.year == year) {
                let area = &*published.ref_area;
                let found = scored.get(area).unwrap_or_else(|| panic!("{index} of {area} {year}"));
                assert!(
                    (found - published.value).abs() <= 0.0006,
                    "{index} of {area} {year}: {found}"
                );
                equal += usize::from(format!("{found:.3}") == format!("{:.3}", published.value));
                checked += 1;
            }
        }
        println!("{index}: {equal} of {checked} at the third decimal");
        assert_eq!(checked, of, "{index}");
        assert!(equal >= least, "{index}: {equal} of {checked}");
    }
}

/// The figures that are here, of the last year that UNDP has: each area it publishes, and no other.
#[test]
fn the_figures_that_are_here_give_every_published_index_of_2023() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("datasets/human_development.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, include_str!("../../datasets/examples/hdi.toml"));
    let framework = framework::read(&file, &text).unwrap();
    let series = framework.own_series().into_iter().map(|(series, _)| series);
    let series = series.chain(["HD_HDI".to_owned()]).collect();
    let all = observations(root.join("datasets/snapshot/undp.csv"), &series);
    let of_year = all.iter().filter(|o| &*o.series == "HD_HDI" && o.year == 2023);
    let digits = |x: f64| format!("{x:.3}");
    let published: BTreeMap<String, String> =
        of_year.map(|o| (o.ref_area.to_string(), digits(o.value))).collect();
    let scored = scored(&framework, &all, 2023).into_iter();
    let scored: BTreeMap<String, String> = scored.map(|(a, x)| (a, digits(x))).collect();
    assert_eq!(published.len(), 193);
    assert_eq!(scored, published);
}
