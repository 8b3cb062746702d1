//! What a file holds, by what it begins with and never by its name.
//!
//! In: the beginning of a text. Out: the form of its figures, or by its right name what it is instead
//! and what to do about it.

mod foreign;
mod json;
mod markup;
mod tables;
pub(super) mod what;

pub(super) use foreign::{ANNEX, CFB};
pub(super) use json::{message, why};
pub(super) use tables::{TIME, is_eurostat, is_sdmx_header, of_eurostats_browser};
pub(super) use what::{Holds, shortened};

/// Enough to hold any header, or the first keys of any JSON.
pub(super) const BEGINNING: u64 = 64 << 10;

/// What a text holds that begins with these bytes.
pub(super) fn look(beginning: &[u8]) -> Holds {
    if beginning.starts_with(b"PAR1") {
        return Holds::Parquet;
    }
    if let Some(foreign) = foreign::look(beginning) {
        return Holds::Nothing(foreign);
    }
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start();
    match text.chars().next() {
        Some('<') => Holds::Nothing(markup::look(text)),
        Some('{' | '[') => json::look(text),
        _ => tables::look(text),
    }
}

#[cfg(test)]
mod tests;
