//! What a formula says, as a tree, and its value.

use crate::model::Sex;

/// A name in a formula: a series of one sex, or a derived quantity (then the sex is the total).
pub type Name = (String, Sex);

/// Why a formula has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// All is there, and the calculation has no finite result: a division by zero, a logarithm of 0.
    Undefined,
    /// Something it needs is missing.
    Missing,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    Number(f64),
    Name(String, Sex),
    Negative(Box<Expression>),
    Binary(Box<Expression>, Operator, Box<Expression>),
    Call(Function, Vec<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Function {
    Mean,
    /// Of pairs of value and weight.
    WeightedMean,
    Min,
    Max,
    /// The natural logarithm.
    Ln,
    Exp,
    /// The first argument that is present.
    First,
}

impl Function {
    pub const ALL: [Function; 7] = [
        Function::Mean,
        Function::WeightedMean,
        Function::Min,
        Function::Max,
        Function::Ln,
        Function::Exp,
        Function::First,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Function::Mean => "mean",
            Function::WeightedMean => "weighted_mean",
            Function::Min => "min",
            Function::Max => "max",
            Function::Ln => "ln",
            Function::Exp => "exp",
            Function::First => "first",
        }
    }

    /// The result for arguments that are all there.
    fn of(self, x: &[f64]) -> f64 {
        match self {
            Function::Mean => x.iter().sum::<f64>() / x.len() as f64,
            Function::WeightedMean => {
                let weighted: f64 = x.chunks(2).map(|pair| pair[0] * pair[1]).sum();
                weighted / x.chunks(2).map(|pair| pair[1]).sum::<f64>()
            }
            Function::Min => x.iter().copied().fold(f64::INFINITY, f64::min),
            Function::Max => x.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            Function::Ln => x[0].ln(),
            Function::Exp => x[0].exp(),
            Function::First => x[0],
        }
    }
}

impl Expression {
    pub fn collect_names(&self, names: &mut Vec<Name>) {
        match self {
            Expression::Number(_) => {}
            Expression::Name(name, sex) => names.push((name.clone(), *sex)),
            Expression::Negative(inner) => inner.collect_names(names),
            Expression::Binary(left, _, right) => {
                left.collect_names(names);
                right.collect_names(names);
            }
            Expression::Call(_, all) => all.iter().for_each(|item| item.collect_names(names)),
        }
    }

    pub fn collect_lacking(&self, has: &impl Fn(&str, Sex) -> bool, names: &mut Vec<Name>) {
        match self {
            Expression::Number(_) => {}
            Expression::Name(name, sex) if has(name, *sex) => {}
            Expression::Name(name, sex) => names.push((name.clone(), *sex)),
            Expression::Negative(inner) => inner.collect_lacking(has, names),
            Expression::Binary(left, _, right) => {
                left.collect_lacking(has, names);
                right.collect_lacking(has, names);
            }
            Expression::Call(function, all) => {
                let before = names.len();
                for item in all {
                    let so_far = names.len();
                    item.collect_lacking(has, names);
                    // One is enough.
                    if *function == Function::First && names.len() == so_far {
                        return names.truncate(before);
                    }
                }
            }
        }
    }

    /// Every step must have a finite result: what comes of an infinite one may look like a number.
    pub fn evaluate<'a>(
        &'a self,
        value: &impl Fn(&str, Sex) -> Option<f64>,
        used: &mut Vec<(&'a str, Sex)>,
    ) -> Result<f64, Lack> {
        let result = match self {
            Expression::Number(x) => *x,
            Expression::Name(name, sex) => {
                let found = value(name, *sex).ok_or(Lack::Missing)?;
                used.push((name, *sex));
                found
            }
            Expression::Negative(inner) => -inner.evaluate(value, used)?,
            Expression::Binary(left, operator, right) => {
                let sides = (left.evaluate(value, used), right.evaluate(value, used));
                match (sides, operator) {
                    ((Err(left), Err(right)), _) => return Err(left.max(right)),
                    ((Err(lack), _) | (_, Err(lack)), _) => return Err(lack),
                    ((Ok(left), Ok(right)), Operator::Add) => left + right,
                    ((Ok(left), Ok(right)), Operator::Subtract) => left - right,
                    ((Ok(left), Ok(right)), Operator::Multiply) => left * right,
                    ((Ok(left), Ok(right)), Operator::Divide) => left / right,
                    ((Ok(left), Ok(right)), Operator::Power) => left.powf(right),
                }
            }
            Expression::Call(Function::First, all) => first(all, value, used)?,
            Expression::Call(function, all) => {
                let (mut there, mut lack) = (Vec::with_capacity(all.len()), None);
                for item in all {
                    match item.evaluate(value, used) {
                        Ok(x) => there.push(x),
                        Err(why) => lack = lack.max(Some(why)),
                    }
                }
                lack.map_or_else(|| Ok(function.of(&there)), Err)?
            }
        };
        if result.is_finite() { Ok(result) } else { Err(Lack::Undefined) }
    }
}

/// The first that has a value; those before it leave no trace among the names used.
fn first<'a>(
    all: &'a [Expression],
    value: &impl Fn(&str, Sex) -> Option<f64>,
    used: &mut Vec<(&'a str, Sex)>,
) -> Result<f64, Lack> {
    let mut lack = Lack::Missing;
    for item in all {
        let before = used.len();
        match item.evaluate(value, used) {
            Ok(x) => return Ok(x),
            Err(why) => lack = lack.min(why),
        }
        used.truncate(before);
    }
    Err(lack)
}
