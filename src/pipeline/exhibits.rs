//! The ledger of a report with the stages and inputs behind each exhibit: `exhibits.csv`.

use super::meaning::{Meaning, Part};
use super::run::Run;
use crate::characters::ISOLATE;
use crate::fault::Result;
use crate::hashed::Hashed;
use crate::model::Language;
use crate::report::{Ledgered, What};
use crate::tables::{self, Exhibited, Format};

impl Run<'_> {
    /// Stages the ledger of the report in a language.
    pub(super) fn exhibits(&mut self, language: Language, ledger: Vec<Ledgered>) -> Result<()> {
        let Some(fresh) = &self.fresh else { return Ok(()) };
        let (report, figures) = (Part::Report(language), Part::Figures(language));
        let marks = [report, figures].map(|part| mark(&fresh.meaning, part));
        let row = |entry: Ledgered| {
            let Ledgered { what, place, code, caption, pages, .. } = entry;
            let is_drawn = what == What::Figure || place.starts_with("figure ");
            let (stage, sha256) = match is_drawn {
                true => (figures.to_string(), marks[1].clone()),
                false => (report.to_string(), marks[0].clone()),
            };
            let (kind, value, printed, key, times) = match what {
                What::Figure => ("figure", None, String::new(), String::new(), 1),
                What::Table => ("table", None, String::new(), String::new(), 1),
                What::Number { value, printed, key, times } => {
                    ("number", Some(value), printed, key, times)
                }
            };
            let pages: Vec<String> = pages.iter().map(usize::to_string).collect();
            let page = pages.join(" ");
            Exhibited {
                kind,
                place,
                code,
                page,
                caption: caption.replace(ISOLATE, ""),
                value,
                printed,
                key,
                times,
                stage,
                sha256,
            }
        };
        let mut rows: Vec<Exhibited> = ledger.into_iter().map(row).collect();
        rows.extend(inputs(&fresh.meaning, language));
        let table = tables::exhibits(rows);
        let file = self.plan.in_language(table.file, language);
        for format in self.delivery.formats.clone() {
            let name = self.delivery.name(&format.file(&file));
            self.delivery.outputs.stage(&name, &Format::bytes(format, &table)?)?;
        }
        Ok(())
    }
}

/// The files among what an edition is made from; the others are options and versions.
fn files(meaning: &Meaning) -> impl Iterator<Item = (&String, &String)> {
    meaning.iter().filter(|(name, _)| name.contains('/'))
}

/// All files that a stage is made from, as one.
fn mark(meaning: &Meaning, part: Part) -> String {
    let own = files(meaning).filter(|(name, _)| part.is_made_from(name));
    let listed: String = own.map(|(name, hash)| format!("{hash} {name}\n")).collect();
    Hashed::of("", listed.as_bytes()).sha256
}

fn inputs(meaning: &Meaning, language: Language) -> Vec<Exhibited> {
    let mut parts = Part::of(&[language]);
    parts.retain(|part| *part != Part::Explorer(language));
    let row = |(name, hash): (&String, &String)| {
        let stages = parts.iter().filter(|part| part.is_made_from(name));
        let stages: Vec<String> = stages.map(Part::to_string).collect();
        Exhibited {
            kind: "input",
            place: String::new(),
            code: name.clone(),
            page: String::new(),
            caption: String::new(),
            value: None,
            printed: String::new(),
            key: String::new(),
            times: 1,
            stage: stages.join(", "),
            sha256: hash.clone(),
        }
    };
    files(meaning).map(row).filter(|row| !row.stage.is_empty()).collect()
}
