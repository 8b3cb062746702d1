//! The Human Development Index of UNDP, for every State and year of the sample beside the project,
//! with nothing but a framework file. Skipped where the sample is absent.

mod workdir;

use std::path::PathBuf;

use workdir::Workdir;

#[test]
fn every_published_value_comes_out_to_the_third_decimal() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/hdr");
    let Ok(mut files) = std::fs::read_dir(&folder) else { return };
    let mut reader = csv::Reader::from_path(files.next().unwrap().unwrap().path()).unwrap();
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, column: String| -> Option<f64> {
        row[header.iter().position(|h| h == column).unwrap()].parse().ok()
    };
    let mut data = "REF_AREA,TIME_PERIOD,le,eys,mys,gnipc\n".to_owned();
    for row in &rows {
        for year in 1990..=2022 {
            data += &format!("{},{year}", &row[0]);
            for series in ["le", "eys", "mys", "gnipc"] {
                let value = cell(row, format!("{series}_{year}"));
                data += &format!(",{}", value.map_or(String::new(), |x| x.to_string()));
            }
            data += "\n";
        }
    }
    let framework = include_str!("fixtures/hdi.toml");
    let dir = Workdir::new();
    dir.write("data.csv", data);
    let mut checked = 0;
    for year in 1990..=2022 {
        let of_year = format!("[data]\ncut_off = {year}\nmax_age = 0\n\n[[level]]");
        dir.write("framework.toml", framework.replacen("[[level]]", &of_year, 1));
        dir.score().ok();
        let scores = dir.rows("out/scores.csv");
        let education =
            scores.iter().filter(|r| r["code"] == "education" && !r["score"].is_empty());
        assert!(education.count() > 0, "education is a level of its own");
        for row in &rows {
            let Some(published) = cell(row, format!("hdi_{year}")) else { continue };
            let area = &row[0];
            let index =
                scores.iter().find(|r| r["ref_area"] == *area && r["code"] == "hdi").unwrap();
            let index = index["score"].parse::<f64>().unwrap() / 100.0;
            assert_eq!(format!("{index:.3}"), format!("{published:.3}"), "{area} {year}");
            checked += 1;
        }
    }
    assert_eq!(checked, 594);
}
