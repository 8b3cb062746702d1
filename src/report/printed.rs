//! A PDF as typst writes it in; the text of each page, and on which page each label stands, out.
//!
//! Read is what typst writes and no more: plain objects with a table of where they are, pages in a tree,
//! text in fonts that say what their signs mean. What is set again on every page (heads, page numbers)
//! is left out. Of any other file there is nothing to say.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Read;
use std::str::from_utf8;

use rayon::prelude::*;

use super::signs::{Signs, shown};

/// How deep a tree of pages may be.
const DEEPEST: usize = 16;

/// What a PDF says, and where.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// Pieces that were set as one are apart by a new line.
    pub pages: Vec<String>,
    /// Pages of labels, counted from 0.
    pub labels: BTreeMap<String, usize>,
}

impl Printed {
    /// `None` of what typst didn't write.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let pdf = Pdf { bytes, offsets: offsets(bytes)? };
        let catalogue =
            pdf.dictionary(reference(after(&bytes[rfind(bytes, b"trailer")?..], b"/Root")?)?)?;
        let mut leaves = Vec::new();
        pdf.leaves(reference(after(catalogue, b"/Pages")?)?, 0, &mut leaves)?;
        let mut fonts = BTreeMap::new();
        for page in &leaves {
            for (_, font) in pdf.fonts(*page)? {
                if let Entry::Vacant(place) = fonts.entry(font) {
                    place.insert(pdf.signs(font)?);
                }
            }
        }
        let text = |page: &usize| {
            let named: BTreeMap<&[u8], &Signs> =
                pdf.fonts(*page)?.into_iter().map(|(name, font)| (name, &fonts[&font])).collect();
            let content = reference(after(pdf.dictionary(*page)?, b"/Contents")?)?;
            Some(shown(&pdf.stream(content)?, &named))
        };
        let pages = leaves.par_iter().map(text).collect::<Option<_>>()?;
        Some(Printed { pages, labels: pdf.labels(catalogue, &leaves) })
    }
}

struct Pdf<'a> {
    bytes: &'a [u8],
    offsets: Vec<usize>,
}

/// Where each object begins, by its number, from the table at the end.
fn offsets(bytes: &[u8]) -> Option<Vec<usize>> {
    let start = number(after(&bytes[rfind(bytes, b"startxref")?..], b"startxref")?)?;
    let table = bytes.get(start..)?.strip_prefix(b"xref")?;
    let mut words = table.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let mut next = || from_utf8(words.next()?).ok()?.parse::<usize>().ok();
    let (0, count) = (next()?, next()?) else { return None };
    let mut offsets = Vec::new();
    for _ in 0..count {
        let word = words.next()?;
        offsets.push(from_utf8(word).ok()?.parse().ok()?);
        // Generation, and whether it is in use.
        words.nth(1)?;
    }
    Some(offsets)
}

impl<'a> Pdf<'a> {
    /// An object without its stream.
    fn dictionary(&self, object: usize) -> Option<&'a [u8]> {
        let from = self.bytes.get(*self.offsets.get(object)?..)?;
        let end = find(from, b"endobj")?;
        Some(find(&from[..end], b"stream").map_or(&from[..end], |stream| &from[..stream]))
    }

    fn stream(&self, object: usize) -> Option<Vec<u8>> {
        let dictionary = self.dictionary(object)?;
        let start = self.offsets[object] + dictionary.len() + b"stream".len();
        let rest = self.bytes.get(start..)?;
        let rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n"))?;
        let bytes = rest.get(..number(after(dictionary, b"/Length")?)?)?;
        if find(dictionary, b"FlateDecode").is_none() {
            return Some(bytes.to_vec());
        }
        let mut content = Vec::new();
        flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut content).ok()?;
        Some(content)
    }

    /// The pages below a node of their tree, in order.
    fn leaves(&self, node: usize, depth: usize, found: &mut Vec<usize>) -> Option<()> {
        let Some(kids) = after(self.dictionary(node)?, b"/Kids") else {
            found.push(node);
            return Some(());
        };
        let kids = kids.get(find(kids, b"[")? + 1..find(kids, b"]")?)?;
        let words: Vec<&[u8]> = kids.split(|b| *b == b' ').collect();
        let below = words.chunks(3).filter_map(number_in);
        below.filter(|_| depth < DEEPEST).try_for_each(|kid| self.leaves(kid, depth + 1, found))
    }

    /// The fonts of a page, by the names that it has for them.
    fn fonts(&self, page: usize) -> Option<Vec<(&'a [u8], usize)>> {
        let Some(resources) = after(self.dictionary(page)?, b"/Resources") else {
            return Some(Vec::new());
        };
        let resources = match reference(resources) {
            Some(object) => self.dictionary(object)?,
            None => resources,
        };
        let Some(fonts) = after(resources, b"/Font<<") else { return Some(Vec::new()) };
        let fonts = &fonts[..find(fonts, b">>")?];
        let named = fonts.split(|b| *b == b'/').filter(|font| !font.is_empty());
        named
            .map(|font| Some((&font[..find(font, b" ")?], reference(&font[find(font, b" ")?..])?)))
            .collect()
    }

    fn signs(&self, font: usize) -> Option<Signs> {
        let map = after(self.dictionary(font)?, b"/ToUnicode").and_then(reference);
        map.map_or(Some(Signs::default()), |map| Signs::read(&self.stream(map)?))
    }

    fn labels(&self, catalogue: &[u8], leaves: &[usize]) -> BTreeMap<String, usize> {
        let of_page: BTreeMap<usize, usize> =
            leaves.iter().enumerate().map(|(nth, page)| (*page, nth)).collect();
        let Some(names) = after(catalogue, b"/Dests<</Names[") else { return BTreeMap::new() };
        let names = &names[..find(names, b"]").unwrap_or(names.len())];
        let label = |entry: &[u8]| {
            let end = find(entry, b")")?;
            let target = self.dictionary(reference(&entry[end + 1..])?)?;
            let page = reference(&target[find(target, b"[")? + 1..])?;
            Some((from_utf8(&entry[..end]).ok()?.to_owned(), *of_page.get(&page)?))
        };
        names.split(|b| *b == b'(').filter_map(label).collect()
    }
}

/// What follows a key.
fn after<'a>(text: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    find(text, key).map(|at| &text[at + key.len()..])
}

fn find(text: &[u8], sought: &[u8]) -> Option<usize> {
    text.windows(sought.len()).position(|window| window == sought)
}

fn rfind(text: &[u8], sought: &[u8]) -> Option<usize> {
    text.windows(sought.len()).rposition(|window| window == sought)
}

/// The number that a text begins with.
fn number(text: &[u8]) -> Option<usize> {
    let text = text.trim_ascii_start();
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    from_utf8(&text[..digits]).ok()?.parse().ok()
}

/// The object that `12 0 R` names at the beginning of a text.
fn reference(text: &[u8]) -> Option<usize> {
    let mut words = text.trim_ascii_start().splitn(3, |b| *b == b' ');
    let (object, generation, rest) = (words.next()?, words.next()?, words.next()?);
    if generation != b"0" || !rest.starts_with(b"R") {
        return None;
    }
    from_utf8(object).ok()?.parse().ok()
}

fn number_in(words: &[&[u8]]) -> Option<usize> {
    from_utf8(words.first()?).ok()?.parse().ok()
}
