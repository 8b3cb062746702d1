//! `ssj diff`: two editions, frameworks, output folders or git revisions in; what moved each score and
//! rank between them out.

mod evaluate;
mod told;
mod which;

pub use told::Diff;

use std::path::PathBuf;

use super::delivery::Delivery;
use super::layout::Layout;
use super::options::Options;
use super::side::Side;
use crate::exhibits::between::Between;
use crate::fault::Result;
use crate::look::Look;
use crate::model::Language;
use crate::project::Project;
use crate::provenance::Manifest;
use crate::tables;
use crate::words::Words;
pub(super) use evaluate::Bridge;
use which::Which;

/// A bridge in a language.
struct Drawn {
    paragraph: String,
    /// Of its figure, where any index moved.
    files: Vec<(String, String)>,
}

const TABLE: &str = "bridge.csv";

/// Compares `before` with `after`, each named as an edition, a framework, a folder of outputs or a git
/// revision. Under `options.out`, `bridge.csv` is written, and a figure of the areas that moved most.
///
/// # Errors
/// A name that is none of these; a folder whose inputs are not there any more; what stops the scores of
/// either side.
pub fn diff(options: &Options, before: &str, after: &str) -> Result<Diff> {
    let mut delivery = Delivery::of_out(options)?;
    // Nothing of the scores is written, so it does not matter where they would go.
    let inside = Options { out: None, ..options.clone() };
    let sides = [Which::find(&inside, before)?, Which::find(&inside, after)?];
    let plans = [sides[0].plan()?, sides[1].plan()?];
    if let Some(delivery) = &mut delivery {
        let reads: Vec<PathBuf> = plans.iter().flat_map(super::plan::Plan::reads).collect();
        delivery.expect(&reads, &[TABLE])?;
    }
    let [of_before, of_after] = plans;
    let (of_before, of_after) =
        (sides[0].told(Side::of(of_before))?, sides[1].told(Side::of(of_after))?);
    let bridge = Bridge::between(&of_before, &of_after);
    let mut told = Diff::of(&bridge, [&sides[0].name, &sides[1].name]);
    for (nth, words) in spoken(options, &of_after)?.iter().enumerate() {
        let drawn = drawn(&bridge, (before, after), words, told.ranked)?;
        if nth == 0 {
            told.paragraph = drawn.paragraph;
        }
        // Languages after the first have their own folder, as those of an edition have.
        let folder = match nth {
            0 => Layout::Straight.figures(),
            _ => format!("{}{}/", Layout::Straight.figures(), words.language().code()),
        };
        for (file, text) in drawn.files {
            if let Some(delivery) = &mut delivery {
                delivery.outputs.stage(&format!("{folder}{file}"), text.as_bytes())?;
            }
        }
    }
    if let Some(mut delivery) = delivery {
        let framework = &of_after.plan.method.framework;
        delivery.stage_table(&tables::bridge(framework, &bridge.crossings))?;
        let inputs = [of_before.inputs(), of_after.inputs()].concat();
        let framework = Some(framework.code.clone());
        let manifest = Manifest { inputs, framework, ..Manifest::of("diff") };
        told.outputs = delivery.close(manifest, false)?.files;
    }
    Ok(told)
}

/// The words of the languages that are asked for: those of the project; without one, those that come with
/// the program.
fn spoken(options: &Options, after: &Side) -> Result<Vec<Words>> {
    let project = Project::find(options.project.as_deref());
    let areas = after.plan.method.areas.as_ref();
    let of = |&language: &Language| match &project {
        Ok(project) => project.words(language),
        Err(_) => Words::embedded(language),
    };
    let asked = if options.languages.is_empty() { &[Language::En] } else { &options.languages[..] };
    let with_areas = |words: Words| match areas {
        Some(areas) => words.of_areas(areas),
        None => words,
    };
    asked.iter().map(|language| of(language).map(with_areas)).collect()
}

fn drawn(
    bridge: &Bridge,
    (before, after): (&str, &str),
    words: &Words,
    ranked: [usize; 2],
) -> Result<Drawn> {
    let look = Look::embedded()?;
    let areas = &bridge.sides[1].scored.areas;
    let name = |code: &str| {
        let area = areas.get(code);
        area.map_or(code, |area| area.name.in_language(words.language())).to_owned()
    };
    let between = Between {
        before,
        after,
        all: bridge.crossings.iter().filter(|crossing| crossing.level == 0).collect(),
        ranked: Some(ranked),
        words_of: "figure.bridge",
        is_year_alone: bridge.is_year_alone(),
        name: &name,
        words,
        look: &look,
    };
    let paragraph = between.paragraph()?;
    let Some(figure) = between.figure()? else { return Ok(Drawn { paragraph, files: Vec::new() }) };
    let texts = [
        ("svg", figure.standalone(&look, words)?),
        ("csv", figure.csv()),
        ("txt", figure.alt.clone() + "\n"),
    ];
    let named = |(ending, text)| (format!("{}.{ending}", figure.id), text);
    Ok(Drawn { paragraph, files: texts.map(named).into() })
}
