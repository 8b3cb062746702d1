//! Which rows are wanted, by their series alone; the others are counted.

use std::ops::Range;

use super::super::account::Account;

/// What is known of each text of a column, by its number.
#[derive(Default)]
pub(super) struct Choice {
    texts: Vec<Known>,
}

#[derive(Clone, Copy, Default)]
struct Known {
    /// Rows met, and whether these are left out; `None` before the first.
    rows: usize,
    left_out: Option<Option<&'static str>>,
}

impl Choice {
    /// Which of the next rows, by the numbers of their texts, are wanted.
    pub fn of<'t>(
        &mut self,
        numbers: &[u32],
        text: &dyn Fn(u32) -> &'t str,
        account: &Account,
    ) -> Vec<Range<usize>> {
        let mut wanted = Vec::<Range<usize>>::new();
        for (row, number) in numbers.iter().enumerate() {
            let at = *number as usize;
            if at >= self.texts.len() {
                self.texts.resize(at + 1, Known::default());
            }
            let known = &mut self.texts[at];
            known.rows += 1;
            if known
                .left_out
                .get_or_insert_with(|| account.asked().leaves_out(text(*number)))
                .is_some()
            {
                continue;
            }
            match wanted.last_mut().filter(|last| last.end == row) {
                Some(last) => last.end += 1,
                None => wanted.push(row..row + 1),
            }
        }
        wanted
    }

    /// Counts the rows that were left out.
    pub fn count<'t>(self, text: &dyn Fn(u32) -> &'t str, account: &mut Account) {
        for (number, known) in self.texts.iter().enumerate() {
            if let Some(Some(rule)) = known.left_out {
                account.names(text(number as u32));
                account.left_out(rule, known.rows);
            }
        }
    }
}
