//! Codes, notes and names of files in, each kept once for the whole run; numbers of four bytes out, that
//! read as the texts. A row of data has several of them, and there are many rows.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::num::NonZeroU32;
use std::ops::Deref;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A text that many rows share, by its number. In order of the texts; the numbers are of this run alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Label(NonZeroU32);

static TEXTS: Once<str> = Once::new();

impl Label {
    /// Numbers are given one after another, from 1.
    pub(crate) fn number(self) -> usize {
        self.0.get() as usize
    }

    /// Each of the texts once.
    pub fn distinct(all: impl IntoIterator<Item = Label>) -> BTreeSet<&'static str> {
        let (mut distinct, mut last) = (BTreeSet::new(), None);
        for label in all {
            // Rows of one area or series mostly stand together.
            if last.replace(label) != Some(label) {
                distinct.insert(TEXTS.get(label.0));
            }
        }
        distinct
    }
}

impl Deref for Label {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        TEXTS.get(self.0)
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Label(TEXTS.number(text, || Box::from(text)))
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl Default for Label {
    fn default() -> Self {
        "".into()
    }
}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Label {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        if self == other { std::cmp::Ordering::Equal } else { (**self).cmp(&**other) }
    }
}

impl Borrow<str> for Label {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for Label {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

/// Things that are kept once and for good, each with a number. Reading one waits for no other thread.
pub(super) struct Once<T: ?Sized + 'static> {
    /// In chunks, each twice as long as the one before, so that none ever moves.
    chunks: [OnceLock<Box<[OnceLock<&'static T>]>>; 32],
    numbers: Mutex<BTreeMap<&'static T, NonZeroU32>>,
}

impl<T: ?Sized + Ord> Once<T> {
    pub const fn new() -> Self {
        let chunks = [const { OnceLock::new() }; 32];
        Once { chunks, numbers: Mutex::new(BTreeMap::new()) }
    }

    /// The number of a thing, which is `made` where it isn't there yet.
    pub fn number(&self, one: &T, made: impl FnOnce() -> Box<T>) -> NonZeroU32 {
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = numbers.get(one) {
            return *number;
        }
        let next = u32::try_from(numbers.len() + 1).ok().and_then(NonZeroU32::new);
        let number = next.expect("fewer different texts than memory has room for");
        let one: &'static T = Box::leak(made());
        let chunk = self.chunks[number.ilog2() as usize]
            .get_or_init(|| (0..1_usize << number.ilog2()).map(|_| OnceLock::new()).collect());
        chunk[place(number)].get_or_init(|| one);
        numbers.insert(one, number);
        number
    }

    pub fn get(&self, number: NonZeroU32) -> &'static T {
        let chunk = self.chunks[number.ilog2() as usize].get();
        chunk.and_then(|chunk| chunk[place(number)].get()).expect("a number that was given")
    }
}

/// Where a number stands in its chunk.
fn place(number: NonZeroU32) -> usize {
    (number.get() - (1 << number.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_on_every_thread_and_sorts_as_it_is_written() {
        let text = |n: usize| format!("text {n}");
        let all = |_| (0..500).map(|n| Label::from(text(n))).collect::<Vec<_>>();
        let threads: Vec<Vec<Label>> = std::thread::scope(|scope| {
            let running: Vec<_> = (0..4).map(|n| scope.spawn(move || all(n))).collect();
            running.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(threads.iter().all(|labels| *labels == threads[0]));
        assert!(threads[0].iter().enumerate().all(|(n, label)| **label == *text(n)));
        assert!(Label::from("b") > Label::from("a") && *Label::default() == *"");
        assert_eq!((size_of::<Label>(), size_of::<Option<Label>>()), (4, 4));
    }
}
