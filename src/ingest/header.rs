//! Columns by their names: a header in, positions out. One that is missing or stands twice is refused in
//! the same words whatever the header was read from.

use std::collections::BTreeSet;

use super::holds::what::shortened;
use crate::fault::{Fault, Place, Result};

/// The names of columns, and where they stand.
pub(super) struct Header<'h> {
    names: Vec<&'h str>,
    place: Place,
    is: fn(&str, &str) -> bool,
    /// Whether something may separate them that was not taken for a separator.
    is_text: bool,
}

impl<'h> Header<'h> {
    pub fn new(names: impl IntoIterator<Item = &'h str>, place: Place) -> Self {
        let is = |one: &str, other: &str| one == other;
        let names = names.into_iter().map(str::trim).collect();
        Header { names, place, is, is_text: false }
    }

    /// The same, of delimited text.
    pub fn separated(self) -> Self {
        Header { is_text: true, ..self }
    }

    /// The same, where names are one that are not written alike.
    pub fn alike(self, is: fn(&str, &str) -> bool) -> Self {
        Header { is, ..self }
    }

    pub fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| (self.is)(known, name))
    }

    /// Positions of columns, each by the first of its names that is there.
    ///
    /// # Errors
    /// Those that are not there, each with the nearest that is; one that stands twice.
    pub fn columns<const N: usize>(&self, wanted: [&[&str]; N]) -> Result<[usize; N]> {
        let found = wanted.map(|names| names.iter().find_map(|name| self.column(name)));
        for at in found.into_iter().flatten() {
            let same = self.names.iter().filter(|name| (self.is)(name, self.names[at]));
            if same.count() > 1 {
                return Err(twice(self.names[at], self.place.clone()).into());
            }
        }
        let absent = wanted.iter().zip(found).filter(|(_, at)| at.is_none());
        let absent: Vec<&str> = absent.map(|(names, _)| names[0]).collect();
        match absent[..] {
            [] => Ok(found.map(Option::unwrap_or_default)),
            _ => Err(self.missing(&absent).into()),
        }
    }

    /// The refusal of a header that lacks columns.
    pub fn missing(&self, absent: &[&str]) -> Fault {
        let found = self.names.join(", ");
        let fault = Fault::new(format!("missing the column {}", absent.join(" and the column ")))
            .at(self.place.clone())
            .hint(format!("found the columns: {}", shortened(&found)));
        let names = || self.names.iter().copied();
        let fault = absent.iter().fold(fault, |fault, name| fault.nearest(name, names()));
        if self.is_text { other_separator(fault, &found, false) } else { fault }
    }

    /// # Errors
    /// A name stands twice.
    pub fn once(&self) -> Result<()> {
        let mut seen = BTreeSet::new();
        match self.names.iter().find(|name| !name.is_empty() && !seen.insert(**name)) {
            Some(name) => Err(twice(name, self.place.clone()).into()),
            None => Ok(()),
        }
    }
}

/// The refusal of a header in which a name stands twice.
pub(crate) fn twice(name: &str, place: Place) -> Fault {
    Fault::new(format!("the column {name} stands twice"))
        .at(place)
        .hint("remove or rename one of them: which is meant can't be told")
}

/// A hint that the header of a file, which lacks columns, seems to be separated by something else; a
/// table of one's own may say so beside it.
pub(super) fn other_separator(fault: Fault, header: &str, is_own: bool) -> Fault {
    let Some(separator) = [';', '\t', '|'].into_iter().find(|c| header.contains(*c)) else {
        return fault;
    };
    let save = format!(
        "the columns seem to be separated by {separator:?}: save the file with commas, and with points for decimals"
    );
    fault.hint(match is_own {
        true => format!(
            "{save}, or say so in a sidecar, the file's name with `.toml` behind it: `separator = \"{}\"`, `decimal = \",\"`, `thousands = \".\"`",
            separator.escape_default()
        ),
        false => save,
    })
}

/// A name without what spellings of it differ in: its letters, small ones of ASCII, and its digits.
pub(super) fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase())
}
