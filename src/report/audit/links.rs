//! Verdicts on correlations: within focus areas, across them, and with measures from outside.

use super::subject::{Subject, correlation};
use super::verdict::{Draft, Verdict};
use crate::analyse::audit::{
    Agreement, ENOUGH_AREAS, Fit, FitDoubt, Measure, Pair, PairDoubt, REDUNDANT,
};
use crate::fault::Result;
use crate::framework::Framework;
use crate::report::inequality::strength;
use crate::report::method::weight;
use crate::report::prose::{Argument, count};

/// Do the indicators of a focus area belong together?
pub(super) fn within(subject: &Subject) -> Result<Verdict> {
    let mut draft = Draft::new(subject, "within");
    let pairs: Vec<&Pair> = subject.audit.pairs.iter().filter(|p| p.within.is_some()).collect();
    let possible = possible_within(subject.framework);
    if possible == 0 {
        return draft.unknown("nothing", &[]);
    }
    if pairs.is_empty() {
        return draft.unknown("unknown", &[("units", subject.units(ENOUGH_AREAS)?.into())]);
    }
    let misfits: Vec<&Fit> = subject.audit.fits.iter().filter(|f| !f.doubts.is_empty()).collect();
    let doubtful: Vec<&Pair> = pairs.iter().copied().filter(|p| p.doubt.is_some()).collect();
    let n = ("n", count(pairs.len()));
    if doubtful.is_empty() {
        draft.say("fine", &[n, ("limit", weight(REDUNDANT).into())])?;
    } else {
        draft.say("doubtful", &[("doubts", count(doubtful.len())), n])?;
        draft.name("negative", &strongest(subject, &doubtful, PairDoubt::Negative)?, &[])?;
        draft.name("near_zero", &strongest(subject, &doubtful, PairDoubt::NearZero)?, &[])?;
        let limit = [("limit", weight(REDUNDANT).into())];
        draft.name("redundant", &strongest(subject, &doubtful, PairDoubt::Redundant)?, &limit)?;
    }
    fit(subject, &mut draft)?;
    if pairs.len() < possible {
        draft.say("untold", &too_few(subject, possible - pairs.len())?)?;
    }
    draft.doubts(doubtful.len() + misfits.len())
}

/// How indicators go with their own focus area and the others.
fn fit(subject: &Subject, draft: &mut Draft) -> Result<()> {
    let fits = &subject.audit.fits;
    let having = |doubt: FitDoubt| -> Result<Vec<String>> {
        let found = fits.iter().filter(|f| f.doubts.contains(&doubt)).map(|f| f.indicator);
        subject.indicators(&found.collect::<Vec<_>>())
    };
    draft.name("against", &having(FitDoubt::AgainstItsArea)?, &[])?;
    draft.name("apart", &having(FitDoubt::ApartFromItsArea)?, &[])?;
    let mut closer = Vec::new();
    for found in fits {
        for doubt in &found.doubts {
            let FitDoubt::CloserTo(level) = doubt else { continue };
            let said = [
                ("indicator", subject.indicator(found.indicator).into()),
                ("area", subject.level(*level).into()),
            ];
            closer.push(subject.say("within.closer_item", &said)?);
        }
    }
    draft.name("closer", &closer, &[])
}

/// Is one thing counted twice, in two focus areas?
pub(super) fn across(subject: &Subject) -> Result<Verdict> {
    let mut draft = Draft::new(subject, "across");
    let pairs: Vec<&Pair> = subject.audit.pairs.iter().filter(|p| p.within.is_none()).collect();
    let scored = scored_under(subject.framework, 0);
    let possible = scored * scored.saturating_sub(1) / 2 - possible_within(subject.framework);
    if possible == 0 {
        return draft.unknown("nothing", &[]);
    }
    if pairs.is_empty() {
        return draft.unknown("unknown", &[("units", subject.units(ENOUGH_AREAS)?.into())]);
    }
    let doubtful: Vec<&Pair> = pairs.iter().copied().filter(|p| p.doubt.is_some()).collect();
    let has_areas = subject.framework.focus_areas().next().is_some();
    let scope = subject.say(if has_areas { "across.areas" } else { "across.flat" }, &[])?;
    let said = [
        ("n", count(pairs.len())),
        ("scope", scope.into()),
        ("limit", weight(REDUNDANT).into()),
    ];
    if doubtful.is_empty() {
        draft.say("fine", &said)?;
    } else {
        draft.say("doubtful", &[&[("doubts", count(doubtful.len()))], &said[..]].concat())?;
        draft.name("redundant", &strongest(subject, &doubtful, PairDoubt::Redundant)?, &[])?;
    }
    if pairs.len() < possible {
        draft.say("untold", &too_few(subject, possible - pairs.len())?)?;
    }
    draft.doubts(doubtful.len())
}

