//! What of a framework carries the tags of a reading.

use super::readings::Reading;
use super::tree::Framework;

impl Framework {
    /// Positions of the themes of a reading.
    pub fn themes_of<'a>(&'a self, reading: &'a Reading) -> impl Iterator<Item = usize> + 'a {
        let belongs = |t: &usize| self.themes[*t].reading.as_ref() == Some(&reading.code);
        (0..self.themes.len()).filter(belongs)
    }

    /// Positions of the indicators tagged with a theme.
    pub fn tagged(&self, theme: usize) -> impl Iterator<Item = usize> + '_ {
        let code = &self.themes[theme].code;
        (0..self.indicators.len()).filter(move |i| self.indicators[*i].themes.contains(code))
    }
}
