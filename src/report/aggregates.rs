//! How scores become the score of a level, in words: as each level of the framework says.

use super::content::Block;
use super::method::weight;
use super::prose::Prose;
use crate::fault::Result;
use crate::framework::Aggregation;

/// The kinds of mean with the end of the keys of their sentences and formulas, in the order of text.
const MEANS: [&str; 2] = ["arithmetic", "geometric"];

fn mean_of(prose: &Prose, level: usize) -> &'static str {
    match prose.exhibits.framework.levels[level].aggregation {
        Aggregation::ArithmeticMean => MEANS[0],
        Aggregation::GeometricMean { .. } => MEANS[1],
    }
}

/// For each kind of mean in use among these levels, those made by it.
fn by_mean(prose: &Prose, levels: &[usize]) -> Vec<(&'static str, Vec<usize>)> {
    let made = |mean: &'static str| {
        (mean, levels.iter().copied().filter(|&l| mean_of(prose, l) == mean).collect())
    };
    MEANS.map(made).into_iter().filter(|(_, levels): &(_, Vec<usize>)| !levels.is_empty()).collect()
}

fn names(prose: &Prose, levels: &[usize]) -> Result<String> {
    let quoted = |&l: &usize| prose.say("quoted", &[("name", prose.level(l).into())]);
    prose.list(&levels.iter().map(quoted).collect::<Result<Vec<_>>>()?)
}

/// What the score of a focus area is: one sentence where all are made alike, else one for each kind.
pub(super) fn of_areas(prose: &Prose) -> Result<Vec<String>> {
    let areas: Vec<usize> = prose.exhibits.framework.focus_areas().collect();
    let kinds = by_mean(prose, &areas);
    let alone = kinds.len() == 1;
    let sentence = |(mean, levels): &(&str, Vec<usize>)| match alone {
        true => prose.say(&format!("aggregates.areas.{mean}"), &[]),
        false => {
            let named = [("areas", names(prose, levels)?.into())];
            prose.say(&format!("aggregates.some.{mean}"), &named)
        }
    };
    kinds.iter().map(sentence).collect()
}

/// What the index is, what that does unless the framework gives its own reason beside it, and
/// whether it needs everything below it.
pub(super) fn of_index(prose: &Prose, with_reason: bool) -> Result<Vec<String>> {
    let key = if with_reason { "reason" } else { "plain" };
    let mut said = vec![prose.say(&format!("aggregates.{key}.{}", mean_of(prose, 0)), &[])?];
    if prose.exhibits.framework.levels[0].complete {
        said.push(prose.say("aggregates.complete", &[])?);
    }
    Ok(said)
}

/// Every level by its kind of mean with the formula; then floors, what must be complete, and why.
pub(super) fn all(prose: &Prose) -> Result<Vec<Block>> {
    let framework = prose.exhibits.framework;
    let levels: Vec<usize> = (0..framework.levels.len()).collect();
    let mut blocks = vec![prose.heading("method.levels.heading")?];
    for (mean, made) in by_mean(prose, &levels) {
        let arguments = [("levels", names(prose, &made)?.into())];
        blocks.push(prose.text(&format!("method.levels.{mean}"), &arguments)?);
        blocks.push(prose.formula(mean)?);
    }
    let complete: Vec<usize> =
        levels.into_iter().filter(|&l| framework.levels[l].complete).collect();
    if !complete.is_empty() {
        let arguments = [("levels", names(prose, &complete)?.into())];
        blocks.push(prose.text("method.levels.complete", &arguments)?);
    }
    for (l, level) in framework.levels.iter().enumerate() {
        if let Aggregation::GeometricMean { floor: Some(floor) } = level.aggregation {
            let arguments = [("level", prose.level(l).into()), ("floor", weight(floor).into())];
            blocks.push(prose.text("method.levels.floor", &arguments)?);
        }
        if let Some(why) = &level.why {
            blocks.push(Block::Text { text: prose.in_language(why).to_owned() });
        }
    }
    Ok(blocks)
}
