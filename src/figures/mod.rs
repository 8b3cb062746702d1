//! Findings in, figures out: SVG, data as CSV and alternative text, one file per kind of figure.
//!
//! No arithmetic beyond axis scaling; every number in a title was computed by `analyse`.
//!
//! A file of figures, say `heatmap.rs`, has a function `tasks` that names every figure it can
//! draw from the exhibits at hand (none is a fine answer) and says how; [`FAMILIES`] lists the files
//! in the order of the report. Each is a [`chart::Chart`], which sets its parts together; what several
//! share below their keys stands in `plot.rs`, `rows.rs` and `blocks.rs`. A figure is laid out on a
//! [`crate::drawing::Canvas`] in millimetres; values reach the sheet through a [`crate::drawing::Scale`],
//! which refuses what no axis can show. Its sentences stand in `report/figures.<language>.toml` under
//! `figure.<family>`.

mod ages;
mod attainable;
mod availability;
mod axes;
mod blocks;
mod bridge;
mod changes;
mod chart;
mod columns;
mod correlations;
mod data;
mod dots;
mod figure;
mod fitting;
mod frame;
mod glyphs;
mod groups;
mod heatmap;
mod inequality;
mod influence;
mod left_out;
mod lines;
mod map;
mod named;
mod plot;
mod profile;
mod ranks;
mod regions;
mod rows;
mod sensitivity;
mod series;
mod sexes;
#[cfg(test)]
mod tests;

pub use figure::Figure;
pub use glyphs::Printed;
pub use map::arranged as arranged_on_the_map;
pub use series::series;

use rayon::iter::Either;
use rayon::prelude::*;

use crate::exhibits::{Exhibits, ids};
use crate::fault::{Fault, Faults, Result};
use crate::framework::Framework;
use crate::words::{Words, listen};
use figure::Task;

/// Names every figure of one family that the exhibits allow.
type Tasks = for<'a> fn(&'a Exhibits<'a>) -> Vec<Task<'a>>;

/// Every family of figures in the order of the report.
const FAMILIES: &[(&str, Tasks)] = &[
    ("map", map::tasks),
    ("dots", dots::tasks),
    ("heatmap", heatmap::tasks),
    ("ranks", ranks::tasks),
    ("groups", groups::tasks),
    ("regions", regions::tasks),
    ("sexes", sexes::tasks),
    ("inequality", inequality::tasks),
    ("changes", changes::tasks),
    ("lines", lines::tasks),
    ("availability", availability::tasks),
    ("ages", ages::tasks),
    ("profile", profile::tasks),
    ("correlations", correlations::tasks),
    ("influence", influence::tasks),
    ("left_out", left_out::tasks),
    ("sensitivity", sensitivity::tasks),
    ("attainable", attainable::tasks),
];

/// Families that show what comes of a simulation.
const SIMULATED: [&str; 3] = ["ranks", "sensitivity", "attainable"];

/// Whether a figure, by its id or family, shows what comes of a simulation.
pub fn is_simulated(id: &str) -> bool {
    SIMULATED.iter().any(|family| id.starts_with(family))
}

/// Whether there is a family of figures of this name.
pub fn has(family: &str) -> bool {
    FAMILIES.iter().any(|(known, _)| *known == family)
}

/// Draws every figure of the edition, or only those whose id or family is in `wanted`, in the order
/// of the report.
///
/// # Errors
/// Words missing, an id in `wanted` of which there is nothing to show, or data no axis can show.
pub fn draw(exhibits: &Exhibits, wanted: Option<&[String]>) -> Result<Vec<Figure>> {
    let families: Vec<(&str, Vec<Task>)> =
        FAMILIES.iter().map(|(family, tasks)| (*family, tasks(exhibits))).collect();
    if let Some(wanted) = wanted {
        check_shown(&families, wanted)?;
    }
    let is_wanted = |family: &str, id: &str| {
        wanted.is_none_or(|wanted| wanted.iter().any(|w| w == family || w == id))
    };
    let tasks: Vec<&Task> = families
        .iter()
        .flat_map(|(family, tasks)| tasks.iter().filter(|t| is_wanted(family, &t.id)))
        .collect();
    let draw = |task: &&Task| {
        let (figure, said) = listen(|| (task.draw)());
        figure.map(|figure| headed(exhibits.words, Figure { said, ..figure }))
    };
    let (figures, faults): (Vec<Figure>, Vec<Vec<Fault>>) =
        tasks.par_iter().partition_map(|task| match draw(task) {
            Ok(figure) => Either::Left(figure),
            Err(Faults(told)) => Either::Right(told),
        });
    Faults::check(faults.concat(), figures)
}

/// The figure with the heads of its data in its language; a code stays as it is.
fn headed(words: &Words, mut figure: Figure) -> Figure {
    for name in figure.data.iter_mut().take(1).flatten() {
        if let Ok(said) = words.get(&format!("csv.{name}")) {
            said.clone_into(name);
        }
    }
    figure
}

/// Every id wanted must be that of a figure with something to show.
fn check_shown(families: &[(&str, Vec<Task>)], wanted: &[String]) -> Result<()> {
    let is_shown = |id: &&String| {
        families.iter().any(|(family, tasks)| *id == family || tasks.iter().any(|t| t.id == **id))
    };
    let empty = wanted.iter().filter(|id| !is_shown(id)).map(|id| {
        Fault::new(format!("`{id}` has nothing to show in this edition"))
            .hint("without a name, every figure that has something to show is drawn")
    });
    Faults::check(empty.collect(), ())
}

/// Every id or family wanted must be one that a figure of this method can have, whatever the data
/// hold: asked before anything is computed. `areas`: codes of those that may be scored, if known.
///
/// # Errors
/// Every name that is none, with the nearest.
pub fn check_wanted(
    wanted: &[String],
    framework: &Framework,
    areas: Option<&[&str]>,
) -> Result<()> {
    let families = FAMILIES.iter().map(|(family, _)| (*family).to_owned());
    let known: Vec<String> = families.chain(possible_ids(framework, areas)).collect();
    let is_known = |id: &&String| {
        known.contains(*id) || (areas.is_none() && id.starts_with(&ids::id_of("profile", "")))
    };
    let unknown = wanted.iter().filter(|id| !is_known(id)).map(|id| {
        let families: Vec<&str> = FAMILIES.iter().map(|(family, _)| *family).collect();
        Fault::new(format!("no figure is called `{id}`"))
            .nearest(id, known.iter().map(String::as_str))
            .hint(format!("a figure's id, or a family: {}", families.join(", ")))
    });
    Faults::check(unknown.collect(), ())
}

/// The ids of figures that show one level, grouping or area each; the others bear their family's.
fn possible_ids(framework: &Framework, areas: Option<&[&str]>) -> Vec<String> {
    let levels =
        framework.index_and_focus_areas().map(|level| framework.levels[level].code.as_str());
    let levels = levels.flat_map(|code| ["map", "dots", "regions"].map(|of| ids::id_of(of, code)));
    let groupings = framework.groupings.iter().map(|g| ids::id_of("groups", &g.code));
    let areas = areas.into_iter().flatten().map(|code| ids::id_of("profile", code));
    let regions = framework.regions.iter().flat_map(|of| &of.groups);
    let regions = regions.map(|group| ids::of_group("lines", &group.value));
    let memberships = [ids::memberships(framework)];
    levels.chain(groupings).chain(memberships).chain(regions).chain(areas).collect()
}
