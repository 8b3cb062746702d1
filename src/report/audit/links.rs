//! Verdicts on correlations: within focus areas, across them, and with measures from outside.

use super::ranked::{self, strongest};
use super::subject::{Subject, correlation};
use super::verdict::{AuditVerdict, Draft};
use crate::analyse::audit::{CHANCE, ENOUGH_AREAS, FitDoubt, Measure, Pair, PairDoubt, REDUNDANT};
use crate::fault::Result;
use crate::framework::Framework;
use crate::report::inequality::strength;
use crate::report::prose::{Argument, share, weight};
use crate::words::{Say, said, say};

/// Do the indicators of a focus area belong together?
pub(super) fn within(subject: &Subject) -> Result<AuditVerdict> {
    let mut draft = Draft::new(subject, "within");
    let pairs: Vec<&Pair> = subject.audit.pairs.iter().filter(|p| p.within.is_some()).collect();
    let possible = possible_within(subject.framework);
    let scope = scope(subject, "within")?;
    if possible == 0 {
        return draft.unknown("nothing", &said![scope]);
    }
    if pairs.is_empty() {
        return draft.unknown("unknown", &said![units = subject.units(ENOUGH_AREAS)?, scope]);
    }
    let doubtful: Vec<&Pair> = pairs.iter().copied().filter(|p| p.doubt.is_some()).collect();
    let (n, limit) = (pairs.len(), weight(REDUNDANT));
    if doubtful.is_empty() {
        say!(draft, "fine", n, scope, chance = share(CHANCE), limit)?;
    } else {
        say!(draft, "doubtful", doubts = doubtful.len(), n, scope)?;
        let (chance, limit) = (said![chance = share(CHANCE)], said![limit]);
        draft.pairs("negative", &strongest(subject, &doubtful, PairDoubt::Negative)?, &chance)?;
        draft.pairs("near_zero", &strongest(subject, &doubtful, PairDoubt::NearZero)?, &chance)?;
        draft.pairs("redundant", &strongest(subject, &doubtful, PairDoubt::Redundant)?, &limit)?;
    }
    fit(subject, &mut draft)?;
    ranked::tell(subject, &mut draft, ranked::within(subject)?)?;
    if pairs.len() < possible {
        say!(draft, "untold", ..too_few(subject, possible - pairs.len())?)?;
    }
    draft.answered()
}

/// How indicators go with their own focus area and the others.
fn fit(subject: &Subject, draft: &mut Draft) -> Result<()> {
    let fits = &subject.audit.fits;
    let having = |doubt: FitDoubt| -> Result<Vec<String>> {
        let found = fits.iter().filter(|f| f.doubts.contains(&doubt)).map(|f| f.indicator);
        subject.indicators(&found.collect::<Vec<_>>())
    };
    let whole = said![whole = scope(subject, "whole")?];
    draft.name("against", &having(FitDoubt::AgainstItsArea)?, &whole)?;
    draft.name("apart", &having(FitDoubt::ApartFromItsArea)?, &whole)?;
    let mut closer = Vec::new();
    for found in fits {
        for doubt in &found.doubts {
            let FitDoubt::CloserTo(level) = doubt else { continue };
            let said =
                said![indicator = subject.indicator(found.indicator), area = subject.level(*level)];
            closer.push(say!(subject, "within.closer_item", ..said)?);
        }
    }
    draft.name("closer", &closer, &[])
}

/// Is one thing counted twice, in two focus areas?
pub(super) fn across(subject: &Subject) -> Result<AuditVerdict> {
    let mut draft = Draft::new(subject, "across");
    let pairs: Vec<&Pair> = subject.audit.pairs.iter().filter(|p| p.within.is_none()).collect();
    let scored = subject.framework.scored_under(0).count();
    let possible = scored * scored.saturating_sub(1) / 2 - possible_within(subject.framework);
    if possible == 0 {
        return draft.unknown("nothing", &[]);
    }
    if pairs.is_empty() {
        return draft.unknown("unknown", &said![units = subject.units(ENOUGH_AREAS)?]);
    }
    let doubtful: Vec<&Pair> = pairs.iter().copied().filter(|p| p.doubt.is_some()).collect();
    let said = said![n = pairs.len(), limit = weight(REDUNDANT)];
    if doubtful.is_empty() {
        say!(draft, "fine", ..said)?;
    } else {
        say!(draft, "doubtful", doubts = doubtful.len(), ..said)?;
        draft.pairs("redundant", &strongest(subject, &doubtful, PairDoubt::Redundant)?, &[])?;
    }
    ranked::tell(subject, &mut draft, ranked::across(subject)?)?;
    if pairs.len() < possible {
        say!(draft, "untold", ..too_few(subject, possible - pairs.len())?)?;
    }
    draft.answered()
}

