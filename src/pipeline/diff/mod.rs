//! `ssj diff`: two editions, frameworks, output folders or git revisions in; what moved each score and
//! rank between them out.

mod evaluate;
mod told;
mod which;

pub use told::Diff;

use std::path::PathBuf;

use super::delivery::Delivery;
use super::layout::Layout;
use super::plan::Options;
use super::side::Side;
use crate::fault::Result;
use crate::figures::Between;
use crate::look::Look;
use crate::provenance::Manifest;
use crate::tables;
use crate::words::Words;
use evaluate::Bridge;
use which::Which;

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
    let (words, look) = (Words::embedded()?, Look::embedded()?);
    let areas = &of_after.scored.areas;
    let name = |code: &str| {
        let area = areas.get(code);
        area.map_or(code, |area| area.name.in_language(words.language())).to_owned()
    };
    let between = Between {
        before,
        after,
        all: bridge.crossings.iter().filter(|crossing| crossing.level == 0).collect(),
        ranked: told.ranked,
        name: &name,
        words: &words,
        look: &look,
    };
    told.paragraph = between.paragraph()?;
    if let Some(mut delivery) = delivery {
        if let Some(figure) = between.figure()? {
            let drawn = figure.standalone(&look, &words)?;
            let alt = figure.alt.clone() + "\n";
            for (ending, text) in [("svg", drawn), ("csv", figure.csv()), ("txt", alt)] {
                let name = format!("{}{}.{ending}", Layout::Straight.figures(), figure.id);
                delivery.outputs.stage(&name, text.as_bytes())?;
            }
        }
        let framework = &of_after.plan.method.framework;
        delivery.stage_table(&tables::bridge(framework, &bridge.crossings))?;
        let inputs = [of_before.inputs(), of_after.inputs()].concat();
        let framework = Some(framework.code.clone());
        let manifest = Manifest { inputs, framework, ..Manifest::of("diff") };
        told.outputs = delivery.close(manifest, false)?.files;
    }
    Ok(told)
}
