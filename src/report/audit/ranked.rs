//! Doubts that arise only where the ranked areas are looked at alone, in words: scores on little can
//! hide a pattern.

use super::subject::{Subject, correlation};
use super::verdict::Draft;
use crate::analyse::audit::{FitDoubt, Linked, Measure, Pair, PairDoubt, own_area};
use crate::fault::Result;
use crate::words::{said, say};

/// What is in doubt by name, each with how many of the ranked were compared.
pub(super) type Also = Vec<(String, usize)>;

/// Names what is in doubt over the ranked alone; nothing where nothing is.
pub(super) fn tell(subject: &Subject, draft: &mut Draft, also: Also) -> Result<()> {
    let (names, compared): (Vec<String>, Vec<usize>) = also.into_iter().unzip();
    let Some((&fewest, &most)) = compared.iter().min().zip(compared.iter().max()) else {
        return Ok(());
    };
    let mut units = subject.units(most)?;
    if fewest < most {
        units = say!(subject, "ranked.from", fewest, units)?;
    }
    let said = said![units, names = subject.named(&names, super::subject::NAMED)?];
    draft.add(say!(subject, "ranked.also", ..said)?);
    Ok(())
}

/// What `of` finds among the ranked alone; nothing where all are ranked.
fn found(subject: &Subject, of: impl FnOnce(&Linked) -> Result<Also>) -> Result<Also> {
    subject.audit.ranked.as_ref().map_or(Ok(Vec::new()), of)
}

/// Pairs of one focus area and misfits that are in no such doubt over all areas.
pub(super) fn within(subject: &Subject) -> Result<Also> {
    found(subject, |ranked| {
        let mut names = pairs(subject, ranked, true)?;
        for (fit, of_all) in ranked.fits.iter().zip(&subject.audit.fits) {
            let is_new = |doubt: &&FitDoubt| !of_all.doubts.contains(doubt);
            for doubt in fit.doubts.iter().filter(is_new) {
                let indicator = subject.indicator(fit.indicator);
                let own = own_area(subject.framework, fit.indicator);
                let (name, level) = match doubt {
                    FitDoubt::AgainstItsArea => (say!(subject, "ranked.against", indicator)?, own),
                    FitDoubt::ApartFromItsArea => (say!(subject, "ranked.apart", indicator)?, own),
                    FitDoubt::CloserTo(level) => {
                        let area = subject.level(*level);
                        (say!(subject, "ranked.closer", indicator, area)?, Some(*level))
                    }
                };
                let n = level.and_then(|level| fit.with[level]).map_or(ranked.n, |with| with.1);
                names.push((name, n));
            }
        }
        Ok(names)
    })
}

/// Pairs of different focus areas that count one thing twice among the ranked alone.
pub(super) fn across(subject: &Subject) -> Result<Also> {
    found(subject, |ranked| pairs(subject, ranked, false))
}

fn pairs(subject: &Subject, ranked: &Linked, within: bool) -> Result<Also> {
    let of_all = &subject.audit.pairs;
    let known = |pair: &Pair| {
        let same = |other: &&Pair| (other.first, other.second) == (pair.first, pair.second);
        of_all.iter().find(same).and_then(|other| other.doubt)
    };
    let is_new = |pair: &&Pair| {
        pair.within.is_some() == within && pair.doubt.is_some_and(|_| known(pair) != pair.doubt)
    };
    let new: Vec<&Pair> = ranked.pairs.iter().filter(is_new).collect();
    let mut names = Vec::new();
    for doubt in [PairDoubt::Negative, PairDoubt::NearZero, PairDoubt::Redundant] {
        let of_kind = furthest(&new, doubt).into_iter();
        names.extend(of_kind.map(|p| Ok((named(subject, p)?, p.n))).collect::<Result<Also>>()?);
    }
    Ok(names)
}

/// Levels in a doubt that they are not in over all areas.
pub(super) fn coherence(subject: &Subject) -> Result<Also> {
    found(subject, |ranked| {
        let both = ranked.coherence.iter().zip(&subject.audit.coherence);
        let new = both.filter(|(level, of_all)| {
            level.alpha.is_some() && level.doubts.iter().any(|doubt| !of_all.doubts.contains(doubt))
        });
        let named = new.map(|(level, _)| {
            let name = subject.level(level.level);
            let name = match level.alpha {
                Some(alpha) => subject.with_number(name, correlation(alpha)),
                None => subject.quoted(name),
            };
            Ok((name?, level.n))
        });
        named.collect()
    })
}

/// Bearers of a weight that do among the ranked alone what they don't over all areas.
pub(super) fn influence(subject: &Subject) -> Result<Also> {
    found(subject, |ranked| {
        let both = ranked.influences.iter().zip(&subject.audit.influences);
        let new = both.filter(|(of, all)| of.doubt.is_some() && of.doubt != all.doubt);
        new.map(|(of, _)| Ok((subject.quoted(subject.child(of.child))?, of.n))).collect()
    })
}

/// Scores that follow a measure too closely among the ranked alone.
pub(super) fn measures(subject: &Subject) -> Result<Also> {
    found(subject, |ranked| {
        let mut names = Vec::new();
        for (measure, of_all) in ranked.measures.iter().zip(&subject.audit.measures) {
            let both = measure.with.iter().zip(&of_all.with).enumerate();
            for (level, (with, _)) in
                both.filter(|(_, (with, all))| with.is_detour && !all.is_detour)
            {
                let said = said![
                    first = subject.level(level),
                    second = subject.measure(measure.measure),
                    value = correlation(with.spearman.unwrap_or_default())
                ];
                names.push((say!(subject, "pair", ..said)?, with.n));
            }
        }
        Ok(names)
    })
}

/// The agreement of the index with a measure over the ranked alone, to follow the one over all; nothing
/// where it is not known apart.
pub(super) fn agreement(subject: &Subject, measure: &Measure) -> Result<String> {
    let ranked = subject.audit.ranked.iter().flat_map(|ranked| &ranked.measures);
    let same = ranked.filter(|other| other.measure == measure.measure).find_map(|m| m.with.first());
    let Some((r, n)) = same.and_then(|with| Some((with.spearman?, with.n))) else {
        return Ok(String::new());
    };
    say!(subject, "ranked.agreement", correlation = correlation(r), units = subject.units(n)?)
}

/// Pairs in this doubt by name, the furthest from zero first; of those near zero, the nearest.
pub(super) fn strongest(
    subject: &Subject,
    pairs: &[&Pair],
    doubt: PairDoubt,
) -> Result<Vec<String>> {
    furthest(pairs, doubt).into_iter().map(|pair| named(subject, pair)).collect()
}

fn furthest<'a>(pairs: &[&'a Pair], doubt: PairDoubt) -> Vec<&'a Pair> {
    let of_kind = pairs.iter().copied().filter(|p| p.doubt == Some(doubt));
    let mut found: Vec<&Pair> = of_kind.collect();
    let sign = if doubt == PairDoubt::NearZero { 1.0 } else { -1.0 };
    found.sort_by(|a, b| (sign * a.correlation.abs()).total_cmp(&(sign * b.correlation.abs())));
    found
}

fn named(subject: &Subject, pair: &Pair) -> Result<String> {
    let said = said![
        first = subject.indicator(pair.first),
        second = subject.indicator(pair.second),
        value = correlation(pair.correlation)
    ];
    say!(subject, "pair", ..said)
}
