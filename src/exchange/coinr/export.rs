//! A framework and its scores in, `iData.csv`, `iMeta.csv`, the table of codes and `build.R` out.

use super::build::{Script, script};
use super::codes::{Codes, Names};
use super::columns::{MISSING, Type, exact, or_missing};
use super::form::{Form, Subject, Years};
use super::left_behind::left_behind;
use super::tree::{Node, Tree, tree};
use super::written::{Written, changed, done};
use crate::exchange::Parcel;
use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Indicator, NormaliseMethod, rescaled};
use crate::model::Areas;
use crate::tables::rows_csv_text as csv_text;

/// Makes the files from the values of the edition, in this form.
///
/// # Errors
/// Codes that COINr can't tell apart, and scored indicators without a single value, which R would
/// not read as numbers: all of them.
pub fn export(subject: &Subject, form: Form) -> Result<Parcel> {
    let Subject { framework, reference, panel, .. } = *subject;
    let mut notes = Vec::new();
    let mut codes = Codes::default();
    let written = Written::make(subject, form)?;
    let shown = with_values(framework, &written, &mut notes)?;
    let columns = grouping_columns(framework, reference);
    let names = Names {
        areas: panel.areas.iter().map(|code| codes.add("area", code)).collect(),
        levels: framework.levels.iter().map(|l| codes.add("level", &l.code)).collect(),
        indicators: framework.indicators.iter().map(|i| codes.add("indicator", &i.code)).collect(),
        groups: columns.iter().map(|column| codes.add("column", column)).collect(),
        columns,
    };
    let made = form.is_scored().then_some(&subject.scores.weights[..]);
    let tree = tree(framework, made.unwrap_or_default(), &names, &mut codes);
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
    let sheet = Export { subject, form, written: &written, shown, names: &names };
    let data = sheet.data(&mut notes);
    let meta = sheet.meta(&tree);
    notes.extend(changed(subject, form));
    notes.extend(left_behind(framework, panel, form));
    let done = |code: &str| done(subject, form, &names, code);
    let codes = codes.table(&done)?;
    let mut files = vec![("iData.csv", data), ("iMeta.csv", meta), ("codes.csv", codes)];
    if form.is_scored() {
        let Script { text, by_ssj, notes: own } = script(subject, &names, &tree);
        files.push(("build.R", text));
        files.extend(by_ssj.map(|table| ("by_ssj.csv", table)));
        notes.extend((!own.is_empty()).then(|| format!("COINr has no: {}", own.join("; "))));
    } else {
        notes.push(
            "no build.R: it goes with the values that are scored, without --native and --all-years"
                .into(),
        );
    }
    Ok(Parcel { files, notes, ..Parcel::default() })
}

