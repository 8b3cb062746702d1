//! Names in, faults out: every name that an edition prints must be in letters of its fonts.
//!
//! Checked before anything is computed, so that each name is told once, with what it names and where.

use std::path::Path;

use crate::drawing::{Weight, text};
use crate::edition::Edition;
use crate::fault::{Fault, Faults, Place, Result};
use crate::framework::Framework;
use crate::model::{Names, RefArea};

/// What an edition prints, each with the file and the text in which it stands.
pub struct Printed<'a> {
    pub edition: (&'a Edition, &'a Path, &'a str),
    pub framework: (&'a Framework, &'a Path, &'a str),
    pub areas: Option<(Vec<&'a RefArea>, &'a Path, &'a str)>,
    /// What the fonts are called.
    pub family: &'a str,
}

/// A name, and what is called so.
type Called<'a> = (String, &'a Names);

impl Printed<'_> {
    /// # Errors
    /// Every name with a character that the fonts have no glyph for, in any language of the edition.
    pub fn check(&self) -> Result<()> {
        let (edition, file, text) = self.edition;
        let titles = [("the title", &edition.title), ("the subtitle", &edition.subtitle)];
        let titles = titles.map(|(what, names)| (what.to_owned(), names));
        let mut faults = self.without_glyphs(titles.into(), file, text);
        let (framework, file, text) = self.framework;
        faults.extend(self.without_glyphs(of_framework(framework), file, text));
        if let Some((areas, file, text)) = &self.areas {
            faults.extend(self.without_glyphs(of_areas(areas), file, text));
        }
        Faults::check(faults, ())
    }

    fn without_glyphs(&self, called: Vec<Called>, file: &Path, text: &str) -> Vec<Fault> {
        let languages = &self.edition.0.languages;
        let mut told: Vec<Fault> = Vec::new();
        for (what, names) in called {
            for name in languages.iter().map(|&language| names.in_language(language)) {
                let printed = text::printable(name);
                let Some(letter) = text::without_glyph(&printed, Weight::Bold) else { continue };
                let message =
                    format!("{} has no glyph for `{letter}` in `{name}`, {what}", self.family);
                let place = match text.lines().position(|line| line.contains(name)) {
                    Some(at) => Place::line(file, at as u64 + 1),
                    None => Place::file(file),
                };
                let fault = Fault::new(message).at(place).hint(text::NO_GLYPH);
                if !told.contains(&fault) {
                    told.push(fault);
                }
            }
        }
        told
    }
}

/// Names of the reference table.
fn of_areas<'a>(areas: &[&'a RefArea]) -> Vec<Called<'a>> {
    let both = |area: &&'a RefArea| {
        let code = &area.code;
        let (full, short) = (&area.name, &area.short_name);
        [
            (format!("the name of area `{code}`"), full),
            (format!("the short name of area `{code}`"), short),
        ]
    };
    areas.iter().flat_map(both).collect()
}

/// Names of the framework.
fn of_framework(framework: &Framework) -> Vec<Called<'_>> {
    let mut all = vec![("the name of the index".to_owned(), &framework.name)];
    for level in &framework.levels {
        all.push((format!("the name of level `{}`", level.code), &level.name));
        all.push((format!("the short name of level `{}`", level.code), &level.short));
    }
    for indicator in &framework.indicators {
        let code = &indicator.code;
        all.push((format!("the name of indicator `{code}`"), &indicator.name));
        all.push((format!("the short name of indicator `{code}`"), &indicator.short));
        all.push((format!("the unit of indicator `{code}`"), &indicator.unit));
    }
    for reading in &framework.readings {
        let code = &reading.code;
        all.push((format!("the name of reading `{code}`"), &reading.name));
        all.push((format!("the source of reading `{code}`"), &reading.source));
        let lacks = reading.lacks.iter();
        all.extend(lacks.map(|names| (format!("what reading `{code}` lacks"), names)));
    }
    for theme in &framework.themes {
        let code = &theme.code;
        all.push((format!("the name of theme `{code}`"), &theme.name));
        all.push((format!("the short name of theme `{code}`"), theme.short()));
        let lacks = theme.lacks.iter();
        all.extend(lacks.map(|names| (format!("what theme `{code}` lacks"), names)));
    }
    for grouping in &framework.groupings {
        let code = &grouping.code;
        all.push((format!("the name of grouping `{code}`"), &grouping.name));
        let group = |g: &crate::framework::Group| format!("the name of its group `{}`", g.value);
        let groups = grouping.groups.iter();
        all.extend(groups.map(|g| (format!("{} in `{code}`", group(g)), &g.name)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample;

    #[test]
    fn a_name_in_other_letters_is_told_with_its_code_its_line_and_what_to_do() {
        let name = |i| if i == 0 { "東京".to_owned() } else { format!("Area {i}") };
        let world = sample::bare_world(5, name, |framework| {
            framework.levels[1].short = Names::english("正義");
        });
        let exhibits = world.exhibits();
        let at = Path::new("framework.toml");
        let printed = Printed {
            edition: (exhibits.edition, Path::new("x.toml"), ""),
            framework: (exhibits.framework, at, "a\nshort = \"正義\""),
            areas: Some((exhibits.areas.iter().collect(), Path::new("areas.csv"), "h\nx,東京\n")),
            family: "Noto Sans",
        };
        let told = printed.check().unwrap_err();
        let code = &world.panel.areas[0];
        for part in [
            "no glyph for `東` in `東京`",
            &format!("the name of area `{code}`\n  at: areas.csv:2"),
            "the short name of level `rights`\n  at: framework.toml:2",
            "hint: write it in letters the fonts have",
        ] {
            assert!(told.to_string().contains(part), "{part} in {told}");
        }
        assert_eq!(told.0.len(), 3, "{told}");
    }
}
