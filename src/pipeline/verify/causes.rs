//! What is not as it was when the lock was written, and which outputs each of these can have moved.

use crate::model::Language;
use crate::provenance::Record;

/// What an output is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    Figure,
    /// What a text holds, and on which page.
    Ledger,
    /// The explorer.
    Page,
    Pdf,
}

impl Kind {
    pub fn of(file: &str) -> Self {
        match () {
            () if file.ends_with(".pdf") => Kind::Pdf,
            () if file.contains("/exhibits.") => Kind::Ledger,
            () if file.ends_with(".html") => Kind::Page,
            () if file.starts_with("figures/") => Kind::Figure,
            () => Kind::Table,
        }
    }
}

/// One thing that is not as it was: in words, and the kinds of outputs that it can have moved.
struct Cause {
    said: String,
    moves: &'static [Kind],
    /// The code of the language that alone it moves; empty of all.
    language: String,
}

const ALL: &[Kind] = &[Kind::Table, Kind::Figure, Kind::Ledger, Kind::Page, Kind::Pdf];
const DRAWN: &[Kind] = &[Kind::Figure, Kind::Ledger, Kind::Page, Kind::Pdf];
const TOLD: &[Kind] = &[Kind::Ledger, Kind::Page, Kind::Pdf];
const ASKED: &[Kind] = &[Kind::Page];
const SET: &[Kind] = &[Kind::Ledger, Kind::Pdf];

/// All that is not as it was, in words.
pub(super) fn changed(known: &Record, built: &Record) -> Vec<String> {
    causes(known, built).into_iter().map(|cause| cause.said).collect()
}

/// What can have moved an output.
pub(super) fn of_file(known: &Record, built: &Record, file: &str) -> Vec<String> {
    let kind = Kind::of(file);
    let is_of = |cause: &Cause| {
        let others = Language::ALL.into_iter().map(|other| other.code().to_owned());
        let mut others = others.filter(|other| *other != cause.language);
        let is_of_another = |code: String| {
            file.contains(&format!("/{code}/")) || file.contains(&format!(".{code}."))
        };
        cause.moves.contains(&kind) && (cause.language.is_empty() || !others.any(is_of_another))
    };
    causes(known, built).into_iter().filter(is_of).map(|cause| cause.said).collect()
}

fn causes(known: &Record, built: &Record) -> Vec<Cause> {
    let mut causes = Vec::new();
    let files =
        known.inputs.keys().chain(built.inputs.keys().filter(|f| !known.inputs.contains_key(*f)));
    for file in files {
        let what = match (known.inputs.get(file), built.inputs.get(file)) {
            (Some(one), Some(other)) if one == other => continue,
            (Some(_), Some(_)) => "is not as it was",
            (Some(_), None) => "is not read any more",
            _ => "is read, and was not",
        };
        let ending = file.strip_prefix("report/").and_then(|f| f.strip_suffix(".toml"));
        let code = ending.and_then(|file| file.rsplit_once('.')).map_or("", |(_, code)| code);
        let (said, language) = (format!("the input {file} {what}"), code.to_owned());
        causes.push(Cause { said, moves: moved_by(file), language });
    }
    let shown = |x: Option<String>| x.unwrap_or_else(|| "none".to_owned());
    let mut differs = |what: &str, from: Option<String>, to: Option<String>, moves| {
        if from != to {
            let said = format!("{what} {} → {}", shown(from), shown(to));
            causes.push(Cause { said, moves, language: String::new() });
        }
    };
    let number = |x: Option<u64>| x.map(|x| x.to_string());
    differs("the seed", number(known.seed), number(built.seed), ALL);
    differs("the replications", number(known.runs), number(built.runs), ALL);
    let year = |record: &Record| record.cut_off.map(|year| year.to_string());
    differs("the last year", year(known), year(built), ALL);
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    differs("the option --originals", text(&known.originals), text(&built.originals), ALL);
    differs("the program", text(&known.tool), text(&built.tool), ALL);
    if known.tool == built.tool {
        differs("the program's code", text(&known.code), text(&built.code), ALL);
    }
    differs("the compiler", text(&known.toolchain), text(&built.toolchain), ALL);
    differs("typst", text(&known.typst), text(&built.typst), SET);
    causes
}

/// Which outputs are made from an input.
fn moved_by(file: &str) -> &'static [Kind] {
    let name = file.rsplit('/').next().unwrap_or(file);
    match () {
        () if file.starts_with("report/editions/") => ALL,
        () if !file.starts_with("report/") => ALL,
        () if name.starts_with("figures.") || name == "look.toml" => DRAWN,
        // The words of the tables' regions are those of the report's figures.
        () if name.starts_with("words.") => DRAWN,
        () if name.starts_with("indicators.") => TOLD,
        () if name.starts_with("explorer.") => ASKED,
        () => SET,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_sentence_moves_the_texts_and_the_ledger_of_its_language_alone() {
        let of = |hash: &str| Record {
            inputs: BTreeMap::from([("report/indicators.fr.toml".to_owned(), hash.to_owned())]),
            ..Record::default()
        };
        let why = |file: &str| of_file(&of("a"), &of("b"), file).len();
        assert_eq!([why("report/x/r-x.fr.pdf"), why("report/x/exhibits.fr.csv")], [1, 1]);
        assert_eq!([why("report/x/r-x.en.pdf"), why("figures/x/fr/map.svg")], [0, 0]);
        // Of the first language, by its name alone that can't be told.
        assert_eq!([why("report/x/exhibits.csv"), why("report/x/scores.csv")], [1, 0]);
        assert_eq!(Kind::of("report/x/exhibits.csv"), Kind::Ledger);
    }
}
