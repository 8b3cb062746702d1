//! When a provider last changed each code, by its own catalogue: for those whose server can't be asked
//! whether a file is still the same.

use std::collections::BTreeMap;

use super::taking::Taker;
use super::wanted::Wanted;
use crate::fault::Result;
use crate::fetch::{Pace, Reply, Request};
use crate::ingest::ilostat::read_toc;

/// By id, when each was last changed. Empty where the provider has no catalogue; where it can't be
/// had, too: then every file is fetched, which costs no more than time.
pub(super) fn listed(taker: &Taker, wanted: &Wanted, pace: &mut Pace) -> BTreeMap<String, String> {
    let Some(address) = &wanted.fetch.catalogue else { return BTreeMap::new() };
    (taker.tell)("the provider's catalogue");
    read(taker, wanted, address, pace).unwrap_or_else(|faults| {
        (taker.tell)(&format!("its catalogue can't be used: {}", faults.0[0].message));
        BTreeMap::new()
    })
}

fn read(
    taker: &Taker,
    wanted: &Wanted,
    address: &str,
    pace: &mut Pace,
) -> Result<BTreeMap<String, String>> {
    let part = taker.store.part(&wanted.provider.code, "catalogue");
    let request = Request { address, known: None, part: &part, largest: wanted.largest() };
    let found = match taker.client.get(&request, pace, taker.tell)? {
        Reply::Whole { .. } => read_toc(&part),
        Reply::Unchanged => Ok(BTreeMap::new()),
    };
    crate::fetch::sweep(part.parent().unwrap_or(&part));
    let dated =
        |(id, entry): (String, crate::ingest::ilostat::Entry)| Some((id, entry.last_update?));
    Ok(found?.into_iter().filter_map(dated).collect())
}
