//! Formulas of indicators: `100 * SL_TLF_PART[F] / SL_TLF_PART[M]`.
//!
//! Grammar: sums and products of numbers, names and parentheses. A name is a series (of both sexes,
//! or of `[F]` or `[M]`) or a derived quantity; `mean(a, b, …)` and
//! `weighted_mean(value, weight, value, weight, …)` take any formulas.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::Sex;

/// A name in a formula: a series of one sex, or a derived quantity (then the sex is the total).
pub type Name = (String, Sex);

/// Longer formulas are unreadable, and would nest too deep to be followed.
const LONGEST: usize = 1000;

/// A parsed formula and the text it was parsed from.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    text: String,
    expression: Expression,
}

#[derive(Debug, Clone, PartialEq)]
enum Expression {
    Number(f64),
    Name(String, Sex),
    Negative(Box<Expression>),
    Binary(Box<Expression>, Operator, Box<Expression>),
    Mean(Vec<Expression>),
    /// Pairs of value and weight.
    WeightedMean(Vec<(Expression, Expression)>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Formula {
    /// Parses `text`.
    ///
    /// # Errors
    /// A sentence saying what was found at which character and what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("it is longer than {LONGEST} characters; name parts as `derived`"));
        }
        let mut parser = Parser { text, at: 0 };
        let expression = parser.sum()?;
        match parser.peek() {
            None => Ok(Formula { text: text.to_owned(), expression }),
            Some(_) => Err(parser.expected("an operator or the end")),
        }
    }

    /// What stands for a formula that could not be read, until the fault is told.
    pub(super) fn unreadable() -> Self {
        let expression = Expression::Name(String::new(), Sex::Total);
        Formula { text: String::new(), expression }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every name the formula reads, in order, each once.
    pub fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        self.expression.collect_names(&mut names);
        names.sort();
        names.dedup();
        names
    }

    /// The series, where the formula is nothing but one series of both sexes.
    pub fn bare_series(&self) -> Option<&str> {
        match &self.expression {
            Expression::Name(name, Sex::Total) => Some(name),
            _ => None,
        }
    }

    /// The value, given the value of each name; `None` where it is not a finite number
    /// (a division by zero, weights that sum to zero).
    pub fn evaluate(&self, value: &impl Fn(&str, Sex) -> f64) -> Option<f64> {
        Some(self.expression.evaluate(value)).filter(|x| x.is_finite())
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl Expression {
    fn collect_names(&self, names: &mut Vec<Name>) {
        match self {
            Expression::Number(_) => {}
            Expression::Name(name, sex) => names.push((name.clone(), *sex)),
            Expression::Negative(inner) => inner.collect_names(names),
            Expression::Binary(left, _, right) => {
                left.collect_names(names);
                right.collect_names(names);
            }
            Expression::Mean(items) => items.iter().for_each(|item| item.collect_names(names)),
            Expression::WeightedMean(pairs) => pairs.iter().for_each(|(value, weight)| {
                value.collect_names(names);
                weight.collect_names(names);
            }),
        }
    }

    fn evaluate(&self, value: &impl Fn(&str, Sex) -> f64) -> f64 {
        match self {
            Expression::Number(x) => *x,
            Expression::Name(name, sex) => value(name, *sex),
            Expression::Negative(inner) => -inner.evaluate(value),
            Expression::Binary(left, operator, right) => {
                let (left, right) = (left.evaluate(value), right.evaluate(value));
                match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                    Operator::Divide => left / right,
                }
            }
            Expression::Mean(items) => {
                items.iter().map(|item| item.evaluate(value)).sum::<f64>() / items.len() as f64
            }
            Expression::WeightedMean(pairs) => {
                let weights: f64 = pairs.iter().map(|(_, weight)| weight.evaluate(value)).sum();
                let weighted =
                    |(x, w): &(Expression, Expression)| x.evaluate(value) * w.evaluate(value);
                pairs.iter().map(weighted).sum::<f64>() / weights
            }
        }
    }
}

/// Recursive descent over the text; `at` is a byte position.
struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn sum(&mut self) -> Result<Expression, String> {
        let operators = [('+', Operator::Add), ('-', Operator::Subtract)];
        self.chain(operators, Self::product)
    }

    fn product(&mut self) -> Result<Expression, String> {
        let operators = [('*', Operator::Multiply), ('/', Operator::Divide)];
        self.chain(operators, Self::factor)
    }

    fn chain(
        &mut self,
        operators: [(char, Operator); 2],
        operand: fn(&mut Self) -> Result<Expression, String>,
    ) -> Result<Expression, String> {
        let mut left = operand(self)?;
        while let Some(&(_, operator)) =
            operators.iter().find(|(sign, _)| self.peek() == Some(*sign))
        {
            self.at += 1;
            left = Expression::Binary(Box::new(left), operator, Box::new(operand(self)?));
        }
        Ok(left)
    }

    fn factor(&mut self) -> Result<Expression, String> {
        match self.peek() {
            Some('-') => {
                self.at += 1;
                Ok(Expression::Negative(Box::new(self.factor()?)))
            }
            Some('(') => {
                self.at += 1;
                let inner = self.sum()?;
                self.take(')')?;
                Ok(inner)
            }
            Some(c) if c.is_ascii_digit() || c == '.' => self.number(),
            Some(c) if c.is_ascii_alphabetic() || c == '_' => self.name_or_function(),
            _ => Err(self.expected("a number, a series, a function or `(`")),
        }
    }

