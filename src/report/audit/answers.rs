//! The authors' answers to the doubts of the audit, in words and as a table.

use super::subject::Subject;
use super::verdict::Reply;
use crate::analyse::audit::{About, Doubt, doubts};
use crate::fault::Result;
use crate::framework::Answer;
use crate::report::content::{Align, Block, Column, Table};
use crate::report::prose::{Prose, text};
use crate::words::say;

/// What is doubted, what was decided, and why: an answer to several doubts in one. Those to doubts that the
/// audit does not raise are left out.
pub(super) fn replies(subject: &Subject) -> Result<Vec<Reply>> {
    let found = doubts(subject.audit);
    let named: Vec<(String, &Doubt)> =
        found.iter().map(|doubt| (doubt.name(subject.framework), doubt)).collect();
    let reply = |answer: &Answer| {
        let to = named.iter().filter(|of| answer.doubts.contains(&of.0)).map(|of| of.1);
        let to: Vec<&Doubt> = to.collect();
        Ok(Reply {
            n: to.len(),
            doubts: told(subject, &to)?,
            decision: say!(subject, &format!("answers.{}", answer.decision.name()))?,
            why: answer.why.in_language(subject.words.language()).to_owned(),
        })
    };
    let replies = subject.framework.answers.iter().map(reply).collect::<Result<Vec<_>>>()?;
    Ok(replies.into_iter().filter(|reply| reply.n > 0).collect())
}

/// The answers as a table; nothing where nothing is answered.
pub(super) fn section(prose: &Prose, replies: Vec<Reply>) -> Result<Vec<Block>> {
    if replies.is_empty() {
        return Ok(Vec::new());
    }
    let answered: usize = replies.iter().map(|reply| reply.n).sum();
    let row = |reply: Reply| vec![reply.doubts, reply.decision, reply.why];
    let rows: Vec<Vec<String>> = replies.into_iter().map(row).collect();
    let found = doubts(&prose.findings.audit);
    let column = |name: &str, width: f64| -> Result<Column> {
        let head = say!(prose, &format!("audit.answers.column.{name}"))?;
        Ok(Column::new(head, width, Align::Left))
    };
    let columns = vec![column("doubt", 66.0)?, column("decision", 20.0)?, column("why", 84.0)?];
    let title = say!(prose, "audit.answers.title")?;
    let rules = (1..rows.len()).collect();
    let table = Table::new(title, say!(prose, "audit.answers.note")?, columns, rows).ruled(rules);
    Ok(vec![
        prose.heading("audit.answers.heading")?,
        text!(prose, "audit.answers.text", n = found.len(), answered)?,
        Block::Table(table),
    ])
}

/// Doubts in words, those of a kind together.
fn told(subject: &Subject, doubts: &[&Doubt]) -> Result<String> {
    let mut kinds: Vec<(&str, Vec<String>)> = Vec::new();
    for doubt in doubts {
        let names: Vec<String> =
            doubt.about.iter().map(|about| name(subject, *about).to_owned()).collect();
        let name = names.join(" – ");
        match kinds.iter_mut().find(|(kind, _)| *kind == doubt.kind) {
            Some((_, known)) => known.push(name),
            None => kinds.push((doubt.kind, vec![name])),
        }
    }
    let said = kinds.iter().map(|(kind, names)| {
        let kind = say!(subject, &format!("answers.kind.{kind}"))?;
        say!(subject, "answers.doubt", kind, names = subject.words.apart(names))
    });
    Ok(said.collect::<Result<Vec<_>>>()?.join(" "))
}

fn name<'a>(subject: &'a Subject, about: About) -> &'a str {
    match about {
        About::Indicator(indicator) => subject.indicator(indicator),
        About::Level(level) => subject.level(level),
        About::Measure(measure) => {
            let name = &subject.framework.measures[measure].short;
            name.in_language(subject.words.language())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::exhibits::Exhibits;
    use crate::exhibits::sample::WORLD;
    use crate::framework::{Decision, Framework};
    use crate::report::texts::Texts;

    fn blocks(framework: &Framework) -> Vec<Block> {
        let exhibits = Exhibits { framework, ..WORLD.exhibits() };
        let texts = Texts::default();
        let replies = replies(&Subject::of_edition(&exhibits)).unwrap();
        section(&Prose::new(&exhibits, &texts, BTreeMap::new()), replies).unwrap()
    }

    fn table(framework: &Framework) -> Table {
        match blocks(framework).pop() {
            Some(Block::Table(table)) => table,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_doubt_of_the_edition_stands_in_one_row_with_a_decision_and_a_reason() {
        let framework = &WORLD.framework;
        let named: BTreeSet<String> =
            doubts(&WORLD.findings.audit).iter().map(|doubt| doubt.name(framework)).collect();
        let answers: Vec<_> = framework
            .answers
            .iter()
            .filter(|answer| answer.doubts.iter().any(|doubt| named.contains(doubt)))
            .collect();
        let of_each = |doubt: &String| answers.iter().filter(|a| a.doubts.contains(doubt)).count();
        assert!(named.iter().all(|doubt| of_each(doubt) == 1));
        let table = table(framework);
        assert_eq!(table.rows.len(), answers.len());
        for (row, answer) in table.rows.iter().zip(answers) {
            let decision = match answer.decision {
                Decision::Kept => "Kept",
                Decision::Mended => "Mended",
                Decision::Watched => "Watched",
            };
            assert_eq!(row[1..], [decision.to_owned(), answer.why.en.clone()]);
            assert!(!row[0].is_empty() && !row[0].contains('_'), "words, no codes: {}", row[0]);
        }
    }

    #[test]
    fn an_answer_to_what_nobody_doubts_is_not_printed_and_none_leave_the_section_out() {
        let mut framework = WORLD.framework.clone();
        let mut other = framework.answers[0].clone();
        other.doubts = vec!["sparse nothing".to_owned()];
        framework.answers.push(other);
        assert_eq!(table(&framework), table(&WORLD.framework));
        framework.answers.clear();
        assert_eq!(blocks(&framework), []);
    }

    #[test]
    fn doubts_of_a_kind_that_are_answered_together_are_told_together() {
        let mut framework = WORLD.framework.clone();
        let all = doubts(&WORLD.findings.audit);
        let same = |doubt: &&Doubt| doubt.kind == all[0].kind;
        let some: Vec<&Doubt> = all.iter().filter(same).take(2).collect();
        let mut answer = framework.answers[0].clone();
        answer.doubts = some.iter().map(|doubt| doubt.name(&framework)).collect();
        framework.answers = vec![answer];
        let rows = table(&framework).rows;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0][0].matches(':').count(), 1, "its kind once: {}", rows[0][0]);
    }
}
