//! Inputs and outputs in, the manifest out: what a result was made from, by hash.

mod lock;
mod made;
mod manifest;
mod record;
mod sidecar;
mod store;

pub use lock::{Lock, Locked, PREVIOUS};
pub use made::made;
pub use manifest::{Chosen, Left, Manifest, Simulated, State};
pub use record::Record;
pub use sidecar::Sidecar;
pub use store::{Store, plain_name, vintage_name};
