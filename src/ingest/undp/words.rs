//! UNDP's words: a cell as the figure that it is, and codes of groups.

use crate::ingest::number::finite;
use crate::ingest::said::ObsValue;

/// Words for "no figure".
const NONE: [&str; 4] = ["", "..", "NA", "n.a."];

/// Groups stand below the countries, under codes that no country can have.
pub(super) fn is_group(area: &str) -> bool {
    area.starts_with("ZZ")
}

pub(super) fn figure(written: &str) -> ObsValue {
    match finite(written) {
        _ if NONE.contains(&written) => ObsValue::None,
        Some(number) => ObsValue::Number(number),
        None => ObsValue::Unreadable,
    }
}
