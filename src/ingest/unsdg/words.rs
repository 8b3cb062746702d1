//! What the database's own words mean: values, natures, totals.

use super::super::said::ObsValue;
use crate::ingest::number::finite;
use crate::model::{ObsStatus, Sex};

/// A value as written: a number (`2,553` has thousands), a bound (`>95`, `<5`, `>=80`), or a word for
/// none: in this database `NA` and `N` in a value are "not available" and "none".
pub(super) fn figure(text: &str) -> ObsValue {
    if ["", "NA", "N", "NaN", "N/A"].contains(&text) {
        return ObsValue::None;
    }
    let limit = ["≥", "≤", ">=", "<=", ">", "<"].iter().find_map(|sign| text.strip_prefix(sign));
    match limit {
        Some(limit) => number(limit.trim()).map_or(ObsValue::Unreadable, ObsValue::Bound),
        None => number(text).map_or(ObsValue::Unreadable, ObsValue::Number),
    }
}

/// A number; commas only where they part thousands.
fn number(text: &str) -> Option<f64> {
    if !text.contains(',') {
        return finite(text);
    }
    let (whole, _) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.trim_start_matches('-').split(',');
    // No thousands begin with 0: what does was written with a decimal comma.
    let is_group = |first: &str| (1..=3).contains(&first.len()) && !first.starts_with('0');
    let is_first = groups.next().is_some_and(is_group);
    let parts_thousands = is_first
        && groups.all(|group| group.len() == 3)
        && !text[whole.len()..].contains(',')
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'-'));
    parts_thousands.then(|| finite(&text.replace(',', ""))).flatten()
}

/// What kind of figure a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    Of(ObsStatus),
    /// The series means nothing for this area.
    NotRelevant,
}

/// Country data (C), data a country's figures were adjusted from (CA) and what an agency collects
/// itself for global monitoring (G) are observed; estimates (E, EA), models (M, MD) are not. Where the
/// nature is not known (NA or empty) the figure counts as published, as nothing says otherwise; the word
/// is kept with the figure. `None` for any other word.
pub(super) fn nature(text: &str) -> Option<Nature> {
    let published = Nature::Of(ObsStatus::Published);
    let estimated = Nature::Of(ObsStatus::Estimated);
    let lower = text.to_lowercase();
    match lower.strip_suffix(" data").unwrap_or(&lower) {
        "" | "c" | "ca" | "g" | "na" => Some(published),
        "country" | "country adjusted" | "global monitoring" | "not available" => Some(published),
        "data nature not available" => Some(published),
        "e" | "ea" | "m" | "md" | "estimated" | "modelled" | "modeled" => Some(estimated),
        "n" | "non-relevant" | "non relevant" | "not relevant" => Some(Nature::NotRelevant),
        _ => None,
    }
}

/// The sex of a row; `Ok(None)` where it says none, `Err` for a word that is no sex.
pub(super) fn sex(text: &str) -> Result<Option<Sex>, ()> {
    let upper = text.to_uppercase();
    match upper.as_str() {
        "" => Ok(None),
        "FEMALE" | "FEMALES" | "WOMEN" => Ok(Some(Sex::Female)),
        "MALE" | "MALES" | "MEN" => Ok(Some(Sex::Male)),
        "BOTHSEX" | "TOTAL" => Ok(Some(Sex::Total)),
        _ if upper.starts_with("BOTH SEXES") => Ok(Some(Sex::Total)),
        _ => Sex::parse(text).map(Some).ok_or(()),
    }
}

/// Whether a code or a label of a breakdown stands for all of it.
pub(super) fn is_total(text: &str) -> bool {
    const CODES: [&str; 11] =
        ["", "_T", "T", "TOTAL", "ALL", "ALLAGE", "ALLAREA", "BOTHSEX", "NOCITI", "_Z", "NA"];
    let upper = text.to_uppercase();
    CODES.contains(&upper.as_str())
        || upper.starts_with("TOTAL ")
        || upper.starts_with("ALL ")
        || upper.contains("NO BREAKDOWN")
}

/// Whether a reporting type is the database's own: figures for global monitoring, not a State's.
pub(super) fn is_global(text: &str) -> bool {
    text.is_empty() || text.eq_ignore_ascii_case("G") || text.eq_ignore_ascii_case("Global")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbers_bounds_none_or_unreadable() {
        let cases = [
            ("2,553", ObsValue::Number(2553.0)),
            ("-1,234,567.5", ObsValue::Number(-1_234_567.5)),
            ("38.2", ObsValue::Number(38.2)),
            ("1e-3", ObsValue::Number(0.001)),
            (">95", ObsValue::Bound(95.0)),
            ("<5", ObsValue::Bound(5.0)),
            (">=80", ObsValue::Bound(80.0)),
            ("≤ 2.5", ObsValue::Bound(2.5)),
            ("<2,500", ObsValue::Bound(2500.0)),
            ("NA", ObsValue::None),
            ("N", ObsValue::None),
            ("NaN", ObsValue::None),
            ("", ObsValue::None),
        ];
        for (text, expected) in cases {
            assert_eq!(figure(text), expected, "{text}");
        }
        for text in [
            "12,5", "1,2345", ",123", "1,234,56", "1.5,000", "> many", "inf", "5%", "1,000,",
            "0,123", "-0,500",
        ] {
            assert_eq!(figure(text), ObsValue::Unreadable, "{text}");
        }
    }

    #[test]
    fn natures_say_whether_a_figure_was_estimated() {
        let published = Some(Nature::Of(ObsStatus::Published));
        for text in ["C", "CA", "G", "NA", "", "Country data", "Global monitoring data"] {
            assert_eq!(nature(text), published, "{text}");
        }
        for text in ["E", "M", "Estimated data", "Modelled data"] {
            assert_eq!(nature(text), Some(Nature::Of(ObsStatus::Estimated)), "{text}");
        }
        assert_eq!(nature("N"), Some(Nature::NotRelevant));
        assert_eq!(nature("Q"), None);
    }
}
