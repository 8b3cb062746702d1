//! The day of an edition: `2026-12-01` in, its parts and its seconds since 1970 (UTC) out.

use crate::fault::{Fault, Result};

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub year: i32,
    pub month: u32,
    pub day: u32,
}

impl Date {
    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// The text is not of that form, or there is no such day.
    pub fn parse(text: &str) -> Result<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let date = match parts[..] {
            [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2 => {
                y.parse().ok().zip(m.parse().ok()).zip(d.parse().ok())
            }
            _ => None,
        };
        let date = date.map(|((year, month), day)| Date { year, month, day });
        date.filter(|d| {
            d.year >= 1970
                && (1..=12).contains(&d.month)
                && (1..=d.days_in_month()).contains(&d.day)
        })
        .ok_or_else(|| {
            Fault::new(format!("the edition's date must be a day, YYYY-MM-DD (found `{text}`)"))
                .hint("for example date = \"2026-12-01\"")
                .into()
        })
    }

    fn is_leap(self) -> bool {
        self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0)
    }

    fn days_in_month(self) -> u32 {
        match self.month {
            2 if self.is_leap() => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// Seconds from the beginning of 1970 to the beginning of the day, UTC.
    pub fn timestamp(self) -> i64 {
        // Years count from March, so that the leap day is the last of its year.
        let year = i64::from(self.year) - i64::from(self.month < 3);
        let month = (i64::from(self.month) + 9) % 12;
        let in_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        // 719 468 days lie between 1 March of the year 0 and 1 January 1970.
        (days + in_year - 719_468) * 86_400
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_seconds_since_1970() {
        let seconds = |text: &str| Date::parse(text).unwrap().timestamp();
        assert_eq!(seconds("1970-01-01"), 0);
        assert_eq!(seconds("1970-01-02"), 86_400);
        assert_eq!(seconds("2000-03-01"), 951_868_800);
        assert_eq!(seconds("2026-12-01"), 1_796_083_200);
    }

    #[test]
    fn no_such_day_is_refused() {
        for text in ["2026-02-29", "2026-13-01", "2026-1-1", "today", "2026-12-00", ""] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
        assert!(Date::parse("2024-02-29").is_ok());
    }
}
