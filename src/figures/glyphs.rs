//! Names in, faults out: every name that figures print must be in letters of the font of charts.
//!
//! Checked before anything is drawn, so that each name is told once, with what it names.

use crate::drawing::{Weight, text};
use crate::exhibits::Exhibits;
use crate::fault::{Fault, Faults, Place, Result};
use crate::model::{Names, RefArea};

/// Names of levels, indicators, groups and areas in the language of the exhibits.
///
/// # Errors
/// Every name with a character that the font of charts has no glyph for.
pub(super) fn check(exhibits: &Exhibits) -> Result<()> {
    let framework = Place::file(&exhibits.project.framework_file());
    let table = exhibits.framework.areas_file.as_deref().map(Place::file);
    let told = |(what, name): (String, &str), place: Option<&Place>| {
        let letter = text::without_glyph(&text::printable(name), Weight::Bold)?;
        let family = &exhibits.look.sans.family;
        let said = format!("{family} has no glyph for `{letter}` in `{name}`, {what}");
        Some(Fault { place: place.cloned(), ..Fault::new(said).hint(text::NO_GLYPH) })
    };
    let of_framework = of_framework(exhibits).into_iter().map(|n| told(n, Some(&framework)));
    let of_areas = of_areas(exhibits).into_iter().map(|n| told(n, table.as_ref()));
    Faults::check(of_framework.chain(of_areas).flatten().collect(), ())
}

/// Names of the reference table that a figure may print, with what they name.
fn of_areas<'a>(exhibits: &'a Exhibits) -> Vec<(String, &'a str)> {
    let known = exhibits.panel.areas.iter().filter_map(|code| exhibits.areas.get(code));
    let said = |area: &'a RefArea| {
        (format!("the short name of area `{}`", area.code), exhibits.in_language(&area.short_name))
    };
    known.map(said).collect()
}

/// Names of the framework that a figure may print, with what they name.
fn of_framework<'a>(exhibits: &'a Exhibits) -> Vec<(String, &'a str)> {
    let language = exhibits.language();
    let said = |names: &'a Names| names.in_language(language);
    let framework = exhibits.framework;
    let mut all = Vec::new();
    for level in &framework.levels {
        all.push((format!("the name of level `{}`", level.code), said(&level.name)));
        all.push((format!("the short name of level `{}`", level.code), said(&level.short)));
    }
    for indicator in &framework.indicators {
        let code = &indicator.code;
        all.push((format!("the short name of indicator `{code}`"), said(&indicator.short)));
        all.push((format!("the unit of indicator `{code}`"), said(&indicator.unit)));
    }
    for grouping in &framework.groupings {
        let code = &grouping.code;
        all.push((format!("the name of grouping `{code}`"), said(&grouping.name)));
        let group = |g: &crate::framework::Group| format!("the name of its group `{}`", g.value);
        let groups = grouping.groups.iter();
        all.extend(groups.map(|g| (format!("{} in `{code}`", group(g)), said(&g.name))));
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::exhibits::sample;
    use crate::figures::draw;
    use crate::model::Names;

    #[test]
    fn a_name_in_other_letters_is_told_with_its_code_and_what_to_do() {
        let name = |i| if i == 0 { "東京".to_owned() } else { format!("Area {i}") };
        let world = sample::bare_world(5, name, |framework| {
            framework.levels[1].short = Names::english("عدالة");
        });
        let told = draw(&world.exhibits(), None).unwrap_err();
        assert_eq!(told.0.len(), 2, "{told}");
        let code = &world.panel.areas[0];
        for part in [
            "no glyph for `東` in `東京`",
            &format!("the short name of area `{code}`"),
            "the short name of level `rights`",
            "framework.toml",
            "hint: give a short name in letters the chart font has",
        ] {
            assert!(told.to_string().contains(part), "{part} in {told}");
        }
    }
}
