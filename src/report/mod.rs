//! Findings in, an edition out: facts and words as data for the templates, then typst.
//!
//! [`typeset`] does it all: [`content`] writes every sentence and number, [`stage`] lays the
//! templates, the drawings and the fonts beside them, [`Typst`] sets the pages. No number is typed by hand: all reach the text
//! through [`crate::words::Words`].

mod aggregates;
mod areas;
mod audit;
mod brief;
mod certainty;
mod choices;
mod content;
mod countries;
mod country_bars;
mod country_lines;
mod country_message;
mod country_standing;
mod data;
mod evidence;
mod finding_heads;
mod findings;
#[cfg(test)]
mod findings_tests;
mod formulas;
mod front;
mod groups;
mod incomes;
mod inequality;
mod install;
mod key_messages;
mod ledger;
mod made_weights;
mod method;
#[cfg(test)]
mod must_not_say;
mod numbers;
#[cfg(test)]
mod other_frameworks;
#[cfg(test)]
mod other_methods;
mod overall;
mod pace;
mod paged;
mod picture;
mod printed;
mod progress;
mod prose;
mod ranks;
mod reading;
mod reading_frame;
mod reading_units;
mod readings;
mod real_numbers;
mod region_parts;
mod regions;
#[cfg(test)]
mod regions_tests;
mod scaling;
mod score_table;
mod sexes;
mod sheets;
mod signs;
mod since;
#[cfg(test)]
mod since_tests;
mod sources;
mod stage;
#[cfg(test)]
mod tests;
mod texts;
mod tiers;
mod typst;
mod unranked;

pub use audit::{
    Answer, AuditVerdict, FIGURES as AUDIT_FIGURES, Reply, Subject, Verdicts, verdicts,
};
pub use brief::Whom;
pub use content::{Content, Entry as Ledgered, What};
pub use install::PINNED;
pub use picture::Dots;
use stage::FONTS;
pub use stage::{BRIEF, MAIN, stage};
pub use texts::{Entry, IndicatorText, Texts};
pub use typst::{Typst, pages};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::exhibits::{self, Exhibits};
use crate::fault::{Fault, Place, Result};
use crate::figures::Figure;
use crate::framework;
use crate::hashed::Hashed;
use crate::project;
use crate::words::{heard, listen, say};
use ledger::Written;
use prose::Prose;

/// Words that templates set themselves: `label.<name>` in the words file.
const LABELS: [&str; 10] = [
    "about", "contents", "data", "figure", "figures", "page", "scores", "standing", "table",
    "tables",
];

/// Writes the report: every text of the edition, in the order of its pages. Figures that were not
/// drawn, or are higher than a page, are left out with their places.
///
/// # Errors
/// A sentence is missing or does not fit its numbers; the edition's date is not a day.
pub fn content(exhibits: &Exhibits, texts: &Texts, figures: &[Figure]) -> Result<Content> {
    content_of(exhibits, texts, figures, None)
}

/// The same, with pages and scores of some States `only`, by their codes.
///
/// # Errors
/// As [`content`].
pub fn content_of(
    exhibits: &Exhibits,
    texts: &Texts,
    figures: &[Figure],
    only: Option<&[String]>,
) -> Result<Content> {
    let on_a_page = figures.iter().filter(|f| fits(exhibits, f));
    let drawn = figures;
    let figures = on_a_page.map(|f| (f.id.as_str(), f)).collect();
    let prose = &Prose { only, ..Prose::new(exhibits, texts, figures) };
    listen(|| written(prose, drawn)).0
}

fn written(prose: &Prose, figures: &[Figure]) -> Result<Content> {
    let exhibits = prose.exhibits;
    let mut written = Written::default();
    let mut content = Content {
        language: exhibits.language().code().to_owned(),
        decimal_sign: prose.decimal_sign().to_owned(),
        labels: labels(prose)?,
        document: front::document(prose)?,
        cover: front::cover(prose)?,
        imprint: front::imprint(prose)?,
        chapters: Vec::new(),
        ledger: Vec::new(),
    };
    let front = (ledger::texts(&content), heard());
    if let Some(chapter) = numbers::chapter(prose)? {
        written.add(chapter);
    }
    written.add(key_messages::chapter(prose)?);
    if let Some(chapter) = key_messages::behind(prose)? {
        written.add(chapter);
    }
    written.add(reading::chapter(prose)?);
    for (position, level) in exhibits.framework.focus_areas().enumerate() {
        written.add(areas::chapter(prose, position, level)?);
    }
    written.add(overall::chapter(prose)?);
    for chapter in [inequality::chapter, sexes::chapter, progress::chapter] {
        if let Some(chapter) = chapter(prose)? {
            written.add(chapter);
        }
    }
    for (position, reading) in exhibits.framework.readings.iter().enumerate() {
        written.add(readings::chapter(prose, position, reading)?);
    }
    if let Some(chapter) = regions::chapter(prose)? {
        written.add(chapter);
    }
    for region in &exhibits.findings.regions {
        written.add(regions::page(prose, region)?);
    }
    for chapter in [
        data::chapter,
        countries::chapter,
        method::chapter,
        audit::chapter,
        certainty::chapter,
        sheets::chapter,
        sources::glossary,
        sources::chapter,
        score_table::chapter,
    ] {
        written.add(chapter(prose)?);
    }
    content.ledger = written.ledger((&front.0, front.1), figures);
    content.chapters = written.chapters;
    if exhibits.edition.another.is_some() {
        let mark = front::edition(prose)?;
        content.chapters.iter_mut().for_each(|c| c.running = format!("{} · {mark}", c.running));
    }
    Ok(content)
}

