//! The statistical audit in words: findings in, verdicts in plain words and the annex's tables out.
//!
//! [`verdicts`] answers the audit's questions for any framework, for the annex and the command line
//! alike; [`chapter`] sets the answers with their tables and figures.

mod answers;
mod lead;
mod link_tables;
mod links;
mod part_tables;
mod parts;
mod ranked;
mod subject;
mod tables;
#[cfg(test)]
mod tests;
mod value_tables;
mod values;
mod verdict;

pub use subject::Subject;
pub use verdict::{Answer, AuditVerdict, Reply, Verdicts};

use super::content::{Block, Chapter};
use super::prose::{Prose, text};
use crate::fault::Result;
use crate::words::{said, say};

/// The figures of the annex, by id.
pub const FIGURES: [&str; 3] = ["correlations", "influence", "left_out"];

/// Answers every question, in the order of the annex.
///
/// # Errors
/// A sentence is missing or does not fit its numbers.
pub fn verdicts(subject: &Subject) -> Result<Verdicts> {
    let questions = vec![
        values::availability(subject)?,
        values::shape(subject)?,
        links::within(subject)?,
        links::across(subject)?,
        parts::coherence(subject)?,
        parts::influence(subject)?,
        parts::left_out(subject)?,
        links::measures(subject)?,
    ];
    let (lead, answers) = (lead::lead(subject, &questions)?, answers::replies(subject)?);
    Ok(Verdicts { lead, questions, answers })
}

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let exhibits = prose.exhibits;
    let subject = Subject::of_edition(exhibits);
    let Verdicts { lead, questions, answers } = verdicts(&subject)?;
    let mut blocks = vec![
        prose.heading("audit.how.heading")?,
        text!(prose, "audit.how.text")?,
        text!(prose, "audit.how.scores")?,
    ];
    for verdict in questions {
        blocks.push(Block::Heading { text: verdict.heading });
        blocks.push(Block::Text { text: verdict.text });
        blocks.push(text!(prose, &format!("audit.{}.how", verdict.question))?);
        if verdict.question == "measures" {
            blocks.extend(reasons(prose)?);
        }
        blocks.extend(shown(prose, &subject, verdict.question)?);
    }
    blocks.extend(answers::section(prose, answers)?);
    let title = say!(prose, "audit.title")?;
    Ok(Chapter::of("audit", title, lead, blocks))
}

/// Why the framework compares its index with each measure, where it says so.
fn reasons(prose: &Prose) -> Result<Vec<Block>> {
    let mut reasons = Vec::new();
    for measure in &prose.framework.measures {
        let Some(why) = &measure.why else { continue };
        let said = said![measure = prose.in_language(&measure.name), why = prose.in_language(why)];
        reasons.push(text!(prose, "audit.measures.why", ..said)?);
    }
    Ok(reasons)
}

/// Tables and figure of a question; those with nothing in them are left out. The figure comes last:
/// it floats to the next edge of a page with room, and would cut the tables in two.
fn shown(prose: &Prose, subject: &Subject, question: &str) -> Result<Vec<Block>> {
    let audit = subject.audit;
    let mut shown = Vec::new();
    match question {
        "availability" => shown.extend(value_tables::availability(prose, audit)?),
        "shape" => shown.extend(value_tables::shape(prose, audit)?),
        "within" => {
            shown.extend(link_tables::pairs_within(prose, audit)?);
            shown.extend(link_tables::fits(prose, audit)?);
            shown.extend(link_tables::matrices(prose, audit)?);
            shown.extend(prose.figure(FIGURES[0])?);
        }
        "across" => shown.extend(link_tables::pairs_across(prose, audit)?),
        "coherence" => {
            shown.extend(part_tables::coherence(prose, subject)?);
            shown.extend(part_tables::loadings(prose, subject)?);
        }
        "influence" => {
            shown.extend(part_tables::influence(prose, subject)?);
            shown.extend(prose.figure(FIGURES[1])?);
        }
        "left_out" => {
            shown.extend(part_tables::left_out(prose, subject)?);
            shown.extend(prose.figure(FIGURES[2])?);
        }
        "measures" => shown.extend(link_tables::measures(prose, audit)?),
        _ => {}
    }
    Ok(shown)
}
