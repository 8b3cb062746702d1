//! `ssj fetch`: the catalogue and names in; originals in the store and the lock that pins them out.

mod ground;
mod listed;
mod listing;
mod outcome;
mod taking;
mod wanted;

pub use listing::{Sources, list_sources};
pub use outcome::{Fetched, Outcome, What};
pub use taking::Examine;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::options::Options;
use crate::fault::{Fault, Faults, Result};
use crate::fetch::{Client, Pace, Settings};
use crate::provenance::{Lock, Locked, PREVIOUS, Store};
use ground::Ground;
use listed::listed;
use taking::Taker;
use wanted::{Wanted, wanted};

/// What to fetch, and how strictly.
#[derive(Debug, Clone, Default)]
pub struct FetchOrder {
    /// Providers or series, by code; all where none is named.
    pub names: Vec<String>,
    /// Nothing but what the lock pins.
    pub locked: bool,
    /// Nothing from the network.
    pub offline: bool,
    /// Take a reply with far fewer rows than the locked one.
    pub accept_shrunken: bool,
}

/// Fetches, or under `offline` only verifies, what is ordered. One that fails does not keep the
/// others from being fetched: [`Fetched::check`] tells.
///
/// # Errors
/// What keeps anything from being fetched: no project, an unknown name, a store in use.
pub fn fetch(
    order: &FetchOrder,
    options: &Options,
    settings: Settings,
    examine: Examine,
) -> Result<Fetched> {
    let Ground { catalogue, store, lock_file, mut lock } = Ground::of(options)?;
    let mut wanted = wanted(&catalogue, &order.names)?;
    let before = lock.clone();
    if order.offline {
        return Ok(verify(&wanted, &lock, &store, order));
    }
    let tell = |what: &str| say(options.quiet, &format!("      {what}"));
    let (client, store) =
        (Client::new(settings), Store::open(&store, options.wait.then_some(&tell))?);
    let accept_shrunken = order.accept_shrunken;
    let taker =
        Taker { client: &client, examine, store: &store, lock_file, accept_shrunken, tell: &tell };
    let (mut outcomes, mut faults) = (Vec::new(), Vec::new());
    let mut pace: Option<(&str, Pace)> = None;
    let mut dates = BTreeMap::new();
    let all = wanted.len();
    for (index, one) in wanted.iter_mut().enumerate() {
        say(options.quiet, &format!("[{}/{all}] {}", index + 1, one.name()));
        let provider = one.provider;
        if pace.as_ref().is_none_or(|(code, _)| *code != provider.code) {
            let mut new = Pace::of(one.fetch.requests_per_second);
            dates = match order.locked {
                true => BTreeMap::new(),
                false => listed(&taker, one, &mut new),
            };
            pace = Some((provider.code.as_str(), new));
        }
        let Some((_, pace)) = pace.as_mut() else { continue };
        one.listed = dates.get(&one.catalogue_id()).cloned();
        let taken = match order.locked {
            true => taker.take_locked(one, &lock, pace),
            false => taker.take(one, &mut lock, pace),
        };
        let outcome = taken.unwrap_or_else(|failed| {
            let outcome = Outcome::failed(one, &failed);
            faults.extend(failed.0);
            outcome
        });
        tell(&outcome.to_string());
        outcomes.push(outcome);
    }
    if order.names.is_empty() && !order.locked {
        let named = |provider: &str, code: &str| wanted.iter().any(|one| one.is(provider, code));
        match lock.keep(named) {
            0 => {}
            n => tell(&format!("the lock forgets {n} files that the catalogue no longer names")),
        }
        lock.write(&taker.lock_file)?;
    }
    // So that `ssj revisions` can tell what this fetch changed.
    if lock != before && before != Lock::default() {
        before.write(&taker.store.root().join(PREVIOUS))?;
    }
    Ok(Fetched::of(outcomes, faults))
}

/// What the store has of what is wanted, by the lock's hashes.
fn verify(wanted: &[Wanted], lock: &Lock, store: &Path, order: &FetchOrder) -> Fetched {
    let (mut outcomes, mut faults) = (Vec::new(), Vec::new());
    for one in wanted {
        let locked: Vec<&Locked> = lock.of(&one.provider.code, &one.code).collect();
        let mut failed: Vec<Fault> = locked
            .iter()
            .filter_map(|locked| locked.verify(store).err())
            .flat_map(|found| found.0)
            .collect();
        if order.locked && locked.is_empty() {
            let message = format!("{} is not in datasets/sources.lock", one.name());
            failed.push(Fault::new(message).hint("fetch it once, with neither flag"));
        }
        outcomes.push(match (failed.is_empty(), locked.is_empty()) {
            (false, _) => Outcome::failed(one, &Faults(failed.clone())),
            (true, true) => Outcome::of(one, What::Absent, &locked),
            (true, false) => Outcome::of(one, What::Unchanged, &locked),
        });
        faults.extend(failed);
    }
    Fetched::of(outcomes, faults)
}

fn say(quiet: bool, line: &str) {
    if !quiet {
        // That no one listens any more is no reason to stop.
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}
