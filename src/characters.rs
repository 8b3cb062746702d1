//! Texts from outside in; out, without what no one sees, told so that a terminal obeys none of it, or
//! marked so that no spreadsheet program runs it.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Characters that take no room: byte-order marks, joiners, soft hyphens, marks of direction, selectors
/// of variants, tags.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Characters that no name holds: those that a terminal obeys, and those that turn the direction of
/// what follows.
pub fn is_refused(c: char) -> bool {
    let is_space = matches!(c, '\n' | '\r' | '\t');
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (c.is_control() && !is_space) || turns
}

/// Marks between which a text keeps its own direction, and leaves that of what stands beside it.
pub const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// Whether a letter is written from right to left.
pub fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// A text on its way into a sentence: between marks where it runs otherwise than the sentence may.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if !text.contains(runs_left) || text.contains(ISOLATE) {
        return text.into();
    }
    let [first, last] = ISOLATE;
    format!("{first}{text}{last}").into()
}

/// A code or a name as it is looked up: composed, without what no one sees, its spaces plain ones.
pub fn seen(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let is_odd = |c: char| is_invisible(c) || (c.is_whitespace() && !c.is_ascii());
    if !text.contains(is_odd) && is_nfc(text) {
        return text.into();
    }
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    let kept: String = text.chars().filter(|c| !is_invisible(*c)).map(plain).nfc().collect();
    kept.trim().to_owned().into()
}

/// How a character is told that no one sees: `U+200B`.
pub fn told(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// A text as it may be told on a terminal or in a table: what no one sees, and what a terminal would
/// obey, stands as `\u{200b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| is_invisible(c) || is_refused(c);
    if !text.contains(is_hidden) {
        return text.into();
    }
    let mut told = String::new();
    for c in text.chars() {
        if is_hidden(c) { told.extend(c.escape_unicode()) } else { told.push(c) }
    }
    told.into()
}

/// What stands before a text that a spreadsheet program would run.
const MARK: char = '\'';

/// Whether a spreadsheet program would run a text, or take a mark from its beginning.
fn is_run(text: &str) -> bool {
    let first = text.trim_start_matches(MARK).chars().next();
    matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r'))
}

/// A text as a cell: marked where a spreadsheet program would run it. Numbers stay numbers.
pub fn as_cell(text: &str) -> Cow<'_, str> {
    let is_number = || text.parse::<f64>().is_ok_and(f64::is_finite);
    let text = visible(text);
    if !is_run(&text) || is_number() { text } else { format!("{MARK}{text}").into() }
}

/// The text of a cell again.
#[inline]
pub fn of_cell(cell: &str) -> &str {
    // Asked of every cell of a long file, of which hardly one is marked.
    if cell.as_bytes().first() != Some(&(MARK as u8)) {
        return cell;
    }
    cell.strip_prefix(MARK).filter(|text| is_run(text)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text_and_comes_back_as_it_was() {
        for text in ["=1+1", "+x", "-x", "@SUM(A1)", "\tx", "\rx", "'=1", "''=1", "-", "-1e", "=é"]
        {
            let cell = as_cell(text);
            assert_eq!(*cell, format!("'{text}"));
            assert_eq!(of_cell(&cell), text);
        }
        for text in ["", "-1", "+1.5e3", "-.5", "a=b", "'", "'s-Gravenhage", "’=1", "Côte d'Ivoire"]
        {
            assert_eq!(as_cell(text), text);
            assert_eq!(of_cell(text), text);
        }
        assert_eq!(as_cell("-inf"), "'-inf");
    }

    #[test]
    fn each_character_that_no_one_sees_is_left_out_of_codes_and_told_in_messages() {
        let hidden = [
            '\u{ad}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{202a}',
            '\u{202b}',
            '\u{202c}',
            '\u{202d}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2067}',
            '\u{2068}',
            '\u{2069}',
            '\u{feff}',
            '\u{fe0f}',
            '\u{e0041}',
        ];
        for c in hidden {
            let text = format!("B{c}RA");
            assert_eq!(seen(&text), "BRA", "{}", told(c));
            assert_eq!(visible(&text), format!("B\\u{{{:x}}}RA", c as u32));
        }
        for c in ['\u{0}', '\u{7}', '\u{1b}', '\u{7f}', '\u{9b}'] {
            assert_eq!(visible(&format!("a{c}")), format!("a\\u{{{:x}}}", c as u32));
        }
        assert_eq!(visible("a\tb\nc – é"), "a\tb\nc – é");
    }

    #[test]
    fn each_combining_mark_is_composed_with_its_letter() {
        for (apart, composed) in [
            ("e\u{301}", "é"),
            ("u\u{308}", "ü"),
            ("o\u{302}", "ô"),
            ("n\u{303}", "ñ"),
            ("c\u{327}", "ç"),
            ("a\u{30a}", "å"),
            ("i\u{307}\u{323}", "ị\u{307}"),
        ] {
            assert_eq!(seen(&format!("X{apart}")), format!("X{composed}"));
        }
        assert_eq!(seen("New\u{a0}Zealand\u{2009}"), "New Zealand");
    }
}
