//! A framework and its panel in, `iData.csv`, `iMeta.csv` and the table of codes out.

use super::codes::Codes;
use super::columns::{MISSING, Type};
use super::left_behind::left_behind;
use super::tree::{Node, Tree, tree};
use super::{csv_text, exact};
use crate::exchange::Parcel;
use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Indicator, NormaliseMethod};
use crate::harmonise::Panel;
use crate::model::Areas;

/// Which values go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// The value that the edition uses, whatever its year: one row for each area, no `Time`.
    Used,
    /// Every value up to the cut-off: one row for each area and year, with `Time`.
    All,
}

/// Makes the files from the values of `panel`, in native units, before anything is imputed or
/// treated: COINr's raw data. `reference` knows names and groups of the areas, if `named`.
///
/// # Errors
/// Codes that COINr can't tell apart, and scored indicators without a single value, which R would
/// not read as numbers: all of them.
pub fn export(
    framework: &Framework,
    reference: Option<&Areas>,
    panel: &Panel,
    years: Years,
) -> Result<Parcel> {
    let mut notes = Vec::new();
    let mut codes = Codes::default();
    let shown = with_values(framework, panel, years, &mut notes)?;
    let areas = panel.areas.iter().map(|code| codes.add("area", code)).collect();
    let levels = framework.levels.iter().map(|l| codes.add("level", &l.code)).collect();
    let indicators = framework.indicators.iter().map(|i| codes.add("indicator", &i.code)).collect();
    let columns = grouping_columns(framework, reference);
    let groups = columns.iter().map(|column| codes.add("column", column)).collect();
    let mut names = Names { areas, levels, indicators, columns, groups };
    let tree = tree(framework, &names.indicators, &names.levels, &mut codes);
    notes.extend(
        codes
            .changed()
            .iter()
            .map(|(kind, n)| format!("codes changed for R, {kind}: {n}; codes.csv leads back")),
    );
    notes.extend(tree.fillers.iter().map(|filler| {
        let (name, passed) = (&filler.node.name, &filler.passes_on);
        format!(
            "added the aggregate {name}, which passes on {passed}: COINr's levels are of one depth"
        )
    }));
    let sheet = Sheet { framework, reference, panel, years, shown, names: &mut names };
    let data = sheet.data(&mut notes);
    let meta = sheet.meta(&tree);
    notes.extend(left_behind(framework, panel, years));
    let files = vec![("iData.csv", data), ("iMeta.csv", meta), ("codes.csv", codes.table()?)];
    Ok(Parcel { files, notes, ..Parcel::default() })
}

/// COINr's names, in the order of ours.
struct Names {
    areas: Vec<String>,
    levels: Vec<String>,
    indicators: Vec<String>,
    /// Columns of the reference table by which areas are grouped, and their names.
    columns: Vec<String>,
    groups: Vec<String>,
}

/// Indicators to write: all that have a value.
fn with_values(
    framework: &Framework,
    panel: &Panel,
    years: Years,
    notes: &mut Vec<String>,
) -> Result<Vec<usize>> {
    let (mut shown, mut faults) = (Vec::new(), Vec::new());
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let has_value = match years {
            Years::Used => (0..panel.areas.len()).any(|a| panel.used(a, i).is_some()),
            Years::All => !panel.values_up_to_the_cut_off(i).is_empty(),
        };
        let code = &indicator.code;
        match (has_value, indicator.weight) {
            (true, _) => shown.push(i),
            (false, None) => {
                notes.push(format!("not carried: {code}, which is not scored and has no value"));
            }
            (false, Some(_)) => {
                let message =
                    format!("{code} has not one value, and R would not read it as a number");
                let hint = "give it data, choose a later cut-off, or take it out of the framework";
                faults.push(Fault::new(message).hint(hint));
            }
        }
    }
    Faults::check(faults, shown)
}

