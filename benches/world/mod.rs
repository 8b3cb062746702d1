//! A made-up world of any number of areas in: a project whose every State is one of ours, copied.

use std::fs;
use std::path::{Path, PathBuf};

/// Cells of a column for copies: the name and the code of an area must be its own.
const NAMES: [&str; 6] =
    ["NAME_EN", "NAME_FR", "NAME_ES", "SHORT_NAME_EN", "SHORT_NAME_FR", "SHORT_NAME_ES"];

/// A project below `folder` in which `copies` more of every member State are scored.
pub fn world(folder: &Path, copies: usize) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["datasets", "datasets/reference", "datasets/snapshot", "report", "report/editions"]
    {
        fs::create_dir_all(folder.join(part)).expect("a folder for the world");
        for entry in fs::read_dir(root.join(part)).expect("the project").flatten() {
            if entry.path().is_file() {
                fs::copy(entry.path(), folder.join(part).join(entry.file_name())).expect("a copy");
            }
        }
    }
    let areas = folder.join("datasets/reference/areas.csv");
    let (header, rows) = read(&areas);
    let column = |name: &str| header.iter().position(|h| h == name).expect("a column");
    let members: Vec<&Vec<String>> =
        rows.iter().filter(|row| row[column("ILO_MEMBER")] == "yes").collect();
    let mut more = rows.clone();
    for (member, row) in members.iter().enumerate() {
        for copy in 0..copies {
            let mut row = (*row).clone();
            row[0] = code(member * copies + copy);
            for unique in ["ISO2", "M49"] {
                row[column(unique)].clear();
            }
            for name in NAMES {
                row[column(name)] =
                    format!("{} {}", row[column("REF_AREA")], row[column("SUBREGION")]);
            }
            for (at, step) in [("LATITUDE", 0.7), ("LONGITUDE", 1.3)] {
                let place: f64 = row[column(at)].parse().unwrap_or(0.0);
                row[column(at)] =
                    (place + step * (copy + 1) as f64 / 4.0).clamp(-80.0, 179.0).to_string();
            }
            more.push(row);
        }
    }
    write(&areas, &header, &more);
    for entry in fs::read_dir(folder.join("datasets/snapshot")).expect("the snapshot").flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "csv") {
            copy_figures(&entry.path(), &members, copies);
        }
    }
    folder.to_owned()
}

/// The figures of every member again for each of its copies, a little lower each time.
fn copy_figures(path: &Path, members: &[&Vec<String>], copies: usize) {
    let (header, rows) = read(path);
    let value = header.iter().position(|h| h == "OBS_VALUE").expect("a column of values");
    let mut more = rows.clone();
    for row in &rows {
        let Some(member) = members.iter().position(|m| m[0] == row[0]) else { continue };
        for copy in 0..copies {
            let mut row = row.clone();
            row[0] = code(member * copies + copy);
            if let Ok(x) = row[value].parse::<f64>().map(|x| x * (1.0 - 0.01 * (copy + 1) as f64)) {
                // What is counted stays whole.
                row[value] =
                    if row[value].contains('.') { x.to_string() } else { row[value].clone() };
            }
            more.push(row);
        }
    }
    write(path, &header, &more);
}

/// Codes that no State has: `QAAA` and on.
fn code(number: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    ['Q', letter(number / 676), letter(number / 26), letter(number)].iter().collect()
}

fn read(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).expect("a table");
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let header = cells(reader.headers().expect("a header"));
    (header, reader.records().map(|record| cells(&record.expect("a row"))).collect())
}

fn write(path: &Path, header: &[String], rows: &[Vec<String>]) {
    let mut writer = csv::Writer::from_path(path).expect("a table");
    writer.write_record(header).expect("a header");
    rows.iter().for_each(|row| writer.write_record(row).expect("a row"));
    writer.flush().expect("a table");
}
