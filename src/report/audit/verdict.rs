//! Answers to the audit's questions in plain words, the same for the annex and the command line.
//!
//! In: the findings of an audit. Out: one verdict for each question, and a lead that weighs them.
//! Every sentence names the rule it used and holds for no, one or many doubts.

use serde::Serialize;

use super::subject::{NAMED, PAIRS_NAMED, Subject};
use crate::analyse::audit::doubts;
use crate::fault::Result;
use crate::report::prose::Argument;
use crate::words::say;

/// What the answer to a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nothing speaks against it by the rule.
    NoDoubt,
    Doubt,
    /// There is too little to say.
    Unknown,
}

/// One question, answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AuditVerdict {
    /// Its name in the words file, under `audit`.
    pub question: &'static str,
    pub heading: String,
    pub answer: Answer,
    /// How many doubts it raises over all areas or over the ranked alone: those that answers are given to, so
    /// that what is in doubt in two ways counts twice.
    pub doubts: usize,
    pub text: String,
}

/// All questions answered, and what they come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdicts {
    pub lead: Vec<String>,
    pub questions: Vec<AuditVerdict>,
    pub answers: Vec<Reply>,
}

/// What the authors answer to some doubts, in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reply {
    /// How many doubts.
    pub n: usize,
    pub doubts: String,
    pub decision: String,
    pub why: String,
}

/// A verdict on its way: sentences in the order they are said.
pub(super) struct Draft<'a> {
    subject: &'a Subject<'a>,
    question: &'static str,
    sentences: Vec<String>,
}

impl<'a> Draft<'a> {
    pub fn new(subject: &'a Subject<'a>, question: &'static str) -> Self {
        Draft { subject, question, sentences: Vec::new() }
    }

    /// Adds the sentence `name` of this question.
    pub fn say(&mut self, name: &str, arguments: &[Argument]) -> Result<()> {
        let key = format!("{}.{name}", self.question);
        self.sentences.push(say!(self.subject, &key, ..arguments)?);
        Ok(())
    }

    /// Adds a sentence as it is.
    pub fn add(&mut self, sentence: String) {
        self.sentences.push(sentence);
    }

    /// Adds the sentence `name` about `names`; nothing where there are none.
    pub fn name(&mut self, name: &str, names: &[String], more: &[Argument]) -> Result<()> {
        self.name_some(name, names, NAMED, more)
    }

    /// As [`Draft::name`], about pairs.
    pub fn pairs(&mut self, name: &str, pairs: &[String], more: &[Argument]) -> Result<()> {
        self.name_some(name, pairs, PAIRS_NAMED, more)
    }

    fn name_some(
        &mut self,
        name: &str,
        names: &[String],
        most: usize,
        more: &[Argument],
    ) -> Result<()> {
        if names.is_empty() {
            return Ok(());
        }
        say!(self, name, names = self.subject.named(names, most)?, ..more)
    }

    /// Closes with the only sentence `name`: there is too little to say.
    pub fn unknown(mut self, name: &str, arguments: &[Argument]) -> Result<AuditVerdict> {
        say!(self, name, ..arguments)?;
        self.close(|_| Answer::Unknown)
    }

    /// Closes with the doubts that the audit raises; none is an answer too.
    pub fn answered(self) -> Result<AuditVerdict> {
        self.close(|doubts| if doubts == 0 { Answer::NoDoubt } else { Answer::Doubt })
    }

    fn close(self, answer: impl FnOnce(usize) -> Answer) -> Result<AuditVerdict> {
        let found = doubts(self.subject.audit);
        let doubts = found.iter().filter(|doubt| doubt.question == self.question).count();
        Ok(AuditVerdict {
            question: self.question,
            heading: say!(self.subject, &format!("{}.heading", self.question))?,
            answer: answer(doubts),
            doubts,
            text: self.sentences.join(" "),
        })
    }
}
