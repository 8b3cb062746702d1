//! Names of levels, indicators, areas and groups in the language of an edition.

use unicode_normalization::UnicodeNormalization;

use super::Exhibits;
use crate::fault::Result;
use crate::model::{Language, Names, RefArea};
use crate::words::{Number, said, say};

/// Of a name beside a score or a rank that rests much on imputed values.
pub const MARK: &str = "†";

impl<'a> Exhibits<'a> {
    pub fn in_language(&self, names: &'a Names) -> &'a str {
        names.in_language(self.language())
    }

    pub fn level(&self, level: usize) -> &'a str {
        self.in_language(&self.framework.levels[level].name)
    }

    pub fn level_short(&self, level: usize) -> &'a str {
        self.in_language(&self.framework.levels[level].short)
    }

    pub fn indicator(&self, indicator: usize) -> &'a str {
        self.in_language(&self.framework.indicators[indicator].name)
    }

    pub fn indicator_short(&self, indicator: usize) -> &'a str {
        self.in_language(&self.framework.indicators[indicator].short)
    }

    pub fn unit(&self, indicator: usize) -> &'a str {
        self.in_language(&self.framework.indicators[indicator].unit)
    }

    /// The reference row of an area of the panel.
    pub fn ref_area(&self, area: usize) -> Option<&'a RefArea> {
        self.areas.get(&self.panel.areas[area])
    }

    /// The full name of an area of the panel.
    pub fn name(&self, area: usize) -> &'a str {
        self.areas.name(&self.panel.areas[area], self.language())
    }

    /// The short name of an area of the panel.
    pub fn short_name(&self, area: usize) -> &'a str {
        self.areas.short_name(&self.panel.areas[area], self.language())
    }

    /// These areas in the order of their short names, as lists print them.
    pub fn by_short_name(&self, areas: &[usize]) -> Vec<usize> {
        let mut areas = areas.to_vec();
        let form = |area: usize| look_up_form(self.short_name(area), self.language());
        areas.sort_by_cached_key(|&area| (form(area), area));
        areas
    }

    /// The full name of an area beside its score at a level, or beside its rank: marked where much of
    /// the score rests on imputed values.
    pub fn marked(&self, area: usize, level: usize) -> String {
        let mark = if self.is_marked(area, level) { MARK } else { "" };
        format!("{}{mark}", self.name(area))
    }

    /// As [`Exhibits::marked`], with the short name.
    pub fn marked_short(&self, area: usize, level: usize) -> String {
        let mark = if self.is_marked(area, level) { MARK } else { "" };
        format!("{}{mark}", self.short_name(area))
    }

    pub fn grouping(&self, grouping: usize) -> &'a str {
        self.in_language(&self.framework.groupings[grouping].name)
    }

    pub fn group(&self, grouping: usize, group: usize) -> &'a str {
        let of = self.framework.grouping(grouping).and_then(|of| of.groups.get(group));
        of.map_or("", |of| self.in_language(&of.name))
    }

    /// As [`Framework::main_grouping`](crate::framework::Framework::main_grouping).
    pub fn main_grouping(&self) -> Option<usize> {
        self.framework.main_grouping()
    }

    /// The group of an area in a grouping, by position.
    pub fn group_of(&self, grouping: usize, area: usize) -> Option<usize> {
        let grouping = self.framework.grouping(grouping)?;
        let value = self.ref_area(area)?.attribute(&grouping.column)?;
        grouping.groups.iter().position(|g| g.value == value)
    }

    /// What a State's own group is called where the State is set against it.
    pub fn peers(&self) -> Option<&'a str> {
        let grouping = &self.framework.groupings[self.framework.peers()?];
        Some(self.in_language(grouping.peers.as_ref()?))
    }

    /// The day on which the edition is published, as a sentence says it.
    ///
    /// # Errors
    /// Words missing, or no day of the calendar.
    pub fn published(&self) -> Result<String> {
        let (year, month, day) = self.edition.day()?.civil();
        let said = said![
            day = Number::year(day as i32),
            month = self.words.get(&format!("month.{month}"))?,
            year = Number::year(year as i32)
        ];
        say!(self.words, "imprint.published.text", ..said)
    }
}

/// The form a name is sorted by: small letters without accents, letters and digits only. In Spanish ñ is a
/// letter of its own, behind n.
pub fn look_up_form(name: &str, language: Language) -> String {
    const BEHIND: char = '\u{10ffff}';
    let spelt = |c: char| match c {
        'ñ' if language == Language::Es => vec!['n', BEHIND],
        'ø' => vec!['o'],
        'œ' => vec!['o', 'e'],
        'æ' => vec!['a', 'e'],
        'ß' => vec!['s', 's'],
        other => std::iter::once(other).nfd().take(1).collect(),
    };
    let letters = name.nfc().flat_map(char::to_lowercase).flat_map(spelt);
    letters.filter(|c| c.is_alphanumeric() || [' ', BEHIND].contains(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_do_not_move_a_name_to_the_end_of_its_letter() {
        let mut names = ["Cyprus", "Côte d’Ivoire", "Costa Rica", "Åland", "Albania"];
        names.sort_by_key(|name| look_up_form(name, Language::En));
        assert_eq!(names, ["Åland", "Albania", "Costa Rica", "Côte d’Ivoire", "Cyprus"]);
        let mut names = ["Éthiopie", "Espagne", "Érythrée", "Estonie"];
        names.sort_by_key(|name| look_up_form(name, Language::Fr));
        assert_eq!(names, ["Érythrée", "Espagne", "Estonie", "Éthiopie"]);
        let mut names = ["Ñandú", "Nzima", "Nicaragua", "Omán"];
        names.sort_by_key(|name| look_up_form(name, Language::Es));
        assert_eq!(names, ["Nicaragua", "Nzima", "Ñandú", "Omán"]);
    }
}
