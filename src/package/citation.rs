//! `CITATION.cff`: how the edition is cited (Citation File Format 1.2.0).

use serde_json::Value;

use super::subject::Subject;
use crate::edition::Author;

/// The file; a text in quotes of JSON is one of YAML too.
pub(super) fn citation(subject: &Subject) -> String {
    let edition = subject.edition;
    let quoted = |text: &str| Value::from(text).to_string();
    let mut lines = vec![
        "cff-version: 1.2.0".to_owned(),
        "message: If you use the report, its figures or its tables, please cite it as below."
            .into(),
        "type: dataset".into(),
        format!("title: {}", quoted(&subject.title())),
        format!("version: {}", quoted(&edition.id)),
        format!("date-released: {}", edition.date),
    ];
    lines.extend(edition.doi.iter().map(|doi| format!("doi: {}", quoted(doi))));
    lines.extend(edition.repository.iter().map(|at| format!("repository: {}", quoted(at))));
    lines.extend(edition.licence.iter().map(|name| format!("license: {}", quoted(name))));
    lines.push("authors:".into());
    for Author { name, affiliation, orcid } in edition.named_authors() {
        lines.push(format!("  - name: {}", quoted(&name)));
        lines.extend(affiliation.map(|of| format!("    address: {}", quoted(&of))));
        lines.extend(orcid.map(|orcid| format!("    orcid: {}", quoted(&orcid))));
    }
    lines.push("references:".into());
    for provider in &subject.providers {
        lines.push("  - type: database".into());
        lines.push(format!("    title: {}", quoted(&provider.name.en)));
        lines.push(format!("    version: {}", quoted(&provider.vintage)));
        lines.push(format!("    url: {}", quoted(&provider.address)));
        lines.push(format!("    notes: {}", quoted(&provider.attribution.en)));
        lines.push("    authors:".into());
        lines.push(format!("      - name: {}", quoted(&provider.name.en)));
    }
    lines.join("\n") + "\n"
}
