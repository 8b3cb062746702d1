//! How each language prints a number: decimal sign, thousands, sign, percent.

use crate::model::Language;

/// What a number is, which decides how it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// A count of things: whole, with thousands grouped.
    Count,
    /// A calendar year: never grouped.
    Year,
    /// A quantity with that many decimals, grouped.
    Decimal(usize),
    /// A change with that many decimals, always with its sign.
    Change(usize),
    /// A share given as 0–1, printed in percent with that many decimals.
    Percent(usize),
}

/// A computed number on its way into the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    pub value: f64,
    pub kind: NumberKind,
}

impl Number {
    pub fn count(n: usize) -> Self {
        Number { value: n as f64, kind: NumberKind::Count }
    }

    pub fn year(year: i32) -> Self {
        Number { value: f64::from(year), kind: NumberKind::Year }
    }

    pub fn decimal(value: f64, decimals: usize) -> Self {
        Number { value, kind: NumberKind::Decimal(decimals) }
    }

    pub fn change(value: f64, decimals: usize) -> Self {
        Number { value, kind: NumberKind::Change(decimals) }
    }

    /// A share of 0–1, printed as a whole percentage.
    pub fn percent(share: f64) -> Self {
        Number { value: share, kind: NumberKind::Percent(0) }
    }

    /// The same, with the decimals it takes to print more than nothing of what is not nothing.
    pub fn some_percent(share: f64) -> Self {
        let with = |decimals| Number { value: share, kind: NumberKind::Percent(decimals) };
        (0..=4).map(with).find(|n| n.printed() != 0.0).unwrap_or(Number::percent(share))
    }
}

impl Number {
    /// The number that is printed, as far as its decimals go.
    pub fn printed(self) -> f64 {
        match self.kind {
            NumberKind::Count | NumberKind::Year => round(self.value, 0),
            NumberKind::Decimal(d) | NumberKind::Change(d) => round(self.value, d),
            NumberKind::Percent(d) => round(self.value * 100.0, d),
        }
    }
}

const NARROW_NO_BREAK_SPACE: char = '\u{202f}';
const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// Prints with the language's signs; halves round away from zero, and zero has no sign.
pub(super) fn print(number: Number, language: Language) -> String {
    let decimals = match number.kind {
        NumberKind::Count | NumberKind::Year => 0,
        NumberKind::Decimal(d) | NumberKind::Change(d) | NumberKind::Percent(d) => d,
    };
    let rounded = number.printed();
    let digits = format!("{:.decimals$}", rounded.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::new();
    if rounded < 0.0 {
        text.push(MINUS);
    } else if rounded > 0.0 && matches!(number.kind, NumberKind::Change(_)) {
        text.push('+');
    }
    match number.kind {
        NumberKind::Year => text.push_str(whole),
        _ => text.push_str(&group(whole, language)),
    }
    if !fraction.is_empty() {
        text.push(if language == Language::En { '.' } else { ',' });
        text.push_str(fraction);
    }
    match (number.kind, language) {
        (NumberKind::Percent(_), Language::En) => text.push('%'),
        (NumberKind::Percent(_), _) => text.extend([NO_BREAK_SPACE, '%']),
        _ => {}
    }
    text
}

/// A number that is written out, such as `−1234.5` or `(1234)`, in the form of a language.
pub fn in_form(written: &str, language: Language) -> String {
    let begins = written.find(|c: char| c.is_ascii_digit()).unwrap_or(written.len());
    let (before, number) = written.split_at(begins);
    let ends = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let (whole, rest) = number.split_at(ends);
    let rest = if language == Language::En { rest.to_owned() } else { rest.replacen('.', ",", 1) };
    format!("{before}{}{rest}", group(whole, language))
}

/// Rounds half away from zero on the shortest decimal form, so that 0.15 becomes 0.2 as a reader expects.
fn round(value: f64, decimals: usize) -> f64 {
    let scale = 10f64.powi(decimals as i32);
    let shifted: f64 = format!("{value}e{decimals}").parse().unwrap_or(value * scale);
    let whole = shifted.round();
    if whole == 0.0 { 0.0 } else { whole / scale }
}

/// Groups thousands: English with commas, French with narrow no-break spaces, Spanish with
/// no-break spaces from five digits on.
fn group(whole: &str, language: Language) -> String {
    let (mark, from) = match language {
        Language::En => (',', 4),
        Language::Fr => (NARROW_NO_BREAK_SPACE, 4),
        Language::Es => (NO_BREAK_SPACE, 5),
    };
    if whole.len() < from {
        return whole.to_owned();
    }
    let mut text = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_all(number: Number) -> [String; 3] {
        [Language::En, Language::Fr, Language::Es].map(|l| print(number, l))
    }

    #[test]
    fn thousands_and_decimals_follow_the_language() {
        assert_eq!(in_all(Number::decimal(1234.5, 1)), ["1,234.5", "1\u{202f}234,5", "1234,5"]);
        assert_eq!(in_all(Number::count(12345)), ["12,345", "12\u{202f}345", "12\u{a0}345"]);
        assert_eq!(in_all(Number::percent(0.415)), ["42%", "42\u{a0}%", "42\u{a0}%"]);
        assert_eq!(in_all(Number::some_percent(0.0)), ["0%", "0\u{a0}%", "0\u{a0}%"]);
        assert_eq!(in_all(Number::some_percent(0.000_02))[1], "0,002\u{a0}%");
        assert_eq!(in_all(Number::year(2025)), ["2025", "2025", "2025"]);
    }

    #[test]
    fn a_number_that_is_written_out_takes_the_form_of_its_language() {
        let in_all = |n| [Language::En, Language::Fr, Language::Es].map(|l| in_form(n, l));
        let forms = ["(−41,441.25)", "(−41\u{202f}441,25)", "(−41\u{a0}441,25)"];
        assert_eq!(in_all("(−41441.25)"), forms);
        assert_eq!(in_all("1000"), ["1,000", "1\u{202f}000", "1000"]);
        assert_eq!(in_all("0.5"), ["0.5", "0,5", "0,5"]);
    }

    #[test]
    fn signs_are_printed_for_changes_and_never_for_zero() {
        assert_eq!(print(Number::change(1.25, 1), Language::En), "+1.3");
        assert_eq!(print(Number::change(-0.04, 1), Language::En), "0.0");
        assert_eq!(print(Number::decimal(-3.0, 0), Language::En), "\u{2212}3");
        assert_eq!(print(Number::decimal(0.15, 1), Language::En), "0.2");
        assert_eq!(print(Number::decimal(1e-12, 2), Language::En), "0.00");
    }
}
