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

/// Everything wrong with the text of a PDF, page by page; nothing where it can't be asked.
pub fn faults(pdf: &Path) -> Vec<String> {
    let asked = Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output();
    let Ok(answer) = asked.map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    else {
        println!("skipped: no pdftotext to ask for the boxes of text");
        return Vec::new();
    };
    let mut found = Vec::new();
    let pages: Vec<&str> = answer.split("<page ").skip(1).collect();
    assert!(!pages.is_empty(), "pdftotext told nothing of {}", pdf.display());
    for (n, page) in pages.iter().enumerate() {
        let width = number(page, "width");
        let words: Vec<Word> = page.split("<word ").skip(1).map(word).collect();
        for (i, word) in words.iter().enumerate() {
            let said = |what: &str| format!("page {}: `{}` {what}", n + 1, word.text);
            if word.left < MARGIN || word.right > width - MARGIN {
                found.push(said("leaves the margins"));
            }
            if word.bottom - word.top < SMALLEST * SANS_HEIGHT - 0.05 && !is_index(&word.text) {
                let size = (word.bottom - word.top) / SANS_HEIGHT;
                found.push(said(&format!("is set in {size:.1} pt")));
            }
            for other in words[i + 1..].iter().filter(|other| overlap(word, other)) {
                found.push(said(&format!("and `{}` overlap", other.text)));
            }
        }
    }
    found
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
