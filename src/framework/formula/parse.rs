//! The tokens of a formula in, its expression out: recursive descent.

use super::expression::{Expression, Function, Operator};
use super::lex::{Placed, Token, tokens};
use crate::model::Sex;

/// Why a formula can't be read, and what helps if that can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    pub hint: Option<&'static str>,
}

/// What helps where a name ends too early for its reader.
const QUOTE_IT: &str = "a name with other characters than letters, digits, `_` and `.`, or that \
                        begins with a digit, stands in quotes: `AGE_Y15-24`";

impl From<String> for Problem {
    fn from(message: String) -> Self {
        Problem { message, hint: None }
    }
}

/// More than anyone writes, and than can be gone through in the memory of a thread.
const LONGEST: usize = 5000;
const DEEPEST: usize = 100;

type Attempt<T> = Result<T, Problem>;

/// Reads the whole of a text.
pub(super) fn parse(text: &str) -> Attempt<(Expression, Vec<Placed>)> {
    let open = |at| Problem::from(format!("the quote at character {} has no end", nth(text, at)));
    let mut parser = Parser { text, tokens: tokens(text).map_err(open)?, at: 0, depth: 0 };
    if parser.tokens.len() > LONGEST {
        let n = parser.tokens.len();
        return Err(format!(
            "a formula of {n} names, numbers and signs is too long: at most {LONGEST}"
        )
        .into());
    }
    let expression = parser.sum()?;
    match parser.tokens.get(parser.at) {
        None => Ok((expression, parser.tokens)),
        Some(_) => Err(parser.expected("an operator or the end")),
    }
}

/// The number of the character at a byte, from 1.
fn nth(text: &str, at: usize) -> usize {
    text[..at].chars().count() + 1
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Placed>,
    at: usize,
    /// How many signs and parentheses are open.
    depth: usize,
}

impl Parser<'_> {
    fn sum(&mut self) -> Attempt<Expression> {
        self.chain([('+', Operator::Add), ('-', Operator::Subtract)], Self::product)
    }

    fn product(&mut self) -> Attempt<Expression> {
        self.chain([('*', Operator::Multiply), ('/', Operator::Divide)], Self::factor)
    }

    fn chain(
        &mut self,
        operators: [(char, Operator); 2],
        operand: fn(&mut Self) -> Attempt<Expression>,
    ) -> Attempt<Expression> {
        let mut left = operand(self)?;
        while let Some((_, operator)) = operators.into_iter().find(|(sign, _)| self.takes(*sign)) {
            left = Expression::Binary(Box::new(left), operator, Box::new(operand(self)?));
        }
        Ok(left)
    }

    /// A sign binds less than a power: −2^2 is −4, and 2^−1 one half; powers go from the right.
    fn factor(&mut self) -> Attempt<Expression> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("the formula is nested more than {DEEPEST} deep").into());
        }
        let factor = self.signed();
        self.depth -= 1;
        factor
    }

    fn signed(&mut self) -> Attempt<Expression> {
        if self.takes('-') {
            return Ok(Expression::Negative(Box::new(self.factor()?)));
        }
        let base = self.operand()?;
        if !self.takes('^') {
            return Ok(base);
        }
        Ok(Expression::Binary(Box::new(base), Operator::Power, Box::new(self.factor()?)))
    }

    fn operand(&mut self) -> Attempt<Expression> {
        let Some((place, token)) = self.tokens.get(self.at).cloned() else {
            return Err(self.expected("a number, a series, a function or `(`"));
        };
        let text = &self.text[place];
        match token {
            Token::Sign('(') => {
                self.at += 1;
                let inner = self.sum()?;
                self.take(')')?;
                Ok(inner)
            }
            Token::Digits => {
                self.at += 1;
                let number = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
                Ok(Expression::Number(number))
            }
            Token::Word => {
                self.at += 1;
                if self.takes('(') { self.function(text) } else { self.name(text.to_owned()) }
            }
            Token::Quoted(name) => {
                self.at += 1;
                self.name(name)
            }
            Token::Sign(_) => Err(self.expected("a number, a series, a function or `(`")),
        }
    }

    /// A name, and the sex behind it.
    fn name(&mut self, name: String) -> Attempt<Expression> {
        if !self.takes('[') {
            return Ok(Expression::Name(name, Sex::Total));
        }
        let sex = match self.tokens.get(self.at) {
            Some((place, Token::Word)) => &self.text[place.clone()],
            _ => "",
        };
        self.at += usize::from(!sex.is_empty());
        self.take(']')?;
        match Sex::parse(sex) {
            Some(sex) => Ok(Expression::Name(name, sex)),
            None => Err(format!("`[{sex}]` is not a sex; write [T], [F] or [M]").into()),
        }
    }

    /// The function of a name, behind its parenthesis.
    fn function(&mut self, name: &str) -> Attempt<Expression> {
        let mut arguments = vec![self.sum()?];
        while self.takes(',') {
            arguments.push(self.sum()?);
        }
        self.take(')')?;
        let Some(function) = Function::ALL.into_iter().find(|f| f.name() == name) else {
            let [known @ .., last] = Function::ALL.map(Function::name);
            let known = known.join(", ");
            return Err(
                format!("there is no function `{name}`; there are {known} and {last}").into()
            );
        };
        let n = arguments.len();
        match function {
            Function::WeightedMean if n % 2 == 1 => Err(format!(
                "weighted_mean takes pairs of value and weight, and {n} arguments are given"
            )
            .into()),
            Function::Ln | Function::Exp if n != 1 => {
                Err(format!("{name} takes one argument, and {n} are given").into())
            }
            _ => Ok(Expression::Call(function, arguments)),
        }
    }

    /// Goes past a sign, if it is the next.
    fn takes(&mut self, sign: char) -> bool {
        let is_next = matches!(self.tokens.get(self.at), Some((_, Token::Sign(c))) if *c == sign);
        self.at += usize::from(is_next);
        is_next
    }

    fn take(&mut self, sign: char) -> Attempt<()> {
        if self.takes(sign) { Ok(()) } else { Err(self.expected(&format!("`{sign}`"))) }
    }

    fn expected(&self, what: &str) -> Problem {
        let Some((place, token)) = self.tokens.get(self.at) else {
            return format!("expected {what}, found the end").into();
        };
        let c = self.text[place.clone()].chars().next().unwrap_or_default();
        let at = nth(self.text, place.start);
        let is_of_formulas = matches!(token, Token::Sign(c) if "()],+-*/^".contains(*c));
        let hint = (!is_of_formulas).then_some(QUOTE_IT);
        Problem { message: format!("expected {what}, found `{c}` at character {at}"), hint }
    }
}
