//! A sentence with what fills it, written once: names and values in, a call of whoever says it out.

/// What fills a sentence, as a list: `said![n = Number::count(3), where = name]`; `..more` are those of
/// another list.
macro_rules! said {
    ($($name:ident = $value:expr),* $(,)?) => {
        [$((stringify!($name), $crate::words::Say::from($value))),*]
    };
    ($($name:ident = $value:expr,)* ..$more:expr $(,)?) => {
        [&$crate::words::said![$($name = $value),*][..], &$more[..]].concat()
    };
}

/// The sentence of a key with its placeholders filled, by whatever has a method `say`:
/// `say!(words, "figure.map.title", n = Number::count(3), ..more)`.
macro_rules! say {
    ($speaker:expr, $key:expr $(,)?) => { $speaker.say($key, &[]) };
    ($speaker:expr, $key:expr, $($said:tt)+) => {
        $speaker.say($key, &$crate::words::said![$($said)+])
    };
}

pub(crate) use {said, say};

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{Number, Words};
    use crate::model::Language;

    #[test]
    fn a_sentence_is_said_with_what_fills_it() {
        let text = "[a]\nall = 'All'\nsome = '{n} {n:State|States} in {place}, {on}'";
        let words = Words::read(Language::En, Path::new("words.en.toml"), text).unwrap();
        assert_eq!(say!(words, "a.all").unwrap(), "All");
        let (key, place, on) = (format!("a.{}", "some"), String::from("Asia"), Some("foot"));
        let said = say!(words, &key, n = Number::count(2), place = &place, on = on.unwrap());
        assert_eq!(said.unwrap(), "2 States in Asia, foot");
        let more = said![place = place, on = "wheels"];
        for said in [
            say!(words, &key, n = Number::count(1), ..more),
            say!(words, &key, ..said![n = Number::count(1), ..more]),
        ] {
            assert_eq!(said.unwrap(), "1 State in Asia, wheels");
        }
    }

    #[test]
    fn what_is_missing_or_left_over_is_refused() {
        let words = Words::read(Language::En, Path::new("words.en.toml"), "a = '{n}'").unwrap();
        for (said, problem) in [
            (say!(words, "b", n = "x"), "no words for `b`"),
            (say!(words, "a"), "`a`: the placeholder `{n}` has no argument"),
            (say!(words, "a", n = "x", m = "y"), "`a`: the argument `m` has no placeholder"),
        ] {
            assert!(said.unwrap_err().to_string().contains(problem));
        }
    }
}
