//! Verdicts on what the index is made of: whether levels hang together, whether weights do what
//! they say, and what hangs on one indicator.

use super::ranked;
use super::subject::{Subject, correlation};
use super::verdict::{AuditVerdict, Draft};
use crate::analyse::audit::{
    Coherence, CoherenceDoubt, ENOUGH_ALPHA, ENOUGH_AREAS, Influence, InfluenceDoubt, LARGE_SHIFT,
    LeftOut, NotLeftOut, Side, WhyNot, side_of_zero,
};
use crate::fault::Result;
use crate::report::prose::{share, weight};
use crate::words::{Number, said, say};

/// Does each level tell one story?
pub(super) fn coherence(subject: &Subject) -> Result<AuditVerdict> {
    use CoherenceDoubt::{LowAlpha, OpposedLoading, SeveralDimensions, TooFewAreas};
    let mut draft = Draft::new(subject, "coherence");
    let levels = &subject.audit.coherence;
    if levels.is_empty() {
        return draft.unknown("nothing", &[]);
    }
    let is_told = |c: &&Coherence| c.alpha.is_some() && !c.doubts.contains(&TooFewAreas);
    let told: Vec<&Coherence> = levels.iter().filter(is_told).collect();
    let units = subject.units(ENOUGH_AREAS)?;
    if told.is_empty() {
        return draft.unknown("unknown", &said![units]);
    }
    let doubts = told.iter().filter(|c| !c.doubts.is_empty()).count();
    let (n, enough) = (told.len(), weight(ENOUGH_ALPHA));
    if doubts == 0 {
        say!(draft, "fine", n, enough)?;
    } else {
        say!(draft, "doubtful", doubts, n)?;
        let low = told.iter().filter(|c| c.doubts.contains(&LowAlpha)).map(|c| {
            let alpha = c.alpha.map_or(Number::decimal(0.0, 2), correlation);
            subject.with_number(subject.level(c.level), alpha)
        });
        draft.name("low_alpha", &low.collect::<Result<Vec<_>>>()?, &said![enough])?;
        let several = told.iter().filter(|c| c.doubts.contains(&SeveralDimensions));
        let several = several.map(|c| subject.quoted(subject.level(c.level)));
        draft.name("several", &several.collect::<Result<Vec<_>>>()?, &[])?;
        let mut against = Vec::new();
        for level in told.iter().filter(|c| c.doubts.contains(&OpposedLoading)) {
            against.extend(opposed(subject, level)?);
        }
        draft.name("opposed", &against, &[])?;
    }
    let untold = levels.iter().filter(|c| !is_told(c));
    let untold = untold.map(|c| subject.quoted(subject.level(c.level)));
    draft.name("untold", &untold.collect::<Result<Vec<_>>>()?, &said![units])?;
    ranked::tell(subject, &mut draft, ranked::coherence(subject)?)?;
    draft.answered()
}

/// The parts that load on the first component of a level against the others, as the audit judges.
fn opposed(subject: &Subject, of: &Coherence) -> Result<Vec<String>> {
    let Some(first) = of.components.first() else { return Ok(Vec::new()) };
    let root = first.eigenvalue.max(0.0).sqrt();
    let is_against = |loading: f64| side_of_zero(loading * root, of.n) == Some(Side::Below);
    let against = of.below.iter().zip(&first.loadings).filter(|(_, l)| is_against(**l));
    let named = against.map(|(&part, _)| {
        let said = said![part = subject.child(part), level = subject.level(of.level)];
        say!(subject, "coherence.opposed_item", ..said)
    });
    named.collect()
}