fn grouping_columns(framework: &Framework, reference: Option<&Areas>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    let named = framework.groupings.iter().map(|g| g.column.as_str());
    for column in named.chain(framework.group_columns()).filter(|_| reference.is_some()) {
        if !columns.iter().any(|known| known == column) {
            columns.push(column.to_owned());
        }
    }
    columns
}

struct Sheet<'a> {
    framework: &'a Framework,
    reference: Option<&'a Areas>,
    panel: &'a Panel,
    years: Years,
    /// Positions of the indicators to write.
    shown: Vec<usize>,
    names: &'a Names,
}

impl Sheet<'_> {
    fn data(&self, notes: &mut Vec<String>) -> String {
        let mut header = vec!["uCode".to_owned()];
        header.extend(self.reference.map(|_| "uName".to_owned()));
        header.extend((self.years == Years::All).then(|| "Time".to_owned()));
        header.extend(self.names.groups.iter().cloned());
        header.extend(self.shown.iter().map(|&i| self.names.indicators[i].clone()));
        let mut rows = vec![header];
        let mut ambiguous = 0;
        for area in 0..self.panel.areas.len() {
            let groups = self.groups_of(area);
            ambiguous += groups.iter().filter(|group| group.as_deref() == Some(MISSING)).count();
            for year in self.years_of(area) {
                let mut row = vec![self.names.areas[area].clone()];
                row.extend(self.name_of(area));
                row.extend(year.map(|year| year.to_string()));
                row.extend(groups.iter().map(|group| or_missing(group.clone())));
                let value = |&i: &usize| or_missing(self.value(area, i, year).map(exact));
                row.extend(self.shown.iter().map(value));
                rows.push(row);
            }
        }
        if ambiguous > 0 {
            notes.push(format!("R reads the group `NA` of {ambiguous} areas as missing"));
        }
        csv_text(rows)
    }

    /// `None` once where values stand without a year.
    fn years_of(&self, area: usize) -> Vec<Option<i32>> {
        if self.years == Years::Used {
            return vec![None];
        }
        let points = self.shown.iter().flat_map(|&i| self.panel.history.get(area, i));
        let mut years: Vec<i32> = points.map(|point| point.year).collect();
        years.retain(|year| *year <= self.panel.cut_off);
        years.sort_unstable();
        years.dedup();
        if years.is_empty() {
            years.push(self.panel.cut_off);
        }
        years.into_iter().map(Some).collect()
    }

    fn value(&self, area: usize, indicator: usize, year: Option<i32>) -> Option<f64> {
        let Some(year) = year else {
            return self.panel.used(area, indicator).map(|used| used.point.value);
        };
        let points = self.panel.history.get(area, indicator);
        points.iter().find(|point| point.year == year).map(|point| point.value)
    }

    fn name_of(&self, area: usize) -> Option<String> {
        let code = &self.panel.areas[area];
        self.reference.map(|areas| areas.get(code).map_or(code, |a| &a.name.en).clone())
    }

    fn groups_of(&self, area: usize) -> Vec<Option<String>> {
        let area = self.reference.and_then(|areas| areas.get(&self.panel.areas[area]));
        let group = |column: &String| area?.attribute(column).map(str::to_owned);
        self.names.columns.iter().map(group).collect()
    }

    fn meta(&self, tree: &Tree) -> String {
        let mut rows = vec![Row::HEADER.map(str::to_owned).to_vec()];
        let scored = self.shown.iter().filter_map(|&i| {
            let indicator = &self.framework.indicators[i];
            let node = tree.indicators[i].as_ref()?;
            Some(Row::of_node(node, Type::Indicator, &indicator.name.en).of_indicator(indicator))
        });
        let levels = tree.levels.iter().zip(&self.framework.levels);
        let levels =
            levels.map(|(node, level)| Row::of_node(node, Type::Aggregate, &level.name.en));
        let fillers = tree.fillers.iter().map(|filler| {
            let name = format!("{} (passed on)", filler.passes_on);
            Row::of_node(&filler.node, Type::Aggregate, &name)
        });
        let groups = self.names.groups.iter().zip(&self.names.columns).map(|(name, column)| {
            let grouping = self.framework.groupings.iter().find(|g| g.column == *column);
            let title = grouping.map_or(column, |g| &g.name.en);
            Row::outside(name, Type::Group, title)
        });
        let unscored = self.shown.iter().filter(|&&i| tree.indicators[i].is_none()).map(|&i| {
            let indicator = &self.framework.indicators[i];
            let name = &self.names.indicators[i];
            Row::outside(name, Type::Other, &indicator.name.en).of_indicator(indicator)
        });
        let all = scored.chain(levels).chain(fillers).chain(groups).chain(unscored);
        rows.extend(all.map(Row::cells));
        csv_text(without_empty(rows))
    }
}

