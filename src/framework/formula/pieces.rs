//! A formula in, its pieces out, for who writes it down in words or with numbers.

use super::Formula;
use super::lex::Token;
use crate::model::Sex;

/// A piece of a formula as it means something; a name takes the sex behind it along.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Piece<'f> {
    Name(&'f str, Sex),
    Function(&'f str),
    /// With as many decimals as are written.
    Number(f64, usize),
    Sign(char),
}

impl Formula {
    /// Each piece with the spaces before it, and as it is written.
    pub fn pieces(&self) -> Vec<(&str, Piece<'_>, &str)> {
        let (mut pieces, mut from) = (Vec::new(), 0);
        let sign = |at: usize| match self.tokens.get(at) {
            Some((_, Token::Sign(sign))) => Some(*sign),
            _ => None,
        };
        for (at, (place, token)) in self.tokens.iter().enumerate() {
            if place.start < from {
                continue;
            }
            let written = &self.text[place.clone()];
            let mut end = place.end;
            let piece = match token {
                Token::Word if sign(at + 1) == Some('(') => Piece::Function(written),
                Token::Word | Token::Quoted(_) => {
                    let name = if let Token::Quoted(name) = token { name } else { written };
                    let bracket =
                        (sign(at + 1) == Some('[')).then(|| self.tokens.get(at + 2..at + 4));
                    let sex = match bracket.flatten() {
                        Some([(sex, _), (last, _)]) => {
                            end = last.end;
                            Sex::parse(&self.text[sex.clone()]).unwrap_or(Sex::Total)
                        }
                        _ => Sex::Total,
                    };
                    Piece::Name(name, sex)
                }
                Token::Digits => {
                    let decimals =
                        written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                    Piece::Number(written.parse().unwrap_or(f64::NAN), decimals)
                }
                Token::Sign(sign) => Piece::Sign(*sign),
            };
            pieces.push((&self.text[from..place.start], piece, &self.text[place.start..end]));
            from = end;
        }
        pieces
    }

    /// The text with each piece as `say` says it; what it says nothing of stays.
    pub fn said(&self, say: impl Fn(Piece) -> Option<String>) -> String {
        let said = self.pieces().into_iter().flat_map(|(before, piece, written)| {
            [before.to_owned(), say(piece).unwrap_or_else(|| written.to_owned())]
        });
        said.collect()
    }
}