    fn number(&mut self) -> Result<Expression, String> {
        let digits = self.take_while(|c| c.is_ascii_digit() || c == '.');
        digits.parse().map(Expression::Number).map_err(|_| format!("`{digits}` is not a number"))
    }

    fn name_or_function(&mut self) -> Result<Expression, String> {
        let name = self.take_while(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
        match self.peek() {
            Some('(') => self.function(&name),
            Some('[') => {
                self.at += 1;
                let sex = self.take_while(|c| c.is_ascii_alphabetic());
                self.take(']')?;
                match Sex::parse(&sex) {
                    Some(sex) => Ok(Expression::Name(name, sex)),
                    None => Err(format!("`[{sex}]` is not a sex; write [T], [F] or [M]")),
                }
            }
            _ => Ok(Expression::Name(name, Sex::Total)),
        }
    }

    fn function(&mut self, name: &str) -> Result<Expression, String> {
        self.take('(')?;
        let mut arguments = vec![self.sum()?];
        while self.peek() == Some(',') {
            self.at += 1;
            arguments.push(self.sum()?);
        }
        self.take(')')?;
        match name {
            "mean" => Ok(Expression::Mean(arguments)),
            "weighted_mean" if arguments.len() % 2 == 1 => Err(format!(
                "weighted_mean takes pairs of value and weight, and {} arguments are given",
                arguments.len()
            )),
            "weighted_mean" => {
                let mut pairs = Vec::new();
                let mut arguments = arguments.into_iter();
                while let (Some(value), Some(weight)) = (arguments.next(), arguments.next()) {
                    pairs.push((value, weight));
                }
                Ok(Expression::WeightedMean(pairs))
            }
            _ => Err(format!("there is no function `{name}`; there are mean and weighted_mean")),
        }
    }

    fn peek(&mut self) -> Option<char> {
        self.take_while(char::is_whitespace);
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, sign: char) -> Result<(), String> {
        if self.peek() != Some(sign) {
            return Err(self.expected(&format!("`{sign}`")));
        }
        self.at += sign.len_utf8();
        Ok(())
    }

    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> String {
        let rest = &self.text[self.at..];
        let taken = &rest[..rest.find(|c| !fits(c)).unwrap_or(rest.len())];
        self.at += taken.len();
        taken.to_owned()
    }

    fn expected(&mut self, what: &str) -> String {
        let found = match self.peek() {
            Some(c) => format!("`{c}` at character {}", self.text[..self.at].chars().count() + 1),
            None => "the end".to_owned(),
        };
        format!("expected {what}, found {found}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        let values = |name: &str, sex: Sex| match (name, sex) {
            ("PART", Sex::Female) => 45.0,
            ("PART", Sex::Male) => 75.0,
            ("SHARE", Sex::Total) => 40.0,
            ("NONE", Sex::Total) => 0.0,
            other => panic!("unexpected name {other:?}"),
        };
        Formula::parse(text).unwrap().evaluate(&values)
    }

    #[test]
    fn precedence_and_functions_are_those_of_arithmetic() {
        assert_eq!(value("100 * PART[F] / PART[M]"), Some(60.0));
        assert_eq!(value("100 - SHARE * 2 + 1"), Some(21.0));
        assert_eq!(value("-(SHARE - 50) / 4"), Some(2.5));
        assert_eq!(value("mean(PART[F], PART[M], 30)"), Some(50.0));
        // (45·40 + 75·60) / 100 by hand
        assert_eq!(value("weighted_mean(PART[F], SHARE, PART[M], 100 - SHARE)"), Some(63.0));
    }

    #[test]
    fn what_is_no_finite_number_is_no_value() {
        assert_eq!(value("SHARE / NONE"), None);
        assert_eq!(value("NONE / NONE"), None);
        assert_eq!(value("weighted_mean(SHARE, NONE)"), None);
    }

    #[test]
    fn names_are_listed_once_and_a_bare_series_is_recognised() {
        let formula = Formula::parse("A[F] + A[F] * B").unwrap();
        assert_eq!(formula.names(), [("A".into(), Sex::Female), ("B".into(), Sex::Total)]);
        assert_eq!(formula.bare_series(), None);
        assert_eq!(Formula::parse("SL.UEM_X").unwrap().bare_series(), Some("SL.UEM_X"));
    }

    #[test]
    fn errors_say_where_and_what_was_expected() {
        let error = |text| Formula::parse(text).unwrap_err();
        assert_eq!(error("A + "), "expected a number, a series, a function or `(`, found the end");
        assert_eq!(error("(A"), "expected `)`, found the end");
        assert_eq!(error("A § B"), "expected an operator or the end, found `§` at character 3");
        assert_eq!(error("A[X]"), "`[X]` is not a sex; write [T], [F] or [M]");
        assert_eq!(
            error("median(A)"),
            "there is no function `median`; there are mean and weighted_mean"
        );
        assert!(error("weighted_mean(A, B, C)").contains("pairs"));
    }
}
