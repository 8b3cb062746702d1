//! Who is scored: names, place on the map, groups and people.

use serde::Serialize;

use crate::exhibits::Exhibits;
use crate::figures::arranged_on_the_map;

/// All in the order of the panel.
#[derive(Serialize)]
pub(super) struct Areas<'a> {
    /// Of the map.
    columns: usize,
    rows: usize,
    all: Vec<Area<'a>>,
}

#[derive(Serialize)]
struct Area<'a> {
    code: &'a str,
    name: &'a str,
    short: &'a str,
    /// Row and column on the map.
    cell: (usize, usize),
    /// By grouping, the position of its group.
    groups: Vec<Option<usize>>,
    /// People, and of which year.
    population: Option<(f64, i32)>,
    income: Option<f64>,
    /// Indicators that stand out against the peers: (indicator, distance of scores).
    strengths: Vec<(usize, f64)>,
    gaps: Vec<(usize, f64)>,
}

impl<'a> Areas<'a> {
    pub fn of(exhibits: &Exhibits<'a>) -> Self {
        let (panel, framework) = (exhibits.panel, exhibits.framework);
        let grid = arranged_on_the_map(exhibits);
        let area = |a: usize| {
            let profile = &exhibits.findings.profiles[a];
            Area {
                code: &panel.areas[a],
                name: exhibits.name(a),
                short: exhibits.short_name(a),
                cell: (grid.cells[a].row, grid.cells[a].column),
                groups: (0..framework.groupings.len()).map(|g| exhibits.group_of(g, a)).collect(),
                population: panel.population(a).map(|point| (point.value, point.year)),
                income: framework.income.and_then(|m| Some(panel.measure(a, m)?.value)),
                strengths: profile.strengths.iter().map(|s| (s.indicator, s.distance())).collect(),
                gaps: profile.gaps.iter().map(|s| (s.indicator, s.distance())).collect(),
            }
        };
        let all = (0..panel.areas.len()).map(area).collect();
        Areas { columns: grid.columns, rows: grid.rows, all }
    }
}
