//! Two pages on one State, on a few beside each other, or on a region: the numbers of the report, with
//! which edition they are from and how sure its ranks are.

use std::collections::BTreeMap;

use super::content::{Align, Block, Chapter, Column, Content, Labelled, Lines, Table};
use super::country_lines::MODELLED;
use super::prose::{Argument, Prose, year};
use super::{countries, ranks, score_table};
use crate::analyse::{observed_median, observed_values};
use crate::exhibits::{ids, source};
use crate::fault::Result;
use crate::framework::Group;
use crate::words::{Number, said, say};

/// As many States have a column each; of more the ends and the middle are told.
const SIDE_BY_SIDE: usize = 4;
/// As many have a paragraph each.
const IN_SHORT: usize = 8;
/// Widths in millimetres: of the page, and of a column of values.
const PAGE: f64 = 170.0;
const VALUE: f64 = 19.0;

/// Whom a brief is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Whom {
    /// Codes of the areas.
    pub codes: Vec<String>,
    /// Their region or other group; none where they were chosen one by one.
    pub region: Option<Group>,
}

impl Whom {
    /// What the brief's file is called after.
    pub fn slug(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        match &self.region {
            Some(region) => region.name.en.chars().map(plain).collect::<String>().to_lowercase(),
            None => self.codes.join("-"),
        }
    }

    /// Figures that the brief shows.
    pub fn figures(&self) -> Vec<String> {
        match &self.codes[..] {
            [one] => vec![ids::id_of("profile", one)],
            _ => Vec::new(),
        }
    }
}

/// Writes a brief.
///
/// # Errors
/// As the report's own content.
pub(super) fn content(
    prose: &Prose,
    whom: &Whom,
    labels: BTreeMap<String, String>,
) -> Result<Content> {
    let is_meant = |area: &usize| whom.codes.contains(&prose.panel.areas[*area]);
    let areas: Vec<usize> = prose.by_name().into_iter().filter(is_meant).collect();
    let title = title(prose, whom, &areas)?;
    let sure = sure(prose, &areas)?.into_iter().map(|text| Block::Text { text });
    let mut blocks = Vec::new();
    if let [one] = areas[..] {
        blocks.push(Block::Table(side_by_side(prose, &areas)?));
        blocks.extend(sure);
        blocks.push(Block::Country(Box::new(countries::page_of(prose, one)?)));
    } else {
        blocks.push(Block::Table(score_table::of(prose, &areas, "brief.scores")?));
        blocks.extend(sure);
        let few = areas.len() <= SIDE_BY_SIDE;
        if areas.len() <= IN_SHORT {
            let items = areas.iter().map(|&area| in_short(prose, area, few));
            blocks.push(Block::Terms { items: items.collect::<Result<_>>()? });
        }
        let table = if few { side_by_side } else { ends_and_middle };
        blocks.push(Block::Table(table(prose, &areas)?));
    }
    let chapter = Chapter {
        id: "brief".into(),
        kicker: say!(prose, "brief.kicker", ..from(prose)?)?,
        running: title.clone(),
        title: title.clone(),
        area: None,
        summary: Vec::new(),
        blocks,
    };
    let mut document = super::front::document(prose)?;
    document.title = say!(prose, "brief.document", title, report = document.title)?;
    Ok(Content {
        language: prose.language().code().to_owned(),
        decimal_sign: prose.decimal_sign().to_owned(),
        labels,
        cover: super::front::cover(prose)?,
        imprint: super::front::imprint(prose)?,
        document,
        chapters: vec![chapter],
        ledger: Vec::new(),
    })
}

/// What the page of a State says first: how it stands, and with `more` where it stands out.
fn in_short(prose: &Prose, area: usize, more: bool) -> Result<Labelled> {
    let page = countries::page_of(prose, area)?;
    let mut said = vec![page.message, say!(prose, "brief.standing", standing = page.standing)?];
    let lines = [page.strengths, page.gaps, page.gains, page.losses];
    for Lines { head, items, .. } in lines.into_iter().filter(|_| more) {
        let lines: Vec<String> = items
            .into_iter()
            .map(|line| {
                let indicator = match line.label.strip_suffix(MODELLED) {
                    Some(name) => say!(prose, "country.modelled", name)?,
                    None => line.label,
                };
                say!(prose, "brief.line", indicator, said = line.text)
            })
            .collect::<Result<_>>()?;
        if !lines.is_empty() {
            said.push(say!(prose, "brief.lines", head, lines = prose.words.apart(&lines))?);
        }
    }
    said.retain(|text| !text.is_empty());
    Ok(Labelled { label: prose.name(area).to_owned(), text: said.join(" ") })
}

/// Its States or its region by name.
fn title(prose: &Prose, whom: &Whom, areas: &[usize]) -> Result<String> {
    match (&whom.region, areas) {
        (Some(region), _) => Ok(prose.in_language(&region.name).to_owned()),
        (None, [one]) => Ok(prose.name(*one).to_owned()),
        (None, _) => prose.short_list(areas),
    }
}

/// The edition and its day.
fn from(prose: &Prose) -> Result<[Argument<'static>; 2]> {
    Ok(said![
        report = prose.in_language(&prose.edition.title),
        edition = super::front::edition(prose)?
    ])
}

/// How sure the ranks are, what the values are, and whose paper this is.
fn sure(prose: &Prose, areas: &[usize]) -> Result<Vec<String>> {
    let mut said = Vec::new();
    if let [one] = areas {
        said.push(ranks::told(prose, *one)?.join(" "));
    }
    if prose.simulation.varies() {
        let runs = prose.simulation.runs as usize;
        said.push(say!(prose, "brief.sure", n = ranks::ranked(prose), runs)?);
    }
    said.push(say!(prose, "brief.values", year = year(prose.panel.cut_off), ..from(prose)?)?);
    said.push(say!(prose, "imprint.independent.text")?);
    said.retain(|text| !text.is_empty());
    Ok(said)
}

