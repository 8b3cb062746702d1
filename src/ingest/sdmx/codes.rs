//! Codes put together and taken apart: of a series with its breakdowns, of a dataflow, of a source.

use std::borrow::Cow;

use super::words::is_total;

/// The code of a series with its breakdowns behind it; these alone where nothing else names it.
pub(in crate::ingest) fn joined_code<'r>(series: &'r str, detail: &str) -> Cow<'r, str> {
    match (series, detail) {
        (series, "") => series.into(),
        ("", detail) => detail.trim_start_matches('.').to_owned().into(),
        _ => format!("{series}{detail}").into(),
    }
}

/// The codes of breakdowns that don't stand for all, as they are put behind that of a series; a label
/// without its blanks.
pub(in crate::ingest) fn detail<'r>(codes: impl Iterator<Item = &'r str>) -> String {
    let mut detail = String::new();
    for code in codes.filter(|code| !is_total(code)) {
        detail.push('.');
        detail.extend(code.chars().map(|c| if c.is_whitespace() { '_' } else { c }));
    }
    detail
}

/// The parts of a remark that there are; one alone is not copied.
pub(in crate::ingest) fn joined<'r>(parts: impl Iterator<Item = &'r str>) -> Cow<'r, str> {
    let mut parts = parts.filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return Cow::Borrowed("") };
    parts.fold(Cow::Borrowed(first), |all, part| Cow::Owned(format!("{all}; {part}")))
}

/// Whether a source, by its code (`XA:1909`) or its name, is a model of the provider and no survey or
/// register.
pub(in crate::ingest) fn is_modelled(source: &str) -> bool {
    const NAME: &[u8] = b"modelled estimates";
    source.starts_with("XA:")
        || source.as_bytes().windows(NAME.len()).any(|part| part.eq_ignore_ascii_case(NAME))
}

/// The id of `agency:id(version)`, of a dataflow or a structure.
pub(in crate::ingest) fn flow_id(text: &str) -> &str {
    let behind = text.rsplit_once('=').map_or(text, |(_, behind)| behind);
    let id = behind.rsplit_once(':').map_or(behind, |(_, id)| id);
    id.split_once('(').map_or(id, |(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_flow_is_told_from_agency_and_version() {
        assert_eq!(flow_id("ILO:DF_UNE(1.0)"), "DF_UNE");
        assert_eq!(flow_id("OECD.ELS.SAE:DSD_TUD@DF_TUD(1.0)"), "DSD_TUD@DF_TUD");
        assert_eq!(flow_id("urn:sdmx:x.DataStructure=OECD.ELS:DSD_A(2.1)"), "DSD_A");
        assert_eq!(flow_id("DF_UNE"), "DF_UNE");
    }
}
