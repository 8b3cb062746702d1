//! What a user calls a level or an indicator in, the one that is meant out: its code, its name in any
//! language, or a word that only one of them has in its names or its series.

use std::collections::BTreeSet;

use crate::fault::{Fault, Result, nearest};
use crate::framework::Framework;

/// A level or an indicator, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    Level(usize),
    Indicator(usize),
}

/// One that can be meant, with all that it is called.
struct Called<'a> {
    meant: Meant,
    code: &'a str,
    names: Vec<&'a str>,
    /// Of its formula.
    series: Vec<String>,
}

/// The one that `text` means.
///
/// # Errors
/// None does, with the nearest; several do, which are named.
pub(super) fn find(framework: &Framework, text: &str) -> Result<Meant> {
    let all = called(framework);
    let wanted = text.to_lowercase();
    let is_code = |called: &&Called| called.code.to_lowercase() == wanted;
    let is_name = |called: &&Called| called.names.iter().any(|name| name.to_lowercase() == wanted);
    let is_in = |called: &&Called| {
        let series = called.series.iter().map(String::as_str);
        let texts = called.names.iter().copied().chain(series).chain([called.code]);
        texts.into_iter().any(|text| holds(text, &wanted))
    };
    let exact = all.iter().find(|called| called.code == text);
    let ways: [&dyn Fn(&&Called) -> bool; 3] = [&is_code, &is_name, &is_in];
    for found in exact.map(|called| vec![called]).into_iter().chain(
        ways.into_iter().map(|way| all.iter().filter(|called| way(called)).collect::<Vec<_>>()),
    ) {
        match found[..] {
            [] => {}
            [one] => return Ok(one.meant),
            _ => {
                let codes: Vec<&str> = found.iter().map(|called| called.code).collect();
                return Err(Fault::new(format!("several levels or indicators go by `{text}`"))
                    .hint(format!("name one by its code: {}", codes.join(", ")))
                    .into());
            }
        }
    }
    let codes = || all.iter().map(|called| called.code);
    let names = all.iter().flat_map(|called| called.names.iter().copied());
    // Of a word that is mistyped, the word; then all that it could mean.
    let words: BTreeSet<&str> =
        codes().chain(names.clone()).flat_map(words).filter(|word| word.len() > 3).collect();
    let near = nearest(text, codes()).or_else(|| nearest(text, names)).or(nearest(text, words));
    Err(Fault::new(format!("the framework has no level or indicator `{text}`"))
        .nearest(text, near)
        .hint(format!("there are: {}", codes().collect::<Vec<_>>().join(", ")))
        .into())
}

fn called(framework: &Framework) -> Vec<Called<'_>> {
    let levels = framework.levels.iter().enumerate().map(|(l, level)| Called {
        meant: Meant::Level(l),
        code: &level.code,
        names: level.name.each().chain(level.short.each()).collect(),
        series: Vec::new(),
    });
    let indicators = framework.indicators.iter().enumerate().map(|(i, of)| Called {
        meant: Meant::Indicator(i),
        code: &of.code,
        names: of.name.each().chain(of.short.each()).collect(),
        series: of.formula.names().into_iter().map(|(name, _)| name).collect(),
    });
    levels.chain(indicators).collect()
}

/// Whether a text has these words, in this order, as whole words.
fn holds(text: &str, wanted: &str) -> bool {
    let words = |text| -> Vec<String> { words(text).map(str::to_lowercase).collect() };
    let (text, wanted) = (words(text), words(wanted));
    !wanted.is_empty() && text.windows(wanted.len()).any(|some| some == wanted)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
