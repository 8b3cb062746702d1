//! A formula and the number of each name in, the calculation as one would write it down out.

use super::Formula;
use super::lex::Token;
use crate::model::Sex;

impl Formula {
    /// The text with each name, and the sex behind it, as `number` says it; a name that it says nothing
    /// of stays.
    pub fn filled(&self, number: impl Fn(&str, Sex) -> Option<String>) -> String {
        let (mut text, mut from) = (String::new(), 0);
        for (at, (place, token)) in self.tokens.iter().enumerate() {
            let name = match token {
                Token::Word => &self.text[place.clone()],
                Token::Quoted(name) => name.as_str(),
                Token::Digits | Token::Sign(_) => continue,
            };
            let sign = |at: usize| match self.tokens.get(at) {
                Some((_, Token::Sign(sign))) => Some(*sign),
                _ => None,
            };
            if sign(at + 1) == Some('(') || place.start < from {
                continue;
            }
            let bracket = (sign(at + 1) == Some('[')).then(|| self.tokens.get(at + 2..at + 4));
            let (sex, end) = match bracket.flatten() {
                Some([(sex, _), (last, _)]) => {
                    (Sex::parse(&self.text[sex.clone()]).unwrap_or(Sex::Total), last.end)
                }
                _ => (Sex::Total, place.end),
            };
            if let Some(number) = number(name, sex) {
                text += &self.text[from..place.start];
                text += &number;
                from = end;
            }
        }
        text + &self.text[from..]
    }
}