/// Indicators to write: all that have a value.
fn with_values(
    framework: &Framework,
    written: &Written,
    notes: &mut Vec<String>,
) -> Result<Vec<usize>> {
    let (mut shown, mut faults) = (Vec::new(), Vec::new());
    for (i, indicator) in framework.indicators.iter().enumerate() {
        let code = &indicator.code;
        match (written.has_value(i), indicator.weight) {
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

struct Export<'a> {
    subject: &'a Subject<'a>,
    form: Form,
    written: &'a Written,
    /// Positions of the indicators to write.
    shown: Vec<usize>,
    names: &'a Names,
}

impl Export<'_> {
    fn data(&self, notes: &mut Vec<String>) -> String {
        let mut header = vec!["uCode".to_owned()];
        header.extend(self.subject.reference.map(|_| "uName".to_owned()));
        header.extend((self.form.years == Years::All).then(|| "Time".to_owned()));
        header.extend(self.names.groups.iter().cloned());
        header.extend(self.shown.iter().map(|&i| self.names.indicators[i].clone()));
        let mut rows = vec![header];
        let mut ambiguous = 0;
        for area in 0..self.names.areas.len() {
            let groups = self.groups_of(area);
            ambiguous += groups.iter().filter(|group| group.as_deref() == Some(MISSING)).count();
            for year in self.written.years_of(area, self.subject.panel.cut_off) {
                let mut row = vec![self.names.areas[area].clone()];
                row.extend(self.name_of(area));
                row.extend(year.map(|year| year.to_string()));
                row.extend(groups.iter().map(|group| or_missing(group.clone())));
                let value = |&i: &usize| or_missing(self.written.get(area, i, year).map(exact));
                row.extend(self.shown.iter().map(value));
                rows.push(row);
            }
        }
        if ambiguous > 0 {
            notes.push(format!("R reads the group `NA` of {ambiguous} areas as missing"));
        }
        csv_text(rows)
    }

    fn name_of(&self, area: usize) -> Option<String> {
        let code = &self.subject.panel.areas[area];
        self.subject.reference.map(|areas| areas.get(code).map_or(code, |a| &a.name.en).clone())
    }

    fn groups_of(&self, area: usize) -> Vec<Option<String>> {
        let Subject { reference, panel, .. } = self.subject;
        let area = reference.and_then(|areas| areas.get(&panel.areas[area]));
        let group = |column: &String| area?.attribute(column).map(str::to_owned);
        self.names.columns.iter().map(group).collect()
    }

    fn meta(&self, tree: &Tree) -> String {
        let framework = self.subject.framework;
        let scored = self.shown.iter().filter_map(|&i| {
            let (of, node) = (&framework.indicators[i], tree.indicators[i].as_ref()?);
            let row = Row::of_node(node, Type::Indicator, &of.name.en);
            Some(row.of_indicator(of, self.form.native))
        });
        let levels = tree.levels.iter().zip(&framework.levels);
        let levels =
            levels.map(|(node, level)| Row::of_node(node, Type::Aggregate, &level.name.en));
        let fillers = tree.fillers.iter().map(|filler| {
            let name = format!("{} (passed on)", filler.passes_on);
            Row::of_node(&filler.node, Type::Aggregate, &name)
        });
        let groups = self.names.groups.iter().zip(&self.names.columns).map(|(name, column)| {
            let grouping = framework.groupings.iter().find(|g| g.column == *column);
            let title = grouping.map_or(column, |g| &g.name.en);
            Row::outside(name, Type::Group, title)
        });
        let unscored = self.shown.iter().filter(|&&i| tree.indicators[i].is_none()).map(|&i| {
            let of = &framework.indicators[i];
            Row::outside(&self.names.indicators[i], Type::Other, &of.name.en).of_indicator(of, true)
        });
        let all = scored.chain(levels).chain(fillers).chain(groups).chain(unscored);
        let rows: Vec<Row> = all.collect();
        let columns = columns_of(&rows);
        let header: Vec<String> = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        let cells = |row: &Row| columns.iter().map(|(_, cell)| or_missing(cell(row))).collect();
        csv_text(std::iter::once(header).chain(rows.iter().map(cells)))
    }
}

/// A row of iMeta.
struct Row {
    level: Option<usize>,
    code: String,
    name: String,
    unit: Option<String>,
    direction: Option<f64>,
    parent: Option<String>,
    weight: Option<f64>,
    kind: Type,
    target: Option<f64>,
    /// The lower goalpost, the upper, and the width of the scale between them.
    posts: Option<[f64; 3]>,
}

/// A column of iMeta: its name, and its cell in a row.
type Column = (&'static str, fn(&Row) -> Option<String>);

const COLUMNS: [Column; 13] = [
    ("Level", |row| Some(row.level?.to_string())),
    ("iCode", |row| Some(row.code.clone())),
    ("iName", |row| Some(row.name.clone())),
    ("Unit", |row| row.unit.clone()),
    ("Direction", |row| row.direction.map(exact)),
    ("Parent", |row| row.parent.clone()),
    ("Weight", |row| row.weight.map(exact)),
    ("Type", |row| Some(row.kind.name().to_owned())),
    ("Target", |row| row.target.map(exact)),
    ("goalpost_lower", |row| Some(exact(row.posts?[0]))),
    ("goalpost_upper", |row| Some(exact(row.posts?[1]))),
    ("goalpost_scale", |row| Some(exact(row.posts?[2]))),
    ("goalpost_trunc2posts", |row| row.posts.map(|_| "TRUE".to_owned())),
];

impl Row {
    /// What stands outside the index.
    fn outside(code: &str, kind: Type, name: &str) -> Self {
        // COINr takes no name that is missing, and R reads the word as missing.
        let name = if name.is_empty() || name == MISSING { code } else { name };
        let (code, name) = (code.to_owned(), name.to_owned());
        let (level, unit, direction, parent, weight) = (None, None, None, None, None);
        let (target, posts) = (None, None);
        Row { level, code, name, unit, direction, parent, weight, kind, target, posts }
    }

    fn of_node(node: &Node, kind: Type, name: &str) -> Self {
        Row {
            level: Some(node.height),
            direction: Some(1.0),
            parent: node.parent.clone(),
            weight: Some(node.weight),
            ..Row::outside(&node.name, kind, name)
        }
    }

    /// Adds unit, direction, and target or goalposts, on the scale of the values; values as
    /// measured have none beside a transform, where they would mislead.
    fn of_indicator(mut self, indicator: &Indicator, native: bool) -> Self {
        let (transform, direction) = match native {
            true => (None, indicator.direction),
            false => (indicator.transform, indicator.scored_direction()),
        };
        self.unit = Some(indicator.unit.en.clone()).filter(|unit| !unit.is_empty());
        self.direction = Some(direction.sign());
        let scale = indicator.normalisation.scale;
        let on_scale = |x: f64| rescaled(transform, x).ok();
        match &indicator.normalisation.method {
            _ if native && indicator.transform.is_some() => {}
            NormaliseMethod::DistanceToTarget(to) => self.target = on_scale(to.target),
            NormaliseMethod::Goalposts(posts) => {
                let ends = on_scale(posts.worst).zip(on_scale(posts.best));
                let width = scale[1] - scale[0];
                self.posts = ends.map(|(worst, best)| [worst.min(best), worst.max(best), width]);
            }
            _ => {}
        }
        self
    }
}

/// Leaves out optional columns that hold nothing, which R would read as columns of truth values;
/// and a column of targets that is not full, which COINr refuses.
fn columns_of(rows: &[Row]) -> Vec<Column> {
    let is_kept = |(name, cell): &Column| match *name {
        "Unit" => {
            let mut units = rows.iter().filter_map(cell);
            units.any(|unit| unit != MISSING && unit.parse::<f64>().is_err())
        }
        "Target" => {
            let mut scored = rows.iter().filter(|row| row.kind == Type::Indicator);
            scored.all(|row| cell(row).is_some())
        }
        name if name.starts_with("goalpost") => rows.iter().any(|row| cell(row).is_some()),
        _ => true,
    };
    COLUMNS.into_iter().filter(is_kept).collect()
}
