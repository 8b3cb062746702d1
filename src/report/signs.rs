//! The content of a page of a PDF in, the text that it shows out.

use std::collections::BTreeMap;
use std::str::from_utf8;

/// What the signs of a font mean, by their codes of so many bytes.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Signs {
    width: usize,
    meaning: BTreeMap<u32, String>,
}

impl Signs {
    /// Of a font's table `ToUnicode`.
    pub fn read(table: &[u8]) -> Option<Self> {
        let mut signs = Signs::default();
        let mut part = "";
        for line in String::from_utf8_lossy(table).lines() {
            let codes: Vec<&str> =
                line.split(['<', '>', '[', ']', ' ']).filter(|word| !word.is_empty()).collect();
            match codes[..] {
                [_, "beginbfchar"] => part = "char",
                [_, "beginbfrange"] => part = "range",
                ["endbfchar" | "endbfrange"] => part = "",
                [code, meant] if part == "char" => {
                    signs.width = code.len() / 2;
                    signs.meaning.insert(u32::from_str_radix(code, 16).ok()?, meaning(meant, 0)?);
                }
                [first, last, ref meant @ ..] if part == "range" => {
                    signs.width = first.len() / 2;
                    let ends = [first, last].map(|code| u32::from_str_radix(code, 16).ok());
                    for (nth, code) in (ends[0]?..=ends[1]?).enumerate() {
                        let told = match meant {
                            [one] => meaning(one, nth as u16)?,
                            each => meaning(each.get(nth)?, 0)?,
                        };
                        signs.meaning.insert(code, told);
                    }
                }
                _ => {}
            }
        }
        Some(signs)
    }

    fn add(&self, text: &[u8], to: &mut String) {
        for code in text.chunks(self.width.max(1)) {
            let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            to.push_str(self.meaning.get(&code).map_or("", String::as_str));
        }
    }
}

/// Hexadecimal digits of UTF-16, the last unit raised by so much.
fn meaning(digits: &str, raised: u16) -> Option<String> {
    let units = digits.as_bytes().chunks(4);
    let unit = |unit: &[u8]| u16::from_str_radix(from_utf8(unit).ok()?, 16).ok();
    let mut units = units.map(unit).collect::<Option<Vec<u16>>>()?;
    *units.last_mut()? += raised;
    String::from_utf16(&units).ok()
}

/// What the operators of a page stand behind.
#[derive(Default)]
struct Operands<'c> {
    texts: Vec<Vec<u8>>,
    names: Vec<&'c [u8]>,
}

/// The text that a content shows outside what is marked as no part of the document, a line for each piece
/// that was set as one.
pub(super) fn shown(content: &[u8], fonts: &BTreeMap<&[u8], &Signs>) -> String {
    let (mut text, mut operands) = (String::new(), Operands::default());
    let (mut font, mut marks, mut depth) = (None, Vec::new(), 0_usize);
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        let pair = content.get(at..at + 2);
        match byte {
            b'(' => operands.texts.push(literal(content, &mut at)),
            b'<' if pair == Some(b"<<") => (depth, at) = (depth + 1, at + 2),
            b'<' => operands.texts.extend(hexadecimal(content, &mut at)),
            b'>' if pair == Some(b">>") => {
                (depth, at) = (depth.saturating_sub(1), at + 2);
                operands.texts.clear();
            }
            b'/' => {
                let name = word(content, at + 1);
                at += 1 + name.len();
                if depth == 0 {
                    operands.names.push(name);
                }
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'\'' | b'"' => {
                let operator = word(content, at);
                at += operator.len().max(1);
                match operator {
                    _ if depth > 0 => continue,
                    b"Tf" => font = operands.names.last().and_then(|name| fonts.get(name)),
                    b"Tj" | b"TJ" | b"'" | b"\"" if marks.last() != Some(&true) => {
                        let signs = font.into_iter();
                        signs.for_each(|f| operands.texts.iter().for_each(|t| f.add(t, &mut text)));
                    }
                    b"ET" if !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
                    b"BDC" | b"BMC" => {
                        let is_outside = operands.names.first() == Some(&&b"Artifact"[..]);
                        marks.push(is_outside || marks.last() == Some(&true));
                    }
                    b"EMC" => drop(marks.pop()),
                    _ => {}
                }
                operands = Operands::default();
            }
            _ => at += 1,
        }
    }
    text
}

fn word(content: &[u8], at: usize) -> &[u8] {
    let rest = content.get(at..).unwrap_or_default();
    let ends = |b: &u8| b.is_ascii_whitespace() || b"()<>[]/".contains(b);
    &rest[..rest.iter().position(ends).unwrap_or(rest.len())]
}

/// The text in hexadecimal digits that begins here; `at` comes behind it.
fn hexadecimal(content: &[u8], at: &mut usize) -> Option<Vec<u8>> {
    let rest = &content[*at + 1..];
    let digits = &rest[..rest.iter().position(|b| *b == b'>').unwrap_or(rest.len())];
    *at += digits.len() + 2;
    let byte = |pair: &[u8]| u8::from_str_radix(from_utf8(pair).ok()?, 16).ok();
    digits.chunks(2).map(byte).collect()
}

/// The text in brackets that begins here; `at` comes behind it.
fn literal(content: &[u8], at: &mut usize) -> Vec<u8> {
    let (mut text, mut open) = (Vec::new(), 0);
    while let Some(&byte) = content.get(*at) {
        *at += 1;
        match byte {
            b'(' => {
                open += 1;
                if open == 1 {
                    continue;
                }
            }
            b')' => {
                open -= 1;
                if open == 0 {
                    break;
                }
            }
            b'\\' => {
                text.extend(escaped(content, at));
                continue;
            }
            _ => {}
        }
        text.push(byte);
    }
    text
}

fn escaped(content: &[u8], at: &mut usize) -> Option<u8> {
    let rest = content.get(*at..)?;
    let digits = rest.iter().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
    *at += digits.max(1);
    if digits > 0 {
        return Some(
            rest[..digits].iter().fold(0, |n: u8, b| n.wrapping_mul(8).wrapping_add(b - b'0')),
        );
    }
    Some(match rest.first()? {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        other => *other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_by_the_signs_of_its_font_and_without_heads() {
        let table = b"2 beginbfchar\n<0001> <0031>\n<0002> <00660069>\nendbfchar\n1 beginbfrange\n<0010> <0012> <0061>\nendbfrange\n";
        let signs = Signs::read(table).unwrap();
        let fonts = BTreeMap::from([(&b"f0"[..], &signs)]);
        let content = br"/Artifact<</Type/Pagination>>BDC BT/f0 7 Tf(\000\001)Tj ET EMC
            /P<</MCID 0>>BDC BT/f0 9 Tf[(\000\020)9.7(\000\021)]TJ
            /Span<</ActualText(-)>>BDC<0002>Tj EMC ET EMC BT(\000\001)Tj ET";
        assert_eq!(shown(content, &fonts), "abfi\n1\n");
        assert_eq!(literal(br"(a\(b\)(c)\101)d", &mut 0), b"a(b)(c)A");
    }
}
