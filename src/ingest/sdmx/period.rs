//! Which year a period is, however it is written.

use super::words::{Frequency, code};

/// What a period is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Period<'p> {
    Year(&'p str),
    /// A part of a year, or several of them.
    NotAnnual,
    /// No period that is known here, as it is written.
    Unreadable(&'p str),
}

/// Reads a period: `2014`, `2014-A1`, `YR2014`, a year as an interval (`2014-01-01/P1Y`), and where
/// figures are annual also the day or the month that stands for the year: its first, its middle or its
/// last, as SDMX-CSV writes it with `timeFormat=normalized`.
pub(in crate::ingest) fn period(written: &str, frequency: Frequency) -> Period<'_> {
    if written.len() == 4 && written.bytes().all(|b| b.is_ascii_digit()) {
        return Period::Year(written);
    }
    let text = code(written);
    let text = text.strip_prefix("YR").unwrap_or(text);
    // DataBank writes both: `2014 [YR2014]`.
    let text = text.split_once(" [YR").map_or(text, |(year, _)| year);
    let Some((year, rest)) = text.split_at_checked(4) else { return Period::Unreadable(written) };
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return Period::Unreadable(written);
    }
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    if let Some((start, end)) = rest.split_once('/') {
        return interval(written, year, start, end);
    }
    let is_annual = frequency == Frequency::Annual;
    match rest {
        "" if text.len() == 4 => Period::Year(year),
        "A" | "A1" | ".0" => Period::Year(year),
        _ if is_annual && stands_for_the_year(date(rest)) => Period::Year(year),
        // Of an annual figure: a year that begins on another day, or no year at all.
        day if is_annual && date(day).len() == 5 && is_part_of_year(day) => {
            Period::Unreadable(written)
        }
        part if is_part_of_year(part) => Period::NotAnnual,
        _ => Period::Unreadable(written),
    }
}

/// An interval, without the year that it begins with.
fn interval<'p>(written: &'p str, year: &'p str, start: &str, end: &str) -> Period<'p> {
    let from_new_year = matches!(date(start), "" | "01" | "01-01");
    let is_last = |end: &str| {
        let Some((end, rest)) = end.split_at_checked(4) else { return false };
        let next = year.parse().is_ok_and(|year: i32| end.parse() == Ok(year + 1));
        let rest = date(rest.strip_prefix('-').unwrap_or(rest));
        end == year && matches!(rest, "" | "12" | "12-31") || next && rest == "01-01"
    };
    let is_year = matches!(end, "P1Y" | "P12M" | "P1Y0M0D") || is_last(end);
    match (from_new_year, is_year) {
        (true, true) => Period::Year(year),
        // A year that begins within another is of neither.
        (false, true) => Period::Unreadable(written),
        _ => Period::NotAnnual,
    }
}

/// A month, or a month and a day, without the time of the day where that begins or ends it: any other
/// moment may be of another day, and of another year, where it was written.
fn date(text: &str) -> &str {
    let is_end =
        |time: &str| time.bytes().all(|b| b"0:.Z+-".contains(&b)) || time.starts_with("23:59:59");
    text.split_once(['T', ' ']).filter(|(_, time)| is_end(time)).map_or(text, |(date, _)| date)
}

fn stands_for_the_year(date: &str) -> bool {
    let days = ["01-01", "06-30", "07-01", "07-02", "12-31"];
    days.contains(&date) || ["01", "06", "07", "12"].contains(&date)
}

/// A month, a day (`03`, `03-31`), or what a letter says: a half, a third, a quarter, a month, a
/// week, a day.
fn is_part_of_year(rest: &str) -> bool {
    let between = |text: &str, most: u32| text.parse().is_ok_and(|n| (1..=most).contains(&n));
    let numbered = |(letter, number): (&str, &str)| match letter {
        "S" | "H" | "B" => between(number, 2),
        "T" => between(number, 3),
        "Q" => between(number, 4),
        "M" => between(number, 12),
        "W" => between(number, 53),
        "D" => between(number, 366),
        _ => false,
    };
    let date = date(rest);
    let (month, day) = date.split_once('-').unwrap_or((date, "01"));
    let is_date = month.len() == 2 && between(month, 12) && day.len() == 2 && between(day, 31);
    is_date || rest.split_at_checked(1).is_some_and(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Period<'_> {
        period(text, Frequency::Unsaid)
    }

    #[test]
    fn only_whole_years_are_years() {
        for part in ["2020-Q1", "2020Q4", "2020-01", "2020M12", "2020-W53", "2020-03-31", "2020-S1"]
        {
            assert_eq!(read(part), Period::NotAnnual, "{part}");
        }
        for several in ["2015-01-01/P5Y", "2015/P2Y", "2015-01-01/2019-12-31", "2015-01-01/P3M"] {
            assert_eq!(read(several), Period::NotAnnual, "{several}");
        }
        for year in ["2020", "2020-A1", "2020A", "YR2020", "2020 [YR2020]", "2020: Year 2020"] {
            assert_eq!(read(year), Period::Year("2020"), "{year}");
        }
        let intervals = ["2020/P1Y", "2020-01-01/P1Y", "2020-01-01T00:00:00/P12M", "2020/2020"];
        let dated = ["2020-01-01/2020-12-31", "2020-01-01T00:00:00Z/2021-01-01T00:00:00Z"];
        for year in intervals.into_iter().chain(dated) {
            assert_eq!(read(year), Period::Year("2020"), "{year}");
        }
        // These are no periods, and so become problems.
        for other in ["2020-13", "2020-21", "20", "", "two thousand", "2020Q5", "20é0", "2020-"] {
            assert_eq!(read(other), Period::Unreadable(other));
        }
        assert_eq!(read("2020-04-01/P1Y"), Period::Unreadable("2020-04-01/P1Y"));
    }

    #[test]
    fn a_day_or_a_month_is_a_year_where_figures_are_annual() {
        let annual = |text| period(text, Frequency::Annual);
        for day in ["2014-01-01", "2014-12-31", "2014-12-31T23:59:59Z", "2014-07-01", "2014-12"] {
            assert_eq!(annual(day), Period::Year("2014"), "{day}");
        }
        assert_eq!(annual("2014-03-31"), Period::Unreadable("2014-03-31"));
        assert_eq!((annual("2014-03"), annual("2014-Q4")), (Period::NotAnnual, Period::NotAnnual));
    }
}
