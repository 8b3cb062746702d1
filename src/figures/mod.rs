//! Findings in, figures out: SVG, data as CSV and alternative text, one file per kind of figure.
//!
//! No arithmetic beyond axis scaling; every number in a title was computed by `analyse`.
//!
//! A file of figures, say `ordered_dots.rs`, has a function `tasks` that names every figure it can
//! draw from the exhibits at hand (none is a fine answer) and says how; [`FAMILIES`] lists the files
//! in the order of the report. A figure is laid out on a [`canvas::Canvas`] in millimetres; values
//! reach the sheet through an [`axis::Scale`], which refuses what no axis can show. Its sentences
//! stand in `report/figures.<language>.toml` under `figure.<family>`.

mod ages;
mod attainable;
mod availability;
mod axis;
mod backend;
mod basis;
mod blocks;
mod canvas;
mod changes;
pub(crate) mod choices;
mod colour;
mod correlations;
mod described;
mod frame;
mod glyphs;
mod groups;
mod heatmap;
mod inequality;
mod influence;
mod key;
mod left_out;
mod look;
mod map;
mod ordered_dots;
mod profile;
mod ranks;
mod rows;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod scores;
mod sensitivity;
mod sexes;
mod shape;
mod source;
mod text;
mod tile_grid;
#[cfg(test)]
mod vision;

pub(crate) use blocks::{group_of, grouping as main_grouping};
pub use colour::Colour;
pub(crate) use groups::memberships;
pub use look::Look;

use rayon::prelude::*;

use crate::edition::Exhibits;
use crate::fault::{Fault, Faults, Result};

/// A figure as one value: what is drawn, what is said about it, and the data that drew it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Function, file and label: `map_index`, `profile_BRA`.
    pub id: String,
    /// The finding, computed.
    pub title: String,
    /// Unit and years.
    pub subtitle: String,
    /// Coverage, age, how to read marks.
    pub note: String,
    /// The source line: providers with the vintage of the data.
    pub source: String,
    /// What a reader who can't see the drawing needs, from the same data.
    pub alt: String,
    /// The drawing alone as an SVG document (the report sets title, note and source as text).
    pub drawing: String,
    /// Size of the drawing in millimetres.
    pub size: (f64, f64),
    /// Labels that overlap another label or a mark: none in a figure fit to print.
    pub overlaps: Vec<String>,
    /// The data behind the drawing: a header and its rows.
    pub data: Vec<Vec<String>>,
}

/// All of a figure but its drawing: as in [`Figure`].
struct Told {
    id: String,
    title: String,
    subtitle: String,
    note: String,
    source: String,
    alt: String,
    data: Vec<Vec<String>>,
}

impl Told {
    fn of(self, drawing: canvas::Drawing) -> Figure {
        let Told { id, title, subtitle, note, source, alt, data } = self;
        let canvas::Drawing { svg: drawing, size, overlaps } = drawing;
        Figure { id, title, subtitle, note, source, alt, drawing, size, overlaps, data }
    }
}

/// A figure that can be drawn: its id, and how.
struct Task<'a> {
    id: String,
    draw: Box<dyn Fn() -> Result<Figure> + Send + Sync + 'a>,
}

impl<'a> Task<'a> {
    fn new(id: impl Into<String>, draw: impl Fn() -> Result<Figure> + Send + Sync + 'a) -> Self {
        Task { id: id.into(), draw: Box::new(draw) }
    }
}

