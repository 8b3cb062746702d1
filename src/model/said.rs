//! A name in, as a formula says it out: as it is, or in quotes where a bare word would be read
//! otherwise. Whatever the program names (`AGE_Y15-24`, `M/F`, `Größe in m²`) can be said.

use std::borrow::Cow;

/// Signs that a quoted name stands between; one within it is doubled.
pub const QUOTES: [char; 2] = ['`', '"'];

/// Whether a character can begin a bare word.
pub fn begins_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// Whether a character can stand in a bare word.
pub fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// Whether a name is a bare word.
pub fn is_word(name: &str) -> bool {
    name.starts_with(begins_word) && name.chars().all(is_in_word)
}

/// The name as it is written in a formula.
pub fn said(name: &str) -> Cow<'_, str> {
    if is_word(name) {
        return name.into();
    }
    let free = QUOTES.into_iter().find(|quote| !name.contains(*quote));
    let quote = free.unwrap_or(QUOTES[0]);
    format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}"))).into()
}

/// Several names as they are written in a formula.
pub fn said_all<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(said).collect::<Vec<_>>().join(", ")
}

/// The quoted name at the start of `text`, and the bytes it takes; `None` where it has no end.
pub fn quoted(text: &str) -> Option<(String, usize)> {
    let mut rest = text.char_indices().peekable();
    let (_, quote) = rest.next()?;
    let mut name = String::new();
    while let Some((at, c)) = rest.next() {
        if c != quote {
            name.push(c);
        } else if rest.next_if(|(_, next)| *next == quote).is_some() {
            name.push(quote);
        } else {
            return Some((name, at + quote.len_utf8()));
        }
    }
    None
}

/// The name that a text is, where nothing but a name is expected: quoted or not.
pub fn unquoted(text: &str) -> Cow<'_, str> {
    match quoted(text).filter(|(_, end)| text.starts_with(QUOTES) && *end == text.len()) {
        Some((name, _)) => name.into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_said_so_that_it_is_read_again() {
        for (name, written) in [
            ("SH_X.AGE_15", "SH_X.AGE_15"),
            ("Größe", "Größe"),
            ("UNE.AGE_Y15-24", "`UNE.AGE_Y15-24`"),
            ("M/F", "`M/F`"),
            ("15-24", "`15-24`"),
            ("a `b` c", "\"a `b` c\""),
            ("`\"", "```\"`"),
        ] {
            assert_eq!(said(name), written);
            assert_eq!(unquoted(written), name);
            if written.starts_with(QUOTES) {
                assert_eq!(quoted(&format!("{written}[F]")), Some((name.into(), written.len())));
            }
        }
        assert_eq!(quoted("`open"), None);
        assert_eq!(unquoted("`a` / `b`"), "`a` / `b`");
    }
}
