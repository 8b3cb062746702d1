//! The values of Parquet's types as texts: what a reader of a CSV would find in the same cell.

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::schema::types::ColumnDescriptor;

/// What a column's numbers or bytes stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// What they are: numbers, or texts.
    Plain,
    /// Numbers without a sign.
    Unsigned,
    /// Numbers with so many digits behind the point.
    Decimal(i32),
    /// Moments since 1970, so many of them a day; whether the first and the last day of a year stand
    /// for that year.
    Moment { a_day: i64, as_year: bool },
    /// Numbers of 16 bits.
    Half,
}

impl Meaning {
    /// What the values of a column mean, by its newer or its older notes.
    pub fn of(column: &ColumnDescriptor) -> Self {
        const SECONDS: i64 = 86_400;
        let moment = |a_day| Meaning::Moment { a_day, as_year: false };
        match (column.logical_type_ref(), column.converted_type()) {
            (Some(LogicalType::Date), _) | (_, ConvertedType::DATE) => moment(1),
            (Some(LogicalType::Timestamp(kind)), _) => moment(match kind.unit {
                TimeUnit::MILLIS => SECONDS * 1_000,
                TimeUnit::MICROS => SECONDS * 1_000_000,
                TimeUnit::NANOS => SECONDS * 1_000_000_000,
            }),
            (_, ConvertedType::TIMESTAMP_MILLIS) => moment(SECONDS * 1_000),
            (_, ConvertedType::TIMESTAMP_MICROS) => moment(SECONDS * 1_000_000),
            _ if column.physical_type() == Type::INT96 => moment(SECONDS * 1_000),
            (Some(LogicalType::Decimal(_)), _) | (_, ConvertedType::DECIMAL) => {
                Meaning::Decimal(column.type_scale())
            }
            (Some(LogicalType::Integer(kind)), _) if !kind.is_signed => Meaning::Unsigned,
            (_, ConvertedType::UINT_32 | ConvertedType::UINT_64) => Meaning::Unsigned,
            (Some(LogicalType::Float16), _) => Meaning::Half,
            _ => Meaning::Plain,
        }
    }

    /// The same, where days that begin or end a year stand for it.
    pub fn in_years(self) -> Self {
        match self {
            Meaning::Moment { a_day, .. } => Meaning::Moment { a_day, as_year: true },
            other => other,
        }
    }

    /// A whole number as what it stands for.
    pub fn number(self, number: i64) -> String {
        match self {
            Meaning::Plain | Meaning::Half => number.to_string(),
            Meaning::Unsigned => number.cast_unsigned().to_string(),
            Meaning::Decimal(scale) => decimal(number.into(), scale),
            Meaning::Moment { a_day, as_year } => {
                let (year, month, day) = civil(number.div_euclid(a_day));
                let rest = i128::from(number.rem_euclid(a_day));
                if as_year && rest == 0 && matches!((month, day), (1, 1) | (12, 31)) {
                    return format!("{year:04}");
                }
                let date = format!("{year:04}-{month:02}-{day:02}");
                let second = rest * 86_400 / i128::from(a_day);
                let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
                match rest {
                    0 => date,
                    _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
                }
            }
        }
    }

    /// Bytes as what they stand for.
    pub fn bytes(self, bytes: &[u8]) -> String {
        match (self, bytes) {
            (Meaning::Decimal(scale), bytes) => decimal(big_endian(bytes), scale),
            (Meaning::Half, &[low, high]) => half(u16::from_le_bytes([low, high])).to_string(),
            _ => String::from_utf8_lossy(bytes).trim().to_owned(),
        }
    }
}

/// A decimal by its digits, and how many of them stand behind the point.
fn decimal(digits: i128, scale: i32) -> String {
    let scale = usize::try_from(scale).unwrap_or_default();
    let (sign, digits) = (if digits < 0 { "-" } else { "" }, digits.unsigned_abs().to_string());
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let part = part.trim_end_matches('0');
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// A number of up to 16 bytes, the highest first, in two's complement.
fn big_endian(bytes: &[u8]) -> i128 {
    let negative = bytes.first().is_some_and(|first| first & 0x80 != 0);
    bytes.iter().fold(if negative { -1 } else { 0 }, |all, byte| all << 8 | i128::from(*byte))
}

/// A number of IEEE 754 binary16.
fn half(bits: u16) -> f32 {
    let (sign, exponent) = (if bits >> 15 == 1 { -1.0 } else { 1.0 }, i32::from(bits >> 10 & 0x1f));
    let fraction = f32::from(bits & 0x3ff) / 1024.0;
    sign * match exponent {
        0 => fraction * 2f32.powi(-14),
        0x1f if fraction == 0.0 => f32::INFINITY,
        0x1f => f32::NAN,
        _ => (1.0 + fraction) * 2f32.powi(exponent - 15),
    }
}

/// Year, month and day of a day since 1970 in the Gregorian calendar (H. Hinnant, “chrono-compatible
/// low-level date algorithms”: years begin in March, so that a leap day is the last).
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day.saturating_add(719_468);
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (of_month, month) =
        (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    (year + era * 400 + i64::from(month <= 2), month, of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_in_a_csv() {
        let date = |a_day, as_year| Meaning::Moment { a_day, as_year };
        let days = [(0, "1970-01-01"), (-1, "1969-12-31"), (11_016, "2000-02-29")];
        for (day, text) in days {
            assert_eq!(date(1, false).number(day), text);
            assert_eq!(date(86_400_000, false).number(day * 86_400_000), text);
        }
        let years = [(0, "1970"), (-1, "1969"), (-365 * 200, "1770-02-18"), (11_016, "2000-02-29")];
        for (day, text) in years {
            assert_eq!(date(1, true).number(day), text);
        }
        assert_eq!(date(86_400_000, true).number(-3_600_000), "1969-12-31 23:00:00");
        let decimals = [(1970, 2, "19.7"), (-5, 3, "-0.005"), (200, 2, "2"), (7, 0, "7")];
        for (digits, scale, text) in decimals {
            assert_eq!(Meaning::Decimal(scale).number(digits), text);
        }
        assert_eq!(Meaning::Decimal(1).bytes(&[0xff, 0x3b]), "-19.7");
        assert_eq!(Meaning::Half.bytes(&[0x00, 0xc1]), "-2.5");
        assert_eq!(Meaning::Plain.bytes(b" BRA "), "BRA");
    }
}
