//! A formula in, its pieces out, for who writes it down in words or with numbers.

use std::ops::Range;

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

/// Each piece with the spaces before it, and as it is written.
pub(super) fn pieces<'f>(
    text: &'f str,
    tokens: &'f [(Range<usize>, Token)],
) -> Vec<(&'f str, Piece<'f>, &'f str)> {
    let (mut pieces, mut from) = (Vec::new(), 0);
    let sign = |at: usize| match tokens.get(at) {
        Some((_, Token::Sign(sign))) => Some(*sign),
        _ => None,
    };
    for (at, (place, token)) in tokens.iter().enumerate() {
        if place.start < from {
            continue;
        }
        let written = &text[place.clone()];
        let mut end = place.end;
        let piece = match token {
            Token::Word if sign(at + 1) == Some('(') => Piece::Function(written),
            Token::Word | Token::Quoted(_) => {
                let name = if let Token::Quoted(name) = token { name } else { written };
                let bracket = (sign(at + 1) == Some('[')).then(|| tokens.get(at + 2..at + 4));
                let sex = match bracket.flatten() {
                    Some([(sex, _), (last, _)]) => {
                        end = last.end;
                        Sex::parse(&text[sex.clone()]).unwrap_or(Sex::Total)
                    }
                    _ => Sex::Total,
                };
                Piece::Name(name, sex)
            }
            Token::Digits => {
                let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                Piece::Number(written.parse().unwrap_or(f64::NAN), decimals)
            }
            Token::Sign(sign) => Piece::Sign(*sign),
        };
        pieces.push((&text[from..place.start], piece, &text[place.start..end]));
        from = end;
    }
    pieces
}
