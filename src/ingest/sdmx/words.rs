//! Words that stand for codes: behind them (`A: Annual`), or in their place (`Annual`, `Females`).

use crate::model::{ObsStatus, Sex};

/// The code of a cell that holds `CODE: Label`, or a code alone.
pub(in crate::ingest) fn code(cell: &str) -> &str {
    match memchr::memchr(b':', cell.as_bytes()) {
        Some(_) => cell.split_once(": ").map_or(cell, |(code, _)| code),
        None => cell,
    }
}

/// Whether a cell holds a code and its label; no code has a blank or a small letter.
pub(in crate::ingest) fn has_label(cell: &str) -> bool {
    let code = code(cell);
    let is_code = |c: char| !c.is_whitespace() && !c.is_lowercase();
    code.len() < cell.len() && !code.is_empty() && code.chars().all(is_code)
}

/// How often figures come, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Frequency {
    Annual,
    /// Within a year, or over several.
    Other,
    Unsaid,
    Unknown,
}

/// Whether a frequency is one of SDMX's list CL_FREQ (`M`, `A5`, `M_2`, `OA`, `_O`), or a duration (`P3M`).
fn is_of_the_list(code: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let mut letters = code.chars();
    let is_letter = letters.next().is_some_and(|first| first.is_ascii_uppercase());
    let rest = letters.as_str();
    let duration = rest.strip_suffix(['D', 'W', 'M', 'Y']).filter(|n| !n.is_empty());
    (is_letter && digits(rest.strip_prefix('_').unwrap_or(rest)))
        || ["OA", "OM", "_O"].contains(&code)
        || (code.starts_with('P') && duration.is_some_and(digits))
}

pub(in crate::ingest) fn frequency(text: &str) -> Frequency {
    let text = code(text);
    match text {
        "A" => return Frequency::Annual,
        "" | "_Z" | "_U" | "_T" | "~" => return Frequency::Unsaid,
        "P1Y" => return Frequency::Annual,
        code if is_of_the_list(code) => return Frequency::Other,
        _ => {}
    }
    let word = text.to_lowercase();
    let begins = |words: &str| words.split(' ').any(|part| word.starts_with(part));
    if begins("annual annuel anual year jährlich") || word == "a" {
        Frequency::Annual
    } else if begins(
        "month quarter week day daily half semi bi hour minut busines every mensu trimest sema hebdo quotid diari",
    ) || ["m", "q", "s", "w", "d"].contains(&word.as_str())
    {
        Frequency::Other
    } else {
        Frequency::Unknown
    }
}

/// What a message wants done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Action {
    /// Taken as it stands.
    Add,
    Merge,
    Replace,
    Delete,
}

pub(in crate::ingest) fn action(text: &str) -> Option<Action> {
    Some(match code(text).to_ascii_lowercase().as_str() {
        "" | "i" | "a" | "information" | "append" => Action::Add,
        "m" | "merge" => Action::Merge,
        "r" | "replace" => Action::Replace,
        "d" | "delete" => Action::Delete,
        _ => return None,
    })
}

/// A sex by its code (of SDMX, WHO or OECD.Stat), or by a word for it.
pub(in crate::ingest) fn sex(text: &str) -> Option<Sex> {
    let of = |text: &str| {
        Sex::parse(text).or_else(|| match text.to_lowercase().as_str() {
            "total" | "both sexes" | "both sex" | "bothsex" | "not applicable" | "all persons"
            | "mw" | "btsx" | "sex_btsx" => Some(Sex::Total),
            "female" | "females" | "women" | "femmes" | "mujeres" | "fmle" | "sex_fmle" => {
                Some(Sex::Female)
            }
            "male" | "males" | "men" | "hommes" | "hombres" | "mle" | "sex_mle" => Some(Sex::Male),
            _ => None,
        })
    };
    of(text).or_else(|| of(code(text)))
}

/// Codes and words for sexes that are neither women, men nor both together.
pub(in crate::ingest) fn is_other_sex(text: &str) -> bool {
    let code = code(text);
    let is_word = || ["other", "unknown", "not specified"].contains(&code.to_lowercase().as_str());
    matches!(code, "O" | "_O" | "N" | "_N" | "U" | "_U" | "_X")
        || (code.starts_with("SEX_") && sex(code).is_none())
        || is_word()
}

