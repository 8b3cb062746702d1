//! Everything that the page is made from, in the form in which its scripts read it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::areas::Areas;
use super::download::Download;
use super::method::Method;
use super::numbers::Numbers;
use super::subject::{Subject, file};
use super::uncertain::Uncertain;
use crate::fault::Result;
use crate::look::Colour;
use crate::model::Language;

/// The words of other files that the scripts say too; those of `explorer` they say all.
const SAID_TOO: [&str; 11] = [
    "figure.class.",
    "figure.map.",
    "standing.coverage",
    "standing.no_",
    "standing.required",
    "standing.left_out",
    "standing.score_coverage",
    "standing.too_little",
    "figure.too_little",
    "figure.source.line",
    "pace.",
];

#[derive(Serialize)]
pub(super) struct Data<'a> {
    edition: Edition<'a>,
    language: &'static str,
    pages: Vec<Page<'a>>,
    words: BTreeMap<&'a str, &'a str>,
    look: Look,
    method: Method<'a>,
    areas: Areas<'a>,
    numbers: Numbers,
    uncertain: Uncertain<'a>,
    download: Option<Download>,
}

#[derive(Serialize)]
struct Edition<'a> {
    id: &'a str,
    title: &'a str,
    subtitle: &'a str,
    /// Of publication, in words.
    published: String,
    cut_off: i32,
}

/// This page or its like in another language.
#[derive(Serialize)]
struct Page<'a> {
    language: &'static str,
    name: &'a str,
    file: String,
}

/// What the scripts draw with; the style has the other colours.
#[derive(Serialize)]
struct Look {
    ink: Colour,
    secondary: Colour,
    hairline: Colour,
    shade: Colour,
    paper: Colour,
    context: Colour,
    hatch: Colour,
    emphasis: Colour,
    sans: String,
}

impl<'a> Data<'a> {
    /// # Errors
    /// Words missing.
    pub fn of(subject: &Subject<'a>) -> Result<Self> {
        let (exhibits, edition) = (subject.exhibits, subject.exhibits.edition);
        let colours = &exhibits.look.colours;
        let download = Download::of(exhibits.framework, subject.framework, edition.cut_off);
        Ok(Data {
            edition: Edition {
                id: &edition.id,
                title: exhibits.in_language(&edition.title),
                subtitle: exhibits.in_language(&edition.subtitle),
                published: exhibits.published()?,
                cut_off: edition.cut_off,
            },
            language: exhibits.language().code(),
            pages: pages(subject)?,
            words: exhibits.words.under(&[&["explorer."], &SAID_TOO[..]].concat()),
            look: Look {
                ink: colours.ink,
                secondary: colours.secondary,
                hairline: colours.hairline,
                shade: colours.shade,
                paper: colours.paper,
                context: colours.context,
                hatch: colours.hatch,
                emphasis: colours.emphasis,
                sans: exhibits.look.sans.family.clone(),
            },
            method: Method::of(subject, download.as_ref())?,
            areas: Areas::of(exhibits),
            numbers: Numbers::of(exhibits)?,
            uncertain: Uncertain::of(subject)?,
            download,
        })
    }
}

fn pages<'a>(subject: &Subject<'a>) -> Result<Vec<Page<'a>>> {
    let page = |&language: &Language| {
        let name =
            subject.exhibits.words.get(&format!("explorer.languages.{}", language.code()))?;
        Ok(Page { language: language.code(), name, file: file(language) })
    };
    subject.languages.iter().map(page).collect()
}