/// Does each weight do what it says?
pub(super) fn influence(subject: &Subject) -> Result<AuditVerdict> {
    let mut draft = Draft::new(subject, "influence");
    let all = &subject.audit.influences;
    if all.is_empty() {
        return draft.unknown("nothing", &[]);
    }
    let told = all.iter().filter(|i| i.share.is_some()).count();
    if told == 0 {
        return draft.unknown("unknown", &said![units = subject.units(ENOUGH_AREAS)?]);
    }
    let doubts = all.iter().filter(|i| i.doubt.is_some()).count();
    let n = told;
    if doubts == 0 {
        say!(draft, "fine", n)?;
    } else {
        say!(draft, "doubtful", doubts, n)?;
        for (name, doubt) in [
            ("reversed", InfluenceDoubt::Reversed),
            ("silent", InfluenceDoubt::Silent),
            ("loud", InfluenceDoubt::Loud),
        ] {
            let having = all.iter().filter(|i| i.doubt == Some(doubt));
            let names = having.map(|i| weighed(subject, i, doubt)).collect::<Result<Vec<_>>>()?;
            draft.name(name, &names, &[])?;
        }
    }
    if told < all.len() {
        say!(draft, "untold", n = all.len() - told)?;
    }
    let is_formula = |l: &usize| subject.framework.levels[*l].aggregation.formula().is_some();
    let formulas = (0..subject.framework.levels.len()).filter(is_formula);
    let formulas =
        formulas.map(|l| subject.quoted(subject.level(l))).collect::<Result<Vec<_>>>()?;
    draft.name("formulas", &formulas, &[])?;
    ranked::tell(subject, &mut draft, ranked::influence(subject)?)?;
    draft.answered()
}

/// A part with its weight and its influence, or with its correlation where the index falls.
fn weighed(subject: &Subject, of: &Influence, doubt: InfluenceDoubt) -> Result<String> {
    let name = subject.child(of.child);
    if doubt == InfluenceDoubt::Reversed {
        return match of.correlation {
            Some(r) => subject.with_number(name, correlation(r)),
            None => subject.quoted(name),
        };
    }
    let percent = |part: f64| Number { value: part, kind: crate::words::NumberKind::Percent(1) };
    let said =
        said![name, weight = percent(of.promised), influence = percent(of.share.unwrap_or(0.0))];
    say!(subject, "influence.item", ..said)
}

/// Does the order hang on one indicator?
pub(super) fn left_out(subject: &Subject) -> Result<AuditVerdict> {
    let mut draft = Draft::new(subject, "left_out");
    let all = &subject.audit.left_out;
    let is_unranked = |n: &NotLeftOut| n.why == WhyNot::NoneRanked;
    if all.is_empty() && !subject.audit.not_left_out.iter().any(is_unranked) {
        return draft.unknown("nothing", &[]);
    }
    let told: Vec<&LeftOut> = all.iter().filter(|l| l.n >= ENOUGH_AREAS).collect();
    let Some(most) = told.iter().max_by(|a, b| a.mean_shift.total_cmp(&b.mean_shift)) else {
        return draft.unknown("unknown", &said![units = subject.units(ENOUGH_AREAS)?]);
    };
    let decisive: Vec<usize> = told.iter().filter(|l| l.is_decisive).map(|l| l.indicator).collect();
    let limit = share(LARGE_SHIFT);
    if decisive.is_empty() {
        say!(draft, "fine", n = told.len(), limit)?;
    } else {
        say!(draft, "doubtful", doubts = decisive.len(), n = told.len())?;
        draft.name("decisive", &subject.indicators(&decisive)?, &said![limit])?;
    }
    let shift = Number::decimal(most.mean_shift, 1);
    let said =
        said![indicator = subject.indicator(most.indicator), shift, units = subject.units(most.n)?];
    say!(draft, "most", ..said)?;
    if let Some((area, ..)) = most.mover {
        say!(draft, "mover", area = subject.area(area), n = most.largest_shift)?;
    }
    not_left_out(subject, &mut draft)?;
    draft.answered()
}

/// The indicators that could not be left out, by reason.
fn not_left_out(subject: &Subject, draft: &mut Draft) -> Result<()> {
    let reason = |why: &WhyNot| match why {
        WhyNot::AloneInItsLevel(_) => "alone",
        WhyNot::InAFormula(_) => "in_a_formula",
        WhyNot::CanNotBeScored(_) => "refused",
        WhyNot::NoneRanked => "none_ranked",
    };
    for name in ["alone", "in_a_formula", "refused", "none_ranked"] {
        let having = subject.audit.not_left_out.iter().filter(|n| reason(&n.why) == name);
        let having: Vec<usize> = having.map(|n| n.indicator).collect();
        draft.name(name, &subject.indicators(&having)?, &[])?;
    }
    Ok(())
}