/// The power of ten by which figures are multiplied.
pub(in crate::ingest) fn power(text: &str) -> Option<i32> {
    let code = code(text);
    if code.is_empty() {
        return Some(0);
    }
    if let Ok(power) = code.parse::<i32>() {
        return Some(power).filter(|power| power.abs() <= 15);
    }
    Some(match code.to_lowercase().as_str() {
        "_z" | "units" | "unit" | "unités" | "unidades" | "not applicable" => 0,
        "tens" => 1,
        "hundreds" => 2,
        "thousands" | "thousand" | "milliers" | "miles" => 3,
        "ten thousands" => 4,
        "hundred thousands" => 5,
        "millions" | "million" | "millones" => 6,
        "billions" | "billion" | "milliards" => 9,
        "trillions" | "trillion" => 12,
        _ => return None,
    })
}

/// The status by SDMX's code list, by its labels, or by Eurostat's flags in small letters.
pub(in crate::ingest) fn status(text: &str) -> Option<ObsStatus> {
    let of = |text: &str| {
        let has_only = |flags: &[u8]| !text.is_empty() && text.bytes().all(|b| flags.contains(&b));
        Some(match text {
            "" | "A" | "B" | "D" | "G" | "J" | "N" | "P" | "S" | "U" | "V" | "R" | "W" | "_Z" => {
                ObsStatus::Published
            }
            "E" | "F" | "I" | "M" => ObsStatus::Estimated,
            _ if has_only(b"bcdnpruz") => ObsStatus::Published,
            _ if has_only(b"bcdefinprsuz") => ObsStatus::Estimated,
            label => labelled(&label.to_lowercase())?,
        })
    };
    of(text).or_else(|| of(code(text)))
}

fn labelled(status: &str) -> Option<ObsStatus> {
    const PUBLISHED: [&str; 14] = [
        "normal",
        "time series break",
        "break",
        "definition differs",
        "experimental",
        "not significant",
        "provisional",
        "low reliability",
        "unreliable",
        "unvalidated",
        "strike",
        "includes data",
        "real value",
        "adjusted",
    ];
    let begins = |words: &[&str]| words.iter().any(|word| status.starts_with(word));
    if begins(&PUBLISHED) {
        return Some(ObsStatus::Published);
    }
    begins(&["estimate", "forecast", "imput", "model"]).then_some(ObsStatus::Estimated)
}

/// Whether a code of a breakdown, or a word for it, stands for all of it.
pub(in crate::ingest) fn is_total(code: &str) -> bool {
    matches!(code, "" | "_T" | "_Z" | "GEO_COV_NAT" | "Not applicable")
        || code.ends_with("_TOTAL")
        || code.eq_ignore_ascii_case("total")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_as_the_codes_they_stand_for() {
        for text in ["A", "A: Annual", "Annual", "annual", "Annuel", "P1Y"] {
            assert_eq!(frequency(text), Frequency::Annual, "{text}");
        }
        for text in [
            "M",
            "M: Monthly",
            "Monthly",
            "Quarterly",
            "Half-yearly, semester",
            "A5",
            "M_2",
            "OA",
            "P3M",
        ] {
            assert_eq!(frequency(text), Frequency::Other, "{text}");
        }
        for text in ["Now and then", "AN", "ZZ", "PM"] {
            assert_eq!(frequency(text), Frequency::Unknown, "{text}");
        }
        assert_eq!(sex("F: Females"), Some(Sex::Female));
        assert_eq!((sex("Males"), sex("Both sexes")), (Some(Sex::Male), Some(Sex::Total)));
        assert_eq!((sex("SEX_FMLE"), is_other_sex("SEX_FMLE")), (Some(Sex::Female), false));
        assert_eq!((sex("both"), sex("SEX_O"), is_other_sex("SEX_O")), (None, None, true));
        assert_eq!(
            (power("6: Millions"), power("Thousands"), power("ten")),
            (Some(6), Some(3), None)
        );
        assert_eq!(status("E: Estimated value"), Some(ObsStatus::Estimated));
        assert_eq!(status("Provisional value"), Some(ObsStatus::Published));
        assert_eq!((status("be"), status("x")), (Some(ObsStatus::Estimated), None));
    }

    #[test]
    fn a_label_is_told_from_a_text_with_a_colon() {
        assert!(has_label("NOR: Norway") && has_label("EU27_2020: European Union: 27"));
        assert!(!has_label("China: Hong Kong SAR") && !has_label("NOR") && !has_label(": x"));
    }
}
