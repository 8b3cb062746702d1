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
        records::whole(path, dialect, &block, &mut |cells| {
            found.push((cells.line(), texts(cells)));
            Ok(())
        })?;
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

fn texts(cells: &Cells) -> Vec<String> {
    cells.iter().map(str::to_owned).collect()
}

/// Every text of a few characters that matter, up to a length.
fn all_texts(length: usize) -> Vec<String> {
    let mut texts = vec![String::new()];
    for from in 0.. {
        if texts[from].len() == length {
            break;
        }
        for more in ['a', ',', '"', '\n', '\r'] {
            texts.push(format!("{}{more}", texts[from]));
        }
    }
    texts
}

#[test]
fn records_held_back_and_records_taken_are_those_of_the_csv_crate() {
    holds_back(&[]);
    holds_back(&[("first", "a")]);
}

/// Wants rows with `a` in the second column and, in the first, what `only` says.
fn holds_back(only: &[(&str, &str)]) {
    use crate::ingest::reading::Expected;
    use crate::ingest::reading::Source;
    use crate::ingest::selection::Selection;
    use crate::model::{Bounds, Original, Reader};

    let original = Original {
        provider: "p".to_owned(),
        code: "a".to_owned(),
        sex: None,
        only: only.iter().map(|(c, v)| ((*c).to_owned(), (*v).to_owned())).collect(),
        multiply: 1.0,
        estimated: false,
        bounds: None::<Bounds>,
    };
    let source = Source {
        path: PATH.into(),
        name: PATH.to_owned(),
        provider: "p".to_owned(),
        reader: Reader::SdmxCsv,
        selection: Selection::of([("OURS", &original)]),
        sha256: None,
    };
    let expected = Expected::default();
    let header = csv::StringRecord::from(vec!["first", "second"]);
    let fits = |first: &str| only.is_empty() || first == "a";
    let (mut taken, mut held_back) = (0, 0);
    for text in all_texts(6).into_iter().map(|text| format!("a,a\n{text}")) {
        let block = LineBlock { bytes: text.clone().into_bytes(), line: 1 };
        let mut whole = Vec::new();
        for record in Dialect::COMMAS.reader(text.as_bytes()).byte_records() {
            let record = record.expect("a record");
            let cells = record.iter().map(|c| String::from_utf8_lossy(c).trim().to_owned());
            whole.push(cells.collect::<Vec<_>>());
        }
        let mut account = Account::new(&source, &expected);
        account.series_in(1, 1, &header);
        let found = std::cell::RefCell::new(Vec::new());
        let take = |cells: &Cells, account: &mut Account| {
            if !account.wants(cells.text(1)) || !fits(cells.text(0)) {
                account.row();
            } else {
                found.borrow_mut().push(texts(cells));
            }
            Ok(())
        };
        records::each(Path::new(PATH), Dialect::COMMAS, &block, &mut account, take).expect("text");
        let wanted =
            |cells: &&Vec<String>| cells.get(1).is_some_and(|code| code == "a") && fits(&cells[0]);
        let wanted: Vec<_> = whole.iter().filter(wanted).cloned().collect();
        let others = whole.len() - wanted.len();
        assert_eq!(found.into_inner(), wanted, "{text:?}");
        assert_eq!(account.count.rows, others, "{text:?}");
        (taken, held_back) = (taken + wanted.len(), held_back + others);
    }
    assert!(taken > 1_000 && held_back > 1_000, "{taken} taken, {held_back} held back");
}
