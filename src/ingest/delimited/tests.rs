use std::io::Cursor;

use super::*;

const PATH: &str = "f.csv";

/// The records of a text, read in blocks of a size, each with its line; or what is refused.
fn records(text: &str, dialect: Dialect, size: usize) -> Result<Vec<(u64, Vec<String>)>> {
    let path = Path::new(PATH);
    let input: Input = Box::new(Cursor::new(text.as_bytes().to_vec()));
    let mut blocks = Blocks::of_size(path, input, dialect, size);
    let mut found = Vec::new();
    while let Some(block) = blocks.next()? {
        let lines = Lines::new(&block.bytes, block.line);
        for record in dialect.reader(&block.bytes).byte_records() {
            let record = record.map_err(|e| broken(path, &e))?;
            let cells = Cells { record: &record, lines: &lines };
            found.push((cells.line(), cells.iter().map(str::to_owned).collect()));
        }
    }
    Ok(found)
}

fn lines(found: &[(u64, Vec<String>)]) -> Vec<u64> {
    found.iter().map(|(line, _)| *line).collect()
}

#[test]
fn blocks_of_any_size_give_the_same_records_and_lines() {
    let texts = [
        "a,b\n1,2\n3,4\n",
        "a,b\r\n1,\"x\r\ny\"\r\n\r\n3,4",
        "a,b\r1,\"x, \"\"y\"\"\"\r3,4\r",
        "a,b\n1,5\" pipe\n\"q\n\n\",2\n3,\"\"\n",
    ];
    for text in texts {
        let whole = records(text, Dialect::COMMAS, 1 << 20).expect("a whole file");
        for size in 1..40 {
            let cut = records(text, Dialect::COMMAS, size).expect("a file in blocks");
            assert_eq!(cut, whole, "{text:?} in blocks of {size}");
        }
    }
    let quoted = records(texts[3], Dialect::COMMAS, 3).expect("a file in blocks");
    assert_eq!(lines(&quoted), [1, 2, 3, 6]);
}

#[test]
fn a_quote_that_is_never_closed_is_told_with_its_line_in_blocks_too() {
    for size in [2, 5, 1 << 20] {
        let faults = records("a,b\n1,\"2\n3,4\n5,6\n", Dialect::COMMAS, size).unwrap_err();
        assert_eq!(faults.0[0].place, Some(Place::line(Path::new(PATH), 2)), "{size}");
    }
}

#[test]
fn where_quotes_mean_nothing_each_line_is_a_record() {
    let found = records("a;b\n\"1;2\n3;4\n", Dialect::SEMICOLONS, 2).expect("a file");
    assert_eq!(lines(&found), [1, 2, 3]);
    assert_eq!(found[1].1, ["\"1", "2"]);
}
