//! `ro-crate-metadata.json`: files, sources, licences, people and the actions between them (RO-Crate 1.3).

use serde_json::{Value, json};

use super::item::{Item, Part};
use super::subject::Subject;
use crate::edition::Author;
use crate::hashed::Hashed;
use crate::model::Provider;

const SPECIFICATION: &str = "https://w3id.org/ro/crate/1.3";
const APACHE: &str = "https://www.apache.org/licenses/LICENSE-2.0";
const PROGRAM: &str = "#ssj";
const TYPESETTER: &str = "#typst";
const LICENCES: &str = "#licences";

/// The metadata of a package of these files.
pub(super) fn metadata(subject: &Subject, items: &[Item]) -> String {
    let mut graph = vec![
        json!({
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": id(SPECIFICATION),
            "about": id("./"),
        }),
        root(subject, items),
    ];
    graph.extend(people(subject));
    graph.extend(licences(subject));
    graph.extend(sources(subject));
    graph.extend(actions(subject, items));
    graph.extend(items.iter().map(file));
    let context = format!("{SPECIFICATION}/context");
    format!("{:#}\n", json!({ "@context": context, "@graph": graph }))
}

fn id(of: &str) -> Value {
    json!({ "@id": of })
}

fn ids<'a>(of: impl Iterator<Item = &'a str>) -> Vec<Value> {
    of.map(id).collect()
}

/// The providers. One that has no page of its own beside that of its terms stands there with a name.
fn sources(subject: &Subject) -> Vec<Value> {
    let source = |provider: &&Provider| {
        json!({
            "@id": source_id(subject, provider),
            "@type": "Dataset",
            "name": provider.name.en,
            "version": provider.vintage,
            "description": provider.attribution.en,
            "license": id(subject.licence_of(provider)),
        })
    };
    subject.providers.iter().map(source).collect()
}

fn source_id(subject: &Subject, provider: &Provider) -> String {
    let is_terms = subject.catalogue.licences.iter().any(|one| one.terms == provider.address);
    let others = subject.providers.iter().filter(|other| other.address == provider.address);
    match is_terms || others.count() > 1 {
        true => format!("{}#{}", provider.address, provider.code),
        false => provider.address.clone(),
    }
}

/// Several values, or the one alone.
fn value(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}

fn root(subject: &Subject, items: &[Item]) -> Value {
    let edition = subject.edition;
    let languages = edition.languages.iter().map(|language| json!(language.code())).collect();
    let authors = ids(author_ids(subject).iter().map(String::as_str));
    let sources: Vec<String> =
        subject.providers.iter().map(|provider| source_id(subject, provider)).collect();
    let sources = sources.iter().map(String::as_str);
    let parts = items.iter().map(|item| item.name.as_str()).chain(sources.clone());
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "name": subject.title(),
        "description": format!(
            "Edition {} with all that it was made from: figures of public statistics, the method, the \
             program, tables, figures and the typeset report", edition.id),
        "datePublished": edition.date,
        "version": edition.id,
        "inLanguage": value(languages),
        "license": id(LICENCES),
        "author": value(authors.clone()),
        "publisher": authors[0],
        "isBasedOn": ids(sources),
        "hasPart": ids(parts),
        "mentions": ids(["#build", "#verify"].into_iter()),
    });
    if let Some(doi) = &edition.doi {
        root["identifier"] = json!(format!("https://doi.org/{doi}"));
    }
    if let Some(repository) = &edition.repository {
        root["url"] = json!(repository);
    }
    root
}

/// Of those without an ORCID the place in the list.
fn author_ids(subject: &Subject) -> Vec<String> {
    let authors = subject.edition.named_authors().into_iter().enumerate();
    authors.map(|(at, author)| author.orcid.unwrap_or(format!("#author-{}", at + 1))).collect()
}

