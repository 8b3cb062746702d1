//! Verdicts on the values themselves: whether they are there and of today, and how they are spread.

use super::subject::Subject;
use super::verdict::{AuditVerdict, Draft};
use crate::analyse::OLD;
use crate::analyse::audit::{ENOUGH_PRESENT, IndicatorAudit, IndicatorDoubt, MOSTLY};
use crate::fault::Result;
use crate::framework::FAR_OUT;
use crate::report::prose::{share, weight};
use crate::words::{Number, said, say};

/// Are the data there, and are they of today?
pub(super) fn availability(subject: &Subject) -> Result<AuditVerdict> {
    use IndicatorDoubt::{Modelled, Old, Sparse};
    let mut draft = Draft::new(subject, "availability");
    let all = &subject.audit.indicators;
    if all.is_empty() || subject.codes.is_empty() {
        return draft.unknown("nothing", &[]);
    }
    let units = subject.units(subject.codes.len())?;
    let old = Number::count(OLD as usize);
    let (enough, mostly) = (share(ENOUGH_PRESENT), share(MOSTLY));
    let doubtful =
        all.iter().filter(|i| i.doubts.iter().any(|d| [Sparse, Old, Modelled].contains(d)));
    let (n, doubts) = (all.len(), doubtful.count());
    if doubts == 0 {
        say!(draft, "fine", n, enough, units, mostly, old)?;
    } else {
        say!(draft, "doubtful", doubts, n)?;
        draft.name("sparse", &with_doubt(subject, Sparse)?, &said![enough, units])?;
        draft.name("old", &with_doubt(subject, Old)?, &said![mostly, old])?;
        draft.name("modelled", &with_doubt(subject, Modelled)?, &said![mostly])?;
    }
    draft.answered()
}

/// Do a few areas make the scale?
pub(super) fn shape(subject: &Subject) -> Result<AuditVerdict> {
    use IndicatorDoubt::{Constant, Outliers};
    let mut draft = Draft::new(subject, "shape");
    let all = &subject.audit.indicators;
    let is_doubtful =
        |i: &IndicatorAudit| i.doubts.iter().any(|d| [Constant, Outliers].contains(d));
    let doubts = all.iter().filter(|i| is_doubtful(i)).count();
    let untold = all.iter().filter(|i| !is_doubtful(i) && i.scores.skewness.is_none()).count();
    if untold == all.len() {
        return draft.unknown("unknown", &[]);
    }
    let rule = said![skewness = weight(FAR_OUT[0]), kurtosis = weight(FAR_OUT[1])];
    let n = all.len() - untold;
    if doubts == 0 {
        say!(draft, "fine", n, ..rule)?;
    } else {
        say!(draft, "doubtful", doubts, n)?;
        draft.name("constant", &with_doubt(subject, Constant)?, &[])?;
        draft.name("outliers", &with_doubt(subject, Outliers)?, &rule)?;
    }
    if untold > 0 {
        say!(draft, "untold", n = untold)?;
    }
    let treated: usize = all.iter().map(|i| i.treated).sum();
    let of = all.iter().filter(|i| i.treated > 0).count();
    match treated {
        0 => say!(draft, "untreated")?,
        _ => say!(draft, "treated", values = treated, n = of)?,
    }
    draft.answered()
}

/// The indicators in this doubt, by name.
pub(super) fn with_doubt(subject: &Subject, doubt: IndicatorDoubt) -> Result<Vec<String>> {
    let all = subject.audit.indicators.iter().filter(|i| i.doubts.contains(&doubt));
    subject.indicators(&all.map(|i| i.indicator).collect::<Vec<_>>())
}
