//! What an audit found over all areas and over the ranked alone, as rows of one table.

use crate::analyse::Audit;
use crate::analyse::audit::Linked;

/// What was found over all areas, then over those ranked alone, each with the word for these areas.
pub(super) fn over<'a, T: 'a>(
    audit: &'a Audit,
    all: fn(&Audit) -> &Vec<T>,
    ranked: fn(&Linked) -> &Vec<T>,
) -> impl Iterator<Item = (&'static str, &'a T)> {
    let ranked = audit.ranked.iter().flat_map(ranked).map(|found| ("ranked", found));
    all(audit).iter().map(|found| ("all", found)).chain(ranked)
}
