//! What the answers come to: whether the numbers carry the index.

use super::links::scope;
use super::ranked::strongest;
use super::subject::{NAMED, PAIRS_NAMED, Subject};
use super::values::with_doubt;
use super::verdict::{Answer, AuditVerdict};
use crate::analyse::audit::{FitDoubt, IndicatorDoubt, InfluenceDoubt, Pair, PairDoubt};
use crate::fault::Result;
use crate::words::{said, say};

/// Paragraphs: the answer, how many doubts of which kind, what is most serious, what stays open.
pub(super) fn lead(subject: &Subject, questions: &[AuditVerdict]) -> Result<Vec<String>> {
    let answered = questions.iter().filter(|v| v.answer != Answer::Unknown).count();
    if answered == 0 {
        return Ok(vec![say!(subject, "lead.unknown", n = questions.len())?]);
    }
    let serious = serious(subject)?;
    let doubtful: Vec<&AuditVerdict> =
        questions.iter().filter(|v| v.answer == Answer::Doubt).collect();
    let n = answered;
    let d = doubtful.len();
    // Where most questions stay open, the few answers say little of the index.
    let few = 2 * answered < questions.len();
    // A doubt over the ranked alone is one as well.
    let over = if subject.audit.ranked.is_some() { "_ranked" } else { "" };
    let mut said = vec![match (doubtful.is_empty(), serious.is_empty()) {
        (true, _) if few => say!(subject, "lead.few_fine", n, all = questions.len())?,
        _ if few => say!(subject, "lead.few", doubtful = d, n, all = questions.len())?,
        (true, _) => say!(subject, "lead.fine", n)?,
        (false, true) => say!(subject, &format!("lead.reservations{over}"), doubtful = d, n)?,
        (false, false) => say!(subject, &format!("lead.serious{over}"), doubtful = d, n)?,
    }];
    said.extend(kinds(subject, questions)?);
    if !serious.is_empty() {
        said.push([vec![say!(subject, "lead.most")?], serious].concat().join(" "));
    }
    let open: Vec<String> = questions
        .iter()
        .filter(|v| v.answer == Answer::Unknown)
        .map(|v| subject.quoted(&v.heading))
        .collect::<Result<_>>()?;
    if !open.is_empty() {
        let arguments = said![n = open.len(), headings = subject.words.list(&open)?];
        said.push(say!(subject, "lead.open", ..arguments)?);
    }
    Ok(said)
}

/// How many doubts each question raises; nothing where none does.
fn kinds(subject: &Subject, questions: &[AuditVerdict]) -> Result<Option<String>> {
    let all: usize = questions.iter().map(|v| v.doubts).sum();
    if all == 0 {
        return Ok(None);
    }
    let kinds = questions
        .iter()
        .filter(|v| v.doubts > 0)
        .map(|verdict| say!(subject, &format!("{}.kind", verdict.question), n = verdict.doubts));
    let kinds = subject.words.list(&kinds.collect::<Result<Vec<_>>>()?)?;
    let over = if subject.audit.ranked.is_some() { "lead.kinds_ranked" } else { "lead.kinds" };
    say!(subject, over, n = all, kinds).map(Some)
}

/// Doubts that turn the meaning of a part or of the index around, a sentence for each kind.
fn serious(subject: &Subject) -> Result<Vec<String>> {
    let audit = subject.audit;
    let against = audit.fits.iter().filter(|f| f.doubts.contains(&FitDoubt::AgainstItsArea));
    let against: Vec<usize> = against.map(|f| f.indicator).collect();
    let reversed = audit.influences.iter().filter(|i| i.doubt == Some(InfluenceDoubt::Reversed));
    let detours = audit.measures.iter().filter(|m| m.with.first().is_some_and(|a| a.is_detour));
    let kinds = [
        ("detour", detours.map(|m| subject.quoted(subject.measure(m.measure))).collect()),
        ("reversed", reversed.map(|i| subject.quoted(subject.child(i.child))).collect()),
        ("against", subject.indicators(&against)),
        ("constant", with_doubt(subject, IndicatorDoubt::Constant)),
    ];
    let mut sentences = Vec::new();
    for (key, names) in kinds {
        let names: Vec<String> = names?;
        if !names.is_empty() {
            let arguments = said![n = names.len(), names = subject.named(&names, NAMED)?];
            sentences.push(say!(subject, &format!("lead.{key}"), ..arguments)?);
        }
    }
    sentences.extend(negative(subject)?);
    Ok(sentences)
}

/// The pairs that take back from each other within one score.
fn negative(subject: &Subject) -> Result<Option<String>> {
    let within: Vec<&Pair> = subject.audit.pairs.iter().filter(|p| p.within.is_some()).collect();
    let names = strongest(subject, &within, PairDoubt::Negative)?;
    if names.is_empty() {
        return Ok(None);
    }
    let arguments = said![
        n = names.len(),
        scope = scope(subject, "within")?,
        names = subject.named(&names, PAIRS_NAMED)?
    ];
    say!(subject, "lead.negative", ..arguments).map(Some)
}