/// The id of the figure of a family that shows what `code` names: the code of a level, a grouping or
/// an area, made safe.
pub(crate) fn id_of(family: &str, code: &str) -> String {
    format!("{family}_{}", safe(code))
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

/// Names every figure of one family that the exhibits allow.
type Tasks = for<'a> fn(&'a Exhibits<'a>) -> Vec<Task<'a>>;

/// Every family of figures in the order of the report.
const FAMILIES: &[(&str, Tasks)] = &[
    ("map", map::tasks),
    ("dots", ordered_dots::tasks),
    ("heatmap", heatmap::tasks),
    ("ranks", ranks::tasks),
    ("groups", groups::tasks),
    ("sexes", sexes::tasks),
    ("inequality", inequality::tasks),
    ("changes", changes::tasks),
    ("availability", availability::tasks),
    ("ages", ages::tasks),
    ("profile", profile::tasks),
    ("correlations", correlations::tasks),
    ("influence", influence::tasks),
    ("left_out", left_out::tasks),
    ("sensitivity", sensitivity::tasks),
    ("attainable", attainable::tasks),
];

/// Whether there is a family of figures of this name.
pub fn has(family: &str) -> bool {
    FAMILIES.iter().any(|(known, _)| *known == family)
}

/// Draws every figure of the edition, or only those whose id or family is in `wanted`, in the order
/// of the report.
///
/// # Errors
/// Words missing, an unknown id in `wanted` (with the nearest known), a name in letters that charts
/// can't print, or data no axis can show.
pub fn draw(exhibits: &Exhibits, wanted: Option<&[String]>) -> Result<Vec<Figure>> {
    glyphs::check(exhibits)?;
    let families: Vec<(&str, Vec<Task>)> =
        FAMILIES.iter().map(|(family, tasks)| (*family, tasks(exhibits))).collect();
    if let Some(wanted) = wanted {
        check_wanted(&families, wanted)?;
    }
    let is_wanted = |family: &str, id: &str| {
        wanted.is_none_or(|wanted| wanted.iter().any(|w| w == family || w == id))
    };
    let tasks: Vec<&Task> = families
        .iter()
        .flat_map(|(family, tasks)| tasks.iter().filter(|t| is_wanted(family, &t.id)))
        .collect();
    let drawn: Vec<Result<Figure>> = tasks.par_iter().map(|task| (task.draw)()).collect();
    let mut figures = Vec::new();
    let mut faults = Vec::new();
    for figure in drawn {
        match figure {
            Ok(figure) => figures.push(figure),
            Err(Faults(told)) => faults.extend(told),
        }
    }
    Faults::check(faults, figures)
}

/// Every id or family wanted must be known.
fn check_wanted(families: &[(&str, Vec<Task>)], wanted: &[String]) -> Result<()> {
    let known: Vec<&str> = families
        .iter()
        .flat_map(|(family, tasks)| {
            std::iter::once(*family).chain(tasks.iter().map(|t| t.id.as_str()))
        })
        .collect();
    let faults = wanted
        .iter()
        .filter(|id| !known.contains(&id.as_str()))
        .map(|id| {
            let families: Vec<&str> = families.iter().map(|(family, _)| *family).collect();
            Fault::new(format!("no figure is called `{id}`"))
                .nearest(id, known.iter().copied())
                .hint(format!("a figure's id, or a family: {}", families.join(", ")))
        })
        .collect();
    Faults::check(faults, ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sample::WORLD;

    #[test]
    fn an_unknown_figure_names_the_nearest() {
        let told = draw(&WORLD.exhibits(), Some(&["dots_indx".to_owned()])).unwrap_err();
        assert!(told.to_string().contains("did you mean `dots_index`?"), "{told}");
    }

    #[test]
    fn codes_become_safe_ids_that_stay_apart() {
        assert_eq!(id_of("map", "rights"), "map_rights");
        assert_eq!(id_of("map", "focus_area-1"), "map_focus_area-1");
        assert_eq!(id_of("map", "../a b"), "map__2E_2E_2Fa_20b");
        assert_eq!(safe("é"), "_C3_A9");
        assert_ne!(safe("a/"), safe("a_2F"));
        assert_eq!(safe("a_2F"), "a_5F2F");
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

    #[test]
    fn names_of_any_length_find_room() {
        for long in ["m".repeat(120), "long name ".repeat(12)] {
            let long = crate::model::Names::english(&long);
            let world = sample::bare_world(
                60,
                |i| format!("Area {i}"),
                |framework| {
                    for level in &mut framework.levels {
                        (level.name, level.short) = (long.clone(), long.clone());
                    }
                    for indicator in &mut framework.indicators {
                        (indicator.name, indicator.short) = (long.clone(), long.clone());
                        indicator.unit = long.clone();
                    }
                },
            );
            drawn_on_a_page(&world);
            let world = sample::Sample::new(
                sample::areas(),
                WORLD.panel.areas.clone(),
                &sample::OBSERVATIONS,
                |framework| {
                    for grouping in &mut framework.groupings {
                        grouping.name = long.clone();
                        grouping.groups.iter_mut().for_each(|g| g.name = long.clone());
                    }
                },
            );
            drawn_on_a_page(&world);
        }
    }

    fn drawn_on_a_page(world: &sample::Sample) {
        for figure in drawn(world) {
            assert!(figure.size.1 <= world.look.page.figure_height, "{}", figure.id);
            figure.standalone(&world.look, &world.words).unwrap();
        }
    }

    /// Everything the project draws, twice: alike, without overlaps, on the page, in few words.
    #[test]
    fn every_figure_is_fit_to_print() {
        let exhibits = WORLD.exhibits();
        let figures = draw(&exhibits, None).unwrap();
        assert_eq!(figures, draw(&exhibits, None).unwrap());
        for figure in &figures {
            let id = &figure.id;
            assert_eq!(figure.overlaps, [""; 0], "{id}");
            let page = &exhibits.look.page;
            let (width, height) = figure.size;
            assert!(width <= page.text_width && height <= page.figure_height, "{id}");
            assert!(
                ![&figure.title, &figure.alt, &figure.source].iter().any(|t| t.is_empty()),
                "{id}"
            );
            let title =
                text::wrap(&figure.title, exhibits.look.sizes.title, text::Weight::Bold, 170.0);
            assert!(title.len() <= 2, "{id}: {}", figure.title);
            let whole = figure.standalone(exhibits.look, exhibits.words).unwrap();
            assert!(figure.csv().is_ok() && !whole.contains("NaN"), "{id}");
            write_where_asked(id, &whole);
        }
    }

    fn drawn(world: &sample::Sample) -> Vec<Figure> {
        let figures = draw(&world.exhibits(), None).unwrap_or_else(|faults| panic!("{faults}"));
        for figure in &figures {
            assert_eq!(figure.overlaps, [""; 0], "{}", figure.id);
        }
        figures
    }

    #[test]
    fn names_print_as_themselves() {
        let name = "<&\"> #let x = [";
        let world = sample::bare_world(10, |_| name.to_owned(), |_| {});
        let figures = drawn(&world);
        for figure in figures.iter().filter(|f| f.id.starts_with("dots") || f.id == "heatmap") {
            assert!(figure.drawing.contains(">&lt;&amp;&quot;&gt; #let x = ["), "{}", figure.id);
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

    #[test]
    fn ten_focus_areas_and_forty_indicators_find_room() {
        let world = sample::bare_world(
            60,
            |i| format!("Area {i}"),
            |framework| {
                for extra in 0..6 {
                    let mut level = framework.levels[1].clone();
                    level.code = format!("extra{extra}");
                    framework.levels.push(level);
                    for more in 0..2 {
                        let mut indicator = framework.indicators[4].clone();
                        indicator.code = format!("extra{extra}{more}");
                        indicator.parent = framework.levels.len() - 1;
                        framework.indicators.push(indicator);
                    }
                }
            },
        );
        assert!(drawn(&world).iter().all(|f| f.size.0 <= 170.0));
    }

    /// To look at the figures: `SSJ_FIGURES=<folder> cargo test figures`.
    fn write_where_asked(id: &str, svg: &str) {
        if let Some(folder) = std::env::var_os("SSJ_FIGURES") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{id}.svg")), svg).unwrap();
        }
    }
}