/// Is the index only a detour to something else?
pub(super) fn measures(subject: &Subject) -> Result<AuditVerdict> {
    let mut draft = Draft::new(subject, "measures");
    let measures = &subject.audit.measures;
    if measures.is_empty() {
        return draft.unknown("nothing", &[]);
    }
    let units = subject.units(ENOUGH_AREAS)?;
    let is_told = |m: &Measure| m.with.iter().any(|with| with.spearman.is_some());
    if !measures.iter().any(is_told) {
        return draft.unknown("unknown", &said![units]);
    }
    let detours = measures.iter().filter(|m| m.with[0].is_detour);
    let detours = detours.map(|m| subject.quoted(subject.measure(m.measure)));
    let detours: Vec<String> = detours.collect::<Result<_>>()?;
    let in_levels = |m: &Measure| m.with.iter().skip(1).filter(|with| with.is_detour).count();
    let in_levels: usize = measures.iter().map(in_levels).sum();
    let limit = said![limit = weight(REDUNDANT)];
    match (detours.is_empty(), in_levels) {
        (true, 0) => say!(draft, "fine", ..limit)?,
        (true, _) => say!(draft, "some_levels")?,
        (false, _) => draft.name("detour", &detours, &limit)?,
    }
    for measure in measures {
        agreement(subject, &mut draft, measure)?;
    }
    let turned = measures.iter().filter(|m| subject.is_turned(m.measure));
    let turned = turned.map(|m| subject.quoted(subject.measure(m.measure)));
    ranked::tell(subject, &mut draft, ranked::measures(subject)?)?;
    draft.name("turned", &turned.collect::<Result<Vec<_>>>()?, &[])?;
    let untold = measures.iter().filter(|m| m.with[0].spearman.is_none());
    let untold = untold.map(|m| subject.quoted(subject.measure(m.measure)));
    draft.name("untold", &untold.collect::<Result<Vec<_>>>()?, &said![units])?;
    draft.answered()
}

/// How the index goes with a measure, and the levels that say hardly more than it.
fn agreement(subject: &Subject, draft: &mut Draft, measure: &Measure) -> Result<()> {
    let name = subject.measure(measure.measure);
    if let Some(r) = measure.with[0].spearman {
        let said = said![
            measure = name,
            correlation = correlation(r),
            units = subject.units(measure.with[0].n)?,
            ranked = ranked::agreement(subject, measure)?
        ];
        say!(draft, strength(r), ..said)?;
        closest(subject, draft, measure, r)?;
    }
    let levels = measure.with.iter().enumerate().skip(1).filter(|(_, with)| with.is_detour);
    let levels = levels.filter_map(|(level, with)| {
        with.spearman.map(|r| subject.with_number(subject.level(level), correlation(r)))
    });
    let said = said![measure = name, limit = weight(REDUNDANT)];
    draft.name("levels", &levels.collect::<Result<Vec<_>>>()?, &said)
}

/// The level closest to a measure, where it is closer than the index and not in doubt itself.
fn closest(subject: &Subject, draft: &mut Draft, measure: &Measure, index: f64) -> Result<()> {
    let levels = measure.with.iter().enumerate().skip(1).filter(|(_, with)| !with.is_detour);
    let known = levels.filter_map(|(level, with)| Some((level, with.spearman?)));
    let Some((level, r)) = known.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())) else {
        return Ok(());
    };
    // As printed: a gap that the decimals do not show is none.
    let printed = |r: f64| (100.0 * r.abs()).round();
    if printed(r) <= printed(index) {
        return Ok(());
    }
    say!(draft, "closest", area = subject.level(level), correlation = correlation(r))
}

fn too_few<'a>(subject: &Subject, n: usize) -> Result<[Argument<'a>; 2]> {
    Ok(said![n, units = subject.units(ENOUGH_AREAS)?])
}

/// How a focus area is spoken of, or the index that takes its place where there are none.
pub(super) fn scope(subject: &Subject, name: &str) -> Result<Say> {
    let has_focus_areas = subject.framework.focus_areas().next().is_some();
    let key = if has_focus_areas { "areas" } else { "index" };
    Ok(say!(subject, &format!("scope.{name}_{key}"))?.into())
}

/// Pairs of scored indicators that share a focus area; in an index without any, all.
fn possible_within(framework: &Framework) -> usize {
    let mut sizes: Vec<usize> =
        framework.focus_areas().map(|level| framework.scored_under(level).count()).collect();
    if sizes.is_empty() {
        sizes.push(framework.scored_under(0).count());
    }
    sizes.into_iter().map(|n| n * n.saturating_sub(1) / 2).sum()
}
