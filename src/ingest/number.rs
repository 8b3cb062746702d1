//! A text as the number that it is, or by what it looks like why it is none.

use super::said::ObsValue;

/// A finite number written in digits; words such as `NaN` and `inf` are no numbers here.
pub(crate) fn finite(text: &str) -> Option<f64> {
    let in_digits =
        text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|x| in_digits && x.is_finite())
}

/// Words for "no figure", in small letters.
const NONE: [&str; 15] = [
    "#n/a", "..", "...", "…", "-", "–", "—", ":", "na", "n/a", "n.a.", "nan", "inf", "null", "none",
];

/// What is expected where a text is no number, by what it looks like.
pub(super) fn number_in_place_of(text: &str) -> &'static str {
    let marks = |marks: &[char]| {
        text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
            && text.contains(marks)
            && text.chars().all(|c| matches!(c, '0'..='9' | '.' | '-') || marks.contains(&c))
    };
    let is_digit = |c: char| c.is_ascii_digit();
    let alone = text.trim_start_matches(['-', '+']);
    let (number, behind) =
        alone.split_at(alone.find(|c| !is_digit(c) && c != '.').unwrap_or(alone.len()));
    if NONE.contains(&text.to_lowercase().as_str()) {
        "a number, or an empty cell where there is none"
    } else if text.starts_with(['−', '–', '—']) && text.contains(is_digit) {
        "a number with a hyphen (-) for its minus sign"
    } else if text.starts_with('(') && text.contains(is_digit) {
        "a number without brackets, which may mean a negative one or an estimate"
    } else if text.ends_with('%') {
        "a number without a percent sign, in the unit of all the others"
    } else if marks(&[' ', '\'', '’', '\u{a0}', '\u{202f}']) {
        "a number without marks of thousands"
    } else if marks(&[',']) {
        "a number with a decimal point and no comma, neither for decimals nor for thousands"
    } else if !number.is_empty()
        && behind.starts_with(|c: char| c.is_whitespace() || "*()[]†‡".contains(c))
    {
        "a number alone: marks and notes stand in columns of their own"
    } else {
        "a number with a decimal point and no thousands separators"
    }
}

/// What a cell that should hold a value holds, in a message or in a table of one's own.
pub(super) fn figure_of(text: &str, is_own: bool) -> ObsValue {
    match finite(text) {
        _ if text.is_empty() => ObsValue::None,
        // SDMX-CSV 2.0 writes a value that is missing on purpose so.
        None if !is_own && matches!(text, "NaN" | "#N/A") => ObsValue::None,
        Some(number) => ObsValue::Number(number),
        None => ObsValue::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_place_of_a_number_is_told_by_what_it_looks_like() {
        for (texts, word) in [
            (&["..", "n/a", "NaN", "-", ":"][..], "an empty cell"),
            (&["−4.4", "–4.4"], "a hyphen"),
            (&["(4.4)"], "without brackets"),
            (&["4.4%"], "percent"),
            (&["1 234.5", "1’234"], "thousands"),
            (&["1,234", "4,4"], "no comma"),
            (&["12.3*", "4.4(e)", "4.4 [3-5]", "4.4 e", "-4†"], "a number alone"),
            (&["many", "0x1F", "4.4¹"], "a decimal point"),
        ] {
            for text in texts {
                assert_eq!(finite(text), None);
                assert!(number_in_place_of(text).contains(word), "{text}");
            }
        }
    }
}