/// A row of iMeta.
struct Row {
    cells: [Option<String>; 13],
}

impl Row {
    const HEADER: [&str; 13] = [
        "Level",
        "iCode",
        "iName",
        "Unit",
        "Direction",
        "Parent",
        "Weight",
        "Type",
        "Target",
        "goalpost_lower",
        "goalpost_upper",
        "goalpost_scale",
        "goalpost_trunc2posts",
    ];

    /// What stands outside the index.
    fn outside(code: &str, kind: Type, name: &str) -> Self {
        let mut cells = [const { None }; 13];
        // COINr takes no name that is missing, and R reads the word as missing.
        let name = if name.is_empty() || name == MISSING { code } else { name };
        cells[1] = Some(code.to_owned());
        cells[2] = Some(name.to_owned());
        cells[7] = Some(kind.name().to_owned());
        Row { cells }
    }

    fn of_node(node: &Node, kind: Type, name: &str) -> Self {
        let mut row = Row::outside(&node.name, kind, name);
        row.cells[0] = Some(node.height.to_string());
        row.cells[4] = Some("1".to_owned());
        row.cells[5] = node.parent.clone();
        row.cells[6] = Some(exact(node.weight));
        row
    }

    /// Adds unit, direction, and target or goalposts where they stand on the native scale.
    fn of_indicator(mut self, indicator: &Indicator) -> Self {
        self.cells[3] = Some(indicator.unit.en.clone()).filter(|unit| !unit.is_empty());
        self.cells[4] = Some(exact(indicator.direction.sign()));
        let scale = indicator.normalisation.scale;
        match &indicator.normalisation.method {
            _ if indicator.transform.is_some() => {}
            NormaliseMethod::DistanceToTarget { target, .. } => {
                self.cells[8] = Some(exact(*target));
            }
            NormaliseMethod::Goalposts(posts) => {
                self.cells[9] = Some(exact(posts.worst.min(posts.best)));
                self.cells[10] = Some(exact(posts.worst.max(posts.best)));
                self.cells[11] = Some(exact(scale[1] - scale[0]));
                self.cells[12] = Some("TRUE".to_owned());
            }
            _ => {}
        }
        self
    }

    fn cells(self) -> Vec<String> {
        self.cells.map(or_missing).to_vec()
    }
}

fn or_missing(cell: Option<String>) -> String {
    cell.unwrap_or_else(|| MISSING.to_owned())
}

/// Leaves out optional columns that hold nothing, which R would read as columns of truth values;
/// and a column of targets that is not full, which COINr refuses.
fn without_empty(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let (is_target, kind) = (|c: usize| rows[0][c] == "Target", 7);
    let is_kept = |c: &usize| match rows[0][*c].as_str() {
        "Unit" => rows[1..].iter().any(|r| r[*c] != MISSING && r[*c].parse::<f64>().is_err()),
        name if name.starts_with("goalpost") => rows[1..].iter().any(|r| r[*c] != MISSING),
        _ if is_target(*c) => {
            let mut scored = rows[1..].iter().filter(|r| r[kind] == Type::Indicator.name());
            scored.all(|r| r[*c] != MISSING)
        }
        _ => true,
    };
    let kept: Vec<usize> = (0..rows[0].len()).filter(is_kept).collect();
    rows.iter().map(|row| kept.iter().map(|&c| row[c].clone()).collect()).collect()
}
