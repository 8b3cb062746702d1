//! Characters that no one sees, left out of what is read, and the note on them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::characters::{is_invisible, seen, told};

/// What was left out of a file, or of a block of it.
#[derive(Debug, Default)]
pub(super) struct Unseen {
    n: usize,
    /// The line that the first of them stood in.
    first: Option<u64>,
    which: BTreeSet<char>,
}

impl Unseen {
    /// The text without them; `line`: where the nth byte of it stands.
    pub fn left_out<'t>(&mut self, text: &'t str, line: impl Fn(usize) -> u64) -> Cow<'t, str> {
        let Some((at, _)) = text.char_indices().find(|(_, c)| is_invisible(*c)) else {
            return text.into();
        };
        self.first = self.first.or_else(|| Some(line(at)));
        let hidden = || text.chars().filter(|c| is_invisible(*c));
        self.n += hidden().count();
        self.which.extend(hidden());
        text.chars().filter(|c| !is_invisible(*c)).collect::<String>().into()
    }

    /// A code or a name without them, composed, its spaces plain ones.
    pub fn code<'t>(&mut self, text: &'t str, line: impl Fn() -> u64) -> Cow<'t, str> {
        match self.left_out(text, |_| line()) {
            Cow::Borrowed(text) => seen(text),
            Cow::Owned(text) => seen(&text).into_owned().into(),
        }
    }

    /// Puts what was left out of the next block behind this.
    pub fn add(&mut self, next: Unseen) {
        self.n += next.n;
        self.first = self.first.or(next.first);
        self.which.extend(next.which);
    }

    /// What was left out, in a sentence.
    pub fn note(&self, file: &str) -> Option<String> {
        let first = self.first?;
        let which: Vec<String> = self.which.iter().map(|c| told(*c)).collect();
        let (n, which) = (self.n, which.join(", "));
        Some(format!(
            "{file}: left out {n} characters that no one sees ({which}), the first in line {first}"
        ))
    }
}
