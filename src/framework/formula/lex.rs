//! The text of a formula in, its tokens with their places out.

use std::ops::Range;

use crate::model::{QUOTES, begins_word, is_in_word, quoted};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// Digits and points, a number or not.
    Digits,
    /// A bare word.
    Word,
    /// A quoted name.
    Quoted(String),
    /// Any other character.
    Sign(char),
}

/// A token and the bytes of the text it takes.
pub(super) type Placed = (Range<usize>, Token);

/// The tokens of a text.
///
/// # Errors
/// The byte at which a quote opens that is never closed.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, usize> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let run = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
        let (token, length) = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if begins_word(c) {
            (Token::Word, run(is_in_word))
        } else if c.is_ascii_digit() || c == '.' {
            (Token::Digits, run(|c| c.is_ascii_digit() || c == '.'))
        } else if QUOTES.contains(&c) {
            let (name, length) = quoted(rest).ok_or(at)?;
            (Token::Quoted(name), length)
        } else {
            (Token::Sign(c), c.len_utf8())
        };
        tokens.push((at..at + length, token));
        at += length;
    }
    Ok(tokens)
}