/// Is the index only a detour to something else?
pub(super) fn measures(subject: &Subject) -> Result<Verdict> {
    let mut draft = Draft::new(subject, "measures");
    let measures = &subject.audit.measures;
    if measures.is_empty() {
        return draft.unknown("nothing", &[]);
    }
    let is_told = |m: &&Measure| m.with.iter().any(|a| a.spearman.is_some());
    if measures.iter().filter(is_told).count() == 0 {
        return draft.unknown("unknown", &[("units", subject.units(ENOUGH_AREAS)?.into())]);
    }
    let mut doubts = 0;
    for measure in measures {
        let index = &measure.with[0];
        if let Some(r) = index.spearman {
            draft.say(agreement(index, r), &of_index(subject, measure, r)?)?;
        }
        let detours = measure.with.iter().enumerate().skip(1).filter(|(_, a)| a.is_detour);
        let names = detours.filter_map(|(level, of)| {
            let name = subject.level(level);
            of.spearman.map(|r| subject.with_number(name, correlation(r)))
        });
        let names: Vec<String> = names.collect::<Result<_>>()?;
        let said = [
            ("measure", subject.measure(measure.measure).into()),
            ("limit", weight(REDUNDANT).into()),
        ];
        draft.name("levels", &names, &said)?;
        doubts += usize::from(index.is_detour) + names.len();
    }
    let untold = measures.iter().filter(|m| m.with[0].spearman.is_none()).map(|m| m.measure);
    let untold: Result<Vec<String>> = untold.map(|m| subject.quoted(subject.measure(m))).collect();
    draft.name("untold", &untold?, &[("units", subject.units(ENOUGH_AREAS)?.into())])?;
    draft.doubts(doubts)
}

/// The sentence that fits how the index goes with a measure.
fn agreement(index: &Agreement, r: f64) -> &'static str {
    match strength(r) {
        _ if index.is_detour => "detour",
        "strong_up" => "strong",
        "some_up" => "some",
        "little" => "little",
        _ => "down",
    }
}

fn of_index<'a>(subject: &Subject, measure: &Measure, r: f64) -> Result<Vec<Argument<'a>>> {
    let index = &measure.with[0];
    Ok(vec![
        ("measure", subject.measure(measure.measure).into()),
        ("correlation", correlation(r).into()),
        ("units", subject.units(index.n)?.into()),
        ("limit", weight(REDUNDANT).into()),
    ])
}

/// Pairs in this doubt by name, the furthest from zero first; of those near zero, the nearest.
fn strongest(subject: &Subject, pairs: &[&Pair], doubt: PairDoubt) -> Result<Vec<String>> {
    let mut found: Vec<&&Pair> = pairs.iter().filter(|p| p.doubt == Some(doubt)).collect();
    let sign = if doubt == PairDoubt::NearZero { 1.0 } else { -1.0 };
    found.sort_by(|a, b| (sign * a.correlation.abs()).total_cmp(&(sign * b.correlation.abs())));
    let named = found.into_iter().map(|pair| {
        let said = [
            ("first", subject.indicator(pair.first).into()),
            ("second", subject.indicator(pair.second).into()),
            ("value", correlation(pair.correlation).into()),
        ];
        subject.say("pair", &said)
    });
    named.collect()
}

fn too_few<'a>(subject: &Subject, n: usize) -> Result<[Argument<'a>; 2]> {
    Ok([("n", count(n)), ("units", subject.units(ENOUGH_AREAS)?.into())])
}

/// Pairs of scored indicators that share a focus area.
fn possible_within(framework: &Framework) -> usize {
    let sizes = framework.focus_areas().map(|level| scored_under(framework, level));
    sizes.map(|n| n * n.saturating_sub(1) / 2).sum()
}

/// Scored indicators at or below a level.
fn scored_under(framework: &Framework, level: usize) -> usize {
    let under = framework.indicators_under(level);
    under.filter(|&i| framework.indicators[i].weight.is_some()).count()
}
