//! Figures in units of one, without what single precision added to them.

use std::borrow::Cow;

use super::super::problem::Rule;
use super::super::said::ObsValue;
use super::words::{code, power};
use crate::ingest::cells::Row;
use crate::ingest::number::finite;

/// More decimals than a number has.
const MOST: usize = 15;

/// A figure times ten to the power of `multiplier`, by the name of its column an offence of the row where
/// that is no power.
pub(in crate::ingest) fn in_units(
    row: &mut Row,
    (text, figure): (&str, ObsValue),
    (multiplier, column): (&str, &str),
    decimals: &str,
) -> ObsValue {
    let (ObsValue::Number(number) | ObsValue::Bound(number)) = figure else { return figure };
    let Some(power) = power(multiplier) else {
        row.wrong(column, multiplier, "a power of ten", Rule::NotANumber);
        return figure;
    };
    if power == 0 && decimals.is_empty() {
        return figure;
    }
    // A word may stand for a number.
    let is_number = finite(text) == Some(number);
    let text: Cow<str> = if is_number { text.into() } else { number.to_string().into() };
    let text = without_noise(&text, code(decimals)).map_or(text, Cow::Owned);
    // In decimals: 8.9 thousand are 8900, and not a little more.
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
    let exponent = exponent.parse::<i32>().ok().and_then(|exponent| exponent.checked_add(power));
    let scaled = exponent.and_then(|exponent| format!("{digits}e{exponent}").parse().ok());
    let scaled = scaled.unwrap_or(number * 10f64.powi(power));
    if matches!(figure, ObsValue::Bound(_)) {
        ObsValue::Bound(scaled)
    } else {
        ObsValue::Number(scaled)
    }
}

/// A number sent in single precision (`19.700001`), rounded to the decimals that it is said to have;
/// `None` where it is not the number of single precision nearest to that, in the digits it is written
/// with: then its digits are its own.
fn without_noise(text: &str, decimals: &str) -> Option<String> {
    let decimals = decimals.parse().ok().filter(|decimals| *decimals <= MOST)?;
    let written = places(text).filter(|written| *written > decimals)?;
    let number: f64 = text.parse().ok()?;
    let rounded = format!("{number:.decimals$}");
    let nearest = f64::from(rounded.parse::<f32>().ok()?);
    (format!("{nearest:.written$}").parse() == Ok(number)).then_some(rounded)
}

/// How many digits stand behind the point.
fn places(text: &str) -> Option<usize> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let behind = digits.split_once('.').map_or(0, |(_, behind)| behind.len());
    usize::try_from(i64::try_from(behind).ok()? - exponent.parse::<i64>().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::reading::Expected;

    fn figure(text: &str, multiplier: &str, decimals: &str) -> f64 {
        let expected = Expected::default();
        let mut row =
            Row { expected: &expected, writing: Default::default(), offences: Vec::new() };
        let number = ObsValue::Number(text.parse().unwrap());
        let ObsValue::Number(found) =
            in_units(&mut row, (text, number), (multiplier, "UNIT_MULT"), decimals)
        else {
            panic!("{text}")
        };
        assert!(row.offences.is_empty(), "{text}");
        found
    }

    #[test]
    fn noise_of_single_precision_goes() {
        for text in ["19.700001", "19.7000008", "19.700000762939453", "1.9700001E1"] {
            assert_eq!(figure(text, "", "1"), 19.7, "{text}");
        }
        assert_eq!(figure("8.3000002", "3", "1: One"), 8300.0);
    }

    #[test]
    fn digits_of_a_figure_stay() {
        let genuine = [
            ("17.953562", "1"),
            ("0.43", "0"),
            ("19.700001", ""),
            ("19.700001", "99999999999"),
            ("13003725.734336", "2"),
            ("1940158.00598844", "0"),
            ("16777217", "0"),
            ("350.154", "2"),
        ];
        for (text, decimals) in genuine {
            assert_eq!(figure(text, "0", decimals), text.parse::<f64>().unwrap(), "{text}");
        }
        assert_eq!(figure("2619769.697", "6", "0"), 2_619_769_697_000.0);
        assert_eq!(figure("8.9", "3: Thousands", ""), 8900.0);
        assert_eq!((figure("1e3", "3", ""), figure("1E-7", "6", "")), (1e6, 0.1));
    }
}
