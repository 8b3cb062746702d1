//! What is not as it was when the lock was written, and which outputs each of these can have moved.

use crate::provenance::Record;

/// What an output is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    Figure,
    Pdf,
}

impl Kind {
    pub fn of(file: &str) -> Self {
        match () {
            () if file.ends_with(".pdf") => Kind::Pdf,
            () if file.starts_with("figures/") => Kind::Figure,
            () => Kind::Table,
        }
    }
}

/// One thing that is not as it was: in words, and the kinds of outputs that it can have moved.
struct Cause {
    said: String,
    moves: &'static [Kind],
}

const ALL: &[Kind] = &[Kind::Table, Kind::Figure, Kind::Pdf];
const DRAWN: &[Kind] = &[Kind::Figure, Kind::Pdf];
const SET: &[Kind] = &[Kind::Pdf];

/// All that is not as it was, in words.
pub(super) fn changed(known: &Record, built: &Record) -> Vec<String> {
    causes(known, built).into_iter().map(|cause| cause.said).collect()
}

/// What can have moved an output of a kind.
pub(super) fn of_kind(known: &Record, built: &Record, kind: Kind) -> Vec<String> {
    let causes = causes(known, built).into_iter().filter(|cause| cause.moves.contains(&kind));
    causes.map(|cause| cause.said).collect()
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
        causes.push(Cause { said: format!("the input {file} {what}"), moves: moved_by(file) });
    }
    let shown = |x: Option<String>| x.unwrap_or_else(|| "none".to_owned());
    let mut differs = |what: &str, from: Option<String>, to: Option<String>, moves| {
        if from != to {
            let said = format!("{what} {} → {}", shown(from), shown(to));
            causes.push(Cause { said, moves });
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
        () => SET,
    }
}