fn people(subject: &Subject) -> Vec<Value> {
    let authors = subject.edition.named_authors().into_iter().zip(author_ids(subject));
    let person = |(author, id): (Author, String)| {
        let kind = if author.orcid.is_some() { "Person" } else { "Organization" };
        let mut person = json!({ "@id": id, "@type": kind, "name": author.name });
        if let Some(affiliation) = author.affiliation {
            person["description"] = json!(affiliation);
        }
        person
    };
    authors.map(person).collect()
}

fn licences(subject: &Subject) -> Vec<Value> {
    let used = |terms: &str| subject.providers.iter().any(|p| subject.licence_of(p) == terms);
    let known = subject.catalogue.licences.iter().filter(|one| used(&one.terms));
    let known: Vec<(&str, &str)> =
        known.map(|one| (one.terms.as_str(), one.name.as_str())).collect();
    let all = known.iter().map(|(terms, _)| *terms).chain([APACHE]);
    let whole = json!({
        "@id": LICENCES,
        "@type": "CreativeWork",
        "name": "The licence of each part",
        "description": "The program and its texts are under the Apache Licence 2.0; figures keep the \
                        licence of their provider",
        "hasPart": ids(all),
    });
    let one = |(terms, name): (&str, &str)| json!({ "@id": terms, "@type": "CreativeWork", "name": name, "description": name });
    let mut found: Vec<Value> = vec![whole];
    let mut told = Vec::new();
    for (terms, name) in known.into_iter().chain([(APACHE, "Apache Licence 2.0")]) {
        if !terms.is_empty() && !told.contains(&terms) {
            told.push(terms);
            found.push(one((terms, name)));
        }
    }
    found
}

/// What made what: the build, and the check that it can be made again.
fn actions(subject: &Subject, items: &[Item]) -> Vec<Value> {
    let record = subject.record;
    let of = |part: Part| {
        ids(items.iter().filter(|item| item.part == part).map(|item| item.name.as_str()))
    };
    let edition = &subject.edition.id;
    let version = |text: &str| text.split(' ').nth(1).unwrap_or(text).to_owned();
    let lock = format!("report/editions/{edition}.lock");
    vec![
        json!({
            "@id": PROGRAM,
            "@type": "SoftwareApplication",
            "name": "ssj",
            "version": version(&record.tool),
            "description": format!("Code {}, compiled by {}", record.code, record.toolchain),
            "license": id(APACHE),
            "url": subject.edition.repository.as_deref().unwrap_or("README.md"),
        }),
        json!({
            "@id": TYPESETTER,
            "@type": "SoftwareApplication",
            "name": "typst",
            "version": record.typst,
            "url": "https://typst.app",
        }),
        json!({
            "@id": "#build",
            "@type": "CreateAction",
            "name": format!("ssj build --edition {edition}"),
            "description": "Reads the figures, scores every area, simulates, draws and typesets",
            "instrument": ids([PROGRAM, TYPESETTER].into_iter()),
            "object": of(Part::Input),
            "result": of(Part::Output),
        }),
        json!({
            "@id": "#verify",
            "@type": "AssessAction",
            "name": format!("ssj verify {edition}"),
            "description": "Builds the edition again, twice, and compares it with its lock, file by file",
            "instrument": id(PROGRAM),
            "object": id(&lock),
        }),
    ]
}

fn file(item: &Item) -> Value {
    let about = item.table().ok().flatten().map(|table| table.about.to_owned());
    let kind = match item.part {
        Part::Input => "What the edition was made from",
        Part::Output => "What the edition consists of",
        Part::Form(_) => "A table of the edition in another form",
        Part::Program => "The program and its documents",
        Part::About => "A description of the package",
    };
    json!({
        "@id": item.name,
        "@type": "File",
        "name": item.file(),
        "description": about.unwrap_or_else(|| kind.to_owned()),
        "encodingFormat": item.media_type(),
        "contentSize": item.bytes.len().to_string(),
        "sha256": Hashed::of("", &item.bytes).sha256,
    })
}
