//! All figures together: fit to print, from hostile names and from many small worlds.

mod alone;
mod gallery;
mod lint;
mod pixels;

use super::*;
use crate::drawing::{Weight, text};
use crate::exhibits::ids::id_of;
use crate::exhibits::sample::{self, WORLD};
use crate::model::Language;

#[test]
fn an_unknown_figure_names_the_nearest() {
    let exhibits = WORLD.exhibits();
    let areas: Vec<&str> = exhibits.panel.areas.iter().map(String::as_str).collect();
    let check = |id: &str| check_wanted(&[id.to_owned()], exhibits.framework, Some(&areas));
    let told = check("dots_indx").unwrap_err();
    assert!(told.to_string().contains("did you mean `dots_index`?"), "{told}");
    assert!(check(&format!("profile_{}x", areas[0])).is_err());
    for figure in draw(&exhibits, None).unwrap() {
        check(&figure.id).unwrap();
    }
    for (family, _) in FAMILIES {
        check(family).unwrap();
    }
}

#[test]
fn figures_of_hostile_codes_have_safe_ids() {
    let world = sample::bare_world(
        12,
        |i| format!("Area {i}"),
        |framework| {
            framework.levels[1].code = "../rights & more".to_owned();
        },
    );
    let figures = drawn(&world);
    let is_safe = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    assert!(figures.iter().all(|f| f.id.chars().all(is_safe)));
    assert!(figures.iter().any(|f| f.id == id_of("map", "../rights & more")));
}

/// Everything the project draws, twice: alike, without overlaps, on the page, in few words, in
/// every language.
#[test]
fn every_figure_is_fit_to_print() {
    let exhibits = WORLD.exhibits();
    assert_eq!(draw(&exhibits, None).unwrap(), draw(&exhibits, None).unwrap());
    for language in Language::ALL {
        let words = WORLD.project.words(language).unwrap();
        are_fit_to_print(&Exhibits { words: &words, ..WORLD.exhibits() });
    }
}

fn are_fit_to_print(exhibits: &Exhibits) {
    for figure in &draw(exhibits, None).unwrap() {
        let id = &format!("{} {:?}", figure.id, exhibits.language());
        assert_eq!(lint::faults(figure, exhibits.look), [""; 0], "{id}");
        assert!(![&figure.title, &figure.alt, &figure.source].iter().any(|t| t.is_empty()), "{id}");
        let title = text::wrap(&figure.title, exhibits.look.sizes.title, Weight::Bold, 170.0);
        assert!(title.len() <= 2, "{id}: {}", figure.title);
        let whole = figure.standalone(exhibits.look, exhibits.words).unwrap();
        assert!(!whole.contains("NaN"), "{id}");
        write_where_asked(&figure.id, &whole);
    }
}

fn drawn(world: &sample::Sample) -> Vec<Figure> {
    let figures = draw(&world.exhibits(), None).unwrap_or_else(|faults| panic!("{faults}"));
    for figure in &figures {
        assert_eq!(lint::faults(figure, &world.look), [""; 0], "{}", figure.id);
    }
    figures
}

#[test]
fn names_print_as_themselves() {
    let name = "<&\"> #let x = [";
    let world = sample::bare_world(10, |_| name.to_owned(), |_| {});
    let figures = drawn(&world);
    for figure in figures.iter().filter(|f| f.id.starts_with("dots") || f.id == "heatmap") {
        let is_named = figure.drawing.contains(">&lt;&amp;&quot;&gt; #let x = [");
        assert!(is_named || figure.id != "heatmap", "{}", figure.id);
        assert!(!figure.drawing.contains("<&"), "{}", figure.id);
    }
}

#[test]
fn few_areas_without_regions_are_drawn_and_none_need_be_ranked() {
    for n in [1, 10, 48, 120] {
        let name = |i| format!("Area {i}");
        let world = sample::bare_world(n, name, |f| f.ranking_coverage = 1.5);
        let figures = drawn(&world);
        let dots = figures.iter().find(|f| f.id == "dots_index").unwrap();
        assert_eq!(dots.data.len(), 1 + n);
        assert!(dots.title.contains("no State"), "{}", dots.title);
    }
}

/// To look at the figures: `SSJ_FIGURES=<folder> cargo test figures`.
fn write_where_asked(id: &str, svg: &str) {
    if let Some(folder) = std::env::var_os("SSJ_FIGURES") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{id}.svg")), svg).unwrap();
    }
}
