//! `datapackage.json`: the tables with their schemas (Frictionless Data Package 1.0; Table Schema).

use serde_json::{Value, json};

use super::item::Item;
use super::subject::Subject;
use crate::edition::Author;
use crate::hashed::Hashed;
use crate::model::Provider;
use crate::tables::{Column, Kind, kinds};

/// The descriptor of all tables among the files.
pub(super) fn descriptor(subject: &Subject, items: &[Item]) -> String {
    let edition = subject.edition;
    let licences = subject.catalogue.licences.iter();
    let licences = licences.filter(|one| subject.providers.iter().any(|p| p.licence == one.name));
    let mut licences: Vec<Value> =
        licences.map(|one| json!({ "title": one.name, "path": one.terms })).collect();
    licences.push(json!({ "name": "Apache-2.0", "title": "Program and texts", "path": "LICENSE" }));
    let source = |p: &&Provider| json!({ "title": p.attribution.en, "path": p.address });
    let author = |author: Author| json!({ "title": author.name, "role": "author" });
    let value = json!({
        "profile": "data-package",
        "name": slug(&format!("state-of-social-justice-{}", edition.id)),
        "title": subject.title(),
        "version": edition.id,
        "created": format!("{}T00:00:00Z", edition.date),
        "licenses": licences,
        "sources": subject.providers.iter().map(source).collect::<Vec<_>>(),
        "contributors": edition.named_authors().into_iter().map(author).collect::<Vec<_>>(),
        "resources": items.iter().filter(|item| item.is_table()).map(resource).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

/// A table and what its columns hold: as declared, or as far as the cells say it.
fn resource(item: &Item) -> Value {
    let (about, fields) = match item.table() {
        Ok(Some(table)) => {
            let field = |column: &Column| {
                let described = json!({ "description": column.about });
                merged(field(&column.name, column.kind), described)
            };
            (table.about.to_owned(), table.columns().map(|(column, _)| field(column)).collect())
        }
        _ => {
            let id = item.file().trim_end_matches(".csv");
            let fields = kinds(&String::from_utf8_lossy(&item.bytes))
                .into_iter()
                .map(|(name, kind)| field(&name, kind));
            (format!("The data of the figure {id}"), fields.collect::<Vec<_>>())
        }
    };
    json!({
        "profile": "tabular-data-resource",
        "name": slug(item.name.trim_end_matches(".csv")),
        "path": item.name,
        "description": about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": item.bytes.len(),
        "hash": format!("sha256:{}", Hashed::of("", &item.bytes).sha256),
        "schema": { "fields": fields, "missingValues": [""] },
    })
}

fn field(name: &str, kind: Kind) -> Value {
    let field = json!({ "name": name, "type": kind.name() });
    match kind {
        Kind::Boolean => merged(field, json!({ "trueValues": ["yes"], "falseValues": ["no"] })),
        _ => field,
    }
}

fn merged(mut one: Value, other: Value) -> Value {
    if let (Some(one), Value::Object(other)) = (one.as_object_mut(), other) {
        one.extend(other);
    }
    one
}

/// A name of small letters, digits, `-`, `_` and `.`, as the form asks for.
fn slug(name: &str) -> String {
    let plain = |c: char| match c {
        'a'..='z' | '0'..='9' | '-' | '_' | '.' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        _ => '-',
    };
    name.chars().map(plain).collect()
}
