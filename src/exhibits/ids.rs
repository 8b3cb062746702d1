//! Codes in, ids of figures and chapters out: safe in file names and references.

use crate::framework::Framework;

/// The id of the figure of a family that shows what `code` names: the code of a level, a grouping or
/// an area, made safe.
pub(crate) fn id_of(family: &str, code: &str) -> String {
    format!("{family}_{}", safe(code))
}

/// As [`id_of`], of the value of a group: small letters, with `-` between words.
pub(crate) fn of_group(family: &str, value: &str) -> String {
    id_of(family, &value.to_lowercase().replace(' ', "-"))
}

/// A code in characters that file names and references allow: everything but A–Z, a–z, 0–9, `_` and
/// `-` becomes its bytes as `_2F`. An underscore that would read as such a byte is escaped too, so
/// that different codes stay different.
pub(crate) fn safe(code: &str) -> String {
    let is_hex = |byte: Option<&u8>| byte.is_some_and(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'));
    let bytes = code.as_bytes();
    let mut safe = String::new();
    for (at, byte) in bytes.iter().enumerate() {
        let reads_as_escape =
            *byte == b'_' && is_hex(bytes.get(at + 1)) && is_hex(bytes.get(at + 2));
        if (byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) && !reads_as_escape {
            safe.push(char::from(*byte));
        } else {
            safe.push_str(&format!("_{byte:02X}"));
        }
    }
    safe
}

/// The id of the figure of memberships: `groups_memberships`, with more to it where a grouping of
/// several groups has that id.
pub(crate) fn memberships(framework: &Framework) -> String {
    let mut id = id_of("groups", "memberships");
    let several = framework.groupings.iter().filter(|g| g.groups.len() > 1);
    let taken: Vec<String> = several.map(|g| id_of("groups", &g.code)).collect();
    while taken.contains(&id) {
        id.push_str("_together");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_safe_ids_that_stay_apart() {
        assert_eq!(id_of("map", "rights"), "map_rights");
        assert_eq!(id_of("map", "focus_area-1"), "map_focus_area-1");
        assert_eq!(id_of("map", "../a b"), "map__2E_2E_2Fa_20b");
        assert_eq!(safe("é"), "_C3_A9");
        assert_ne!(safe("a/"), safe("a_2F"));
        assert_eq!(safe("a_2F"), "a_5F2F");
    }
}
