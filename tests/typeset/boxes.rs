//! A PDF in; out, whatever of its text overlaps, leaves the page's margins or is too small to read.
//!
//! The boxes of all words come from `pdftotext -bbox`; where that is not installed nothing is checked,
//! and a line says so.

use std::path::Path;
use std::process::Command;

/// The box of one word in points from the upper left corner of its page.
#[derive(Debug, Clone)]
struct Word {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    text: String,
}

/// Height of the box of a word in Noto Sans, in its size; other faces of the report have lower ones.
const SANS_HEIGHT: f64 = 1.362;
const SMALLEST: f64 = 6.5;
/// What the page keeps free at its sides, less a sliver: 18 mm.
const MARGIN: f64 = 50.0;
/// What it keeps free at its foot but for its number, less a sliver: 22 mm.
const FOOT: f64 = 60.0;
/// Over its text, where running heads stand: 20 mm.
const HEAD: f64 = 56.7;

/// The words of a page, and its width and height.
struct Page {
    width: f64,
    height: f64,
    words: Vec<Word>,
}

/// The pages of a PDF; none where it can't be asked.
fn pages(pdf: &Path) -> Vec<Page> {
    let asked = Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output();
    let Ok(answer) = asked.map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    else {
        println!("skipped: no pdftotext to ask for the boxes of text");
        return Vec::new();
    };
    let page = |told: &str| Page {
        width: number(told, "width"),
        height: number(told, "height"),
        words: told.split("<word ").skip(1).map(word).collect(),
    };
    let pages: Vec<Page> = answer.split("<page ").skip(1).map(page).collect();
    assert!(!pages.is_empty(), "pdftotext told nothing of {}", pdf.display());
    pages
}

/// Everything wrong with the text of a PDF, page by page; nothing where it can't be asked.
pub fn faults(pdf: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for (n, page) in pages(pdf).iter().enumerate() {
        for (i, word) in page.words.iter().enumerate() {
            let said = |what: &str| format!("page {}: `{}` {what}", n + 1, word.text);
            if word.left < MARGIN || word.right > page.width - MARGIN {
                found.push(said("leaves the margins"));
            }
            let is_folio = word.text.parse::<u16>().is_ok();
            if n > 1 && word.bottom > page.height - FOOT && !is_folio {
                found.push(said("runs into the foot of the page"));
            }
            if word.bottom - word.top < SMALLEST * SANS_HEIGHT - 0.05 && !is_index(&word.text) {
                let size = (word.bottom - word.top) / SANS_HEIGHT;
                found.push(said(&format!("is set in {size:.1} pt")));
            }
            for other in page.words[i + 1..].iter().filter(|other| overlap(word, other)) {
                found.push(said(&format!("and `{}` overlap", other.text)));
            }
        }
    }
    found
}

/// Pages less than a third full though what they hold goes on, other than with a figure that needs a page:
/// one begins a chapter where no running head stands over it. Asked of whole editions alone.
#[allow(dead_code)]
pub fn bare(pdf: &Path) -> Vec<String> {
    let pages = pages(pdf);
    let goes_on = |page: &Page| page.words.iter().any(|word| word.bottom < HEAD);
    let lowest = |page: &Page| {
        let on_it = page.words.iter().filter(|word| word.bottom < page.height - FOOT);
        on_it.map(|word| word.bottom).fold(HEAD, f64::max)
    };
    let fill = |page: &Page| (lowest(page) - HEAD) / (page.height - FOOT - HEAD);
    let is_figure = |page: &Page| {
        let begins = |word: &Word| word.top < HEAD + 40.0 && word.text.starts_with("Figur");
        page.words.iter().any(begins) && fill(page) > 2.0 / 3.0
    };
    let pairs = pages.windows(2).enumerate().skip(2);
    let pairs = pairs.filter(|(_, pair)| goes_on(&pair[1]) && !is_figure(&pair[1]));
    let full = pairs.map(|(n, pair)| (n + 1, fill(&pair[0])));
    let bare = full.filter(|(_, full)| *full < 1.0 / 3.0);
    bare.map(|(n, full)| format!("page {n} is {:.0} % full", 100.0 * full)).collect()
}

/// Whether two words lie on each other: by more than a sliver across and two fifths of the lower one.
/// Signs alone lean on each other in any face.
fn overlap(one: &Word, other: &Word) -> bool {
    let is_word = |word: &Word| word.text.chars().any(char::is_alphanumeric);
    if !is_word(one) || !is_word(other) {
        return false;
    }
    let across = one.right.min(other.right) - one.left.max(other.left);
    let down = one.bottom.min(other.bottom) - one.top.max(other.top);
    let lower = (one.bottom - one.top).min(other.bottom - other.top);
    across > 0.6 && down > 0.4 * lower
}

/// An index in a formula, which is small.
fn is_index(text: &str) -> bool {
    text.chars().count() <= 3
}

fn word(told: &str) -> Word {
    let text = told.split_once('>').and_then(|(_, rest)| rest.split_once("</word>"));
    let at = |name| number(told, name);
    Word {
        left: at("xMin"),
        top: at("yMin"),
        right: at("xMax"),
        bottom: at("yMax"),
        text: text.map(|(text, _)| text.to_owned()).unwrap_or_default(),
    }
}

fn number(told: &str, name: &str) -> f64 {
    let rest = told.split_once(&format!("{name}=\"")).map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split('"').next()?.parse().ok())
        .unwrap_or_else(|| panic!("no {name} in {told:.80}"))
}
