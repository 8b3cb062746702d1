//! Two contents of a file in, where they differ and by how much out.

/// How many cells or lines are told.
const TOLD: usize = 5;

/// What differs, and the first cells.
pub(super) struct Differing {
    pub what: String,
    pub cells: Vec<String>,
}

/// Compares the contents of a file by its form: a table cell by cell, a text line by line.
pub(super) fn differing(name: &str, before: &[u8], after: &[u8]) -> Differing {
    let texts = (std::str::from_utf8(before), std::str::from_utf8(after));
    match texts {
        (Ok(before), Ok(after)) if name.ends_with(".csv") => of_tables(before, after),
        (Ok(before), Ok(after)) => of_lines(before, after),
        _ => plain(format!("{} bytes, {} before", after.len(), before.len())),
    }
}

fn plain(what: String) -> Differing {
    Differing { what, cells: Vec::new() }
}

fn of_lines(before: &str, after: &str) -> Differing {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let first = old.iter().zip(&new).position(|(a, b)| a != b).unwrap_or(old.len().min(new.len()));
    let differ =
        old.iter().zip(&new).filter(|(a, b)| a != b).count() + old.len().abs_diff(new.len());
    plain(format!("{differ} lines, first line {}", first + 1))
}

fn of_tables(before: &str, after: &str) -> Differing {
    let read = |text: &str| -> Vec<Vec<String>> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let records = reader.into_records().filter_map(std::result::Result::ok);
        records.map(|record| record.iter().map(str::to_owned).collect()).collect()
    };
    let (old, new) = (read(before), read(after));
    if old.first() != new.first() {
        return plain("other columns".to_owned());
    }
    if old.len() != new.len() {
        return plain(format!("{} rows, {} before", new.len() - 1, old.len() - 1));
    }
    let header = old.first().cloned().unwrap_or_default();
    let (mut cells, mut count, mut most) = (Vec::new(), 0, 0.0_f64);
    for (old, new) in old.iter().zip(&new).skip(1) {
        for (column, (from, to)) in old.iter().zip(new).enumerate().filter(|(_, (a, b))| a != b) {
            count += 1;
            if let (Ok(from), Ok(to)) = (from.parse::<f64>(), to.parse::<f64>()) {
                most = most.max((from - to).abs());
            }
            if cells.len() < TOLD {
                let of = new.iter().zip(&header).take(column);
                let key: Vec<&str> = of
                    .filter(|(_, head)| *head != "name")
                    .take(2)
                    .map(|(cell, _)| &**cell)
                    .collect();
                let name = header.get(column).map_or("", String::as_str);
                cells.push(format!("{} {name}: {from} → {to}", key.join(" ")));
            }
        }
    }
    // Four digits, written as anyone writes a number.
    let most: f64 = format!("{most:.3e}").parse().unwrap_or(most);
    let most = if most > 0.0 { format!(", by {most} at most") } else { String::new() };
    Differing { what: format!("{count} cells{most}"), cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_by_their_row_and_column() {
        let of =
            |before: &str, after: &str| differing("x.csv", before.as_bytes(), after.as_bytes());
        let found = of("area,code,score\nA,x,1\nB,x,2\n", "area,code,score\nA,x,1\nB,x,2.5\n");
        assert_eq!(
            (found.what.as_str(), &found.cells[..]),
            ("1 cells, by 0.5 at most", &["B x score: 2 → 2.5".to_owned()][..])
        );
        assert_eq!(of("a\n1\n", "a\n1\n2\n").what, "2 rows, 1 before");
        assert_eq!(of("a\n1\n", "b\n1\n").what, "other columns");
        assert_eq!(differing("x.svg", b"a\nb\n", b"a\nc\nd\n").what, "2 lines, first line 2");
    }
}
