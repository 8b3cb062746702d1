//! A treatment and a normalisation in, for each indicator the methods that its values bear out.

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Indicator};
use crate::model::Grid;
use crate::score::{Input, scaled_column};

/// An alternative that the values of an indicator can't bear: there the declared method stays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// Position of the alternative treatment, or of the alternative normalisation, from 0.
    pub treatment: Option<usize>,
    pub normalisation: Option<usize>,
    /// Position of the indicator.
    pub indicator: usize,
    /// What the values lack, as `score` says it.
    pub why: String,
}

impl Kept {
    /// An English sentence that names the indicator and what it does not bear.
    pub fn sentence(&self, framework: &Framework) -> String {
        let vary = &framework.uncertainty;
        let treatment = vary.treatment.as_ref().zip(self.treatment).map(|(choice, at)| {
            format!("treatment {} of [uncertainty.treatment]", choice.others[at].key())
        });
        let normalisation =
            vary.normalisation.as_ref().zip(self.normalisation).map(|(choice, at)| {
                let method = choice.others[at][self.indicator].method.key();
                format!("normalisation {method} of [uncertainty.normalisation]")
            });
        let both: Vec<String> = treatment.into_iter().chain(normalisation).collect();
        let code = &framework.indicators[self.indicator].code;
        let asked = both.join(" with the ");
        format!(
            "{code} keeps its declared method under the {asked}, which its values can't bear ({})",
            self.why
        )
    }

    /// The same indicator and alternative, perhaps for another reason under another imputation.
    pub(super) fn is_same_as(&self, other: &Kept) -> bool {
        let what = |kept: &Kept| (kept.treatment, kept.normalisation, kept.indicator);
        what(self) == what(other)
    }
}

/// The framework with one of the treatments and one of the normalisations (0 is the declared one),
/// but for the indicators whose values can't bear them: those keep what is declared of one, or where
/// that isn't enough of both, and are listed. `values`: on the scale of their transform.
///
/// # Errors
/// Every fault, where no indicator bears the alternative.
pub(super) fn bearable(
    framework: &Framework,
    input: &Input,
    values: &Grid<Option<f64>>,
    (treatment, normalisation): (usize, usize),
) -> Result<(Framework, Vec<Kept>)> {
    let mut asked = chosen(framework, treatment, normalisation);
    let (mut kept, mut faults, mut bearing) = (Vec::new(), Vec::new(), 0);
    if (treatment, normalisation) == (0, 0) {
        return Ok((asked, kept));
    }
    // What may stay declared: the normalisation, the treatment, both.
    let others = [(treatment, 0), (0, normalisation), (0, 0)]
        .map(|(t, n)| ((t, n), chosen(framework, t, n).indicators));
    for i in 0..asked.indicators.len() {
        let is_scored = asked.indicators[i].is_scored();
        if !is_scored || values.column(i).flatten().next().is_none() {
            continue;
        }
        let Some(fault) = refusal(&asked.indicators[i], input, values, i) else {
            bearing += 1;
            continue;
        };
        let others = others.iter().filter(|(of, _)| *of != (treatment, normalisation));
        let borne = |of: &Indicator| refusal(of, input, values, i).is_none();
        if let Some(((t, n), all)) = others.clone().find(|(_, all)| borne(&all[i])) {
            asked.indicators[i] = all[i].clone();
            kept.push(Kept {
                treatment: treatment.checked_sub(1).filter(|_| *t == 0),
                normalisation: normalisation.checked_sub(1).filter(|_| *n == 0),
                indicator: i,
                why: fault.message.clone(),
            });
        }
        faults.push(fault);
    }
    if bearing == 0 && !faults.is_empty() {
        return Err(Faults(faults));
    }
    Ok((asked, kept))
}

/// Why an indicator has no scores by its treatment and normalisation; `None` where it has.
fn refusal(
    indicator: &Indicator,
    input: &Input,
    values: &Grid<Option<f64>>,
    i: usize,
) -> Option<Fault> {
    let mut column: Vec<Option<f64>> = values.column(i).copied().collect();
    match scaled_column(indicator, input, i, &mut column) {
        Err(fault) => Some(fault),
        Ok(()) if column.iter().flatten().all(|score| score.is_finite()) => None,
        Ok(()) => {
            let message = format!("{}: a score is not a finite number", indicator.code);
            Some(Fault::new(message))
        }
    }
}

/// The framework with one of the treatments and one of the normalisations; 0 is the declared one.
/// What is shown and not scored stays as declared: it moves nothing, and might have no such score.
fn chosen(framework: &Framework, treatment: usize, normalisation: usize) -> Framework {
    let mut chosen = framework.clone();
    let treatments = framework.uncertainty.treatment.as_ref();
    if let Some((choice, at)) = treatments.zip(treatment.checked_sub(1)) {
        let scored = chosen.indicators.iter_mut().filter(|i| i.is_scored());
        scored.for_each(|i| i.treatment = choice.others[at].clone());
    }
    let normalisations = framework.uncertainty.normalisation.as_ref();
    if let Some((choice, at)) = normalisations.zip(normalisation.checked_sub(1)) {
        let others = choice.others[at].iter();
        let pairs = chosen.indicators.iter_mut().zip(others);
        for (indicator, other) in pairs.filter(|(i, _)| i.is_scored()) {
            indicator.normalisation = other.clone();
        }
    }
    chosen
}
