//! A code or a name as it is written in, the one key that all spellings of it share out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::characters::is_invisible;

/// Words that some spellings have and others leave out, in English, French and Spanish.
const LEFT_OUT: [&str; 18] = [
    "the", "of", "and", "le", "la", "les", "de", "du", "des", "et", "el", "los", "las", "del", "y",
    "e", "d", "l",
];

/// Words that stand for one another: abbreviations, and the same word of three languages.
const SAME: [(&str, &str); 20] = [
    ("rep", "republic"),
    ("republique", "republic"),
    ("republica", "republic"),
    ("dem", "democratic"),
    ("democratique", "democratic"),
    ("democratica", "democratic"),
    ("fed", "federal"),
    ("federated", "federal"),
    ("federation", "federal"),
    ("sts", "states"),
    ("st", "saint"),
    ("is", "islands"),
    ("isl", "islands"),
    ("isls", "islands"),
    ("island", "islands"),
    ("peoples", "people"),
    ("terr", "territory"),
    ("territories", "territory"),
    ("excl", "excluding"),
    ("exc", "excluding"),
];

/// How a code or a name is looked up: digits without leading zeros, names folded, codes as they are.
pub(in crate::ingest) fn key_of(text: &str) -> String {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        unpadded(text)
    } else if text.chars().count() > 3 {
        folded(text)
    } else {
        text.to_owned()
    }
}

pub(in crate::ingest) fn unpadded(digits: &str) -> String {
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
}

/// A name without what spellings differ in: composed or decomposed letters and their marks, case,
/// punctuation, spaces, articles and prepositions, abbreviations.
pub(crate) fn folded(name: &str) -> String {
    let plain = name.replace(['’', '‘', '`', '´', 'ʼ', '′'], "'").replace('&', " and ");
    let letters = plain.nfkd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c));
    let lower = letters.collect::<String>().to_lowercase();
    let mut words: Vec<&str> = Vec::new();
    let mut initials = String::new();
    let mut folded = String::new();
    for word in lower.split(|c: char| !c.is_alphanumeric() && c != '\'').chain([""]) {
        // `People's` and `d'Ivoire`.
        let word = word.strip_suffix("'s").unwrap_or(word);
        let word = word.strip_prefix("d'").or(word.strip_prefix("l'")).unwrap_or(word);
        words.extend(word.split('\'').filter(|part| !part.is_empty()));
    }
    for word in words.into_iter().chain([""]) {
        // `U.S.` is one word.
        if word.chars().count() == 1 {
            initials.push_str(word);
            continue;
        }
        for word in [std::mem::take(&mut initials).as_str(), word] {
            add(&mut folded, word);
        }
    }
    folded
}

fn add(folded: &mut String, word: &str) {
    if word.is_empty() || LEFT_OUT.contains(&word) {
        return;
    }
    if !folded.is_empty() {
        folded.push(' ');
    }
    folded.push_str(SAME.iter().find(|(short, _)| *short == word).map_or(word, |(_, full)| full));
}

/// The key of a name whose first part is put behind: `Korea, Republic of`, `Korea (Republic of)`.
pub(super) fn turned(name: &str) -> Option<String> {
    let in_brackets = || name.trim_end().strip_suffix(')')?.split_once('(');
    let (first, then) = name.split_once(',').or_else(in_brackets)?;
    Some(folded(&format!("{then} {first}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_share_a_key() {
        let same = [
            ("Côte d’Ivoire", "Cote D'Ivoire"),
            ("Co\u{302}te d'Ivoire", "Côte d´Ivoire"),
            ("Tu\u{308}rkiye", "TÜRKİYE"),
            ("T\u{ad}ürkiye\u{200b}", "Türkiye"),
            ("Lao People's Democratic Republic", "Lao People’s Dem. Rep."),
            ("Virgin Islands (U.S.)", "Virgin Is., US"),
            ("St. Kitts & Nevis", "Saint Kitts and Nevis"),
            ("República de Corea", "Rép. de Corea"),
            ("La\u{a0}Réunion", "Reunion"),
        ];
        for (one, other) in same {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_eq!(folded("U.S.S.R. (former)"), "ussr former");
        assert_ne!(folded("Guinea"), folded("Guinée-Bissau"));
    }

    #[test]
    fn what_stands_behind_a_comma_or_in_brackets_is_put_first() {
        assert_eq!(turned("Korea, Rep. of").as_deref(), Some("republic korea"));
        assert_eq!(turned("Iran (Islamic Republic of)").as_deref(), Some("islamic republic iran"));
        assert_eq!(turned("Iran"), None);
    }
}
