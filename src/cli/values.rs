//! Values of arguments: text in, the kind that is meant out; or what is expected, in a sentence.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use ssj::method::Origins;
use ssj::model::{Language, Reader};
use ssj::report::Dots;
use ssj::tables::Format;

/// `2010-2025`, or one year.
pub(super) fn years(text: &str) -> std::result::Result<RangeInclusive<i32>, String> {
    let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
    let year = |text: &str| text.trim().parse().ok().filter(|year| (1500..=2100).contains(year));
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err("expected the first and the last year, such as 2010-2025".to_owned()),
    }
}

/// A count, of which marks between digits are left out: `10_000`.
pub(super) fn count(text: &str) -> std::result::Result<u64, String> {
    const MOST: u64 = 1_000_000_000;
    let plain: String = text.chars().filter(|c| !matches!(c, '_' | ',' | '\'' | ' ')).collect();
    match plain.parse() {
        Ok(n @ 0..=MOST) => Ok(n),
        _ => Err(format!("expected a whole number up to {MOST}, such as 10_000")),
    }
}

/// The same, at least 1.
pub(super) fn some(text: &str) -> std::result::Result<u64, String> {
    count(text).and_then(|n| if n > 0 { Ok(n) } else { Err("expected 1 or more".to_owned()) })
}

/// The forms by name; a name that is none gets the nearest.
pub(super) fn forms() -> impl TypedValueParser<Value = Reader> {
    let of = |name: String| Reader::ALL.into_iter().find(|reader| reader.name() == name);
    PossibleValuesParser::new(Reader::ALL.map(Reader::name))
        .map(move |name| of(name).expect("one of the names of the forms"))
}

/// A language by its code.
pub(super) fn language(code: &str) -> std::result::Result<Language, String> {
    let found = Language::ALL.into_iter().find(|language| language.code() == code);
    found.ok_or_else(|| {
        let codes = Language::ALL.map(Language::code).join(", ");
        format!("the languages are {codes}; CONTRIBUTING.md says how one is added")
    })
}

/// A form of tables or of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Table(Format),
    Svg,
    Png,
}

impl Form {
    pub fn name(self) -> &'static str {
        match self {
            Form::Table(format) => format.name(),
            Form::Svg => "svg",
            Form::Png => "png",
        }
    }

    pub fn table(self) -> Option<Format> {
        if let Form::Table(format) = self { Some(format) } else { None }
    }
}

/// Those of the forms that are among `some`.
pub(super) fn forms_of(all: &[Form], some: &[Form]) -> Vec<Form> {
    all.iter().copied().filter(|form| some.contains(form)).collect()
}

/// The forms by name.
pub(super) fn form() -> impl TypedValueParser<Value = Form> {
    let all = || Format::ALL.into_iter().map(Form::Table).chain([Form::Svg, Form::Png]);
    let of = move |name: String| all().find(|form| form.name() == name);
    PossibleValuesParser::new(all().map(Form::name).collect::<Vec<_>>())
        .map(move |name| of(name).expect("one of the names of the forms"))
}

/// `1920x1080`
pub(super) fn size(text: &str) -> std::result::Result<Dots, String> {
    let parts = text.split_once(['x', '×']);
    let dots = |text: &str| text.parse().ok().filter(|n| (16..=20_000).contains(n));
    let found = parts.and_then(|(width, height)| Some(Dots::Within(dots(width)?, dots(height)?)));
    found.ok_or_else(|| "expected width and height from 16 to 20000, such as 1920x1080".to_owned())
}

pub(super) fn origins(which: Option<PathBuf>) -> Origins {
    which.map_or(Origins::Locked, |which| which.display().to_string().into())
}
