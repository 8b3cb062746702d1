//! The authors' answers to the doubts of the audit, as a table.

use crate::analyse::audit::{About, Doubt, doubts};
use crate::fault::Result;
use crate::report::content::{Align, Block, Column, Table};
use crate::report::prose::{Prose, count};

/// What is doubted, what was decided, and why: an answer to several doubts in one row. Nothing where nothing
/// is answered.
pub(super) fn section(prose: &Prose) -> Result<Vec<Block>> {
    let found = doubts(&prose.findings.audit);
    let named: Vec<(String, &Doubt)> =
        found.iter().map(|doubt| (doubt.name(prose.framework), doubt)).collect();
    let (mut rows, mut answered) = (Vec::new(), 0);
    for answer in &prose.framework.answers {
        let to: Vec<&Doubt> =
            named.iter().filter(|of| answer.doubts.contains(&of.0)).map(|of| of.1).collect();
        if to.is_empty() {
            continue;
        }
        answered += to.len();
        rows.push(vec![
            told(prose, &to)?,
            prose.say(&format!("audit.answers.{}", answer.decision.name()), &[])?,
            prose.in_language(&answer.why).to_owned(),
        ]);
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let said = [("n", count(found.len())), ("answered", count(answered))];
    let column = |name: &str, width: f64| -> Result<Column> {
        let head = prose.say(&format!("audit.answers.column.{name}"), &[])?;
        Ok(Column { head, unit: String::new(), width, align: Align::Left })
    };
    let table = Table {
        title: prose.say("audit.answers.title", &[])?,
        note: prose.say("audit.answers.note", &[])?,
        source: String::new(),
        columns: vec![column("doubt", 66.0)?, column("decision", 20.0)?, column("why", 84.0)?],
        rules: (1..rows.len()).collect(),
        rows,
    };
    Ok(vec![
        prose.heading("audit.answers.heading")?,
        prose.text("audit.answers.text", &said)?,
        Block::Table(table),
    ])
}

/// Doubts in words, those of a kind together.
fn told(prose: &Prose, doubts: &[&Doubt]) -> Result<String> {
    let mut kinds: Vec<(&str, Vec<String>)> = Vec::new();
    for doubt in doubts {
        let names: Vec<String> =
            doubt.about.iter().map(|about| name(prose, *about).to_owned()).collect();
        let name = names.join(" – ");
        match kinds.iter_mut().find(|(kind, _)| *kind == doubt.kind) {
            Some((_, known)) => known.push(name),
            None => kinds.push((doubt.kind, vec![name])),
        }
    }
    let said = kinds.iter().map(|(kind, names)| {
        let kind = prose.say(&format!("audit.answers.kind.{kind}"), &[])?;
        let names = prose.words.apart(names);
        prose.say("audit.answers.doubt", &[("kind", kind.into()), ("names", names.into())])
    });
    Ok(said.collect::<Result<Vec<_>>>()?.join(" "))
}

fn name<'a>(prose: &Prose<'a>, about: About) -> &'a str {
    match about {
        About::Indicator(indicator) => prose.indicator_short(indicator),
        About::Level(level) => prose.level_short(level),
        About::Measure(measure) => prose.in_language(&prose.framework.measures[measure].short),
    }
}
