//! Which numbers become text: whoever listens hears each with the sentence it stands in.
//!
//! Numbers reach text through [`super::Words`] alone, so that what is heard while a text is written is
//! every computed number in it. One thread hears what it says itself.

use std::cell::RefCell;

/// How far back a number may have been printed that a sentence takes up as a text.
const REMEMBERED: usize = 64;

/// A number that became text.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The part of the text that was being written, where it has parts: a State's code.
    pub at: String,
    /// The key of its sentence and its place there, `data.summary {used}`; empty where it stands alone:
    /// in a cell of a table, on an axis.
    pub key: String,
    /// As it was computed.
    pub value: f64,
    pub printed: String,
    /// The whole sentence; the number itself where it stands alone.
    pub sentence: String,
}

#[derive(Default)]
struct Listening {
    at: String,
    said: Vec<Said>,
}

thread_local! {
    static LISTENING: RefCell<Option<Listening>> = const { RefCell::new(None) };
}

/// Does `work`, and gives every number that became text on the way.
pub fn listen<T>(work: impl FnOnce() -> T) -> (T, Vec<Said>) {
    let before = LISTENING.replace(Some(Listening::default()));
    let done = work();
    let said = heard();
    LISTENING.set(before);
    (done, said)
}

/// What was said since the last time this was asked.
pub fn heard() -> Vec<Said> {
    LISTENING.with_borrow_mut(|l| l.as_mut().map(std::mem::take)).unwrap_or_default().said
}

/// Tells a listener which part of the text is written from here on.
pub fn at(part: &str) {
    LISTENING.with_borrow_mut(|listening| {
        listening.iter_mut().for_each(|l| part.clone_into(&mut l.at));
    });
}

/// A number was printed, in a sentence or alone.
pub(super) fn note(key: impl Fn() -> String, value: f64, printed: &str, sentence: &str) {
    LISTENING.with_borrow_mut(|listening| {
        let Some(Listening { at, said }) = listening else { return };
        let (at, printed, sentence) = (at.clone(), printed.to_owned(), sentence.to_owned());
        said.push(Said { at, key: key(), value, printed, sentence });
    });
}

/// A `sentence` took up a text: numbers that were just printed alone and are in it stand there.
pub(super) fn take_up(key: impl Fn() -> String, text: &str, sentence: &str) {
    LISTENING.with_borrow_mut(|listening| {
        let Some(Listening { said, .. }) = listening else { return };
        let in_text = numerals(text);
        let alone = said.iter_mut().rev().take(REMEMBERED).filter(|said| said.key.is_empty());
        for said in alone {
            if numerals(&said.printed).first().is_some_and(|number| in_text.contains(number)) {
                (said.key, said.sentence) = (key(), sentence.to_owned());
            }
        }
    });
}

/// The numbers in a text as they are printed, without sign and unit: `1,234.5`, `2025`.
pub fn numerals(text: &str) -> Vec<String> {
    let (mut found, mut number) = (Vec::new(), String::new());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let goes_on = characters.peek().is_some_and(char::is_ascii_digit);
        let joins = matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}');
        if c.is_ascii_digit() || (joins && goes_on && !number.is_empty()) {
            number.push(c);
        } else if !number.is_empty() {
            found.push(std::mem::take(&mut number));
        }
    }
    found.extend(Some(number).filter(|number| !number.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::words::{Number, Words};

    #[test]
    fn numbers_are_heard_with_the_sentence_that_they_stand_in() {
        let text = "[a]\nn = \"{n} {n:State|States}\"\nof = \"{what} of {m}\"";
        let words = Words::read(Language::En, std::path::Path::new("w.toml"), text).unwrap();
        let (made, said) = listen(|| {
            at("BRA");
            let alone = words.number(Number::decimal(0.15, 1));
            let cell = words.number(Number::count(7));
            let n = words.say("a.n", &[("n", Number::count(1234).into())]).unwrap();
            let of = [("what", alone.into()), ("m", Number::year(2025).into())];
            (cell, n, words.say("a.of", &of).unwrap())
        });
        assert_eq!(made, ("7".to_owned(), "1,234 States".to_owned(), "0.2 of 2025".to_owned()));
        let told: Vec<(&str, f64, &str)> =
            said.iter().map(|s| (s.key.as_str(), s.value, s.printed.as_str())).collect();
        let expected = [
            ("a.of {what}", 0.15, "0.2"),
            ("", 7.0, "7"),
            ("a.n {n}", 1234.0, "1,234"),
            ("a.of {m}", 2025.0, "2025"),
        ];
        assert_eq!(told, expected);
        assert!(said.iter().all(|said| said.at == "BRA"));
        words.number(Number::count(1));
        assert!(heard().is_empty(), "no one listens");
    }

    #[test]
    fn numerals_are_whole_and_end_with_their_sentence() {
        let text = "In 2025, 1,234.5 of 12 (−0.3%), Q4 and 1\u{202f}234,5.";
        assert_eq!(numerals(text), ["2025", "1,234.5", "12", "0.3", "4", "1\u{202f}234,5"]);
    }
}
