//! Chapters with the numbers that were said in them, and the figures, in; the ledger of exhibits out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::content::{Block, Chapter, Entry, Exhibit, What};
use crate::figures::Figure;
use crate::words::{Said, heard, numerals};

/// Chapters as they are written, each with what was said in it.
#[derive(Default)]
pub(super) struct Written {
    pub chapters: Vec<Chapter>,
    said: Vec<Vec<Said>>,
}

impl Written {
    /// Adds a chapter to which all belongs that was said since the last.
    pub fn add(&mut self, chapter: Chapter) {
        self.said.push(heard());
        self.chapters.push(chapter);
    }

    /// The ledger: what stands in `front` (texts before the chapters, said in it) and in each chapter, then
    /// the numbers in the figures.
    pub fn ledger(&self, front: (&str, Vec<Said>), figures: &[Figure]) -> Vec<Entry> {
        let mut entries = numbers("front", front.0, &front.1);
        let mut shown = BTreeSet::new();
        for (chapter, said) in self.chapters.iter().zip(&self.said) {
            entries.extend(exhibits(chapter, &mut shown));
            entries.extend(numbers(&chapter.id, &texts(chapter), said));
        }
        for figure in figures {
            if !shown.contains(&figure.id) {
                entries.push(of_figure("", &figure.id, &figure.title));
            }
            let Figure { title, subtitle, note, alt, drawing, .. } = figure;
            let text =
                [title, subtitle, note, alt, &labels(drawing)].map(String::as_str).join("\n");
            entries.extend(numbers(&format!("figure {}", figure.id), &text, &figure.said));
        }
        entries
    }
}

fn of_figure(place: &str, id: &str, title: &str) -> Entry {
    Entry::new(What::Figure, place.to_owned(), id.to_owned(), title.to_owned())
}

/// The figures and tables of a chapter, in their order.
fn exhibits(chapter: &Chapter, shown: &mut BTreeSet<String>) -> Vec<Entry> {
    let (mut entries, mut tables) = (Vec::new(), 0);
    let mut add = |entries: &mut Vec<Entry>, place: &str, exhibit: &Exhibit| {
        shown.insert(exhibit.id.clone());
        entries.push(of_figure(place, &exhibit.id, &exhibit.title));
    };
    for block in &chapter.blocks {
        match block {
            Block::Figure(exhibit) => add(&mut entries, &chapter.id, exhibit),
            Block::Country(country) => {
                let place = format!("{} {}", chapter.id, country.code);
                country.profile.iter().for_each(|profile| add(&mut entries, &place, profile));
            }
            Block::Table(table) => {
                tables += 1;
                let (place, code) = (chapter.id.clone(), format!("table {tables}"));
                let caption = table.title.clone();
                entries.push(Entry::new(What::Table, place, code, caption));
            }
            _ => {}
        }
    }
    entries
}

/// The numbers that were said and stand in the text: the same of one sentence once, and how often.
fn numbers(place: &str, text: &str, said: &[Said]) -> Vec<Entry> {
    let there: BTreeSet<String> = numerals(text).into_iter().collect();
    let stands = |said: &&Said| numerals(&said.printed).iter().all(|n| there.contains(n));
    let (mut entries, mut known) = (Vec::<Entry>::new(), BTreeMap::new());
    for Said { at, key, value, printed, sentence } in said.iter().filter(stands) {
        let one = (at, key, value.to_bits(), printed);
        let position = *known.entry(one).or_insert(entries.len());
        if let Some(entry) = entries.get_mut(position) {
            if let What::Number { times, .. } = &mut entry.what {
                *times += 1;
            }
            entry.sentences.insert(sentence.clone());
            continue;
        }
        let (value, printed, key) = (*value, printed.clone(), key.clone());
        let place = if at.is_empty() { place.to_owned() } else { format!("{place} {at}") };
        let what = What::Number { value, printed, key, times: 1 };
        let mut entry = Entry::new(what, place, String::new(), String::new());
        entry.sentences.insert(sentence.clone());
        entries.push(entry);
    }
    entries
}

/// The texts of a drawing, without the numbers of its shapes.
fn labels(drawing: &str) -> String {
    let after_tag =
        |part: &str| part.split_once('>').map_or(String::new(), |(_, text)| text.to_owned());
    drawing.split('<').map(after_tag).collect::<Vec<_>>().join("\n")
}

/// Every text of a part of the content.
pub(super) fn texts(part: &impl Serialize) -> String {
    fn collect(value: &serde_json::Value, all: &mut String) {
        match value {
            serde_json::Value::String(text) => *all += &format!("{text}\n"),
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, all)),
            serde_json::Value::Object(fields) => fields.values().for_each(|v| collect(v, all)),
            _ => {}
        }
    }
    let mut all = String::new();
    // What the templates read, so that nothing is forgotten; it was written from texts and numbers.
    collect(&serde_json::to_value(part).unwrap_or_default(), &mut all);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;
    use crate::report::tests::written;

    /// Every number that a chapter prints was heard in it, or stands in a file that is written by hand.
    #[test]
    fn every_number_of_a_chapter_stands_in_its_ledger() {
        let content = written(&WORLD);
        let root = &WORLD.project.root;
        let report = ["words.en", "figures.en", "indicators.en", "glossary.en", "editions/2026-H2"];
        let report = report.map(|stem| root.join(format!("report/{stem}.toml")));
        let datasets = ["framework.toml", "sources.toml", "reference/areas.csv"];
        let datasets = datasets.map(|name| root.join("datasets").join(name));
        let by_hand: BTreeSet<String> = report
            .iter()
            .chain(&datasets)
            .flat_map(|file| numerals(&std::fs::read_to_string(file).unwrap()))
            .collect();
        for chapter in &content.chapters {
            let is_here = |entry: &&Entry| entry.place.split(' ').next() == Some(&chapter.id);
            let mut heard = BTreeSet::new();
            for entry in content.ledger.iter().filter(is_here) {
                if let What::Number { printed, .. } = &entry.what {
                    heard.extend(numerals(printed));
                }
            }
            for number in numerals(&texts(chapter)) {
                let is_known = heard.contains(&number) || by_hand.contains(&number);
                assert!(is_known, "{}: {number} is in no row", chapter.id);
            }
        }
        let tables = |chapter: &Chapter| {
            chapter.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count()
        };
        let told = content.ledger.iter().filter(|entry| entry.what == What::Table).count();
        assert_eq!(told, content.chapters.iter().map(tables).sum::<usize>());
        let of_peru = content.ledger.iter().filter(|entry| entry.place == "countries PER");
        assert!(of_peru.count() > 10);
    }
}
