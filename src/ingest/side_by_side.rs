//! Files in, each read on a thread of its own; what came of them in their order out, with the faults of all.

use rayon::prelude::*;

use super::duplicates;
use super::reading::{Expected, Ingested};
use crate::fault::{Faults, Result};

/// Reads files side by side, a few at a time, and puts what came of them together in their order.
pub(super) fn in_order<T: Send>(
    files: Vec<T>,
    expected: &Expected,
    read: impl Fn(T) -> Result<Ingested> + Send + Sync,
) -> Result<Ingested> {
    let (mut ingested, mut faults) = (Ingested::default(), Vec::new());
    let mut files = files.into_iter();
    while files.len() > 0 {
        let some: Vec<T> = files.by_ref().take(2 * rayon::current_num_threads()).collect();
        for one in some.into_par_iter().map(&read).collect::<Vec<_>>() {
            match one {
                Ok(one) if faults.is_empty() => {
                    ingested.add(one);
                    if !expected.keeps_doubles {
                        duplicates::thin_files(&mut ingested);
                    }
                }
                Ok(_) => {}
                Err(Faults(more)) => faults.extend(more),
            }
        }
    }
    Faults::check(faults, ingested)
}

/// Does the same with each, side by side, and keeps their order.
pub(super) fn each<T: Send, U: Send>(
    all: Vec<T>,
    work: impl Fn(T) -> Result<U> + Send + Sync,
) -> Result<Vec<U>> {
    let done: Vec<Result<U>> = all.into_par_iter().map(work).collect();
    let (mut results, mut faults) = (Vec::with_capacity(done.len()), Vec::new());
    for one in done {
        match one {
            Ok(result) => results.push(result),
            Err(Faults(more)) => faults.extend(more),
        }
    }
    Faults::check(faults, results)
}
