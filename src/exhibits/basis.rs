//! A level in, what its scores rest on out: scored indicators, how old and how modelled the values
//! are.

use super::{Exhibits, source};
use crate::analyse::MUCH_IMPUTED;
use crate::fault::Result;
use crate::score::Status;
use crate::words::{Number, said, say};

/// So many States without a score are named.
const NAMED: usize = 12;

/// The span of years of the values behind a level, in words; empty where there is no value.
///
/// # Errors
/// Words missing.
pub fn years(exhibits: &Exhibits, level: usize) -> Result<String> {
    match source::years(exhibits, exhibits.framework.scored_under(level)) {
        Some(years) => source::span(exhibits, years),
        None => Ok(String::new()),
    }
}

/// A note with a sentence after it: the share of values older than five years and of modelled ones
/// among the values of the scored indicators under a level, in all areas, and how many more were
/// imputed. The note alone where there is no value.
///
/// # Errors
/// Words missing.
pub fn noted(exhibits: &Exhibits, level: usize, note: String) -> Result<String> {
    let availability = &exhibits.findings.availability;
    let found = availability.of(exhibits.framework.scored_under(level));
    let (n, imputed) = (found.n, found.imputed);
    if n == 0 {
        return Ok(note);
    }
    let note = cautious(exhibits, level, note);
    let share = |part: usize| Number::percent(part as f64 / n as f64);
    let (older, estimated) = (share(found.older_than_five), share(found.estimated));
    let sentence = say!(exhibits.words, "figure.basis.note", n, older, estimated)?;
    let note = format!("{note} {sentence}");
    if imputed == 0 {
        return Ok(note);
    }
    let part = Number::percent(imputed as f64 / (n + imputed) as f64);
    Ok(format!("{note} {}", say!(exhibits.words, "figure.basis.imputed", imputed, share = part)?))
}

/// A note with what publishers warn of after it, where a figure shows one area of them: not the index,
/// in which each is one among many.
fn cautious(exhibits: &Exhibits, level: usize, note: String) -> String {
    let framework = exhibits.framework;
    let under = framework.scored_under(level).filter(|_| level > 0);
    let cautions = under.filter_map(|i| framework.indicators[i].caution.as_ref());
    let said = cautions.map(|caution| caution.in_language(exhibits.language()).to_owned());
    std::iter::once(note).chain(said).collect::<Vec<_>>().join(" ")
}

/// A note as [`marked`], then as [`noted`].
///
/// # Errors
/// Words missing.
pub fn resting(exhibits: &Exhibits, level: usize, mark: &str, note: String) -> Result<String> {
    resting_at_any(exhibits, (level, &[level]), mark, note)
}

/// The same of a figure of several levels, of which `level` is the one above: an area is marked at any of
/// them.
///
/// # Errors
/// Words missing.
pub fn resting_at_any(
    exhibits: &Exhibits,
    (level, levels): (usize, &[usize]),
    mark: &str,
    note: String,
) -> Result<String> {
    let all = 0..exhibits.panel.areas.len();
    resting_of(exhibits, (level, levels), all, mark, note)
}

/// The same of a figure that shows these areas alone.
///
/// # Errors
/// Words missing.
pub fn resting_of(
    exhibits: &Exhibits,
    (level, levels): (usize, &[usize]),
    shown: impl Iterator<Item = usize>,
    mark: &str,
    note: String,
) -> Result<String> {
    let note = unprinted(exhibits, level, note)?;
    noted(exhibits, level, marked_of(exhibits, (levels, shown), mark, note)?)
}

/// A note with a sentence after it on the areas whose score at a level is not printed, and one on those
/// that are marked, where there are any. `mark`: what marks them in the figure, a key of `figure.basis`.
///
/// # Errors
/// Words missing.
pub fn marked(exhibits: &Exhibits, level: usize, mark: &str, note: String) -> Result<String> {
    let note = unprinted(exhibits, level, note)?;
    marked_of(exhibits, (&[level], 0..exhibits.panel.areas.len()), mark, note)
}

/// The same of a figure that shows these areas alone, none of which is left unprinted.
///
/// # Errors
/// Words missing.
pub fn marked_of(
    exhibits: &Exhibits,
    (levels, areas): (&[usize], impl Iterator<Item = usize>),
    mark: &str,
    note: String,
) -> Result<String> {
    let is_marked = |area: usize| levels.iter().any(|&level| exhibits.is_marked(area, level));
    let n = areas.filter(|&area| is_marked(area)).count();
    if n == 0 {
        return Ok(note);
    }
    let said = said![n, share = Number::percent(MUCH_IMPUTED)];
    Ok(format!("{note} {}", say!(exhibits.words, &format!("figure.basis.{mark}"), ..said)?))
}

/// Who has no score at a level, and who has one on too little: together all whose score is not shown.
fn unprinted(exhibits: &Exhibits, level: usize, note: String) -> Result<String> {
    let of = |status: Status| {
        let areas = 0..exhibits.panel.areas.len();
        areas.filter(move |&area| exhibits.scores.status(area, level) == status)
    };
    let say = |key: &str, said: &[_]| say!(exhibits.words, &format!("figure.basis.{key}"), ..said);
    let mut told = vec![note];
    let without: Vec<&str> = of(Status::NoScore).map(|area| exhibits.short_name(area)).collect();
    let n = without.len();
    told.extend(match n {
        0 => None,
        1..=NAMED => Some(say("without_named", &said![n, names = exhibits.words.list(&without)?])?),
        _ => Some(say("without", &said![n])?),
    });
    let n = of(Status::TooLittle).count();
    if n > 0 {
        told.push(say(if level == 0 { "unprinted_index" } else { "unprinted" }, &said![n])?);
    }
    Ok(told.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn the_whole_index_rests_on_all_values_used() {
        let exhibits = WORLD.exhibits();
        let all = &WORLD.findings.availability;
        let note = noted(&exhibits, 0, String::from("Before.")).unwrap();
        let n = exhibits.words.number(Number::count(all.used));
        let older = Number::percent(all.older_than_five as f64 / all.used as f64);
        assert!(note.starts_with("Before. ") && note.contains(&n), "{note}");
        assert!(note.contains(&exhibits.words.number(older)), "{note}");
    }

    #[test]
    fn all_whose_score_is_not_shown_are_told_of() {
        let exhibits = WORLD.exhibits();
        let mut told = 0;
        for level in exhibits.framework.index_and_focus_areas() {
            let of = |status: Status| {
                let areas = 0..exhibits.panel.areas.len();
                areas.filter(|&area| exhibits.scores.status(area, level) == status).count()
            };
            let note = unprinted(&exhibits, level, String::new()).unwrap();
            let counts = [(Status::NoScore, "no score"), (Status::TooLittle, "values for less")];
            for (n, words) in counts.map(|(status, words)| (of(status), words)) {
                let said =
                    format!("{n} {} {words}", if n == 1 { "State has" } else { "States have" });
                assert_eq!(note.contains(&said), n > 0, "{level}: {note}");
                told += n;
            }
        }
        assert!(told > 0);
    }
}
