//! `[[reading]]` and `[[theme]]` in: codes of their own, each theme of a reading that there is.

use std::collections::BTreeSet;

use toml::Spanned;

use super::check::{Check, Known};
use crate::framework::readings::{Reading, Theme};

impl Check<'_> {
    pub(super) fn readings(
        &mut self,
        readings: Vec<Spanned<Reading>>,
        themes: Vec<Spanned<Theme>>,
    ) -> (Vec<Reading>, Vec<Theme>) {
        self.all_once("reading", &readings, |reading| &reading.code);
        self.all_once("theme", &themes, |theme| &theme.code);
        let codes = Known::of(readings.iter().map(|reading| reading.get_ref().code.as_str()));
        for theme in &themes {
            if let Some(code) = &theme.get_ref().reading {
                self.known(&Spanned::new(theme.span(), code.clone()), "reading", &codes);
            }
        }
        for reading in &readings {
            let code = &reading.get_ref().code;
            if !themes.iter().any(|theme| theme.get_ref().reading.as_ref() == Some(code)) {
                let message = format!("the reading `{code}` has no theme");
                self.refuse(
                    reading,
                    message,
                    format!("add a [[theme]] with `reading = \"{code}\"`"),
                );
            }
        }
        let readings = readings.into_iter().map(Spanned::into_inner).collect();
        (readings, themes.into_iter().map(Spanned::into_inner).collect())
    }

    /// Codes that differ by capitals alone are the same.
    fn all_once<T>(&mut self, what: &str, tables: &[Spanned<T>], code: fn(&T) -> &String) {
        let mut seen = BTreeSet::new();
        for table in tables.iter().filter(|t| !seen.insert(code(t.get_ref()).to_lowercase())) {
            self.fault(table, format!("the {what} `{}` stands twice", code(table.get_ref())));
        }
    }
}
