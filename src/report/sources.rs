//! Sources and licences, and the glossary.

use std::collections::BTreeSet;

use super::content::{Align, Block, Chapter, Labelled, Table};
use super::prose::Prose;
use crate::drawing::printable;
use crate::fault::Result;
use crate::model::{FromOriginals, Series};
use crate::words::{said, say};

pub(super) fn glossary(prose: &Prose) -> Result<Chapter> {
    let title = say!(prose, "glossary.title")?;
    let entries = prose.texts.glossary.iter();
    let items = entries.map(|e| Labelled { label: e.term.clone(), text: e.text.clone() }).collect();
    Ok(Chapter::of("glossary", title, Vec::new(), vec![Block::Terms { items }]))
}

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = say!(prose, "sources.title")?;
    if prose.catalogue.is_of_files() {
        let given = prose.catalogue.providers.iter().flat_map(|provider| &provider.files);
        let files = given.map(|file| printable(file)).collect();
        let summary = vec![say!(prose, "sources.summary_given")?];
        return Ok(Chapter::of("sources", title, summary, vec![Block::Points { items: files }]));
    }
    let used = series_used(prose);
    let providers: BTreeSet<&str> = used.iter().map(|s| s.provider.as_str()).collect();
    let mut items = Vec::new();
    for provider in &prose.catalogue.providers {
        if !providers.contains(provider.code.as_str()) {
            continue;
        }
        let arguments = said![
            attribution = prose.in_language(&provider.attribution),
            licence = licence(prose, &provider.licence),
            address = &provider.address
        ];
        let mut text = say!(prose, "sources.provider", ..arguments)?;
        if let Some(read) = &provider.read {
            text = format!("{text} {}", originals(prose, read)?);
        }
        items.push(Labelled { label: prose.in_language(&provider.name).to_owned(), text });
    }
    Ok(Chapter::of(
        "sources",
        title,
        vec![say!(prose, "sources.summary")?],
        vec![Block::Terms { items }, Block::Table(series(prose, &used)?)],
    ))
}

/// What of a provider comes from its own files, and of when those are.
fn originals(prose: &Prose, read: &FromOriginals) -> Result<String> {
    let list =
        |words: &BTreeSet<String>| words.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let arguments =
        said![n = read.series.len(), vintage = list(&read.vintages), days = list(&read.days)];
    say!(prose, "sources.originals", ..arguments)
}

/// What a licence is called, in the language of the report where the catalogue has it.
fn licence<'a>(prose: &Prose<'a>, name: &'a str) -> &'a str {
    let known = prose.catalogue.licences.iter().find(|licence| licence.name == name);
    known.and_then(|licence| licence.title.as_ref()).map_or(name, |title| prose.in_language(title))
}

fn series_used<'a>(prose: &Prose<'a>) -> Vec<&'a Series> {
    let read = prose.framework.series_used();
    let codes: BTreeSet<&str> = read.iter().map(|(code, _)| code.as_str()).collect();
    let all = prose.catalogue.series.iter();
    all.filter(|s| codes.contains(s.code.as_str())).collect()
}

fn series(prose: &Prose, used: &[&Series]) -> Result<Table> {
    let columns = vec![
        prose.column("column.series", 60.0, Align::Left)?,
        prose.column("column.code", 33.0, Align::Left)?,
        prose.column("column.original", 32.0, Align::Left)?,
        prose.column("column.vintage", 14.0, Align::Left)?,
        prose.column("column.licence", 31.0, Align::Left)?,
    ];
    let row = |s: &&Series| {
        vec![
            prose.in_language(&s.name).to_owned(),
            breakable(&s.provider_code),
            prose.in_language(&s.original_source).to_owned(),
            s.vintage.clone(),
            licence(prose, &s.licence).to_owned(),
        ]
    };
    let rows = used.iter().map(row).collect();
    Ok(Table::new(say!(prose, "sources.table")?, say!(prose, "sources.note")?, columns, rows))
}

/// Lets a long code break after its stops and underlines, by zero-width spaces.
fn breakable(code: &str) -> String {
    code.chars()
        .flat_map(|c| [Some(c), matches!(c, '.' | '_').then_some('\u{200b}')])
        .flatten()
        .collect()
}
