//! A moment in UTC, to the second.

use std::fmt;

const DAY: u64 = 86_400;
const LAST_YEAR: u64 = 9999;

/// Seconds since the beginning of 1970, UTC; written `2026-11-22T19:12:32Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

impl Moment {
    /// The moment of a date and a time of day; `None` where there is none such.
    pub fn at(year: u64, month: u64, day: u64, time: [u64; 3]) -> Option<Self> {
        let [hour, minute, second] = time;
        let is_time = hour < 24 && minute < 60 && second <= 60;
        if !(1970..=LAST_YEAR).contains(&year) || !(1..=12).contains(&month) || !is_time {
            return None;
        }
        let months = months(year);
        let index = usize::try_from(month - 1).ok()?;
        if !(1..=months[index]).contains(&day) {
            return None;
        }
        let years: u64 = (1970..year).map(months_sum).sum();
        let days = years + months[..index].iter().sum::<u64>() + day - 1;
        Some(Moment(days * DAY + hour * 3600 + minute * 60 + second))
    }

    /// Reads what [`fmt::Display`] writes; also a date alone, which is its midnight.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T').unwrap_or((text, "00:00:00Z"));
        let numbers = |text: &str, mark| -> Option<[u64; 3]> {
            let parts: Option<Vec<u64>> = text.split(mark).map(|part| part.parse().ok()).collect();
            parts?.try_into().ok()
        };
        let [year, month, day] = numbers(date, '-')?;
        Moment::at(year, month, day, numbers(time.strip_suffix('Z')?, ':')?)
    }

    /// Year, month and day.
    pub fn civil(self) -> (u64, u64, u64) {
        let (mut days, mut year, mut month) = (self.0 / DAY, 1970, 1);
        while days >= months_sum(year) {
            days -= months_sum(year);
            year += 1;
        }
        for length in months(year) {
            if days < length {
                break;
            }
            days -= length;
            month += 1;
        }
        (year, month, days + 1)
    }

    /// `2026-11-22`.
    pub fn date(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Months since the beginning of year 0, to compare and count months by.
    pub fn month(self) -> u64 {
        let (year, month, _) = self.civil();
        year * 12 + month - 1
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0 % DAY;
        let (hour, minute) = (second / 3600, second / 60 % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{:02}Z", self.date(), second % 60)
    }
}

/// The lengths of the months of a year of the Gregorian calendar.
fn months(year: u64) -> [u64; 12] {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

fn months_sum(year: u64) -> u64 {
    months(year).iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read_over_leap_days_and_turns_of_years() {
        // Of POSIX: the first second, the billionth, and the days around a leap day.
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_000_000_000, "2001-09-09T01:46:40Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
        ] {
            assert_eq!(Moment(seconds).to_string(), text);
            assert_eq!(Moment::parse(text), Some(Moment(seconds)));
        }
        assert_eq!(Moment::parse("2001-09-09"), Moment::parse("2001-09-09T00:00:00Z"));
        for text in ["2023-02-29", "2023-13-01", "2023-1", "x", "2023-01-01T25:00:00Z", "1969-1-1"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
