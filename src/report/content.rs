//! What the templates read: every text and number of one edition in one language, ready to print.
//!
//! Templates place these; they add no sentence and no digit. Lengths are millimetres, fractions 0–1
//! are positions in a drawing and never printed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// The whole report, in the order of its pages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Content {
    /// ISO 639-1 code, which also chooses the hyphenation.
    pub language: String,
    pub decimal_sign: String,
    /// Words the templates need: `figure`, `page`, `source` …
    pub labels: BTreeMap<String, String>,
    pub document: Document,
    pub cover: Cover,
    pub imprint: Vec<Labelled>,
    pub chapters: Vec<Chapter>,
    /// What a reader can point at, with where it comes from; templates don't read it.
    #[serde(skip)]
    pub ledger: Vec<Entry>,
}

/// What a reader of the file's properties sees, and the running head of left pages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    pub title: String,
    pub author: String,
    pub description: String,
    pub keywords: Vec<String>,
    pub running: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cover {
    pub title: String,
    pub subtitle: String,
    pub edition: String,
    pub cut_off: String,
    /// What a reader must know before opening: that the edition is a reconstruction, for one.
    pub statement: Vec<String>,
    pub credit: String,
    pub tiles: Vec<Tile>,
}

/// A State on the cover's map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tile {
    /// Counted from 1, west to east and north to south.
    pub column: usize,
    pub row: usize,
    /// Class of the score, 0 the lowest; `None` without a score.
    pub class: Option<usize>,
}

/// A text under a label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Labelled {
    pub label: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chapter {
    /// Letters and hyphens, for references.
    pub id: String,
    /// A line above the title, or empty.
    pub kicker: String,
    pub title: String,
    pub running: String,
    /// Position among the focus areas, which chooses the colour; `None` for all other chapters.
    pub area: Option<usize>,
    pub summary: Vec<String>,
    pub blocks: Vec<Block>,
}

impl Chapter {
    /// Of no focus area.
    pub(super) fn of(id: &str, title: String, summary: Vec<String>, blocks: Vec<Block>) -> Self {
        Chapter {
            id: id.to_owned(),
            kicker: String::new(),
            running: title.clone(),
            title,
            area: None,
            summary,
            blocks,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    Heading {
        text: String,
    },
    Text {
        text: String,
    },
    Points {
        items: Vec<String>,
    },
    /// One of `formulas.typ`, by name; `text` says it in words.
    Formula {
        name: String,
        text: String,
    },
    Messages {
        items: Vec<KeyMessage>,
    },
    /// Large numbers of the world, each with a bar for each group.
    Numbers {
        items: Vec<BigNumber>,
    },
    Terms {
        items: Vec<Labelled>,
    },
    Figure(Exhibit),
    Table(Table),
    /// Labels are the names of States, texts the codes of their pages.
    CountryIndex {
        items: Vec<Labelled>,
    },
    Country(Box<CountryPage>),
    Sheets {
        items: Vec<IndicatorSheet>,
    },
}

/// A key message, and the chapter that says more, or `at-fig-<id>`, the figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeyMessage {
    pub heading: String,
    pub text: String,
    pub see: String,
    pub see_title: String,
}

/// A number of the world in large type, what it says, and what stands behind it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BigNumber {
    pub number: String,
    pub text: String,
    pub bars: Vec<GroupBar>,
    pub note: String,
}

/// A bar with its value; `part` is its length, 0–1, and `None` where there is no value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupBar {
    pub label: String,
    pub value: String,
    pub part: Option<f64>,
}

/// A figure: its drawing is `figures/<id>.svg` in the stage folder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exhibit {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub note: String,
    pub source: String,
    pub alt: String,
    pub width: f64,
    pub height: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    pub title: String,
    pub note: String,
    pub source: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    /// Rows (from 1) with a hairline below, where the rows fall into groups; else every fifth has.
    pub rules: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    pub head: String,
    pub unit: String,
    pub width: f64,
    pub align: Align,
}

