//! A good input and a seed in, a mutated one out.

use super::bases::Kind;

/// SplitMix64: the same seed gives the same corpus everywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % n.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// What was done to an input.
pub struct Mutated {
    pub bytes: Vec<u8>,
    pub how: String,
    /// The line that alone was changed, from 1.
    pub line: Option<usize>,
    /// Whether it still means the same.
    pub means_the_same: bool,
}

/// In place of a word or a number.
const ODD: [&str; 30] = [
    "",
    "-1",
    "0",
    "99999",
    "1e400",
    "-1e308",
    "nan",
    "inf",
    "1,5",
    "1.5.2",
    "=1+1",
    "@x",
    "\u{feff}",
    "\u{200b}",
    "A\u{202e}B",
    "e\u{301}",
    "\u{1b}[2J",
    "\\u0007",
    "true",
    "[]",
    "[1, 2, 3]",
    "{}",
    "\"",
    "''",
    "\t",
    "../../x",
    "/dev/zero",
    "AAA",
    "9223372036854775808",
    "東京",
];
/// Put in anywhere.
const STRAY: [&[u8]; 14] = [
    b"\0",
    b"\xff",
    b"\xe9",
    b"\"",
    b"\r",
    b"\n",
    b",",
    b";",
    b"\xef\xbb\xbf",
    b"\x1b[31m",
    b"[[",
    b"]",
    b"\xe2\x80\x8b",
    b"#",
];

/// The `n`th mutation: one in six means the same.
pub fn mutated(good: &[u8], kind: Kind, n: usize, dice: &mut Dice) -> Mutated {
    match kind {
        Kind::Bytes => of_bytes(good, dice),
        _ if n.is_multiple_of(6) => same(good, kind, dice),
        _ => of_text(good, dice),
    }
}

fn same(good: &[u8], kind: Kind, dice: &mut Dice) -> Mutated {
    let text = std::str::from_utf8(good).unwrap();
    let (how, bytes) = match (kind, dice.below(4)) {
        (Kind::Toml, 0) => ("a comment", format!("# é \u{1F600}\n{text}# end").into_bytes()),
        (Kind::Csv | Kind::Toml, 1) => ("line ends of Windows", text.replace('\n', "\r\n").into()),
        (_, 2) => ("lines at the end", format!("{text}\n\n").into_bytes()),
        (Kind::Csv, 0) => ("every cell in quotes", quoted(text).into_bytes()),
        _ => ("a mark at the beginning", ["\u{feff}".as_bytes(), good].concat()),
    };
    Mutated { bytes, how: how.to_owned(), line: None, means_the_same: true }
}

fn quoted(text: &str) -> String {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    for record in reader.records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn of_text(good: &[u8], dice: &mut Dice) -> Mutated {
    let text = std::str::from_utf8(good).unwrap();
    let mut lines: Vec<Vec<u8>> = text.lines().map(|line| line.as_bytes().to_vec()).collect();
    let at = dice.below(lines.len());
    let (how, line) = match dice.below(10) {
        0..=2 => {
            let odd = dice.pick(&ODD);
            (replace(&mut lines[at], odd, dice), Some(at + 1))
        }
        3 => {
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            let other = dice.pick(&words);
            (replace(&mut lines[at], other, dice), Some(at + 1))
        }
        4 => {
            let stray = STRAY[dice.below(STRAY.len())];
            let place = dice.below(lines[at].len() + 1);
            lines[at].splice(place..place, stray.iter().copied());
            (format!("{stray:?} at byte {place}"), Some(at + 1))
        }
        5 => {
            let gone = lines.remove(at);
            (format!("without {:?}", String::from_utf8_lossy(&gone)), None)
        }
        6 => {
            let times = dice.pick(&[&1usize, &1, &1000]);
            let again = lines[at].clone();
            lines.splice(at..at, std::iter::repeat_n(again, *times));
            (format!("{times} times more"), None)
        }
        7 => {
            let other = dice.below(lines.len());
            lines.swap(at, other);
            (format!("swapped with line {}", other + 1), None)
        }
        8 => {
            let end = dice.below(good.len());
            let bytes = good[..end].to_vec();
            let how = format!("cut at byte {end}");
            return Mutated { bytes, how, line: None, means_the_same: false };
        }
        _ => {
            let deep = dice.pick(&["[", "(", "{", "\"", "-"]).repeat(3000);
            (replace(&mut lines[at], &deep, dice), Some(at + 1))
        }
    };
    let bytes = lines.join(&b'\n');
    let how = format!("line {}: {how}", at + 1);
    Mutated { bytes: [bytes, b"\n".to_vec()].concat(), how, line, means_the_same: false }
}

/// Puts `by` in the place of a word or a number of the line.
fn replace(line: &mut Vec<u8>, by: &str, dice: &mut Dice) -> String {
    let is_in_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    let starts: Vec<usize> = (0..line.len())
        .filter(|&at| is_in_word(&line[at]) && (at == 0 || !is_in_word(&line[at - 1])))
        .collect();
    let start = if starts.is_empty() { 0 } else { starts[dice.below(starts.len())] };
    let end = start + line[start..].iter().take_while(|byte| is_in_word(byte)).count();
    let gone: Vec<u8> = line.splice(start..end, by.bytes()).collect();
    format!(
        "{:?} for {:?}",
        by.chars().take(12).collect::<String>(),
        String::from_utf8_lossy(&gone)
    )
}

fn of_bytes(good: &[u8], dice: &mut Dice) -> Mutated {
    let mut bytes = good.to_vec();
    let at = dice.below(bytes.len());
    let end = (at + 1 + dice.below(64)).min(bytes.len());
    let how = match dice.below(6) {
        0 => {
            bytes.truncate(at);
            "cut"
        }
        1 => {
            bytes[at..end].fill(0);
            "zeroes"
        }
        2 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
            "twice"
        }
        3 => {
            bytes.drain(at..end);
            "left out"
        }
        _ => {
            for _ in 0..=dice.below(8) {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
            "bits turned"
        }
    };
    Mutated { bytes, how: format!("{how}, bytes {at} to {end}"), line: None, means_the_same: false }
}
