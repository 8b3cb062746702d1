//! Names of levels, indicators and areas in the language of an edition, and lists of names.

use super::Exhibits;
use crate::fault::Result;

/// The short name of a level in the language of the exhibits.
pub fn level_name<'a>(exhibits: &'a Exhibits, level: usize) -> &'a str {
    exhibits.framework.levels[level].short.in_language(exhibits.language())
}

/// The short name of an indicator in the language of the exhibits.
pub fn indicator_name<'a>(exhibits: &'a Exhibits, indicator: usize) -> &'a str {
    exhibits.framework.indicators[indicator].short.in_language(exhibits.language())
}

/// The short name of an area of the panel; its code where the reference table has none.
pub fn area_name<'a>(exhibits: &'a Exhibits, area: usize) -> &'a str {
    let code = &exhibits.panel.areas[area];
    exhibits.areas.get(code).map_or(code, |a| a.short_name(exhibits.language()))
}

/// Of a name beside a score or a rank that rests much on imputed values.
pub const MARK: &str = "†";

/// The short name of an area beside its score at a level, or beside its rank: marked where much of the
/// score rests on imputed values.
pub fn marked_name(exhibits: &Exhibits, area: usize, level: usize) -> String {
    let mark = if exhibits.is_marked(area, level) { MARK } else { "" };
    format!("{}{mark}", area_name(exhibits, area))
}

/// Names as a list: `A, B and C`; empty where there is none.
///
/// # Errors
/// Words missing.
pub fn list(exhibits: &Exhibits, names: &[&str]) -> Result<String> {
    let Some((last, rest)) = names.split_last() else { return Ok(String::new()) };
    let Some((first, others)) = rest.split_first() else { return Ok((*last).to_owned()) };
    let mut said = (*first).to_owned();
    for next in others {
        let arguments = [("rest", said.into()), ("next", (*next).into())];
        said = exhibits.words.say("figure.list.next", &arguments)?;
    }
    exhibits.words.say("figure.list.last", &[("rest", said.into()), ("last", (*last).into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn lists_have_commas_and_a_last_word() {
        let exhibits = WORLD.exhibits();
        let said = |names: &[&str]| list(&exhibits, names).unwrap();
        assert_eq!(said(&["A"]), "A");
        assert_eq!(said(&["A", "B", "C"]), "A, B and C");
        assert_eq!(said(&[]), "");
    }
}
