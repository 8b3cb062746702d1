//! What an edition must have beside its results, or goes without with a note.
//!
//! Doubts of the audit and the authors' answers in; a doubt without an answer stops an edition, and an answer
//! without a doubt is told.

use super::results::Results;
use super::run::Run;
use crate::analyse::audit::doubts;
use crate::fault::{Fault, Place, Result};
use crate::framework::{Answer, Framework};

impl Run<'_> {
    /// A note where no region has a page, with what would give them some.
    pub(super) fn note_regions(&mut self, results: &Results) {
        let note = match &self.plan.method.framework.regions {
            _ if !results.findings.regions.is_empty() => return,
            None => "the report has no pages of regions: the framework has no [regions]".to_owned(),
            Some(of) => format!(
                "the report has no pages of regions: no area has one of the groups of [regions] in the column {} of the table of areas",
                of.column
            ),
        };
        self.summary.notes.push(note);
    }

    /// Every doubt of the edition's audit has an answer, unless the edition needs none.
    ///
    /// # Errors
    /// Names each doubt without one, with a block to copy.
    pub(super) fn check_answers(&mut self, results: &Results) -> Result<()> {
        let Some(issue) = &self.plan.issue else { return Ok(()) };
        let framework = &self.plan.method.framework;
        let doubts = doubts(&results.findings.audit);
        let doubts: Vec<String> = doubts.iter().map(|doubt| doubt.name(framework)).collect();
        if !issue.edition.unanswered {
            check(framework, &doubts)
                .map_err(|fault| fault.at(Place::file(&self.plan.method.file)))?;
        }
        self.summary.notes.extend(without_a_doubt(framework, &doubts));
        Ok(())
    }
}

/// How many doubts a note names.
const NAMED: usize = 8;

fn answered(framework: &Framework) -> impl Iterator<Item = &String> {
    framework.answers.iter().flat_map(|answer| &answer.doubts)
}

fn check(framework: &Framework, doubts: &[String]) -> std::result::Result<(), Fault> {
    let is_open = |doubt: &&String| !answered(framework).any(|known| known == *doubt);
    let open: Vec<String> =
        doubts.iter().filter(is_open).map(|doubt| format!("\"{doubt}\"")).collect();
    let (n, named) = (open.len(), open.join(", "));
    if open.is_empty() {
        return Ok(());
    }
    let are =
        if n == 1 { "1 doubt of the audit has" } else { &format!("{n} doubts of the audit have") };
    let block = format!(
        "[[answer]]\ndoubts = [{named}]\ndecision = \"kept\" # or \"mended\", \"watched\"\nwhy.en = \"…\""
    );
    Err(Fault::new(format!("{are} no answer of the authors: {named}"))
        .hint(format!("add to the framework, with the reason in every language:\n{block}"))
        .hint("`ssj audit` tells the doubts in words; `unanswered = true` in the edition's file needs none"))
}

/// A note on answers to doubts that do not stand (any more): of a reason given for several only where none of
/// them does, as one near the limit of its rule stands in one edition and not in the next.
fn without_a_doubt(framework: &Framework, doubts: &[String]) -> Option<String> {
    let stands = |answer: &&Answer| answer.doubts.iter().any(|doubt| doubts.contains(doubt));
    let stale: Vec<String> = framework
        .answers
        .iter()
        .filter(|answer| !stands(answer))
        .flat_map(|answer| &answer.doubts)
        .map(|doubt| format!("\"{doubt}\""))
        .collect();
    let n = stale.len();
    let more = n.saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = stale[..n.min(NAMED)].join(", ") + &more;
    let are = if n == 1 { "1 answer is to a doubt" } else { &format!("{n} answers are to doubts") };
    (n > 0).then(|| format!("{are} that this edition's audit does not raise: {named}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;
    use crate::framework::Decision;
    use crate::model::Names;

    fn framework(answered: &[&str]) -> Framework {
        let answer = Answer {
            doubts: answered.iter().map(|doubt| (*doubt).to_owned()).collect(),
            decision: Decision::Kept,
            why: Names::english("so"),
        };
        Framework { answers: vec![answer], ..WORLD.framework.clone() }
    }

    fn owned(doubts: &[&str]) -> Vec<String> {
        doubts.iter().map(|doubt| (*doubt).to_owned()).collect()
    }

    #[test]
    fn a_doubt_without_an_answer_is_named_with_a_block_to_copy() {
        let doubts = owned(&["sparse a", "negative a + b"]);
        assert!(check(&framework(&["negative a + b", "sparse a"]), &doubts).is_ok());
        let one = check(&framework(&["sparse a"]), &doubts).unwrap_err();
        assert!(one.message.starts_with("1 doubt of the audit has no answer"), "{}", one.message);
        assert!(one.message.ends_with("\"negative a + b\""), "{}", one.message);
        assert!(one.hints[0].contains("[[answer]]\ndoubts = [\"negative a + b\"]"));
        let both = check(&framework(&["old a"]), &doubts).unwrap_err();
        assert!(both.message.starts_with("2 doubts of the audit have no answer"));
    }

    #[test]
    fn an_answer_to_a_doubt_that_no_longer_stands_is_told() {
        let doubts = owned(&["sparse a"]);
        assert_eq!(without_a_doubt(&framework(&["sparse a"]), &doubts), None);
        let one = without_a_doubt(&framework(&["old a"]), &doubts).unwrap();
        assert_eq!(
            one,
            "1 answer is to a doubt that this edition's audit does not raise: \"old a\""
        );
        let two = without_a_doubt(&framework(&["old a", "old b"]), &doubts).unwrap();
        assert!(two.starts_with("2 answers are to doubts"), "{two}");
        let joined = framework(&["sparse a", "old a"]);
        assert_eq!(without_a_doubt(&joined, &doubts), None, "one reason, for a doubt that stands");
    }
}