/// The words that templates set themselves.
fn labels(prose: &Prose) -> Result<BTreeMap<String, String>> {
    let said = LABELS.map(|name| Ok((name.to_owned(), say!(prose, &format!("label.{name}"))?)));
    let mut labels = said.into_iter().collect::<Result<BTreeMap<_, _>>>()?;
    labels.insert("scores".to_owned(), scores_label(prose)?);
    Ok(labels)
}

/// Writes a brief: as the report, of what it shows of some areas.
///
/// # Errors
/// As [`content`].
pub fn brief(
    exhibits: &Exhibits,
    texts: &Texts,
    figures: &[Figure],
    whom: &Whom,
) -> Result<Content> {
    let figures = figures.iter().map(|figure| (figure.id.as_str(), figure)).collect();
    let prose = &Prose::new(exhibits, texts, figures);
    brief::content(prose, whom, labels(prose)?)
}

/// Whether a page has room for a figure: a row for each of very many States is too high.
fn fits(exhibits: &Exhibits, figure: &Figure) -> bool {
    figure.size.1 <= exhibits.look.page.figure_height
}

/// Which figures the report leaves out, and why.
fn too_high(exhibits: &Exhibits, figures: &[Figure]) -> Option<String> {
    let high: Vec<&Figure> = figures.iter().filter(|f| !fits(exhibits, f)).collect();
    let ids: Vec<&str> = high.iter().map(|f| f.id.as_str()).collect();
    let highest = high.iter().map(|f| f.size.1).reduce(f64::max)?;
    Some(format!(
        "the report leaves out what is higher than the {} mm a page has for a figure ({} areas make up to {highest:.0} mm): {}; drawn and data stand among the figures",
        exhibits.look.page.figure_height,
        exhibits.panel.areas.len(),
        ids.join(", "),
    ))
}

/// What stands over the scores of a State, with their ends where all have the same.
fn scores_label(prose: &Prose) -> Result<String> {
    let framework = prose.framework;
    let levels: Vec<usize> = framework.index_and_focus_areas().collect();
    match prose.common_range(&levels) {
        Some(range) => {
            say!(prose, "scale.scores", ends = exhibits::scores::ends(prose, range)?)
        }
        None => say!(prose, "label.scores"),
    }
}

/// What is to be typeset, and where.
pub struct Job<'a> {
    pub exhibits: &'a Exhibits<'a>,
    pub figures: &'a [Figure],
    /// An empty folder to work in.
    pub stage: PathBuf,
    pub pdf: PathBuf,
    /// Whom a brief is about; none of the whole report.
    pub whom: Option<&'a Whom>,
    /// Codes of the States whose pages the report has; none of all.
    pub only: Option<&'a [String]>,
    /// What lies there: from what it was set, by the same typst as now, and where it is.
    pub there: Option<(Hashed, PathBuf)>,
    /// The typst to use; found or installed where none is named.
    pub typst: Option<&'a Path>,
    pub quiet: bool,
}

/// A report that was set.
pub struct Typeset {
    pub pages: usize,
    /// Everything that typst read, as one.
    pub content: Hashed,
    /// The fonts among it.
    pub fonts: Vec<Hashed>,
    /// Every figure, table and computed number.
    pub ledger: Vec<Ledgered>,
    /// Version of typst; `None` where what lay there was set from the same.
    pub typst: Option<String>,
    /// Which figures are left out, if any.
    pub note: Option<String>,
    pub warnings: Vec<String>,
}

/// Writes, stages and sets one edition in one language; its PDF is dated with the edition's day.
///
/// # Errors
/// A text or a sentence is missing, typst is neither found nor installed, or it refuses a page.
pub fn typeset(order: &Job) -> Result<Typeset> {
    let exhibits = order.exhibits;
    let mut texts = Texts::read(&exhibits.project.report_folder(), exhibits.language())?;
    if exhibits.edition.another.is_some() {
        let own = exhibits.project.framework_file();
        let own = framework::read(&own, &project::read(&own)?)?;
        texts = texts.of_another(exhibits.framework, &own);
    }
    let (content, main) = match order.whom {
        Some(whom) => (brief(exhibits, &texts, order.figures, whom)?, BRIEF),
        None => (content_of(exhibits, &texts, order.figures, order.only)?, MAIN),
    };
    stage(&exhibits.project.root, &order.stage, &content, order.figures)?;
    let mut ledger = content.ledger;
    let content = Hashed::of_folder("", &order.stage)?;
    let fonts = FONTS.map(|(name, bytes)| Hashed::of(name, bytes)).to_vec();
    let mut warnings = Vec::new();
    let there = order.there.as_ref().filter(|(from, _)| from.sha256 == content.sha256);
    let typst = match there {
        Some((_, pdf)) => {
            std::fs::copy(pdf, &order.pdf).map_err(|e| Fault::io("read", pdf, &e))?;
            None
        }
        None => {
            let (typst, told) = Typst::find(order.typst, order.quiet)?;
            warnings.extend(told);
            let (day, threads) = (exhibits.edition.day()?.0, rayon::current_num_threads());
            warnings.extend(typst.compile(&order.stage, main, &order.pdf, day, threads)?);
            Some(typst.version)
        }
    };
    let bytes = std::fs::read(&order.pdf).map_err(|e| Fault::io("read", &order.pdf, &e))?;
    let pages = pages(&bytes).ok_or_else(|| {
        Fault::new("typst wrote no pages that can be counted").at(Place::file(&order.pdf))
    })?;
    paged::note(&mut ledger, &bytes);
    let note = order.whom.is_none().then(|| too_high(exhibits, order.figures)).flatten();
    Ok(Typeset { pages, content, fonts, ledger, typst, note, warnings })
}
