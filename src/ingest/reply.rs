//! What providers send where a table should be: web pages, and error messages written as JSON.

use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::input::{Input, unreadable};
use crate::fault::{Fault, Place, Result};

/// How much of a reply is looked at, and how much of a message is quoted.
const LOOKED_AT: u64 = 64 << 10;
const QUOTED: usize = 300;

/// The same bytes, once it is sure that they don't begin as a web page or as JSON.
///
/// # Errors
/// They do; the provider's own words are quoted.
pub(super) fn table(path: &Path, mut input: Input) -> Result<Input> {
    let mut first = Vec::new();
    let read = input.by_ref().take(LOOKED_AT).read_to_end(&mut first);
    read.map_err(|e| unreadable(path, 0, &e))?;
    match first.iter().find(|b| !b.is_ascii_whitespace()) {
        Some(b'<') => Err(page(path, &first).into()),
        Some(b'{' | b'[') => Err(json(path, &first).into()),
        _ => Ok(Box::new(std::io::Cursor::new(first).chain(input))),
    }
}

/// A web page, by its title.
pub(super) fn page(path: &Path, bytes: &[u8]) -> Fault {
    let text = String::from_utf8_lossy(bytes);
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title>").and_then(|start| {
        let end = lower[start..].find("</title>")?;
        Some(&text[start + "<title>".len()..start + end])
    });
    let said = title.map_or_else(|| shortened(&text), shortened);
    Fault::new("the file is a web page (HTML or XML), and no data")
        .at(Place::line(path, 1))
        .hint(format!("it says: {said}"))
        .hint("fetch the file again later, or check its address in sources.toml")
}

/// JSON where a table is expected: most often an error's message.
fn json(path: &Path, bytes: &[u8]) -> Fault {
    let place = Place::line(path, 1);
    let value: Option<Value> = serde_json::from_slice(bytes).ok();
    let message = value.as_ref().and_then(message);
    let Some(message) = message else {
        let found = shortened(&String::from_utf8_lossy(bytes));
        return Fault::new("the file is JSON where a table is expected")
            .at(place)
            .hint(format!("found: {found}"));
    };
    Fault::new(format!("the provider answers with an error and no data: {}", shortened(&message)))
        .at(place)
        .hint("a series may have been retired or renamed: look its code up in the provider's catalogue and change it in sources.toml")
}

/// What an error's object says, in the words of the provider.
pub(super) fn message(value: &Value) -> Option<String> {
    let parts = ["error", "errors", "message", "documentation", "detail"];
    let said: Vec<String> = parts.iter().filter_map(|part| value.get(part)).map(plain).collect();
    let is_error = ["error", "errors", "message"].iter().any(|part| value.get(part).is_some());
    is_error.then(|| said.join("; "))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(plain).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// One line of what was found, cut where it is longer than anyone reads.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
