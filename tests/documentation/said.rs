//! Which sentences the source says and asks for: code in, calls with their keys and what fills them out.

use std::collections::BTreeSet;

/// A call that says a sentence.
#[derive(Debug)]
pub(super) struct Said {
    /// With `{…}` for what is computed of it.
    pub key: String,
    pub names: BTreeSet<String>,
    /// Whether more fills it than is named.
    pub more: bool,
}

/// What the source says and asks for.
#[derive(Default)]
pub(super) struct Source {
    pub said: Vec<Said>,
    /// Every text in quotes that could be a key, or a part of one; of a kind of figure also with its family.
    pub texts: BTreeSet<String>,
    /// Words for what is found that end keys of figures.
    pub kinds: BTreeSet<String>,
}

/// What says a sentence: a macro with its speaker, or a method of words that nothing fills, with what its
/// keys begin with.
const CALLS: [(&str, Option<&str>); 9] = [
    ("say!(", None),
    ("text!(", None),
    ("prose.heading(", Some("")),
    ("prose.labelled(", Some("")),
    ("prose.column(", Some("")),
    ("prose.formula(", Some("formula.")),
    ("words.get(", Some("")),
    ("tongue.word(", Some("chain.")),
    ("self.0.word(", Some("chain.")),
];

/// Where the text in quotes, the character or the comment ends that begins at `at`.
fn skipped(code: &str, at: usize) -> Option<usize> {
    let rest = &code[at..];
    match rest.as_bytes()[0] {
        b'"' => {
            let mut escaped = false;
            let is_end = |c: char| {
                let is_end = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                is_end
            };
            Some(at + 1 + rest[1..].find(is_end)? + 1)
        }
        b'/' if rest.starts_with("//") => Some(at + rest.find('\n').unwrap_or(rest.len())),
        b'\'' if rest.starts_with("'\\") => Some(at + 2 + rest[3..].find('\'')? + 2),
        b'\'' => {
            let character = rest[1..].chars().next()?;
            let end = 1 + character.len_utf8();
            rest[end..].starts_with('\'').then_some(at + end + 1)
        }
        _ => None,
    }
}

