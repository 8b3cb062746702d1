//! Findings in, figures out: SVG, data as CSV and alternative text, one file per kind of figure.
//!
//! No arithmetic beyond axis scaling; every number in a title was computed by `analyse`.
//!
//! A file of figures, say `ordered_dots.rs`, has a function `tasks` that names every figure it can
//! draw from the exhibits at hand (none is a fine answer) and says how; [`FAMILIES`] lists the files
//! in the order of the report. A figure is laid out on a [`crate::drawing::Canvas`] in millimetres; values
//! reach the sheet through an [`crate::drawing::Scale`], which refuses what no axis can show. Its sentences
//! stand in `report/figures.<language>.toml` under `figure.<family>`.

mod ages;
mod attainable;
mod availability;
mod blocks;
mod changes;
mod correlations;
mod figure;
mod fitting;
mod frame;
mod glyphs;
mod groups;
mod heatmap;
mod inequality;
mod influence;
mod left_out;
mod map;
mod ordered_dots;
mod profile;
mod ranks;
mod rows;
mod sensitivity;
mod sexes;
#[cfg(test)]
mod tests;
mod tile_grid;

pub use figure::Figure;

use rayon::prelude::*;

use crate::exhibits::Exhibits;
use crate::fault::{Fault, Faults, Result};
use figure::Task;

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