/// A row for each indicator that is scored or shown, with a column for each area, the median of the group
/// of one alone, and that of the world.
fn side_by_side(prose: &Prose, areas: &[usize]) -> Result<Table> {
    let group = match areas {
        [one] => group_of(prose, *one),
        _ => None,
    };
    let values = areas.len() + 1 + usize::from(group.is_some());
    let width = (PAGE * 0.6 / values as f64).clamp(VALUE, 1.15 * VALUE);
    let column = |head: &str| Column::new(head, width, Align::Right);
    let mut columns = vec![first_column(prose, PAGE - width * values as f64)?];
    columns.extend(areas.iter().map(|&area| column(prose.short_name(area))));
    if let Some((name, _)) = &group {
        columns.push(column(&say!(prose, "brief.column.group", group = *name)?));
    }
    columns.push(column(&say!(prose, "brief.column.median")?));
    let rows = rows(prose, |indicator| {
        let mut row =
            areas.iter().map(|&area| value(prose, area, indicator)).collect::<Result<Vec<_>>>()?;
        if let Some((_, members)) = &group {
            row.push(median_of(prose, indicator, members)?);
        }
        row.push(of_world(prose, indicator)?);
        Ok(row)
    })?;
    table(prose, "side_by_side", columns, rows)
}

/// The name and the members of an area's group in the main grouping.
fn group_of<'a>(prose: &Prose<'a>, area: usize) -> Option<(&'a str, Vec<usize>)> {
    let grouping = prose.main_grouping()?;
    let group = prose.group_of(grouping, area)?;
    let all = 0..prose.panel.areas.len();
    let members = all.filter(|&other| prose.group_of(grouping, other) == Some(group)).collect();
    Some((prose.group(grouping, group), members))
}

/// A row for each indicator, with the lowest, the middle and the highest of many areas.
fn ends_and_middle(prose: &Prose, areas: &[usize]) -> Result<Table> {
    let (end, middle) = (33.0, 15.0);
    let mut columns = vec![first_column(prose, PAGE - 2.0 * end - 2.0 * middle)?];
    columns.push(prose.column("column.lowest", end, Align::Right)?);
    columns.push(prose.column("brief.column.middle", middle, Align::Right)?);
    columns.push(prose.column("column.highest", end, Align::Right)?);
    columns.push(prose.column("brief.column.median", middle, Align::Right)?);
    let rows = rows(prose, |indicator| {
        let mut known = observed_values(prose.panel, indicator, areas);
        known.sort_by(|a, b| a.1.total_cmp(&b.1));
        let end = |of: Option<&(usize, f64)>| match of {
            Some(&(area, _)) => {
                let value = value(prose, area, indicator)?;
                say!(prose, "brief.end", state = prose.short_name(area), value)
            }
            None => say!(prose, "none"),
        };
        Ok(vec![
            end(known.first())?,
            median_of(prose, indicator, areas)?,
            end(known.last())?,
            of_world(prose, indicator)?,
        ])
    })?;
    table(prose, "ends", columns, rows)
}

fn first_column(prose: &Prose, width: f64) -> Result<Column> {
    prose.column("column.indicator", width, Align::Left)
}

/// The indicators of each focus area in turn, each with its unit, and their further cells.
fn rows(
    prose: &Prose,
    cells: impl Fn(usize) -> Result<Vec<String>>,
) -> Result<(Vec<Vec<String>>, Vec<usize>)> {
    let (mut rows, mut rules) = (Vec::new(), Vec::new());
    let framework = prose.framework;
    let tops = if prose.has_focus_areas() { framework.focus_areas().collect() } else { vec![0] };
    for level in tops {
        for indicator in framework.indicators_under(level) {
            let named =
                said![indicator = prose.indicator_short(indicator), unit = prose.unit(indicator)];
            let mut row = vec![say!(prose, "brief.indicator", ..named)?];
            row.extend(cells(indicator)?);
            rows.push(row);
        }
        rules.push(rows.len());
    }
    Ok((rows, rules))
}

/// The value of an area that counts, with its year where it is not the last; a dash where there is none.
fn value(prose: &Prose, area: usize, indicator: usize) -> Result<String> {
    let Some(used) = prose.panel.used(area, indicator) else { return say!(prose, "none") };
    let said = said![
        value = prose.value(indicator, used.point.value),
        year = Number::year(used.point.year)
    ];
    say!(prose, "brief.value", ..said)
}

fn of_world(prose: &Prose, indicator: usize) -> Result<String> {
    median_of(prose, indicator, &(0..prose.panel.areas.len()).collect::<Vec<_>>())
}

fn median_of(prose: &Prose, indicator: usize, areas: &[usize]) -> Result<String> {
    let middle = observed_median(prose.panel, indicator, areas);
    let middle = middle.map(|value| prose.value(indicator, value));
    middle.map_or_else(|| say!(prose, "none"), Ok)
}

fn table(
    prose: &Prose,
    key: &str,
    columns: Vec<Column>,
    (rows, rules): (Vec<Vec<String>>, Vec<usize>),
) -> Result<Table> {
    Ok(Table {
        title: say!(prose, &format!("brief.{key}"))?,
        note: say!(prose, "brief.note", age = prose.panel.max_age.unwrap_or(0) as usize)?,
        source: source::of(prose.exhibits, 0..prose.framework.indicators.len())?,
        columns,
        rows,
        rules,
    })
}
