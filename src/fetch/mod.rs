//! The network and nothing else: an address in, a whole file beside the store out, or a reason.
//!
//! No address but `https://` is asked, save on this machine; providers are asked at their pace, and
//! what fails in passing is asked again. What a file holds is for others to say.

mod address;
mod attempt;
mod body;
mod client;
mod clock;
mod failure;
mod pace;
mod packed;
mod part;

pub use address::fill;
pub use client::{Client, Reply, Request, Settings};
pub use clock::now;
pub use pace::Pace;
pub use packed::unpacked;
pub use part::{Validators, sweep};
