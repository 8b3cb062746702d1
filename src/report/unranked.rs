//! Why States are not ranked, counted by reason.

use std::collections::BTreeMap;

use crate::exhibits::Exhibits;
use crate::score::{Reason, Standing};

/// For every reason that `kind` recognises, in how many States it stands.
pub(super) fn not_ranked_for<K: Ord>(
    exhibits: &Exhibits,
    kind: impl Fn(&Reason) -> Option<K>,
) -> BTreeMap<K, usize> {
    let mut found = BTreeMap::new();
    for standing in &exhibits.scores.standings {
        let Standing::Indicative(reasons) = standing else { continue };
        for key in reasons.iter().filter_map(&kind) {
            *found.entry(key).or_insert(0) += 1;
        }
    }
    found
}

/// States that have every required indicator and are not ranked: they lack coverage, the whole of an
/// area's at worst.
pub(super) fn lacking_only_coverage(exhibits: &Exhibits) -> usize {
    let only = |standing: &&Standing| match standing {
        Standing::Ranked => false,
        Standing::Indicative(reasons) => reasons.iter().all(|r| required(r).is_none()),
    };
    exhibits.scores.standings.iter().filter(only).count()
}

/// The required indicator whose absence is the reason, if that is the reason.
pub(super) fn required(reason: &Reason) -> Option<usize> {
    match reason {
        Reason::RequiredMissing { indicator } => Some(*indicator),
        _ => None,
    }
}
