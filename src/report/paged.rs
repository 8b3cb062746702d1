//! The ledger and the PDF in, on which pages each of its exhibits stands out.
//!
//! A figure or table is found by its title, a number by the sentence that it stands in, all among the
//! pages of the chapter, the State or the indicator that they belong to. What stands alone (in a cell of a
//! table, in a list) is found by its digits, on each of these pages that has them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::content::{Entry, What};
use super::printed::Printed;
use crate::words::numerals;

/// How many letters tell a sentence from others.
const TELLING: usize = 12;

/// Notes the pages of every entry that a PDF shows; none where it isn't typst's.
pub(super) fn note(ledger: &mut [Entry], pdf: &[u8]) {
    let Some(printed) = Printed::read(pdf) else { return };
    let pages = Pages::of(&printed);
    let found: Vec<BTreeSet<usize>> =
        ledger.par_iter().map(|entry| pages.of_entry(entry)).collect();
    let mut of_figures = BTreeMap::new();
    for (entry, found) in ledger.iter_mut().zip(found) {
        entry.pages = found;
        if entry.what == What::Figure {
            of_figures.insert(format!("figure {}", entry.code), entry.pages.clone());
        }
    }
    for entry in ledger.iter_mut().filter(|entry| entry.place.starts_with("figure ")) {
        entry.pages = of_figures.get(&entry.place).cloned().unwrap_or_default();
    }
}

/// What each page says, in the two ways in which it is looked at.
struct Pages<'a> {
    labels: &'a BTreeMap<String, usize>,
    letters: Vec<String>,
    /// With capitals as they are: a title within a longer one begins small.
    titles: Vec<String>,
    numbers: Vec<BTreeSet<String>>,
}

impl<'a> Pages<'a> {
    fn of(printed: &'a Printed) -> Self {
        let each = printed.pages.par_iter();
        Pages {
            labels: &printed.labels,
            letters: each.clone().map(|page| letters(page)).collect(),
            titles: each.clone().map(|page| cased(page)).collect(),
            numbers: each.map(|page| numerals(&joined(page)).into_iter().collect()).collect(),
        }
    }

    /// Pages counted from 1.
    fn of_entry(&self, entry: &Entry) -> BTreeSet<usize> {
        let Some(own) = self.of_place(&entry.place) else { return BTreeSet::new() };
        let found: BTreeSet<usize> = match &entry.what {
            // A State's page has its figure without a title.
            What::Figure if self.of_part(&entry.place).is_some() => BTreeSet::from([own.start]),
            What::Figure | What::Table => {
                let found = with(&self.titles, &cased(&entry.caption), own);
                found.first().copied().into_iter().collect()
            }
            What::Number { printed, .. } => {
                let sentences = entry.sentences.iter().map(|sentence| letters(sentence));
                let of = |sentence: String| {
                    let is_telling = sentence.chars().filter(|c| c.is_alphabetic()).count();
                    let whole = if is_telling < TELLING {
                        BTreeSet::new()
                    } else {
                        with(&self.letters, &sentence, own.clone())
                    };
                    if whole.is_empty() { self.with_numbers(printed, own.clone()) } else { whole }
                };
                sentences.flat_map(of).collect()
            }
        };
        found.into_iter().map(|page| page + 1).collect()
    }

    /// Where the page of a State or an indicator begins.
    fn of_part(&self, place: &str) -> Option<&usize> {
        let (_, part) = place.split_once(' ')?;
        ["country-", "sheet-"].iter().find_map(|kind| self.labels.get(&format!("{kind}{part}")))
    }

    /// The pages that a place of the ledger has.
    fn of_place(&self, place: &str) -> Option<Range<usize>> {
        let chapter = place.split(' ').next()?;
        let first = self.labels.values().min().copied().unwrap_or(0);
        if chapter == "front" {
            let chapters = self.labels.iter().filter(|(label, _)| label.starts_with("chapter-"));
            return Some(0..chapters.map(|(_, page)| *page).min().unwrap_or(first));
        }
        let of_part = self.of_part(place);
        let start = of_part.or(self.labels.get(&format!("chapter-{chapter}")))?;
        let is_next = |label: &str| of_part.is_some() || label.starts_with("chapter-");
        let after = self.labels.iter().filter(|(label, page)| *page > start && is_next(label));
        Some(*start..after.map(|(_, page)| *page).min().unwrap_or(self.letters.len()))
    }

    fn with_numbers(&self, printed: &str, own: Range<usize>) -> BTreeSet<usize> {
        let sought = numerals(printed);
        own.filter(|page| sought.iter().all(|number| self.numbers[*page].contains(number)))
            .collect()
    }
}

/// Those of `pages` with a text, which may go on from one to the next.
fn with(pages: &[String], text: &str, own: Range<usize>) -> BTreeSet<usize> {
    let on = own.clone().filter(|page| pages[*page].contains(text));
    let found: BTreeSet<usize> = on.collect();
    if !found.is_empty() || text.is_empty() {
        return found;
    }
    let over = own.skip(1).filter(|page| (pages[page - 1].clone() + &pages[*page]).contains(text));
    over.flat_map(|page| [page - 1, page]).collect()
}

/// Nothing but letters, digits and signs of numbers: whatever the breaks of lines and words.
fn cased(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '−' | '%')).collect()
}

/// The same in small letters.
fn letters(text: &str) -> String {
    cased(text).chars().flat_map(char::to_lowercase).collect()
}

/// Pieces that a narrow space of another font has parted are one number.
fn joined(page: &str) -> String {
    ["\u{202f}", "\u{a0}"].iter().fold(page.to_owned(), |text, space| {
        text.replace(&format!("\n{space}"), space).replace(&format!("{space}\n"), space)
    })
}