/// What stands between commas, up to the bracket that closes.
fn arguments(code: &str) -> Vec<&str> {
    let (mut depth, mut from, mut at, mut found) = (0, 0, 0, Vec::new());
    while at < code.len() {
        if let Some(end) = skipped(code, at) {
            at = end;
            continue;
        }
        match code.as_bytes()[at] {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => break,
            b')' | b']' | b'}' => depth -= 1,
            b',' if depth == 0 => {
                found.push(code[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    found.push(code[from..at].trim());
    found.retain(|part| !part.is_empty());
    found
}

/// Who `self` is in a module: its name, or what the keys of a kind of figure begin with.
pub(super) fn own(module: &[String]) -> String {
    match module {
        [room, family, ..] if room == "figures" => format!("figure.{family}."),
        _ => module.last().cloned().unwrap_or_default(),
    }
}

/// What the keys of a speaker begin with; `own`: who `self` is.
fn beginning<'a>(speaker: &'a str, own: &'a str) -> &'a str {
    let speaker = if speaker == "self" { own } else { speaker };
    if speaker.starts_with("figure.") {
        return speaker;
    }
    match speaker.rsplit('.').next().unwrap_or_default() {
        "subject" => "audit.",
        "draft" => "audit.{question}.",
        "tongue" | "0" => "chain.",
        _ => "",
    }
}

impl Source {
    pub fn read(&mut self, own: &str, code: &str) {
        let mut at = 0;
        let of_a_figure = Some(own).filter(|own| own.starts_with("figure."));
        let of_a_figure = of_a_figure.map(|own| ("self.word(", Some(own)));
        let calls: Vec<(&str, Option<&str>)> = CALLS.into_iter().chain(of_a_figure).collect();
        while at < code.len() {
            let rest = &code[at..];
            let is_start = !code[..at].ends_with(is_of_a_name);
            let called = calls.iter().filter(|_| is_start).find(|(call, _)| rest.starts_with(call));
            if let Some((call, beginning)) = called {
                let arguments = arguments(&rest[call.len()..]);
                self.said.extend(said(&arguments, beginning.ok_or(own)));
            }
            let end = skipped(code, at);
            if let Some(end) = end.filter(|_| code.as_bytes()[at] == b'"') {
                let text = &code[at + 1..end - 1];
                let keys = [text.to_owned(), format!("{}{text}", of_a_figure.map_or("", |_| own))];
                self.texts.extend(keys.into_iter().filter(|_| is_key(text)));
            }
            at = end.unwrap_or(at + 1);
            while !code.is_char_boundary(at) {
                at += 1;
            }
        }
    }

    /// Whether anything says or asks for a key.
    pub fn asks_for(&self, key: &str) -> bool {
        let within = ["chain.", "audit."].iter().filter_map(|room| key.strip_prefix(room));
        let of_draft = key.strip_prefix("audit.").and_then(|rest| rest.split_once('.'));
        let forms: Vec<&str> =
            [key].into_iter().chain(within).chain(of_draft.map(|parts| parts.1)).collect();
        let of_figure = key.strip_prefix("figure.").and_then(|rest| rest.split_once('.'));
        let whole = forms.iter().any(|form| self.texts.contains(*form))
            || of_figure.is_some_and(|(_, kind)| self.kinds.contains(kind));
        let computed = |text: &&String| text.contains('{') && is_telling(text);
        whole || self.texts.iter().filter(computed).any(|text| forms.iter().any(|f| fits(text, f)))
    }
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A key, or what makes one of what is computed.
pub(super) fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| is_of_a_name(c) || ".{}".contains(c))
}

/// Whether a computed key has enough of its own to be told from any other.
fn is_telling(text: &str) -> bool {
    let own = parts(text).concat();
    own.contains(['.', '_']) && own.contains(char::is_alphabetic)
}

/// What stands around the braces.
fn parts(text: &str) -> Vec<&str> {
    text.split('{')
        .enumerate()
        .map(|(n, part)| match n {
            0 => part,
            _ => part.split_once('}').map_or("", |(_, after)| after),
        })
        .collect()
}

/// Whether a key is what a text with braces can become.
pub(super) fn fits(text: &str, key: &str) -> bool {
    let parts = parts(text);
    let [first, rest @ ..] = &parts[..] else { return false };
    let Some(mut left) = key.strip_prefix(first) else { return false };
    for (n, part) in rest.iter().enumerate() {
        let is_last = n + 1 == rest.len();
        let at = if is_last { left.len().checked_sub(part.len()) } else { left.find(part) };
        let Some(at) = at.filter(|at| left[*at..].starts_with(part)) else {
            return false;
        };
        left = &left[at + part.len()..];
    }
    left.is_empty()
}

/// The call with these arguments: of a method with what its keys begin with, or of a macro with who `self`
/// is. `None` where the key stands elsewhere.
fn said(arguments: &[&str], by: Result<&str, &str>) -> Option<Said> {
    let (beginning, key, filled) = match (arguments, by) {
        ([key, ..], Ok(beginning)) => (beginning, key, &[][..]),
        ([speaker, key, filled @ ..], Err(own)) => (beginning(speaker, own), key, filled),
        _ => return None,
    };
    let key = key.strip_prefix("&format!(").unwrap_or(key).strip_prefix('"')?.split('"').next()?;
    let key = format!("{beginning}{key}");
    let is_name = |part: &&&str| !part.starts_with("..");
    let name = |part: &&str| part.split(|c| !is_of_a_name(c)).next().unwrap_or_default().to_owned();
    let names: BTreeSet<String> = filled.iter().filter(is_name).map(name).collect();
    Some(Said { more: names.len() < filled.len(), key, names })
}

/// The names of the places of a sentence.
pub(super) fn places(sentence: &str) -> BTreeSet<String> {
    let inside = sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    inside.map(|name| name.split(':').next().unwrap_or(name).to_owned()).collect()
}

impl Said {
    pub fn may_be(&self, key: &str) -> bool {
        self.key == key || fits(&self.key, key)
    }

    /// What is wrong with how it fills a sentence.
    pub fn misfits(&self, sentence: &str) -> Vec<String> {
        let places = places(sentence);
        let lacks = self.names.difference(&places).map(|name| format!("no place for `{name}`"));
        let open = places.difference(&self.names).filter(|_| !self.more);
        lacks.chain(open.map(|name| format!("nothing fills `{{{name}}}`"))).collect()
    }
}

/// A text with nothing in its braces.
pub(super) fn in_braces(text: &str) -> String {
    parts(text).join("{}")
}