impl Table {
    /// Without a source, ruled by the five.
    pub fn new(title: String, note: String, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Self {
        Table { title, note, source: String::new(), columns, rows, rules: Vec::new() }
    }

    /// A block of it; nothing without rows.
    pub fn block(self) -> Option<Block> {
        (!self.rows.is_empty()).then_some(Block::Table(self))
    }

    /// With hairlines below these rows.
    pub fn ruled(self, rules: Vec<usize>) -> Self {
        Table { rules, ..self }
    }
}

impl Column {
    /// Without a unit.
    pub fn new(head: impl Into<String>, width: f64, align: Align) -> Self {
        Column { head: head.into(), unit: String::new(), width, align }
    }
}

/// How the cells of a column stand; `Decimal` aligns on the decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    Left,
    Right,
    Decimal,
}

/// The page of one State.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountryPage {
    pub code: String,
    pub name: String,
    pub message: String,
    pub facts: Vec<Labelled>,
    pub bars: Vec<Bar>,
    pub bars_note: String,
    pub standing: String,
    pub standing_reasons: Vec<String>,
    /// What could move the rank, and what does.
    pub certainty: Vec<String>,
    pub data: Vec<String>,
    pub profile: Option<Exhibit>,
    pub strengths: Lines,
    pub gaps: Lines,
    pub progress: Lines,
    pub sexes: Lines,
    pub gains: Lines,
    pub losses: Lines,
    pub pace: Arrows,
    pub foot: String,
}

/// Short lines under a head, or a text where there are none. Without a head there is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Lines {
    pub head: String,
    pub items: Vec<Labelled>,
    pub none: String,
}

/// The pace of a State's indicators: how many have which verdict, each with its arrow.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Arrows {
    pub head: String,
    pub items: Vec<PaceLine>,
}

/// A verdict: `arrow` chooses the shape, and is never alone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaceLine {
    pub arrow: String,
    pub label: String,
    pub text: String,
}

/// A score drawn on its line, from the lowest possible to the highest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    pub label: String,
    pub value: String,
    pub fraction: Option<f64>,
    /// Whether the line has no ends of its own, so that a point stands on it and no bar.
    pub point: bool,
    /// Whether the score rests on too little for a rank.
    pub thin: bool,
    /// Means of the region and of the world.
    pub region: Option<f64>,
    pub world: Option<f64>,
    /// The 5th to the 95th percentile of the score in words; empty without one.
    pub interval: String,
    /// The same as fractions of the line.
    pub span: Option<[f64; 2]>,
    /// In words what is drawn on the line: the means, and the quarter of the ranked States.
    pub note: String,
    /// Position among the focus areas; `None` for the index.
    pub area: Option<usize>,
}

/// An indicator on half a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorSheet {
    pub code: String,
    pub name: String,
    pub area_name: String,
    pub area: Option<usize>,
    /// Share of the fullest of ten equal steps of the score, lowest step first.
    pub bins: Vec<f64>,
    pub spread_note: String,
    pub facts: Vec<Labelled>,
    pub parts: Vec<Labelled>,
}

/// What a reader can point at.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Figure,
    Table,
    Number { value: f64, printed: String, key: String, times: usize },
}

/// One figure, table or number, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub what: What,
    /// `data`, `countries BRA`, `figure map_index`.
    pub place: String,
    pub code: String,
    pub caption: String,
    /// The sentences in which a number stands.
    pub sentences: BTreeSet<String>,
    /// Pages of the PDF, counted from 1, once it is set.
    pub pages: BTreeSet<usize>,
}

impl Entry {
    pub fn new(what: What, place: String, code: String, caption: String) -> Self {
        let (sentences, pages) = (BTreeSet::new(), BTreeSet::new());
        Entry { what, place, code, caption, sentences, pages }
    }
}
